//! A min–max pyramid: the lowest and the highest point of any stretch of a series, without reading it all.

/// Points a block of the lowest level: few enough to be read through at a column's two ends, so many that the
/// pyramid adds a tenth to the series' memory.
const BLOCK: usize = 32;

/// The lowest and the highest point of a stretch of a series, each the first of equal ones.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Ends {
    low: f64,
    high: f64,
    low_at: u32,
    high_at: u32,
}

/// The ends of every block of [`BLOCK`] points, and of every two, four, eight … of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Pyramid {
    levels: Vec<Vec<Ends>>,
}

impl Pyramid {
    /// Built in one pass over points that are all finite and have ascending x, at most 2³² of them; `None`
    /// where they are not.
    pub fn new(points: &[(f64, f64)]) -> Option<Self> {
        let (mut sound, mut before) = (u32::try_from(points.len()).is_ok(), f64::NEG_INFINITY);
        let mut level = Vec::with_capacity(points.len().div_ceil(BLOCK));
        for block in points.chunks(BLOCK) {
            let (low, high, ascending) = span(block, before);
            sound &= ascending & (low > f64::NEG_INFINITY) & (high < f64::INFINITY);
            before = block.last().map_or(before, |p| p.0);
            // Looked up afterwards: keeping count while comparing costs a branch a point.
            let at = |y: f64| block.iter().position(|p| p.1 == y).unwrap_or(0);
            let start = level.len() * BLOCK;
            let (low_at, high_at) = ((start + at(low)) as u32, (start + at(high)) as u32);
            level.push(Ends { low, high, low_at, high_at });
        }
        if !sound || before == f64::INFINITY || points.first().is_some_and(|p| !p.0.is_finite()) {
            return None;
        }
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above = level.chunks(2).map(|pair| {
                pair.iter().copied().fold(Ends::NONE, |mut ends, next| {
                    ends.add(&next);
                    ends
                })
            });
            let above = above.collect();
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Some(Self { levels })
    }

    /// The lowest value of the whole series; infinite where it is empty.
    pub fn lowest(&self) -> f64 {
        self.levels.last().and_then(|level| level.first()).map_or(f64::INFINITY, |ends| ends.low)
    }

    /// Where in `points[from..to]` the lowest and the highest value stand, the first of equal ones; 0 where
    /// the stretch is empty. `points` are those that the pyramid was built of.
    pub fn extremes(&self, points: &[(f64, f64)], from: usize, to: usize) -> (usize, usize) {
        let (mut a, mut b) = (from.div_ceil(BLOCK), to / BLOCK);
        let mut ends = Ends::NONE;
        let (start, tail) = (a * BLOCK, b * BLOCK);
        if a >= b {
            ends.read(points, from, to, false);
            return (ends.low_at as usize, ends.high_at as usize);
        }
        // The blocks' right flank is met from right to left.
        let mut right = Ends::NONE;
        for level in &self.levels {
            if a >= b {
                break;
            }
            if a % 2 == 1 {
                ends.add(level.get(a).unwrap_or(&Ends::NONE));
                a += 1;
            }
            if b % 2 == 1 {
                b -= 1;
                let mut node = level.get(b).copied().unwrap_or(Ends::NONE);
                node.add(&right);
                right = node;
            }
            (a, b) = (a / 2, b / 2);
        }
        ends.add(&right);
        // The points before and after the blocks come last: they seldom change anything.
        ends.read(points, from, start, true);
        ends.read(points, tail, to, false);
        (ends.low_at as usize, ends.high_at as usize)
    }
}

impl Ends {
    const NONE: Self = Self { low: f64::INFINITY, high: f64::NEG_INFINITY, low_at: 0, high_at: 0 };

    /// Takes in what stands further right.
    fn add(&mut self, next: &Self) {
        if next.low < self.low {
            (self.low, self.low_at) = (next.low, next.low_at);
        }
        if next.high > self.high {
            (self.high, self.high_at) = (next.high, next.high_at);
        }
    }

