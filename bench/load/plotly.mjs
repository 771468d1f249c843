import Plotly from "plotly.js-basic-dist-min";
import { box, fetched, INK, NAMES, ready } from "./series.mjs";

const { days, close, falls, quarters, rates } = await fetched();
const dates = (x) => x.map((t) => new Date(t * 1000).toISOString().slice(0, 10));
const line = (name, color, x, y, more) => ({ type: "scatter", mode: "lines", name, x, y, line: { color, width: 1.6 }, ...more });
const layout = { margin: { l: 50, r: 20, t: 10, b: 30 }, hovermode: "x unified", showlegend: false };
const config = { displayModeBar: false, responsive: true };
const x = dates(days);
await Plotly.newPlot(box("stock"), [
  line("close, US$", INK.compute, x, close),
  line("drawdown", INK.compute, x, falls, { yaxis: "y2", fill: "tozeroy" }),
], { ...layout, height: 500, yaxis: { type: "log", domain: [0.35, 1] }, yaxis2: { domain: [0, 0.3] } }, config);
ready("stock");
await Plotly.newPlot(
  box("attention"),
  NAMES.map((name, i) => line(name, INK[name], dates(quarters), rates[i])),
  { ...layout, height: 360, showlegend: true },
  config,
);
ready("attention");
