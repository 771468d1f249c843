// The embed panel's codes, pasted; what hostile addresses and hosts can do; what machines read of a page.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { PNG } from "pngjs";
import { hosts } from "../hosts/serve.mjs";
import { DIST, FIGURES, SITE, launch, live, open, serve, settled } from "./page.mjs";

let browser, site, host;
const pasted = {};
before(async () => {
  assert.ok(SITE, "build with SITE=http://127.0.0.1:<port>/stories/compute/, as `cargo xtask test` does");
  browser = await launch();
  site = await serve(undefined, Number(new URL(SITE).port));
  host = await hosts(site.url, { pages: { "paste.html": () => pasted.html } });
});
after(async () => {
  await browser.close();
  host.close();
  site.close();
});

const version = () => readdirSync(join(DIST, "v"))[0];

/** Opens a figure's embed panel and reads its rows: name → text. */
async function rows(page, figure) {
  const panel = page.locator(figure === "article" ? "footer details.codes" : `#${figure} .live details.codes`);
  if (!(await panel.evaluate((e) => e.open))) await panel.locator("summary").click();
  await panel.locator(".code").first().waitFor();
  const all = await panel.locator(".code").evaluateAll((all) =>
    all.map((e) => [e.querySelector("span").textContent, e.querySelector("textarea").value]));
  return Object.fromEntries(all);
}

