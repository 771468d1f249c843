// A second implementation, from the CSV files and nothing of ours, against what the built page says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DIST } from "./page.mjs";

const rows = (file) => {
  const [head, ...lines] = readFileSync(join(DIST, "data", file), "utf8").trim().split(/\r?\n/);
  const names = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [names[i], cell])));
};
const page = readFileSync(join(DIST, "en/index.html"), "utf8");
/** The value on a number's card. */
const said = (id) => page.split(`id="n-${id}"`)[1].split("<b>")[1].split("</b>")[0];

test("the multiples and the day, from the file alone", () => {
  const days = rows("nvda_daily.csv");
  const last = days.findIndex((r) => r.date === "2025-07-15");
  for (const [id, column] of [["split", "close_usd"], ["dividend", "close_dividend_adjusted_usd"]])
    assert.equal(said("stock.multiple." + id), Math.round(days[last][column] / days[0][column]) + " times");
  const returns = days.slice(1).map((r, i) => [r.date, r.close_usd / days[i].close_usd - 1]);
  const fall = returns.find(([date]) => date === "2025-01-27")[1];
  assert.equal(said("day.fall"), (-fall * 100).toFixed(2) + "%");
  assert.equal(said("day.rank"), returns.filter(([, r]) => r < fall).length + 1 + "rd");
  let held = 0;
  for (const from of ["2012-01-03", "2012-10-01", "2012-12-31"])
    for (const to of ["2025-06-30", "2025-07-09", "2025-07-15"])
      for (const column of ["close_usd", "close_dividend_adjusted_usd"]) {
        const at = (date) => Number(days.find((r) => r.date === date)[column]);
        const ratio = at(to) / at(from);
        held += ratio >= 450 && ratio <= 550;
      }
  assert.equal(said("robust.stock.k"), String(held));
});

test("the change point, by numerical integration over both rates", () => {
  const quarters = rows("attention_hn_quarterly.csv").filter((r) => !r.note.startsWith("partial"));
  const hits = quarters.map((r) => Number(r.compute));
  const totals = quarters.map((r) => Number(r.n_titles));
  const sum = (list, from, to) => list.slice(from, to).reduce((a, b) => a + b, 0);
  const n = hits.length;
  // The scatter around the best split, as Pearson's chi-square over its degrees of freedom.
  const pearson = (k) => {
    let chi = 0;
    for (const [a, b] of [[0, k], [k, n]]) {
      const p = sum(hits, a, b) / sum(totals, a, b);
      for (let i = a; i < b; i += 1) chi += (hits[i] - totals[i] * p) ** 2 / (totals[i] * p * (1 - p));
    }
    return chi / (n - 2);
  };
  const integral = (s, m) => {
    // ∫ p^s (1-p)^(m-s) dp by Simpson around its peak.
    const peak = s / m, spread = Math.sqrt(peak * (1 - peak) / m);
    const low = Math.max(0, peak - 12 * spread), high = Math.min(1, peak + 12 * spread), steps = 4000;
    const top = s * Math.log(peak) + (m - s) * Math.log(1 - peak);
    let area = 0;
    for (let i = 0; i <= steps; i += 1) {
      const p = low + (high - low) * i / steps;
      const value = p <= 0 || p >= 1 ? 0 : Math.exp(s * Math.log(p) + (m - s) * Math.log(1 - p) - top);
      area += value * (i === 0 || i === steps ? 1 : i % 2 ? 4 : 2);
    }
    return top + Math.log(area * (high - low) / steps / 3);
  };
  const posterior = (scatter) => {
    const logs = [];
    for (let k = 1; k < n; k += 1) {
      const [s1, m1, s2, m2] = [sum(hits, 0, k), sum(totals, 0, k), sum(hits, k, n), sum(totals, k, n)];
      logs.push(integral(s1 / scatter, m1 / scatter) + integral(s2 / scatter, m2 / scatter));
    }
    const top = Math.max(...logs);
    const weights = logs.map((l) => Math.exp(l - top));
    const all = weights.reduce((a, b) => a + b, 0);
    return weights.map((w) => w / all);
  };
  const first = posterior(1);
  const scatter = Math.max(1, pearson(first.indexOf(Math.max(...first)) + 1));
  const chance = posterior(scatter);
  const best = chance.indexOf(Math.max(...chance)) + 1;
  const name = (i) => quarters[i].period.replace(/(\d+)Q(\d)/, "Q$2 $1");
  assert.equal(said("attention.break"), name(best));
  // The shortest run of quarters that holds 90 %.
  let run = [0, n];
  for (let a = 0; a < chance.length; a += 1)
    for (let b = a, mass = 0; b < chance.length; b += 1) {
      mass += chance[b];
      if (mass >= 0.9 && b - a < run[1] - run[0]) run = [a, b];
    }
  assert.equal(said("attention.low"), name(run[0] + 1));
  assert.equal(said("attention.high"), name(run[1] + 1));
});
