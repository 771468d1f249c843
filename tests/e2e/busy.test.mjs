// Whatever a figure is busy with, and whatever hands do to it in whatever order, the page lives.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { FIGURES, FULL, beside, everywhere, launch, live, open } from "./page.mjs";
import { row } from "./rows.mjs";

let browser, site;
before(async () => {
  browser = await launch();
  site = await beside();
});
after(async () => {
  await browser.close();
  site.close();
});

/** In the page: each figure's element comes, is made busy in one way, and goes so many frames later. */
const interrupt = async ([figures, deed, frames]) => {
  const deeds = {
    hover: (live) => {
      const canvas = live.querySelector("canvas");
      const { x, y, width, height } = canvas.getBoundingClientRect();
      for (let i = 0; i < 3; i += 1) {
        const where = { clientX: x + width / 2 + 9 * i, clientY: y + height / 2 };
        canvas.dispatchEvent(new PointerEvent("pointermove", { ...where, pointerType: "mouse", bubbles: true }));
      }
    },
    focus: (live) => live.querySelector(".cursor input")?.focus(),
    hear: (live) => [...live.querySelectorAll(".tools button")].find((b) => b.textContent.startsWith("♪"))?.click(),
    play: (live) => live.querySelector("button.play")?.click(),
    slide: (live) => live.querySelectorAll("label.slider input").forEach((input) => {
      input.value = input.max;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }),
    choose: (live) => live.querySelectorAll('button[aria-pressed="false"]').forEach((b) => b.click()),
    copy: (live) => live.querySelectorAll("details button").forEach((b) => b.click()),
  };
  for (const figure of figures) {
    const element = document.createElement("compute-anxiety");
    const ready = new Promise((done, fail) => {
      element.addEventListener("compute-anxiety:ready", done, { once: true });
      setTimeout(() => fail(new Error(`${figure} does not come`)), 10000);
    });
    element.setAttribute("figure", figure);
    element.setAttribute("lang", "en");
    document.body.append(element);
    if (deed === "come") ready.catch(() => {});
    else {
      await ready;
      deeds[deed](element.shadowRoot.querySelector(".live"));
    }
    for (let i = 0; i < frames; i += 1) await new Promise(requestAnimationFrame);
    element.remove();
  }
  await new Promise((later) => setTimeout(later, 150)); // longer than words wait under a mouse
};

test("an element may go while it is busy", () => row("hosts: gone while busy", async () => {
  const deeds = ["come", "hover", "focus", "hear", "play", "slide", "choose", "copy"];
  const { page, faults, close } = await open(browser, `${site.url}host.html`, { reducedMotion: "no-preference" });
  for (const deed of deeds) {
    for (const frames of [1, 4]) {
      await page.evaluate(interrupt, [FIGURES, deed, frames]);
      assert.deepEqual(faults, [], `${deed}, gone after ${frames} frames`);
    }
  }
  await close();
  return 2 * deeds.length * FIGURES.length;
}));

/** In the page: two elements; one, on its way out, tells its last view, and the host then takes the `other` away. */
const chain = async (other) => {
  const [first, second] = await Promise.all(["timeline", "race"].map(async (figure) => {
    const element = Object.assign(document.createElement("compute-anxiety"), { lang: "en" });
    element.setAttribute("figure", figure);
    const ready = new Promise((done) => element.addEventListener("compute-anxiety:ready", done, { once: true }));
    document.body.append(element);
    await ready;
    return element;
  }));
  const gone = other ? second : first;
  const live = gone.shadowRoot.querySelector(".live");
  second.shadowRoot.querySelector(".live button.play").click();
  first.addEventListener("compute-anxiety:view", () => gone.remove(), { once: true });
  first.shadowRoot.querySelector('.live button[aria-pressed="false"]').click();
  first.setAttribute("lang", "zh-Hans");
  await new Promise((later) => setTimeout(later, 500));
  [first, second].forEach((element) => element.remove());
  return live.children.length;
};

test("what a host does on hearing a last view reaches every figure", () => row("hosts: gone on hearing", async () => {
  const { page, faults, close } = await open(browser, `${site.url}host.html`, { reducedMotion: "no-preference" });
  for (const other of [true, false]) {
    const left = await page.evaluate(chain, other);
    assert.deepEqual(faults, [], other ? "another element" : "the same element");
    assert.equal(left, 0, "nothing lives on in the element that went");
  }
  await close();
  return 2;
}));

