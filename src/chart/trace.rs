//! What is seen of a line: of all its points the few that the pixel columns between the plot's edges show.

use super::layout::Layout;
use super::{Chart, Points};
use crate::model::downsample::{Column, min_max};
use crate::model::pyramid::Pyramid;
use crate::model::scale::{Kind, Scale};

/// Points a column from which on the pyramid is asked instead of reading every point.
const DENSE: f64 = 4.0;
/// How far, as a part of the plot's width, a point may lie outside by rounding alone.
const ROUNDING: f64 = 1e-9;

/// The points of a panel's line as places, CSS px: in every column the first, the highest, the lowest and the
/// last, as [`min_max`] gives them, and at the plot's edges where the line crosses these. The cost follows the
/// columns, not the points.
pub fn trace(points: &Points, chart: &Chart, layout: &Layout, panel: usize) -> Vec<(f64, f64)> {
    let (Some(axis), Some((top, bottom))) =
        (chart.panels.get(panel).map(|panel| &panel.y), layout.panels.get(panel))
    else {
        return Vec::new();
    };
    let (left, width) = (layout.left, layout.right - layout.left);
    // Fewer points than columns: nothing to leave out, and a figure may let such a line begin in the margin.
    if points.len() as f64 <= width {
        let place = |p: &(f64, f64)| Some((layout.x(chart, p.0), layout.y(chart, panel, p.1)?));
        return min_max(points.iter().filter_map(place));
    }
    let x = Ruler::new(&chart.x.scale, left, width);
    let y = Ruler::new(&axis.scale, *bottom, top - bottom);
    let place = |p: &(f64, f64)| (x.at(p.0), y.at_most(p.1));
    let (from_px, to_px) = (left - ROUNDING * width, layout.right + ROUNDING * width);
    let seen = |all: &[(f64, f64)]| {
        let from = all.partition_point(|p| x.at(p.0) < from_px);
        (from, all.partition_point(|p| x.at(p.0) <= to_px).max(from))
    };
    let (from, to) = seen(points);
    let dense = (to - from) as f64 > DENSE * width;
    let tall = dense.then(|| points.pyramid(axis.scale.kind)).flatten();
    let (all, mut line, from, to) = match tall {
        Some((kept, pyramid)) => {
            let (from, to) = seen(kept);
            (kept, columns(kept, pyramid, (from, to), &x, &y), from, to)
        }
        None => {
            let inside = points.get(from..to).unwrap_or_default();
            (&**points, min_max(inside.iter().map(place)), from, to)
        }
    };
    let placed = |p: &(f64, f64)| p.0.is_finite() && p.1.is_finite();
    let before = all.iter().take(from).rev().map(place).find(placed);
    let after = all.iter().skip(to).map(place).find(placed);
    if let (Some(a), Some(b)) = (before, line.first().copied().or(after)) {
        line.insert(0, cross(a, b, left));
    }
    if let (Some(a), Some(b)) = (line.last().copied(), after) {
        line.push(cross(a, b, layout.right));
    }
    line
}

/// A scale laid along the surface: [`Layout::x`] and [`Layout::y`] with what stays the same worked out once,
/// for this is asked some thousand times a line.
struct Ruler {
    log: bool,
    low: f64,
    length: f64,
    start: f64,
    extent: f64,
}

impl Ruler {
    fn new(scale: &Scale, start: f64, extent: f64) -> Self {
        let log = scale.kind == Kind::Log;
        let ends = [scale.range.low(), scale.range.high()];
        let [low, high] = if log { ends.map(libm::log) } else { ends };
        Self { log, low, length: high - low, start, extent }
    }

    /// The part of the range below a value; `NaN` where it has no place.
    // A call where a division is would be the dearer half of the work.
    #[inline(always)]
    fn part(&self, value: f64) -> f64 {
        let value = match self.log {
            true if value > 0.0 => libm::log(value),
            true => f64::NAN,
            false => value,
        };
        (value - self.low) / self.length
    }

