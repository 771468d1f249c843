//! Increasing returns: two technologies, each new adopter drawn to what others have adopted.
//!
//! W. B. Arthur, "Competing technologies, increasing returns, and lock-in by historical events", The Economic
//! Journal 99 (1989); as an urn: G. Pólya (1930), and with powers Arthur, Ermoliev & Kaniovski (1983).
//! State: n_A, n_B units in use. The next adopter takes A with probability
//! n_A^α / (n_A^α + n_B^β), and the taken one's count grows by one. With α = β = 1 and one unit each this is
//! Pólya's urn, whose final share is uniform; powers above 1 end in lock-in.
//!
//! All runs stand at the same adopter. For each block of [`BLOCK`] adopters the exact law of how many of them
//! take A is worked out once for every n_A at which a run may stand ([`law`]); then one random word a run decides
//! the whole block. The runs are as independent and as exact as if each adopter had drawn a number of their own,
//! but for 2⁻³² by which a threshold is rounded.

mod law;

use super::lanes::{Quad, Row};
use super::rng::Sfc32x4;

pub use law::BLOCK;

/// The most adopters of an experiment.
const MOST: u32 = 1_000_000;

/// One set of parameters, and its runs as far as they are done.
#[derive(Clone, Debug)]
pub struct Experiment {
    start: [u32; 2],
    /// Blocks are whole: before the first adopter come as many who take nothing as fill the first one up.
    lead: usize,
    /// Adopters and those who lead.
    all: usize,
    /// How many of them are done, the same in every run.
    done: usize,
    /// What A has gained in each run, four to an element.
    gained: Vec<Quad>,
    /// The least and the most that A has gained in any run.
    range: [usize; 2],
    rng: Sfc32x4,
    /// n_A^α by what A has gained, and n_B^β by what B has; before, infinity: there nobody takes A.
    weights: [Vec<f64>; 2],
    /// Thresholds by what A has gained at the block's start.
    rows: Vec<Row>,
}

/// Bins of a [`Tally`].
pub const BINS: usize = 50;
/// The first and the last so many of them, a tenth, are lock-in.
pub const LOCKED: usize = BINS / 10;

/// How often B ended with which share of all units. A share on the edge of two bins is in the one farther from one
/// half, so that both sides count alike; one half itself is in the upper one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Runs by B's final share.
    pub bins: [u32; BINS],
}

impl Default for Tally {
    fn default() -> Self {
        Self { bins: [0; BINS] }
    }
}

impl Experiment {
    /// `start` units of A and B (at least one each), `powers` α and β, `adopters` in each of `runs`, whose number
    /// is rounded up to a multiple of four.
    pub fn new(start: [u32; 2], powers: [f64; 2], adopters: u32, runs: u32, seed: u64) -> Self {
        let start = start.map(|n| n.clamp(1, 1_000));
        let adopters = adopters.min(MOST) as usize;
        let all = adopters.next_multiple_of(BLOCK);
        let lead = all - adopters;
        // Further on both sides than what can occur, for rows that only complete a block.
        let weigh = |start: u32, power: f64, before: usize| {
            let weight = |n: usize| match n.checked_sub(before) {
                Some(gained) => libm::pow(f64::from(start) + gained as f64, power),
                None => f64::INFINITY,
            };
            (0..all + 3 * BLOCK).map(weight).collect()
        };
        let ([a, b], [alpha, beta]) = (start, powers);
        Self {
            start,
            lead,
            all,
            done: 0,
            gained: vec![Quad::splat(0); runs.div_ceil(4) as usize],
            range: [0, 0],
            rng: Sfc32x4::new(seed),
            weights: [weigh(a, alpha, 0), weigh(b, beta, lead + 2 * BLOCK)],
            rows: vec![[Quad::splat(0); 2]; adopters + 4],
        }
    }

    /// Adopters done in each run.
    pub fn done(&self) -> usize {
        self.done.saturating_sub(self.lead)
    }

    /// Goes on by up to `blocks` blocks; true when all adopters are done. Any slicing gives the same runs.
    pub fn advance(&mut self, blocks: u32) -> bool {
        for _ in 0..blocks {
            if self.done >= self.all || !self.prepare() {
                break;
            }
            self.decide();
            self.done += BLOCK;
        }
        self.done >= self.all
    }

    /// Works out the thresholds of the next block.
    fn prepare(&mut self) -> bool {
        let [least, most] = self.range;
        // A multiple of four, the highest ones perhaps rows that no run is at.
        let rows = (most - least) / 4 * 4 + 4;
        let end = self.done + 3 * BLOCK - least;
        let [a, b] = &self.weights;
        let (Some(rows), Some(a), Some(b)) =
            (self.rows.get_mut(least..least + rows), a.get(least..), b.get(..end))
        else {
            return false;
        };
        law::fill(rows, a, b);
        true
    }

