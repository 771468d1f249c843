//! A chart to take away: with its title, takeaway, source and address on one sheet.

use super::Chart;
use super::draw::{Outcome, Pen};
use super::layout::{Layout, Measure, TEXT, WRITTEN};
use super::surface::Surface;
use super::theme::{Ink, Palette};
use super::wrap::wrap;
use plotters::style::text_anchor::{HPos, VPos};

/// Margin around the sheet, CSS px.
const MARGIN: f64 = 20.0;
/// Part of the width that lines fill here: where the file is opened, fonts may be a little wider.
const SPARE: f64 = 0.95;
/// Distance between lines, in text sizes.
const LEADING: f64 = 1.4;

/// A sheet laid out, ready to be drawn on any surface.
#[derive(Clone, Debug)]
pub struct Poster<'a> {
    /// What is shown.
    pub chart: &'a Chart,
    /// Width and height of the sheet, CSS px.
    pub size: (f64, f64),
    /// Lines of text: top, size, ink, bold, text.
    lines: Vec<(f64, f64, Ink, bool, String)>,
    /// Top and height of the chart.
    place: (f64, f64),
}

impl<'a> Poster<'a> {
    /// Lays out a sheet; `address` is where the view can be had.
    pub fn new(chart: &'a Chart, address: &str, measure: Measure) -> Self {
        let width = WRITTEN.1;
        let mut lines = Vec::new();
        let mut top = MARGIN;
        let mut write = |top: &mut f64, text: &str, size: f64, ink: Ink, bold: bool| {
            let fits = |line: &str| measure(line, bold) * size / TEXT <= width * SPARE;
            for line in wrap(text, fits) {
                lines.push((*top, size, ink, bold, line));
                *top += size * LEADING;
            }
        };
        write(&mut top, &chart.title, 20.0, Ink::Text, true);
        write(&mut top, &chart.takeaway, 15.0, Ink::Text, false);
        top += 10.0;
        let place = (top, Layout::height_for(chart, width));
        top += place.1 + 14.0;
        for marker in &chart.markers {
            let line = format!("{} {}", marker.badge, marker.label);
            write(&mut top, &line, TEXT, Ink::Text, false);
        }
        top += 6.0;
        for line in [&chart.source, &chart.caveat, address] {
            write(&mut top, line, TEXT, Ink::Muted, false);
        }
        Self { chart, size: (width + 2.0 * MARGIN, (top + MARGIN).ceil()), lines, place }
    }

    /// Draws the sheet on a surface of its size.
    ///
    /// # Errors
    /// Where the surface fails.
    pub fn draw(&self, surface: &mut dyn Surface, palette: &Palette) -> Outcome {
        let pen = Pen::over(surface, palette);
        pen.fill((0.0, 0.0, self.size.0, self.size.1), Ink::Paper, 1.0)?;
        for (top, size, ink, bold, line) in &self.lines {
            pen.text(line, (MARGIN, *top), *size, *ink, *bold, (HPos::Left, VPos::Top))?;
        }
        let (top, height) = self.place;
        pen.part((MARGIN, top), (WRITTEN.1, height)).chart(self.chart)?;
        Ok(())
    }
}
