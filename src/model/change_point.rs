//! One change point in a binomial rate, with its uncertainty.

/// Where a rate most probably changed, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePoint {
    /// Index of the first period after the change.
    pub at: usize,
    /// Shortest run of periods that holds `at` and the probability asked for (inclusive).
    pub interval: (usize, usize),
    /// Probability in that interval.
    pub mass: f64,
    /// Pooled rate before and after.
    pub rates: (f64, f64),
    /// Probability that there is a change at all, with even odds beforehand.
    pub certainty: f64,
    /// How many times more the counts scatter than binomial ones would; 1 where they do not.
    pub dispersion: f64,
    /// Probability of each period being the first after the change, given that there is one.
    pub posterior: Vec<f64>,
}

/// Finds one change in the rate `hits[i] / totals[i]`.
///
/// Model: binomial counts with one unknown rate before and another after the change, uniform priors on both
/// rates and on the place; the rates integrate out to Beta functions, so the posterior is exact.
/// Source: A. F. M. Smith, "A Bayesian approach to inference about a change-point in a sequence of random
/// variables", Biometrika 62 (1975).
///
/// News comes in waves, so counts scatter more than binomial ones. The dispersion is estimated as Pearson's
/// χ² over its degrees of freedom around the best split, and all counts are divided by it before the
/// posterior is taken: the effective sample size of quasi-likelihood (McCullagh and Nelder, "Generalized
/// Linear Models", 1989, § 4.5). `level` is the credible mass, for example 0.9.
///
/// `None` where no split has counts on both sides, or a count is negative, not finite or above its total.
///
/// ```
/// use compute_anxiety::model::change_point::change_point;
/// let hits = [1.0, 2.0, 1.0, 2.0, 20.0, 22.0, 19.0];
/// let totals = [100.0; 7];
/// assert_eq!(change_point(&hits, &totals, 0.9).map(|c| (c.at, c.interval)), Some((4, (4, 4))));
/// ```
pub fn change_point(hits: &[f64], totals: &[f64], level: f64) -> Option<ChangePoint> {
    let valid = hits.iter().zip(totals).all(|(h, n)| *h >= 0.0 && h <= n && n.is_finite());
    if !valid {
        return None;
    }
    let first = index_of_max(&log_weights(hits, totals))?;
    let dispersion = dispersion(hits, totals, first);
    let scaled = |column: &[f64]| column.iter().map(|v| v / dispersion).collect::<Vec<f64>>();
    let (h, n) = (scaled(hits), scaled(totals));

    let log_weight = log_weights(&h, &n);
    let at = index_of_max(&log_weight)?;
    let peak = *log_weight.get(at)?;
    let weight: Vec<f64> = log_weight.iter().map(|w| libm::exp(w - peak)).collect();
    let sum: f64 = weight.iter().sum();
    let posterior: Vec<f64> = weight.iter().map(|w| w / sum).collect();
    let (interval, mass) = shortest(&posterior, at, level);

    let splits = log_weight.iter().filter(|w| w.is_finite()).count();
    let (all_hits, all_total) = sums(&h, &n, 0, usize::MAX);
    let change = peak + libm::log(sum / splits as f64);
    let no_change = log_beta(all_hits, all_total);
    Some(ChangePoint {
        at,
        interval,
        mass,
        rates: (rate(hits, totals, 0, at), rate(hits, totals, at, usize::MAX)),
        certainty: 1.0 / (1.0 + libm::exp(no_change - change)),
        dispersion,
        posterior,
    })
}

/// The log evidence of a change before each period, −∞ where one side would have nothing counted.
fn log_weights(hits: &[f64], totals: &[f64]) -> Vec<f64> {
    let (all_hits, all_total) = sums(hits, totals, 0, usize::MAX);
    (0..hits.len().min(totals.len()))
        .map(|k| {
            let (before, total) = sums(hits, totals, 0, k);
            if total > 0.0 && all_total - total > 0.0 {
                log_beta(before, total) + log_beta(all_hits - before, all_total - total)
            } else {
                f64::NEG_INFINITY
            }
        })
        .collect()
}

