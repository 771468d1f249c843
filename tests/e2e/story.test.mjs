// The story's own machinery: steps, rail, notes, phrases, ledger, guess, own series, laboratory.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FIGURES, launch, live, open, pixels, serve, settled } from "./page.mjs";

const MOTION = { reducedMotion: "no-preference" };

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** Scrolls so that an element's top stands at a part of the window's height. */
const bring = (page, selector, part = 0.4) => page.evaluate(([selector, part]) => {
  const top = document.querySelector(selector).getBoundingClientRect().top;
  scrollBy(0, top - innerHeight * part);
}, [selector, part]);

test("a step's view follows the scroll both ways, each step has an address, and the query stays clean", async () => {
  const { page, faults, close } = await open(browser, site.url + "en/", MOTION);
  await live(page);
  const takeaway = page.locator("#stock .live .takeaway");
  const wide = (name) => page.locator("#stock .live").getByRole("button", { name, exact: true });
  await bring(page, "#five-hundred-2");
  await page.waitForFunction(() => document.querySelector("#five-hundred-2").classList.contains("on"));
  assert.equal(await wide("Linear").getAttribute("aria-pressed"), "true");
  await bring(page, "#five-hundred-3");
  await page.waitForFunction(() => /stands at/.test(document.querySelector("#stock .live .takeaway").textContent));
  const box = await page.locator("#stock canvas").boundingBox();
  assert.ok(box.y > 0 && box.y < 900, "the figure stays in view");
  await settled(page);
  assert.match(page.url(), /\/en\/#five-hundred-3$/);
  await bring(page, "#five-hundred-1");
  await page.waitForFunction(() => /486 times/.test(document.querySelector("#stock .live .takeaway").textContent));
  assert.equal(await wide("Log").getAttribute("aria-pressed"), "true");
  // What the reader changes is kept beside the step.
  await wide("With dividends").click();
  await settled(page);
  assert.match(page.url(), /\?v=1&stock\.basis=dividend#five-hundred-1$/);
  assert.match(await takeaway.innerText(), /530 times/);
  assert.deepEqual(faults, []);
  await close();
});

test("the address of a step opens its view, wide and flat; back returns to the step before", async () => {
  for (const options of [MOTION, { reducedMotion: "reduce", viewport: { width: 390, height: 800 } }]) {
    const { page, close } = await open(browser, site.url + "en/#first-race-3", options);
    await live(page);
    await settled(page);
    assert.match(await page.locator("#race .live .takeaway").innerText(), /By speed alone the first is De Dion/);
    await page.evaluate(() => { location.hash = "#first-race-2"; });
    await page.waitForFunction(() => /jury’s criteria/.test(document.querySelector("#race .live .takeaway").textContent));
    await page.goBack();
    await page.waitForFunction(() => /speed alone/.test(document.querySelector("#race .live .takeaway").textContent));
    await close();
  }
});

test("flat reading shows every step's own picture; the rail counts sections and minutes", async () => {
  const { page, close } = await open(browser, site.url, { viewport: { width: 390, height: 800 } });
  await live(page);
  const steps = await page.locator('.step:not([data-shows=""])').count();
  assert.ok(steps >= 12, `${steps} steps`);
  assert.equal(await page.locator(".step .still:visible").count(), steps);
  assert.match(await page.locator("[data-progress]").innerText(), /^1\/12 · 还剩约\d+分钟$/);
  await bring(page, "#how-we-know", 0.2);
  await page.waitForFunction(() => document.querySelector("[data-progress]").textContent.startsWith("12/12"));
  await close();
});

test("a number opens its note by pointer and keyboard, and Esc closes it, with and without scripts", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await open(browser, site.url + "en/", { javaScriptEnabled });
    const number = page.locator('button.n[popovertarget="n-stock.multiple.split"]').first();
    await number.focus();
    await page.keyboard.press("Enter");
    const note = page.locator('[id="n-stock.multiple.split"]');
    await note.waitFor({ state: "visible" });
    const words = await note.innerText();
    for (const part of ["486 times", "computed here", "last close ÷ first close", "nvda_daily.csv", "Depends on"])
      assert.ok(words.includes(part), part);
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "hidden" });
    await number.click();
    await note.waitFor({ state: "visible" });
    await close();
  }
});

test("all three kinds of number look different and every number in the prose has a note", async () => {
  const { page, close } = await open(browser, site.url);
  const lines = await page.evaluate(() => ["computed", "reported", "opinion"].map((kind) =>
    getComputedStyle(document.querySelector(".n." + kind)).textDecorationStyle));
  assert.deepEqual(lines, ["solid", "dotted", "dashed"]);
  const orphans = await page.evaluate(() => [...document.querySelectorAll(".n")]
    .filter((n) => !document.getElementById(n.getAttribute("popovertarget"))).length);
  assert.equal(orphans, 0);
  await close();
});

