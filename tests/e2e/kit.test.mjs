// The newsroom kit: every zip unpacked, every file in it opened.
import { Resvg } from "@resvg/resvg-js";
import { parse } from "csv-parse/sync";
import { unzipSync } from "fflate";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { DIST, FIGURES, launch, open } from "./page.mjs";

const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", wasm: "application/wasm" };
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

test("there is a kit for every figure in both languages", () => {
  const wanted = FIGURES.flatMap((figure) => [`${figure}.en.zip`, `${figure}.zh-Hans.zip`]).sort();
  assert.deepEqual(readdirSync(join(DIST, "kit")).sort(), wanted);
});

for (const figure of FIGURES) {
  test(`the kits of ${figure} open: pictures, table, texts, codes, and the live figure without a credit line`, async (t) => {
    for (const lang of ["zh-Hans", "en"]) {
      const name = `${figure}.${lang}`;
      const files = unzipSync(readFileSync(join(DIST, `kit/${name}.zip`)));
      const pictures = ["png", "svg", "dark.svg", "csv", "txt", "md"].map((ending) => `interactive/pictures/${name}.${ending}`);
      const expected = ["EMBED.md", "README.txt", "card.png", "picture-dark.svg", "picture.png", "picture.svg", "table.csv", "texts.txt",
        `interactive/cards/${name}.png`, "interactive/embed.js", `interactive/embed/${name}.html`, ...pictures];
      const rest = Object.keys(files).filter((file) => !expected.includes(file) && !file.startsWith("interactive/data/"));
      for (const file of expected) assert.ok(files[file], file);
      assert.deepEqual(rest.map((file) => file.replace(/-[0-9a-f]{16}/, "")).sort(), ["interactive/boot.js", "interactive/compute-anxiety.js",
        "interactive/compute-anxiety_bg.wasm", "interactive/figure.css", "interactive/frame.js", "interactive/shadow.css"]);
      for (const file of Object.keys(files)) assert.ok(files[file].length > 0, file);
      const picture = PNG.sync.read(Buffer.from(files["picture.png"]));
      assert.equal(picture.width, 1600);
      const card = PNG.sync.read(Buffer.from(files["card.png"]));
      assert.deepEqual([card.width, card.height], [1200, 630]);
      for (const svg of ["picture.svg", "picture-dark.svg"]) {
        const drawn = new Resvg(text(files[svg]), { font: { loadSystemFonts: false } }).render();
        assert.deepEqual([drawn.width, drawn.height], [800, picture.height / 2], svg);
      }
      const table = parse(text(files["table.csv"]), { bom: true, relax_column_count: true, skip_empty_lines: true });
      assert.ok(table.length > 3 && table[0].length > 1, "head, rows, notes");
      const texts = text(files["texts.txt"]);
      assert.equal(texts.split("\n\n").length, 3, "caption, credit, alternative text");
      assert.match(text(files["EMBED.md"]), /<iframe src="http[\s\S]*<compute-anxiety[\s\S]*<amp-iframe[\s\S]*frame-src/);
      assert.ok(text(files["README.txt"]).includes(name));
      const server = createServer((request, response) => {
        const path = new URL(request.url, "http://x").pathname.slice(1);
        const file = files[`interactive/${path}`];
        if (!file) return response.writeHead(404).end();
        response.writeHead(200, { "content-type": TYPES[path.split(".").at(-1)] ?? "application/octet-stream" });
        response.end(Buffer.from(file));
      });
      await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
      t.after(() => server.close());
      const { page, faults, close } = await open(browser, `http://127.0.0.1:${server.address().port}/embed/${name}.html`);
      await page.waitForSelector('[data-chart][data-state="ready"]');
      assert.equal(await page.locator(".credit:visible").count(), 0);
      assert.equal(await page.locator(".codes:visible").count(), 0);
      const data = await page.locator(".live .files a").evaluateAll((all) => all.map((a) => a.href));
      for (const link of data) assert.ok((await page.request.get(link)).ok(), link);
      assert.deepEqual(faults, []);
      await close();
    }
  });
}