    /// The place of a value, CSS px.
    #[inline(always)]
    fn at(&self, value: f64) -> f64 {
        self.start + self.part(value) * self.extent
    }

    /// The place of a value, CSS px, not far outside of the range.
    #[inline(always)]
    fn at_most(&self, value: f64) -> f64 {
        let part = self.part(value);
        if part.is_finite() { self.start + part.clamp(-0.2, 1.2) * self.extent } else { f64::NAN }
    }
}

/// Where the line from `a` to `b` has this x.
fn cross(a: (f64, f64), b: (f64, f64), x: f64) -> (f64, f64) {
    if b.0 <= a.0 {
        return b;
    }
    (x, a.1 + (b.1 - a.1) * (x - a.0) / (b.0 - a.0))
}

/// Four points of every column that has some, looked up in the pyramid.
fn columns(
    points: &[(f64, f64)],
    pyramid: &Pyramid,
    (mut from, to): (usize, usize),
    x: &Ruler,
    y: &Ruler,
) -> Vec<(f64, f64)> {
    let at = |i: usize| points.get(i).map(|p| (x.at(p.0), y.at_most(p.1)));
    // One kind of reading at a time, so that the waits for memory overlap.
    let (mut starts, mut width) = (vec![from], 1);
    while let Some(first) = points.get(from).filter(|_| from < to) {
        let edge = x.at(first.0).floor() + 1.0;
        let inside = |i: usize| points.get(i).is_some_and(|p| x.at(p.0) < edge);
        let end = boundary(from, to, width, inside);
        starts.push(end);
        (from, width) = (end, end - from);
    }
    let pick = |(from, to): (&usize, &usize)| {
        let (low, high) = pyramid.extremes(points, *from, *to);
        // On a surface y grows downwards.
        [*from, high, low, to - 1]
    };
    let picked: Vec<_> = starts.iter().zip(starts.iter().skip(1)).map(pick).collect();
    let mut line = Vec::with_capacity(4 * picked.len());
    for corners in picked {
        if let [Some(first), Some(low), Some(high), Some(last)] = corners.map(at) {
            Column { first, low, high, last }.write(&mut line);
        }
    }
    line
}