test("a phrase lights its place in the figure, the place lights the phrase, and the address keeps it", async () => {
  const { page, close } = await open(browser, site.url + "en/");
  await live(page);
  const phrase = page.locator('[data-at="stock.2025-07-09"]');
  await phrase.focus();
  assert.match(await page.locator("#stock .live .cursor output").innerText(), /^July 9, 2025 · close \$162\.88/);
  assert.match(await phrase.getAttribute("class"), /lit/);
  // Pressing it may carry it from under the pointer: the crosshair stays.
  await phrase.click();
  await page.mouse.move(5, 5);
  await settled(page);
  assert.match(await page.locator("#stock .live .cursor output").innerText(), /^July 9, 2025/);
  assert.match(page.url(), /at=stock\.2025-07-09/);
  const copy = await open(browser, page.url());
  await live(copy.page);
  assert.match(await copy.page.locator("#stock .live .cursor output").innerText(), /^July 9, 2025/);
  await copy.close();
  await close();
});

test("the ledger's filter shows one verdict, and links lead both ways", async () => {
  const { page, close } = await open(browser, site.url + "method.html", { javaScriptEnabled: false });
  const all = await page.locator("#ledger li:visible").count();
  assert.equal(all, 68);
  let sum = 0;
  for (const verdict of ["supported", "reported", "nuance", "opinion"]) {
    await page.locator(`label[for="show-${verdict}"]`).click();
    const shown = await page.locator("#ledger li:visible").count();
    assert.ok(shown > 0 && shown < all);
    assert.equal(await page.locator(`#ledger li[data-verdict="${verdict}"]:visible`).count(), shown);
    sum += shown;
  }
  assert.equal(sum, all);
  await page.locator('label[for="show-all"]').click();
  await page.locator('[id="c-race.prize"] a').click();
  assert.match(page.url(), /index\.html#f-race\.prize$/);
  await page.locator('[id="f-race.prize"]').click();
  assert.match(page.url(), /method\.html#c-race\.prize$/);
  await close();
});

test("a guess is drawn by pointer and by keyboard, held against the data, and kept in the address", async () => {
  const { page, close } = await open(browser, site.url + "en/", { viewport: { width: 900, height: 900 } });
  await live(page);
  const guess = page.locator(".guess");
  await guess.scrollIntoViewIfNeeded();
  const box = await guess.locator("canvas").boundingBox();
  await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height * 0.2, { steps: 8 });
  await page.mouse.up();
  await settled(page);
  const drawn = new URL(page.url()).searchParams.get("attention.guess").split(".").map(Number);
  assert.equal(drawn.length, 8);
  assert.ok(Math.max(...drawn) > 20, drawn.join());
  const slider = guess.getByRole("slider").nth(7);
  await slider.focus();
  await page.keyboard.press("Home");
  await page.waitForURL(/attention\.guess=[\d.]+\.0(&|#|$)/);
  assert.match(await page.locator("#attention .live .takeaway").innerText(), /You guessed the steepest rise in 20\d\d/);
  await close();
});

test("a reader's own series is drawn beside the price and never leaves the browser; bad files say what to mend", async () => {
  const { page, faults, close } = await open(browser, site.url + "en/");
  await live(page);
  const own = page.locator("#stock .live .own");
  await own.locator("summary").click();
  const give = async (text) => {
    await own.locator("input").setInputFiles({ name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.waitForTimeout(150);
    return own.locator(".message").innerText();
  };
  const before = await pixels(page, "stock");
  for (const [text, words] of [
    ["", /empty/],
    ["date,value\n2020-01-01,1\n2020-01-02\n", /^Line 3 needs two columns/],
    ["2020-01-01,1\n2020-13-01,2\n", /^Line 2: “2020-13-01” is not a date/],
    ["2020-01-01,1\n2020-01-02,abc\n", /^Line 2: “abc” is not a number/],
    ["2020-01-02,1\n2020-01-03,-7\n", /^The value of 2020-01-03 is not above 0/],
    ["2020-01-01,1\n2020-01-01,2\n", /^Line 2: 2020-01-01 stands on an earlier line/],
    ["2020-01-01,1\n", /two rows/],
    ["1990-01-01,1\n1990-01-02,1\n", /span/],
    [Buffer.from([0x80, 0x81, 0x0a]), /not UTF-8/],
    ["x".repeat(2_000_001), /too large/],
  ]) assert.match(await give(text), words);
  await settled(page);
  assert.equal(await pixels(page, "stock"), before, "a bad file changes nothing");
  assert.match(await give("date,value\n2013-01-01,10\n2020-01-01,30\n2025-01-01,20\n"), /^3 rows read/);
  await settled(page);
  assert.notEqual(await pixels(page, "stock"), before);
  assert.match(await page.locator("#stock .live .takeaway").innerText(), /Your series rose to 2.0 times/);
  await own.getByRole("button", { name: "Remove" }).click();
  await settled(page);
  assert.equal(await pixels(page, "stock"), before);
  assert.equal(await own.locator("input").inputValue(), "", "the field is free for the next file");
  const price = page.locator("#stock .live").getByRole("button", { name: "Price", exact: true });
  await page.locator("#stock .live").getByRole("button", { name: "Against peers" }).click();
  await give("2013-01-01,10\n2020-01-01,30\n");
  assert.equal(await price.getAttribute("aria-pressed"), "true", "a series is seen where it is given");
  assert.deepEqual(faults, []);
  await close();
});

test("a file that is dropped beside its field leaves the page as it is; on the field it is read", async () => {
  const { page, close } = await open(browser, site.url + "en/");
  await live(page);
  const own = page.locator("#stock .live .own");
  await own.locator("summary").click();
  const address = () => page.url().replace(/#.*/, "");
  const before = address();
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [new URL("../../public/data/peers_monthly.csv", import.meta.url).pathname], dragOperationsMask: 1 };
  for (const [target, read] of [[own.locator("p").first(), false], [own.locator("input"), true]]) {
    await target.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await target.boundingBox();
    for (const type of ["dragEnter", "dragOver", "drop"])
      await session.send("Input.dispatchDragEvent", { type, x: x + width / 2, y: y + height / 2, data });
    await page.waitForTimeout(300);
    assert.equal(address(), before);
    assert.equal((await own.locator(".message").innerText()) !== "", read);
  }
  await close();
});

test("a way of counting is shown by pressing it", async () => {
  const { page, close } = await open(browser, site.url + "en/");
  await live(page);
  const robust = page.locator("#stock .live .robust");
  assert.match(await robust.locator("summary").innerText(), /holds in 13 of 18/);
  await robust.locator("summary").click();
  await robust.getByRole("button", { name: /2012-12-31 → 2025-06-30, with dividends/ }).click();
  await settled(page);
  assert.match(page.url(), /stock\.from=2012-12-31&stock\.to=2025-06-30&stock\.basis=dividend/);
  await close();
});

test("the laboratory: same seed, same runs in any browser; another seed differs; no frame is held", async () => {
  const say = async (query) => {
    const { page, faults, close } = await open(browser, site.url + "en/gallery.html" + query);
    await live(page);
    await page.waitForFunction(() => /^Of 10,000 runs/.test(document.querySelector("#adoption .live .takeaway").textContent));
    const words = await page.locator("#adoption .live .takeaway").innerText();
    const table = await page.locator("#adoption .static table").innerText();
    await page.locator("#adoption .live .data summary").click();
    const live_ = await page.locator("#adoption .live table").innerText();
    assert.deepEqual(faults, []);
    await close();
    return { words, table, live: live_ };
  };
  const one = await say("");
  assert.equal(one.table.replace(/\s/g, ""), one.live.replace(/\s/g, ""), "host and browser agree run by run");
  const again = await say("?v=1&adoption.seed=1894");
  assert.equal(again.words, one.words);
  const other = await say("?v=1&adoption.seed=7");
  assert.notEqual(other.live, one.live);

  const { page, close } = await open(browser, site.url + "en/gallery.html");
  await live(page);
  const held = await page.evaluate(() => new Promise((done) => {
    const slider = document.querySelector("#adoption .live input[type=range]");
    const gaps = [];
    let last = performance.now();
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (/^Of 10,000/.test(document.querySelector("#adoption .live .takeaway").textContent) && gaps.length > 5) done(gaps);
      else requestAnimationFrame(frame);
    };
    slider.value = "3";
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(frame);
  }));
  held.sort((a, b) => a - b);
  console.log(`simulation: ${held.length} frames, median ${held[held.length >> 1].toFixed(1)} ms, longest ${held.at(-1).toFixed(1)} ms`);
  assert.ok(held[held.length >> 1] < 25, "frames go on while it runs");
  await close();
});

test("the gallery has every figure live, with title, takeaway, source and table", async () => {
  for (const path of ["gallery.html", "en/gallery.html"]) {
    const { page, faults, close } = await open(browser, site.url + path);
    await live(page);
    for (const id of FIGURES) {
      const text = await page.locator(`#${id} .live`).innerText();
      assert.match(text, /来源|Source|模型|Model/, id);
      assert.ok((await page.locator(`#${id} .live .takeaway`).innerText()).length > 10, id);
    }
    assert.deepEqual(faults, []);
    await close();
  }
});
