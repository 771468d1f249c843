//! Where things go: margins from the labels, panels from their weights, ticks thinned, labels apart.

use super::wrap::wrap;
use super::{Chart, Layer, Tick};

/// Surfaces narrower than this (CSS px) are laid out for a phone.
pub const NARROW: f64 = 560.0;
/// Widths of the two written pictures, CSS px: a phone's and a desk's.
pub const WRITTEN: (f64, f64) = (358.0, 760.0);
/// Text size of ticks and labels, CSS px.
pub const TEXT: f64 = 12.5;
/// From one line of an axis title to the next, CSS px.
pub const TITLE_LINE: f64 = TEXT + 3.0;
/// Height of one badge row above the panels, CSS px.
pub const BADGE: f64 = 20.0;

/// A chart on the stage has at least this part of the written picture's height.
const FLATTEST: f64 = 0.8;
/// The narrowest surface that text may grow into, CSS px.
const LEAST: f64 = 260.0;

/// How much a figure of `width` CSS px is enlarged for a reader whose text is `text` times the usual size:
/// as a whole, so that nothing collides, and never so much that a phone has no room left.
pub fn enlarged(width: f64, text: f64) -> f64 {
    text.min(width / LEAST).clamp(1.0, 4.0)
}

/// A laid-out chart; all numbers are CSS px from the top left.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Surface width.
    pub width: f64,
    /// Surface height.
    pub height: f64,
    /// Left edge of the panels.
    pub left: f64,
    /// Right edge of the panels.
    pub right: f64,
    /// Top and bottom of each panel.
    pub panels: Vec<(f64, f64)>,
    /// Lines of each panel's axis title.
    pub titles: Vec<Vec<String>>,
    /// Badge centres, one a marker.
    pub badges: Vec<(f64, f64)>,
}

/// Measures text: text, bold → width in CSS px at [`TEXT`] size.
pub type Measure<'a> = &'a dyn Fn(&str, bool) -> f64;

impl Layout {
    /// The height of a chart on a surface of this width: in proportion to the written picture, so that
    /// a picture scaled by the page and the live figure in its place are equally high.
    pub fn height_for(chart: &Chart, width: f64) -> f64 {
        let (height, written) = match width < NARROW {
            true => (chart.heights.0, WRITTEN.0),
            false => (chart.heights.1, WRITTEN.1),
        };
        height * width / written
    }

    /// How a chart fills a box of the stage: the factor that it is shrunk by, and the size in which it is laid
    /// out then. It is stretched, and flattened a little; below that it becomes smaller as a whole.
    ///
    /// ```
    /// # use compute_anxiety::chart::{Chart, layout::Layout};
    /// let chart = Chart { heights: (300.0, 300.0), ..Chart::blank("x") };
    /// assert_eq!(Layout::fill(&chart, (900.0, 400.0)), (1.0, (900.0, 400.0)));
    /// assert_eq!(Layout::fill(&chart, (900.0, 120.0)), (0.5, (1800.0, 240.0)));
    /// ```
    pub fn fill(chart: &Chart, (width, height): (f64, f64)) -> (f64, (f64, f64)) {
        let natural = if width < NARROW { chart.heights.0 } else { chart.heights.1 };
        let shrunk = (height / (natural * FLATTEST)).clamp(0.25, 1.0);
        (shrunk, (width / shrunk, height / shrunk))
    }

    /// Lays a chart out on a surface.
    pub fn new(chart: &Chart, width: f64, height: f64, measure: Measure) -> Self {
        let widest = |texts: &mut dyn Iterator<Item = (&str, bool)>| {
            texts.map(|(t, bold)| measure(t, bold)).fold(0.0, f64::max)
        };
        let ticks = widest(
            &mut chart.panels.iter().flat_map(|p| &p.y.ticks).map(|t| (t.label.as_str(), false)),
        );
        let names = widest(
            &mut chart.lines().filter(|(_, l)| l.labelled).map(|(_, l)| (l.name.as_str(), true)),
        );
        let left = (ticks + 9.0).min(width * 0.44);
        let right = width - (if names > 0.0 { names + 9.0 } else { 12.0 }).min(width * 0.3);
        let right = right.max(left + 20.0);

        let xs: Vec<f64> = chart.markers.iter().map(|m| x_of(chart, left, right, m.x)).collect();
        let rows = badge_rows(&xs);
        let badge_height = rows.iter().max().map_or(0.0, |top| (*top as f64 + 1.0) * BADGE + 4.0);
        let bands = if chart.bands.is_empty() { 0.0 } else { TEXT + 8.0 };

        let bottom = height - (TEXT + 14.0);
        let gap = TEXT + 22.0;
        let fits = |line: &str| measure(line, false) <= width;
        let titles: Vec<_> = chart.panels.iter().map(|p| wrap(&p.y.title, fits)).collect();
        let title = match titles.first().map_or(0, Vec::len) {
            0 => 8.0,
            lines => TEXT + 14.0 + TITLE_LINE * (lines as f64 - 1.0),
        };
        let first_top = title + badge_height + bands;
        let count = chart.panels.len().max(1) as f64;
        let free = (bottom - first_top - gap * (count - 1.0)).max(count);
        let weights: f64 = chart.panels.iter().map(|p| p.weight.max(0.01)).sum();
        let mut top = first_top;
        let panels = chart
            .panels
            .iter()
            .map(|p| {
                let end = top + free * p.weight.max(0.01) / weights;
                let panel = (top, end);
                top = end + gap;
                panel
            })
            .collect();
        let lowest = first_top - bands - 4.0 - BADGE / 2.0;
        let ys = rows.into_iter().map(|row| lowest - BADGE * row as f64);
        let badges = xs.into_iter().zip(ys).collect();
        Self { width, height, left, right, panels, titles, badges }
    }

