//! Min–max downsampling: what a line of many points looks like on few pixel columns.

/// At most four points a column (first, lowest, highest, last, in their order), so every extreme is kept.
///
/// `points` are positions in pixels with ascending x; points that are not finite are left out.
/// Drawing the result marks every column from its lowest to its highest value, as the full line would.
pub fn min_max(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut out = Vec::new();
    let (mut start, mut place) = (0, f64::NAN);
    for (x, y) in points {
        if !(x.is_finite() && y.is_finite()) {
            continue;
        }
        let next = libm::floor(x);
        if next != place {
            thin(&mut out, start);
            (start, place) = (out.len(), next);
        }
        out.push((x, y));
    }
    thin(&mut out, start);
    out
}

/// Leaves of a column, all from `start` on, at most four points. Most columns of a short series have one.
fn thin(out: &mut Vec<(f64, f64)>, start: usize) {
    let Some(([first], rest @ [_, ..])) = out.get(start..).and_then(|all| all.split_at_checked(1))
    else {
        return;
    };
    let mut column = Column { first: *first, low: *first, high: *first, last: *first };
    rest.iter().for_each(|point| column.take(*point));
    out.truncate(start);
    column.write(out);
}

/// What is kept of a pixel column.
pub struct Column {
    /// The first point.
    pub first: (f64, f64),
    /// The first of those with the least y.
    pub low: (f64, f64),
    /// The first of those with the greatest y.
    pub high: (f64, f64),
    /// The last point.
    pub last: (f64, f64),
}

impl Column {
    fn take(&mut self, point: (f64, f64)) {
        if point.1 < self.low.1 {
            self.low = point;
        }
        if point.1 > self.high.1 {
            self.high = point;
        }
        self.last = point;
    }

    /// Adds the four in their order, each once.
    pub fn write(self, out: &mut Vec<(f64, f64)>) {
        let (a, b) =
            if self.low.0 <= self.high.0 { (self.low, self.high) } else { (self.high, self.low) };
        for point in [self.first, a, b, self.last] {
            if out.last() != Some(&point) {
                out.push(point);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn extremes(points: &[(f64, f64)]) -> BTreeMap<i64, (f64, f64)> {
        let mut columns = BTreeMap::new();
        for (x, y) in points {
            let entry = columns.entry(x.floor() as i64).or_insert((*y, *y));
            *entry = (entry.0.min(*y), entry.1.max(*y));
        }
        columns
    }

    proptest! {
        #[test]
        fn every_column_keeps_its_extremes_and_its_ends(ys in prop::collection::vec(-1e3..1e3f64, 1..600), width in 1.0..50f64) {
            let step = width / ys.len() as f64;
            let points: Vec<_> = ys.iter().enumerate().map(|(i, y)| (i as f64 * step, *y)).collect();
            let kept = min_max(&mut points.iter().copied());
            prop_assert_eq!(extremes(&points), extremes(&kept));
            prop_assert_eq!(points.first(), kept.first());
            prop_assert_eq!(points.last(), kept.last());
            prop_assert!(kept.len() <= 4 * (width as usize + 1));
            prop_assert!(kept.windows(2).all(|w| w[0].0 <= w[1].0));
        }
    }

    #[test]
    fn points_without_a_place_are_left_out() {
        assert_eq!(
            min_max(&mut [(0.0, f64::NAN), (1.0, 2.0), (f64::INFINITY, 1.0)].into_iter()),
            [(1.0, 2.0)]
        );
    }
}