/// The first index after `from` that is not inside, at most `to`: looked for around `guess` further on, in
/// steps that double, then by halves.
fn boundary(from: usize, to: usize, guess: usize, inside: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high, mut step) = (from, to, 1);
    let near = (from + guess).min(to);
    if near < to && inside(near) {
        low = near;
        while low + step < to && inside(low + step) {
            (low, step) = (low + step, step * 2);
        }
        high = high.min(low + step);
    } else {
        high = near;
        while high - low > step && !inside(high - step) {
            (high, step) = (high - step, step * 2);
        }
        low = low.max(high.saturating_sub(step));
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if inside(middle) { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chart::{Axis, Panel};
    use proptest::prelude::*;

    /// A chart of one panel, and its layout on a surface 400 px wide.
    fn chart(x: Scale, y: Scale) -> (Chart, Layout) {
        let mut chart = Chart::blank("test");
        let axis = Axis { scale: y, ..chart.x.clone() };
        chart.x.scale = x;
        chart.panels = vec![Panel { y: axis, weight: 1.0, grid: false, layers: Vec::new() }];
        let layout = Layout::new(&chart, 400.0, 300.0, &|_, _| 20.0);
        (chart, layout)
    }

    /// The plain way: every point mapped, then [`min_max`].
    fn oracle(points: &[(f64, f64)], chart: &Chart, layout: &Layout) -> Vec<(f64, f64)> {
        let inside = points
            .iter()
            .filter(|p| chart.x.scale.range.low() <= p.0 && p.0 <= chart.x.scale.range.high());
        min_max(inside.filter_map(|p| Some((layout.x(chart, p.0), layout.y(chart, 0, p.1)?))))
    }

    fn close(a: &[(f64, f64)], b: &[(f64, f64)]) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| near(a.0, b.0) && near(a.1, b.1))
    }

    /// Unequal steps of x as weekends leave them, few different values, some without a place.
    fn series() -> impl Strategy<Value = Vec<(f64, f64)>> {
        let value = prop_oneof![8 => -3.0..40.0f64, 8 => (-3..40i32).prop_map(f64::from), 1 => Just(f64::NAN), 1 => Just(f64::INFINITY)];
        let step = prop_oneof![20 => Just(1.0), 4 => 0.0..3.0f64, 1 => 0.0..2_000.0f64];
        prop::collection::vec((step, value), 1_000..4_000).prop_map(|steps| {
            let mut x = 0.0;
            steps
                .into_iter()
                .map(|(step, y)| {
                    x += step;
                    (x, y)
                })
                .collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_window_shows_what_mapping_all_points_would_show(
            series in series(), a in 0.0..1.0f64, b in 0.0..1.0f64, log: bool,
        ) {
            let points = Points::from(series);
            let end = points.last().unwrap().0;
            let x = Scale::linear(a.min(b) * end, a.max(b) * end);
            // Wide enough that no value is cut off, which would make unequal ones equal.
            let y = if log { Scale::log(1e-9, 40.0) } else { Scale::linear(0.0, 40.0) };
            let (chart, layout) = chart(x, y);
            let seen = trace(&points, &chart, &layout, 0);
            let inside = oracle(&points, &chart, &layout);
            prop_assert!(seen.iter().all(|p| layout.left - 1e-6 <= p.0 && p.0 <= layout.right + 1e-6));
            // What the line has more is where it crosses the plot's edges.
            let ends = usize::from(seen.len() > inside.len() && seen.first().is_some_and(|p| p.0 == layout.left));
            let middle = seen.get(ends..(ends + inside.len()).min(seen.len())).unwrap();
            prop_assert!(seen.len() <= inside.len() + 2 && close(middle, &inside), "{} {}", seen.len(), inside.len());
        }

        #[test]
        fn a_boundary_is_found_from_every_guess(from in 0..50usize, length in 1..80usize, rest in 0..50usize, guess in 0..200usize) {
            let end = from + length;
            prop_assert_eq!(boundary(from, end + rest, guess, |i| i < end), end);
        }
    }

    #[test]
    fn a_line_runs_to_the_edges_of_the_plot() {
        let (chart, layout) = chart(Scale::linear(1.0, 2.0), Scale::linear(0.0, 1.0));
        let (top, bottom) = layout.panels[0];
        let middle = (top + bottom) / 2.0;
        let ends = [(layout.left, middle), (layout.right, middle)];
        // All points left and right of the plot, and then some of them inside.
        let outside = |i: u32| (if i < 500 { -1.0 } else { 4.0 } + f64::from(i) / 1e4, 0.5);
        let seen = trace(&(0..1_000).map(outside).collect(), &chart, &layout, 0);
        assert!(close(&seen, &ends), "{seen:?}");
        let seen =
            trace(&(0..1_000).map(|i| (f64::from(i) / 300.0, 0.5)).collect(), &chart, &layout, 0);
        assert!(seen.len() > 2 && close(&[seen[0], seen[seen.len() - 1]], &ends), "{seen:?}");
        assert!(trace(&(0..500).map(outside).collect(), &chart, &layout, 0).is_empty());
    }

    #[test]
    fn points_in_no_order_are_drawn_as_they_come() {
        let (chart, layout) = chart(Scale::linear(0.0, 1.0), Scale::linear(0.0, 1.0));
        let points = Points::from([(0.9, 0.5), (0.1, 0.5)].repeat(2_000));
        assert!(points.pyramid(Kind::Linear).is_none());
        assert!(!trace(&points, &chart, &layout, 0).is_empty());
    }
}