/** Puts a code into an otherwise empty page of another site. */
async function paste(t, code, { head = "", scripts = "", html = "" } = {}) {
  pasted.html = `<!doctype html><html lang="en"${html}><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Paste</title>${head}${scripts}</head><body>${code}</body></html>`;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  t.after(() => context.close());
  const page = await context.newPage();
  const [faults, requests] = [[], []];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(m.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(`${host.url}paste.html`);
  return { page, faults, requests };
}

const alive = (page) => page.frames().at(-1).waitForSelector('[data-chart][data-state="ready"]', { timeout: 20000 });

async function works(t, figure, codes, view) {
  const frame = await paste(t, codes["Frame (iframe)"]);
  await frame.page.waitForSelector("iframe");
  await alive(frame.page);
  await settled(frame.page);
  const sizes = await frame.page.evaluate(() => document.querySelector("iframe").offsetHeight);
  const inner = await frame.page.frames().at(-1).evaluate(() => document.body.getBoundingClientRect().height);
  assert.ok(Math.abs(sizes - inner) <= 1, `${figure}: the frame is ${sizes} px high, its content ${inner}`);
  const reserved = Number(/height="(\d+)"/.exec(codes["Frame (iframe)"])[1]);
  assert.deepEqual(frame.faults, [], `${figure} frame`);

  const script = await paste(t, codes["Script (custom element)"], { head: `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${codes["To add to your CSP (element; a frame needs frame-src and script-src only)"].replace("img-src", "img-src data:")}">` });
  await script.page.waitForSelector('compute-anxiety[data-state="ready"]', { timeout: 20000 });
  assert.deepEqual(script.faults, [], `${figure} element`);

  const amp = await paste(t, codes.AMP, { scripts: '<script src="/amp.js"></script>' });
  await amp.page.waitForSelector("iframe");
  await alive(amp.page);
  await settled(amp.page);
  const [high, content] = [await amp.page.evaluate(() => document.querySelector("iframe").offsetHeight), await amp.page.frames().at(-1).evaluate(() => document.body.getBoundingClientRect().height)];
  assert.ok(Math.abs(high - content) <= 5, `${figure} AMP: ${high} px for ${content}`);
  assert.deepEqual(amp.faults, [], `${figure} AMP`);

  const oembed = await paste(t, `<p class="oembed">${codes["oEmbed address (WordPress and others; written view)"]}</p>`, { scripts: '<script src="/wordpress.js"></script>' });
  await oembed.page.waitForSelector("iframe");
  await alive(oembed.page);
  assert.deepEqual(oembed.faults, [], `${figure} oEmbed`);

  const picture = await paste(t, codes.Picture);
  const image = picture.page.locator("img");
  await image.scrollIntoViewIfNeeded();
  await picture.page.waitForFunction(() => document.images[0].complete && document.images[0].naturalWidth > 0);
  const ratio = await image.evaluate((e) => e.naturalHeight / e.naturalWidth / (e.height / e.width));
  assert.ok(Math.abs(ratio - 1) < 0.01, `${figure}: the picture's own proportion is reserved`);
  assert.equal((await image.getAttribute("src")).startsWith("data:"), Boolean(view));
  // In a narrow column of a host without rules for images it keeps its proportion.
  await picture.page.setViewportSize({ width: 390, height: 800 });
  const narrow = await image.evaluate((e) => [e.naturalHeight / e.naturalWidth / (e.height / e.width), document.documentElement.scrollWidth - innerWidth]);
  assert.ok(Math.abs(narrow[0] - 1) < 0.02 && narrow[1] <= 0, `${figure}: ${narrow}`);
  assert.deepEqual(picture.faults, [], `${figure} picture`);
  return { reserved, inner, frame: frame.page, element: script.page };
}

for (const figure of FIGURES) {
  test(`each code of ${figure} works in an empty page as pasted`, async (t) => {
    const { page, faults, close } = await open(browser, `${site.url}en/gallery.html`, { lazy: true });
    await page.locator(`#${figure}`).scrollIntoViewIfNeeded();
    await page.waitForSelector(`#${figure} [data-chart][data-state="ready"]`);
    const { reserved, inner } = await works(t, figure, await rows(page, figure), "");
    // Before the frame speaks, its place is about right: a little too high rather than too low.
    console.log(`${figure}: reserved ${reserved}, needed ${inner.toFixed(0)}`);
    assert.ok(reserved >= inner - 25 && reserved <= inner + 120, `${figure}: ${reserved} px reserved for ${inner}`);
    assert.deepEqual(faults, []);
    await close();
  });
}

test("codes carry the reader's view, the colours, the credit line and the pinned version", async (t) => {
  const { page, close } = await open(browser, `${site.url}en/gallery.html?stock.scale=linear`);
  t.after(close);
  await page.waitForSelector('#stock [data-chart][data-state="ready"]');
  const first = await rows(page, "stock");
  const { frame, element } = await works(t, "stock", first, "linear");
  const pressed = () => frame.frames().at(-1).locator('.live button[aria-pressed="true"]', { hasText: "Linear" }).count();
  assert.equal(await pressed(), 1);
  const inside = await element.evaluate(() => [...document.querySelector("compute-anxiety").shadowRoot.querySelectorAll('.live button[aria-pressed="true"]')].map((e) => e.textContent.trim()));
  assert.ok(inside.includes("Linear"), inside.join());
  const panel = page.locator("#stock .live details.codes");
  for (const name of ["Pinned", "Dark", "Hidden"]) await panel.locator("button", { hasText: name }).click();
  const second = await rows(page, "stock");
  assert.ok(second["Frame (iframe)"].includes(`/v/${version()}/embed/stock.en.html?`));
  assert.match(second["Frame (iframe)"], /theme=dark&amp;brand=none"/);
  assert.match(second["Script (custom element)"], /theme="dark" brand="none"/);
  const dark = await paste(t, second["Frame (iframe)"]);
  await alive(dark.page);
  const guest = dark.page.frames().at(-1);
  assert.equal(await guest.evaluate(() => getComputedStyle(document.documentElement).backgroundColor), "rgb(22, 21, 18)");
  assert.equal(await guest.locator(".credit:visible").count(), 0);
});

test("the whole article is embedded with flat steps and its own height; its notes open where they are read", async (t) => {
  const { page, close } = await open(browser, `${site.url}en/`);
  t.after(close);
  await page.waitForSelector('html[data-state="ready"]');
  const codes = await rows(page, "article");
  assert.deepEqual(Object.keys(codes).length, 6);
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } });
  t.after(() => context.close());
  pasted.html = `<!doctype html><title>Paste</title><body>${codes["Frame (iframe)"]}`;
  const outer = await context.newPage();
  await outer.goto(`${host.url}paste.html`);
  const guest = outer.frames().at(-1);
  await guest.waitForSelector('html[data-state="ready"]');
  await settled(outer);
  const [high, inner] = [await outer.evaluate(() => document.querySelector("iframe").offsetHeight), await guest.evaluate(() => document.body.getBoundingClientRect().height)];
  assert.ok(Math.abs(high - inner) <= 1 && inner > 8000, `${high} px for ${inner}`);
  assert.equal(await guest.evaluate(() => getComputedStyle(document.querySelector(".stage")).position), "static", "nothing stays in view in a frame that does not scroll");
  // Every link leads somewhere, beside the host's page.
  const links = await guest.locator("a[href]").evaluateAll((all) => [...new Set(all.map((a) => a.href.split("#")[0]))]);
  for (const link of links) assert.ok((await outer.request.get(link)).ok(), link);
  const number = guest.locator(".n[popovertarget]").nth(6);
  await number.scrollIntoViewIfNeeded();
  await number.click();
  const [note, card] = [await number.boundingBox(), await guest.locator(".card:popover-open").boundingBox()];
  assert.ok(Math.abs(card.y - (note.y + note.height)) < 40, `the note is at ${note.y}, its card at ${card.y}`);
});

