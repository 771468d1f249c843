//! What stands under the cursor: along lines by their x, in other figures mark by mark.

use super::layout::Layout;
use super::{Chart, Ink, Line};

/// What the cursor says at one of its stops, and what it points at.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// What stands there, as one sentence: for `aria-valuetext` and the line under the figure.
    pub words: String,
    /// The points meant.
    pub places: Vec<Place>,
    /// Whether a rule through all panels joins them.
    pub rule: bool,
}

/// A point under the cursor.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// The panel.
    pub panel: usize,
    /// Data x.
    pub x: f64,
    /// Data y.
    pub y: f64,
    /// The colour of what stands there.
    pub ink: Ink,
}

/// The data x of each stop of the cursor: the figure's marks, or else the points of the longest line of each
/// panel, ascending.
pub fn stops(chart: &Chart) -> Vec<f64> {
    if !chart.marks.is_empty() {
        return chart.marks.iter().map(|mark| mark.x).collect();
    }
    let mut all = Vec::new();
    for panel in 0..chart.panels.len() {
        let own = chart.lines().filter(|(index, _)| *index == panel).map(|(_, line)| &*line.points);
        let longest = own.max_by_key(|points| points.len());
        all.extend(longest.into_iter().flatten().map(|p| p.0));
    }
    all.sort_unstable_by(f64::total_cmp);
    all.dedup();
    all
}

/// What stands at stop `index`, a dash where no line has a value; `None` where there is no such stop.
pub fn hit(chart: &Chart, stops: &[f64], index: usize) -> Option<Hit> {
    if let Some(mark) = chart.marks.get(index) {
        let place = Place { panel: mark.panel, x: mark.x, y: mark.y, ink: Ink::Text };
        return Some(Hit { words: mark.words.clone(), places: vec![place], rule: false });
    }
    let x = *stops.get(index)?;
    let when = (chart.x.words.0)(x);
    let mut words = vec![when.clone()];
    let mut places = Vec::new();
    for (panel, line) in chart.lines() {
        let (Some(y), Some(in_panel)) = (value(line, x), chart.panels.get(panel)) else { continue };
        words.push(format!("{} {}", line.name, (in_panel.y.words.0)(y)));
        places.push(Place { panel, x, y, ink: line.ink });
    }
    if places.is_empty() {
        words.push("—".into());
    }
    let here = chart.markers.iter().filter(|marker| nearest(stops, marker.x) == index);
    // The day is said once.
    let short = |label: &str| label.strip_prefix(&when).unwrap_or(label).trim_start().to_string();
    words.extend(here.map(|marker| format!("{} {}", circled(&marker.badge), short(&marker.label))));
    Some(Hit { words: words.join(" · "), places, rule: true })
}

/// A badge as it looks in the picture, where there is a letter for it: 1 becomes ①.
fn circled(badge: &str) -> String {
    let number = badge.parse().ok().filter(|n| (1..=20).contains(n));
    number.and_then(|n: u32| char::from_u32(0x245f + n)).map_or_else(|| badge.into(), String::from)
}

/// A line's value at exactly `x`: after the jump where it has one.
fn value(line: &Line, x: f64) -> Option<f64> {
    let after = line.points.partition_point(|p| p.0 <= x);
    let (at, y) = *line.points.get(after.checked_sub(1)?)?;
    (at == x && y.is_finite()).then_some(y)
}

/// The index of the stop nearest to a data x, the first of equal ones; 0 without stops.
pub fn nearest(stops: &[f64], x: f64) -> usize {
    let distance = |s: &f64| (s - x).abs();
    let best = stops.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    best.map_or(0, |(index, _)| index)
}

/// The index of the stop under a pointer at `(x, y)` CSS px.
pub fn under(chart: &Chart, layout: &Layout, stops: &[f64], (x, y): (f64, f64)) -> usize {
    if chart.marks.is_empty() {
        return nearest(stops, layout.data_x(chart, x));
    }
    let far = |mark: &super::Mark| {
        let to = layout.y(chart, mark.panel, mark.y).unwrap_or(f64::INFINITY);
        libm::hypot(layout.x(chart, mark.x) - x, to - y)
    };
    let best = chart.marks.iter().enumerate().min_by(|a, b| far(a.1).total_cmp(&far(b.1)));
    best.map_or(0, |(index, _)| index)
}

/// The index of the marker whose badge is under a pointer at `(x, y)` CSS px.
pub fn badge(layout: &Layout, (x, y): (f64, f64)) -> Option<usize> {
    let far = |(bx, by): &(f64, f64)| libm::hypot(bx - x, by - y);
    layout.badges.iter().position(|badge| far(badge) <= super::layout::BADGE * 0.6)
}

impl Hit {
    /// Where the cursor's dots go on a laid-out chart: x, y (CSS px) and colour.
    pub fn spots(&self, chart: &Chart, layout: &Layout) -> Vec<(f64, f64, Ink)> {
        let spot = |p: &Place| Some((layout.x(chart, p.x), layout.y(chart, p.panel, p.y)?, p.ink));
        self.places.iter().filter_map(spot).collect()
    }
}
