// Runs the whole bench in one browser: `node bench/run.mjs [--quick]`; `cargo xtask bench`
// builds what it needs. Writes target/bench/results.json and results.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./browser.mjs";
import { OUT } from "./build.mjs";
import { measureDraw } from "./draw.mjs";
import { measureLoad } from "./load.mjs";
import { machine } from "./machine.mjs";
import { markdown } from "./report.mjs";
import { measureSimulation } from "./simulate.mjs";
import { targets } from "./targets.mjs";

const start = Date.now();
const options = { quick: process.argv.includes("--quick"), ours: join(OUT, "page"), log: console.log };
mkdirSync(OUT, { recursive: true });
const browser = await launch();
try {
  const results = { quick: options.quick, machine: machine(browser) };
  results.simulation = await measureSimulation(browser, options);
  results.draw = await measureDraw(browser, options);
  try {
    results.load = await measureLoad(browser, options);
  } catch (error) {
    results.loadMissing = error.message.split("\n")[0];
    console.log(`page load could not be measured: ${error.stack}`);
  }
  results.minutes = (Date.now() - start) / 60_000;
  results.targets = targets(results);
  writeFileSync(join(OUT, "results.json"), JSON.stringify(results, null, 1));
  const text = markdown(results);
  writeFileSync(join(OUT, "results.md"), text);
  console.log(`\n${text}\nwritten to target/bench/results.json and target/bench/results.md`);
  if (results.draw.faults.length) throw new Error(results.draw.faults.join("\n"));
} finally {
  await browser.close();
}
