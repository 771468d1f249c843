// Whatever fails: the text and all figures stay, and where something is lost one plain message says so, in the
// reader's language. Nothing is thrown that nobody catches, and nothing is asked of other sites.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { FIGURES, READY, WHOLE, everywhere, launch, live, pixels, serve, settled } from "./page.mjs";
import { row } from "./rows.mjs";
import { alive } from "./talk.mjs";

const LANGUAGES = ["", "en/"];
const NOTICE = { "": /^互动部分没能运行。/, "en/": /^The interactive part could not run\./ };
const FAILED = { "": /^这张图的互动版没能画出来/, "en/": /^The live version of this figure could not be drawn/ };

let browser;
const written = {}; // what each page says where no script runs
before(async () => {
  browser = await launch();
  for (const path of LANGUAGES)
    await within(path, { javaScriptEnabled: false }, async ({ page }) => (written[path] = await words(page)));
});
after(() => browser.close());

/** Tries all at once, waits for all of them, and fails with the first that failed. */
const each = async (tried, paths = LANGUAGES) => {
  const ends = await Promise.allSettled(paths.map(tried));
  for (const { status, reason } of ends) if (status === "rejected") throw reason;
  return paths.length;
};

/** Opens a page on a server that may be changed, and looks at it; uncaught errors and foreign requests fail. */
async function within(path, { change, script, ...options }, look, where = browser) {
  const site = await serve(change);
  const context = await where.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...options });
  const [faults, said] = [[], []];
  context.on("weberror", (error) => faults.push(error.error().message));
  context.on("console", (m) => ["error", "warning"].includes(m.type()) && said.push(m.text()));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.origin) && !/^(data|blob):/.test(url)) faults.push(`request to ${url}`);
  });
  try {
    await everywhere(context);
    if (script) await context.addInitScript(script);
    const page = await context.newPage();
    await page.goto(site.url + path);
    await look({ page, context, site, said, faults });
    assert.deepEqual(faults, []);
  } finally {
    await context.close();
    site.close();
  }
}

/** The words of the article that can be seen. */
const words = (page) => page.evaluate(() => [...document.querySelectorAll("h1, h2, .standfirst, .prose")]
  .filter((e) => e.checkVisibility() && !e.closest(".live")).map((e) => e.textContent).join("\n"));

/** The written article is there, with or without its one message. */
async function stays(page, path, notice = true) {
  assert.equal(await words(page), written[path]);
  assert.equal(await page.locator("figure .plot > svg:visible").count(), FIGURES.length);
  assert.equal(await page.locator("figure :is(button, input):visible:not(.robust *, .markers *)").count(), 0);
  const told = await page.locator("[data-notice]:visible").allInnerTexts();
  assert.equal(told.length, notice ? 1 : 0);
  if (notice) assert.match(told[0], NOTICE[path]);
  assert.equal(await page.locator(".failed:visible").count(), 0, "the page's message speaks for all figures");
}

/** The page gives up on the wasm, and the written article stays. */
async function falls(page, path, timeout = 15000) {
  await page.waitForSelector('html[data-state="failed"]', { timeout });
  await stays(page, path);
}

/** All is there and works. */
async function lives(page, path, said) {
  await live(page);
  assert.equal(await words(page), written[path]);
  assert.equal(await page.locator(".live .plot > canvas:visible").count(), FIGURES.length);
  assert.equal(await page.locator(":is([data-notice], .failed):visible").count(), 0);
  await works(page);
  if (said) assert.deepEqual(said, []);
}

/** A press on a control draws the figure anew. */
async function works(page) {
  const before = await pixels(page, "stock");
  await page.locator('#stock .live .choice').nth(1).locator('button[aria-pressed="false"]').click();
  await settled(page);
  assert.notEqual(await pixels(page, "stock"), before);
}

