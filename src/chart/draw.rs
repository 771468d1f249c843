//! One generic `draw` for every backend: canvas, SVG, bitmap.

use super::layout::{Layout, TEXT};
use super::theme::{Ink, Mode};
use super::{Chart, Dot, Layer, Shape};
use crate::model::downsample::min_max;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::DrawingBackend;

/// Backend units in one CSS pixel: plotters' coordinates are integers, eyes are not.
pub const K: i32 = 8;

/// The figure font stack, quoted for canvas and SVG alike: Latin first, then each system's Chinese sans.
pub const FONT: &str = "\"Helvetica Neue\",Arial,\"PingFang SC\",\"HarmonyOS Sans SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif";

type Area<DB> = DrawingArea<DB, Shift>;
type Outcome<DB, T = ()> = Result<T, DrawingAreaErrorKind<<DB as DrawingBackend>::ErrorType>>;

/// Draws `chart` over the whole backend and tells where everything went.
///
/// # Errors
/// Whatever the backend reports.
pub fn draw<DB: DrawingBackend>(backend: DB, chart: &Chart, mode: Mode) -> Outcome<DB, Layout> {
    let (width, height) = backend.get_size();
    let css = |units: u32| f64::from(units) / f64::from(K);
    let pen = Pen { area: backend.into_drawing_area(), mode };
    let measure = |text: &str, bold: bool| pen.measure(text, bold);
    let layout = Layout::new(chart, css(width), css(height), &measure);
    pen.bands(chart, &layout)?;
    pen.axes(chart, &layout)?;
    pen.markers(chart, &layout)?;
    pen.band_labels(chart, &layout)?;
    for (index, panel) in chart.panels.iter().enumerate() {
        for layer in &panel.layers {
            pen.layer(chart, &layout, index, layer)?;
        }
        for (name, ink, y) in layout.end_labels(chart, index) {
            pen.text(&name, (layout.right + 6.0, y), ink, true, (HPos::Left, VPos::Center))?;
        }
    }
    pen.area.present()?;
    Ok(layout)
}

struct Pen<DB: DrawingBackend> {
    area: Area<DB>,
    mode: Mode,
}

fn unit(css: f64) -> i32 {
    libm::round(css * f64::from(K)) as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (unit(x), unit(y))
}

/// Length of a dash and of the gap after it, CSS px.
const DASH: (f64, f64) = (6.0, 4.0);

/// Cuts a line into dashes measured along it.
fn dashes(points: &[(f64, f64)]) -> Vec<[(f64, f64); 2]> {
    let mut out = Vec::new();
    let mut at = 0.0;
    let whole = DASH.0 + DASH.1;
    for pair in points.windows(2) {
        let [(x0, y0), (x1, y1)] = pair else { continue };
        let length = libm::hypot(x1 - x0, y1 - y0);
        let point = |along: f64| {
            let t = along / length;
            (x0 + (x1 - x0) * t, y0 + (y1 - y0) * t)
        };
        let mut along = 0.0;
        while along < length && out.len() < 4_000 {
            let phase = libm::fmod(at + along, whole);
            let (end, ink) = match phase < DASH.0 {
                true => (along + DASH.0 - phase, true),
                false => (along + whole - phase, false),
            };
            let end = end.clamp(along + 0.01, length.max(along + 0.01));
            if ink {
                out.push([point(along), point(end.min(length))]);
            }
            along = end;
        }
        at += length;
    }
    out
}

impl<DB: DrawingBackend> Pen<DB> {
    fn colour(&self, ink: Ink) -> RGBColor {
        let (r, g, b) = ink.rgb(self.mode);
        RGBColor(r, g, b)
    }

