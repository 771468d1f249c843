// Whatever fails, text and static figures stay, and one plain message says so.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { FIGURES, everywhere, launch, live, open, serve } from "./page.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const answer = (type, body) => (file, response) => {
  if (!file.endsWith(".wasm")) return false;
  response.writeHead(200, { "content-type": type }).end(body(file));
  return true;
};

for (const [name, change, script] of [
  ["the wasm is missing", (file, response) => file.endsWith(".wasm") && (response.writeHead(404).end(), true)],
  ["the wasm is cut off", answer("application/wasm", (f) => readFileSync(f).subarray(0, 60000))],
  ["the wasm is something else", answer("application/wasm", () => "<!doctype html>")],
  ["the glue is missing", (file, response) => /compute-anxiety.*\.js$/.test(file) && (response.writeHead(404).end(), true)],
  ["the browser has no WebAssembly", () => false, "delete globalThis.WebAssembly"],
  ["the browser's WebAssembly has no SIMD", () => false, `WebAssembly.instantiate = async () => {
    throw new WebAssembly.CompileError("Wasm SIMD unsupported");
  }`],
]) {
  test(`the static article stays when ${name}`, async () => {
    const site = await serve(change);
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const page = await context.newPage();
    const uncaught = [];
    page.on("pageerror", (error) => uncaught.push(error.message));
    if (script) await page.addInitScript(script);
    await page.goto(site.url + "en/");
    await page.waitForSelector('html[data-state="failed"]', { timeout: 15000 });
    assert.ok(await page.locator("[data-notice]").isVisible());
    assert.match(await page.locator("[data-notice]").innerText(), /could not run/);
    assert.equal(await page.locator("figure .plot > svg:visible").count(), FIGURES.length);
    assert.equal(await page.locator("figure :is(button, input):visible:not(.robust *, .markers *)").count(), 0);
    assert.deepEqual(uncaught, []);
    await context.close();
    site.close();
  });
}

test("a wrong MIME type does no harm", async () => {
  const site = await serve(answer("text/plain", (f) => readFileSync(f)));
  const { page, faults, close } = await open(browser, site.url);
  await live(page);
  assert.deepEqual(faults, []);
  await close();
  site.close();
});

test("a lost first try is tried again", async () => {
  let tries = 0;
  const site = await serve((file, response) => {
    if (!file.endsWith(".wasm")) return false;
    tries += 1;
    if (tries > 1) return false;
    response.destroy();
    return true;
  });
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await everywhere(context);
  const page = await context.newPage();
  await page.goto(site.url);
  await live(page);
  assert.equal(tries, 2);
  await context.close();
  site.close();
});

test("a canvas that cannot be had leaves that figure static and the rest alive", async () => {
  const site = await serve();
  const context = await browser.newContext({ reducedMotion: "reduce" });
  await everywhere(context);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
      return this.closest('[data-chart="stock"]') ? null : get.call(this, kind, ...rest);
    };
  });
  await page.goto(site.url);
  await page.waitForFunction(() => document.querySelectorAll('[data-chart][data-state="ready"]').length === 12);
  await page.waitForSelector('#stock[data-state="failed"]');
  assert.ok(await page.locator("#stock .plot > svg:visible").count() === 1);
  assert.ok(await page.locator("#stock .failed").isVisible());
  await context.close();
  site.close();
});

test("a trap in the wasm brings the static article back and says so", async () => {
  const site = await serve();
  const { page, close } = await open(browser, site.url + "en/");
  await live(page);
  await page.evaluate(() => setTimeout(() => {
    throw new WebAssembly.RuntimeError("unreachable");
  }));
  await page.waitForSelector('html[data-state="failed"]');
  assert.ok(await page.locator("[data-notice]").isVisible());
  assert.equal(await page.locator("figure .plot > svg:visible").count(), FIGURES.length);
  await close();
  site.close();
});
