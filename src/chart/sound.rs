//! A line as a row of notes: the higher the point, the higher the note.

use super::{Chart, Ink, Line};

/// Seconds that all notes take together.
pub const LENGTH: f64 = 6.0;
/// No more notes than an ear can follow.
pub const MOST: usize = 40;
/// The lowest note, Hz (the A below the bass clef's lowest line, 110 Hz), and the octaves above it.
const RANGE: (f64, f64) = (110.0, 3.0);

/// One note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// Data x of its point.
    pub x: f64,
    /// Frequency, Hz.
    pub hz: f64,
}

/// The line that is played: the one in the signal colour, else the longest.
fn main_line(chart: &Chart) -> Option<(usize, &Line)> {
    let compute = chart.lines().find(|(_, line)| line.ink == Ink::Compute);
    compute.or_else(|| chart.lines().max_by_key(|(_, line)| line.points.len()))
}

/// Up to [`MOST`] notes of the main line, evenly picked from its points, first and last included; empty
/// without a line. Equal steps of the drawn height are equal intervals.
pub fn notes(chart: &Chart) -> Vec<Note> {
    let Some((panel, line)) = main_line(chart) else { return Vec::new() };
    let Some(scale) = chart.panels.get(panel).map(|p| &p.y.scale) else { return Vec::new() };
    let points: Vec<_> = line.points.iter().filter(|p| p.1.is_finite()).collect();
    let count = points.len().min(MOST);
    let pick = |i: usize| points.get(i * (points.len() - 1) / (count - 1).max(1)).copied();
    let note = |(x, y): &(f64, f64)| {
        let height = scale.place(*y)?.clamp(0.0, 1.0);
        Some(Note { x: *x, hz: RANGE.0 * libm::pow(2.0, height * RANGE.1) })
    };
    (0..count).filter_map(pick).filter_map(note).collect()
}

/// The name of the line that is played, empty without one.
pub fn name(chart: &Chart) -> &str {
    main_line(chart).map_or("", |(_, line)| &line.name)
}
