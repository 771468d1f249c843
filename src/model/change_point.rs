//! One change point in a binomial rate, with its uncertainty.

/// Where a rate most probably changed, and how sure that is.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangePoint {
    /// Index of the first period after the change.
    pub at: usize,
    /// Shortest run of neighbouring periods around `at` that holds `mass` of the probability (inclusive).
    pub interval: (usize, usize),
    /// Probability in that interval, at least the level asked for where it can be had.
    pub mass: f64,
    /// Pooled rate before and after.
    pub rates: (f64, f64),
    /// Probability that there is a change at all, with even odds beforehand.
    pub certainty: f64,
    /// Probability of each period being the first after the change, given that there is one.
    pub posterior: Vec<f64>,
}

/// Finds one change in the rate `hits[i] / totals[i]`.
///
/// Model: binomial counts with one unknown rate before and another after the change, uniform priors on both
/// rates and on the place; the rates integrate out to Beta functions, so the posterior is exact.
/// Source: A. F. M. Smith, "A Bayesian approach to inference about a change-point in a sequence of random
/// variables", Biometrika 62 (1975). `level` is the credible mass, for example 0.9.
///
/// `None` where fewer than two periods carry counts, or a count is negative, not finite or above its total.
///
/// ```
/// use compute_anxiety::model::change_point::change_point;
/// let hits = [1.0, 2.0, 1.0, 2.0, 20.0, 22.0, 19.0];
/// let totals = [100.0; 7];
/// assert_eq!(change_point(&hits, &totals, 0.9).map(|c| (c.at, c.interval)), Some((4, (4, 4))));
/// ```
pub fn change_point(hits: &[f64], totals: &[f64], level: f64) -> Option<ChangePoint> {
    let length = hits.len().min(totals.len());
    let valid = hits.iter().zip(totals).all(|(h, n)| *h >= 0.0 && h <= n && n.is_finite());
    if length < 2 || !valid || totals.iter().take(length).sum::<f64>() <= 0.0 {
        return None;
    }
    let (all_hits, all_total) = sums(hits, totals, 0, length);
    let log_weight: Vec<f64> = (1..length)
        .map(|k| {
            let (before, before_total) = sums(hits, totals, 0, k);
            log_beta(before, before_total) + log_beta(all_hits - before, all_total - before_total)
        })
        .collect();
    let peak = log_weight.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weight: Vec<f64> = log_weight.iter().map(|w| libm::exp(w - peak)).collect();
    let sum: f64 = weight.iter().sum();
    // Index 0 cannot be "after"; it keeps the posterior aligned with the periods.
    let posterior: Vec<f64> = std::iter::once(0.0).chain(weight.iter().map(|w| w / sum)).collect();
    let at = index_of_max(&posterior)?;
    let (interval, mass) = grow(&posterior, at, level);

    let no_change = log_beta(all_hits, all_total);
    let change = peak + libm::log(sum / (length - 1) as f64);
    let (before, before_total) = sums(hits, totals, 0, at);
    Some(ChangePoint {
        at,
        interval,
        mass,
        rates: (before / before_total, (all_hits - before) / (all_total - before_total)),
        certainty: 1.0 / (1.0 + libm::exp(no_change - change)),
        posterior,
    })
}

fn sums(hits: &[f64], totals: &[f64], start: usize, end: usize) -> (f64, f64) {
    let sum = |column: &[f64]| column.get(start..end).unwrap_or_default().iter().sum();
    (sum(hits), sum(totals))
}

/// `ln B(h + 1, n − h + 1)`: the likelihood of `h` hits in `n` with the rate integrated out.
fn log_beta(hits: f64, total: f64) -> f64 {
    libm::lgamma(hits + 1.0) + libm::lgamma(total - hits + 1.0) - libm::lgamma(total + 2.0)
}

fn index_of_max(values: &[f64]) -> Option<usize> {
    (0..values.len()).reduce(|best, i| if values.get(i) > values.get(best) { i } else { best })
}

/// Adds the more probable neighbour until the mass is reached.
fn grow(posterior: &[f64], at: usize, level: f64) -> ((usize, usize), f64) {
    let value = |i: Option<usize>| i.and_then(|i| posterior.get(i)).copied();
    let (mut low, mut high) = (at, at);
    let mut mass = value(Some(at)).unwrap_or(0.0);
    while mass < level {
        let left = value(low.checked_sub(1).filter(|i| *i >= 1));
        let right = value(Some(high + 1));
        match (left, right) {
            (Some(l), Some(r)) if l >= r => (low, mass) = (low - 1, mass + l),
            (_, Some(r)) => (high, mass) = (high + 1, mass + r),
            (Some(l), None) => (low, mass) = (low - 1, mass + l),
            (None, None) => break,
        }
    }
    ((low, high), mass)
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
            let found = change_point(&hits, &totals, 0.9);
            let posterior = found.map(|c| c.posterior).unwrap_or_default();
            for (got, want) in posterior.iter().zip(posterior_by_quadrature(&hits, &totals)) {
                prop_assert!((got - want).abs() < 1e-4, "{} {}", got, want);
            }
        }

        #[test]
        fn the_interval_holds_the_mass_it_claims(hits in prop::collection::vec(0u32..12, 2..20), level in 0.1..0.99f64) {
            let hits: Vec<f64> = hits.into_iter().map(f64::from).collect();
            let totals = vec![12.0; hits.len()];
            if let Some(c) = change_point(&hits, &totals, level) {
                let (low, high) = c.interval;
                let mass: f64 = c.posterior[low..=high].iter().sum();
                prop_assert!((mass - c.mass).abs() < 1e-9);
                prop_assert!(mass >= level - 1e-9);
                prop_assert!(low <= c.at && c.at <= high);
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
    fn impossible_counts_are_refused() {
        assert_eq!(change_point(&[2.0, 1.0], &[1.0, 1.0], 0.9), None);
        assert_eq!(change_point(&[f64::NAN, 1.0], &[1.0, 1.0], 0.9), None);
        assert_eq!(change_point(&[1.0], &[1.0], 0.9), None);
        assert_eq!(change_point(&[0.0, 0.0], &[0.0, 0.0], 0.9), None);
    }
}
