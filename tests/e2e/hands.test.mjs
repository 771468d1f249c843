// Every control by keyboard alone and by touch alone, large enough, at large text and in narrow windows. The
// sessions are recorded as traces in target/e2e (open them with `npx playwright show-trace`), with pictures where
// every combination is tried.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { FIGURES, FULL, launch, live, open, serve, settled } from "./page.mjs";

const RECORDS = new URL("../../target/e2e/", import.meta.url).pathname;

let browser, site;
before(async () => {
  mkdirSync(RECORDS, { recursive: true });
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** Opens a page whose session is kept. */
async function recorded(name, address, options) {
  const opened = await open(browser, address, options);
  const { tracing } = opened.page.context();
  await tracing.start({ screenshots: FULL });
  const close = async () => {
    await tracing.stop({ path: `${RECORDS}${name}.zip` });
    await opened.close();
  };
  return { ...opened, close };
}

/** In the page: all that can be used, and what the one in question says of itself. */
const helpers = () => {
  const CONTROLS = "a[href], button, input, summary, textarea, select, [tabindex='0']";
  globalThis.usable = () => [...document.querySelectorAll(CONTROLS)].filter((e) =>
    !e.disabled && e.checkVisibility({ visibilityProperty: true }) && !e.closest("[data-state='ready'] > [data-chart] > .static"));
  globalThis.say = (e) => {
    const inside = e.closest("figure")?.id ?? e.closest("[id]")?.id ?? "page";
    const name = e.getAttribute("aria-label") || e.textContent.trim().slice(0, 30) || e.name || e.type;
    return `${inside}: ${e.tagName.toLowerCase()} ${name}`;
  };
  globalThis.stateOf = (e) => {
    if (e.matches("summary")) return String(e.parentElement.open);
    if (e.hasAttribute("aria-pressed")) return e.getAttribute("aria-pressed");
    if (e.matches(".n")) return String(document.getElementById(e.getAttribute("popovertarget")).matches(":popover-open"));
    return e.value ?? "";
  };
  // What a press sets off: changes inside its figure, files, copies.
  globalThis.effects = 0;
  new MutationObserver((list) => { effects += list.filter((m) => m.target.parentElement?.closest("figure, header")).length; })
    .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  const make = URL.createObjectURL;
  URL.createObjectURL = (blob) => { effects += 1; return make.call(URL, blob); };
  for (const name of ["write", "writeText"])
    navigator.clipboard[name] = () => { effects += 1; return Promise.resolve(); };
};

/** What a press or a step does to each kind of control; links lead away, the rest has tests of its own. */
async function use(page, handle, kind, press, push) {
  const state = () => handle.evaluate((e) => (e.isConnected ? stateOf(e) : "gone"));
  const before = await state();
  if (kind === "range") {
    await push();
    return (await state()) !== before;
  }
  if (kind === "action") {
    await page.evaluate(() => { effects = 0; });
    await press();
    return page.waitForFunction(() => effects > 0, null, { timeout: 3000 }).then(() => true, () => false);
  }
  await press();
  if (kind === "search") await page.keyboard.type("a");
  // What a fold makes when it is opened is there a moment later.
  if (kind === "summary") await page.waitForTimeout(50);
  const now = await state();
  // A choice that is chosen stays chosen; one that is not becomes so, or brings another view without it.
  if (kind === "choice") return before === "true" || now === "true" || now === "gone";
  return now !== before;
}

// All figures are made of the same controls, and these have each kind of them.
const USED = FULL ? FIGURES : ["stock", "attention", "cases", "race", "adoption"];

const kindOf = (handle) => handle.evaluate((e, used) => {
  const figure = e.closest("figure")?.id;
  if (figure && !used.includes(figure)) return "other";
  if (e.matches("summary")) return "summary";
  if (e.matches(".n")) return "number";
  if (e.matches("input[type=range]")) return "range";
  if (e.matches("input[type=search]")) return "search";
  if (e.matches(".markers button")) return "marker";
  if (e.matches("button[aria-pressed]")) return "choice";
  // Removing a series where there is none does nothing; a reset waits until there is something to take back.
  if (e.matches("button:not(.own button, .reset)")) return "action";
  return "other";
}, USED);

test("with the keyboard alone every control of every figure is reached and does its work", async () => {
  const { page, faults, close } = await recorded("keyboard", site.url + "en/gallery.html");
  await live(page);
  await page.evaluate(helpers);
  const idle = [], counts = {};
  for (let step = 0; step < 3000; step += 1) {
    await page.keyboard.press("Tab");
    const handle = await page.evaluateHandle(() => document.activeElement);
    const again = await handle.evaluate((e) => e === document.body || e.reached || !(e.reached = true));
    if (again) break;
    // The focus is seen: nothing lies over it and it has an outline.
    const seen = await handle.evaluate((e) => {
      const style = (e.matches(".brush input") ? getComputedStyle(e, "::-webkit-slider-thumb") : getComputedStyle(e));
      return style.outlineStyle !== "none" || e.matches(".brush input");
    });
    if (!seen) idle.push(await handle.evaluate((e) => `no focus seen on ${say(e)}`));
    const kind = await kindOf(handle);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === "other") continue;
    const press = () => kind === "search" || page.keyboard.press(kind === "choice" ? "Space" : "Enter");
    const push = async () => {
      const top = await handle.evaluate((e) => Number(e.value) >= Number(e.max));
      await page.keyboard.press(top ? "ArrowLeft" : "ArrowRight");
    };
    if (!(await use(page, handle, kind, press, push))) idle.push(await handle.evaluate((e) => say(e)));
    // A control that another view takes away takes the focus with it, but not back to the start.
  }
  assert.deepEqual(idle, []);
  const missed = await page.evaluate(() => usable().filter((e) => !e.reached).map((e) => say(e)));
  assert.deepEqual(missed, []);
  console.log(`keyboard: ${JSON.stringify(counts)}`);
  assert.ok(counts.range >= USED.length && counts.summary >= 2 * USED.length && counts.choice > 3 * USED.length);
  assert.deepEqual(faults, []);
  await close();
});

test("with the keyboard alone numbers, phrases, steps and signs of the article are reached", async () => {
  const { page, close } = await recorded("keyboard-article", site.url + "en/");
  await live(page);
  await page.evaluate(helpers);
  for (let step = 0; step < 3000; step += 1) {
    await page.keyboard.press("Tab");
    const again = await page.evaluate(() => {
      const e = document.activeElement;
      return e === document.body || e.reached || !(e.reached = true);
    });
    if (again) break;
  }
  const missed = await page.evaluate(() => usable().filter((e) => !e.reached).map((e) => say(e)));
  assert.deepEqual(missed, []);
  await close();
});

test("the keyboard keeps its place in a figure that stays in view while the story scrolls", async () => {
  for (const height of [900, 720]) {
    const options = { reducedMotion: "no-preference", viewport: { width: 1280, height } };
    const { page, close } = await open(browser, site.url + "en/", options);
    await live(page);
    for (const id of ["stock", "race"]) {
      await page.locator(`#${id} .live .choice button`).first().focus();
      let stops = 0;
      for (; stops < 60; stops += 1) {
        await page.keyboard.press("Tab");
        await page.waitForTimeout(120);
        const [inside, lost, seen, name] = await page.evaluate((id) => {
          const e = document.activeElement, { top, bottom } = e.getBoundingClientRect();
          return [Boolean(e.closest("#" + id)), e === document.body, top >= -1 && bottom <= innerHeight + 1, e.textContent.slice(0, 30)];
        }, id);
        assert.ok(!lost, `${id} at ${height}: the focus is lost after ${stops} stops`);
        if (!inside) break;
        assert.ok(seen, `${id} at ${height}: “${name}” has the focus outside the window`);
      }
      assert.ok(stops > 8, `${id}: ${stops} stops`);
    }
    const reset = page.locator("#race .live .reset");
    const active = () => reset.evaluate((e) => e === document.activeElement);
    // Everything is where it will be before a view is chosen: scrolling could bring a step of the story, and with it
    // the step's view.
    await page.locator("#race .live .cursor input").first().focus();
    await settled(page);
    await page.locator("#race .live .controls").first().locator("button[aria-pressed=false]:enabled").last().evaluate((e) => e.click());
    await reset.and(page.locator(":not([data-idle])")).waitFor();
    await page.keyboard.press("Tab");
    assert.ok(await active(), "reset comes after the cursor");
    await page.keyboard.press("Enter");
    await reset.and(page.locator("[data-idle]")).waitFor();
    await settled(page);
    assert.ok(await active(), "reset keeps the focus");
    await close();
  }
});

const PHONE = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

test("with touch alone every control of every figure does its work", async () => {
  const { page, faults, close } = await recorded("touch", site.url + "gallery.html", PHONE);
  await live(page);
  await page.evaluate(helpers);
  const idle = [], counts = {};
  for (let step = 0; step < 3000; step += 1) {
    const handle = await page.evaluateHandle(() => usable().find((e) => !e.reached && (e.reached = true)));
    if (!(await handle.evaluate((e) => Boolean(e)))) break;
    const kind = await kindOf(handle);
    counts[kind] = (counts[kind] ?? 0) + 1;
    if (kind === "other") continue;
    const element = handle.asElement();
    await element.scrollIntoViewIfNeeded();
    const box = await element.boundingBox();
    const brush = await handle.evaluate((e) => Boolean(e.closest(".brush")));
    const tap = (part) => page.touchscreen.tap(box.x + box.width * part, box.y + box.height / 2);
    const push = async () => {
      const { value, min, max } = await handle.evaluate((e) => ({ value: +e.value, min: +e.min, max: +e.max }));
      const part = (value - min) / (max - min);
      if (!brush) return tap(part > 0.5 ? 0.2 : 0.8);
      // The brush's handles are dragged.
      const from = box.x + 14 + (box.width - 28) * part;
      await drag(page, [[from, box.y + box.height / 2]], [[from + (part > 0.5 ? -60 : 60), box.y + box.height / 2]]);
    };
    if (!(await use(page, handle, kind, () => tap(0.5), push))) idle.push(await handle.evaluate((e) => say(e)));
  }
  assert.deepEqual(idle, []);
  console.log(`touch: ${JSON.stringify(counts)}`);
  assert.deepEqual(faults, []);
  await close();
});

/** Fingers go from places to places. */
async function drag(page, from, to, steps = 8) {
  const client = await page.context().newCDPSession(page);
  const points = (part) => from.map(([x, y], i) => ({ x: x + (to[i][0] - x) * part, y: y + (to[i][1] - y) * part, id: i }));
  await client.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: points(0) });
  for (let i = 1; i <= steps; i += 1)
    await client.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: points(i / steps) });
  await client.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await client.detach();
}

