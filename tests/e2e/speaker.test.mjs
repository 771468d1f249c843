// The speaker's window and the wall: in step within a tenth of a second, served or from a file, and after every
// mishap that a talk has.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { DIST, FIGURES, everywhere, launch, open, serve } from "./page.mjs";
import { alive, at, dark, shows, withSpeaker } from "./talk.mjs";

const TARGET = 100; // ms, median
let browser, site, folder, file;
before(async () => {
  browser = await launch();
  site = await serve();
  // As on a memory stick: a folder and a name with spaces and characters of their own.
  folder = mkdtempSync(join(tmpdir(), "stick-"));
  file = join(folder, "算力 焦虑 (copy).html");
  copyFileSync(join(DIST, "compute-anxiety.html"), file);
});
after(async () => {
  await browser.close();
  site.close();
  rmSync(folder, { recursive: true });
});

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const edition = { served: () => site.url + "en/present.html", file: () => `${pathToFileURL(file)}?page=en/present.html` };

/** Both windows on a stop. */
const talk = async (t, anchor, address = edition.served()) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  t.after(() => context.close());
  const faults = [];
  const requests = [];
  context.on("request", (request) => requests.push(request.url()));
  context.on("weberror", (error) => faults.push(error.error().message));
  context.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(m.text()));
  const wall = await context.newPage();
  // When each figure is painted, and what all of them show.
  await context.addInitScript(() => {
    window.painted = {};
    const fill = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (...words) {
      const id = this.canvas.closest("[data-chart]")?.dataset.chart;
      if (id) window.painted[id] = performance.timeOrigin + performance.now();
      return fill.apply(this, words);
    };
  });
  await wall.goto(`${address}#${anchor}`);
  await alive(wall);
  const speaker = await withSpeaker(wall);
  await shows(speaker, anchor);
  for (const page of [wall, speaker])
    await page.evaluate(() => document.addEventListener("compute-anxiety:state", ({ detail }) => (window.said = detail)));
  return { wall, speaker, faults, requests };
};

const wait = (page, ms) => page.waitForTimeout(ms);
const now = () => performance.timeOrigin + performance.now();

for (const [name, address] of Object.entries(edition))
  test(`a brush, a toggle and a running replay reach the wall in time, ${name}`, async (t) => {
    const { wall, speaker, faults, requests } = await talk(t, "five-hundred-1", address());
    const painted = (id) => wall.evaluate((id) => window.painted[id], id);
    const reach = async (id, act) => {
      await wait(speaker, 300); // all quiet
      const start = await speaker.evaluate(act);
      await wall.waitForFunction(([id, start]) => window.painted[id] > start, [id, start]);
      return (await painted(id)) - start;
    };
    const brush = [];
    for (let i = 0; i < 9; i += 1)
      brush.push(await reach("stock", `(() => {
        const handle = document.querySelector("#stock .brush input");
        handle.value = ${16000 + i * 150};
        const start = (${now})();
        handle.dispatchEvent(new Event("input", { bubbles: true }));
        return start;
      })()`));
    const words = (page) => page.locator("#stock .takeaway").innerText();
    assert.equal(await words(wall), await words(speaker));
    const toggle = [];
    for (let i = 0; i < 9; i += 1)
      toggle.push(await reach("stock", `(() => {
        const start = (${now})();
        [...document.querySelectorAll("#stock .choice button")].find((b) => b.textContent === "${i % 2 ? "Log" : "Linear"}").click();
        return start;
      })()`));
    // The replay: each time of the race that the wall shows, against when the speaker's window showed it.
    await speaker.evaluate(() => (location.hash = "first-race-1"));
    await shows(wall, "first-race-1");
    for (const page of [speaker, wall])
      await page.evaluate(() => {
        window.times = [];
        const scrubber = document.querySelectorAll("#race .cursor input")[1];
        let before;
        const look = () => {
          if (scrubber.value !== before) window.times.push([before = scrubber.value, performance.timeOrigin + performance.now()]);
          requestAnimationFrame(look);
        };
        look();
      });
    await speaker.locator("#race .play").click();
    await wait(speaker, 4000);
    await speaker.locator("#race .play").click();
    await wait(speaker, 300);
    const [said, seen] = await Promise.all([speaker, wall].map((page) => page.evaluate(() => window.times)));
    const when = new Map(said);
    const replay = seen.filter(([time]) => when.has(time)).map(([time, at]) => at - when.get(time)).slice(1);
    assert.ok(replay.length > 30, `the wall showed ${replay.length} times of the race`);
    assert.deepEqual(seen.at(-1)[0], said.at(-1)[0]);
    const medians = { brush: median(brush), toggle: median(toggle), replay: median(replay) };
    console.log(`${name}:`, Object.entries(medians).map(([what, ms]) => `${what} ${ms.toFixed(1)} ms`).join(", "), `(median), ${replay.length} times`);
    for (const [what, ms] of Object.entries(medians)) assert.ok(ms < TARGET, `${what} took ${ms} ms`);
    assert.deepEqual(faults, []);
    if (name === "file") assert.ok(requests.every((url) => url.startsWith("file:") && url.includes("copy")), requests.join());
  });

