// What the canvases show, against stored pictures: every figure in both languages, both themes, three widths, at one
// and at two device pixels a CSS pixel. Stored is the mean colour of each 8 × 8 CSS px: fonts may be smoothed
// otherwise, but no mark, label or colour may go. `PICTURES=accept` stores what is drawn now.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { FIGURES, launch, live, open, serve } from "./page.mjs";
import { row } from "./rows.mjs";

const STORED = new URL("../snapshots/canvas/", import.meta.url);
const SEEN = new URL("../../target/pictures/", import.meta.url);
const BLOCK = 8; // CSS px
// Of 255. Stated bounds: a block, and a picture as a whole.
const MOST = 32;
const MEAN = 1.2;

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** The mean colour over paper of each block of a figure's canvas, a row after the other. */
const blocks = ([id, block]) => {
  const canvas = document.querySelector(`[data-chart="${id}"] canvas`);
  // What is far from the window is not laid out; its box is.
  const place = canvas.closest(".plot").getBoundingClientRect();
  const size = [Math.floor(place.width / block), Math.floor(place.height / block)];
  // At the size of its blocks times whole pixels, so that both densities are averaged alike.
  const sheet = new OffscreenCanvas(size[0] * block, size[1] * block);
  const context = sheet.getContext("2d");
  context.fillStyle = getComputedStyle(document.documentElement).backgroundColor;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, 0, 0, place.width, place.height);
  const { data, width } = context.getImageData(0, 0, sheet.width, sheet.height);
  const out = new Array(size[0] * size[1] * 3).fill(0);
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % width, Math.floor(i / 4 / width)];
    const at = (Math.floor(y / block) * size[0] + Math.floor(x / block)) * 3;
    for (let k = 0; k < 3; k += 1) out[at + k] += data[i + k] / block ** 2;
  }
  return { width: size[0], height: size[1], values: out.map(Math.round) };
};

const image = ({ width, height, values }) => {
  const png = new PNG({ width, height, colorType: 2 });
  for (let i = 0; i < width * height; i += 1) png.data.set([values[i * 3], values[i * 3 + 1], values[i * 3 + 2], 255], i * 4);
  return PNG.sync.write(png, { colorType: 2 });
};

for (const [path, tag] of [["", "zh-Hans"], ["en/", "en"]]) for (const scheme of ["light", "dark"]) {
  test(`every canvas shows what was reviewed: ${tag}, ${scheme}`, () => row(`canvas against stored pictures: ${tag} ${scheme}`, async () => {
    let cases = 0;
    let worst = [0, ""];
    const wrong = [];
    for (const width of [320, 390, 1280]) for (const density of [1, 2]) {
      const wish = { viewport: { width, height: 900 }, deviceScaleFactor: density, colorScheme: scheme };
      const { page, faults, close } = await open(browser, site.url + path + "gallery.html", wish);
      await live(page);
      for (const id of FIGURES) {
        const seen = await page.evaluate(blocks, [id, BLOCK]);
        const name = `${id}-${tag}-${scheme}-${width}.png`;
        if (process.env.PICTURES === "accept" && density === 1) {
          mkdirSync(STORED, { recursive: true });
          writeFileSync(new URL(name, STORED), image(seen));
        }
        const stored = PNG.sync.read(readFileSync(new URL(name, STORED)));
        const apart = seen.values.map((v, i) => Math.abs(v - stored.data[Math.floor(i / 3) * 4 + (i % 3)]));
        const [most, mean] = [Math.max(...apart), apart.reduce((a, b) => a + b, 0) / apart.length];
        if (most > worst[0]) worst = [most, `${name} at ${density}`];
        const same = stored.width === seen.width && stored.height === seen.height;
        if (!same || most > MOST || mean > MEAN) {
          mkdirSync(SEEN, { recursive: true });
          writeFileSync(new URL(name, SEEN), image(seen));
          wrong.push(`${name} at ${density}: a block ${most}, mean ${mean.toFixed(2)}`);
        }
        cases += 1;
      }
      assert.deepEqual(faults, []);
      await close();
    }
    console.log(`${tag}, ${scheme}: a block differs by at most ${worst[0]} of 255 (${worst[1]})`);
    assert.deepEqual(wrong, []);
    return cases;
  }));
}
