// What a reader's system or hand asks for: themes, forced colours, less motion, sound, paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, live, open, pixels, serve, settled } from "./page.mjs";

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** How many pixels of a figure's canvas have a colour, to within a little. */
const inked = (page, id, colour) => page.evaluate(([id, [r, g, b]]) => {
  const canvas = document.querySelector(`[data-chart="${id}"] canvas`);
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  let n = 0;
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 24) n += 1;
  return n;
}, [id, colour]);

const EMBER = { light: [0xc2, 0x3a, 0x12], dark: [0xff, 0x7a, 0x4d] };

test("the address forces a theme, the system gives it, the switch changes it; canvas and page agree", async () => {
  for (const [scheme, query, expected] of [["light", "", "light"], ["dark", "", "dark"], ["light", "?theme=dark", "dark"], ["dark", "?theme=light", "light"]]) {
    const { page, close } = await open(browser, site.url + query, { colorScheme: scheme });
    await live(page);
    const other = expected === "light" ? "dark" : "light";
    assert.ok((await inked(page, "stock", EMBER[expected])) > 200, `${scheme} ${query}`);
    assert.equal(await inked(page, "stock", EMBER[other]), 0);
    const token = await page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--compute"));
    assert.equal(token.trim(), expected === "light" ? "#c23a12" : "#ff7a4d");
    await close();
  }
});

test("forced colours reach page and canvas, and lines still differ", async () => {
  const { page, faults, close } = await open(browser, site.url, { forcedColors: "active", colorScheme: "light" });
  await live(page);
  assert.equal(await inked(page, "stock", EMBER.light), 0, "no ember where colours are forced");
  const text = await page.evaluate(() => getComputedStyle(document.body).color.match(/\d+/g).map(Number));
  assert.ok((await inked(page, "stock", text)) > 200);
  // The same page in the same colours, solid lines and dashed ones apart: three lines, three patterns.
  const patterns = await page.evaluate(() => new Promise((done) => {
    const seen = new Set();
    const plain = CanvasRenderingContext2D.prototype.setLineDash;
    CanvasRenderingContext2D.prototype.setLineDash = function (lengths) {
      seen.add(lengths.join(" "));
      return plain.call(this, lengths);
    };
    document.querySelectorAll("#attention .live .choice")[1].querySelectorAll("button")[2].click();
    setTimeout(() => done([...seen].filter(Boolean).length), 400);
  }));
  assert.ok(patterns >= 2, `${patterns} kinds of dashes beside the unbroken line`);
  assert.deepEqual(faults, []);
  await close();
});

test("more contrast darkens what was pale", async () => {
  const plain = await open(browser, site.url);
  const strong = await open(browser, site.url, { contrast: "more" });
  for (const { page } of [plain, strong]) await live(page);
  assert.notEqual(await pixels(strong.page, "stock"), await pixels(plain.page, "stock"));
  await plain.close();
  await strong.close();
});

test("the switch for less motion lays the steps flat and ends the replay at once, and the address keeps it", async () => {
  const { page, faults, close } = await open(browser, site.url + "en/", { reducedMotion: "no-preference" });
  await live(page);
  const sticky = () => page.evaluate(() => getComputedStyle(document.querySelector(".stage")).position);
  assert.equal(await sticky(), "sticky");
  await page.locator("summary", { hasText: "Display" }).click();
  await page.getByRole("group", { name: "Motion" }).getByRole("button", { name: "Reduced" }).click();
  assert.equal(await sticky(), "static");
  await page.locator("#race .live").getByRole("button", { name: "Play", exact: true }).click();
  assert.equal(await page.getByRole("slider", { name: "Race time" }).inputValue(), "46800");
  await settled(page);
  assert.match(page.url(), /motion=still/);
  const copy = await open(browser, page.url(), { reducedMotion: "no-preference" });
  assert.equal(await copy.page.evaluate(() => getComputedStyle(document.querySelector(".stage")).position), "static");
  await copy.close();
  assert.deepEqual(faults, []);
  await close();
});