test("every row has a button that copies it", async () => {
  const { page, close } = await open(browser, `${site.url}en/gallery.html`, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.waitForSelector('#spec [data-chart][data-state="ready"]');
  const texts = await rows(page, "spec");
  const panel = page.locator("#spec .live details.codes");
  for (const [name, text] of Object.entries(texts)) {
    await panel.getByRole("button", { name: `Copy ${name}`, exact: true }).click();
    await page.waitForFunction((text) => navigator.clipboard.readText().then((now) => now.replace(/\r/g, "") === text), text);
  }
  await close();
});

test("ten thousand random messages from a hostile host change nothing and raise nothing", async (t) => {
  const { page } = await paste(t, `<iframe src="${site.url}embed/stock.en.html#?secret=abc" title="stock" width="900" height="1300"></iframe>`);
  await page.evaluate(() => {
    window.said = 0;
    addEventListener("message", () => {
      window.said += 1;
      window.lastly = performance.now();
    });
  });
  await alive(page);
  const guest = page.frames().at(-1);
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (m) => /error|warning/.test(m.type()) && faults.push(m.text()));
  await settled(page);
  const state = () => guest.evaluate(() => document.documentElement.outerHTML + document.querySelector("canvas").toDataURL());
  const before = await state();
  const errors = guest.evaluate(() => new Promise((done) => {
    const seen = [];
    addEventListener("error", (event) => seen.push(event.message));
    setTimeout(() => done(seen), 4000);
  }));
  await page.evaluate(() => {
    let seed = 1;
    const random = (n) => (seed = (seed * 48271) % 2147483647) % n;
    const words = ["ready", "height", "theme", "state", "__proto__", "constructor", "stock.scale=linear", "<img src=x onerror=hit()>",
      "pymxPYMxxxPYMxheightxPYMx9", "compute-anxiety", "embed-size", "amp", "javascript:hit()", "", "\u0000", "abc", "abd"];
    const value = (depth) => [() => words[random(words.length)], () => random(1e9) - 5e8, () => null, () => undefined, () => NaN,
      () => [value(depth + 1)], () => new Date(random(1e9)), () => new ArrayBuffer(random(64)), () => random(2) === 0, () => BigInt(random(1e9)),
      () => `{"${words[random(words.length)]}":${random(100)}}`, () => object(depth + 1)][depth > 3 ? random(5) : random(12)]();
    const keys = ["type", "message", "secret", "sentinel", "datawrapper-height", "data", "figure", "view", "height", "value", "event"];
    const object = (depth) => Object.fromEntries(Array.from({ length: random(6) }, () => [keys[random(keys.length)], value(depth)]));
    const frame = document.querySelector("iframe").contentWindow;
    window.said = 0;
    for (let i = 0; i < 10000; i += 1) frame.postMessage(value(0), "*");
  });
  assert.deepEqual(await errors, []);
  assert.deepEqual(faults, []);
  assert.equal(await state(), before);
  // A message that is meant, ten thousand times: the height again, not ten thousand times.
  await page.evaluate(() => {
    window.said = 0;
    window.asked = performance.now();
    const frame = document.querySelector("iframe").contentWindow;
    for (let i = 0; i < 10000; i += 1) frame.postMessage({ message: "ready", secret: "abc" }, "*");
  });
  await page.waitForFunction(() => window.said >= 2);
  await page.waitForTimeout(1500);
  // An answer is two messages; one each 50 ms, however long it takes to hear all.
  const [said, took] = await page.evaluate(() => [window.said, window.lastly - window.asked]);
  assert.ok(said <= 2 * (took / 50 + 1), `${said} answers in ${took} ms`);
  assert.equal(await state(), before);
});

