import {
  Chart, Decimation, Filler, Legend, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip,
} from "chart.js";
import { box, fetched, INK, NAMES, ready } from "./series.mjs";

Chart.register(Decimation, Filler, Legend, LinearScale, LogarithmicScale, LineController, LineElement, PointElement, Tooltip);

const { days, close, falls, quarters, rates } = await fetched();
const points = (x, y) => x.map((t, i) => ({ x: t, y: y[i] }));
const set = (label, color, data, more) =>
  ({ label, data, borderColor: color, borderWidth: 1.6, pointRadius: 0, ...more });
// Years on a linear axis: a time axis would need a date library beside it.
const YEAR = 365.25 * 86_400;
const years = {
  type: "linear",
  afterBuildTicks: (axis) => {
    const first = Math.ceil(axis.min / YEAR);
    axis.ticks = Array.from({ length: Math.floor(axis.max / YEAR) - first + 1 }, (_, i) => ({ value: (first + i) * YEAR }));
  },
  ticks: { callback: (t) => Math.round(t / YEAR) + 1970 },
};
const shown = (id, height, datasets, y) => {
  const holder = document.createElement("div");
  holder.style.height = `${height}px`;
  const canvas = document.createElement("canvas");
  holder.append(canvas);
  box(id).append(holder);
  new Chart(canvas, {
    type: "line",
    data: { datasets },
    options: {
      animation: false, parsing: false, normalized: true, maintainAspectRatio: false,
      interaction: { mode: "index", intersect: false, axis: "x" },
      scales: { x: years, y },
      plugins: {
        decimation: { enabled: true, algorithm: "min-max" },
        tooltip: { callbacks: { title: ([item]) => new Date(item.parsed.x * 1000).toISOString().slice(0, 10) } },
      },
    },
  });
};
shown("stock", 310, [set("close, US$", INK.compute, points(days, close))], { type: "logarithmic" });
shown("stock", 190, [set("drawdown", INK.compute, points(days, falls), { fill: true })], { type: "linear" });
ready("stock");
shown("attention", 360, NAMES.map((name, i) => set(name, INK[name], points(quarters, rates[i]))), { type: "linear" });
ready("attention");
