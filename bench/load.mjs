// Page load on a slow phone: the article against pages with the same two charts, each in a fresh context.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, OUT, ROOT } from "./build.mjs";
import { PEERS } from "./draw.mjs";
import { compactJson } from "./load/data.mjs";
import { serve } from "./serve.mjs";
import { generator, median, shuffled, summary } from "./statistics.mjs";

/** Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms a round trip; the CPU four times slower. */
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const SLOWER = 4;
const PHONE = { viewport: { width: 412, height: 823 }, deviceScaleFactor: 2, serviceWorkers: "block" };
/** A page has settled when for so long there was no long task and no request, ms. */
const QUIET = 5000;
const LIMIT = 90_000;

/** Ours, where dist/ has been built: the whole story; the story opened at its stock figure; that figure alone. */
export const OURS = {
  "article": "dist/index.html",
  "article at #stock": "dist/index.html#stock",
  "one figure (embed)": "dist/embed/stock.zh-Hans.html",
};

/** Peers whose charts are put into our story as well: the first to paint, and the one whose bytes are the aim. */
const STORIES = ["uplot", "echarts"];
export const STORY = "the same story around ";

const words = (html) => html.replace(/<[^>]*>/g, "").replace(/\s+/g, " ").trim();

/** Headline and first two paragraphs of the article as built, so that all pages carry the same words. */
function text() {
  const html = readFileSync(join(ROOT, "dist/index.html"), "utf8").replace(/^.*?<main/s, "<main");
  const title = words(/<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? "");
  const paragraphs = [...html.matchAll(/<p[^>]*>(.*?)<\/p>/gs)].map((m) => words(m[1])).filter((p) => p.length > 60);
  return { title, paragraphs: paragraphs.slice(0, 2) };
}

/**
 * The article with a peer's two charts in their places: its words, its style, its eleven other figures as written
 * pictures, and nothing of ours that moves. What an editor would have instead of us. The peer's sheet comes first,
 * so that ours holds.
 */
function story(name) {
  const chart = (id) => new RegExp(`(<figure[^>]*data-figure="${id}"[^>]*>).*?(</figure>)`, "s");
  const html = readFileSync(join(ROOT, "dist/index.html"), "utf8")
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, "")
    .replace(/<script (async|defer)[^>]*><\/script>/g, "")
    .replace(/<link rel="(icon|manifest|apple-touch-icon)"[^>]*>/g, "");
  const head = `<link rel="icon" href="data:,"><link rel="stylesheet" href="${name}.css">
<link rel="preload" href="data.json" as="fetch" crossorigin><script type="module" src="${name}.js"></script>`;
  return ["stock", "attention"]
    .reduce((page, id) => page.replace(chart(id), `$1<div data-chart="${id}"></div>$2`), html)
    .replace('<meta name="viewport"', `${head}<meta name="viewport"`);
}

async function peerPages() {
  const folder = await bundle(PEERS.map((name) => `load/${name}.mjs`), "load", "esm");
  writeFileSync(join(folder, "data.json"), compactJson());
  const { title, paragraphs: [first, second] } = text();
  for (const name of PEERS) {
    writeFileSync(join(folder, `${name}.html`), `<!doctype html>
<html lang="zh-Hans"><head><meta charset="utf-8"><title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<link rel="stylesheet" href="${name}.css"><link rel="preload" href="data.json" as="fetch" crossorigin>
<script type="module" src="${name}.js"></script></head>
<body><h1>${title}</h1><p>${first}</p><div data-chart="stock"></div><p>${second}</p><div data-chart="attention"></div></body></html>
`);
  }
  for (const name of STORIES) writeFileSync(join(folder, `${name}-story.html`), story(name));
  return folder;
}

/** Runs in each page before its own scripts: notes what the browser tells. */
function watch() {
  const seen = { lcp: 0, cls: 0, tasks: [], last: 0 };
  window.__seen = seen;
  const on = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  on("largest-contentful-paint", (e) => { seen.lcp = e.startTime; });
  on("layout-shift", (e) => { if (!e.hadRecentInput) seen.cls += e.value; });
  on("longtask", (e) => {
    seen.tasks.push([e.startTime, e.duration]);
    seen.last = e.startTime + e.duration;
  });
}