test("hostile words in an address never reach the markup", async (t) => {
  const bad = `"><img src=x onerror=hit()><script>hit()</script>`;
  const keys = ["theme", "motion", "brand", "accent", "static", "childId", "id", "at", "v", "stock.scale", "cases.find", "cases.q", "race.at", "adoption.seed", "initialWidth", "parentUrl", "lang", bad];
  // With `static` alone the article would load nothing that could go wrong.
  const query = (figure) => keys.filter((key) => figure !== "article" || key !== "static").map((key) => `${encodeURIComponent(key)}=${encodeURIComponent(bad)}`).join("&");
  for (const figure of ["stock", "cases", "article"]) {
    const address = `${site.url}embed/${figure}.en.html?${query(figure)}#?secret=${encodeURIComponent(bad)}`;
    const { page, faults } = await paste(t, `<iframe src="${address.replaceAll("&", "&amp;")}" title="x" width="900" height="1300"></iframe>`);
    const guest = page.frames().at(-1);
    await guest.waitForSelector(figure === "article" ? 'html[data-state="ready"]' : '[data-chart][data-state="ready"]');
    await settled(page);
    const html = await guest.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!/onerror|hit\(\)/.test(html.replace(/<textarea[\s\S]*?<\/textarea>/g, "")), figure);
    assert.equal(await guest.locator("img").count(), 0);
    assert.equal(await guest.evaluate(() => document.documentElement.getAttribute("style")), null, "no accent from a word that is none");
    assert.deepEqual(faults, []);
  }
});

test("an accent reads on both papers, whatever the host asks for", async (t) => {
  const ratio = (a, b) => {
    const light = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const [x, y] = [light(a), light(b)].sort((p, q) => p - q);
    return (y + 0.05) / (x + 0.05);
  };
  for (const accent of ["ffff00", "0a0a0a", "808080", "0b6e4f", "e6007e"]) {
    for (const theme of ["light", "dark"]) {
      const { page, close } = await open(browser, `${site.url}embed/stock.en.html?accent=${accent}&theme=${theme}`);
      t.after(close);
      await page.waitForSelector('[data-chart][data-state="ready"]');
      const [paper, compute] = await page.evaluate(() => {
        const probe = document.querySelector(".probe");
        return ["--paper", "--compute"].map((token) => {
          probe.style.color = `var(${token})`;
          return getComputedStyle(probe).color.match(/\d+/g).slice(0, 3).map(Number);
        });
      });
      assert.ok(ratio(paper, compute) >= 4.45, `${accent} on ${theme}: ${ratio(paper, compute).toFixed(2)}`);
      const inked = await page.evaluate(([r, g, b]) => {
        const canvas = document.querySelector("canvas");
        const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height });
        const context = copy.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let n = 0;
        for (let i = 0; i < data.length; i += 4)
          if (data[i + 3] > 200 && Math.abs(data[i] - r) + Math.abs(data[i + 1] - g) + Math.abs(data[i + 2] - b) < 12) n += 1;
        return n;
      }, compute);
      assert.ok(inked > 200, `the canvas wears ${accent} on ${theme}`);
    }
  }
});

test("static asks for nothing but the picture, and for the wasm only where another view is wanted", async (t) => {
  for (const [query, wasm] of [["?static&utm.source=x", 0], ["?static&stock.scale=linear", 1]]) {
    const { page, requests } = await paste(t, `<iframe src="${site.url}embed/stock.en.html${query}" title="x" width="900" height="900"></iframe>`);
    if (wasm) await alive(page);
    await page.waitForTimeout(wasm ? 500 : 4000);
    const guest = page.frames().at(-1);
    assert.equal(requests.filter((url) => /\.wasm$|compute-anxiety-\w+\.js$/.test(url)).length, 2 * wasm, query);
    assert.equal(await guest.locator("figure :is(.controls, .cursor, .brush, .take):visible").count(), 0, query);
    assert.ok(await guest.locator(wasm ? ".live canvas" : ".static svg.wide").first().isVisible());
  }
});

