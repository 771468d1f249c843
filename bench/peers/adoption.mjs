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
 * Blocks of `width` adopters, all runs before the next block: for every count that occurs, the distribution of how many
 * of the block take A, so that one random number decides a whole block. Four independent generators hide the latency
 * of each.
 */
function blocks(width) {
  const fill = filler(width);
  const advance = advancer(width);
  return ({ runs, adopters, seed, start, powers }) => {
    const [a, b] = start;
    const wa = weights(a, powers[0], adopters);
    const wb = weights(b, powers[1], adopters);
    const counts = new Uint16Array(runs + 3);
    // Which counts occur: feedback leaves most of them empty, and their distributions need not be known.
    const seen = new Uint8Array(adopters + 1);
    seen[0] = 1;
    const thresholds = new Int32Array((adopters + 1) * width);
    // P(the next takes A), a row for each adopter of the block.
    const row = adopters + width + 1;
    const chance = new Float64Array(row * width);
    let streams = [1, 2, 3, 4].map((stream) => seeded(seed, stream));
    for (let done = 0; done < adopters; done += width) {
      for (let i = 0; i < width; i += 1) {
        const units = b + done + i;
        // Beyond the last adopter nobody takes anything.
        if (done + i >= adopters) chance.fill(0, i * row, (i + 1) * row);
        else for (let n = 0; n <= done + i; n += 1) chance[i * row + n] = wa[a + n] / (wa[a + n] + wb[units - n]);
      }
      fill(thresholds, chance, row, seen, done);
      streams = advance(counts, thresholds, seen, runs, ...streams);
    }
    return tally(counts.subarray(0, runs), start, adopters);
  };
}

// The two inner loops are written out for each width by these; a loop over the thresholds costs three times as much.

/** Thresholds of 31 bits, less one, of P(at most k of the block take A), k = 0 … width − 1. */
function filler(width) {
  const lines = ["const c0_0 = 1;"];
  for (let i = 0; i < width; i += 1) {
    for (let k = 0; k <= i; k += 1) lines.push(`const m${i}_${k} = c${i}_${k} * p[${i} * row + n + ${k}];`);
    for (let k = 0; k <= i + 1; k += 1) {
      const stays = k <= i ? `c${i}_${k} - m${i}_${k}` : "0";
      lines.push(`const c${i + 1}_${k} = ${stays}${k ? ` + m${i}_${k - 1}` : ""};`);
    }
  }
  lines.push("let sum = 0;");
  for (let k = 0; k < width; k += 1) {
    lines.push(`sum += c${width}_${k}; t[${width} * n + ${k}] = sum * 2147483647 - 1;`);
  }
  return new Function("t", "p", "row", "seen", "last", `"use strict";
    for (let n = 0; n <= last; n += 1) {
      if (seen[n] === 0) continue;
      seen[n] = 0;
      ${lines.join("\n")}
    }`);
}

/** A block for every run. (t − u) >>> 31 is 1 where u > t, without a branch, which would be mispredicted too often. */
function advancer(width) {
  const above = (k) => `((t[at + ${k}] - u) >>> 31)`;
  const search = [];
  if (width < 8) {
    search.push(`k = ${Array.from({ length: width }, (_, k) => above(k)).join(" + ")};`);
  } else {
    // The thresholds of a block ascend: a search in halves, whose last step tells width − 1 from width.
    search.push("k = 0;");
    for (let half = width >> 1; half > 0; half >>= 1) search.push(`k += ${above(`k + ${half - 1}`)} * ${half};`);
    search.push(`k += ${above("k")};`);
  }
  const one = (s, run) => `${s} ^= ${s} << 13; ${s} ^= ${s} >>> 17; ${s} ^= ${s} << 5;
    n = counts[${run}]; u = ${s} >>> 1; at = ${width} * n; ${search.join(" ")} n += k; counts[${run}] = n; seen[n] = 1;`;
  return new Function("counts", "t", "seen", "runs", "s0", "s1", "s2", "s3", `"use strict";
    let n = 0, u = 0, at = 0, k = 0;
    for (let run = 0; run < runs; run += 4) { ${["s0", "s1", "s2", "s3"].map((s, i) => one(s, `run + ${i}`)).join("\n")} }
    return [s0, s1, s2, s3];`);
}

export const WAYS = {
  "one adopter at a time": single,
  "step by step": blocks(1),
  "blocks of 2": blocks(2),
  "blocks of 4": blocks(4),
  "blocks of 8": blocks(8),
  "blocks of 16": blocks(16),
};
