//! A min–max pyramid: the lowest and the highest point of any stretch of a series, without reading it all.

/// Points a block of the lowest level: small enough to be read through at a column's two ends, large enough
/// that the pyramid adds a twentieth to the series' memory.
const BLOCK: usize = 32;

/// The lowest and the negated highest value of a stretch, so that both are found by looking for the least.
type Ends = [f64; 2];

/// For every block of [`BLOCK`] points, and for every two, four, eight … of them, the lowest and the highest
/// value. Where in the block that stands is looked up when asked, for the few blocks that are drawn: writing
/// it down for all would make building slower and reading no faster.
#[derive(Clone, Debug, PartialEq)]
pub struct Pyramid {
    levels: Vec<Vec<Ends>>,
}

impl Pyramid {
    /// Built in one pass over points that are all finite and have ascending x; `None` where they are not.
    pub fn new(points: &[(f64, f64)]) -> Option<Self> {
        let (mut sound, mut before) = (true, f64::NEG_INFINITY);
        let mut level = Vec::with_capacity(points.len().div_ceil(BLOCK));
        for block in points.chunks(BLOCK) {
            let mut ends = [f64::INFINITY; 2];
            // Without a branch, so that the processor is never wrong about one.
            for (x, y) in block {
                sound &= (*x >= before) & (y.abs() < f64::INFINITY);
                before = *x;
                ends = least(ends, [*y, -*y]);
            }
            level.push(ends);
        }
        if !sound || before == f64::INFINITY || points.first().is_some_and(|p| !p.0.is_finite()) {
            return None;
        }
        let mut levels = Vec::new();
        while level.len() > 1 {
            let above = level.chunks(2).map(|pair| match pair {
                [a, b] => least(*a, *b),
                _ => pair.first().copied().unwrap_or([f64::INFINITY; 2]),
            });
            let above = above.collect();
            levels.push(std::mem::replace(&mut level, above));
        }
        levels.push(level);
        Some(Self { levels })
    }

    /// The lowest value of the whole series; infinite where it is empty.
    pub fn lowest(&self) -> f64 {
        let top = self.levels.last().and_then(|level| level.first());
        top.map_or(f64::INFINITY, |ends| ends[0])
    }

    /// Where in `points[from..to]` the lowest and the highest value stand, the first of equal ones; `from`
    /// where the stretch is empty. `points` are those that the pyramid was built of.
    pub fn extremes(&self, points: &[(f64, f64)], from: usize, to: usize) -> (usize, usize) {
        let to = to.min(points.len());
        let low = Search { side: 0, best: f64::INFINITY, at: (0, from), points };
        let high = Search { side: 1, ..low };
        (self.least(low, from, to), self.least(high, from, to))
    }

    /// From left to right: the points before the first whole block, the blocks, the points after the last.
    fn least(&self, mut search: Search, from: usize, to: usize) -> usize {
        let (mut a, mut b) = (from.div_ceil(BLOCK), to / BLOCK);
        if a >= b {
            search.read(from, to);
            return search.at.1;
        }
        search.read(from, a * BLOCK);
        // The right flank is met from right to left: there the later found of equal ones is the first.
        let mut right = Search { best: f64::INFINITY, ..search };
        let mut depth = 0;
        while a < b
            && let Some(level) = self.levels.get(depth)
        {
            if a % 2 == 1 {
                search.node(level, depth, a, |new, best| new < best);
                a += 1;
            }
            if b % 2 == 1 {
                b -= 1;
                right.node(level, depth, b, |new, best| new <= best);
            }
            (a, b, depth) = (a / 2, b / 2, depth + 1);
        }
        if right.best < search.best {
            search = right;
        }
        let tail = to / BLOCK * BLOCK;
        let mut last = Search { at: (0, tail), ..search };
        last.read(tail, to);
        if last.best < search.best {
            return last.at.1;
        }
        self.down(search)
    }

    /// From a node to the first point that has its value.
    fn down(&self, search: Search) -> usize {
        let (depth, mut node) = search.at;
        if depth == 0 {
            return node;
        }
        let value = |level: &Vec<Ends>, node: usize| {
            level.get(node).and_then(|ends| ends.get(search.side)).copied()
        };
        for level in self.levels.iter().take(depth - 1).rev() {
            node *= 2;
            if value(level, node) != Some(search.best) {
                node += 1;
            }
        }
        let from = node * BLOCK;
        let block = search.points.get(from..).unwrap_or_default();
        let place = block.iter().position(|p| search.key(p.1) == search.best);
        from + place.unwrap_or(0)
    }
}

fn least([a, b]: Ends, [c, d]: Ends) -> Ends {
    [if c < a { c } else { a }, if d < b { d } else { b }]
}

/// The least found so far of the values (`side` 0) or of the negated ones (`side` 1).
#[derive(Clone, Copy)]
struct Search<'a> {
    side: usize,
    best: f64,
    /// A point (0, index), or a node of the level of that number less one.
    at: (usize, usize),
    points: &'a [(f64, f64)],
}

impl Search<'_> {
    fn key(&self, y: f64) -> f64 {
        if self.side == 0 { y } else { -y }
    }

    fn read(&mut self, from: usize, to: usize) {
        let stretch = self.points.get(from..to).unwrap_or_default();
        for (i, (_, y)) in stretch.iter().enumerate() {
            let new = self.key(*y);
            if new < self.best {
                (self.best, self.at) = (new, (0, from + i));
            }
        }
    }

    fn node(&mut self, level: &[Ends], depth: usize, node: usize, better: fn(f64, f64) -> bool) {
        let new = level.get(node).and_then(|ends| ends.get(self.side)).copied();
        if let Some(new) = new
            && better(new, self.best)
        {
            (self.best, self.at) = (new, (depth + 1, node));
        }
    }
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
