//! A chart to take away: with its title, takeaway, source and address on one sheet, or as a card to share.

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
/// Size of a card, CSS px, in the proportion of the 1,200 × 630 pixels that networks show.
const CARD: (f64, f64) = (760.0, 399.0);
/// A card has room for a chart about this high, CSS px; a much higher one is drawn smaller.
const CARD_ROOM: f64 = 380.0;

/// A sheet laid out, ready to be drawn on any surface.
#[derive(Clone, Debug)]
pub struct Poster<'a> {
    /// What is shown.
    pub chart: &'a Chart,
    /// Width and height of the sheet, CSS px.
    pub size: (f64, f64),
    lines: Vec<Line>,
    /// Top and height of the chart.
    place: (f64, f64),
}

#[derive(Clone, Debug)]
struct Line {
    top: f64,
    size: f64,
    ink: Ink,
    bold: bool,
    text: String,
}

/// Writes lines from the top down.
struct Writer<'a> {
    measure: Measure<'a>,
    width: f64,
    top: f64,
    lines: Vec<Line>,
}

impl Writer<'_> {
    fn write(&mut self, text: &str, size: f64, ink: Ink, bold: bool) {
        let fits = |line: &str| (self.measure)(line, bold) * size / TEXT <= self.width * SPARE;
        for text in wrap(text, fits) {
            self.lines.push(Line { top: self.top, size, ink, bold, text });
            self.top += size * LEADING;
        }
    }
}

impl<'a> Poster<'a> {
    /// Lays out a sheet; `address` is where the view can be had.
    pub fn new(chart: &'a Chart, address: &str, measure: Measure) -> Self {
        let width = WRITTEN.1;
        let mut text = Writer { measure, width, top: MARGIN, lines: Vec::new() };
        text.write(&chart.title, 20.0, Ink::Text, true);
        text.write(&chart.takeaway, 15.0, Ink::Text, false);
        let place = (text.top + 10.0, Layout::height_for(chart, width));
        text.top = place.0 + place.1 + 14.0;
        for marker in &chart.markers {
            text.write(&format!("{} {}", marker.badge, marker.label), TEXT, Ink::Text, false);
        }
        text.top += 6.0;
        for line in [&chart.source, &chart.caveat, address] {
            text.write(line, TEXT, Ink::Muted, false);
        }
        let size = (width + 2.0 * MARGIN, (text.top + MARGIN).ceil());
        Self { chart, size, lines: text.lines, place }
    }

    /// Lays out a card: a headline, the chart in what room is left, and a last line that says whose it is. There
    /// is no room for a key to markers: the chart should have none.
    pub fn card(chart: &'a Chart, headline: &str, work: &str, measure: Measure) -> Self {
        let smaller = match chart.heights.1 {
            high if high > 500.0 => high / CARD_ROOM,
            _ => 1.0,
        };
        let size = (CARD.0 * smaller, CARD.1 * smaller);
        let width = size.0 - 2.0 * MARGIN;
        let mut text = Writer { measure, width, top: MARGIN, lines: Vec::new() };
        text.write(headline, 25.0 * smaller, Ink::Text, true);
        let top = text.top + 6.0;
        let last = size.1 - MARGIN - TEXT * smaller;
        text.top = last;
        text.write(work, TEXT * smaller, Ink::Compute, true);
        Self { chart, size, lines: text.lines, place: (top, last - 6.0 - top) }
    }

    /// Draws the sheet on a surface of its size.
    ///
    /// # Errors
    /// Where the surface fails.
    pub fn draw(&self, surface: &mut dyn Surface, palette: &Palette) -> Outcome {
        let pen = Pen::over(surface, palette);
        let (width, height) = self.size;
        pen.fill((0.0, 0.0, width, height), Ink::Paper, 1.0)?;
        for Line { top, size, ink, bold, text } in &self.lines {
            pen.text(text, (MARGIN, *top), *size, *ink, *bold, (HPos::Left, VPos::Top))?;
        }
        let (top, height) = self.place;
        pen.part((MARGIN, top), (width - 2.0 * MARGIN, height)).chart(self.chart)?;
        Ok(())
    }
}
