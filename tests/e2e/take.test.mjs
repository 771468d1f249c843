// What is taken away opens in other programs and shows what the canvas shows, Chinese included.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { parse } from "csv-parse/sync";
import { FIGURES, FULL, launch, live, open, serve } from "./page.mjs";

const require = createRequire(import.meta.url);
const { Resvg } = require("@resvg/resvg-js");
const { PNG } = require("pngjs");

// How far a canvas and an SVG of the same picture may differ: the part of all pixels in which a channel is
// more than a quarter of its range apart. Rows with long lines of text are left out: a browser sets their
// letters on whole pixels in an SVG and not on a canvas, so that they drift apart; where each line begins is
// compared above.
const PIXELS = 0.004;
const LONG = 20;

// It reads the 18 MB of the Chinese font anew for every text: not where there is none in it.
const chinese = { defaultFontFamily: "Noto Sans CJK SC" };
const file = (style) => execFileSync("fc-match", ["-f", "%{file}", `Arial:${style}`], { encoding: "utf8" });
const latin = { loadSystemFonts: false, fontFiles: ["regular", "bold"].map(file), defaultFontFamily: "Liberation Sans" };

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** Records what is drawn on canvases that stand in no page, in CSS px of the poster. */
const record = () => {
  const proto = CanvasRenderingContext2D.prototype;
  globalThis.drawn = { texts: [], paths: [], circles: 0 };
  const off = (context) => !context.canvas.isConnected;
  const place = (context, x, y) => {
    const m = context.getTransform();
    return [(m.a * x + m.e) / 2, (m.d * y + m.f) / 2];
  };
  const wrap = (name, note) => {
    const plain = proto[name];
    proto[name] = function (...args) {
      if (off(this)) note(this, args);
      return plain.apply(this, args);
    };
  };
  wrap("fillText", (c, [text, x, y]) => drawn.texts.push([text, ...place(c, x, y)]));
  wrap("beginPath", () => drawn.paths.push([]));
  // A path may have several lines.
  wrap("moveTo", (c, [x, y]) => drawn.paths.push([place(c, x, y)]));
  wrap("lineTo", (c, [x, y]) => drawn.paths.at(-1).push(place(c, x, y)));
  wrap("arc", () => { drawn.circles += 1; });
};

/** Presses the n-th button of the download row and gives the file. */
async function download(page, id, n) {
  const button = page.locator(`#${id} .live .take:not(.codes) .choice`).first().locator("button").nth(n);
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

/** Texts, the points of all lines and the number of circles of an SVG of ours. */
function parts(svg) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
  const texts = [...svg.matchAll(/<text x="([^"]+)" y="([^"]+)"[^>]*>([^<]*)<\/text>/g)]
    .map(([, x, y, text]) => [plain(text), Number(x), Number(y)]);
  const paths = [...svg.matchAll(/<path d="M([^"]+?)z?"/g)].map(([, d]) => {
    const [start, rest] = d.split("l");
    const numbers = (rest ?? "").split(" ").filter(Boolean).map(Number);
    const points = [start.split(" ").map(Number)];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [x, y] = points.at(-1);
      points.push([x + numbers[i], y + numbers[i + 1]]);
    }
    return points;
  });
  return { texts, paths, circles: svg.split("<circle").length - 1 };
}

/** Least and greatest x and y. */
const box = (points) => [0, 1].flatMap((i) => [Math.min(...points.map((p) => p[i])), Math.max(...points.map((p) => p[i]))]);

/** The part of pixels that differ clearly, but for the rows to `skip`. */
function difference(a, b, width, skip) {
  let far = 0;
  for (let i = 0; i < a.length; i += 4) {
    if (skip.has(Math.floor(i / 4 / width))) continue;
    if (Math.max(Math.abs(a[i] - b[i]), Math.abs(a[i + 1] - b[i + 1]), Math.abs(a[i + 2] - b[i + 2])) > 64) far += 1;
  }
  return far / (a.length / 4);
}

