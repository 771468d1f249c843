//! Rolling rates and shares of counts, pooled over a centred window.

/// `Σ hits / Σ totals` over a window of `window` periods centred on each period.
///
/// Pooling the counts weighs every title alike, where averaging the rates would weigh quiet quarters too
/// high. At both ends the window shrinks to what exists. An even `window` reaches one period further back.
/// `NaN` where the window holds no titles at all. The output has the length of the shorter input.
///
/// ```
/// use compute_anxiety::model::shares::rolling_rate;
/// assert_eq!(rolling_rate(&[1.0, 3.0, 2.0], &[10.0, 10.0, 20.0], 1), [0.1, 0.3, 0.1]);
/// assert_eq!(rolling_rate(&[1.0, 3.0, 2.0], &[10.0, 10.0, 20.0], 3), [0.2, 0.15, 5.0 / 30.0]);
/// ```
pub fn rolling_rate(hits: &[f64], totals: &[f64], window: usize) -> Vec<f64> {
    let length = hits.len().min(totals.len());
    let window = window.max(1);
    (0..length)
        .map(|i| {
            let start = i.saturating_sub(window / 2);
            let end = (i + window.div_ceil(2)).min(length);
            let sum =
                |column: &[f64]| column.get(start..end).unwrap_or_default().iter().sum::<f64>();
            sum(hits) / sum(totals)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_window_over_everything_gives_the_overall_rate(hits in prop::collection::vec(0u32..50, 1..20)) {
            let hits: Vec<f64> = hits.into_iter().map(f64::from).collect();
            let totals = vec![100.0; hits.len()];
            let overall = hits.iter().sum::<f64>() / totals.iter().sum::<f64>();
            for rate in rolling_rate(&hits, &totals, 2 * hits.len()) {
                prop_assert!((rate - overall).abs() < 1e-12);
            }
        }

        #[test]
        fn smoothing_stays_within_the_range_of_the_raw_rates(hits in prop::collection::vec(0u32..50, 1..20), window in 1usize..7) {
            let hits: Vec<f64> = hits.into_iter().map(f64::from).collect();
            let totals = vec![100.0; hits.len()];
            let raw = rolling_rate(&hits, &totals, 1);
            let (low, high) = raw.iter().fold((f64::MAX, f64::MIN), |(l, h), v| (l.min(*v), h.max(*v)));
            for rate in rolling_rate(&hits, &totals, window) {
                prop_assert!(rate >= low - 1e-12 && rate <= high + 1e-12);
            }
        }
    }

    #[test]
    fn nothing_counted_is_not_a_rate_of_zero() {
        assert!(rolling_rate(&[0.0], &[0.0], 1)[0].is_nan());
        assert!(rolling_rate(&[], &[1.0], 3).is_empty());
    }
}
