import { LineChart } from "echarts/charts";
import { AxisPointerComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { box, fetched, INK, NAMES, ready } from "./series.mjs";

use([LineChart, GridComponent, TooltipComponent, LegendComponent, AxisPointerComponent, CanvasRenderer]);

const { days, close, falls, quarters, rates } = await fetched();
const pairs = (x, y) => x.map((t, i) => [t * 1000, y[i]]);
const line = (name, color, data, more) =>
  ({ type: "line", name, showSymbol: false, lineStyle: { width: 1.6 }, color, data, sampling: "minmax", ...more });
const shown = (id, height, option) => {
  const chart = init(box(id), null, { height });
  chart.setOption({ animation: false, tooltip: { trigger: "axis" }, ...option });
  chart.getZr().flush();
  ready(id);
};
shown("stock", 500, {
  axisPointer: { link: [{ xAxisIndex: "all" }] },
  grid: [{ left: 50, right: 20, top: 10, height: 290 }, { left: 50, right: 20, top: 340, height: 120 }],
  xAxis: [0, 1].map((gridIndex) => ({ type: "time", gridIndex })),
  yAxis: [{ type: "log" }, { type: "value", gridIndex: 1 }],
  series: [
    line("close, US$", INK.compute, pairs(days, close)),
    line("drawdown", INK.compute, pairs(days, falls), { xAxisIndex: 1, yAxisIndex: 1, areaStyle: { opacity: 0.2 } }),
  ],
});
shown("attention", 360, {
  legend: {},
  grid: { left: 50, right: 20, top: 40, bottom: 30 },
  xAxis: { type: "time" },
  yAxis: { type: "value" },
  series: NAMES.map((name, i) => line(name, INK[name], pairs(quarters, rates[i]))),
});