for (const [path, scheme, address] of [["", "light", "网址"], ["en/", "dark", "Address"]]) {
  // A plain run takes each figure in one language.
  const ids = FIGURES.filter((_, i) => FULL || i % 2 === (path ? 1 : 0));
  test(`PNG, SVG, CSV and metadata of ${ids.length} figures open in other programs and agree: ${path || "zh-Hans"}, ${scheme}`, async () => {
    const { page, faults, close } = await open(browser, site.url + path, { acceptDownloads: true, colorScheme: scheme });
    await live(page);
    await page.evaluate(record);
    let worst = [0, ""];
    for (const id of ids) {
      await page.locator(`#${id} .live .take:not(.codes) summary`).click();
      const title = await page.locator(`#${id} .live h3`).innerText();
      await page.evaluate(() => Object.assign(drawn, { texts: [], paths: [], circles: 0 }));
      const png = await download(page, id, 0);
      const canvas = await page.evaluate(() => drawn);
      const svg = await download(page, id, 1);
      const tag = path ? "en" : "zh-Hans";
      assert.deepEqual([png.name, svg.name], [`${id}-${tag}.png`, `${id}-${tag}.svg`]);

      // The canvas and the SVG have the same texts at the same places, the same lines, the same dots.
      const text = svg.bytes.toString("utf8");
      const drawing = parts(text);
      assert.deepEqual(drawing.texts.map((t) => t[0]), canvas.texts.map((t) => t[0]), id);
      for (const [i, [words, x, y]] of drawing.texts.entries()) {
        const [, cx, cy] = canvas.texts[i];
        assert.ok(Math.hypot(x - cx, y - cy) < 0.3, `${id}: “${words}” at ${x},${y} and ${cx},${cy}`);
      }
      assert.equal(drawing.circles, canvas.circles, id);
      const lines = canvas.paths.filter((points) => points.length > 1);
      assert.equal(drawing.paths.length, lines.length, `${id}: number of lines`);
      for (const [i, points] of lines.entries()) {
        const apart = box(points).map((v, k) => Math.abs(v - box(drawing.paths[i])[k]));
        assert.ok(Math.max(...apart) <= 1.5, `${id}: line ${i} is ${apart} px apart`);
      }

      // Pixel by pixel, the SVG drawn by the browser.
      const image = PNG.sync.read(png.bytes);
      const drawn = await page.evaluate(async ([text, width, height]) => {
        const picture = new Image();
        picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
        await picture.decode();
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const context = canvas.getContext("2d");
        context.drawImage(picture, 0, 0, width, height);
        return canvas.toDataURL("image/png");
      }, [text, image.width, image.height]);
      const again = PNG.sync.read(Buffer.from(drawn.split(",")[1], "base64"));
      const skip = new Set(drawing.texts.filter(([words]) => words.length > LONG)
        .flatMap(([, , y]) => Array.from({ length: 48 }, (_, row) => Math.round(y * 2) - 36 + row)));
      assert.ok(skip.size < image.height * 0.6, id);
      const apart = difference(image.data, again.data, image.width, skip);
      if (apart > worst[0]) worst = [apart, id];
      assert.ok(apart < PIXELS, `${id}: ${(apart * 100).toFixed(2)} % of the pixels differ`);

      // Another program's renderer: same size, ink where the title stands, in the right colours.
      const other = new Resvg(text, { fitTo: { mode: "zoom", value: 2 }, font: path ? latin : chinese }).render();
      assert.ok(Math.abs(other.width - image.width) <= 2 && Math.abs(other.height - image.height) <= 2, id);
      const inked = (pixels, width, [x0, y0, x1, y1]) => {
        let n = 0;
        for (let y = y0; y < y1; y += 1) for (let x = x0; x < x1; x += 1) {
          const at = (y * width + x) * 4;
          if (Math.abs(pixels[at] - pixels[0]) > 100) n += 1;
        }
        return n;
      };
      const head = [40, 40, 40 + 36 * title.length, 90];
      const ours = inked(image.data, image.width, head), theirs = inked(other.pixels, other.width, head);
      assert.ok(theirs > 0.6 * ours && theirs < 1.6 * ours, `${id}: title ${ours} and ${theirs} pixels of ink`);

      // Title, source and address are in the file as text.
      const all = drawing.texts.map((t) => t[0]).join("");
      assert.ok(all.replace(/\s/g, "").includes(title.replace(/\s/g, "")), `${id}: ${title}`);
      assert.ok(all.includes(site.origin), id);
      assert.match(all, path ? /Source|Model/ : /来源|模型/);

      // A CSV reader gives the rows of the table view, and the notes.
      const csv = await download(page, id, 2);
      const rows = parse(csv.bytes, { bom: true, relax_column_count: true });
      await page.locator(`#${id} .live .data summary`).click();
      await page.locator(`#${id} .live .data tr`).first().waitFor(); // made when it is unfolded
      const table = await page.locator(`#${id} .live .data tr`).evaluateAll((trs) =>
        trs.map((tr) => [...tr.children].map((cell) => cell.textContent)));
      const notes = rows.filter((row) => row.length === 1 && row[0].startsWith("# "));
      assert.equal(rows.length - notes.length, table.length, id);
      assert.deepEqual(rows[0], table[0], id);
      for (const [i, row] of table.entries()) for (const [k, cell] of row.entries())
        if (!/^[−\d.,%—$ ]*$/.test(cell) && Number.isNaN(Number(rows[i][k]))) assert.equal(rows[i][k], cell, id);
      assert.ok(notes.some(([note]) => note.includes(address)) && notes.some(([note]) => note.includes("2026-11")), id);

      const metadata = JSON.parse((await download(page, id, 3)).bytes);
      assert.deepEqual(metadata.columns, table[0], id);
      assert.equal(metadata.title, title);
      await page.locator(`#${id} .live .data summary`).click();
      await page.locator(`#${id} .live .take:not(.codes) summary`).click();
    }
    console.log(`canvas and SVG: at most ${(worst[0] * 100).toFixed(2)} % of the pixels differ (${worst[1]})`);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("image, link, citation and BibTeX are copied, and where the clipboard is closed the text is shown", async () => {
  const { page, faults, close } = await open(browser, site.url, { permissions: ["clipboard-read", "clipboard-write"] });
  await live(page);
  const figure = page.locator("#stock .live");
  await figure.locator(".take:not(.codes) summary").click();
  const copy = (name) => figure.locator(".take:not(.codes)").getByRole("button", { name, exact: true }).last().click();
  const status = figure.locator('.take:not(.codes) [role="status"]');
  const text = () => page.evaluate(() => navigator.clipboard.readText());
  await copy("链接");
  await page.waitForFunction(() => document.querySelector('#stock .live .take:not(.codes) [role="status"]').textContent === "已复制。");
  const link = await text();
  assert.match(link, /\?v=1&stock\.from=2012-01-03&.*stock\.view=price#stock$/);
  await copy("引用");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("《算力焦虑》"));
  await copy("BibTeX");
  await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith("@misc{compute-anxiety-stock"));
  await copy("图片");
  await page.waitForFunction(async () => (await navigator.clipboard.read())[0].types.includes("image/png"));
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("closed")); });
  await copy("链接");
  await figure.locator(".take:not(.codes) textarea").waitFor();
  assert.equal(await figure.locator(".take:not(.codes) textarea").inputValue(), link);
  assert.match(await status.innerText(), /手动复制/);
  assert.deepEqual(faults, []);
  await close();

  const copied = await open(browser, link.replace("scale=log", "scale=linear"));
  await live(copied.page);
  const linear = copied.page.locator("#stock .live").getByRole("button", { name: "线性", exact: true });
  assert.equal(await linear.getAttribute("aria-pressed"), "true");
  await copied.close();
});