/// Pearson's χ² per degree of freedom around two rates split at `at`, at least 1.
fn dispersion(hits: &[f64], totals: &[f64], at: usize) -> f64 {
    let rates = (rate(hits, totals, 0, at), rate(hits, totals, at, usize::MAX));
    let mut counted = 0.0;
    let mut chi_squared = 0.0;
    for (i, (h, n)) in hits.iter().zip(totals).enumerate() {
        let p = if i < at { rates.0 } else { rates.1 };
        let variance = n * p * (1.0 - p);
        if variance > 0.0 {
            counted += 1.0;
            chi_squared += (h - n * p) * (h - n * p) / variance;
        }
    }
    if counted > 2.0 { (chi_squared / (counted - 2.0)).max(1.0) } else { 1.0 }
}

fn sums(hits: &[f64], totals: &[f64], start: usize, end: usize) -> (f64, f64) {
    let end = end.min(hits.len()).min(totals.len());
    let sum = |column: &[f64]| column.get(start..end).unwrap_or_default().iter().sum();
    (sum(hits), sum(totals))
}

fn rate(hits: &[f64], totals: &[f64], start: usize, end: usize) -> f64 {
    let (hits, total) = sums(hits, totals, start, end);
    hits / total
}

/// `ln B(h + 1, n − h + 1)`: the likelihood of `h` hits in `n` with the rate integrated out.
fn log_beta(hits: f64, total: f64) -> f64 {
    libm::lgamma(hits + 1.0) + libm::lgamma(total - hits + 1.0) - libm::lgamma(total + 2.0)
}

/// Index of the largest finite value.
fn index_of_max(values: &[f64]) -> Option<usize> {
    let finite = (0..values.len()).filter(|i| values.get(*i).is_some_and(|v| v.is_finite()));
    finite.reduce(|best, i| if values.get(i) > values.get(best) { i } else { best })
}

