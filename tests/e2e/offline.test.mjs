// The article without a network: saved after one visit, never of two versions, never another without the reader's word.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, everywhere, launch, live, serve } from "./page.mjs";
import { row } from "./rows.mjs";
import { alive, shows as stops, withSpeaker } from "./talk.mjs";

const QUIET = 9000; // ms after which a page that registers has registered
const SAVING = { timeout: 30000 };
const PAGES = ["", "en/", "method.html", "en/method.html", "gallery.html", "en/gallery.html"];
const SLIDES = ["present.html", "en/present.html"];
const WORKER = readFileSync(join(DIST, "sw.js"), "utf8");
const FILES = JSON.parse(/const FILES = (\{.*?\});/.exec(WORKER)[1]);
const VERSION = /const VERSION = "(.*?)"/.exec(WORKER)[1];
const HTML = Object.keys(FILES).filter((name) => name.endsWith(".html"));

const digest = (bytes) => createHash("sha256").update(bytes).digest("base64");

let browser, folder, one, two;
before(async () => {
  browser = await launch();
  folder = mkdtempSync(join(tmpdir(), "compute-anxiety-offline-"));
  one = edition("one");
  two = edition("two");
});
after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A build of its own: its word stands in its pages, its style sheet, its loader and a table; names are by bytes. */
function edition(word) {
  const to = join(folder, word);
  const embeds = ["embed/stock.en.html", "embed.js", ...readdirSync(DIST).filter((f) => /^(figure|frame|shadow)-/.test(f))];
  for (const name of [...Object.keys(FILES), ...embeds]) {
    mkdirSync(dirname(join(to, name)), { recursive: true });
    cpSync(join(DIST, name), join(to, name));
  }
  const version = `${VERSION}-${word}`;
  let names = Object.keys(FILES);
  let page = (html) => html.replaceAll(VERSION, version).replaceAll("</h1>", ` ${word}</h1>`);
  const rename = (start, change) => {
    const old = names.find((name) => name.startsWith(start));
    const bytes = change(readFileSync(join(to, old), "utf8"));
    const name = old.replace(/[0-9a-f]{16}/, createHash("sha256").update(bytes).digest("hex").slice(0, 16));
    rmSync(join(to, old));
    writeFileSync(join(to, name), bytes);
    names = names.map((known) => (known === old ? name : known));
    const before = page;
    page = (html) => before(html).replaceAll(old, name);
  };
  const dressed = (css) => `${css} :root { --edition: ${word} }`;
  rename("style-", dressed);
  // The sheet stands in the page, and the page's policy names it by its hash.
  const hash = (css) => createHash("sha256").update(css).digest("base64");
  const named = page;
  page = (html) => {
    const [, css] = /<style[^>]*>([^]*?)<\/style>/.exec(html);
    return named(html.replace(css, () => dressed(css)).replace(hash(css), hash(dressed(css))));
  };
  rename("boot-", (js) => `${js}document.documentElement.dataset.edition = "${word}";\n`);
  for (const name of [...HTML, "embed/stock.en.html"]) writeFileSync(join(to, name), page(readFileSync(join(to, name), "utf8")));
  const table = join(to, "data/hype.csv");
  writeFileSync(table, `${readFileSync(table, "utf8")}${word}\n`);
  const files = Object.fromEntries(names.map((name) => [name, digest(readFileSync(join(to, name)))]));
  const worker = WORKER.replace(JSON.stringify(FILES), JSON.stringify(files)).replace(`"${VERSION}"`, `"${version}"`);
  writeFileSync(join(to, "sw.js"), worker);
  return { word, version, names, to };
}

/** A server whose folder can be changed, that can be stopped and comes back at the same address. */
async function house(t, first = { to: DIST }, change = undefined) {
  const house = { shown: first };
  let site = await serve(change, 0, () => house.shown.to);
  const port = Number(new URL(site.url).port);
  house.url = site.url;
  house.stop = () => site.close();
  house.back = async () => (site = await serve(change, port, () => house.shown.to));
  t.after(() => site.close());
  return house;
}

/** One reader's browser: what is saved lasts as long as the context. */
async function reader(t) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  await everywhere(context);
  t.after(() => context.close());
  await context.addInitScript(() => {
    globalThis.told = [];
    document.addEventListener("compute-anxiety:offline", ({ detail }) => globalThis.told.push(detail));
  });
  return context;
}

async function visit(context, address) {
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && page.faults.push(m.text()));
  page.on("pageerror", (error) => page.faults.push(error.message));
  await page.goto(address);
  return page;
}

