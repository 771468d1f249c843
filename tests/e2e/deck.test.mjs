// The slides by every hand that a hall has: keys, clickers, fingers, addresses. Silent where the keys are not theirs.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, open, serve } from "./page.mjs";
import { alive, at, dark, shows } from "./talk.mjs";

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

const show = async (t, path = "present.html", options = {}) => {
  const { page, faults, close } = await open(browser, site.url + path, { viewport: { width: 1280, height: 720 }, ...options });
  t.after(close);
  return { page, faults };
};
const anchors = (page) => page.evaluate(() => [...document.querySelectorAll(".stop")].map((stop) => stop.dataset.anchor));

test("every slide is reached by each forward key and left by each back key", async (t) => {
  const { page, faults } = await show(t);
  await page.context().tracing.start({ screenshots: true });
  const all = await anchors(page);
  const forward = ["ArrowRight", "ArrowDown", "PageDown", "Space", "Enter"];
  for (const [i, anchor] of all.entries()) {
    assert.equal(await at(page), anchor);
    assert.equal(new URL(page.url()).hash, `#${anchor}`);
    await page.keyboard.press(forward[i % forward.length]);
  }
  assert.equal(await at(page), all.at(-1), "the end stays");
  const back = ["ArrowLeft", "ArrowUp", "PageUp", "Shift+Space", "Backspace"];
  for (const [i, anchor] of [...all].reverse().entries()) {
    assert.equal(await at(page), anchor);
    await page.keyboard.press(back[i % back.length]);
  }
  await page.keyboard.press("End");
  assert.equal(await at(page), all.at(-1));
  await page.keyboard.press("Home");
  assert.equal(await at(page), all[0]);
  mkdirSync("target/e2e", { recursive: true });
  await page.context().tracing.stop({ path: "target/e2e/clicker.zip" });
  assert.deepEqual(faults, []);
});

test("each step shows its view, and the address brings it back", async (t) => {
  const { page } = await show(t, "en/present.html#five-hundred-1");
  await alive(page);
  const title = () => page.locator("#stock h3").innerText();
  const first = await title();
  await page.keyboard.press("PageDown");
  await page.waitForSelector('#stock button[aria-pressed="true"]:has-text("Linear")');
  await page.keyboard.press("PageDown");
  await page.waitForFunction((first) => document.querySelector("#stock h3").textContent !== first, first);
  const peers = await title();
  await page.locator("#stock").getByRole("button", { name: "Log", exact: true }).click();
  await page.waitForTimeout(600);
  await page.reload();
  await alive(page);
  assert.equal(await at(page), "five-hundred-3");
  assert.equal(await title(), peers);
  // The article knows the same place.
  const article = await page.context().newPage();
  await article.goto(`${site.url}en/#five-hundred-3`);
  assert.ok(await article.locator("#five-hundred-3").isVisible());
});

test("a number, the overview, the help, the dark: each by its key", async (t) => {
  const { page, faults } = await show(t);
  const all = await anchors(page);
  for (const key of ["g", "1", "2", "Enter"]) await page.keyboard.press(key);
  assert.equal(await at(page), all[11]);
  for (const key of ["G", "4", "Escape"]) await page.keyboard.press(key);
  assert.equal(await at(page), all[11], "Esc forgets the number");
  for (const key of ["b", "."]) {
    await page.keyboard.press(key);
    assert.equal(await dark(page), true);
    await page.keyboard.press(key === "b" ? "." : "PageDown");
    assert.equal(await dark(page), false);
    assert.equal(await at(page), all[11], "whatever is pressed first only brings the light back");
  }
  await page.keyboard.press("o");
  const panel = page.locator('[data-panel="overview"]');
  assert.ok(await panel.isVisible());
  assert.equal(await panel.locator("a").count(), all.length);
  const drawn = await panel.locator("a").evaluateAll((links) => links.map((link) => [
    link.querySelector("use")?.getBoundingClientRect().width > 50, link.textContent.length > 3]));
  const pictures = await page.locator(".stop .picture").count();
  assert.equal(drawn.filter(([picture]) => picture).length, pictures, "a thumbnail for each figure's step");
  assert.ok(drawn.every(([, text]) => text));
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.equal(await at(page), all[12]);
  await page.keyboard.press("?");
  assert.ok(await page.locator('[data-panel="help"]').isVisible());
  await page.keyboard.press("ArrowRight");
  assert.equal(await at(page), all[12], "a panel has the keys");
  await page.keyboard.press("Escape");
  assert.ok(await page.locator('[data-panel="help"]').isHidden());
  // Opened by mouse and closed: the clicker goes on. With a panel open it closes that and goes on, too.
  await page.mouse.move(600, 400);
  await page.locator('[data-do="help"]').click();
  await page.keyboard.press("Escape");
  await page.waitForTimeout(50);
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), all[13]);
  await page.locator('[data-do="help"]').click();
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), all[14]);
  assert.ok(await page.locator('[data-panel="help"]').isHidden());
  // A number that was begun does not come true after something else was pressed.
  for (const key of ["g", "3", "PageDown"]) await page.keyboard.press(key);
  await page.waitForTimeout(3300);
  assert.equal(await at(page), all[15]);
  assert.deepEqual(faults, []);
});

