// Plotly: a static plot with fixed ranges; `?type=scattergl` tries the other kind of trace.
import Plotly from "plotly.js-dist-min";
import { extent, HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

let data, range, shown;

const load = (n) => {
  Plotly.purge(place());
  data = series(n);
  range = extent(data.y);
  shown = new Window(n);
};

// scatter (SVG), unless asked: which is faster is measured and noted in README.md.
const TYPE = new URLSearchParams(location.search).get("type") ?? "scatter";

const draw = async () => {
  Plotly.purge(place());
  const axis = { fixedrange: true, zeroline: false };
  await Plotly.newPlot(
    place(),
    [{ type: TYPE, mode: "lines", x: data.x, y: data.y, hoverinfo: "skip", line: { width: 1, color: "#b5491c" } }],
    {
      width: WIDTH, height: HEIGHT, margin: { l: 50, r: 10, t: 10, b: 30 }, showlegend: false,
      xaxis: { ...axis, range: [0, shown.last] }, yaxis: { ...axis, range },
    },
    { staticPlot: true, displayModeBar: false },
  );
};

const pan = async (dx) => {
  shown.pan(dx);
  await Plotly.relayout(place(), { "xaxis.range": [shown.min, shown.max] });
};

window.__bench = { load, draw, pan };