test("fingers read values, pinch the range, drag it, tap a marker, and draw the guess", async () => {
  const { page, faults, close } = await recorded("fingers", site.url + "en/", PHONE);
  await live(page);
  const stock = page.locator("#stock .live");
  const takeaway = () => stock.locator(".takeaway").innerText();
  await stock.locator("canvas").scrollIntoViewIfNeeded();
  // What was far off screen is skipped until the next frame, and a tap before it meets what is around the canvas.
  await settled(page);
  const box = await stock.locator("canvas").boundingBox();
  const y = box.y + box.height / 2;
  await page.touchscreen.tap(box.x + box.width / 2, y);
  await page.waitForFunction(() => / · close \$/.test(document.querySelector("#stock .live .cursor output").textContent));

  const whole = await takeaway();
  await drag(page, [[box.x + 150, y], [box.x + 220, y]], [[box.x + 80, y], [box.x + 300, y]]);
  const closer = await takeaway();
  assert.notEqual(closer, whole, "two fingers moved apart show a shorter range");
  await stock.getByRole("button", { name: "Reset view" }).tap();
  assert.equal(await takeaway(), whole);

  const brush = await stock.locator(".brush svg").boundingBox();
  await stock.getByRole("button", { name: "Since ChatGPT" }).tap();
  const since = await takeaway();
  const middle = brush.x + brush.width * 0.85;
  await stock.locator(".brush").scrollIntoViewIfNeeded();
  const now = await stock.locator(".brush svg").boundingBox();
  await drag(page, [[middle, now.y + now.height / 2]], [[middle - 90, now.y + now.height / 2]]);
  assert.notEqual(await takeaway(), since, "the stretch between the handles is dragged as a whole");

  await stock.getByRole("button", { name: "Reset view" }).tap();
  await stock.locator(".markers button").nth(3).tap();
  await page.waitForFunction(() => /ChatGPT/.test(document.querySelector("#stock .live .cursor output").textContent));

  const guess = page.locator(".guess canvas");
  await guess.scrollIntoViewIfNeeded();
  const sheet = await guess.boundingBox();
  const slider = page.locator(".guess .slider input").last();
  const before = await slider.inputValue();
  await drag(page, [[sheet.x + 120, sheet.y + 200]], [[sheet.x + sheet.width - 60, sheet.y + 40]]);
  assert.notEqual(await slider.inputValue(), before);
  assert.deepEqual(faults, []);
  await close();
});