test("shortcuts are silent while typing and inside controls, and come back", async (t) => {
  const { page } = await show(t, "en/present.html#cases");
  await alive(page);
  const field = page.locator("#cases input[type=search]");
  await field.click();
  await page.keyboard.type("bog. fsc");
  assert.equal(await at(page), "cases");
  assert.equal(await dark(page), false);
  assert.equal(await field.inputValue(), "bog. fsc");
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), "cases");
  await page.keyboard.press("Enter");
  await page.keyboard.press("PageUp");
  assert.notEqual(await at(page), "cases");
  // By keyboard a control keeps the keys: arrows move the slider, the space bar presses the button.
  await page.evaluate(() => (location.hash = "five-hundred-1"));
  await shows(page, "five-hundred-1");
  const range = page.locator("#stock .brush input").first();
  await range.focus();
  const before = await range.inputValue();
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowRight");
  assert.notEqual(await range.inputValue(), before);
  assert.equal(await at(page), "five-hundred-1");
  await page.locator("#stock").getByRole("button", { name: "Linear" }).focus();
  await page.keyboard.press("Space");
  await page.waitForSelector('#stock button[aria-pressed="true"]:has-text("Linear")');
  assert.equal(await at(page), "five-hundred-1");
});

test("a clicker works right after a control was used by mouse", async (t) => {
  const { page } = await show(t, "en/present.html#five-hundred-1");
  await alive(page);
  await page.locator("#stock").getByRole("button", { name: "Linear" }).click();
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), "five-hundred-2");
  const handle = await page.locator("#stock .brush input").first().boundingBox();
  await page.mouse.move(handle.x + 14, handle.y + 20);
  await page.mouse.down();
  await page.mouse.move(handle.x + 200, handle.y + 20, { steps: 4 });
  await page.mouse.up();
  await page.waitForTimeout(50);
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), "five-hundred-3");
});

test("a finger's stroke turns the slides, on a figure it reads the figure", async (t) => {
  const { page } = await show(t, "present.html#five-hundred", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await alive(page);
  const session = await page.context().newCDPSession(page);
  // As the browser itself makes a stroke: after one put together from single touches it drops the next tap.
  const stroke = (y, from, to) =>
    session.send("Input.synthesizeScrollGesture", { x: from, y, xDistance: to - from, gestureSourceType: "touch" });
  await stroke(700, 330, 60);
  assert.equal(await at(page), "five-hundred-1");
  const plot = await page.locator("#stock .plot").boundingBox();
  await stroke(plot.y + 40, 330, 60);
  assert.equal(await at(page), "five-hundred-1");
  await page.locator('[data-do="back"]').tap();
  await shows(page, "five-hundred");
  // Nothing is wider than a telephone.
  for (const anchor of await anchors(page)) {
    await page.evaluate((anchor) => (location.hash = anchor), anchor);
    await shows(page, anchor);
    const [inside, width] = await page.evaluate(() => {
      const slide = document.querySelector(".slide.on");
      return [slide.scrollWidth, slide.clientWidth];
    });
    assert.ok(inside <= width, `${anchor} is ${inside} wide`);
  }
});

test("a broken address opens the first slide", async (t) => {
  const { page, faults } = await show(t, "present.html#%E0%A4%A");
  assert.equal(await at(page), "start");
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), "cat");
  assert.deepEqual(faults, []);
});

