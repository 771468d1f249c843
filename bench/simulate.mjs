// The adoption simulation: ours against every way in JavaScript, in one page each, and whether they agree.
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle } from "./build.mjs";
import { serve } from "./serve.mjs";
import { generator, shuffled, summary } from "./statistics.mjs";

const RUNS = 10_000;
const ADOPTERS = 2_000;
/** As `simulate` of page.rs has it. */
const START = [1, 1];
const POWERS = [1.5, 1.5];

/** Chi-square of two tallies of equally many runs, bins with fewer than 20 runs joined; and its degrees of freedom. */
export function chiSquare(first, second) {
  let [chi, cells, a, b] = [0, 0, 0, 0];
  first.forEach((n, i) => {
    a += n;
    b += second[i];
    if (a + b >= 20) {
      chi += (a - b) ** 2 / (a + b);
      cells += 1;
      a = b = 0;
    }
  });
  return { chi, freedom: cells - 1 };
}

/** Above what chi-square lies with a chance of 1 in 1,000 (Wilson & Hilferty's approximation). */
export function limit(freedom) {
  const k = 2 / (9 * freedom);
  return freedom * (1 - k + 3.0902 * Math.sqrt(k)) ** 3;
}

/** Shares of the runs in which B ended below a tenth, and at nine tenths or more. */
const locked = (bins) => [bins.slice(0, 5), bins.slice(45)].map((part) => part.reduce((x, y) => x + y, 0) / RUNS);

export async function measureSimulation(browser, { quick, ours, log }) {
  const folder = await bundle(["peers/adoption.mjs"], "simulation", "esm");
  writeFileSync(join(folder, "index.html"), `<!doctype html><title>Adoption</title>
<script type="module">import { WAYS } from "./adoption.js"; window.ways = WAYS;</script>`);
  const site = await serve({ simulation: folder, ours });
  const context = await browser.newContext();
  const pages = {};
  const peer = await context.newPage();
  await peer.goto(site.url + "simulation/");
  await peer.waitForFunction(() => window.ways);
  for (const name of await peer.evaluate(() => Object.keys(window.ways))) pages[name] = peer;
  if (existsSync(join(ours, "index.html"))) {
    pages.ours = await context.newPage();
    await pages.ours.goto(site.url + "ours/");
    await pages.ours.waitForFunction(() => window.__bench);
  }
  const random = generator(13);
  const times = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
  const bins = {};
  // A core that others share is faster for some seconds and slower for some: eleven rounds gave ratios of 2.6 to 3.7.
  const rounds = quick ? 3 : 61;
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of shuffled(Object.keys(pages), random)) {
      await pages[name].bringToFront();
      const got = await pages[name].evaluate(([name, options]) => {
        const start = performance.now();
        const { runs, adopters, seed } = options;
        const result = name === "ours" ? window.__bench.simulate(runs, adopters, seed) : window.ways[name](options);
        return { ms: performance.now() - start, bins: Array.from(result.bins ?? result) };
      }, [name, { runs: RUNS, adopters: ADOPTERS, seed: round + 1, start: START, powers: POWERS }]);
      // The first round warms up.
      if (round) times[name].push(got.ms);
      bins[name] ??= got.bins;
    }
  }
  await context.close();
  site.close();
  const base = bins["one adopter at a time"];
  const rows = Object.keys(pages).map((name) => {
    const agreement = name === "one adopter at a time" ? null : chiSquare(base, bins[name]);
    const row = { name, ms: summary(times[name]), locked: locked(bins[name]), agreement };
    row.steps = (RUNS * ADOPTERS) / row.ms.median * 1000;
    row.agrees = !agreement || agreement.chi <= limit(agreement.freedom);
    return row;
  });
  log(rows.map((r) => `${r.name} ${(r.steps / 1e6).toFixed(0)} M/s`).join("  "));
  return { runs: RUNS, adopters: ADOPTERS, start: START, powers: POWERS, rounds, rows };
}
