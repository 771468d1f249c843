// First draw and pan redraw: every contender at every size, in rounds, each round in a new order.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { bundle, drawPage, OUT } from "./build.mjs";
import { serve } from "./serve.mjs";
import { generator, shuffled, summary } from "./statistics.mjs";

export const PEERS = ["uplot", "echarts", "chartjs", "plotly", "plot"];
const SIZES = [1e3, 1e4, 1e5, 1e6, 1e7];
/** A contender whose first draw takes longer is left out at this size and above, ms. */
const PATIENCE = 20_000;
/** What a contender may take in a round for all its draws, and for all its pans, ms. */
const BUDGET = 250;

/** In the page: times `count` calls at most, at least one, within the budget; script alone and with raster. */
async function timed({ call, count, budget, dx }) {
  const bench = window.__bench;
  // Reads one pixel of every canvas, so that what was recorded is painted; lays SVG out. The same for all.
  const flush = () => {
    for (const canvas of document.querySelectorAll("canvas")) {
      const flat = canvas.getContext("2d");
      const gl = flat ? null : canvas.getContext("webgl") ?? canvas.getContext("webgl2");
      flat?.getImageData(0, 0, 1, 1);
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
    }
    for (const svg of document.querySelectorAll("svg")) svg.getBoundingClientRect();
  };
  const [script, raster] = [[], []];
  const start = performance.now();
  for (let i = 0; i < count && (i === 0 || performance.now() - start < budget); i += 1) {
    const before = performance.now();
    // Ours copies its points before a first draw, which is no part of drawing, and tells its own time.
    const told = await bench[call](dx);
    const called = performance.now();
    flush();
    const done = performance.now();
    script.push(told ?? called - before);
    raster.push(script.at(-1) + done - called);
  }
  return { script, raster };
}

/** Measures; `ours` is the folder of this project's bench page, left out where it is missing. */
export async function measureDraw(browser, { quick, ours, log }) {
  const folder = await bundle([...PEERS, "limit"].map((name) => `peers/${name}.mjs`), "peers");
  for (const name of [...PEERS, "limit"]) {
    drawPage(folder, name, existsSync(join(folder, `${name}.css`)));
  }
  const contenders = [...PEERS, "limit", ...(existsSync(join(ours, "index.html")) ? ["ours"] : [])];
  const site = await serve({ peers: folder, ours });
  const context = await browser.newContext({ viewport: { width: 1040, height: 440 }, deviceScaleFactor: 1 });
  const pages = {};
  const faults = [];
  for (const name of contenders) {
    const page = await context.newPage();
    page.on("pageerror", (error) => faults.push(`${name}: ${error.message}`));
    await page.goto(site.url + (name === "ours" ? "ours/" : `peers/${name}.html`));
    await page.waitForFunction(() => window.__bench, null, { timeout: 30_000 });
    pages[name] = page;
  }
  // Of fractions of a millisecond: seven rounds gave a ratio to the limit of 0.8 to 2 within minutes.
  const rounds = (size) => quick ? 2 : size < 1e5 ? 28 : 7;
  const random = generator(7);
  const results = [];
  const skipped = {};
  for (const size of quick ? SIZES.slice(0, 4) : SIZES) {
    const times = {};
    for (const name of contenders) {
      if (skipped[name]) continue;
      await pages[name].bringToFront();
      try {
        await pages[name].evaluate(async (n) => { await window.__bench.load(n); }, size);
        // The warm-up: thrown away, but it says who is too slow.
        const first = await once(pages[name], "draw", 0);
        if (first > PATIENCE) throw new Error(`first draw took ${(first / 1000).toFixed(0)} s`);
        // Engines make code fast while it runs: all are given the same time for it.
        const start = Date.now();
        for (let i = 0; i < 60 && (i < 4 || Date.now() - start < 1000); i += 1) await once(pages[name], "pan", 13);
        times[name] = { draw: { script: [], raster: [] }, pan: { script: [], raster: [] } };
      } catch (error) {
        skipped[name] = { size, why: error.message.split("\n")[0] };
        log(`${name} left out from ${size} on: ${skipped[name].why}`);
        // A page that gave up may go on for minutes.
        await pages[name].close();
        continue;
      }
      if (size === 1e4) await pages[name].screenshot({ path: join(OUT, `${name}.png`) });
    }
    for (let round = 0; round < rounds(size); round += 1) {
      for (const name of shuffled(Object.keys(times), random)) {
        await pages[name].bringToFront();
        for (const [call, dx] of [["draw", 0], ["pan", 7]]) {
          const count = call === "draw" ? 5 : 15;
          const got = await pages[name].evaluate(timed, { call, count, budget: quick ? 80 : BUDGET, dx });
          for (const kind of ["script", "raster"]) {
            times[name][call][kind].push(summary(got[kind]).median);
          }
        }
      }
    }
    for (const [name, calls] of Object.entries(times)) {
      const row = { size, name };
      for (const call of ["draw", "pan"]) {
        row[call] = { script: summary(calls[call].script), raster: summary(calls[call].raster) };
      }
      results.push(row);
    }
    log(`${size} points: ` + results.filter((r) => r.size === size)
      .map((r) => `${r.name} ${r.draw.raster.median.toFixed(2)}/${r.pan.raster.median.toFixed(2)}`).join("  "));
  }
  await context.close();
  site.close();
  return { results, skipped, faults };
}

/** One call with its raster, ms; gives up well after the patience is over. */
async function once(page, call, dx) {
  const work = page.evaluate(timed, { call, count: 1, budget: 0, dx });
  let alarm;
  const limit = new Promise((_, fail) => {
    alarm = setTimeout(() => fail(new Error(`${call} took more than ${(2 * PATIENCE) / 1000} s`)), 2 * PATIENCE);
  });
  work.catch(() => {});
  try {
    return (await Promise.race([work, limit])).raster[0];
  } finally {
    clearTimeout(alarm);
  }
}