test("the dark takes the keys from what lies under it", async (t) => {
  const { page } = await show(t, "present.html#cases");
  await page.keyboard.press("b");
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("PageDown");
  assert.equal(await dark(page), false);
  assert.equal(await at(page), "cases");
});

test("slides stand where nothing of the wasm comes, each step with its picture", async (t) => {
  const broken = await serve((file, response) => file.endsWith(".wasm") && (response.writeHead(404).end(), true));
  t.after(() => broken.close());
  const { page, close } = await open(browser, `${broken.url}present.html#five-hundred-3`, { viewport: { width: 1280, height: 720 } });
  t.after(close);
  const notice = page.locator("[data-notice]");
  await notice.waitFor();
  assert.ok(await page.locator(".stop.on .picture svg").isVisible());
  const seen = () => notice.evaluate((e) => {
    const box = e.getBoundingClientRect();
    return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === e;
  });
  assert.ok(await seen(), "whoever tries the slides alone is told");
  await notice.evaluate((e) => e.getAnimations().forEach((later) => later.finish()));
  assert.equal(await seen(), false, "the hall is not told all evening");
  await page.keyboard.press("PageDown");
  assert.equal(await at(page), "a-chip");
});

test("in another site's page the keys are that page's", async (t) => {
  const page = await browser.newPage();
  t.after(() => page.close());
  await page.setContent(`<iframe src="${site.url}present.html" width="900" height="600"></iframe>`);
  const frame = page.frames().at(-1);
  await frame.waitForSelector(".stop.on");
  await frame.locator("main").click({ position: { x: 10, y: 10 } });
  await page.keyboard.press("PageDown");
  await page.keyboard.press("b");
  assert.equal(await at(frame), "start");
  assert.equal(await dark(frame), false);
  await frame.locator('[data-do="next"]').click();
  assert.equal(await at(frame), "cat");
  // Embedded figures know no shortcut at all.
  await page.setContent(`<iframe src="${site.url}embed/stock.en.html" width="760" height="900"></iframe>`);
  const figure = page.frames().at(-1);
  await figure.waitForSelector('[data-state="ready"]');
  await figure.locator("main").click({ position: { x: 5, y: 5 } });
  const before = figure.url();
  for (const key of ["b", ".", "f", "o", "g", "s", "?", "PageDown"]) await page.keyboard.press(key);
  assert.equal(figure.url(), before);
  assert.equal(await figure.locator("dialog, .deck-blank").count(), 0);
});

test("the check before going on says what it finds", async (t) => {
  const { page } = await show(t, "en/present.html");
  await alive(page);
  await page.keyboard.press("c");
  const row = (name) => page.locator(`[data-check="${name}"]`);
  await page.waitForSelector('[data-check="awake"][data-result]');
  assert.match(await row("figures").innerText(), /13 \/ 13 all live/);
  assert.equal(await row("fonts").getAttribute("data-result"), "good");
  assert.match(await row("speaker").innerText(), /not connected: press S/);
  assert.match(await row("screens").innerText(), /1280 × 720/);
  await page.getByRole("button", { name: "Play a note" }).click();
  await page.waitForSelector('[data-check="sound"][data-result]');
});

test("a blocked speaker window leaves its address and the way to it", async (t) => {
  const { page } = await show(t, "en/present.html#five-hundred-2");
  await page.evaluate(() => (window.open = () => null));
  await page.keyboard.press("s");
  const hint = page.locator(".deck-hint");
  assert.match(await hint.innerText(), /blocked the speaker window.*second window/s);
  const address = await hint.locator("a").getAttribute("href");
  const second = await page.context().newPage();
  await second.goto(address);
  assert.equal(await second.evaluate(() => document.documentElement.dataset.deck), "speaker");
  await second.keyboard.press("PageDown");
  await shows(page, "five-hundred-3");
});