for (const path of ["", "en/", "method.html", "en/method.html", ...(FULL ? ["gallery.html"] : [])]) {
  test(`nothing to press is smaller than 24 px: ${path || "zh-Hans"}`, async () => {
    const { page, close } = await open(browser, site.url + path, PHONE);
    if (!path.includes("method")) {
      await live(page);
      for (const summary of await page.locator(".live summary:visible").all()) await summary.evaluate((e) => { e.parentElement.open = true; });
      await page.locator("button.n").first().evaluate((e) => e.click()).catch(() => {});
    }
    await page.evaluate(helpers);
    const small = await page.evaluate(() => usable().flatMap((e) => {
      if (e.matches(".skip, .ledger > input, .scroll")) return [];
      const target = e.matches("input") && e.closest("label") ? e.closest("label") : e;
      const around = getComputedStyle(e, "::after");
      const more = around.content !== "none" && around.position === "absolute"
        ? [parseFloat(around.left) + parseFloat(around.right), parseFloat(around.top) + parseFloat(around.bottom)] : [0, 0];
      // Where the fonts break a link in the middle, its longest piece is what a finger meets.
      const rect = [...target.getClientRects()].sort((p, q) => q.width - p.width)[0];
      const [w, h] = [rect.width - more[0], rect.height - more[1]];
      return w < 23.9 || h < 23.9 ? [`${say(e)} is ${w.toFixed(1)} × ${h.toFixed(1)}`] : [];
    }));
    assert.deepEqual([...new Set(small)], []);
    await close();
  });
}

