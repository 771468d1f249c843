// What the figures were measured on, and with which versions.
import { readFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { HERE } from "./build.mjs";

export function machine(browser) {
  const read = (file) => {
    try {
      return readFileSync(file, "utf8");
    } catch {
      return "";
    }
  };
  const { devDependencies } = JSON.parse(read(join(HERE, "package.json")));
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: /PRETTY_NAME="(.*)"/.exec(read("/etc/os-release"))?.[1] ?? `${type()} ${release()}`,
    chromium: browser.version(),
    node: process.version,
    // Of one minute: above the number of cores, something else was running as well.
    loadBefore: Number(read("/proc/loadavg").split(" ")[0]) || null,
    date: new Date().toISOString().slice(0, 16) + "Z",
    peers: Object.fromEntries(Object.entries(devDependencies).filter(([name]) => name !== "esbuild")),
    bundler: `esbuild ${devDependencies.esbuild}`,
  };
}
