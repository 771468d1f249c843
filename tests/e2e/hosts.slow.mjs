// Embeds in other sites' pages, on a second origin: each row of the matrix for every figure.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { HOSTS, hosts } from "../hosts/serve.mjs";
import { FIGURES, SITE, launch, serve } from "./page.mjs";

let browser, site;
const rows = [];
before(async () => {
  assert.ok(SITE, "build with SITE=http://127.0.0.1:<port>/stories/compute/, as `cargo xtask test` does");
  browser = await launch();
  site = await serve(undefined, Number(new URL(SITE).port));
});
after(async () => {
  await browser.close();
  site.close();
  mkdirSync("target/e2e", { recursive: true });
  const head = "| host | figures right | largest error, px | most messages a change |\n|---|---|---|---|\n";
  writeFileSync("target/e2e/hosts.md", head + rows.map((row) => `| ${row.join(" | ")} |\n`).join(""));
  console.log(head + rows.map((row) => `| ${row.join(" | ")} |`).join("\n"));
});

/** A host page in a fresh browser, with what went wrong in it or in what it embeds. */
async function visit(t, name, lang, options = {}) {
  const server = await hosts(site.url, { lang });
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  const [faults, requests] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (m) => /error|warning/.test(m.type()) && faults.push(m.text()));
  t.after(async () => {
    await context.close();
    server.close();
  });
  await page.goto(`${server.url}${name}.html`);
  return { page, faults, requests };
}

const frameOf = (page, name) => page.frames().find((frame) => frame.url().includes(`/embed/${name}.`));

/** The height of a frame in its host's page, and of what is in it. */
async function heights(page, name) {
  const frame = frameOf(page, name);
  const element = await frame.frameElement();
  const outer = await element.evaluate((e) => e.getBoundingClientRect().height);
  const inner = await frame.evaluate(() => document.body.getBoundingClientRect().height);
  return { outer, inner };
}

/** Brings a frame near and waits until its figure lives. */
async function alive(page, figure) {
  await page.locator(`iframe[title="${figure}"]`).first().scrollIntoViewIfNeeded();
  await page.waitForFunction((n) => said.some(({ from, data }) => from === n && data?.event === "ready"), figure, { timeout: 30000 });
}

/** Waits until a height has settled. */
const quiet = (page) => page.waitForTimeout(300);

const framed = HOSTS.filter((name) => !["element", "noscript", "rtl"].includes(name));
for (const [i, name] of framed.entries()) {
  test(`${name}: every figure lives in its frame at its height, and changes of height are told once`, async (t) => {
    const { page, faults } = await visit(t, name, i % 2 ? "zh-Hans" : "en");
    if (name === "hidden") {
      await page.waitForTimeout(1500);
      const told = await page.evaluate(() => said.filter(({ data }) => data?.["datawrapper-height"]).length);
      assert.equal(told, 0, "a frame that is not shown has no height to tell");
      await page.click("#tab");
    }
    // Frames far from the window do not draw: each comes near in its turn.
    for (const figure of FIGURES) await alive(page, figure);
    await quiet(page);
    const most = Number(await page.evaluate(() => document.documentElement.dataset.most ?? 1e6));
    let error = 0;
    let messages = 0;
    const exact = async (figure, when) => {
      const { outer, inner } = await heights(page, figure);
      const off = Math.abs(outer - Math.min(inner, most));
      assert.ok(off <= 1, `${figure} ${when}: the frame has ${outer} px, its content ${inner}`);
      error = Math.max(error, off);
    };
    for (const figure of FIGURES) {
      await exact(figure, "as it lives");
      // One change that makes the figure higher: its table.
      await page.locator(`iframe[title="${figure}"]`).first().scrollIntoViewIfNeeded();
      await quiet(page);
      await page.evaluate(() => void said.splice(0));
      await frameOf(page, figure).locator(".live details.data > summary").evaluate((e) => e.click());
      await quiet(page);
      await exact(figure, "with its table");
      const count = await page.evaluate((n) => said.filter(({ from }) => from === n).length, figure);
      assert.ok(count <= 3, `${figure}: ${count} messages for one change`);
      const tellings = await page.evaluate((n) => said.filter(({ from, data }) => from === n && data?.["datawrapper-height"]).length, figure);
      assert.equal(tellings, 1, `${figure}: told ${tellings} times for one change`);
      messages = Math.max(messages, count);
    }
    // Nothing is said while nothing happens.
    await page.evaluate(() => void said.splice(0));
    await page.waitForTimeout(1000);
    assert.equal(await page.evaluate(() => said.length), 0, "told without a change");
    if (name === "ten") {
      await page.waitForFunction((n) => document.querySelectorAll('compute-anxiety[data-state="ready"]').length === n, FIGURES.length);
    }
    assert.deepEqual(faults, []);
    rows.push([name, `${FIGURES.length} of ${FIGURES.length}`, error.toFixed(2), messages]);
  });
}

