// Chart.js: decimation min-max, data in its own form (`parsing: false`), sorted (`normalized`), no animation.
import { Chart, Decimation, LinearScale, LineController, LineElement, PointElement } from "chart.js";
import { extent, HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

Chart.register(Decimation, LinearScale, LineController, LineElement, PointElement);

let data, points, range, shown, chart;

const clear = () => {
  chart?.destroy();
  chart = undefined;
  place().replaceChildren();
};

// Chart.js wants an object a point; making them is not timed.
const load = (n) => {
  clear();
  data = series(n);
  range = extent(data.y);
  points = Array.from({ length: n }, (_, i) => ({ x: data.x[i], y: data.y[i] }));
  shown = new Window(n);
};

const draw = () => {
  clear();
  const [min, max] = range;
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  place().append(canvas);
  chart = new Chart(canvas, {
    type: "line",
    data: { datasets: [{ data: points, borderColor: "#b5491c", borderWidth: 1, pointRadius: 0 }] },
    options: {
      animation: false, responsive: false, devicePixelRatio: 1, parsing: false, normalized: true, events: [],
      scales: { x: { type: "linear", min: 0, max: shown.last }, y: { type: "linear", min, max } },
      plugins: { decimation: { enabled: true, algorithm: "min-max" } },
    },
  });
};

const pan = (dx) => {
  shown.pan(dx);
  chart.options.scales.x.min = shown.min;
  chart.options.scales.x.max = shown.max;
  chart.update("none");
};

window.__bench = { load, draw, pan };
