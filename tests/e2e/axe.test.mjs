// axe-core finds nothing, live and static, in both languages and themes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { launch, live, open, serve } from "./page.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

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

for (const path of ["", "en/"]) {
  for (const colorScheme of ["light", "dark"]) {
    for (const state of ["live", "static"]) test(`axe-core: 0 violations, ${path || "zh-Hans"}, ${colorScheme}, ${state}`, async () => {
      const { page, close } = await open(browser, (state === "live" ? site : broken).url + path, { colorScheme, bypassCSP: true });
      if (state === "live") {
        await live(page);
        for (const summary of await page.locator(".live summary:visible").all()) await summary.click();
        await page.locator("button.n").first().click();
      } else {
        await page.waitForSelector('html[data-state="failed"]');
        for (const summary of await page.locator(".static summary:visible").all()) await summary.click();
      }
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run(document));
      assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`), []);
      await close();
    });
  }
}

for (const path of ["method.html", "en/method.html"]) test(`axe-core: 0 violations, ${path}`, async () => {
  const { page, close } = await open(browser, site.url + path, { bypassCSP: true });
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(" | ")}`), []);
  await close();
});
