// What a reader has to download, brotli-compressed, against the budgets.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { DIST } from "./page.mjs";

const brotli = (...files) => files.reduce((sum, f) => sum + brotliCompressSync(readFileSync(join(DIST, f))).length, 0);
const files = (ending) => readdirSync(DIST).filter((f) => f.endsWith(ending));

// Thirteen figures have outgrown the 150 kB that three kept to; getting back under it is issue 7's work. Until
// then this is a ratchet: it may only come down. Without a std made for size the wasm is a tenth larger.
const WASM = process.env.SMALL_STD === "no" ? 288_000 : 258_000;

test("the download keeps to its budgets", () => {
  const sizes = {
    "wasm with data": [brotli(...files(".wasm")), WASM],
    "scripts": [brotli(...files(".js")), 12_000],
    "page zh-Hans": [brotli("index.html", ...files(".css")), 60_000],
    "page en": [brotli("en/index.html", ...files(".css")), 60_000],
  };
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    console.log(`${what}: ${bytes} bytes brotli, budget ${budget}`);
  for (const [what, [bytes, budget]] of Object.entries(sizes))
    assert.ok(bytes <= budget, `${what} is ${bytes} bytes, over ${budget}`);
});