    /// CSS x of a data x.
    pub fn x(&self, chart: &Chart, value: f64) -> f64 {
        x_of(chart, self.left, self.right, value)
    }

    /// Place of a CSS x between the panels' left (0) and right edge (1).
    pub fn place(&self, x: f64) -> f64 {
        (x - self.left) / (self.right - self.left)
    }

    /// Data x of a CSS x, the inverse of [`Layout::x`].
    pub fn data_x(&self, chart: &Chart, x: f64) -> f64 {
        chart.x.scale.value(self.place(x))
    }

    /// Data y of a CSS y in a panel, the inverse of [`Layout::y`]; `None` without that panel.
    pub fn data_y(&self, chart: &Chart, panel: usize, y: f64) -> Option<f64> {
        let (top, bottom) = self.panels.get(panel)?;
        Some(chart.panels.get(panel)?.y.scale.value((bottom - y) / (bottom - top)))
    }

    /// CSS y of a data y in a panel; `None` where it has no place.
    pub fn y(&self, chart: &Chart, panel: usize, value: f64) -> Option<f64> {
        let (top, bottom) = self.panels.get(panel)?;
        let place = chart.panels.get(panel)?.y.scale.place(value)?.clamp(-0.2, 1.2);
        Some(bottom - place * (bottom - top))
    }

    /// The x ticks that fit without touching: the finest regular thinning.
    pub fn x_ticks<'a>(&self, chart: &'a Chart, measure: Measure) -> Vec<(f64, &'a Tick)> {
        let ticks = &chart.x.ticks;
        for step in 1..=ticks.len().max(1) {
            let kept: Vec<(f64, &Tick)> =
                ticks.iter().step_by(step).map(|t| (self.x(chart, t.at), t)).collect();
            let apart = kept.windows(2).all(|pair| match pair {
                [(x, a), (y, b)] => {
                    y - x >= (measure(&a.label, false) + measure(&b.label, false)) / 2.0 + 12.0
                }
                _ => true,
            });
            if apart {
                return kept;
            }
        }
        Vec::new()
    }

    /// Name, colour and centre of one panel's direct labels, from top to bottom, pushed apart.
    pub fn end_labels(&self, chart: &Chart, panel: usize) -> Vec<(String, super::Ink, f64)> {
        let Some((top, bottom)) = self.panels.get(panel) else { return Vec::new() };
        let layers = chart.panels.get(panel).map_or(&[][..], |p| &p.layers);
        let mut labels: Vec<(String, super::Ink, f64)> = layers
            .iter()
            .filter_map(|layer| match layer {
                Layer::Line(line) if line.labelled => {
                    let last = line.points.iter().rev().find(|p| p.1.is_finite())?;
                    Some((line.name.clone(), line.ink, self.y(chart, panel, last.1)?))
                }
                _ => None,
            })
            .collect();
        labels.sort_unstable_by(|a, b| a.2.total_cmp(&b.2));
        let mut ys: Vec<f64> = labels.iter().map(|l| l.2).collect();
        spread(&mut ys, TEXT + 3.0, *top, *bottom);
        for (label, y) in labels.iter_mut().zip(ys) {
            label.2 = y;
        }
        labels
    }
}

fn x_of(chart: &Chart, left: f64, right: f64, value: f64) -> f64 {
    left + chart.x.scale.place(value).unwrap_or(0.0).clamp(-0.2, 1.2) * (right - left)
}

/// The lowest row in which each badge (ascending x) keeps its distance to the one before.
fn badge_rows(xs: &[f64]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    xs.iter()
        .map(|x| {
            let row = ends.iter().position(|end| *end <= *x).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(0.0);
            }
            if let Some(end) = ends.get_mut(row) {
                *end = x + BADGE;
            }
            row
        })
        .collect()
}

/// Pushes ascending positions at least `gap` apart, then back inside `top..bottom` from below.
pub fn spread(ys: &mut [f64], gap: f64, top: f64, bottom: f64) {
    let mut least = top;
    for y in ys.iter_mut() {
        *y = y.max(least);
        least = *y + gap;
    }
    let mut most = bottom;
    for y in ys.iter_mut().rev() {
        *y = y.min(most);
        most = *y - gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn figures_grow_with_text_as_far_as_there_is_room() {
        assert_eq!(enlarged(736.0, 1.0), 1.0);
        assert_eq!(enlarged(736.0, 2.0), 2.0);
        assert_eq!(enlarged(288.0, 2.0), 288.0 / LEAST);
        assert_eq!(enlarged(200.0, 0.5), 1.0);
    }

    proptest! {
        #[test]
        fn labels_never_overlap_where_there_is_room(mut ys in prop::collection::vec(0.0..300.0f64, 1..8)) {
            ys.sort_by(f64::total_cmp);
            spread(&mut ys, 15.0, 0.0, 300.0);
            prop_assert!(ys.windows(2).all(|w| w[1] - w[0] >= 15.0 - 1e-9));
            prop_assert!(ys.iter().all(|y| (0.0..=300.0).contains(y)));
        }

        #[test]
        fn badges_in_one_row_never_touch(mut xs in prop::collection::vec(0.0..400.0f64, 1..12)) {
            xs.sort_by(f64::total_cmp);
            let rows = badge_rows(&xs);
            for (i, row) in rows.iter().enumerate() {
                for j in 0..i {
                    prop_assert!(rows[j] != *row || xs[i] - xs[j] >= BADGE - 1e-9);
                }
            }
        }
    }
}
