//! What stands under the cursor.

use super::{Chart, Ink};

/// One place of the cursor: its x and what every line says there.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Data x.
    pub x: f64,
    /// x in words.
    pub when: String,
    /// One entry a line that has a point at x.
    pub values: Vec<Value>,
}

/// A line's value under the cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// The line's panel.
    pub panel: usize,
    /// Data y.
    pub y: f64,
    /// The line's name.
    pub name: String,
    /// y in words.
    pub text: String,
    /// The line's colour.
    pub ink: Ink,
}

/// The x positions the cursor steps through: the points of the longest line.
pub fn stops(chart: &Chart) -> Vec<f64> {
    let longest = chart.lines().map(|(_, line)| &line.points).max_by_key(|points| points.len());
    longest.map_or_else(Vec::new, |points| points.iter().map(|p| p.0).collect())
}

/// What the lines say at `x`; `None` where no line has a point there.
pub fn hit(chart: &Chart, x: f64) -> Option<Hit> {
    let values: Vec<Value> = chart
        .lines()
        .filter_map(|(panel, line)| {
            let index = line.points.partition_point(|p| p.0 < x);
            let (_, y) = line.points.get(index).filter(|p| p.0 == x && p.1.is_finite())?;
            let words = chart.panels.get(panel)?.y.words;
            Some(Value {
                panel,
                y: *y,
                name: line.name.clone(),
                text: (words.0)(*y),
                ink: line.ink,
            })
        })
        .collect();
    (!values.is_empty()).then(|| Hit { x, when: (chart.x.words.0)(x), values })
}

impl Hit {
    /// The hit as one sentence, for `aria-valuetext` and the line under the figure.
    pub fn words(&self) -> String {
        let values: Vec<String> =
            self.values.iter().map(|v| format!("{} {}", v.name, v.text)).collect();
        format!("{} · {}", self.when, values.join(" · "))
    }
}

/// The index of the stop nearest to `x`; 0 without stops.
pub fn nearest(stops: &[f64], x: f64) -> usize {
    let after = stops.partition_point(|s| *s < x);
    let distance = |i: usize| stops.get(i).map_or(f64::INFINITY, |s| (s - x).abs());
    match after.checked_sub(1) {
        Some(before) if distance(before) <= distance(after) => before,
        _ => after.min(stops.len().saturating_sub(1)),
    }
}

impl Hit {
    /// Where the cursor's dots go on a laid-out chart: x, y (CSS px) and colour.
    pub fn places(&self, chart: &Chart, layout: &super::layout::Layout) -> Vec<(f64, f64, Ink)> {
        let x = layout.x(chart, self.x);
        let place = |v: &Value| Some((x, layout.y(chart, v.panel, v.y)?, v.ink));
        self.values.iter().filter_map(place).collect()
    }
}
