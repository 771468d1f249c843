// The table of what was tried: every test of the kind “nothing breaks it” adds a row, `cargo xtask test` prints them.
import { appendFileSync } from "node:fs";

const FILE = new URL("../../target/robustness.csv", import.meta.url);

/** Runs `tried`, which gives the number of cases, and notes it under `name` with its time. A failure throws before. */
export async function row(name, tried) {
  const start = performance.now();
  const cases = await tried();
  appendFileSync(FILE, `${name},${cases},${((performance.now() - start) / 1000).toFixed(1)}\n`);
}
