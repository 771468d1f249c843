// What all contenders share: the series and the window that is shown.

export const WIDTH = 1000;
export const HEIGHT = 400;
/** Part of the data that a pan shows. */
const SHOWN = 0.8;

/** x = i and y a random walk from a 32-bit linear congruential generator, as `bench/page.rs` makes it. */
export function series(n) {
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  let state = 1;
  let at = 0;
  for (let i = 0; i < n; i += 1) {
    x[i] = i;
    y[i] = at;
    state = (Math.imul(1664525, state) + 1013904223) >>> 0;
    at += state / 4294967296 - 0.5;
  }
  return { x, y };
}

export function extent(values) {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i += 1) {
    const v = values[i];
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

/** A window of x that shows 80 % of the series; `pan` moves it by CSS px of a plot 1000 px wide and turns at the ends. */
export class Window {
  constructor(n) {
    this.last = n - 1;
    this.width = SHOWN * this.last;
    this.min = 0;
    this.sense = 1;
  }

  get max() {
    return this.min + this.width;
  }

  pan(dx) {
    const room = this.last - this.width;
    const to = this.min + this.sense * (dx / WIDTH) * this.width;
    if (to < 0 || to > room) this.sense = -this.sense;
    this.min = Math.max(0, Math.min(room, to));
  }
}

export function place() {
  return document.getElementById("plot");
}