const wasm = (file) => file.endsWith(".wasm");
const glue = (file) => /compute-anxiety-[0-9a-f]+\.js$/.test(file);
const lacks = (which) => (file, response) => which(file) && (response.writeHead(404).end(), true);
const gives = (body, type = "application/wasm") => (file, response) =>
  wasm(file) && (response.writeHead(200, { "content-type": type }).end(body(readFileSync(file))), true);
const policy = (text) => (file, response) => {
  if (!file.endsWith(".html")) return false;
  response.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": text }).end(readFileSync(file));
  return true;
};
const flipped = (bytes) => {
  const from = bytes.length >> 1;
  for (let i = from; i < from + 4096; i += 1) bytes[i] ^= 0xff;
  return bytes;
};
/** Counts what is asked for of one kind; `act` answers in the server's place at the first `times` tries. */
const tries = (which, act, times = Infinity) => {
  const change = (file, response) => which(file) && (change.count += 1) <= times && (act(response, file), true);
  change.count = 0;
  return change;
};

test("without scripts the written article is whole", () => row("failure: no scripts", () =>
  each((path) => within(path, { javaScriptEnabled: false }, async ({ page }) => {
    await stays(page, path, false);
    const told = await page.locator(".notice:visible").allInnerTexts();
    assert.equal(told.length, 1);
    assert.match(told[0], path ? /^JavaScript is off/ : /^浏览器没有运行脚本/);
  }))));

for (const [name, change, script] of [
  ["the wasm is missing", lacks(wasm)],
  ["the wasm is cut off", gives((bytes) => bytes.subarray(0, 60000))],
  ["the wasm is corrupt", gives(flipped)],
  ["the wasm is something else", gives(() => "<!doctype html>")],
  ["the wasm is empty", gives(() => "")],
  ["the glue is missing", lacks(glue)],
  ["the server's policy forbids wasm", policy("script-src 'self'")],
  ["the server's policy forbids all but its own files", policy("default-src 'self'")],
  ["the browser has no WebAssembly", undefined, "delete globalThis.WebAssembly"],
  ["the browser's WebAssembly has no SIMD", undefined, `WebAssembly.instantiate = async () => {
    throw new WebAssembly.CompileError("Wasm SIMD unsupported");
  }`],
]) {
  test(`the static article stays when ${name}`, () => row(`failure: ${name}`, () =>
    each((path) => within(path, { change, script }, ({ page }) => falls(page, path)))));
}

test("a wrong MIME type does no harm", () => row("failure: wrong MIME type", () =>
  each((path) => within(path, { change: gives((bytes) => bytes, "text/plain") }, ({ page, said }) => lives(page, path, said)))));

test("a slow network is waited for, and the article can be read meanwhile", () => row("failure: slow network", () => {
  const change = (file, response) => {
    if (!wasm(file)) return false;
    const bytes = readFileSync(file);
    response.writeHead(200, { "content-type": "application/wasm" });
    const part = Math.ceil(bytes.length / 40);
    for (let i = 0; i < 40; i += 1)
      setTimeout(() => (response.write(bytes.subarray(i * part, (i + 1) * part)), i === 39 && response.end()), i * 250);
    return true;
  };
  return each((path) => within(path, { change }, async ({ page, said }) => {
    await page.waitForTimeout(6000);
    assert.equal(await page.getAttribute("html", "data-state"), "static");
    assert.equal(await words(page), written[path]);
    assert.equal(await page.locator("figure .plot > svg:visible").count(), FIGURES.length);
    assert.match(await page.locator("[data-slow]").innerText(), path ? /still loading/ : /还在加载/);
    await page.locator("#gap .data summary:visible").click();
    await lives(page, path, said);
    // What was opened meanwhile is open in the live figure too.
    await page.locator("#gap .live .data td:visible").first().waitFor();
    assert.equal(await page.locator(".live details[open]").count(), 1);
    assert.ok(await page.locator("[data-slow]").isHidden());
  }));
}));

