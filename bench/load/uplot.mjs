import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { box, fetched, INK, NAMES, ready } from "./series.mjs";

const { days, close, falls, quarters, rates } = await fetched();
const width = box("stock").clientWidth;
const cursor = { sync: { key: "stock" } };
const points = { show: false };
new uPlot({
  width, height: 300, cursor, scales: { y: { distr: 3 } },
  series: [{}, { label: "close, US$", stroke: INK.compute, points }],
}, [days, close], box("stock"));
new uPlot({
  width, height: 140, cursor,
  series: [{}, { label: "drawdown", stroke: INK.compute, fill: "#b5491c33", points }],
}, [days, falls], box("stock"));
ready("stock");
new uPlot({
  width, height: 320,
  series: [{}, ...NAMES.map((label) => ({ label, stroke: INK[label], points }))],
}, [quarters, ...rates], box("attention"));
ready("attention");