/** In the page: a figure after another, a few acts at random on each, as hands do them, only faster; gives them. */
const meddle = async ([seed, visits]) => {
  let state = seed;
  const random = (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator
    return Math.floor((state / 2 ** 32) * n);
  };
  const one = (list) => list[random(list.length)];
  const say = (element, event) => element.dispatchEvent(new Event(event, { bubbles: true }));
  const enter = (input) => {
    const [low, high] = [Number(input.min), Number(input.max)];
    input.value = input.type === "search" ? one(["H20", "<b>", "(((", ""]) : one([low, high, low + random(100) / 100 * (high - low)]);
    say(input, "input");
    say(input, "change");
  };
  const point = (canvas, kind) => {
    const { x, y, width, height } = canvas.getBoundingClientRect();
    const [clientX, clientY] = [x + width * random(100) / 100, y + height * random(100) / 100];
    const pointer = { pointerType: one(["mouse", "touch"]), pointerId: 1 + random(2), buttons: random(2) };
    canvas.dispatchEvent(new PointerEvent(kind, { clientX, clientY, bubbles: true, ...pointer }));
  };
  const pinch = (canvas) => canvas.dispatchEvent(new WheelEvent("wheel", { ctrlKey: true, deltaY: random(200) - 100, bubbles: true, cancelable: true }));
  const keys = ["ArrowRight", "ArrowLeft", "PageDown", "Home", "End", "Escape", " ", "b", "o", "?", "3", "Enter"];
  const press = (element) => element.dispatchEvent(new KeyboardEvent("keydown", { key: one(keys), bubbles: true, cancelable: true }));
  const done = [];
  for (let i = 0; i < visits && document.documentElement.dataset.state === "ready"; i += 1) {
    const usable = (all) => [...all].filter((e) => e.checkVisibility() && !e.disabled && e.type !== "file");
    // Most acts stay with one figure for a while, as readers do.
    const figure = one([...document.querySelectorAll("figure .live")]);
    for (let j = 1 + random(6); j > 0; j -= 1) {
      const near = usable(figure.querySelectorAll("button, input, select, summary, canvas"));
      const element = one(random(5) && near.length ? near : usable(document.querySelectorAll("button, input, select, summary, canvas")));
      element.scrollIntoView({ behavior: "instant", block: "center" });
      const name = element.getAttribute("aria-label") ?? element.textContent.trim();
      done.push(`${element.closest("figure")?.id ?? "page"}: ${element.tagName} ${name.slice(0, 30)}`);
      if (element.tagName === "CANVAS") {
        one([() => point(element, "pointermove"), () => point(element, "pointerdown"), () => point(element, "pointerup"), () => element.click(), () => pinch(element)])();
      } else if (element.tagName === "INPUT") {
        one([enter, enter, press])(element);
      } else if (element.tagName === "SELECT") {
        element.selectedIndex = random(element.options.length);
        say(element, "change");
      } else {
        element.click();
      }
      if (!random(8)) press(document.body);
      if (!random(8)) window.scrollBy(0, random(4000) - 2000);
      await new Promise((later) => setTimeout(later, random(4) && random(60)));
    }
  }
  await new Promise((later) => setTimeout(later, 600)); // what waits, the address above all, is done
  return done;
};

const SEEDS = FULL ? 4 : 1;

for (const path of ["index.html", "en/index.html", "present.html"]) {
  test(`random hands do not break ${path}`, () => row(`hands: ${path}`, async () => {
    let acts = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const context = await browser.newContext({ viewport: { width: 1100, height: 900 } });
      const page = await context.newPage();
      const faults = [];
      page.on("console", (m) => m.type() === "error" && faults.push(m.text()));
      page.on("pageerror", (error) => faults.push(error.message));
      await everywhere(context);
      // A dialogue of the browser's own would wait for ever.
      await context.addInitScript(() => Object.assign(window, { print() {}, open: () => null }));
      await page.goto(site.url + path);
      await live(page);
      const done = await page.evaluate(meddle, [seed, FULL ? 100 : 50]);
      acts += done.length;
      const what = `seed ${seed}; the last acts: ${done.slice(-12).join(" · ")}`;
      assert.deepEqual(faults, [], what);
      assert.equal(await page.locator("html").getAttribute("data-state"), "ready", what);
      assert.equal(await page.locator('[data-state="failed"]').count(), 0, what);
      assert.doesNotMatch(await page.locator("body").innerText(), /NaN|undefined|Infinity|\binf\b/, what);
      await context.close();
    }
    return acts;
  }));
}
