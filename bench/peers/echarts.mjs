// Apache ECharts: canvas, only the modules used, no animation, typed interleaved data, its own sampling.
import { LineChart } from "echarts/charts";
import { DataZoomInsideComponent, GridComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { extent, HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

use([LineChart, GridComponent, DataZoomInsideComponent, CanvasRenderer]);

let data, pairs, range, shown, chart;

const load = (n) => {
  chart?.dispose();
  chart = undefined;
  data = series(n);
  range = extent(data.y);
  pairs = new Float64Array(2 * n);
  for (let i = 0; i < n; i += 1) {
    pairs[2 * i] = data.x[i];
    pairs[2 * i + 1] = data.y[i];
  }
  shown = new Window(n);
};

const draw = () => {
  chart?.dispose();
  const [min, max] = range;
  const labels = { showMinLabel: false, showMaxLabel: false };
  chart = init(place(), null, { renderer: "canvas", width: WIDTH, height: HEIGHT, devicePixelRatio: 1 });
  chart.setOption({
    animation: false,
    grid: { left: 50, right: 10, top: 10, bottom: 30 },
    xAxis: { type: "value", min: 0, max: shown.last, axisLabel: labels },
    yAxis: { type: "value", min, max, axisLabel: labels },
    dataZoom: { type: "inside", startValue: 0, endValue: shown.last, filterMode: "none", throttle: 0 },
    series: {
      type: "line", data: pairs, dimensions: ["x", "y"], showSymbol: false, silent: true, sampling: "minmax",
      lineStyle: { width: 1, color: "#b5491c" }, emphasis: { disabled: true },
    },
  });
  chart.getZr().flush();
};

// Tried at 10⁵ and 10⁶: the zoom's other filter and setting the axis' ends cost more; "lttb" costs the same.
const pan = (dx) => {
  shown.pan(dx);
  chart.dispatchAction({ type: "dataZoom", startValue: shown.min, endValue: shown.max });
  chart.getZr().flush();
};

window.__bench = { load, draw, pan };