    fn style(&self, bold: bool) -> TextStyle<'static> {
        let font = ("sans-serif", TEXT * f64::from(K)).into_font();
        TextStyle::from(if bold { font.style(FontStyle::Bold) } else { font })
    }

    fn measure(&self, text: &str, bold: bool) -> f64 {
        let size = self.area.estimate_text_size(text, &self.style(bold));
        size.map_or(0.0, |(width, _)| f64::from(width) / f64::from(K))
    }

    fn stroke(&self, ink: Ink, width: f64) -> ShapeStyle {
        self.colour(ink).stroke_width(unit(width).max(1) as u32)
    }

    fn line(&self, points: Vec<(f64, f64)>, ink: Ink, width: f64) -> Outcome<DB> {
        let points: Vec<_> = points.into_iter().map(point).collect();
        self.area.draw(&PathElement::new(points, self.stroke(ink, width)))
    }

    fn text(
        &self,
        text: &str,
        at: (f64, f64),
        ink: Ink,
        bold: bool,
        (h, v): (HPos, VPos),
    ) -> Outcome<DB> {
        if text.is_empty() {
            return Ok(());
        }
        let colour = self.colour(ink);
        let style = self.style(bold).color(&colour).pos(Pos::new(h, v));
        self.area.draw(&Text::new(text.to_string(), point(at), style))
    }

    fn bands(&self, chart: &Chart, layout: &Layout) -> Outcome<DB> {
        let (Some((top, _)), Some((_, bottom))) = (layout.panels.first(), layout.panels.last())
        else {
            return Ok(());
        };
        for band in &chart.bands {
            let (from, to) = (layout.x(chart, band.from), layout.x(chart, band.to));
            let corners = [point((from, *top)), point((to, *bottom))];
            self.area.draw(&Rectangle::new(corners, self.colour(band.ink).mix(0.13).filled()))?;
        }
        Ok(())
    }

    /// Above the markers' lines, on a patch of paper.
    fn band_labels(&self, chart: &Chart, layout: &Layout) -> Outcome<DB> {
        let Some((top, _)) = layout.panels.first() else { return Ok(()) };
        for band in &chart.bands {
            let half = self.measure(&band.label, false) / 2.0;
            let middle = (layout.x(chart, band.from) + layout.x(chart, band.to)) / 2.0;
            let middle = middle.clamp(half, (layout.width - half).max(half));
            let corners =
                [(middle - half - 3.0, top - TEXT - 7.0), (middle + half + 3.0, top - 2.0)];
            let paper = self.colour(Ink::Paper).filled();
            self.area.draw(&Rectangle::new(corners.map(point), paper))?;
            let at = (middle, top - 5.0);
            self.text(&band.label, at, band.ink, false, (HPos::Center, VPos::Bottom))?;
        }
        Ok(())
    }

    fn axes(&self, chart: &Chart, layout: &Layout) -> Outcome<DB> {
        let measure = |text: &str, bold: bool| self.measure(text, bold);
        for (index, (panel, (top, bottom))) in chart.panels.iter().zip(&layout.panels).enumerate() {
            let mut free = f64::INFINITY;
            for tick in &panel.y.ticks {
                let Some(y) = layout.y(chart, index, tick.at) else { continue };
                if panel.grid {
                    self.line(vec![(layout.left, y), (layout.right, y)], Ink::Grid, 1.0)?;
                }
                if !tick.label.is_empty() && (free - y).abs() >= TEXT * 0.9 {
                    let at = (layout.left - 7.0, y);
                    self.text(&tick.label, at, Ink::Muted, false, (HPos::Right, VPos::Center))?;
                    free = y;
                }
            }
            self.line(vec![(layout.left, *bottom), (layout.right, *bottom)], Ink::Neutral, 1.0)?;
            let at = (0.0, if index == 0 { TEXT + 2.0 } else { top - 9.0 });
            self.text(&panel.y.title, at, Ink::Muted, false, (HPos::Left, VPos::Bottom))?;
        }
        let Some((_, bottom)) = layout.panels.last() else { return Ok(()) };
        for (x, tick) in layout.x_ticks(chart, &measure) {
            self.line(vec![(x, *bottom), (x, bottom + 4.0)], Ink::Neutral, 1.0)?;
            let half = self.measure(&tick.label, false) / 2.0;
            let x = x.clamp(half, (layout.width - half).max(half));
            let at = (x, bottom + 7.0);
            self.text(&tick.label, at, Ink::Muted, false, (HPos::Center, VPos::Top))?;
        }
        Ok(())
    }

    fn markers(&self, chart: &Chart, layout: &Layout) -> Outcome<DB> {
        let Some((_, bottom)) = layout.panels.last() else { return Ok(()) };
        for (x, y) in &layout.badges {
            self.line(vec![(*x, *y), (*x, *bottom)], Ink::Grid, 1.0)?;
        }
        for (marker, (x, y)) in chart.markers.iter().zip(&layout.badges) {
            self.area.draw(&Circle::new(
                point((*x, *y)),
                unit(8.5),
                self.colour(Ink::Muted).filled(),
            ))?;
            let at = (*x, *y);
            self.text(&marker.badge, at, Ink::Paper, true, (HPos::Center, VPos::Center))?;
        }
        Ok(())
    }

    fn layer(&self, chart: &Chart, layout: &Layout, panel: usize, layer: &Layer) -> Outcome<DB> {
        let place = |(x, y): (f64, f64)| Some((layout.x(chart, x), layout.y(chart, panel, y)?));
        match layer {
            Layer::Line(line) => {
                let points = min_max(line.points.iter().copied().filter_map(place));
                if line.dashed {
                    for dash in dashes(&points) {
                        self.line(dash.into(), line.ink, line.width)?;
                    }
                    return Ok(());
                }
                self.line(points, line.ink, line.width)
            }
            Layer::Area { upper, lower, ink } => {
                let mut outline = min_max(upper.iter().copied().filter_map(place));
                outline.extend(min_max(lower.iter().copied().filter_map(place)).into_iter().rev());
                let outline: Vec<_> = outline.into_iter().map(point).collect();
                self.area.draw(&Polygon::new(outline, self.colour(*ink).mix(0.22).filled()))
            }
            Layer::Strokes { ends, ink, width } => {
                for [a, b] in ends {
                    if let (Some(a), Some(b)) = (place(*a), place(*b)) {
                        self.line(vec![a, b], *ink, *width)?;
                    }
                }
                Ok(())
            }
            Layer::Dots { dots, ink, radius, shape } => {
                for dot in dots {
                    if let Some(at) = place((dot.x, dot.y)) {
                        self.dot(layout, dot, at, *ink, *radius, *shape)?;
                    }
                }
                Ok(())
            }
        }
    }

    fn dot(
        &self,
        layout: &Layout,
        dot: &Dot,
        (x, y): (f64, f64),
        ink: Ink,
        radius: f64,
        shape: Shape,
    ) -> Outcome<DB> {
        let colour = self.colour(ink);
        match shape {
            // A label alone.
            _ if radius <= 0.0 => {}
            Shape::Disc => {
                self.area.draw(&Circle::new(point((x, y)), unit(radius), colour.filled()))?;
            }
            Shape::Ring => {
                let paper = self.colour(Ink::Paper).filled();
                self.area.draw(&Circle::new(point((x, y)), unit(radius), paper))?;
                let ring = self.stroke(ink, 1.8);
                self.area.draw(&Circle::new(point((x, y)), unit(radius), ring))?;
            }
            Shape::Square => {
                let r = radius * 0.9;
                let corners = [point((x - r, y - r)), point((x + r, y + r))];
                self.area.draw(&Rectangle::new(corners, colour.filled()))?;
            }
        }
        let width = self.measure(&dot.label, false);
        if dot.label.is_empty() {
            return Ok(());
        }
        let gap = radius + 4.0;
        // To the right, else to the left; where neither has room, from the panel's edge on.
        let left = if x + gap + width <= layout.width {
            x + gap
        } else {
            (x - gap - width).max(layout.left + 2.0)
        };
        // Among dots and lines a label stands on a patch of paper; at the end of a bar it needs none.
        if radius > 0.0 {
            let patch =
                [point((left - 1.0, y - TEXT * 0.6)), point((left + width + 1.0, y + TEXT * 0.6))];
            let paper = self.colour(Ink::Paper).mix(0.75).filled();
            self.area.draw(&Rectangle::new(patch, paper))?;
        }
        let (at, side) = (left, HPos::Left);
        self.text(&dot.label, (at, y), Ink::Text, false, (side, VPos::Center))
    }
}