/// The shortest run around `at` that holds `level`, the fullest among equally short ones; everything
/// where none does.
fn shortest(posterior: &[f64], at: usize, level: f64) -> ((usize, usize), f64) {
    let last = posterior.len().saturating_sub(1);
    let mass = |low: usize, high: usize| -> f64 {
        posterior.get(low..=high).unwrap_or_default().iter().sum()
    };
    let mut best = ((0, last), mass(0, last));
    for low in 0..=at.min(last) {
        for high in at..=last {
            let held = mass(low, high);
            let shorter = high - low < best.0.1 - best.0.0;
            let fuller = high - low == best.0.1 - best.0.0 && held > best.1;
            if held >= level && (shorter || fuller) {
                best = ((low, high), held);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Independent reference: the two rates integrated numerically on a grid instead of in closed form.
    fn posterior_by_quadrature(hits: &[f64], totals: &[f64]) -> Vec<f64> {
        let evidence = |hits: &[f64], totals: &[f64]| -> f64 {
            let (h, n): (f64, f64) = (hits.iter().sum(), totals.iter().sum());
            let steps = 4_000;
            (0..steps)
                .map(|i| (f64::from(i) + 0.5) / f64::from(steps))
                .map(|p| (h * p.ln() + (n - h) * (1.0 - p).ln()).exp())
                .sum::<f64>()
                / f64::from(steps)
        };
        let raw: Vec<f64> = (0..hits.len())
            .map(|k| match k {
                0 => 0.0,
                _ => evidence(&hits[..k], &totals[..k]) * evidence(&hits[k..], &totals[k..]),
            })
            .collect();
        let sum: f64 = raw.iter().sum();
        raw.iter().map(|w| w / sum).collect()
    }

    proptest! {
        #[test]
        fn the_posterior_agrees_with_numerical_integration(hits in prop::collection::vec(0u32..12, 2..9)) {
            let hits: Vec<f64> = hits.into_iter().map(f64::from).collect();
            let totals = vec![12.0; hits.len()];
            if let Some(found) = change_point(&hits, &totals, 0.9) {
                let scaled = |v: &[f64]| v.iter().map(|v| v / found.dispersion).collect::<Vec<_>>();
                let reference = posterior_by_quadrature(&scaled(&hits), &scaled(&totals));
                for (got, want) in found.posterior.iter().zip(reference) {
                    prop_assert!((got - want).abs() < 1e-4, "{} {}", got, want);
                }
            }
        }

        #[test]
        fn the_interval_holds_the_mass_it_claims(hits in prop::collection::vec(0u32..12, 2..20), level in 0.1..0.99f64) {
            let hits: Vec<f64> = hits.into_iter().map(f64::from).collect();
            let totals = vec![12.0; hits.len()];
            if let Some(c) = change_point(&hits, &totals, level) {
                let (low, high) = c.interval;
                let mass = |low: usize, high: usize| c.posterior[low..=high].iter().sum::<f64>();
                prop_assert!((mass(low, high) - c.mass).abs() < 1e-9);
                prop_assert!(c.mass >= level - 1e-9);
                prop_assert!(low <= c.at && c.at <= high);
                // No shorter run around the same place would do.
                for start in 0..=c.at {
                    let end = start + (high - low);
                    if high > low && end > c.at && end - 1 < hits.len() {
                        prop_assert!(mass(start, end - 1) < level);
                    }
                }
                prop_assert!((0.0..=1.0).contains(&c.certainty));
            }
        }
    }

    #[test]
    fn a_constant_rate_is_not_called_a_change() {
        let certainty = change_point(&[5.0; 20], &[100.0; 20], 0.9).map(|c| c.certainty);
        assert!(certainty.is_some_and(|c| c < 0.2), "{certainty:?}");
    }

    #[test]
    fn counts_that_scatter_more_than_binomial_ones_make_the_place_less_certain() {
        let calm = [10.0, 10.0, 10.0, 10.0, 10.0, 30.0, 30.0, 30.0, 30.0, 30.0];
        let wild = [4.0, 16.0, 5.0, 15.0, 10.0, 40.0, 20.0, 38.0, 22.0, 30.0];
        let totals = [100.0; 10];
        let found = |hits: &[f64]| change_point(hits, &totals, 0.9).unwrap();
        let peak = |c: &ChangePoint| c.posterior[c.at];
        let (calm, found_wild) = (found(&calm), found(&wild));
        assert_eq!(calm.dispersion, 1.0);
        // Independent reference: χ² as observed-against-expected, hits and misses apart.
        let chi_squared = |part: &[f64]| -> f64 {
            let hit = part.iter().sum::<f64>() / part.len() as f64;
            let cell = |seen: f64, expected: f64| (seen - expected).powi(2) / expected;
            part.iter().map(|h| cell(*h, hit) + cell(100.0 - h, 100.0 - hit)).sum()
        };
        let (before, after) = wild.split_at(found_wild.at);
        let reference = (chi_squared(before) + chi_squared(after)) / 8.0;
        assert!((found_wild.dispersion - reference).abs() < 1e-9);
        assert_eq!((found_wild.at, calm.at), (5, 5));
        assert!(peak(&found_wild) < peak(&calm));
    }

    #[test]
    fn a_side_without_counts_is_no_split() {
        assert_eq!(change_point(&[0.0, 5.0], &[0.0, 10.0], 0.9), None);
        let found = change_point(&[0.0, 1.0, 9.0], &[0.0, 10.0, 10.0], 0.9).unwrap();
        assert_eq!(found.at, 2);
        assert!(found.rates.0.is_finite());
    }

    #[test]
    fn impossible_counts_are_refused() {
        assert_eq!(change_point(&[2.0, 1.0], &[1.0, 1.0], 0.9), None);
        assert_eq!(change_point(&[f64::NAN, 1.0], &[1.0, 1.0], 0.9), None);
        assert_eq!(change_point(&[1.0], &[1.0], 0.9), None);
        assert_eq!(change_point(&[0.0, 0.0], &[0.0, 0.0], 0.9), None);
    }
}
