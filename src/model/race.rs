//! The race of 22 July 1894 as position over time.

/// Distance from Porte Maillot to Rouen, km (`race_1894_facts.csv`; one source says 125).
pub const DISTANCE_KM: f64 = 126.0;

/// Where a car is after `seconds` of running time, km from the start, 0 to [`DISTANCE_KM`].
///
/// Only total times are on record, so each car runs at its own constant average speed.
///
/// ```
/// use compute_anxiety::model::race::position_km;
/// assert_eq!(position_km(24_480.0, 12_240.0), 63.0);
/// assert_eq!(position_km(24_480.0, 99_999.0), 126.0);
/// ```
pub fn position_km(finish_seconds: f64, seconds: f64) -> f64 {
    if finish_seconds > 0.0 && seconds > 0.0 {
        DISTANCE_KM * (seconds / finish_seconds).min(1.0)
    } else {
        0.0
    }
}

/// Mean speed over the whole distance, km/h; `None` without a positive time.
pub fn average_kmh(finish_seconds: f64) -> Option<f64> {
    (finish_seconds > 0.0).then(|| DISTANCE_KM / finish_seconds * 3600.0)
}

/// How many of the given finishing times lie within `seconds`.
pub fn arrived(finish_seconds: impl IntoIterator<Item = f64>, seconds: f64) -> usize {
    finish_seconds.into_iter().filter(|t| *t <= seconds).count()
}

/// The least and the greatest weighted mean that values between 0 and 1 allow when some are unknown;
/// `None` where all weights are zero.
///
/// ```
/// use compute_anxiety::model::race::score;
/// assert_eq!(score(&[Some(1.0), None], &[1.0, 3.0]), Some((0.25, 1.0)));
/// ```
pub fn score(values: &[Option<f64>], weights: &[f64]) -> Option<(f64, f64)> {
    let all: f64 = weights.iter().sum();
    if all <= 0.0 {
        return None;
    }
    let mean = |unknown: f64| {
        let parts = values.iter().zip(weights);
        parts.map(|(v, w)| v.unwrap_or(unknown) * w).sum::<f64>() / all
    };
    Some((mean(0.0), mean(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn cars_move_forward_and_stop_at_rouen(finish in 1.0..1e5f64, t in 0.0..2e5f64, dt in 0.0..1e4f64) {
            let (now, later) = (position_km(finish, t), position_km(finish, t + dt));
            prop_assert!((0.0..=DISTANCE_KM).contains(&now));
            prop_assert!(later >= now);
            prop_assert_eq!(position_km(finish, finish), DISTANCE_KM);
        }

        #[test]
        fn the_order_on_the_road_is_the_order_of_arrival(a in 1.0..1e5f64, b in 1.0..1e5f64, t in 0.0..1e5f64) {
            prop_assume!(a < b);
            prop_assert!(position_km(a, t) >= position_km(b, t));
        }
    }
}
