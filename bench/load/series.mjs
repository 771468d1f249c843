// In the page: the two charts' series from the compact JSON.
import "./page.css";

export const INK = { compute: "#b5491c", algorithm: "#2a5d8f", data: "#3a7d44" };
export const NAMES = ["compute", "algorithm", "data"];
const DAY = 86_400;

/** Fetches the data: times in seconds since 1970, closes in US dollars, drawdowns as ratios, rates per thousand. */
export async function fetched() {
  const json = await (await fetch("data.json")).json();
  let day = json.first;
  const days = [day * DAY, ...json.gaps.map((gap) => (day += gap) * DAY)];
  let peak = 0;
  const falls = json.close.map((close) => close / (peak = Math.max(peak, close)) - 1);
  const [year, quarter] = json.quarter.split("Q").map(Number);
  const quarters = json.titles.map((_, i) => Date.UTC(year, 3 * (quarter - 1 + i)) / 1000);
  // A centred window of three quarters, as the article's default.
  const rate = (hits) => hits.map((_, i) => {
    const sum = (values) => values.slice(Math.max(0, i - 1), i + 2).reduce((a, b) => a + b);
    return 1000 * sum(hits) / sum(json.titles);
  });
  return { days, close: json.close, falls, quarters, rates: NAMES.map((name) => rate(json[name])) };
}

export const box = (id) => document.querySelector(`[data-chart="${id}"]`);

/** Notes that a chart can be used, once its first frame is painted. */
export function ready(id) {
  requestAnimationFrame(() => setTimeout(() => performance.mark(`chart-ready:${id}`)));
}
