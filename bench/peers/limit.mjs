// The limit: a canvas written by hand for this one series, with lowest and highest of blocks computed beforehand.
import { HEIGHT, place, series, WIDTH, Window } from "./common.mjs";

const [LEFT, RIGHT, TOP, BOTTOM] = [50, 10, 10, 30];
/** Points in a block of the lowest level; each level above joins two blocks. */
const BLOCK = 16;

let data, shown, context, levels;

const load = (n) => {
  data = series(n);
  shown = new Window(n);
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  place().replaceChildren(canvas);
  context = canvas.getContext("2d");
};

function build(y) {
  const levels = [];
  const count = Math.ceil(y.length / BLOCK);
  let lows = new Float64Array(count);
  let highs = new Float64Array(count);
  for (let block = 0; block < count; block += 1) {
    const start = block * BLOCK;
    const end = Math.min(y.length, start + BLOCK);
    let low = y[start];
    let high = low;
    for (let i = start + 1; i < end; i += 1) {
      const v = y[i];
      if (v < low) low = v;
      if (v > high) high = v;
    }
    lows[block] = low;
    highs[block] = high;
  }
  levels.push({ lows, highs });
  while (lows.length > 1) {
    const half = lows.length + 1 >> 1;
    const [below, above] = [new Float64Array(half), new Float64Array(half)];
    for (let i = 0; i < half; i += 1) {
      const other = Math.min(2 * i + 1, lows.length - 1);
      below[i] = Math.min(lows[2 * i], lows[other]);
      above[i] = Math.max(highs[2 * i], highs[other]);
    }
    [lows, highs] = [below, above];
    levels.push({ lows, highs });
  }
  return levels;
}

let low, high;
/** Lowest and highest of y[from..to], into `low` and `high`. */
function extremes(y, from, to) {
  low = Infinity;
  high = -Infinity;
  const points = (end) => {
    for (; from < end; from += 1) {
      const v = y[from];
      if (v < low) low = v;
      if (v > high) high = v;
    }
  };
  points(Math.min(to, Math.ceil(from / BLOCK) * BLOCK));
  let block = from / BLOCK;
  const rest = Math.floor(to / BLOCK);
  while (block < rest) {
    // The largest block that starts here and does not reach too far.
    let level = 0;
    while (level + 1 < levels.length && block % (2 << level) === 0 && block + (2 << level) <= rest) level += 1;
    const i = block >> level;
    if (levels[level].lows[i] < low) low = levels[level].lows[i];
    if (levels[level].highs[i] > high) high = levels[level].highs[i];
    block += 1 << level;
  }
  from = Math.max(from, Math.min(to, rest * BLOCK));
  points(to);
}

/** Ticks at 1, 2 or 5 times a power of ten, about `wanted` of them. */
function ticks(min, max, wanted) {
  const rough = (max - min) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((m) => m * power >= rough);
  const values = [];
  for (let i = Math.ceil(min / step); i * step <= max; i += 1) values.push(i * step);
  return values;
}

function axes(px, py, min, max, bottom, top) {
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.font = "12px sans-serif";
  context.fillStyle = "#555";
  context.strokeStyle = "#ddd";
  context.lineWidth = 1;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.beginPath();
  for (const value of ticks(min, max, 8)) {
    const x = Math.round(px(value)) + 0.5;
    context.moveTo(x, TOP);
    context.lineTo(x, HEIGHT - BOTTOM);
    context.fillText(String(value), x, HEIGHT - BOTTOM + 6);
  }
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const value of ticks(bottom, top, 6)) {
    const y = Math.round(py(value)) + 0.5;
    context.moveTo(LEFT, y);
    context.lineTo(WIDTH - RIGHT, y);
    context.fillText(String(value), LEFT - 6, y);
  }
  context.stroke();
}

function paint(min, max) {
  const { y } = data;
  const columns = WIDTH - LEFT - RIGHT;
  const [bottom, top] = [levels.at(-1).lows[0], levels.at(-1).highs[0]];
  const kx = columns / (max - min);
  const ky = (HEIGHT - TOP - BOTTOM) / (top - bottom);
  const px = (v) => LEFT + (v - min) * kx;
  const py = (v) => HEIGHT - BOTTOM - (v - bottom) * ky;
  axes(px, py, min, max, bottom, top);
  context.save();
  context.beginPath();
  context.rect(LEFT, TOP, columns, HEIGHT - TOP - BOTTOM);
  context.clip();
  context.strokeStyle = "#b5491c";
  context.lineJoin = "round";
  context.beginPath();
  if ((max - min) / columns < 4) {
    const last = Math.min(y.length - 1, Math.ceil(max));
    for (let i = Math.floor(min); i <= last; i += 1) context.lineTo(px(i), py(y[i]));
  } else {
    // First, lowest, highest and last of each column of pixels.
    let from = Math.floor(min);
    for (let column = 0; column < columns; column += 1) {
      const to = Math.min(y.length, Math.ceil(min + (column + 1) / kx));
      extremes(y, from, to);
      const x = LEFT + column + 0.5;
      context.lineTo(x, py(y[from]));
      context.lineTo(x, py(low));
      context.lineTo(x, py(high));
      context.lineTo(x, py(y[to - 1]));
      from = to;
    }
  }
  context.stroke();
  context.restore();
}

const draw = () => {
  levels = build(data.y);
  paint(0, shown.last);
};

const pan = (dx) => {
  shown.pan(dx);
  paint(shown.min, shown.max);
};

window.__bench = { load, draw, pan };
