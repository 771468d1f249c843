// A local server with right types and, where asked, brotli; nothing is kept by the browser.
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".csv": "text/csv; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
};

/** Serves folders by the first part of the address, `{ name: folder }`; `brotli` where the size of what is sent matters. */
export async function serve(folders, { brotli = false } = {}) {
  const made = new Map();
  const body = (file) => {
    const type = TYPES[extname(file)];
    if (!made.has(file)) {
      const plain = readFileSync(file);
      made.set(file, brotli && type ? brotliCompressSync(plain) : plain);
    }
    return { bytes: made.get(file), type };
  };
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const [, name, ...rest] = path.split("/");
    let file = folders[name] ? join(folders[name], ...rest) : "";
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    if (!existsSync(file)) return response.writeHead(404).end();
    const { bytes, type } = body(file);
    response.writeHead(200, {
      "content-type": type ?? "application/octet-stream",
      "content-length": bytes.length,
      ...(brotli && type && { "content-encoding": "br" }),
      "cache-control": "no-store",
      // An isolated page may read the clock to 5 µs, others to 100 µs.
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-embedder-policy": "require-corp",
    });
    return response.end(bytes);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}
