//! Tick positions on linear and logarithmic axes.

use super::scale::{Kind, Scale};

/// Round tick positions inside the scale's range, about `wanted` of them (1 to 20), ascending.
///
/// Linear steps are 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels", 1990).
/// Log ticks are powers of ten; with fewer than three of those, 1-2-5 multiples as well; where even these
/// are fewer than three, the range is so short that linear ticks serve it.
///
/// ```
/// use compute_anxiety::model::{scale::Scale, ticks::ticks};
/// assert_eq!(ticks(&Scale::linear(0.0, 100.0), 5), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
/// assert_eq!(ticks(&Scale::log(0.3, 200.0), 5), [1.0, 10.0, 100.0]);
/// ```
pub fn ticks(scale: &Scale, wanted: usize) -> Vec<f64> {
    let wanted = wanted.clamp(1, 20);
    let (low, high) = (scale.range.low(), scale.range.high());
    match scale.kind {
        Kind::Linear => multiples(low, high, nice_step((high - low) / wanted as f64)),
        Kind::Log => log_ticks(low, high, wanted),
    }
}

fn nice_step(raw: f64) -> f64 {
    let power = libm::pow(10.0, libm::floor(libm::log10(raw)));
    let lead = raw / power;
    power
        * if lead < 1.5 {
            1.0
        } else if lead < 3.5 {
            2.0
        } else if lead < 7.5 {
            5.0
        } else {
            10.0
        }
}

fn multiples(low: f64, high: f64, step: f64) -> Vec<f64> {
    let first = libm::ceil(low / step - 1e-9);
    (0..64)
        .map(|i| first + f64::from(i))
        .take_while(|n| n * step <= high + step * 1e-9)
        // Dividing by the reciprocal keeps 0.3 from becoming 0.30000000000000004.
        .map(|n| if step < 1.0 { n / libm::round(1.0 / step).max(1.0) } else { n * step })
        .filter(|v| v.is_finite() && *v >= low - step * 1e-9)
        .map(|v| if v == 0.0 { 0.0 } else { v })
        .collect()
}

fn log_ticks(low: f64, high: f64, wanted: usize) -> Vec<f64> {
    let (first, last) = (libm::floor(libm::log10(low)), libm::ceil(libm::log10(high)));
    let inside = |v: &f64| *v >= low * (1.0 - 1e-9) && *v <= high * (1.0 + 1e-9);
    let decades = (last - first).max(1.0);
    let stride = libm::ceil(decades / (wanted as f64 + 1.0)).max(1.0);
    let powers = |leads: &[f64]| -> Vec<f64> {
        (0..64)
            .map(|i| first + f64::from(i) * stride)
            .take_while(|e| *e <= last)
            .flat_map(|e| leads.iter().map(move |lead| lead * power_of_ten(e)).collect::<Vec<_>>())
            .filter(inside)
            .collect()
    };
    let plain = powers(&[1.0]);
    if plain.len() >= 3 || stride > 1.0 {
        return plain;
    }
    let finer = powers(&[1.0, 2.0, 5.0]);
    if finer.len() >= 3 {
        return finer;
    }
    multiples(low, high, nice_step((high - low) / wanted as f64))
}

/// Exact for the exponents that axes use, where `pow` may be off in the last bit.
fn power_of_ten(exponent: f64) -> f64 {
    if (0.0..=22.0).contains(&exponent) {
        (0..exponent as i32).fold(1.0, |p, _| p * 10.0)
    } else if (-22.0..0.0).contains(&exponent) {
        1.0 / (0..-exponent as i32).fold(1.0, |p: f64, _| p * 10.0)
    } else {
        libm::pow(10.0, exponent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ticks_ascend_inside_the_range_and_stay_few(a in -1e9..1e9f64, b in -1e9..1e9f64, wanted in 0usize..30) {
            for scale in [Scale::linear(a, b), Scale::log(a, b)] {
                let ticks = ticks(&scale, wanted);
                let slack = (scale.range.high() - scale.range.low()) * 1e-6;
                prop_assert!(ticks.len() <= 64);
                prop_assert!(ticks.windows(2).all(|w| w[0] < w[1]), "{ticks:?}");
                prop_assert!(ticks.iter().all(|t| *t >= scale.range.low() - slack && *t <= scale.range.high() + slack));
            }
        }

        #[test]
        fn linear_ticks_are_evenly_spaced_round_numbers(low in -1e6..1e6f64, width in 1e-3..1e6f64) {
            let found = ticks(&Scale::linear(low, low + width), 5);
            prop_assert!((2..=11).contains(&found.len()), "{found:?}");
            let step = found[1] - found[0];
            let lead = step / 10f64.powf(step.log10().floor() + 1e-12);
            prop_assert!([1.0, 2.0, 5.0, 10.0].iter().any(|l| (lead / l - 1.0).abs() < 1e-3), "{step}");
        }

        #[test]
        fn the_wildest_ranges_return(a in proptest::num::f64::ANY, b in proptest::num::f64::ANY) {
            prop_assert!(ticks(&Scale::linear(a, b), 6).len() <= 64);
            prop_assert!(ticks(&Scale::log(a, b), 6).len() <= 300);
        }
    }

    #[test]
    fn a_short_log_range_still_has_three_ticks() {
        for (low, high) in [(105.0, 160.0), (170.0, 190.0), (0.9, 1.1), (95.0, 210.0)] {
            assert!(ticks(&Scale::log(low, high), 6).len() >= 3, "{low} {high}");
        }
    }

    #[test]
    fn decimal_ticks_are_the_nearest_floats() {
        assert_eq!(ticks(&Scale::linear(0.0, 0.5), 5), [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    }
}