// Twenty seconds are one: what waits long waits less. No worker then asks for files in between.
const HURRY = "{ const wait = setTimeout; globalThis.setTimeout = (act, ms, ...rest) => wait(act, ms >= 1000 ? ms / 20 : ms, ...rest); }";
const hurried = { script: HURRY, serviceWorkers: "block" };
const nothing = () => {}; // no byte, and no end
const half = (response, file) => {
  const bytes = readFileSync(file);
  response.writeHead(200, { "content-length": bytes.length }).write(bytes.subarray(0, bytes.length >> 1));
};
const trouble = (response) => response.writeHead(503).end();

// A connection that is lost before its head the browser itself asks for again.
for (const [name, act] of [
  ["a connection lost after its head", (response) => (response.writeHead(200).flushHeaders(), setTimeout(() => response.destroy(), 100))],
  ["a connection lost half-way", (response, file) => (half(response, file), setTimeout(() => response.destroy(), 100))],
  ["a network that gives no byte", nothing],
  ["a network that stops half-way", half],
  ["a server in trouble", trouble],
]) {
  test(`${name} is tried again`, () => row(`failure: ${name}`, async () => {
    const change = tries(wasm, act, 1);
    await within("", { change, ...hurried }, async ({ page }) => {
      await lives(page, "");
      assert.equal(change.count, 2);
    });
    return 1;
  }));
}

for (const [name, which, act, count] of [
  ["no byte of the wasm ever comes", wasm, nothing, 3],
  ["the server is always in trouble", wasm, trouble, 3],
  ["no byte of the glue ever comes", glue, nothing, 1],
]) {
  test(`when ${name} the page gives up, in time`, () => row(`failure: ${name}`, () => each((path) => {
    const change = tries(which, act);
    return within(path, { change, ...hurried }, async ({ page }) => {
      await falls(page, path);
      assert.equal(change.count, count);
    });
  })));
}

test("the article needs no storage", () => row("failure: storage forbidden", () => {
  const script = () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      const get = () => { throw new DOMException("forbidden", "SecurityError"); };
      Object.defineProperty(globalThis, name, { get, configurable: true });
    }
  };
  return each((path) => within(path, { script }, async ({ page, said }) => {
    if (path.includes("present")) {
      await alive(page);
      await page.keyboard.press("PageDown");
      await page.reload();
      await alive(page);
      assert.deepEqual(said, []);
    } else await lives(page, path, said);
  }), [...LANGUAGES, "en/present.html"]);
}));

test("a full disk saves nothing, and nothing else is missing", () => row("failure: quota full", () => {
  const script = () => {
    globalThis.told = [];
    document.addEventListener("compute-anxiety:offline", ({ detail }) => told.push(detail.state));
    Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
  };
  return each((path) => within(path, { script }, async ({ page, context, site, said }) => {
    // The worker's own writes are refused by the browser.
    const session = await context.newCDPSession(page);
    await session.send("Storage.overrideQuotaForOrigin", { origin: site.origin, quotaSize: 40_000 });
    if (path.includes("present")) await alive(page);
    else await lives(page, path, said);
    await page.waitForFunction(() => told.includes("saving") && told.at(-1) === "none", null, { timeout: 30000 });
    assert.deepEqual(await page.evaluate(() => caches.keys()), [], "no half of it is kept");
    assert.equal(await page.locator("[data-offline]:visible").count(), 0, "nobody is told that it is saved");
  }), [...LANGUAGES, "en/present.html"]);
}));

test("two tabs leave each other alone", () => row("failure: two tabs", () => each((path) =>
  within(path, {}, async ({ page, context, site, said }) => {
    const other = await context.newPage();
    await other.goto(site.url + path);
    for (const tab of [page, other]) await live(tab);
    const state = async (tab) => [tab.url(), await pixels(tab, "stock"), await tab.locator("#stock .live").innerText()];
    for (const [mine, yours] of [[page, other], [other, page]]) {
      await settled(yours);
      const before = await state(yours);
      await mine.bringToFront();
      await lives(mine, path, said);
      assert.match(mine.url(), /stock\.scale=/);
      assert.deepEqual(await state(yours), before);
    }
  }))));

