//! How many of the next eight adopters take A: the exact law for every state that can occur.
//!
//! G(s, j, m) is the chance that at least j of the last s of the eight take A where A has gained m units so far:
//! G(s, j, m) = p G(s−1, j−1, m+1) + (1 − p) G(s−1, j, m), with G(·, 0, ·) = 1 and p the chance of the first
//! of the s. Two states go in one pair of lanes: those of the lower half of the rows and those of the upper.

use crate::model::lanes::{Pair, Quad, Row};

/// Adopters in one block.
pub const BLOCK: usize = 8;
/// Chances are scaled to words: the largest word is certainty.
const CERTAIN: Pair = Pair::of(u32::MAX as f64, u32::MAX as f64);
const NONE: Pair = Pair::of(0.0, 0.0);

/// Fills in the thresholds of `rows`, one row a state, m ascending, a multiple of four: a uniform word is
/// below as many of a row as there are adopters who take A.
///
/// `a` holds the weight n_A^α of each row and of at least eight more; `b` the weight n_B^β, ascending, its last
/// eight those of the lowest row and the block's eight adopters. At an infinite n_B^β nobody takes A.
#[inline(never)]
pub fn fill(rows: &mut [Row], a: &[f64], b: &[f64]) {
    let half = rows.len() / 2;
    let (low, high) = rows.split_at_mut(half);
    // The rows above the highest serve the ones below them only.
    let mut above = BLOCK;
    let all = half + above;
    let (Some(a_low), Some(a_high)) = (a.get(..all), a.get(half..half + all)) else { return };
    let end = b.len();
    let reach =
        |skip: usize| b.get(end.saturating_sub(skip + all + BLOCK - 1)..end.saturating_sub(skip));
    let (Some(b_low), Some(b_high)) = (reach(0), reach(half)) else { return };
    let (mut a_low, mut a_high) = (a_low.iter(), a_high.iter());
    let (mut b_low, mut b_high) = (b_low.array_windows(), b_high.array_windows());
    let (mut low, mut high) = (low.iter_mut(), high.iter_mut());

    // G(s, j, m + 1) in `g_s[j]`: an array each and written out, so that all of them can be registers.
    let g0 = [CERTAIN];
    let mut g1 = [CERTAIN, NONE];
    let mut g2 = [CERTAIN, NONE, NONE];
    let mut g3 = [CERTAIN, NONE, NONE, NONE];
    let mut g4 = [CERTAIN, NONE, NONE, NONE, NONE];
    let mut g5 = [CERTAIN, NONE, NONE, NONE, NONE, NONE];
    let mut g6 = [CERTAIN, NONE, NONE, NONE, NONE, NONE, NONE];
    let mut g7 = [CERTAIN, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
    // States m and m − 1 at a time: what is carried from state to state is read and written half as often.
    while let (Some(a), Some(a2), Some(b), Some(b2), Some(c), Some(c2), Some(d), Some(d2)) = (
        a_low.next_back(),
        a_high.next_back(),
        b_low.next(),
        b_high.next(),
        a_low.next_back(),
        a_high.next_back(),
        b_low.next(),
        b_high.next(),
    ) {
        let (b, b2): (&[f64; BLOCK], &[f64; BLOCK]) = (b, b2);
        let (d, d2): (&[f64; BLOCK], &[f64; BLOCK]) = (d, d2);
        let (a, c) = (Pair::of(*a, *a2), Pair::of(*c, *c2));
        // G(s, j, m) in `here[j]`, G(s, j, m − 1) in `next[j]`.
        let mut here = [CERTAIN, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE];
        let mut next = here;
        macro_rules! step {
            ($s:literal $g:ident: $($j:literal)*) => {
                let n = BLOCK - $s;
                let p = a / (a + Pair::of(b[n], b2[n]));
                let q = c / (c + Pair::of(d[n], d2[n]));
                let (all, every) = (p * $g[$s - 1], q * here[$s - 1]);
                $(
                    let (more, then) = (here[$j], next[$j]);
                    next[$j] = then + q * (here[$j - 1] - then);
                    here[$j] = more + p * ($g[$j - 1] - more);
                    $g[$j] = then;
                )*
                (here[$s], next[$s]) = (all, every);
            };
        }
        step!(1 g0:);
        step!(2 g1: 1);
        step!(3 g2: 2 1);
        step!(4 g3: 3 2 1);
        step!(5 g4: 4 3 2 1);
        step!(6 g5: 5 4 3 2 1);
        step!(7 g6: 6 5 4 3 2 1);
        step!(8 g7: 7 6 5 4 3 2 1);
        if above > 0 {
            above -= 2;
        } else if let (Some(low), Some(high), Some(low2), Some(high2)) =
            (low.next_back(), high.next_back(), low.next_back(), high.next_back())
        {
            let [_, a, b, c, d, e, f, g, h] = here;
            [*low, *high] = Quad::thresholds(&[a, b, c, d, e, f, g, h]);
            let [_, a, b, c, d, e, f, g, h] = next;
            [*low2, *high2] = Quad::thresholds(&[a, b, c, d, e, f, g, h]);
        }
    }
}