const reaches = (page, state) => page.waitForFunction((state) => globalThis.told.at(-1)?.state === state, state, SAVING);
const told = (page) => page.evaluate(() => globalThis.told.at(-1));
const ask = (page) => page.evaluate(() => new Promise((done) => {
  document.addEventListener("compute-anxiety:offline", ({ detail }) => done(detail), { once: true });
  document.dispatchEvent(new CustomEvent("compute-anxiety:offline?"));
}));
const registrations = (frame) => frame.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);

/** Everything that a page has is of this edition. */
async function shows(frame, { word, version, names }, url) {
  await frame.waitForSelector('html[data-state="ready"]');
  const seen = await frame.evaluate(async (url) => {
    const root = document.documentElement;
    return {
      version: root.dataset.version,
      text: document.querySelector("h1")?.textContent.split(" ").at(-1),
      style: getComputedStyle(root).getPropertyValue("--edition").trim(),
      loader: root.dataset.edition,
      table: (await (await fetch(`${url}data/hype.csv`)).text()).trim().split("\n").at(-1),
      loaded: performance.getEntriesByType("resource").map((e) => e.name.slice(url.length)),
    };
  }, url);
  const { loaded, ...rest } = seen;
  assert.deepEqual(rest, { version, text: word, style: word, loader: word, table: word });
  assert.deepEqual(loaded.filter((name) => !names.includes(name)), []);
}

