// The policy that every page ships with: nothing that a reader can do breaks it, and nothing is asked of other sites.
// And where markup is made from text, in the sources: each place by name, with the reason why it is safe.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, FIGURES, FULL, everywhere, launch, serve } from "./page.mjs";
import { row } from "./rows.mjs";
import { alive } from "./talk.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
// A plain run goes without the gallery, whose figures are the article's, takes each embed in one
// language, and of the single file the two articles.
const PAGES = ["index", "method", ...(FULL ? ["gallery"] : [])].flatMap((name) => [`${name}.html`, `en/${name}.html`]);
const SLIDES = ["present.html", "en/present.html"];
const EMBEDS = readdirSync(join(DIST, "embed")).sort().map((name) => `embed/${name}`);
const SINGLE = "compute-anxiety.html";

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve();
});
after(async () => {
  await browser.close();
  site.close();
});

/** Opens a page, has `use` use it, and wants neither a breach of the policy nor any error nor a foreign request. */
async function keeps(path, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", permissions: ["clipboard-write"] });
  const faults = [];
  context.on("weberror", (error) => faults.push(error.error().message));
  context.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(m.text()));
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site.origin) && !/^(data|blob):/.test(url)) faults.push(`request to ${url}`);
  });
  try {
    await everywhere(context);
    await context.addInitScript(() => {
      globalThis.breaches = [];
      addEventListener("securitypolicyviolation", (event) => breaches.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
    });
    const page = await context.newPage();
    await page.goto(site.url + path);
    await use(page);
    assert.deepEqual([...faults, ...(await page.evaluate(() => breaches))], [], path);
  } finally {
    await context.close();
  }
}

/** In the page: one of each kind of control in every figure is used, every fold opened; in the first figure all files are taken. */
const useAll = async () => {
  const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  const figures = [...document.querySelectorAll("[data-figure] .live")];
  let used = 0;
  for (const [i, live] of figures.entries()) {
    for (const summary of live.querySelectorAll("summary")) summary.click();
    await frame();
    const press = [...live.querySelectorAll('.controls .choice button[aria-pressed="false"]:enabled, .markers button, .tools button')];
    // One of each group.
    const first = press.filter((button) => button === press.find((other) => other.parentElement === button.parentElement));
    const away = i === 0 ? [...live.querySelectorAll(".take:not(.codes) button")] : [];
    for (const button of [...first, ...away]) {
      if (!button.isConnected) continue;
      button.click();
      used += 1;
      await frame();
    }
    for (const input of live.querySelectorAll("input[type=range], input[type=search]")) {
      input.value = input.type === "search" ? "a" : input.max;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      used += 1;
      await frame();
    }
    const { left, top } = live.querySelector("canvas").getBoundingClientRect();
    for (const type of ["pointermove", "pointerdown", "pointerup", "click", "pointerleave"])
      live.querySelector("canvas").dispatchEvent(new PointerEvent(type, { clientX: left + 200, clientY: top + 100, bubbles: true, pointerType: "mouse", pointerId: 1 }));
  }
  for (const fold of document.querySelectorAll("footer summary")) fold.click();
  for (const button of document.querySelectorAll("[data-tool] button:enabled, .n[popovertarget]")) {
    button.click();
    used += 1;
  }
  await frame();
  return { used, tables: document.querySelectorAll(".live .data tbody").length, codes: document.querySelectorAll(".live .code textarea").length };
};

/** A page with so many figures. */
const used = (figures) => async (page) => {
  await page.waitForSelector('html[data-state="ready"]', { timeout: 30000 });
  await page.waitForFunction((n) => document.querySelectorAll('[data-figure][data-state="ready"]').length === n, figures, { timeout: 30000 });
  const seen = await page.evaluate(useAll);
  await page.waitForTimeout(600);
  assert.equal(seen.tables, figures);
  assert.ok(seen.codes >= 4 * figures, `${seen.codes} codes`);
  assert.ok(seen.used >= 4 * figures, `${seen.used} controls`);
  assert.equal(await page.getAttribute("html", "data-state"), "ready");
};