test("where the host's rules forbid wasm or reading, the element falls back to a frame; where they forbid frames, to its picture", async (t) => {
  const element = '<compute-anxiety figure="spec" lang="en"><svg viewBox="0 0 800 600" width="100%" role="img" aria-label="H20"><image href="' +
    `${site.url}pictures/spec.en.svg" width="800" height="600"/></svg></compute-anxiety><script async src="${site.url}embed.js"></script>`;
  const at = site.url;
  for (const [policy, state] of [
    [`script-src ${at}; style-src ${at}; connect-src ${at}; img-src ${at}; frame-src ${at}`, "frame"],
    [`script-src ${at}; img-src ${at}; frame-src ${at}`, "frame"],
    [`script-src ${at}; img-src ${at}`, "picture"],
    [`img-src ${at}`, ""],
  ]) {
    const head = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; ${policy}">`;
    const { page } = await paste(t, element, { head });
    if (state === "frame") {
      await page.waitForSelector('compute-anxiety[data-state="frame"]', { timeout: 20000 });
      const guest = page.frames().at(-1);
      await guest.waitForSelector('[data-chart][data-state="ready"]');
      await settled(page);
      const [high, inner] = [await page.evaluate(() => document.querySelector("compute-anxiety").shadowRoot.querySelector("iframe").offsetHeight), await guest.evaluate(() => document.body.getBoundingClientRect().height)];
      assert.ok(Math.abs(high - inner) <= 1, `${policy}: ${high} px for ${inner}`);
      // What the frame says is said by the element, and kept by it.
      await page.evaluate(() => document.addEventListener("compute-anxiety:view", ({ target, detail }) => (target.dataset.heard = detail)));
      await guest.locator(".live .choice button").nth(1).click();
      await page.waitForSelector('compute-anxiety[data-heard^="v=1&spec."]');
    } else {
      await page.waitForTimeout(2500);
      assert.equal(await page.locator("compute-anxiety").getAttribute("data-state"), state || null);
      assert.ok(await page.locator("compute-anxiety > svg").isVisible());
    }
  }
});

test("an element that goes takes its figure with it, and one that moves keeps its view", async (t) => {
  const { page, faults } = await paste(t, `<div id="a"><compute-anxiety figure="stock" lang="en"></compute-anxiety></div><div id="b"></div><script async src="${site.url}embed.js"></script>`);
  await page.evaluate(() => {
    window.views = [];
    document.addEventListener("compute-anxiety:view", (event) => views.push([event.target.localName, event.detail]));
  });
  const ready = () => page.waitForSelector('compute-anxiety[data-state="ready"]');
  await ready();
  await page.locator("compute-anxiety .live button", { hasText: "Linear" }).click();
  await page.waitForFunction(() => views.length === 1);
  assert.deepEqual(await page.evaluate(() => views), [["compute-anxiety", "v=1&stock.scale=linear"]]);
  await page.evaluate(() => document.querySelector("#b").append(document.querySelector("compute-anxiety")));
  await page.waitForTimeout(300);
  await ready();
  assert.equal(await page.locator('compute-anxiety .live button[aria-pressed="true"]', { hasText: "Linear" }).count(), 1);
  await page.evaluate(() => document.querySelector("compute-anxiety").setAttribute("figure", "stock"));
  await page.waitForTimeout(100);
  assert.equal(await page.locator("compute-anxiety").getAttribute("data-state"), "ready", "an attribute set to what it was changes nothing");
  // Moved before the view has been told.
  await page.locator("compute-anxiety .live button", { hasText: "Log" }).click();
  await page.evaluate(() => document.querySelector("#a").append(document.querySelector("compute-anxiety")));
  await page.waitForTimeout(300);
  await ready();
  assert.equal(await page.locator('compute-anxiety .live button[aria-pressed="true"]', { hasText: "Log" }).count(), 1);
  await page.evaluate(() => document.querySelector("compute-anxiety").setAttribute("view", "v=1&stock.view=peers"));
  await page.waitForTimeout(300);
  await ready();
  assert.equal(await page.locator('compute-anxiety .live button[aria-pressed="true"]', { hasText: "Against peers" }).count(), 1);
  await page.evaluate(() => document.querySelector("compute-anxiety").remove());
  await page.waitForTimeout(300);
  assert.equal(await page.locator("canvas").count(), 0);
  assert.deepEqual(faults, []);
});

