// The results as Markdown.
import { METRICS } from "./load.mjs";
import { limit } from "./simulate.mjs";
import { compared, targets } from "./targets.mjs";

const table = (head, rows) =>
  [head, head.map((_, i) => (i ? "--:" : "---")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

function figure(value) {
  if (!Number.isFinite(value)) return "–";
  return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 0.1 || value === 0 ? 2 : 3);
}

const spread = (s, show = figure) => (Number.isFinite(s.median) ? `${show(s.median)} (${show(s.q1)}–${show(s.q3)})` : "–");

function drawing(draw, call, kind) {
  const sizes = [...new Set(draw.results.map((row) => row.size))];
  const names = [...new Set(draw.results.map((row) => row.name))];
  const at = (name, size) => draw.results.find((row) => row.name === name && row.size === size);
  const rows = names.map((name) => [name, ...sizes.map((size) => {
    const row = at(name, size);
    return row ? spread(row[call][kind]) : "left out";
  })]);
  const ratio = (label, f) => [label, ...sizes.map((size) => {
    const value = f(compared(draw, call, size, kind));
    return Number.isFinite(value) ? `${figure(value)} ×` : "–";
  })];
  if (names.includes("ours")) {
    rows.push(ratio("fastest peer ÷ ours", (c) => c.peer / c.ours), ratio("ours ÷ limit", (c) => c.ours / c.limit));
  }
  return table(["ms", ...sizes.map((size) => `10^${Math.round(Math.log10(size))}`)], rows);
}

const SHOWN = {
  bytes: ["transferred, KiB", (v) => figure(v / 1024)],
  fcp: ["FCP, ms", (v) => v.toFixed(0)],
  lcp: ["LCP, ms", (v) => v.toFixed(0)],
  tbt: ["TBT, ms", (v) => v.toFixed(0)],
  cls: ["CLS", (v) => v.toFixed(3)],
  chart: ["first live chart, ms", (v) => v.toFixed(0)],
  cursor: ["cursor to paint, ms", (v) => v.toFixed(1)],
};

export function markdown(results) {
  const { machine: m, draw, load, simulation, quick, minutes } = results;
  const verdict = (holds) => (holds === null ? "not measured" : holds ? "holds" : "**missed**");
  const out = [
    "# Results of `cargo xtask bench`",
    `${m.date}, ${m.cpu}, ${m.cores} cores, ${m.memoryGiB} GiB, ${m.system}, Chromium ${m.chromium} (headless, software rendering), load ${m.loadBefore} before; ${Object.entries(m.peers).map((p) => p.join(" ")).join(", ")}; ${m.bundler}. ${minutes.toFixed(1)} minutes.`,
    quick ? "**A quick run, for trying: too few rounds to quote.**" : "Medians of the rounds, in brackets the quartiles.",
    "## Targets",
    table(["target", "aim", "measured", ""], targets(results).map((t) => [t.what, t.aim, t.value, verdict(t.holds)])),
  ];
  for (const [call, title] of [["pan", "Pan redraw, a window of 80 %"], ["draw", "First draw, preparation included"]]) {
    out.push(`## ${title}`, "Call and forced raster (for SVG: layout only, which favours Plotly and Plot):", drawing(draw, call, "raster"),
      "The call alone:", drawing(draw, call, "script"));
  }
  for (const [name, { size, why }] of Object.entries(draw.skipped)) {
    out.push(`${name} is left out from ${size.toExponential(0)} points on: ${why}.`);
  }
  out.push("## Page load", load
    ? table(["page", ...METRICS.map((metric) => SHOWN[metric][0])],
      load.map((row) => [row.name, ...METRICS.map((metric) => spread(row[metric], SHOWN[metric][1]))]))
      + "\n\nThe article is the whole story with all its figures; at its top only a figure within a screen goes live, the others when the reader comes near. The peers' pages carry its headline, two paragraphs and two charts; “the same story” is the article's own page, its words, style and eleven other figures as written pictures, with the peer's two charts in it and nothing of ours that moves."
    : `Not measured: ${results.loadMissing}.`);
  out.push(`## Simulation, ${simulation.runs} runs × ${simulation.adopters} adopters`, table(
    ["", "ms", "million adopter steps/s", "A, B locked in", "chi-square (0.1 % limit)"],
    simulation.rows.map((r) => [r.name, spread(r.ms), (r.steps / 1e6).toFixed(0), r.locked.map((p) => p.toFixed(3)).join(", "),
      r.agreement ? `${r.agreement.chi.toFixed(1)} (${limit(r.agreement.freedom).toFixed(1)})` : "the reference"]),
  ));
  return out.join("\n\n") + "\n";
}
