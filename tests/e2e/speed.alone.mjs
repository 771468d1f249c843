// On a slow machine: moving the crosshair repaints nothing but the crosshair, and is painted within a frame; a
// figure goes live without keeping a hand waiting.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FIGURES, launch, live, open, READY, serve } from "./page.mjs";

// Median from the pointer's event to the frame being handed over, ms, with the CPU slowed four times. The
// target is 16; a machine that builds and tests at the same time may need half as much again. Both are for a machine
// that takes PACE ms for the loop below, at a quarter of its speed; a slower one has as much longer.
const TARGET = 16;
const LIMIT = 24;
const PACE = 340;
// What exceeds 50 ms in the tasks that make one figure live, ms: Lighthouse's blocking time. Before figures were
// made in several tasks medians were 173 to 330; now they are 14 to 76, where Lighthouse wants 200 for a page.
const BLOCKED = 130;
// The same while the article is read and laid out, before it has a wasm: medians of 22 to 60 when the parser did not
// rest after each section, 0 to 12 since.
const READING = 10;

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Four times slower, and how much slower this machine is than that for which the limits are. */
async function slowed(page) {
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const paces = [];
  for (let i = 0; i < 5; i += 1) {
    paces.push(await page.evaluate(() => {
      const start = performance.now();
      let sum = 0;
      for (let i = 0; i < 2e7; i += 1) sum = (Math.imul(sum, 31) + i) | 0;
      globalThis.sum = sum; // or the loop were for nothing, and left out
      return performance.now() - start;
    }));
  }
  console.log(`the loop took ${paces.map(Math.round)}`);
  return Math.max(1, median(paces) / PACE);
}

/** What exceeds 50 ms in the tasks after a phone's first paint, on a machine of that pace, ms: median of five pages. */
async function blocking(path, until, prepare = () => {}) {
  const blocked = [];
  for (let i = 0; i < 5; i += 1) {
    const context = await browser.newContext({ viewport: { width: 412, height: 823 }, serviceWorkers: "block" });
    const page = await context.newPage();
    const slower = await slowed(page);
    await page.addInitScript(() => {
      globalThis.tasks = [];
      const note = (list) => tasks.push(...list.getEntries().map((task) => [task.startTime, task.duration]));
      new PerformanceObserver(note).observe({ type: "longtask", buffered: true });
    });
    await prepare(page);
    await page.goto(site.url + path);
    await until(page);
    await page.waitForTimeout(500);
    const sum = await page.evaluate(() => {
      const painted = performance.getEntriesByName("first-contentful-paint")[0].startTime;
      const after = tasks.filter(([start, length]) => start + length > painted);
      return after.reduce((sum, [, length]) => sum + Math.max(0, length - 50), 0);
    });
    blocked.push(sum / slower);
    await context.close();
  }
  console.log(`${path}, CPU slowed 4 times, blocked for ms on a machine of that pace: ${blocked.map(Math.round)}`);
  return median(blocked);
}

test("a figure goes live in tasks between which a hand comes", async () => {
  const blocked = await blocking("embed/stock.zh-Hans.html", (page) => page.waitForSelector(READY));
  assert.ok(blocked <= BLOCKED, `${blocked} ms`);
});

test("the article is read and laid out in tasks between which a hand comes", async () => {
  const asked = (page) => page.waitForFunction(() => performance.getEntriesByType("resource").some((r) => /compute-anxiety.*js$/.test(r.name)));
  // A wasm that does not come: what it does is the other test's.
  const measure = () => blocking("index.html", asked, (page) => page.route("**/*.wasm", () => {}));
  let blocked = await measure();
  // Twice, if something else kept the machine busy the first time.
  if (blocked > READING) blocked = await measure();
  assert.ok(blocked <= READING, `${blocked} ms`);
});

test("moving the crosshair repaints only its own layer, and paints within a frame at a quarter of the speed", async () => {
  const { page, faults, close } = await open(browser, site.url);
  await live(page);
  await page.evaluate(() => {
    globalThis.calls = 0;
    const proto = CanvasRenderingContext2D.prototype;
    for (const name of ["stroke", "fill", "fillText", "fillRect", "clearRect", "drawImage", "putImageData", "strokeRect"]) {
      const plain = proto[name];
      proto[name] = function (...args) {
        globalThis.calls += 1;
        return plain.apply(this, args);
      };
    }
    globalThis.spans = [];
    addEventListener("pointermove", () => {
      const start = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => spans.push(performance.now() - start);
        port2.postMessage(0);
      });
    }, { capture: true });
  });
  const slower = await slowed(page);
  const report = {};
  for (const id of FIGURES) {
    const canvas = page.locator(`#${id} canvas`);
    await canvas.scrollIntoViewIfNeeded();
    const box = await canvas.boundingBox();
    // Twice, if something else kept the machine busy the first time.
    for (let round = 0; round < 2 && !(report[id] <= TARGET * slower); round += 1) {
      await page.waitForTimeout(150);
      const places = new Set();
      await page.evaluate(() => { spans = []; calls = 0; });
      for (let i = 0; i < 25; i += 1) {
        const [x, y] = [0.15 + 0.7 * ((i * 37) % 40) / 40, 0.2 + 0.5 * ((i * 17) % 40) / 40];
        await page.mouse.move(box.x + box.width * x, Math.max(5, Math.min(890, box.y + box.height * y)));
        await page.waitForTimeout(25);
        places.add(await page.evaluate((id) => document.querySelector(`#${id} .overlay i`)?.style.transform, id));
      }
      await page.waitForFunction(() => spans.length >= 20);
      const [spans, calls] = await page.evaluate(() => [globalThis.spans, globalThis.calls]);
      assert.equal(calls, 0, `${id}: the crosshair made ${calls} calls on a canvas`);
      assert.ok(places.size > 5, `${id}: the crosshair went to ${places.size} places`);
      report[id] = Math.min(report[id] ?? Infinity, median(spans));
    }
  }
  const words = Object.entries(report).map(([id, ms]) => `${id} ${ms.toFixed(1)}`);
  console.log(`cursor to paint, CPU slowed 4 times, medians in ms: ${words.join(", ")}`);
  for (const [id, ms] of Object.entries(report)) assert.ok(ms <= LIMIT * slower, `${id}: ${ms} ms`);
  assert.deepEqual(faults, []);
  await close();
});
