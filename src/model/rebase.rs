//! Rebasing: series of different size made comparable from one starting point.

/// Every value times `base / first`, so that the first value becomes `base`; empty where the first is zero or missing.
///
/// ```
/// use compute_anxiety::model::rebase::rebase;
/// assert_eq!(rebase(&[4.0, 8.0, 2.0], 100.0), [100.0, 200.0, 50.0]);
/// ```
pub fn rebase(values: &[f64], base: f64) -> Vec<f64> {
    match values.first() {
        Some(first) if *first != 0.0 && first.is_finite() => {
            values.iter().map(|v| v / first * base).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ratios_between_values_survive_rebasing(values in prop::collection::vec(0.1..1e3f64, 2..30)) {
            let rebased = rebase(&values, 100.0);
            prop_assert_eq!(rebased[0], 100.0);
            for (a, b) in values.windows(2).zip(rebased.windows(2)) {
                prop_assert!((a[1] / a[0] - b[1] / b[0]).abs() < 1e-9 * (a[1] / a[0]));
            }
        }
    }
}
