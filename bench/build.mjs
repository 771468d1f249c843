// Bundles the peers' pages: minified, tree-shaken, one script and one style sheet a page.
import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

export const HERE = new URL("./", import.meta.url).pathname;
export const ROOT = new URL("../", import.meta.url).pathname;
export const OUT = join(ROOT, "target/bench/");

/** Bundles modules, by path below bench/, into a folder below target/bench/, as `name.js` and `name.css`. */
export async function bundle(entries, folder, format = "iife") {
  const outdir = join(OUT, folder);
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints: entries.map((entry) => join(HERE, entry)),
    outdir,
    bundle: true,
    minify: true,
    format,
    target: "chrome120",
    define: { "process.env.NODE_ENV": '"production"' },
    legalComments: "none",
    logLevel: "warning",
  });
  return outdir;
}

/** The page that a contender draws in. */
export function drawPage(folder, name, css) {
  const style = css ? `<link rel="stylesheet" href="${name}.css">` : "";
  writeFileSync(join(folder, `${name}.html`), `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>${name}</title>${style}
<style>body { margin: 0; background: #fff } #plot { width: 1000px; height: 400px }</style>
<div id="plot"></div><script src="${name}.js"></script></html>
`);
}
