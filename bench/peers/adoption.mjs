// The adoption simulation (`src/model/adoption.rs`) in the best JavaScript that we could write, in several ways.
// n_A and n_B units in use; the next adopter takes A with probability n_A^α / (n_A^α + n_B^β).

const BINS = 50;

function weights(start, power, adopters) {
  return Float64Array.from({ length: start + adopters + 1 }, (_, n) => n ** power);
}

/** Runs by B's final share. */
function tally(counts, [a, b], adopters) {
  const bins = new Uint32Array(BINS);
  const all = a + b + adopters;
  for (const taken of counts) bins[Math.min(BINS - 1, Math.floor((all - a - taken) * BINS / all))] += 1;
  return bins;
}

/** A seed for xorshift32, which must not be 0; one round of a mixing function, so that seeds 1, 2, 3 differ. */
function seeded(seed, stream) {
  let z = Math.imul(seed ^ Math.imul(stream, 0x9e3779b9), 0x85ebca6b);
  z = Math.imul(z ^ (z >>> 15), 0xc2b2ae35);
  return (z ^ (z >>> 16)) | 1;
}

/** One adopter at a time: xorshift32 (Marsaglia 2003), tables of weights, no division. */
export function single({ runs, adopters, seed, start, powers }) {
  const [a, b] = start;
  const wa = weights(a, powers[0], adopters);
  const wb = weights(b, powers[1], adopters);
  const counts = new Uint32Array(runs);
  const last = a + b + adopters;
  let s = seeded(seed, 1);
  for (let run = 0; run < runs; run += 1) {
    let na = a;
    for (let all = a + b; all < last; all += 1) {
      s ^= s << 13;
      s ^= s >>> 17;
      s ^= s << 5;
      const p = wa[na];
      na += (s >>> 0) * 2.3283064365386963e-10 * (p + wb[all - na]) < p ? 1 : 0;
    }
    counts[run] = na - a;
  }
  return tally(counts, start, adopters);
}

/**
 * Blocks of `width` adopters, all runs before the next block: for every count that can occur, the distribution of how
 * many of the block take A, so that one random number decides a whole block. Four independent generators hide the
 * latency of each.
 */
function blocks(width) {
  return ({ runs, adopters, seed, start, powers }) => {
    const [a, b] = start;
    const wa = weights(a, powers[0], adopters);
    const wb = weights(b, powers[1], adopters);
    const counts = new Uint16Array(runs + 3);
    // Which counts occur: feedback leaves most of them empty, and their distributions need not be known.
    const seen = new Uint8Array(adopters + 1);
    seen[0] = 1;
    const thresholds = new Int32Array((adopters + 1) * width);
    const chance = new Float64Array(width + 1);
    let [s0, s1, s2, s3] = [1, 2, 3, 4].map((stream) => seeded(seed, stream));
    const advance = ADVANCE[width];
    let done = 0;
    while (done < adopters) {
      const step = Math.min(width, adopters - done);
      for (let taken = 0; taken <= done; taken += 1) {
        if (seen[taken]) fill(taken, step);
        seen[taken] = 0;
      }
      [s0, s1, s2, s3] = advance(counts, thresholds, seen, runs, s0, s1, s2, s3);
      done += step;
    }
    return tally(counts.subarray(0, runs), start, adopters);

    /** P(at most k of the block take A), k = 0 … width − 1, as thresholds of 31 bits, less one. */
    function fill(taken, step) {
      chance.fill(0);
      chance[0] = 1;
      for (let i = 0; i < step; i += 1) {
        const na = a + taken;
        const nb = b + done - taken + i;
        for (let k = i; k >= 0; k -= 1) {
          const p = wa[na + k] / (wa[na + k] + wb[nb - k]);
          chance[k + 1] += chance[k] * p;
          chance[k] *= 1 - p;
        }
      }
      let sum = 0;
      for (let k = 0; k < width; k += 1) {
        sum += chance[k];
        thresholds[taken * width + k] = Math.min(2147483647, sum * 2147483648) - 1;
      }
    }
  };
}

// Written out for each width: a loop over the thresholds costs three times as much. (t − u) >>> 31 is 1 where u > t,
// without a branch, which would be mispredicted half of the time.
const BODY = Object.fromEntries([1, 2, 4, 8].map((width) => [
  width, Array.from({ length: width }, (_, k) => `((t[${width} * n + ${k}] - u) >>> 31)`).join(" + "),
]));
const ADVANCE = Object.fromEntries(Object.entries(BODY).map(([width, sum]) => {
  const one = (s, at) => `${s} ^= ${s} << 13; ${s} ^= ${s} >>> 17; ${s} ^= ${s} << 5;
    n = counts[${at}]; u = ${s} >>> 1; n += ${sum}; counts[${at}] = n; seen[n] = 1;`;
  const body = ["s0", "s1", "s2", "s3"].map((s, i) => one(s, `run + ${i}`)).join("\n");
  return [width, new Function("counts", "t", "seen", "runs", "s0", "s1", "s2", "s3", `"use strict";
    let n = 0, u = 0;
    for (let run = 0; run < runs; run += 4) { ${body} }
    return [s0, s1, s2, s3];`)];
}));

export const WAYS = {
  "one adopter at a time": single,
  "step by step": blocks(1),
  "blocks of 2": blocks(2),
  "blocks of 4": blocks(4),
  "blocks of 8": blocks(8),
};