test("everything that can be changed is mirrored, both ways", async (t) => {
  const { wall, speaker, faults } = await talk(t, "guess");
  const state = (page) => page.evaluate(() => window.said);
  const use = (page, act) => page.evaluate(act);
  await use(speaker, () => {
    const year = document.querySelectorAll(".guess .years input")[3];
    year.value = 31;
    year.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await use(wall, () => {
    const seed = [...document.querySelectorAll("#adoption .slider input")].at(-1);
    seed.value = 77;
    seed.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await use(speaker, () => {
    const field = document.querySelector("#cases input[type=search]");
    field.value = "a&b=c";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await use(wall, () => document.querySelector("#stock .markers button").click());
  await wait(wall, 1500);
  const [a, b] = [await state(wall), await state(speaker)];
  assert.equal(a, b);
  for (const part of ["attention.guess=10.10.10.31.", "adoption.seed=77", "cases.q=a%26b%3Dc", "at=stock.2012-09-30"]) assert.ok(a.includes(part), `${part} in ${a}`);
  // The cursor, and that it goes.
  await speaker.evaluate(() => (location.hash = "five-hundred-1"));
  await shows(wall, "five-hundred-1");
  const place = await speaker.locator("#stock .live canvas").boundingBox();
  await speaker.mouse.move(place.x + place.width / 3, place.y + place.height / 2);
  const read = (page) => page.locator("#stock .cursor output").first().innerText();
  await wait(wall, 400);
  assert.match(await read(wall), /close/);
  assert.equal(await read(wall), await read(speaker));
  assert.deepEqual(faults, []);
});

test("a running replay takes nothing back: the wall's clicker works, the speaker's toggles stay", async (t) => {
  const { wall, speaker } = await talk(t, "first-race-1");
  await speaker.locator("#race .play").click();
  await wall.waitForFunction(() => document.querySelector("#race .play").textContent === "Pause", null, { timeout: 3000 });
  // What is set on the wall while the frames come in from the speaker.
  for (let i = 0; i < 6; i += 1) {
    const wanted = i % 2 ? "log" : "linear";
    await wall.evaluate((wanted) => [...document.querySelectorAll("#day .choice button")].find((b) => b.textContent.toLowerCase() === wanted).click(), wanted);
    const told = (page) => page.waitForFunction((wanted) => window.said.includes(`day.scale=${wanted}`), wanted, { timeout: 3000 });
    await told(speaker);
    await wait(wall, 150); // frames that were under way
    await told(wall);
  }
  // Either window stops it, and it stands still in both.
  await wall.locator("#race .play").click();
  await wait(wall, 300);
  const time = (page) => page.evaluate(() => /race\.t=(\d+)/.exec(window.said)[1]);
  const stopped = await time(speaker);
  await wait(wall, 300);
  assert.deepEqual([await time(speaker), await time(wall)], [stopped, stopped]);
  await wall.locator("#race .play").click();
  await wait(wall, 200);
  await wall.keyboard.press("PageDown");
  for (const page of [wall, speaker]) await shows(page, "first-race-2");
  await speaker.evaluate(() => (location.hash = "first-race-1"));
  await shows(wall, "first-race-1");
  await speaker.locator("#race .play").click();
  await wait(wall, 700);
  await wall.keyboard.press("PageDown");
  for (const page of [wall, speaker]) await shows(page, "first-race-2");
  await wait(wall, 500);
  for (const page of [wall, speaker]) assert.equal(await at(page), "first-race-2");
});

test("the later act wins, in whatever order the words of it arrive", async (t) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 } });
  t.after(() => context.close());
  const [wall, speaker] = [await context.newPage(), await context.newPage()];
  // The wall's words are late.
  await wall.addInitScript(() => {
    const post = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (words) {
      setTimeout(() => post.call(this, words), window.late ?? 0);
    };
  });
  for (const [page, query] of [[wall, ""], [speaker, "?speaker"]]) {
    await page.goto(`${site.url}en/present.html${query}#captured-1`);
    await page.bringToFront();
    await alive(page);
  }
  await wait(wall, 600);
  await wall.evaluate(() => (window.late = 500));
  await wall.keyboard.press("PageDown");
  await wait(wall, 100);
  assert.equal(await at(speaker), "captured-1");
  await speaker.keyboard.press("PageUp");
  await wait(wall, 1000);
  assert.deepEqual([await at(wall), await at(speaker)], ["guess", "guess"]);
});

test("a step taken before a window's figures are there is shown when they come", async (t) => {
  const slow = await serve((path, response) => {
    if (!path.endsWith(".wasm") || !held) return false;
    setTimeout(() => response.writeHead(200, { "content-type": "application/wasm" }).end(readFileSync(path)), 1500);
    return true;
  });
  let held = false;
  t.after(() => slow.close());
  const { wall, speaker } = await talk(t, "five-hundred-1", slow.url + "en/present.html");
  held = true;
  await speaker.reload();
  await wait(speaker, 700);
  await speaker.keyboard.press("PageDown");
  await shows(wall, "five-hundred-2");
  await alive(speaker);
  await wait(speaker, 500);
  for (const page of [wall, speaker]) assert.equal(await page.locator('#stock button[aria-pressed="true"]:has-text("Linear")').count(), 1);
  assert.equal(await wall.locator("#stock .reset[data-idle]").count(), 1, "nothing of it is a change of the reader's");
});

test("the speaker darkens and freezes the wall, and goes ahead", async (t) => {
  const { wall, speaker } = await talk(t, "five-hundred-1");
  await speaker.keyboard.press("b");
  await wall.waitForFunction(() => !document.querySelector(".deck-blank").hidden);
  await speaker.keyboard.press("b");
  await wall.waitForFunction(() => document.querySelector(".deck-blank").hidden);
  await speaker.keyboard.press("z");
  for (let i = 0; i < 3; i += 1) await speaker.keyboard.press("PageDown");
  await speaker.locator("#stock, #spec").first().waitFor({ state: "attached" });
  await wait(wall, 400);
  assert.equal(await at(wall), "five-hundred-1");
  assert.equal(await at(speaker), "a-chip");
  assert.match(await speaker.locator(".speaker-link").innerText(), /frozen/);
  // The wall's own key makes it dark in both windows, and the speaker brings the light back.
  await wall.keyboard.press("b");
  await speaker.waitForFunction(() => !document.querySelector(".deck-blank").hidden);
  await speaker.keyboard.press("b");
  await wall.waitForFunction(() => document.querySelector(".deck-blank").hidden);
  // Dark works all the same.
  await speaker.keyboard.press(".");
  await wall.waitForFunction(() => !document.querySelector(".deck-blank").hidden);
  await speaker.keyboard.press(".");
  await speaker.keyboard.press("z");
  await shows(wall, "a-chip");
});

test("either window may be reloaded, closed and opened again", async (t) => {
  const { wall, speaker, faults } = await talk(t, "captured-2");
  await speaker.evaluate(() => document.querySelector('#attention .choice button:not([aria-pressed="true"])').click());
  await wait(wall, 700);
  const words = (page) => page.locator("#attention .takeaway").innerText();
  // However long the words between the windows take, they end alike.
  const same = async () => {
    for (let i = 0; i < 50 && (await words(wall)) !== (await words(speaker)); i += 1) await wait(wall, 100);
    assert.equal(await words(wall), await words(speaker));
  };
  for (const page of [wall, speaker]) {
    const changed = await words(speaker);
    await page.reload();
    await alive(page);
    await wait(page, 600);
    assert.equal(await at(page), "captured-2");
    await same();
    assert.equal(await words(page), changed);
    await speaker.keyboard.press("PageUp");
    await shows(wall, "captured-1");
    await wall.keyboard.press("PageDown");
    await shows(speaker, "captured-2");
    await speaker.evaluate(() => document.querySelector('#attention .choice button:not([aria-pressed="true"])').click());
    await same();
  }
  await speaker.close();
  await wait(wall, 300);
  const again = await withSpeaker(wall);
  assert.equal(await at(again), "captured-2");
  await again.keyboard.press("PageDown");
  await shows(wall, "captured-3");
  assert.deepEqual(faults, []);
});

test("a step taken right after the other window's is not undone by what that one still has to say", async (t) => {
  const { wall, speaker } = await talk(t, "captured-2");
  // The figure's view is said after the step, and comes later still; the wall is slow to see that the step was not
  // its own.
  await speaker.evaluate(() => {
    const now = Date.now;
    let said = 0;
    Date.now = () => now() + (said += 1);
    const later = (send) => (message, ...rest) => {
      const late = JSON.stringify(message).includes("view.attention.");
      setTimeout(() => send(message, ...rest), late ? 400 : 0);
    };
    const plain = BroadcastChannel.prototype.postMessage;
    BroadcastChannel.prototype.postMessage = function (message) { later(plain.bind(this))(message); };
    opener.postMessage = later(opener.postMessage.bind(opener));
  });
  await wall.evaluate(() => {
    const plain = setTimeout;
    globalThis.setTimeout = (act, after = 0, ...rest) => plain(act, after + 200, ...rest);
  });
  const words = (page) => page.locator("#attention .takeaway").innerText();
  const before = await words(wall);
  await speaker.keyboard.press("PageUp");
  await shows(wall, "captured-1");
  await wall.keyboard.press("PageDown");
  await shows(speaker, "captured-2");
  await wait(wall, 1000);
  assert.equal(await words(wall), before);
  assert.equal(await words(speaker), before);
});

test("notes in both languages, their size, what comes next, the time", async (t) => {
  const { wall, speaker } = await talk(t, "start");
  assert.equal(await speaker.locator('[data-show="timer"]').innerText(), "0:00");
  await speaker.keyboard.press("PageDown");
  await wait(speaker, 2100);
  assert.match(await speaker.locator('[data-show="timer"]').innerText(), /^0:0[1-9]$/, "the talk has begun");
  const notes = speaker.locator(".speaker-notes");
  assert.match(await notes.innerText(), /Anxiety likes something it can count/);
  await speaker.getByRole("button", { name: "Notes in Chinese" }).click();
  assert.match(await notes.innerText(), /焦虑总要落在/);
  const size = () => notes.evaluate((element) => parseFloat(element.style.fontSize));
  const first = await size();
  await speaker.getByRole("button", { name: "Larger notes" }).click();
  assert.ok((await size()) > first);
  assert.match(await speaker.locator(".speaker-next").innerText(), /Five hundred times/);
  // The plan follows the length that the speaker has.
  const plan = () => speaker.locator('[data-show="plan"]').innerText().then((text) => text.split(":").reduce((sum, part) => sum * 60 + Number(part), 0));
  const length = speaker.getByLabel("Length (min)");
  const [long, planned] = [Number(await length.inputValue()), await plan()];
  await length.fill(String(long / 2));
  await length.blur();
  assert.ok(Math.abs((await plan()) - planned / 2) <= 1);
  await length.fill("20");
  await speaker.getByRole("button", { name: "Timer" }).click();
  const stopped = await speaker.locator('[data-show="timer"]').innerText();
  // A reload does not lose it: the wall knows.
  await speaker.reload();
  await alive(speaker);
  await wait(speaker, 1200);
  assert.equal(await speaker.locator('[data-show="timer"]').innerText(), stopped);
  assert.equal(await length.inputValue(), "20");
  assert.match(await notes.innerText(), /焦虑总要落在/);
  // Nor do both at once.
  await Promise.all([wall, speaker].map((page) => page.reload()));
  await alive(speaker);
  await wait(speaker, 1200);
  assert.equal(await speaker.locator('[data-show="timer"]').innerText(), stopped);
  assert.equal(await wall.locator(".speaker").isVisible(), false);
});

test("a stranger's window cannot move the slides", async (t) => {
  const { page, close } = await open(browser, site.url + "present.html#cat", { viewport: { width: 1280, height: 720 } });
  t.after(close);
  await page.waitForSelector(".stop.on");
  const stranger = await serve(() => false);
  t.after(() => stranger.close());
  const other = await page.context().newPage();
  await other.goto(stranger.url + "method.html");
  const [target] = await Promise.all([
    page.context().waitForEvent("page"),
    other.evaluate((address) => { window.deck = open(address); }, site.url + "present.html#cat"),
  ]);
  await target.waitForSelector(".stop.on");
  await other.evaluate(() => {
    for (let i = 1; i < 50; i += 1)
      deck.postMessage({ type: "compute-anxiety", from: "x", count: i, speaks: true, kind: "state", at: "end", dark: true, view: "v=1&theme=dark" }, "*");
  });
  await wait(target, 300);
  assert.equal(await at(target), "cat");
  assert.equal(await dark(target), false);
});

test("the single file, opened from a disk, is all of the article and asks for nothing", async (t) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", offline: true });
  await everywhere(context);
  t.after(() => context.close());
  const page = await context.newPage();
  const [requests, faults] = [[], []];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(m.text()));
  const address = String(pathToFileURL(file));
  const live = () => page.waitForFunction((n) => document.querySelectorAll('[data-chart][data-state="ready"]').length === n, FIGURES.length, { timeout: 30000 });
  for (const [path, lang] of [["", "zh-Hans"], ["?page=en/index.html", "en"], ["?page=gallery.html", "zh-Hans"], ["?page=en/gallery.html", "en"]]) {
    await page.goto(address + path);
    await live();
    assert.equal(await page.evaluate(() => document.documentElement.lang), lang);
  }
  for (const path of ["?page=present.html", "?page=en/present.html"]) {
    await page.goto(address + path);
    await alive(page);
  }
  await page.goto(`${address}?page=no/such.html`);
  await live();
  // Its links stay inside: another page, a place on it, the other language, the slides, and back.
  await page.goto(address);
  await live();
  await page.locator('.bar a[href^="index.html"]').click();
  await live();
  await page.locator('.bar a[hreflang="en"]').click();
  await page.waitForURL(/page=en\/index\.html/);
  await page.locator(".fact").first().click();
  await page.waitForURL(/method\.html.*#c-/);
  assert.ok(await page.locator("tr:target, :target").first().isVisible());
  await page.locator('.bar a[href^="present.html"]').click();
  await alive(page);
  await page.evaluate(() => document.documentElement.classList.add("awake"));
  await page.locator('.deck-bar a[href^="index.html"]').click();
  await live();
  // The view is in the address beside the page, and survives a reload.
  await page.locator("#stock").getByRole("button", { name: "Linear" }).first().click();
  await page.waitForURL(/stock\.scale=linear/);
  await page.reload();
  await live();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await page.locator('#stock button[aria-pressed="true"]:has-text("Linear")').count(), 1);
  assert.deepEqual(requests.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url)), []);
  assert.deepEqual(faults, []);
});