test("another site's page stays as it was: its root, its address, its globals, its own figures", async (t) => {
  const own = '<div data-tool="theme">ours</div><div class="probe">ours</div><figure data-figure="spec"><div data-chart="spec"><div class="live">ours</div></div></figure><p data-notice="" hidden="">ours</p>';
  const html = ' data-lang="en" data-embed="stock" data-theme="x" data-state="y" data-motion="z" data-version="w"';
  const { page, faults } = await paste(t, `<div id="own">${own}</div><compute-anxiety figure="stock" lang="en"></compute-anxiety>`, { html });
  const globals = await page.evaluate(() => {
    history.replaceState(null, "", "?keep=1#here");
    return Object.getOwnPropertyNames(window);
  });
  await page.addScriptTag({ url: `${site.url}embed.js` });
  await page.waitForSelector('compute-anxiety[data-state="ready"]');
  await page.locator("compute-anxiety .live button", { hasText: "Linear" }).click();
  await page.locator("compute-anxiety .live .robust summary").click();
  await page.locator("compute-anxiety .live .robust li button").first().click();
  await page.waitForTimeout(900);
  assert.equal(await page.evaluate(() => location.search + location.hash), "?keep=1#here");
  assert.equal(await page.locator("#own").innerHTML(), own);
  const root = await page.evaluate(() => [...document.documentElement.attributes].map((a) => ` ${a.name}="${a.value}"`).slice(1).join(""));
  assert.equal(root, html);
  assert.deepEqual(await page.evaluate((before) => Object.getOwnPropertyNames(window).filter((name) => !before.includes(name)), globals), []);
  assert.deepEqual(faults, []);
});

test("hostile attributes and messages do nothing in the host's page", async (t) => {
  const bad = "&quot;&gt;&lt;img src=x onerror=hit()&gt;";
  const { page } = await paste(t, `<iframe id="other" title="other" srcdoc="<p>x</p>" height="50"></iframe>
    <compute-anxiety figure="stock" lang="${bad}" view="${bad}&amp;stock.scale=${bad}" theme="${bad}" accent="${bad}" brand="${bad}"></compute-anxiety>
    <compute-anxiety figure="../../${bad}" lang="en"></compute-anxiety><script async src="${site.url}embed.js"></script>`);
  await page.waitForSelector('compute-anxiety[data-state="ready"]');
  await page.evaluate(async () => {
    const other = document.querySelector("#other");
    const script = (height) => `<script>parent.postMessage({ sentinel: "amp", "datawrapper-height": { x: 1 }, height: ${height} }, "*")<\/script>`;
    for (const height of ["9999", "NaN", "-5", "1e9", "'<img>'", "{}"]) {
      other.srcdoc = script(height);
      await new Promise((done) => (other.onload = done));
      postMessage({ "datawrapper-height": { x: 1 }, height: 9999, type: "compute-anxiety", event: "view", view: "x" }, "*");
    }
  });
  await page.waitForTimeout(300);
  assert.equal(await page.locator("#other").getAttribute("height"), "50", "a frame from elsewhere is not touched");
  assert.equal(await page.evaluate(() => document.querySelectorAll("img").length + document.querySelector("compute-anxiety").shadowRoot.querySelectorAll("img").length), 0);
  const second = page.locator("compute-anxiety").nth(1);
  assert.equal(await second.getAttribute("data-state"), "picture");
  assert.equal(await second.evaluate((e) => e.shadowRoot.querySelectorAll("iframe").length), 0, "what does not exist is not framed");
});

test("a trap in the shared wasm brings every written figure back, once, and is told to the host", async (t) => {
  const two = ["stock", "spec"].map((figure) => `<compute-anxiety figure="${figure}" lang="en"></compute-anxiety>`).join("");
  const { page } = await paste(t, `${two}<script async src="${site.url}embed.js"></script>`);
  await page.waitForSelector('compute-anxiety[figure="stock"][data-state="ready"]');
  await page.locator('compute-anxiety[figure="spec"]').scrollIntoViewIfNeeded();
  await page.waitForSelector('compute-anxiety[figure="spec"][data-state="ready"]');
  // Other wasm on the host's page may trap as it likes.
  await page.evaluate(() => setTimeout(() => {
    throw new WebAssembly.RuntimeError("not ours");
  }));
  await page.waitForTimeout(200);
  assert.equal(await page.locator('compute-anxiety[data-state="ready"]').count(), 2);
  // A real one: its memory is overwritten, then a hand moves.
  await page.evaluate(async () => {
    window.failed = [];
    document.addEventListener("compute-anxiety:failed", ({ target }) => failed.push(target.getAttribute("figure")));
    const glue = performance.getEntriesByType("resource").map((e) => e.name).find((name) => /compute-anxiety-\w+\.js$/.test(name));
    const exports = await (await import(glue)).default();
    new Uint8Array(exports.memory.buffer).fill(0xff, 1 << 20);
  });
  await page.locator('compute-anxiety[figure="spec"] .live .choice button').nth(1).click();
  await page.waitForFunction(() => failed.length === 2, undefined, { timeout: 10000 });
  assert.equal(await page.locator('compute-anxiety[data-state="static"]').count(), 2);
  for (const figure of ["stock", "spec"]) assert.ok(await page.locator(`compute-anxiety[figure="${figure}"] .static .plot > svg:visible`).count() === 1, figure);
  // Nothing is mounted into it any more.
  await page.evaluate(() => document.querySelector("compute-anxiety").setAttribute("theme", "dark"));
  await page.waitForTimeout(800);
  assert.equal(await page.locator("compute-anxiety").first().getAttribute("data-state"), "static");
  assert.equal(await page.evaluate(() => failed.length), 2);
});

