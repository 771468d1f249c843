// The server of docs/hosting/nginx.conf, as it is written there, with dist/ in a sub-folder.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { DIST, FIGURES, everywhere, launch, live, open } from "./page.mjs";

let folder, nginx, url, browser;
const freePort = () => new Promise((done) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address();
    probe.close(() => done(port));
  });
});

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "compute-anxiety-nginx-"));
  const port = await freePort();
  // Only what differs from machine to machine is changed.
  const server = readFileSync("docs/hosting/nginx.conf", "utf8")
    .replace("listen 80;", `listen 127.0.0.1:${port};`)
    .replace("/srv/compute-anxiety/dist/", DIST);
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`);
  const user = process.getuid() === 0 ? "user root;\n" : "";
  writeFileSync(join(folder, "nginx.conf"), `${user}daemon off;
pid ${folder}/pid;
error_log ${folder}/error.log;
load_module /usr/lib/nginx/modules/ngx_http_brotli_filter_module.so;
events {}
http {
${temporary.join("\n")}
access_log off;
${server}
}
`);
  nginx = spawn("/usr/sbin/nginx", ["-p", folder, "-c", join(folder, "nginx.conf")], { stdio: "inherit" });
  url = `http://127.0.0.1:${port}/stories/compute/`;
  for (let i = 0; ; i += 1) {
    const up = await fetch(url).then((r) => r.ok, () => false);
    if (up) break;
    assert.ok(i < 50, "nginx does not answer");
    await new Promise((again) => setTimeout(again, 100));
  }
  browser = await launch();
});
after(async () => {
  await browser?.close();
  nginx?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** One request as a browser makes it, its body still compressed. */
const ask = (path, headers = {}) => new Promise((done, failed) => {
  get(new URL(path, url), { headers: { "accept-encoding": "br", ...headers } }, (response) => {
    let bytes = 0;
    response.on("data", (part) => (bytes += part.length));
    response.on("end", () => done({ status: response.statusCode, headers: response.headers, bytes }));
  }).on("error", failed);
});

test("hashed files are immutable, pages are revalidated, types and compression are as documented", async () => {
  const root = readdirSync(DIST);
  const version = readdirSync(join(DIST, "v"))[0];
  const forever = "public, max-age=31536000, immutable";
  for (const [path, type, cache, compressed] of [
    ["", "text/html; charset=utf-8", "no-cache", true],
    ["en/method.html", "text/html; charset=utf-8", "no-cache", true],
    ["embed/stock.en.html", "text/html; charset=utf-8", "no-cache", true],
    ["embed.js", "application/javascript; charset=utf-8", "no-cache", true],
    ["sw.js", "application/javascript; charset=utf-8", "no-cache", true],
    ["manifest.webmanifest", "application/manifest+json; charset=utf-8", "no-cache", true],
    ["icon.svg", "image/svg+xml", "no-cache", true],
    ["icon-512.png", "image/png", "no-cache", false],
    ["oembed/stock.en.json", "application/json; charset=utf-8", "no-cache", true],
    ["data/nvda_daily.csv", "text/csv; charset=utf-8", "no-cache", true],
    ["cards/stock.en.png", "image/png", "no-cache", false],
    ["pictures/stock.en.svg", "image/svg+xml", "no-cache", true],
    [root.find((f) => f.endsWith(".wasm")), "application/wasm", forever, true],
    [root.find((f) => f.startsWith("boot-")), "application/javascript; charset=utf-8", forever, true],
    [root.find((f) => f.startsWith("style-")), "text/css; charset=utf-8", forever, true],
    [`v/${version}/embed/stock.en.html`, "text/html; charset=utf-8", forever, true],
  ]) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200, path);
    assert.equal(headers["content-type"], type, path);
    assert.equal(headers["cache-control"], cache, path);
    assert.equal(headers["content-encoding"], compressed ? "br" : undefined, path);
    assert.equal(headers["access-control-allow-origin"], "*", path);
    assert.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'/, path);
    assert.ok(!headers["content-security-policy"].includes("frame-ancestors"), path);
    assert.equal(headers["x-frame-options"], undefined, path);
    assert.equal(headers["x-content-type-options"], "nosniff", path);
  }
  const { headers } = await ask("");
  const again = await ask("", { "if-none-match": headers.etag });
  assert.equal(again.status, 304);
  assert.equal(again.bytes, 0);
  for (const path of ["v/0.1.0-deadbeef/embed/stock.en.html", "boot-0123456789abcdef.js"]) {
    const missing = await ask(path);
    assert.equal(missing.status, 404, path);
    assert.equal(missing.headers["cache-control"], undefined, `${path}: what is not there yet must not be missing for a year`);
  }
});

test("every kind of page works under the sub-folder, also without its last slash", async () => {
  for (const path of ["", "en/", "en", "gallery.html", `v/${readdirSync(join(DIST, "v"))[0]}/en/`]) {
    const { page, faults, close } = await open(browser, url + path);
    await live(page);
    assert.deepEqual(faults, [], path);
    await close();
  }
  for (const path of ["method.html", "en/method.html"]) {
    const { page, faults, close } = await open(browser, url + path);
    await page.waitForSelector('html[data-state="ready"]');
    assert.deepEqual(faults, [], path);
    await close();
  }
  for (const figure of FIGURES) {
    const { page, faults, close } = await open(browser, `${url}embed/${figure}.zh-Hans.html`);
    await page.waitForSelector('[data-chart][data-state="ready"]');
    assert.deepEqual(faults, [], figure);
    await close();
  }
});

test("a frame without an origin lives under the server's policy", async () => {
  const context = await browser.newContext();
  await everywhere(context);
  const page = await context.newPage();
  await page.setContent(`<iframe sandbox="allow-scripts" src="${url}embed/spec.en.html" width="800" height="900"></iframe>`);
  await page.frames().at(-1).waitForSelector('[data-chart][data-state="ready"]', { timeout: 20000 });
  await context.close();
});

test("the article is saved under the server's policy and compression", async (t) => {
  const { page, faults, close } = await open(browser, `${url}en/`);
  t.after(close);
  await page.waitForFunction(() => !document.querySelector("[data-offline]").hidden);
  await page.reload();
  await live(page);
  assert.ok(await page.evaluate(() => Boolean(navigator.serviceWorker.controller)));
  assert.deepEqual(faults, []);
});

test("a load run on loopback has no errors", async () => {
  const root = readdirSync(DIST).filter((f) => /\.(wasm|css)$|^(boot|compute-anxiety)-.*js$/.test(f));
  const paths = ["", "en/", "embed/stock.en.html", "data/nvda_daily.csv", ...root];
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const requests = 3000;
  let errors = 0;
  let bytes = 0;
  let next = 0;
  const one = (path) => new Promise((done) => {
    get(new URL(path, url), { agent, headers: { "accept-encoding": "identity" } }, (response) => {
      if (response.statusCode !== 200) errors += 1;
      response.on("data", (part) => (bytes += part.length));
      response.on("end", done);
    }).on("error", () => {
      errors += 1;
      done();
    });
  });
  const worker = async () => {
    while (next < requests) {
      next += 1;
      await one(paths[next % paths.length]);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: 32 }, worker));
  const seconds = (performance.now() - start) / 1000;
  agent.destroy();
  console.log(`nginx: ${requests} requests, ${(requests / seconds).toFixed(0)} a second, ${(bytes / 1e6 / seconds).toFixed(0)} MB/s, errors ${errors}`);
  assert.equal(errors, 0);
});