    /// Decides the next block in every run.
    #[inline(never)]
    fn decide(&mut self) {
        let rows = &self.rows;
        let row = |gained: u32| rows.get(gained as usize);
        let mut rng = self.rng;
        let (mut least, mut most) = (Quad::splat(u32::MAX >> 1), Quad::splat(0));
        for gained in &mut self.gained {
            let [a, b, c, d] = gained.words();
            let (Some(a), Some(b), Some(c), Some(d)) = (row(a), row(b), row(c), row(d)) else {
                return;
            };
            *gained = gained.plus(rng.words().above(&[a, b, c, d]));
            (least, most) = (least.least(*gained), most.most(*gained));
        }
        self.rng = rng;
        let ([a, b, c, d], [e, f, g, h]) = (least.words(), most.words());
        self.range = [a.min(b).min(c).min(d) as usize, e.max(f).max(g).max(h) as usize];
    }

    /// Where the runs stand.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        let ([a, b], done) = (self.start.map(|n| n as usize), self.done());
        for gained in &self.gained {
            for gained in gained.words() {
                let (others, all) = (b + done - gained as usize, a + b + done);
                if let Some(count) = tally.bins.get_mut(bin(others, all)) {
                    *count += 1;
                }
            }
        }
        tally
    }
}

/// The bin of a [`Tally`] for so many units of all.
fn bin(units: usize, all: usize) -> usize {
    match 2 * units < all {
        true => (units * BINS).div_ceil(all).saturating_sub(1),
        false => units * BINS / all,
    }
}

impl Tally {
    /// Runs counted.
    pub fn runs(&self) -> u32 {
        self.bins.iter().sum()
    }

    /// Shares of the runs in which A has at least nine units in ten, in which B has,
    /// and the rest; `None` before the first run.
    pub fn locked(&self) -> Option<[f64; 3]> {
        let runs = f64::from(self.runs());
        if runs == 0.0 {
            return None;
        }
        let sum = |bins: &[u32]| bins.iter().map(|n| f64::from(*n)).sum::<f64>() / runs;
        let (low, rest) = self.bins.split_at(LOCKED);
        let (middle, high) = rest.split_at(BINS - 2 * LOCKED);
        Some([sum(low), sum(high), sum(middle)])
    }
}