test("the list holds what the pages load, with the digests of the bytes, and nothing of the embeds", () => {
  for (const [name, hash] of Object.entries(FILES)) {
    assert.equal(hash, digest(readFileSync(join(DIST, name))), name);
    assert.doesNotMatch(name, /^(embed|v|pictures|cards|oembed|kit)\/|^(embed|sw)\.js|^(frame|figure|embedded|shadow)-/);
  }
  assert.deepEqual(PAGES.map((page) => page.replace(/(^|\/)$/, "$1index.html")).filter((page) => !HTML.includes(page)), []);
  for (const table of readdirSync(join(DIST, "data"))) assert.ok(FILES[`data/${table}`], table);
  for (const page of HTML) {
    const html = readFileSync(join(DIST, page), "utf8");
    assert.match(html, /<link rel="manifest" href="manifest.webmanifest">/, page);
    const loads = [...html.matchAll(/<(?:script|link rel="(?:stylesheet|icon|manifest)"|img)(?=[\s>])[^>]*>/g)]
      .flatMap(([tag]) => [...tag.matchAll(/(?:src|href|data-js|data-wasm)="([^"]*)"/g)].map((m) => m[1]));
    assert.ok(loads.length >= 6, page);
    for (const load of loads) {
      const name = new URL(load, `http://x/${page}`).pathname.slice(1);
      assert.ok(FILES[name], `${page} loads ${name}`);
    }
  }
  for (const name of readdirSync(join(DIST, "embed"))) {
    const html = readFileSync(join(DIST, "embed", name), "utf8");
    assert.match(html, /rel="icon" href="data:,"/, name);
    assert.doesNotMatch(html, /manifest"|offline-/, name);
  }
});

test("a manifest of each language names pages and icons that are there", () => {
  for (const [path, lang] of [["manifest.webmanifest", "zh-Hans"], ["en/manifest.webmanifest", "en"]]) {
    const manifest = JSON.parse(readFileSync(join(DIST, path), "utf8"));
    assert.equal(manifest.lang, lang);
    assert.equal(manifest.display, "standalone");
    assert.ok(manifest.name && manifest.short_name);
    const at = (address) => new URL(address, `http://x/${path}`).pathname;
    assert.equal(at(manifest.scope), "/");
    assert.equal(at(manifest.start_url), `/${path.replace("manifest.webmanifest", "")}`);
    for (const { src, type, sizes } of manifest.icons) {
      const bytes = readFileSync(join(DIST, at(src)));
      if (type === "image/png") assert.equal(sizes, `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src);
      else assert.match(bytes.toString(), /^<svg/);
    }
    assert.deepEqual(manifest.icons.map((icon) => icon.purpose), ["any", "any", "any", "maskable"]);
  }
});

test("after one visit every page works without the server, every figure goes live", (t) => row("failure: offline reload", async () => {
  const site = await house(t);
  const context = await reader(t);
  const first = await visit(context, site.url);
  assert.ok(await first.locator("footer [data-offline]").isHidden());
  await reaches(first, "saved");
  const all = Object.keys(FILES).length;
  assert.deepEqual(await told(first), { state: "saved", version: VERSION, next: VERSION, files: all, of: all });
  assert.equal(await first.locator("footer [data-offline]").innerText(), "已存好，断网也能看。");
  assert.ok(await first.locator("[data-update]").isHidden());
  site.stop();
  await first.reload();
  await live(first);
  for (const path of [...PAGES, "index.html?stock.range=max#stock", "en/?v=1"]) {
    const page = await visit(context, site.url + path);
    if (path.includes("method")) await page.waitForSelector('html[data-state="ready"]');
    else await live(page);
    assert.deepEqual(page.faults, [], path);
    assert.ok((await page.evaluate(async (url) => (await (await fetch(`${url}data/nvda_daily.csv`)).text()).length, site.url)) > 1000);
    await page.close();
  }
  // The talk as well, with its speaker's window, and both again after a reload.
  for (const path of SLIDES) {
    const wall = await visit(context, site.url + path);
    await alive(wall);
    const speaker = await withSpeaker(wall);
    for (const page of [wall, speaker]) {
      await page.reload();
      await alive(page);
    }
    await speaker.keyboard.press("PageDown");
    await stops(wall, "cat");
    assert.deepEqual(wall.faults, [], path);
    await wall.keyboard.press("c");
    await wall.waitForSelector('[data-check="offline"][data-result="good"]', { timeout: 10000 });
    for (const page of [speaker, wall]) await page.close();
  }
  assert.deepEqual(first.faults, []);
  return 1 + PAGES.length + 2 + 2 * SLIDES.length;
}));

test("what is lost from the cache is noticed, and fetched again when the network is back", async (t) => {
  const site = await house(t);
  const page = await visit(await reader(t), `${site.url}en/`);
  await reaches(page, "saved");
  const all = Object.keys(FILES).length;
  await page.evaluate(async (file) => {
    for (const name of await caches.keys()) await (await caches.open(name)).delete(file);
  }, `${site.url}data/nvda_daily.csv`);
  site.stop();
  const { state, files } = await ask(page);
  assert.deepEqual([state, files], ["none", all - 1]);
  await site.back();
  const again = await ask(page);
  assert.deepEqual([again.state, again.files], ["saved", all]);
});

test("a new version waits for the reader's word, also after all tabs were closed; then all of it is new at once", async (t) => {
  const site = await house(t, one);
  const context = await reader(t);
  let page = await visit(context, `${site.url}en/`);
  await reaches(page, "saved");
  await page.reload();
  await shows(page, one, site.url);

  site.shown = two;
  await page.reload();
  await shows(page, one, site.url);
  await reaches(page, "update");
  const now = await told(page);
  assert.deepEqual([now.version, now.next], [one.version, two.version]);
  const notice = page.locator("[data-update]");
  assert.match(await notice.innerText(), /There is a new version/);
  await notice.getByRole("button", { name: "Later" }).click();
  assert.ok(await notice.isHidden());
  for (const path of PAGES) {
    const other = await visit(context, site.url + path);
    await shows(other, one, site.url);
    await other.close();
  }
  await page.close();
  await new Promise((closed) => setTimeout(closed, 1000));
  page = await visit(context, `${site.url}en/?theme=dark`);
  await shows(page, one, site.url);
  const other = await visit(context, `${site.url}method.html`);
  await shows(other, one, site.url);

  await reaches(page, "update");
  await page.bringToFront();
  await live(page);
  await page.evaluate(() => scrollTo(0, 4000));
  let loads = 0;
  for (const p of [page, other]) p.on("domcontentloaded", () => (loads += 1));
  await page.locator("[data-update] button").first().click();
  for (const p of [page, other]) await p.waitForFunction((v) => document.documentElement.dataset.version === v, two.version);
  await shows(page, two, site.url);
  await shows(other, two, site.url);
  await live(page);
  await page.waitForFunction(() => Math.abs(scrollY - 4000) < 100); // the page stays where it was
  await reaches(page, "saved");
  assert.equal(loads, 2, "each page begins anew once");
  assert.ok(await page.locator("[data-update]").isHidden());
  assert.equal((await page.evaluate(() => caches.keys())).filter((name) => name.includes(one.version)).length, 0);
  site.stop();
  for (const path of PAGES) {
    const late = await visit(context, site.url + path);
    await shows(late, two, site.url);
    await late.close();
  }
});

test("on a deck nothing comes up by itself; it asks and agrees by events", async (t) => {
  const site = await house(t, one);
  const context = await reader(t);
  await context.addInitScript(() => {
    new MutationObserver((_, watch) => {
      if (!document.documentElement) return;
      document.documentElement.dataset.deck = "";
      watch.disconnect();
    }).observe(document, { childList: true });
  });
  const page = await visit(context, `${site.url}en/`);
  assert.equal((await ask(page)).state, "none");
  await reaches(page, "saved");
  site.shown = two;
  await page.reload();
  await reaches(page, "update");
  assert.ok(await page.locator("[data-update]").isHidden());
  const { state, files, of } = await ask(page);
  assert.deepEqual([state, files], ["update", of]);
  await page.evaluate(() => document.dispatchEvent(new CustomEvent("compute-anxiety:update")));
  await page.waitForFunction((v) => document.documentElement.dataset.version === v, two.version);
  await shows(page, two, site.url);
});

test("a deploy in the middle of an install leaves the version that is there", async (t) => {
  let between = false;
  const site = await house(t, one, (file, response) => {
    if (!between || !file.endsWith("/en/method.html")) return false;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(join(one.to, "en/method.html")));
    return true;
  });
  const context = await reader(t);
  const page = await visit(context, `${site.url}en/`);
  await reaches(page, "saved");
  between = true;
  site.shown = two;
  const end = await page.evaluate(() => new Promise((done) => {
    navigator.serviceWorker.getRegistration().then((registration) => {
      registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker.addEventListener("statechange", () => ["activated", "redundant"].includes(worker.state) && done(worker.state));
      });
      registration.update().catch(() => {});
    });
  }));
  assert.equal(end, "redundant");
  assert.deepEqual((await page.evaluate(() => caches.keys())).filter((name) => name.includes(two.version)), []);
  const now = await ask(page);
  assert.deepEqual([now.state, now.version], ["saved", one.version]);
  site.stop();
  for (const path of PAGES) {
    const late = await visit(context, site.url + path);
    await shows(late, one, site.url);
    await late.close();
  }
  // The whole of it then comes as any other version.
  between = false;
  await site.back();
  await page.reload();
  await shows(page, one, site.url);
  await reaches(page, "update");
});

test("a first install in the middle of a deploy saves nothing", async (t) => {
  const site = await house(t, one, (file, response) => {
    if (!file.endsWith("/gallery.html")) return false;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(join(two.to, "gallery.html")));
    return true;
  });
  const page = await visit(await reader(t), `${site.url}en/`);
  await reaches(page, "saving");
  await reaches(page, "none");
  assert.deepEqual(await page.evaluate(() => caches.keys()), []);
  assert.equal(await registrations(page), 0);
});

/** Another origin with a page around two frames: a figure, and the article. */
async function host(t, url) {
  const html = `<!doctype html><title>Host</title><link rel="icon" href="data:,">
    <iframe name="figure" src="${url}embed/stock.en.html" width="800" height="700"></iframe>
    <iframe name="article" src="${url}en/" width="800" height="700"></iframe>`;
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(html));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}

const framed = async (page) => {
  const frames = ["figure", "article"].map((name) => page.frame({ name }));
  for (const frame of frames) await frame.waitForSelector('html[data-state="ready"]', { timeout: 20000 });
  return frames;
};

test("frames and pinned copies register nothing", async (t) => {
  const site = await house(t);
  const context = await reader(t);
  const page = await visit(context, await host(t, site.url));
  const frames = await framed(page);
  const pinned = [];
  for (const path of ["", "en/method.html"]) pinned.push(await visit(context, `${site.url}v/${VERSION}/${path}`));
  const figure = await visit(context, `${site.url}embed/stock.en.html`);
  await page.waitForTimeout(QUIET);
  for (const frame of [...frames, ...pinned, figure]) assert.equal(await registrations(frame), 0, frame.url());
  assert.equal((await ask(pinned[0])).state, "none");
  assert.deepEqual(context.serviceWorkers(), []);
});

test("frames show what the network has, whatever is saved", async (t) => {
  const site = await house(t, one);
  const context = await reader(t);
  const page = await visit(context, `${site.url}en/`);
  await reaches(page, "saved");
  site.shown = two;
  const around = await visit(context, await host(t, site.url));
  const [figure, article] = await framed(around);
  await shows(article, two, site.url);
  assert.equal(await figure.evaluate(() => document.documentElement.dataset.version), two.version);
  await page.reload();
  await shows(page, one, site.url);
  // Nor are they told to begin anew.
  await reaches(page, "update");
  const loads = [];
  around.on("framenavigated", (frame) => loads.push(frame.url()));
  await page.locator("[data-update] button").first().click();
  await page.waitForFunction((v) => document.documentElement.dataset.version === v, two.version);
  assert.deepEqual(loads, []);
  site.stop();
  const lost = await visit(context, `${site.url}embed/stock.en.html`).catch((error) => error.message);
  assert.match(lost, /ERR_CONNECTION_REFUSED/);
});

test("nobody who saves data is made to load the article twice", async (t) => {
  const site = await house(t);
  const context = await reader(t);
  await context.addInitScript(() => Object.defineProperty(navigator, "connection", { value: { saveData: true } }));
  const page = await visit(context, site.url);
  await live(page);
  await page.waitForTimeout(QUIET);
  assert.equal(await registrations(page), 0);
});