/** Time from a pointer's move over the chart to the frame being handed over, median, ms. */
async function cursor(page) {
  const holder = page.locator('[data-chart="stock"]').first();
  await holder.scrollIntoViewIfNeeded();
  // Ours goes live when it is near; the peers' are there.
  if (await holder.getAttribute("data-state")) {
    await page.waitForSelector('[data-chart="stock"][data-state="ready"]', { timeout: 30_000 });
  }
  await page.waitForTimeout(800);
  const drawn = holder.locator("canvas, svg").locator("visible=true").first();
  const chart = (await drawn.count()) ? drawn : holder;
  const box = await chart.boundingBox();
  await page.evaluate(() => {
    window.__spans = [];
    addEventListener("pointermove", () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.__spans.push(performance.now() - start);
        port2.postMessage(0);
      });
    }, { capture: true });
  });
  const [top, bottom] = [Math.max(box.y, 5), Math.min(box.y + box.height, PHONE.viewport.height - 5)];
  for (let i = 0; i < 25; i += 1) {
    await page.mouse.move(box.x + box.width * (0.2 + 0.6 * ((i * 37) % 40) / 40), top + (bottom - top) * (0.2 + 0.3 * ((i * 17) % 40) / 40));
    await page.waitForTimeout(40);
  }
  await page.waitForTimeout(300);
  return median((await page.evaluate(() => window.__spans)).slice(5));
}

async function once(browser, address, quiet, picture) {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    const client = await context.newCDPSession(page);
    let quietSince = Date.now();
    await client.send("Network.enable");
    for (const event of ["requestWillBeSent", "dataReceived", "loadingFinished", "loadingFailed"]) {
      client.on(`Network.${event}`, () => { quietSince = Date.now(); });
    }
    await client.send("Network.emulateNetworkConditions", NETWORK);
    await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
    await page.goto(address, { waitUntil: "load", timeout: LIMIT });
    const start = Date.now();
    while (Date.now() - start < LIMIT) {
      const idle = await page.evaluate(() => performance.now() - window.__seen.last);
      if (Math.min(idle, Date.now() - quietSince) >= quiet) break;
      await page.waitForTimeout(200);
    }
    const seen = await page.evaluate(() => {
      const fcp = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? NaN;
      const marks = performance.getEntriesByType("mark").filter((m) => m.name.startsWith("chart-ready:"));
      const blocked = window.__seen.tasks.filter(([start, ms]) => start + ms > fcp).map(([, ms]) => Math.max(0, ms - 50));
      // The protocol does not always tell the end of a wasm that is compiled while it comes; the page knows it.
      const loads = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
      const bytes = loads.reduce((sum, load) => sum + load.transferSize, 0);
      return {
        bytes, fcp, lcp: window.__seen.lcp, cls: window.__seen.cls, tbt: blocked.reduce((a, b) => a + b, 0),
        chart: Math.min(...marks.map((m) => m.startTime)), charts: marks.length,
      };
    });
    // A chart that waits to be scrolled to has no time of its own here.
    if (!Number.isFinite(seen.chart)) seen.chart = NaN;
    if (picture) await page.screenshot({ path: picture, fullPage: true });
    return { ...seen, cursor: await cursor(page) };
  } finally {
    await context.close();
  }
}

export const METRICS = ["bytes", "fcp", "lcp", "tbt", "cls", "chart", "cursor"];

export async function measureLoad(browser, { quick, log }) {
  if (!existsSync(join(ROOT, "dist/index.html"))) throw new Error("dist/ has not been built");
  const site = await serve({ load: await peerPages(), dist: join(ROOT, "dist") }, { brotli: true });
  const addresses = {
    ...OURS,
    ...Object.fromEntries(STORIES.map((name) => [STORY + name, `load/${name}-story.html`])),
    ...Object.fromEntries(PEERS.map((name) => [name, `load/${name}.html`])),
  };
  const runs = Object.fromEntries(Object.keys(addresses).map((name) => [name, []]));
  const random = generator(11);
  // Half of seven first paints lay 90 ms and more apart: that does not tell pages apart that are 50 apart.
  const rounds = quick ? 1 : 15;
  // The first round warms up the server's compression and is thrown away.
  for (let round = quick ? 1 : 0; round <= rounds; round += 1) {
    for (const name of shuffled(Object.keys(addresses), random)) {
      const picture = PEERS.includes(name) && join(OUT, `load-${name}.png`);
      const run = await once(browser, site.url + addresses[name], round ? QUIET : 500, (quick || !round) && picture);
      if (round) runs[name].push(run);
    }
    log(`load, round ${round} of ${rounds}`);
  }
  site.close();
  return Object.entries(runs).map(([name, all]) => ({
    name, ...Object.fromEntries(METRICS.map((metric) => [metric, summary(all.map((run) => run[metric]))])),
  }));
}
