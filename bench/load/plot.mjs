import { areaY, lineY, plot, pointerX, ruleX, tip } from "@observablehq/plot";
import { box, fetched, INK, NAMES, ready } from "./series.mjs";

const { days, close, falls, quarters, rates } = await fetched();
const width = box("stock").clientWidth;
const rows = days.map((t, i) => ({ date: new Date(t * 1000), close: close[i], drawdown: falls[i] }));
const cursor = (rows, y) => [
  ruleX(rows, pointerX({ x: "date", stroke: "#999" })),
  tip(rows, pointerX({ x: "date", y })),
];
box("stock").append(plot({
  width, height: 320, y: { type: "log", grid: true },
  marks: [lineY(rows, { x: "date", y: "close", stroke: INK.compute }), ...cursor(rows, "close")],
}), plot({
  width, height: 180, y: { grid: true },
  marks: [areaY(rows, { x: "date", y: "drawdown", fill: INK.compute, fillOpacity: 0.3 }), ...cursor(rows, "drawdown")],
}));
ready("stock");
const words = NAMES.flatMap((name, k) => quarters.map((t, i) => ({ date: new Date(t * 1000), rate: rates[k][i], name })));
box("attention").append(plot({
  width, height: 360, y: { grid: true }, color: { domain: NAMES, range: NAMES.map((name) => INK[name]), legend: true },
  marks: [lineY(words, { x: "date", y: "rate", stroke: "name" }), ...cursor(words, "rate")],
}));
ready("attention");