/// Standard error of a share `p` estimated from `runs` independent runs: √(p (1 − p) / runs).
///
/// ```
/// use compute_anxiety::model::adoption::standard_error;
/// assert_eq!(standard_error(0.5, 10_000), 0.005);
/// ```
pub fn standard_error(p: f64, runs: u32) -> f64 {
    libm::sqrt((p * (1.0 - p) / f64::from(runs.max(1))).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(start: [u32; 2], powers: [f64; 2], adopters: u32, runs: u32) -> Tally {
        let mut experiment = Experiment::new(start, powers, adopters, runs, 1);
        assert!(experiment.advance(adopters));
        experiment.tally()
    }

    /// Pólya's urn from one unit each: after n steps every count of B from 1 to n + 1 is equally likely.
    #[test]
    fn a_fair_polya_urn_ends_anywhere_with_equal_chance() {
        // 1 + 1 + 1998 units: each bin holds 40 of the 1999 outcomes, the one below one half 39.
        let tally = tally([1, 1], [1.0, 1.0], 1_998, 20_000);
        let mut chi = 0.0;
        for (i, n) in tally.bins.iter().enumerate() {
            let expected = 20_000.0 * if i == 24 { 39.0 } else { 40.0 } / 1_999.0;
            chi += (f64::from(*n) - expected) * (f64::from(*n) - expected) / expected;
        }
        // 49 degrees of freedom: the 0.1 % point is 85.4.
        assert!(chi < 85.4, "chi-square {chi}");
    }

    /// From (2, 1) the limit of A's share is Beta(2, 1): P(share of B < x) = 1 − (1 − x)².
    #[test]
    fn a_head_start_gives_the_beta_limit() {
        let tally = tally([2, 1], [1.0, 1.0], 2_000, 20_000);
        let mut below = 0.0;
        for (i, n) in tally.bins.iter().enumerate() {
            below += f64::from(*n) / 20_000.0;
            let x = (i as f64 + 1.0) / BINS as f64;
            let expected = 1.0 - (1.0 - x) * (1.0 - x);
            // Kolmogorov's 0.1 % bound for 20,000 runs is 0.0138, and the urn is finite.
            assert!((below - expected).abs() < 0.0145, "{x}: {below} {expected}");
        }
    }

    #[test]
    fn both_sides_lock_in_at_nine_units_in_ten() {
        for all in [10, 2_001, 2_010, 2_020] {
            for units in 1..all {
                let side = bin(units, all);
                assert_eq!(side < LOCKED, units * 10 <= all, "{units} of {all}");
                assert_eq!(side >= BINS - LOCKED, units * 10 >= 9 * all, "{units} of {all}");
                assert!(2 * units == all || side + bin(all - units, all) == BINS - 1);
            }
        }
    }

    /// Without feedback the share of B is binomial around one half.
    #[test]
    fn without_feedback_nothing_locks_in() {
        let tally = tally([1, 1], [0.0, 0.0], 2_000, 2_000);
        assert_eq!(tally.locked().map(|l| l[2]), Some(1.0));
        assert!(tally.bins.iter().skip(22).take(6).sum::<u32>() >= 1_995);
    }

    #[test]
    fn with_strong_returns_almost_every_run_locks_in() {
        let locked = tally([1, 1], [2.0, 2.0], 2_000, 2_000).locked().unwrap();
        assert!(locked[2] < 0.01, "{locked:?}");
        assert!((locked[0] - locked[1]).abs() < 0.08, "{locked:?}");
    }

    #[test]
    fn any_slicing_gives_the_same_tally() {
        let mut whole = Experiment::new([5, 1], [1.0, 1.4], 300, 501, 9);
        let mut parts = whole.clone();
        assert!(whole.advance(u32::MAX));
        let mut slices = [1, 0, 7, 11].into_iter().cycle();
        while !parts.advance(slices.next().unwrap_or(1)) {
            assert_eq!(parts.tally().runs(), 504);
        }
        assert_eq!(whole.tally(), parts.tally());
        assert_eq!((whole.tally().runs(), whole.done()), (504, 300));
    }

    /// The chance of every number of units that A can gain, adopter by adopter.
    fn law(start: [u32; 2], powers: [f64; 2], adopters: u32) -> Vec<f64> {
        let weight = |i: usize, gained: u32| libm::pow(f64::from(start[i] + gained), powers[i]);
        let mut chance = vec![1.0];
        for done in 0..adopters {
            let mut next = vec![0.0; chance.len() + 1];
            for (gained, p) in (0..).zip(&chance) {
                let (a, b) = (weight(0, gained), weight(1, done - gained));
                next[gained as usize] += p * b / (a + b);
                next[gained as usize + 1] += p * a / (a + b);
            }
            chance = next;
        }
        chance
    }

    /// Against the exact law, whole blocks and a short first one, where every outcome is counted.
    #[test]
    fn runs_end_as_often_at_each_count_as_the_exact_law_says() {
        for (start, powers, adopters) in [
            ([1, 1], [1.0, 1.0], 8),
            ([20, 1], [1.0, 2.0], 29),
            ([6, 1], [1.0, 1.5], 24),
            ([1, 3], [0.3, 0.0], 13),
            ([2, 2], [2.0, 1.7], 1),
        ] {
            let mut experiment = Experiment::new(start, powers, adopters, 100_002, 3);
            assert!(experiment.advance(u32::MAX));
            let mut seen = vec![0.0; adopters as usize + 1];
            for gained in experiment.gained.iter().flat_map(|g| g.words()) {
                seen[gained as usize] += 1.0;
            }
            let (mut chi, mut freedom, mut rare) = (0.0, -1.0, [0.0; 2]);
            let mut compare = |seen: f64, expected: f64| {
                chi += (seen - expected) * (seen - expected) / expected;
                freedom += 1.0;
            };
            for (seen, p) in seen.iter().zip(law(start, powers, adopters)) {
                let expected = p * 100_004.0;
                if expected < 10.0 {
                    rare = [rare[0] + seen, rare[1] + expected];
                } else {
                    compare(*seen, expected);
                }
            }
            if rare[1] > 5.0 {
                compare(rare[0], rare[1]);
            }
            // Wilson and Hilferty's 0.01 % point of chi-square.
            let k = 2.0 / (9.0 * freedom);
            let limit = freedom * (1.0 - k + 3.72 * libm::sqrt(k)).powi(3);
            assert!(chi < limit, "{start:?} {powers:?} {adopters}: {chi} of {limit}, {freedom}");
        }
    }

    /// Each row of each block's thresholds is the law of eight adopters, to a word's last bits.
    #[test]
    fn thresholds_are_the_law_of_a_block() {
        let mut experiment = Experiment::new([3, 2], [1.2, 0.7], 100, 4_000, 5);
        experiment.advance(9);
        let ([least, most], done) = (experiment.range, experiment.done() as u32);
        assert!(experiment.prepare() && most > least + 20);
        for gained in least..=most {
            let start = [3 + gained as u32, 2 + done - gained as u32];
            let chance = law(start, [1.2, 0.7], BLOCK as u32);
            let mut tail = 0.0;
            let words = experiment.rows[gained].iter().flat_map(|q| q.words());
            for (j, word) in (1..=BLOCK).zip(words).collect::<Vec<_>>().into_iter().rev() {
                tail += chance[j];
                let expected = tail * f64::from(u32::MAX);
                let word = f64::from(word ^ (1 << 31));
                assert!((word - expected).abs() < 0.6, "{gained} {j}: {word} {expected}");
            }
        }
    }
}