for (const [name, lang] of [["element", "zh-Hans"], ["rtl", "en"]]) {
  test(`${name}: every figure lives in the host's page, with one wasm and without a breach of its policy`, async (t) => {
    const { page, faults, requests } = await visit(t, name, lang);
    const wasm = () => requests.filter((url) => url.endsWith(".wasm"));
    await page.waitForFunction(() => [...document.querySelectorAll("compute-anxiety")].some((e) => e.dataset.state === "static"));
    for (const figure of FIGURES) {
      await page.locator(`compute-anxiety[figure="${figure}"]`).scrollIntoViewIfNeeded();
      await page.waitForSelector(`compute-anxiety[figure="${figure}"][data-state="ready"]`, { timeout: 30000 });
    }
    assert.equal(wasm().length, 1);
    assert.equal(page.frames().length, 1, "no frame was needed");
    const seen = await page.evaluate(() => [...document.querySelectorAll("compute-anxiety")].map((element) => {
      const canvas = element.shadowRoot.querySelector("canvas");
      const style = getComputedStyle(element.shadowRoot.querySelector("h3"));
      return { live: canvas.width > 0, direction: style.direction, size: style.fontSize };
    }));
    assert.ok(seen.every(({ live, direction, size }) => live && direction === "ltr" && size === "18px"), JSON.stringify(seen));
    assert.deepEqual(faults, []);
    rows.push([name, `${FIGURES.length} of ${FIGURES.length}`, "in the page", 0]);
  });
}

test("noscript: every frame has its picture, every element keeps the picture in it", async (t) => {
  const { page, faults } = await visit(t, "noscript", "zh-Hans", { javaScriptEnabled: false });
  for (const figure of FIGURES) {
    const frame = page.frameLocator(`iframe[title="${figure}"]`);
    await frame.locator("figure .plot > svg:visible").first().waitFor();
    assert.equal(await frame.locator("figure :is(button, input):visible:not(.robust *, .markers *)").count(), 0);
    const box = await page.locator(`compute-anxiety[figure="${figure}"] svg`).boundingBox();
    assert.ok(Math.abs(box.width / box.height - 800 / 600) < 0.01, "the picture holds its place");
  }
  assert.deepEqual(faults, []);
  rows.push(["noscript", `${FIGURES.length} of ${FIGURES.length}`, "the host's height", 0]);
});

test("a light guest stays light in a dark host and a dark one dark in a light host", async (t) => {
  for (const [host, query, paper] of [["mismatch", "theme=light", "rgb(251, 249, 244)"], ["plain", "theme=dark", "rgb(22, 21, 18)"]]) {
    const scheme = host === "plain" ? "light" : "dark";
    const { page } = await visit(t, host, "en", { colorScheme: scheme });
    if (host === "plain") await page.evaluate((q) => document.querySelectorAll("iframe").forEach((f) => (f.src += `?${q}`)), query);
    await alive(page, "stock");
    const frame = frameOf(page, "stock");
    assert.ok(frame.url().includes(query));
    assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), paper);
  }
});

test("the matrix page turns green", async (t) => {
  const { page } = await visit(t, "matrix", "en");
  const cells = (HOSTS.length - 1) * FIGURES.length;
  await page.waitForFunction((n) => document.querySelectorAll("td.right").length === n, cells, { timeout: 240000, polling: 500 });
  mkdirSync("target/e2e", { recursive: true });
  await page.screenshot({ path: "target/e2e/hosts.png", fullPage: true });
});
