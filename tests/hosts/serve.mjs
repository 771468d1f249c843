// Serves the pages of other sites: `node tests/hosts/serve.mjs` shows the matrix of all of them by hand.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname } from "node:path";
import { FIGURES, serve } from "../e2e/page.mjs";

const HERE = new URL("./", import.meta.url).pathname;
const PYM = new URL("../../node_modules/pym.js/dist/pym.v1.min.js", import.meta.url).pathname;
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };

/** The names of the host pages: the rows of the matrix. */
export const HOSTS = ["plain", "pym", "amp", "datawrapper", "resize", "sandbox", "wordpress", "element", "noscript", "ten",
  "rtl", "mismatch", "hidden"];

const filled = (text, words) => text.replace(/<!--each-->\n([\s\S]*?)<!--\/each-->\n?/g, (_, part) =>
  FIGURES.map((figure) => part.replaceAll("{{figure}}", figure)).join(""))
  .replace(/\{\{(\w+)\}\}/g, (_, name) => words[name] ?? "");

/** Another origin, whose pages embed what is at `site`; `pages` are further ones, by name. */
export async function hosts(site, { lang = "en", pages = {} } = {}) {
  const words = { site, lang, figures: FIGURES.join(" ") };
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://x").pathname.slice(1) || "matrix.html";
    const text = pages[name]?.() ?? (name === "pym.js" && readFileSync(PYM, "utf8"));
    if (!text && (!/^\w+\.(html|js|css)$/.test(name) || !existsSync(HERE + name))) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": TYPES[extname(name)] ?? "text/html; charset=utf-8" });
    response.end(text || filled(readFileSync(HERE + name, "utf8"), words));
  });
  // A name of its own: another site, not only another port.
  await new Promise((listening) => server.listen(0, "localhost", listening));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const site = await serve();
  console.log("the matrix is at", (await hosts(site.url)).url);
}