const has = (path) => (path.includes("method") ? 0 : path.startsWith("embed/") && !path.includes("article") ? 1 : FIGURES.length);

/** All paths, two at a time. */
const all = async (paths, use) => {
  const left = [...paths];
  const worker = async () => {
    for (let path = left.shift(); path; path = left.shift()) await keeps(path, use(path));
  };
  const ends = await Promise.allSettled([worker(), worker()]);
  for (const { status, reason } of ends) if (status === "rejected") throw reason;
  return paths.length;
};

test("pages keep their policy, whatever is used", () => row("policy: the pages", () => all(PAGES, (path) => used(has(path)))));

test("embeds keep their policy", () => row("policy: the embeds", () => {
  assert.equal(EMBEDS.length, 2 * (FIGURES.length + 1));
  return all(EMBEDS.filter((_, i) => FULL || i % 2 === (i >> 1) % 2), (path) => used(has(path)));
}));

test("the slides keep their policy", () => row("policy: the slides", () => all(SLIDES, () => async (page) => {
  await alive(page);
  for (const key of [..."b o ? p g 7 c".split(" "), "Escape", ...Array(12).fill("PageDown")]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(30);
  }
})));

test("the single file keeps its policy", () => row("policy: the single file", () =>
  all(["", "?page=en/index.html", ...(FULL ? ["?page=en/gallery.html", "?page=method.html"] : [])].map((query) => SINGLE + query), (path) => used(has(path)))));

// [file, line, why]
const MARKUP = [
  ["src/ui/article.rs", `Block::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),`,
    "written on the host from content/*.md, whose texts are escaped"],
  ["src/ui/article.rs", `<div inner_html=picture></div>`, "written on the host: our own SVG, whose texts are escaped"],
  ["src/ui/article.rs", `<div class="prose" inner_html=step.html></div>`, "written on the host, as all prose"],
  ["src/ui/deck.rs", `let inside = view! { <p class="say" inner_html=told.stop.slide.clone()></p> {squares} };`, "written on the host, as all prose"],
  ["src/ui/deck.rs", `let say = (!key.is_empty()).then(|| view! { <p class="say" inner_html=key></p> });`, "written on the host, as all prose"],
  ["src/ui/deck.rs", `<div class="plot" inner_html=drawing></div>`, "written on the host: our own SVG"],
  ["src/ui/method.rs", `<div class="prose" inner_html=text></div>`, "written on the host, as all prose"],
  ["src/ui/plot.rs", `return view! { <div class="plot" inner_html=pictures></div> }.into_any();`,
    "on the host alone (a live figure returns before): our own SVG, whose texts are escaped"],
  ["src/ui/start.rs", `place.set_inner_html("");`, "empties an element"],
  ["src/ui/table.rs", `<div class="scroll" tabindex="0" role="region" aria-label=label inner_html=table></div>`,
    "in the browser: every cell goes through chart::escape, also those of a reader's own file"],
  ["public/embed.js", `return new DOMParser().parseFromString(html, "text/html");`,
    "a page of ours, from our own address; scripts in it do not run, and only its <main> is taken"],
];
const SINKS = /inner_?html|outer_?html|insert_?adjacent_?html|document\.write|contextual_?fragment|DOMParser|dom_parser|srcdoc|set_?html|\beval\(|new Function|js_sys::eval/i;

test("markup is made from text where it is known to be safe, and nowhere else", () => row("policy: markup from text", () => {
  const sources = ["src", "public"].flatMap((folder) => readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => /\.(rs|js)$/.test(name)).map((name) => `${folder}/${name}`));
  assert.ok(sources.length > 100, "the sources are read");
  const found = sources.sort().flatMap((name) => readFileSync(join(ROOT, name), "utf8").split("\n")
    .filter((line) => SINKS.test(line)).map((line) => `${name}: ${line.trim()}`));
  assert.deepEqual(found.sort(), MARKUP.map(([name, line]) => `${name}: ${line}`).sort());
  assert.ok(MARKUP.every(([, , why]) => why));
  return sources.length;
}));