const clipped = () => [...document.querySelectorAll("main *, header *, footer *")].flatMap((e) => {
  if (!e.checkVisibility() || e.closest(".hidden, .static, .rail, svg, .scroll, .overlay, [popover]")) return [];
  const style = getComputedStyle(e);
  const cut = ["hidden", "clip"].includes(style.overflowX) && e.scrollWidth > e.clientWidth + 1;
  const out = e.getBoundingClientRect().right > innerWidth + 1;
  return cut || out ? [`${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 30)}`] : [];
});

for (const path of ["", "en/", "method.html", "en/method.html", ...(FULL ? ["gallery.html", "en/gallery.html"] : [])]) {
  test(`no sideways scroll, nothing cut off, at 320 px, 400 % zoom and 200 % text: ${path || "zh-Hans"}`, async () => {
    for (const [viewport, text] of [
      [{ width: 320, height: 640 }, 1],
      // 1280 × 1024 at 400 %.
      [{ width: 320, height: 256 }, 1],
      [{ width: 1280, height: 900 }, 2],
      [{ width: 390, height: 800 }, 2],
    ]) {
      const { page, close } = await open(browser, site.url + path, { viewport });
      if (text > 1) await page.evaluate((text) => { document.documentElement.style.fontSize = `${text * 100}%`; }, text);
      if (!path.includes("method")) {
        await live(page);
        for (const summary of await page.locator(".live summary:visible").all()) await summary.evaluate((e) => { e.parentElement.open = true; });
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      const at = `${viewport.width} × ${viewport.height}, text ${text}`;
      assert.ok(wide <= 0, `${at}: ${wide} px too wide: ${await page.evaluate(clipped)}`);
      assert.deepEqual(await page.evaluate(clipped), [], at);
      await close();
    }
  });
}

test("no text is smaller than 12 px, on the page or in a figure", async () => {
  for (const path of ["", "en/method.html"]) {
    const { page, close } = await open(browser, site.url + path, PHONE);
    if (!path) await live(page);
    const small = await page.evaluate(() => [...document.querySelectorAll("body *")].filter((e) =>
      e.checkVisibility() && !e.closest("svg") && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())
      && parseFloat(getComputedStyle(e).fontSize) < 12).map((e) => `${e.tagName} ${e.className} ${getComputedStyle(e).fontSize}`));
    assert.deepEqual([...new Set(small)], []);
    await close();
  }
});

test("labels in the figures grow with the reader's text, set before the page opens or while it stands", async () => {
  const { page, close } = await open(browser, site.url + "en/gallery.html");
  // Of each figure the smallest text in the picture that stands: one begins by clearing the canvas.
  await page.addInitScript(() => {
    const { clearRect, fillText } = CanvasRenderingContext2D.prototype;
    const least = new Map();
    CanvasRenderingContext2D.prototype.clearRect = function (...args) {
      least.set(this.canvas, Infinity);
      return clearRect.apply(this, args);
    };
    CanvasRenderingContext2D.prototype.fillText = function (...args) {
      const units = parseFloat(/([\d.]+)px/.exec(this.font)[1]) * this.getTransform().a;
      least.set(this.canvas, Math.min(least.get(this.canvas), units));
      return fillText.apply(this, args);
    };
    globalThis.labels = () => [...document.querySelectorAll("[data-chart] canvas")].map((canvas) =>
      (least.get(canvas) * canvas.getBoundingClientRect().width) / canvas.width);
  });
  const reach = async (px) => {
    const wanted = [px, FIGURES.length];
    await page.waitForFunction(([px, n]) => {
      const sizes = globalThis.labels();
      return sizes.length === n && sizes.every((size) => size >= px && size < 2 * px);
    }, wanted, { timeout: 20000 }).catch(async () => assert.fail(`${px}: ${await page.evaluate(() => globalThis.labels())}`));
  };
  await page.reload();
  await live(page);
  await reach(12);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await reach(24);
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      observer.disconnect();
      document.documentElement.style.fontSize = "200%";
    }).observe(document, { childList: true });
  });
  await page.reload();
  await live(page);
  await reach(24);
  await close();
});