for (const [name, viewport] of [["a projector of old", { width: 1024, height: 768 }], ["a laptop", { width: 1366, height: 768 }], ["a wall", { width: 3840, height: 2160 }]])
  test(`no slide is cut off on ${name}`, async (t) => {
    for (const path of ["present.html", "en/present.html"]) {
      const { page } = await show(t, path, { viewport });
      await alive(page);
      for (const anchor of await anchors(page)) {
        await page.evaluate((anchor) => (location.hash = anchor), anchor);
        await shows(page, anchor);
        const cut = await page.evaluate(() => {
          const slide = document.querySelector(".slide.on");
          const { right, bottom } = slide.getBoundingClientRect();
          const bar = document.querySelector(".deck-bar output").getBoundingClientRect();
          const parts = [...slide.querySelectorAll("h1, h2, h3, .say, .takeaway, .source, .plot, .brush, .waffle, .address, .markers li")];
          const seen = parts.filter((part) => part.checkVisibility({ visibilityProperty: true }) && part.closest(".live, .stop.on, .slide > h1, .slide > h2, .guess"));
          const out = seen.filter((part) => {
            const place = part.getBoundingClientRect();
            return place.right > right + 1 || place.bottom > Math.min(bottom, bar.top) + 1;
          });
          const say = slide.querySelector(".stop.on .say")?.getBoundingClientRect();
          const list = [...slide.querySelectorAll(".live .markers")].find((list) => list.checkVisibility());
          const meets = say && list && !slide.classList.contains("opening") && say.bottom > list.getBoundingClientRect().top + 1;
          const low = [...slide.querySelectorAll(".live .plot")].filter((plot) => plot.getBoundingClientRect().height < 0.28 * innerHeight);
          return [...out.map((part) => part.className || part.tagName), ...(meets ? ["sentence over events"] : []), ...low.map(() => "low plot")];
        });
        assert.deepEqual(cut, [], `${path}#${anchor}`);
      }
    }
  });

test("printed, the talk is one step a page, with vector figures, with notes and without", async (t) => {
  for (const [path, word] of [["present.html", "拖动图下的两个把手"], ["en/present.html", "Drag"]]) {
    const { page } = await show(t, path);
    await alive(page);
    const stops = (await anchors(page)).length;
    const sizes = [];
    for (const notes of [false, true]) {
      await page.keyboard.press("?");
      await page.locator('[data-do="notes"]').setChecked(notes);
      await page.keyboard.press("Escape");
      const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, stops, `${path}, notes ${notes}`);
      assert.equal((pdf.match(/\/Subtype\s*\/Image/g) ?? []).length, 0, "figures are no pixels");
      sizes.push(pdf.length);
      await page.emulateMedia({ media: "print" });
      const seen = await page.evaluate((word) => {
        const all = [...document.querySelectorAll(".stop")];
        const shown = (element) => element.checkVisibility({ visibilityProperty: true });
        const cut = all.filter((stop) => stop.scrollHeight > stop.clientHeight + 1).map((stop) => stop.dataset.anchor);
        const notes = all.filter((stop) => [...stop.querySelectorAll(".note")].some(shown));
        const sources = all.filter((stop) => stop.querySelector(".picture") && [...stop.querySelectorAll(".picture .source")].some(shown));
        return { cut, notes: notes.length, sources: sources.length, word: document.querySelector(".deck").innerText.includes(word) };
      }, word);
      await page.emulateMedia({ media: null });
      assert.deepEqual(seen.cut, [], "nothing is cut off at a page's foot");
      assert.equal(seen.notes > 40, notes);
      assert.equal(seen.word, notes);
      assert.equal(seen.sources, await page.locator(".stop .picture").count());
    }
    assert.ok(sizes[1] > sizes[0]);
  }
});
