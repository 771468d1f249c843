// Observable Plot: SVG. It has neither decimation nor updates, so a pan plots the window's points anew.
import { lineY, plot } from "@observablehq/plot";
import { extent, HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

let data, shown, range;

const load = (n) => {
  place().replaceChildren();
  data = series(n);
  range = extent(data.y);
  shown = new Window(n);
};

function paint(min, max) {
  // x = i: the window's points, with a neighbour on either side.
  const first = Math.max(0, Math.floor(min) - 1);
  const last = Math.min(data.y.length, Math.ceil(max) + 2);
  place().replaceChildren(plot({
    width: WIDTH,
    height: HEIGHT,
    x: { domain: [min, max] },
    y: { domain: range, grid: true },
    marks: [lineY(data.y.subarray(first, last), {
      x: data.x.subarray(first, last), stroke: "#b5491c", strokeWidth: 1, clip: true,
    })],
  }));
}

const draw = () => paint(0, shown.last);

const pan = (dx) => {
  shown.pan(dx);
  paint(shown.min, shown.max);
};

window.__bench = { load, draw, pan };
