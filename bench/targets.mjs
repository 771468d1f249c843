// The targets of "Must show", each with what was measured; `holds` is null where it could not be measured.

import { OURS, STORY } from "./load.mjs";

const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7];
const PEERS = (row) => row.name !== "ours" && row.name !== "limit";

/** A call's time with raster at a size: ours, the fastest peer's, the limit's, medians in ms. */
export function compared(draw, call, size, kind = "raster") {
  const rows = draw.results.filter((row) => row.size === size);
  const time = (row) => row?.[call][kind].median ?? NaN;
  const peers = rows.filter(PEERS).sort((a, b) => time(a) - time(b));
  return {
    ours: time(rows.find((row) => row.name === "ours")),
    peer: time(peers[0]),
    fastest: peers[0]?.name ?? "none",
    limit: time(rows.find((row) => row.name === "limit")),
  };
}

const number = (value, digits = 2) => (Number.isFinite(value) ? value.toFixed(digits) : "–");

function target(what, aim, value, holds, unit = "×") {
  return { what, aim, value: `${number(value)} ${unit}`, holds: Number.isFinite(value) ? holds(value) : null };
}

export function targets({ draw, load, simulation }) {
  const list = [];
  for (const [size, times] of [[1e5, 2], [1e6, 5], [1e7, 30]]) {
    const { ours, peer, fastest } = compared(draw, "pan", size);
    list.push(target(`pan at ${size.toExponential(0)} against the fastest peer (${fastest})`, `≥ ${times} ×`, peer / ours, (v) => v >= times));
  }
  for (const size of SIZES) {
    const { ours, limit } = compared(draw, "pan", size);
    list.push(target(`pan at ${size.toExponential(0)} against the plain-canvas limit`, "≤ 1.5 ×", ours / limit, (v) => v <= 1.5));
  }
  const first = compared(draw, "draw", 1e6);
  list.push(target(`first draw at 1e+6 against the fastest peer (${first.fastest})`, "≤ 1 ×", first.ours / first.peer, (v) => v <= 1));
  if (load) {
    const row = (name) => load.find((r) => r.name === name);
    const article = row("article");
    const stories = load.filter((r) => r.name.startsWith(STORY));
    const peers = load.filter((r) => !OURS[r.name] && !stories.includes(r));
    for (const metric of ["fcp", "lcp"]) {
      const best = Math.min(...peers.map((r) => r[metric].median));
      list.push(target(`article's ${metric.toUpperCase()} against the fastest peer's page`, "≤ 1 ×", article[metric].median / best, (v) => v <= 1));
    }
    for (const metric of ["fcp", "tbt"]) {
      const best = Math.min(...stories.map((r) => r[metric].median));
      list.push(target(`article's ${metric.toUpperCase()} against the same story with a peer's charts`, "≤ 1 ×", article[metric].median / best, (v) => v <= 1));
    }
    list.push(target("article's bytes against the ECharts page", "≤ 1 ×", article.bytes.median / row("echarts").bytes.median, (v) => v <= 1));
    list.push(target("bytes of one embedded figure against the ECharts page", "≤ 1 ×", row("one figure (embed)").bytes.median / row("echarts").bytes.median, (v) => v <= 1));
    for (const name of Object.keys(OURS)) {
      list.push(target(`${name}: TBT`, "≤ 200 ms", row(name).tbt.median, (v) => v <= 200, "ms"));
      list.push(target(`${name}: CLS`, "0", row(name).cls.median, (v) => v < 0.0005, ""));
    }
  }
  const ours = simulation.rows.find((r) => r.name === "ours");
  const best = simulation.rows.filter((r) => r.name !== "ours").sort((a, b) => b.steps - a.steps)[0];
  list.push(target(`simulation against the best JavaScript (${best.name})`, "≥ 3 ×", ours ? ours.steps / best.steps : NaN, (v) => v >= 3));
  list.push({ what: "simulation: same statistics (chi-square, 0.1 %)", aim: "yes", value: ours ? (ours.agrees ? "yes" : "no") : "–", holds: ours ? ours.agrees : null });
  return list;
}
