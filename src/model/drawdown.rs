//! Drawdown: how far below its highest value so far a series stands.

/// `value / running maximum − 1`, so 0 at a new high and −0.5 at half of it; same length as `values`.
///
/// ```
/// use compute_anxiety::model::drawdown::drawdown;
/// assert_eq!(drawdown(&[1.0, 2.0, 1.0, 4.0]), [0.0, 0.0, -0.5, 0.0]);
/// ```
pub fn drawdown(values: &[f64]) -> Vec<f64> {
    let mut peak = f64::NEG_INFINITY;
    values
        .iter()
        .map(|value| {
            peak = peak.max(*value);
            value / peak - 1.0
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn agrees_with_looking_back_over_every_earlier_value(values in prop::collection::vec(0.1..1e3f64, 0..50)) {
            let quick = drawdown(&values);
            for (i, got) in quick.iter().enumerate() {
                let peak = values[..=i].iter().copied().fold(0.0, f64::max);
                prop_assert_eq!(*got, values[i] / peak - 1.0);
                prop_assert!((-1.0..=0.0).contains(got));
            }
        }
    }
}
