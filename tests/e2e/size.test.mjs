// What a reader has to download, brotli-compressed, against the budgets.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { DIST } from "./page.mjs";

const brotli = (...files) => files.reduce((sum, f) => sum + brotliCompressSync(readFileSync(join(DIST, f))).length, 0);
const files = (ending) => readdirSync(DIST).filter((f) => f.endsWith(ending));
// What a page of the article loads, unless another beginning is asked for.
const named = (start, ending) => files(ending).filter((f) =>
  start ? f.startsWith(start) : f.startsWith("boot-") || f.startsWith("compute-anxiety-"));

// Thirteen figures have outgrown the 150 kB that three kept to; getting back under it is issue 7's work. Until
// then this follows what is measured: exports and cursors cost 30 kB, embedding 12, the stage 2. Without a std made for size
// the wasm is a tenth larger.
const WASM = process.env.SMALL_STD === "no" ? 305_000 : 273_000;

test("the download keeps to its budgets", () => {
  const sizes = {
    "wasm with data": [brotli(...files(".wasm")), WASM],
    "scripts": [brotli(...named("", ".js")), 12_000],
    // The names of files in it change with every build, and some bytes of it with them.
    "page zh-Hans": [brotli("index.html", ...named("style-", ".css")), 60_500],
    "page en": [brotli("en/index.html", ...named("style-", ".css")), 60_500],
    // Beside the wasm: the page of the largest figure, its style, its scripts.
    "embed without wasm": [
      brotli("embed/stock.zh-Hans.html", ...named("figure-", ".css"), ...named("", ".js"), ...named("frame-", ".js")), 30_000],
    "embedding script": [brotli("embed.js"), 5_000],
    "slides": [brotli("present.html", ...named("deck-", "")), 65_000],
  };
  const single = readFileSync(join(DIST, "compute-anxiety.html")).length;
  console.log(`single file: ${single} bytes, ${brotli("compute-anxiety.html")} bytes brotli`);
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    console.log(`${what}: ${bytes} bytes brotli, budget ${budget}`);
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    assert.ok(bytes <= budget, `${what} is ${bytes} bytes, over ${budget}`);
});