test("search engines and networks get whole addresses, both languages, structured data and cards of the right size", async () => {
  for (const [file, tag, folder] of [["index.html", "zh-Hans", ""], ["en/index.html", "en", "en/"]]) {
    const html = readFileSync(join(DIST, file), "utf8");
    const one = (pattern) => pattern.exec(html)?.[1];
    assert.equal(one(/<link rel="canonical" href="([^"]+)"/), SITE + folder);
    for (const [lang, path] of [["zh-Hans", ""], ["en", "en/"], ["x-default", ""]])
      assert.equal(one(new RegExp(`hreflang="${lang}" href="([^"]+)"`)), SITE + path);
    assert.equal(one(/property="og:image" content="([^"]+)"/), `${SITE}cards/article.${tag}.png`);
    assert.equal(one(/property="og:url" content="([^"]+)"/), SITE + file);
    const data = JSON.parse(one(/<script type="application\/ld\+json">(.*?)<\/script>/s));
    assert.equal(data["@type"], "OpinionNewsArticle");
    assert.equal(data.inLanguage, tag);
    assert.ok(html.includes(`<code>${data.version}</code>`));
    assert.equal(data.version, version());
    assert.ok(readFileSync(join(DIST, folder, "method.html"), "utf8").includes('id="corrections"'));
    assert.match(data.publisher.correctionsPolicy, /method\.html#corrections$/);
    const method = readFileSync(join(DIST, folder, "method.html"), "utf8");
    const sets = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(method)[1])["@graph"];
    assert.equal(sets.length, JSON.parse(readFileSync("public/data/datapackage.json", "utf8")).resources.length);
    for (const set of sets) assert.ok(readFileSync(join(DIST, set.distribution.contentUrl.replace(SITE, ""))).length > 0);
  }
  for (const figure of [...FIGURES, "article"]) {
    for (const lang of ["zh-Hans", "en"]) {
      const name = `${figure}.${lang}`;
      const card = PNG.sync.read(readFileSync(join(DIST, `cards/${name}.png`)));
      assert.deepEqual([card.width, card.height], [1200, 630], name);
      const html = readFileSync(join(DIST, `embed/${name}.html`), "utf8");
      assert.ok(html.includes('<meta name="robots" content="noindex">'), name);
      assert.ok(html.includes(`href="${SITE}oembed/${name}.json"`), name);
      const answer = JSON.parse(readFileSync(join(DIST, `oembed/${name}.json`), "utf8"));
      assert.equal(answer.version, "1.0");
      assert.equal(answer.type, "rich");
      assert.ok(answer.html.startsWith(`<iframe src="${SITE}embed/${name}.html"`), name);
      assert.ok(Number.isInteger(answer.height) && Number.isInteger(answer.width), name);
    }
  }
});

test("the build lies a second time in a folder of its version, byte for byte", () => {
  const files = (folder, under = "") => readdirSync(join(folder, under), { withFileTypes: true }).flatMap((entry) => {
    const path = join(under, entry.name);
    if (entry.isDirectory()) return ["v", "kit", "handout"].includes(path) ? [] : files(folder, path);
    // What never changes needs no worker that asks for changes.
    return path === "sw.js" ? [] : [path];
  });
  const pinned = join(DIST, "v", version());
  assert.equal(readdirSync(join(DIST, "v")).length, 1);
  assert.deepEqual(files(pinned).sort(), files(DIST).sort());
  for (const file of files(pinned)) assert.ok(readFileSync(join(pinned, file)).equals(readFileSync(join(DIST, file))), file);
  assert.match(version(), /^\d+\.\d+\.\d+-[0-9a-f]{8}$/);
});
