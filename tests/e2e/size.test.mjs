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

// Thirteen figures have outgrown the 150 kB that the project wants: ARCHITECTURE.md says what the rest is made of.
// This follows what is measured. Without a std made for size the wasm is a tenth larger.
const WASM = process.env.SMALL_STD === "no" ? 285_000 : 246_800;

test("the download keeps to its budgets", () => {
  const sizes = {
    "wasm with data": [brotli(...files(".wasm")), WASM],
    "scripts": [brotli(...named("", ".js")), 10_000],
    // Markup, pictures and the style sheet inside. The names of files in it change with every build, and some bytes of it with them.
    "page zh-Hans": [brotli("index.html"), 60_500],
    "page en": [brotli("en/index.html"), 60_500],
    // Beside the wasm: the page of the largest figure and its scripts.
    "embed without wasm": [
      brotli("embed/stock.zh-Hans.html", ...named("", ".js"), ...named("frame-", ".js")), 28_000],
    "embedding script": [brotli("embed.js"), 5_000],
    "slides": [brotli("present.html", ...named("deck-", ".js")), 65_000],
  };
  const single = readFileSync(join(DIST, "compute-anxiety.html")).length;
  console.log(`single file: ${single} bytes, ${brotli("compute-anxiety.html")} bytes brotli`);
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    console.log(`${what}: ${bytes} bytes brotli, budget ${budget}`);
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    assert.ok(bytes <= budget, `${what} is ${bytes} bytes, over ${budget}`);
});
