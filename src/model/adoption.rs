//! Increasing returns: two technologies, each new adopter drawn to what others have adopted.
//!
//! W. B. Arthur, "Competing technologies, increasing returns, and lock-in by historical events", The Economic
//! Journal 99 (1989); as an urn: G. Pólya (1930), and with powers Arthur, Ermoliev & Kaniovski (1983).
//! State: n_A, n_B units in use. The next adopter takes A with probability
//! n_A^α / (n_A^α + n_B^β), and the taken one's count grows by one. With α = β = 1 and one unit each this is
//! Pólya's urn, whose final share is uniform; powers above 1 end in lock-in.

use super::rng::SplitMix64;

/// One set of parameters, ready to run.
#[derive(Clone, Debug)]
pub struct Experiment {
    start: [usize; 2],
    adopters: usize,
    seed: u64,
    /// n^α and n^β for every n that can occur.
    weights: [Vec<f64>; 2],
}

/// Bins of a [`Tally`].
pub const BINS: usize = 50;

/// How often B ended with which share of all units: bin `i` holds shares from i/[`BINS`] on.
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
    /// `start` units of A and B (at least one each), `powers` α and β, `adopters` a run.
    pub fn new(start: [u32; 2], powers: [f64; 2], adopters: u32, seed: u64) -> Self {
        let start = start.map(|n| n.clamp(1, 1_000) as usize);
        let adopters = adopters.min(1_000_000) as usize;
        let table = |i: usize| {
            let most = start.get(i).copied().unwrap_or(1) + adopters;
            let power = powers.get(i).copied().unwrap_or(1.0);
            (0..=most).map(|n| libm::pow(n as f64, power)).collect()
        };
        Self { start, adopters, seed, weights: [table(0), table(1)] }
    }

    /// Adds the runs numbered `first..last`. Each has a random stream of its own, so that any order and any
    /// slicing gives the same tally.
    pub fn run(&self, first: u32, last: u32, tally: &mut Tally) {
        let [a, b] = &self.weights;
        for run in first..last {
            let mut rng = SplitMix64::stream(self.seed, u64::from(run));
            let [mut na, mut nb] = self.start;
            for _ in 0..self.adopters {
                let (Some(wa), Some(wb)) = (a.get(na), b.get(nb)) else { break };
                if rng.unit() * (wa + wb) < *wa {
                    na += 1;
                } else {
                    nb += 1;
                }
            }
            let bin = (nb * BINS / (na + nb)).min(BINS - 1);
            if let Some(count) = tally.bins.get_mut(bin) {
                *count += 1;
            }
        }
    }
}

impl Tally {
    /// Runs counted.
    pub fn runs(&self) -> u32 {
        self.bins.iter().sum()
    }

    /// Shares of the runs in which A has more than nine units in ten, in which B has at least nine in ten,
    /// and the rest; `None` before the first run.
    pub fn locked(&self) -> Option<[f64; 3]> {
        let runs = f64::from(self.runs());
        if runs == 0.0 {
            return None;
        }
        let edge = BINS / 10;
        let sum = |bins: &[u32]| bins.iter().map(|n| f64::from(*n)).sum::<f64>() / runs;
        let (low, rest) = self.bins.split_at(edge);
        let (middle, high) = rest.split_at(BINS - 2 * edge);
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
        let mut tally = Tally::default();
        Experiment::new(start, powers, adopters, 1).run(0, runs, &mut tally);
        tally
    }

    /// Pólya's urn from one unit each: after n steps every count of B from 1 to n + 1 is equally likely.
    #[test]
    fn a_fair_polya_urn_ends_anywhere_with_equal_chance() {
        // 1 + 1 + 1998 units: each bin holds 40 of the 1999 outcomes, the first 39.
        let tally = tally([1, 1], [1.0, 1.0], 1_998, 20_000);
        let mut chi = 0.0;
        for (i, n) in tally.bins.iter().enumerate() {
            let expected = 20_000.0 * if i == 0 { 39.0 } else { 40.0 } / 1_999.0;
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
        let experiment = Experiment::new([5, 1], [1.0, 1.4], 300, 9);
        let mut whole = Tally::default();
        experiment.run(0, 500, &mut whole);
        let mut parts = Tally::default();
        for (first, last) in [(400, 500), (0, 7), (7, 400)] {
            experiment.run(first, last, &mut parts);
        }
        assert_eq!(whole, parts);
        assert_eq!(whole.runs(), 500);
    }
}
