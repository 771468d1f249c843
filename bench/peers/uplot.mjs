// uPlot: its own path builder, which draws lowest and highest of each pixel column; no cursor, legend or points.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { extent, HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

let data, range, shown, chart;

const load = (n) => {
  chart?.destroy();
  chart = undefined;
  data = series(n);
  range = extent(data.y);
  shown = new Window(n);
};

const draw = async () => {
  chart?.destroy();
  chart = new uPlot({
    width: WIDTH,
    height: HEIGHT,
    cursor: { show: false },
    legend: { show: false },
    select: { show: false },
    scales: { x: { time: false }, y: { auto: false, range } },
    series: [{}, { stroke: "#b5491c", width: 1, points: { show: false }, paths: uPlot.paths.linear() }],
  }, [data.x, data.y], place());
  await 0; // uPlot paints in a microtask
};

const pan = async (dx) => {
  shown.pan(dx);
  chart.setScale("x", { min: shown.min, max: shown.max });
  await 0;
};

window.__bench = { load, draw, pan };
