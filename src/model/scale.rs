//! From data to a unit interval and back, linear or logarithmic, safe for every input.

/// A finite, non-empty range: what plotters may be given without hanging (plotters#253).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SafeRange {
    low: f64,
    high: f64,
}

/// Magnitudes beyond this are cut: room is left for arithmetic without overflow.
const BOUND: f64 = 1e300;

impl SafeRange {
    /// Any two numbers made into a range: ordered, finite, never empty. `NaN` counts as 0.
    pub fn new(a: f64, b: f64) -> Self {
        let clean = |v: f64| if v.is_nan() { 0.0 } else { v.clamp(-BOUND, BOUND) };
        let (a, b) = (clean(a), clean(b));
        let (low, high) = (a.min(b), a.max(b));
        let least = (low.abs().max(high.abs()) * 1e-12).max(1e-300);
        if high - low >= least {
            Self { low, high }
        } else {
            let half = if low == 0.0 { 0.5 } else { (low.abs() * 0.05).max(1e-300) };
            Self { low: low - half, high: high + half }
        }
    }

    /// The range of all finite values, or 0…1 where there is none.
    pub fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let (low, high) = values
            .into_iter()
            .filter(|v| v.is_finite())
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)));
        if low <= high { Self::new(low, high) } else { Self::new(0.0, 1.0) }
    }

    /// Lower end.
    pub fn low(self) -> f64 {
        self.low
    }

    /// Upper end, above the lower one.
    pub fn high(self) -> f64 {
        self.high
    }
}

/// How an axis maps its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Equal distances are equal differences.
    Linear,
    /// Equal distances are equal ratios.
    Log,
}

/// Maps data to 0…1 along an axis; `flip` puts the low end at 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Linear or logarithmic.
    pub kind: Kind,
    /// Data at the two ends.
    pub range: SafeRange,
}

impl Scale {
    /// A linear scale between two numbers.
    pub fn linear(low: f64, high: f64) -> Self {
        Self { kind: Kind::Linear, range: SafeRange::new(low, high) }
    }

    /// A logarithmic scale; ends that are not positive are lifted to the smallest that can be shown.
    pub fn log(low: f64, high: f64) -> Self {
        let high = if high > 0.0 { high } else { 1.0 };
        let low = if low > 0.0 { low } else { high * 1e-6 };
        Self { kind: Kind::Log, range: SafeRange::new(low.max(1e-300), high.max(1e-299)) }
    }

    /// Position of `value`: 0 at the low end, 1 at the high end, beyond them outside the range.
    /// `None` where it has no place (not finite, or not positive on a log scale).
    ///
    /// ```
    /// use compute_anxiety::model::scale::Scale;
    /// assert_eq!(Scale::linear(10.0, 20.0).place(15.0), Some(0.5));
    /// assert_eq!(Scale::log(1.0, 100.0).place(10.0), Some(0.5));
    /// assert_eq!(Scale::log(1.0, 100.0).place(0.0), None);
    /// ```
    pub fn place(&self, value: f64) -> Option<f64> {
        let (low, high) = (self.range.low, self.range.high);
        let place = match self.kind {
            Kind::Linear => (value - low) / (high - low),
            Kind::Log if value > 0.0 && low > 0.0 => {
                (libm::log(value) - libm::log(low)) / (libm::log(high) - libm::log(low))
            }
            Kind::Log => return None,
        };
        place.is_finite().then_some(place)
    }

    /// The value at `place` (0…1): the inverse of [`Scale::place`].
    pub fn value(&self, place: f64) -> f64 {
        let (low, high) = (self.range.low, self.range.high);
        match self.kind {
            Kind::Linear => low + place * (high - low),
            Kind::Log => libm::exp(libm::log(low) + place * (libm::log(high) - libm::log(low))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::num::f64;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_pair_of_floats_becomes_a_usable_range(a in f64::ANY, b in f64::ANY) {
            let range = SafeRange::new(a, b);
            prop_assert!(range.low().is_finite() && range.high().is_finite());
            prop_assert!(range.low() < range.high());
            let tiny = SafeRange::new(5e-324, 5e-324);
            prop_assert!(tiny.low() < tiny.high());
        }

        #[test]
        fn place_and_value_are_inverse(low in 0.1..1e3f64, width in 0.1..1e6f64, place in 0.0..1.0f64) {
            for scale in [Scale::linear(low, low + width), Scale::log(low, low + width)] {
                let back = scale.place(scale.value(place));
                prop_assert!(back.is_some_and(|b| (b - place).abs() < 1e-6), "{back:?} {place}");
            }
        }

        #[test]
        fn no_float_makes_a_scale_panic_or_leave_the_finite(a in f64::ANY, b in f64::ANY, v in f64::ANY) {
            for scale in [Scale::linear(a, b), Scale::log(a, b)] {
                prop_assert!(scale.place(v).is_none_or(|p| p.is_finite()));
            }
        }
    }
}
