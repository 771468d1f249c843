// What every end-to-end test needs: the built article on a local server, and a browser on it.
import { chromium } from "playwright-core";
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

export const DIST = new URL("../../dist/", import.meta.url).pathname;
// A sub-folder, as in a newsroom's CMS: absolute addresses would fail.
const FOLDER = "/stories/compute/";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Whether every combination is tried, as every.slow.mjs does, or a sample of those that take long. */
export const FULL = process.env.FULL === "yes";

/** The address that this build was made for; oEmbed and cards name it. */
export const SITE = /rel="canonical" href="(http[^"]*)"/.exec(readFileSync(join(DIST, "index.html"), "utf8"))?.[1];

/**
 * Serves dist/, or what `folder()` names, under a sub-folder, readable from any origin; `change(file, response)` may
 * answer in its place by returning true.
 */
export async function serve(change = () => false, port = 0, folder = () => DIST) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://x").pathname;
    const inside = normalize(decodeURIComponent(path)).replace(FOLDER, "");
    let file = join(folder(), inside);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (change(file, response)) return;
    if (!path.startsWith(FOLDER) || !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, {
      "content-type": TYPES[extname(file)] ?? "application/octet-stream",
      "access-control-allow-origin": "*",
    });
    response.end(readFileSync(file));
  });
  await new Promise((listening) => server.listen(port, "127.0.0.1", listening));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { origin, url: origin + FOLDER, close };
}

/** Serves dist/ and beside it host.html, another site's empty page that has the script of the elements. */
export function beside() {
  const host = `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><body>
    <script src="embed.js"></script>`;
  return serve((file, response) => {
    if (!file.endsWith("/host.html")) return false;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(host);
    return true;
  });
}

/** The browser that people use, with windows and menus that nobody sees here. */
export const WHOLE = process.env.CHROMIUM ?? "/usr/bin/chromium";

/** A browser; by default without what is around the pages, which makes tests a third faster. */
export function launch(options = {}) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_SHELL ?? WHOLE,
    ...options,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/**
 * Figures go live when they come near. Most tests want all of them, wherever the page stands: in this context
 * everything is near.
 */
export function everywhere(context) {
  return context.addInitScript(() => {
    const Observer = IntersectionObserver;
    window.IntersectionObserver = class extends Observer {
      constructor(seen, wish) {
        super(seen, { ...wish, rootMargin: "1000000px" });
      }
    };
  });
}

/** Opens a page and collects what must not happen: console errors, uncaught errors, foreign requests. */
export async function open(browser, address, options = {}) {
  // Flat unless a test asks for the steps: what scrolls into view then changes nothing.
  const { lazy, ...wishes } = options;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", ...wishes });
  if (!lazy) await everywhere(context);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (m) => ["error", "warning"].includes(m.type()) && faults.push(m.text()));
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(new URL(address).origin) && !/^(data|blob):/.test(url)) faults.push("request to " + url);
  });
  await page.goto(address);
  return { page, faults, close: () => context.close() };
}

export const READY = '[data-chart][data-state="ready"]';

export const FIGURES = ["stock", "day", "spec", "attention", "timeline", "hype", "efficiency", "installed", "gap",
  "cases", "race", "ecosystem", "adoption"];

/** Waits until all figures are live. */
export async function live(page) {
  const wanted = [READY, FIGURES.length];
  await page.waitForFunction(([ready, n]) => document.querySelectorAll(ready).length === n, wanted, { timeout: 30000 });
}

/** What a figure's canvas shows, as a string to compare. */
export function pixels(page, id) {
  return page.evaluate((id) => document.querySelector(`[data-chart="${id}"] canvas`).toDataURL(), id);
}

/** Two frames and the address's pause: everything a change sets off has happened. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.waitForTimeout(550);
}
