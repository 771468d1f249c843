// axe-core finds nothing: every page, language and theme, live and static, with everything folded and unfolded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { FULL, launch, live, open, serve } from "./page.mjs";
import { alive } from "./talk.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// A plain run takes Chinese by day and English by night, one of them where less is at stake, and the figures in the
// article alone.
const [DAY, NIGHT] = [["", "light"], ["en/", "dark"]];
const PAPERS = [DAY, NIGHT, ...(FULL ? [["", "dark"], ["en/", "light"]] : [])];

let browser, site, broken;
before(async () => {
  browser = await launch();
  site = await serve();
  broken = await serve((file, response) => file.endsWith(".wasm") && (response.writeHead(404).end(), true));
});
after(async () => {
  await browser.close();
  site.close();
  broken.close();
});

async function check(page, state, inside = "html") {
  const { violations } = await page.evaluate((inside) => {
    // What a live figure hides from everyone is more than half of a page, and is looked at where it shows.
    for (const written of document.querySelectorAll("[data-state='ready'] > [data-chart] > .static")) written.remove();
    return globalThis.axe.run(inside);
  }, inside);
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`), [], state);
}

const unfold = (page, inside) => page.evaluate((inside) => {
  for (const details of document.querySelectorAll(inside + " details")) details.open = true;
}, inside);

const PAGES = ["index.html", "method.html", ...(FULL ? ["gallery.html"] : [])];

for (const [lang, theme] of PAPERS) for (const name of PAGES) {
  test(`axe-core: 0 violations, ${lang}${name}, ${theme}`, async () => {
    const options = { bypassCSP: true, colorScheme: theme };
    const { page, close } = await open(browser, site.url + lang + name, options);
    if (name !== "method.html") await live(page);
    await page.evaluate(AXE);
    await check(page, "folded");
    if (name !== "method.html") {
      await unfold(page, ".live");
      // A closed clipboard shows its text; a marker that is pressed, a cursor that speaks.
      await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new Error("closed")); });
      await page.locator("#stock .live .take:not(.codes) .choice").last().locator("button").nth(1).click();
      await page.locator("#stock .live .take:not(.codes) textarea").waitFor();
      await page.locator("#stock .live .markers button").first().click();
      await check(page, "unfolded");
    }
    if (name === "index.html") {
      await page.locator("button.n").first().click();
      await page.locator(".card:popover-open").waitFor();
      await check(page, "a note open", ".card:popover-open");
    }
    await close();
  });
}

for (const [lang, theme] of FULL ? PAPERS : [NIGHT]) {
  test(`axe-core: 0 violations, ${lang || "zh-Hans"}, ${theme}, static`, async () => {
    const { page, close } = await open(browser, broken.url + lang, { bypassCSP: true, colorScheme: theme });
    await page.waitForSelector('html[data-state="failed"]');
    await unfold(page, ".static");
    await page.evaluate(AXE);
    await check(page, "static");
    await close();
  });
}

for (const [what, options, path] of [
  ["forced colours", { forcedColors: "active" }, "en/"],
  ["a phone", { viewport: { width: 390, height: 800 } }, ""],
  ...(FULL ? [["the theme named in the address", { colorScheme: "light" }, "?theme=dark"]] : []),
]) test(`axe-core: 0 violations, ${what}`, async () => {
  const { page, close } = await open(browser, site.url + path, { bypassCSP: true, ...options });
  await live(page);
  await unfold(page, ".live");
  await page.evaluate(AXE);
  await check(page, what);
  await close();
});

for (const [name, query] of [["stock.zh-Hans", ""], ["race.en", "?theme=dark&accent=ffff00"], ["spec.en", "?static"], ["article.en", ""]]) {
  test(`axe-core: 0 violations, embed/${name}.html${query}`, async () => {
    const { page, close } = await open(browser, `${site.url}embed/${name}.html${query}`, { bypassCSP: true });
    if (!query.includes("static")) await page.waitForSelector('[data-chart][data-state="ready"]');
    await page.evaluate(AXE);
    await check(page, "embedded");
    await close();
  });
}

for (const [lang, theme] of FULL ? PAPERS : [DAY]) {
  test(`axe-core: 0 violations, ${lang}present.html, ${theme}`, async () => {
    for (const query of ["", "?speaker"]) {
      const options = { bypassCSP: true, colorScheme: theme, viewport: { width: 1366, height: 768 } };
      const { page, close } = await open(browser, `${site.url}${lang}present.html${query}#start`, options);
      await alive(page);
      await page.evaluate(AXE);
      // By night the same in other colours: one slide of each kind will do.
      const more = theme === "light" && !query ? ["guess", "captured-1", "first-race-2", "cases", "adoption", "end"] : [];
      for (const anchor of ["start", "cat", "five-hundred-1", ...more]) {
        await page.evaluate((anchor) => (location.hash = anchor), anchor);
        await page.mouse.move(600, 300 + Math.random());
        await page.waitForTimeout(300); // the bar has come
        await check(page, `${query}#${anchor}`);
      }
      for (const key of query ? ["o", "?"] : ["o", "?", "c"]) {
        await page.keyboard.press(key);
        await page.waitForTimeout(100);
        await check(page, `${query} panel ${key}`);
        await page.keyboard.press("Escape");
      }
      await close();
    }
  });
}