test("a line is heard note by note while the cursor runs along, for five to eight seconds, and can be stopped", async () => {
  const { page, faults, close } = await open(browser, site.url + "en/");
  await page.evaluate(() => {
    globalThis.notes = [];
    const plain = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (when) {
      notes.push([when, this.frequency.value]);
      return plain.call(this, when);
    };
  });
  await live(page);
  const figure = page.locator("#stock .live");
  const button = figure.locator(".tools button").first();
  assert.match(await button.innerText(), /Hear the line \(6 s\)/);
  await button.click();
  const notes = await page.evaluate(() => globalThis.notes);
  assert.ok(notes.length >= 20 && notes.length <= 40, `${notes.length} notes`);
  const length = notes.at(-1)[0] - notes[0][0] + (notes[1][0] - notes[0][0]);
  assert.ok(length >= 5 && length <= 8, `${length} s`);
  const output = () => figure.locator(".cursor output").innerText();
  await page.waitForTimeout(1200);
  const early = await output();
  await page.waitForTimeout(1200);
  assert.notEqual(await output(), early, "the cursor runs along");
  assert.match(await output(), / · close \$/);
  await button.click();
  await page.waitForFunction(() => /Point at/.test(document.querySelector("#stock .live .cursor output").textContent));
  assert.match(await button.innerText(), /Hear/);
  assert.deepEqual(faults, []);
  await close();
});

test("a badge in the picture and its line in the list point at the same day, pressed again at nothing", async () => {
  const { page, close } = await open(browser, site.url + "en/");
  await live(page);
  const figure = page.locator("#stock .live");
  const output = () => figure.locator(".cursor output").innerText();
  const fourth = figure.locator(".markers button").nth(3);
  await fourth.click();
  const said = await output();
  assert.match(said, /^November 30, 2022 · close .* · ④ ChatGPT /);
  assert.equal(await fourth.getAttribute("aria-pressed"), "true");
  await settled(page);
  assert.match(page.url(), /at=stock\.2022-11-30/);
  await fourth.click();
  assert.equal(await fourth.getAttribute("aria-pressed"), "false");
  // Where the badge is, the rule of the crosshair was.
  await fourth.click();
  const x = await figure.locator(".overlay .rule").evaluate((e) => e.getBoundingClientRect().x);
  await fourth.click();
  await figure.locator("h3").scrollIntoViewIfNeeded();
  const box = await figure.locator("canvas").boundingBox();
  for (const y of [30, 42, 54, 66, 78, 90]) {
    await page.mouse.click(x, box.y + y);
    if ((await fourth.getAttribute("aria-pressed")) === "true") break;
  }
  assert.equal(await fourth.getAttribute("aria-pressed"), "true", "the badge can be pressed");
  const alt = await figure.locator(".plot").getAttribute("aria-label");
  assert.match(alt, /Marked: 1 September 30, 2012/);
  await figure.locator(".data summary").click();
  assert.match(await figure.locator("tr", { hasText: "2022-11-30" }).innerText(), /4 November 30, 2022/);
  await close();
});

test("on paper: at most 24 pages, vector figures, every number with its note, no control", async () => {
  for (const path of ["", "en/"]) {
    const { page, close } = await open(browser, site.url + path, { colorScheme: "dark" });
    await live(page);
    for (const format of ["A4", "Letter"]) {
      const pdf = (await page.pdf({ format })).toString("latin1");
      const pages = pdf.match(/\/Type\s*\/Page\b/g).length;
      assert.ok(pages >= 10 && pages <= 24, `${format}: ${pages} pages`);
      // Pictures are drawn, not photographed: no image of any size in the file.
      assert.equal((pdf.match(/\/Subtype\s*\/Image/g) ?? []).length, 0, format);
    }
    await page.emulateMedia({ media: "print" });
    const lost = await page.evaluate(() => [...document.querySelectorAll(".n")].filter((n) => {
      const card = document.getElementById(n.getAttribute("popovertarget"));
      return !n.dataset.note || card.dataset.note !== n.dataset.note || !card.checkVisibility();
    }).length);
    assert.equal(lost, 0);
    await close();
  }
});
