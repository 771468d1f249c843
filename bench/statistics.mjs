// Medians and spreads.

export const sorted = (values) => Float64Array.from(values).sort();

/** The value below which a part `p` of the values lies, with linear interpolation. */
export function quantile(values, p) {
  const s = sorted(values);
  if (!s.length) return NaN;
  const at = p * (s.length - 1);
  const below = Math.floor(at);
  return s[below] + (at - below) * (s[Math.min(below + 1, s.length - 1)] - s[below]);
}

export const median = (values) => quantile(values, 0.5);

/** Median, quartiles, ends and number of the values. */
export function summary(values) {
  const [min, q1, mid, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((p) => quantile(values, p));
  return { median: mid, q1, q3, min, max, n: values.length };
}

/** A new order each round, the same in every run of the bench. */
export function shuffled(items, random) {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** A small seeded generator (mulberry32) for such orders. */
export function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