    /// Takes in points that stand further right, or further left.
    fn read(&mut self, points: &[(f64, f64)], from: usize, to: usize, left: bool) {
        let stretch = points.get(from..to).unwrap_or_default();
        let (low, high, _) = span(stretch, f64::NEG_INFINITY);
        let at = |y: f64| (from + stretch.iter().position(|p| p.1 == y).unwrap_or(0)) as u32;
        if low < self.low || left && low == self.low {
            (self.low, self.low_at) = (low, at(low));
        }
        if high > self.high || left && high == self.high {
            (self.high, self.high_at) = (high, at(high));
        }
    }
}

/// The lowest and the highest value of a block, and whether its x ascend from `before` and no y is `NaN`.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
fn span(block: &[(f64, f64)], mut before: f64) -> (f64, f64, bool) {
    let (mut low, mut high, mut ascending) = (f64::INFINITY, f64::NEG_INFINITY, true);
    for (x, y) in block {
        ascending &= (*x >= before) & !y.is_nan();
        before = *x;
        low = if *y < low { *y } else { low };
        high = if *y > high { *y } else { high };
    }
    (low, high, ascending)
}

/// The same with both numbers of a point in one register: a comparison of floats that picks one of them is a
/// branch in a browser, and on a random walk often a wrong guess, where this is one instruction.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
fn span(block: &[(f64, f64)], before: f64) -> (f64, f64, bool) {
    use std::arch::wasm32::*;
    let mut least = f64x2(before, f64::NEG_INFINITY);
    let (mut low, mut high) = (f64x2_splat(f64::INFINITY), f64x2_splat(f64::NEG_INFINITY));
    let mut ascending = u64x2_splat(u64::MAX);
    for (x, y) in block {
        let point = f64x2(*x, *y);
        // No NaN is at least anything.
        ascending = v128_and(ascending, f64x2_ge(point, least));
        least = f64x2_replace_lane::<0>(least, *x);
        (low, high) = (f64x2_pmin(low, point), f64x2_pmax(high, point));
    }
    let (low, high) = (f64x2_extract_lane::<1>(low), f64x2_extract_lane::<1>(high));
    (low, high, u64x2_all_true(ascending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn series(ys: &[i32]) -> Vec<(f64, f64)> {
        ys.iter().enumerate().map(|(i, y)| (i as f64, f64::from(*y))).collect()
    }

    /// The plain way.
    fn read_all(points: &[(f64, f64)], from: usize, to: usize) -> (usize, usize) {
        let (mut low, mut high) = (from, from);
        for i in from..to {
            if points[i].1 < points[low].1 {
                low = i;
            }
            if points[i].1 > points[high].1 {
                high = i;
            }
        }
        (low, high)
    }

    proptest! {
        // Few values, so that the first of many equal ones has to be found.
        #[test]
        fn every_stretch_has_the_extremes_that_reading_it_all_finds(
            ys in prop::collection::vec(-6..6i32, 1..2_000),
            ends in prop::collection::vec((0.0..1.0f64, 0.0..1.0f64), 20),
        ) {
            let points = series(&ys);
            let pyramid = Pyramid::new(&points).unwrap();
            for (a, b) in ends {
                let at = |part: f64| (part * (points.len() + 1) as f64) as usize;
                let (from, to) = (at(a.min(b)), at(a.max(b)));
                if from < to {
                    prop_assert_eq!(pyramid.extremes(&points, from, to), read_all(&points, from, to));
                }
            }
            prop_assert_eq!(pyramid.lowest(), points.iter().map(|p| p.1).fold(f64::INFINITY, f64::min));
        }
    }

    #[test]
    fn a_series_that_is_not_finite_or_not_ascending_has_no_pyramid() {
        for bad in [
            vec![(0.0, 1.0), (1.0, f64::NAN)],
            vec![(0.0, f64::NEG_INFINITY)],
            vec![(f64::NAN, 1.0)],
            vec![(f64::NEG_INFINITY, 1.0), (0.0, 1.0)],
            vec![(0.0, 1.0), (f64::INFINITY, 1.0)],
            vec![(1.0, 1.0), (0.0, 1.0)],
        ] {
            assert_eq!(Pyramid::new(&bad), None, "{bad:?}");
        }
        let empty = Pyramid::new(&[]).unwrap();
        assert_eq!(empty.extremes(&[], 0, 0), (0, 0));
    }
}
