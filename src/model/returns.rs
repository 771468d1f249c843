//! Returns of a price series, multiples and ranks.

/// Simple returns `p[i] / p[i-1] − 1`, one fewer than prices.
///
/// ```
/// use compute_anxiety::model::returns::simple_returns;
/// assert_eq!(simple_returns(&[100.0, 110.0, 55.0]), [110.0 / 100.0 - 1.0, -0.5]);
/// ```
pub fn simple_returns(prices: &[f64]) -> Vec<f64> {
    pairs(prices).map(|(before, after)| after / before - 1.0).collect()
}

/// Log returns `ln(p[i] / p[i-1])`; they add up over time where simple returns do not.
pub fn log_returns(prices: &[f64]) -> Vec<f64> {
    pairs(prices).map(|(before, after)| libm::log(after / before)).collect()
}

/// How many times the first price the last one is; `None` without prices or from a zero start.
///
/// ```
/// use compute_anxiety::model::returns::multiple;
/// assert_eq!(multiple(&[2.0, 7.0, 8.0]), Some(4.0));
/// assert_eq!(multiple(&[]), None);
/// ```
pub fn multiple(prices: &[f64]) -> Option<f64> {
    let (first, last) = (prices.first()?, prices.last()?);
    let ratio = last / first;
    ratio.is_finite().then_some(ratio)
}

/// Rank of `value` among `values` from the lowest, 1-based; ties share the better rank.
///
/// ```
/// use compute_anxiety::model::returns::rank_from_lowest;
/// assert_eq!(rank_from_lowest(&[3.0, 1.0, 2.0], 2.0), 2);
/// ```
pub fn rank_from_lowest(values: &[f64], value: f64) -> usize {
    values.iter().filter(|v| **v < value).count() + 1
}

fn pairs(prices: &[f64]) -> impl Iterator<Item = (f64, f64)> + '_ {
    prices.iter().zip(prices.iter().skip(1)).map(|(a, b)| (*a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn compounding_the_returns_gives_the_multiple(prices in prop::collection::vec(0.01..1e4f64, 2..60)) {
            let product: f64 = simple_returns(&prices).iter().map(|r| 1.0 + r).product();
            let multiple = multiple(&prices).unwrap_or(f64::NAN);
            prop_assert!((product / multiple - 1.0).abs() < 1e-9);
            let sum: f64 = log_returns(&prices).iter().sum();
            prop_assert!((sum - multiple.ln()).abs() < 1e-9);
        }

        #[test]
        fn the_rank_is_the_place_after_sorting(values in prop::collection::vec(-1.0..1.0f64, 1..40), pick in 0usize..40) {
            let value = values[pick % values.len()];
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let place = sorted.iter().position(|v| *v == value).map_or(0, |i| i + 1);
            prop_assert_eq!(rank_from_lowest(&values, value), place);
        }
    }
}