test("a second start changes nothing", () => row("failure: started twice", () => each((path) =>
  within(path, {}, async ({ page, said }) => {
    await live(page);
    const count = () => page.evaluate(() => ["canvas", ".live > *", "button", "[data-figure]", ".card", "*"].map((s) => document.querySelectorAll(s).length));
    const before = await count();
    await page.evaluate(() => new Promise((done) => {
      const second = document.createElement("script");
      for (const { name, value } of document.querySelector("script[data-wasm]").attributes) second.setAttribute(name, value);
      second.async = false;
      document.addEventListener("compute-anxiety:page", () => setTimeout(done, 500), { once: true });
      document.head.append(second);
    }));
    for (let i = 0; i < 2; i += 1) await page.evaluate(() => document.dispatchEvent(new CustomEvent("compute-anxiety:page")));
    await settled(page);
    // But for the second script.
    assert.deepEqual(await count(), [...before.slice(0, -1), before.at(-1) + 1], "nothing is there twice");
    await lives(page, path, said);
  }))));

for (const kept of [true, false]) {
  test(`going away and coming back works ${kept ? "with" : "without"} the browser's back/forward cache`, () =>
    row(`failure: away and back${kept ? " (kept by the browser)" : ""}`, async () => {
      const keeping = { executablePath: WHOLE, ignoreDefaultArgs: ["--disable-back-forward-cache"] };
      const own = await launch(kept ? keeping : {});
      try {
        const script = () => addEventListener("pageshow", (event) => (globalThis.persisted = event.persisted));
        return await each((path) => within(path, { script }, async ({ page, site, said }) => {
          await lives(page, path);
          const [view, drawn] = [page.url(), await pixels(page, "stock")];
          await page.waitForLoadState("networkidle"); // what still loads is not kept
          await page.goto(`${site.url}${path}method.html`);
          await page.waitForSelector('html[data-state="ready"]');
          await page.goBack({ waitUntil: "commit" }); // a page that was kept is not loaded
          await live(page);
          await settled(page);
          assert.equal(await page.evaluate(() => globalThis.persisted), kept);
          assert.equal(page.url(), view);
          assert.equal(await pixels(page, "stock"), drawn);
          await lives(page, path, said);
        }, own));
      } finally {
        await own.close();
      }
    }));
}

test("zoom and other screens keep every figure sharp", () => row("failure: zoom and pixel ratio", () => {
  // Emulated, a ratio alone sets off no event at all: every screen has another width as well.
  const screens = [[1, 1279], [1.5, 1280], [2, 1279], [3, 1280], [2, 640], [1.25, 1024], [1, 1280]];
  return each((path) => within(path, {}, async ({ page, context, said }) => {
    await live(page);
    const session = await context.newCDPSession(page);
    for (const [deviceScaleFactor, width] of screens) {
      await session.send("Emulation.setDeviceMetricsOverride", { deviceScaleFactor, width, height: 900, mobile: false });
      // Each comes into view: what is far need not be laid out.
      for (const id of FIGURES) {
        await page.locator(`#${id} canvas`).scrollIntoViewIfNeeded();
        await page.waitForFunction(([id, ratio]) => {
          const canvas = document.querySelector(`#${id} canvas`);
          const { width, height } = canvas.getBoundingClientRect();
          return devicePixelRatio === ratio && Math.abs(canvas.width - width * ratio) <= 2 && Math.abs(canvas.height - height * ratio) <= 2;
        }, [id, deviceScaleFactor], { timeout: 5000 });
      }
      assert.equal(await page.locator(READY).count(), FIGURES.length);
    }
    await lives(page, path, said);
  })).then((pages) => pages * screens.length);
}));

test("every place on earth reads the same", () => row("failure: time zones and locales", async () => {
  const places = [["Pacific/Midway", "ar-EG"], ["America/New_York", "de-DE"], ["UTC", "en-US"], ["Asia/Shanghai", "zh-CN"],
    ["Asia/Kathmandu", "th-TH"], ["Pacific/Kiritimati", "tr-TR"]];
  // What is written on a canvas is heard as it is drawn.
  const script = () => {
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    globalThis.labels = new Map();
    CanvasRenderingContext2D.prototype.clearRect = function (...rest) {
      labels.set(this.canvas, []);
      return clearRect.apply(this, rest);
    };
    CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
      labels.get(this.canvas)?.push(text);
      return fillText.call(this, text, ...rest);
    };
  };
  // The ends of the earth, a day apart, will do for the other language.
  const tried = { "": places, "en/": [places.at(0), places.at(-1)] };
  for (const [path, there] of Object.entries(tried)) {
    let first;
    for (const [timezoneId, locale] of there) {
      await within(path, { script, timezoneId, locale }, async ({ page, said }) => {
        await live(page);
        await page.evaluate(() => document.querySelectorAll(".live details.data > summary").forEach((e) => e.click()));
        await page.waitForFunction((n) => document.querySelectorAll(".live .data tbody tr:first-child").length === n, FIGURES.length);
        await settled(page);
        const read = await page.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((figure) => ({
          id: figure.id,
          text: figure.querySelector(".live").textContent,
          alt: figure.querySelector(".live .plot").getAttribute("aria-label"),
          labels: labels.get(figure.querySelector("canvas")),
        })));
        assert.deepEqual(read.map(({ id, labels, text, alt }) => [id, labels.length > 3 && text.length > 300 && alt.length > 20]), read.map(({ id }) => [id, true]));
        first ??= read;
        assert.deepEqual(read, first, `${timezoneId} ${locale}`);
        assert.deepEqual(said, []);
      });
    }
  }
  return Object.values(tried).flat().length;
}));

test("a canvas that cannot be had leaves that figure static and the rest alive", () => row("failure: one canvas", () => {
  const script = () => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return this.closest('[data-chart="day"]') ? null : get.call(this, kind, ...rest);
    };
  };
  return each((path) => within(path, { script }, async ({ page }) => {
    await page.waitForFunction(([ready, n]) => document.querySelectorAll(ready).length === n, [READY, FIGURES.length - 1]);
    await page.waitForSelector('#day[data-state="failed"]');
    assert.equal(await page.locator("#day .plot > svg:visible").count(), 1);
    const told = await page.locator(":is([data-notice], .failed):visible").allInnerTexts();
    assert.equal(told.length, 1);
    assert.match(told[0], FAILED[path]);
    assert.equal(await words(page), written[path]);
    await works(page);
  }));
}));

for (const [name, trap] of [
  ["a trap that a figure reports", () => setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); })],
  ["a trap in a promise", () => void Promise.reject(new WebAssembly.RuntimeError("unreachable"))],
  ["a trap in the wasm itself", () => setTimeout(() => wasmExports.__wbindgen_malloc(-1, 3))],
]) {
  test(`${name} brings the static article back and says so`, () => row(`failure: ${name}`, () => {
    const script = () => {
      const make = WebAssembly.instantiate;
      WebAssembly.instantiate = async (...words) => {
        const made = await make(...words);
        globalThis.wasmExports = (made.instance ?? made).exports;
        return made;
      };
    };
    return each((path) => within(path, { script }, async ({ page, faults }) => {
      await live(page);
      await page.evaluate(trap);
      await falls(page, path);
      // That fault alone; what the reader does afterwards sets off no other.
      await page.locator("#stock .static .plot").click({ position: { x: 50, y: 50 } });
      await page.setViewportSize({ width: 900, height: 700 });
      await settled(page);
      assert.equal(faults.length, 1, faults.join("\n"));
      faults.length = 0;
    }));
  }));
}
