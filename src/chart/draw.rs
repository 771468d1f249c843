//! One `draw` for every surface: canvas, SVG, tests.

use super::labels::{Boxes, Rect, candidates};
use super::layout::{Layout, TEXT, TITLE_LINE};
use super::surface::{Backend, Broken, Dash, K, Surface};
use super::theme::{Ink, Palette};
use super::trace::trace;
use super::{Chart, Dot, Layer, Shape};
use crate::model::downsample::min_max;
use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PointCollection, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontFamily, FontStyle, IntoFont, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendCoord, DrawingBackend, DrawingErrorKind};
use std::cell::{Cell, RefCell};
use std::iter::Map;
use std::rc::Rc;
use std::slice::Iter;

/// The figure font stack, quoted for canvas and SVG alike: Latin first, then each system's Chinese sans.
pub const FONT: &str = "\"Helvetica Neue\",Arial,\"PingFang SC\",\"HarmonyOS Sans SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif";

/// What drawing gives, or that the surface failed.
pub type Outcome<T = ()> = Result<T, DrawingAreaErrorKind<Broken>>;

/// Draws `chart` over the whole surface and tells where everything went.
///
/// # Errors
/// Where the surface fails.
pub fn draw(surface: &mut dyn Surface, chart: &Chart, palette: &Palette) -> Outcome<Layout> {
    Pen::over(surface, palette).chart(chart)
}

/// Draws on a surface, or on a part of it, in CSS px from its top left.
pub(super) struct Pen<'a> {
    area: DrawingArea<Backend<'a>, Shift>,
    palette: Palette,
    dash: Rc<Cell<Dash>>,
    /// What labels must not cover; kept only for a chart with such labels.
    taken: RefCell<Option<Boxes>>,
}

fn unit(css: f64) -> i32 {
    // By floor, which is one instruction where round is a function.
    (css * f64::from(K) + 0.5).floor() as i32
}

fn point((x, y): (f64, f64)) -> (i32, i32) {
    (unit(x), unit(y))
}

impl<'a> Pen<'a> {
    pub(super) fn over(surface: &'a mut dyn Surface, palette: &Palette) -> Self {
        let dash = Rc::new(Cell::new(Dash::Solid));
        let area = Backend { surface, dash: dash.clone() }.into_drawing_area();
        Self { area, palette: *palette, dash, taken: RefCell::default() }
    }

    /// A pen for a part of the surface.
    pub(super) fn part(&self, at: (f64, f64), (width, height): (f64, f64)) -> Pen<'a> {
        Pen {
            area: self.area.clone().shrink(point(at), (unit(width) as u32, unit(height) as u32)),
            palette: self.palette,
            dash: self.dash.clone(),
            taken: RefCell::default(),
        }
    }

    pub(super) fn chart(&self, chart: &Chart) -> Outcome<Layout> {
        let (width, height) = self.area.dim_in_pixel();
        let css = |units: u32| f64::from(units) / f64::from(K);
        let measure = |text: &str, bold: bool| self.measure(text, bold);
        let layout = Layout::new(chart, css(width), css(height), &measure);
        *self.taken.borrow_mut() = labelled(chart).next().map(|_| Boxes::default());
        self.bands(chart, &layout)?;
        self.axes(chart, &layout)?;
        self.markers(chart, &layout)?;
        self.band_labels(chart, &layout)?;
        for (index, panel) in chart.panels.iter().enumerate() {
            for layer in &panel.layers {
                self.layer(chart, &layout, index, layer)?;
            }
        }
        // Labels come last: they look for room among all that is drawn.
        for index in 0..chart.panels.len() {
            for (name, ink, y) in layout.end_labels(chart, index) {
                let at = (layout.right + 6.0, y);
                self.text(&name, at, TEXT, ink, true, (HPos::Left, VPos::Center))?;
            }
        }
        self.dot_labels(chart, &layout)?;
        self.area.present()?;
        Ok(layout)
    }

    fn colour(&self, ink: Ink) -> RGBColor {
        let (r, g, b) = self.palette.rgb(ink);
        RGBColor(r, g, b)
    }

    fn style(&self, size: f64, bold: bool) -> TextStyle<'static> {
        // By name it would be looked up in lower case: 6 kB of letters that are never drawn.
        let font = (FontFamily::SansSerif, size * f64::from(K)).into_font();
        TextStyle::from(if bold { font.style(FontStyle::Bold) } else { font })
    }

    fn measure(&self, text: &str, bold: bool) -> f64 {
        let size = self.area.estimate_text_size(text, &self.style(TEXT, bold));
        size.map_or(0.0, |(width, _)| f64::from(width) / f64::from(K))
    }

    fn stroke(&self, ink: Ink, width: f64) -> ShapeStyle {
        self.colour(ink).stroke_width(unit(width).max(1) as u32)
    }

    pub(super) fn line(&self, points: &[(f64, f64)], ink: Ink, width: f64) -> Outcome {
        self.area.draw(&Polyline { points, style: self.stroke(ink, width) })
    }

    pub(super) fn fill(&self, (x0, y0, x1, y1): Rect, ink: Ink, opacity: f64) -> Outcome {
        let corners = [point((x0, y0)), point((x1, y1))];
        self.area.draw(&Rectangle::new(corners, self.colour(ink).mix(opacity).filled()))
    }

    pub(super) fn text(
        &self,
        text: &str,
        at: (f64, f64),
        size: f64,
        ink: Ink,
        bold: bool,
        (h, v): (HPos, VPos),
    ) -> Outcome {
        if text.is_empty() {
            return Ok(());
        }
        if let Some(taken) = &mut *self.taken.borrow_mut() {
            let (width, middle) = (self.measure(text, bold) * size / TEXT, at.1);
            let left = match h {
                HPos::Left => at.0,
                HPos::Center => at.0 - width / 2.0,
                HPos::Right => at.0 - width,
            };
            let top = match v {
                VPos::Top => middle,
                VPos::Center => middle - size / 2.0,
                VPos::Bottom => middle - size,
            };
            taken.texts.push((left, top, left + width, top + size));
        }
        let colour = self.colour(ink);
        let style = self.style(size, bold).color(&colour).pos(Pos::new(h, v));
        self.area.draw(&Text::new(text, point(at), style))
    }

    fn bands(&self, chart: &Chart, layout: &Layout) -> Outcome {
        let (Some((top, _)), Some((_, bottom))) = (layout.panels.first(), layout.panels.last())
        else {
            return Ok(());
        };
        for band in &chart.bands {
            let (from, to) = (layout.x(chart, band.from), layout.x(chart, band.to));
            self.fill((from, *top, to, *bottom), band.ink, 0.13)?;
            // The shade alone is too pale to mark where the interval ends.
            for x in [from, to] {
                self.line(&[(x, *top), (x, *bottom)], band.ink, 0.75)?;
            }
        }
        Ok(())
    }

    /// Above the markers' lines, on a patch of paper.
    fn band_labels(&self, chart: &Chart, layout: &Layout) -> Outcome {
        let Some((top, _)) = layout.panels.first() else { return Ok(()) };
        for band in &chart.bands {
            let half = self.measure(&band.label, false) / 2.0;
            let middle = (layout.x(chart, band.from) + layout.x(chart, band.to)) / 2.0;
            let middle = middle.clamp(half, (layout.width - half).max(half));
            let patch = (middle - half - 3.0, top - TEXT - 7.0, middle + half + 3.0, top - 2.0);
            self.fill(patch, Ink::Paper, 1.0)?;
            let (at, side) = ((middle, top - 5.0), (HPos::Center, VPos::Bottom));
            self.text(&band.label, at, TEXT, band.ink, false, side)?;
        }
        Ok(())
    }

    /// All strokes first, then all texts: what looks alike and is drawn in a row is one stroke to a surface.
    fn axes(&self, chart: &Chart, layout: &Layout) -> Outcome {
        let measure = |text: &str, bold: bool| self.measure(text, bold);
        let Some((_, bottom)) = layout.panels.last() else { return Ok(()) };
        let x_ticks = layout.x_ticks(chart, &measure);
        let across = |y: f64| [(layout.left, y), (layout.right, y)];
        for (index, panel) in chart.panels.iter().enumerate().filter(|(_, panel)| panel.grid) {
            for y in panel.y.ticks.iter().filter_map(|tick| layout.y(chart, index, tick.at)) {
                self.line(&across(y), Ink::Grid, 1.0)?;
            }
        }
        for (_, bottom) in &layout.panels {
            self.line(&across(*bottom), Ink::Neutral, 1.0)?;
        }
        for (x, _) in &x_ticks {
            self.line(&[(*x, *bottom), (*x, bottom + 4.0)], Ink::Neutral, 1.0)?;
        }
        for (index, (panel, (top, _))) in chart.panels.iter().zip(&layout.panels).enumerate() {
            let mut free = f64::INFINITY;
            for tick in panel.y.ticks.iter().filter(|tick| !tick.label.is_empty()) {
                let Some(y) = layout.y(chart, index, tick.at) else { continue };
                if (free - y).abs() >= TEXT {
                    let (at, side) = ((layout.left - 7.0, y), (HPos::Right, VPos::Center));
                    self.text(&tick.label, at, TEXT, Ink::Muted, false, side)?;
                    free = y;
                }
            }
            let lines = layout.titles.get(index).map_or(&[][..], Vec::as_slice);
            for (i, line) in lines.iter().enumerate() {
                let below = TITLE_LINE * i as f64;
                let base = if index == 0 { TEXT + 2.0 + below } else { top - 9.0 + below };
                let side = (HPos::Left, VPos::Bottom);
                self.text(line, (0.0, base), TEXT, Ink::Muted, false, side)?;
            }
        }
        for (x, tick) in x_ticks {
            let half = self.measure(&tick.label, false) / 2.0;
            let x = x.clamp(half, (layout.width - half).max(half));
            let side = (HPos::Center, VPos::Top);
            self.text(&tick.label, (x, bottom + 7.0), TEXT, Ink::Muted, false, side)?;
        }
        Ok(())
    }

    fn markers(&self, chart: &Chart, layout: &Layout) -> Outcome {
        let Some((_, bottom)) = layout.panels.last() else { return Ok(()) };
        for (x, y) in &layout.badges {
            self.line(&[(*x, *y), (*x, *bottom)], Ink::Grid, 1.0)?;
        }
        for (marker, at) in chart.markers.iter().zip(&layout.badges) {
            let disc = self.colour(Ink::Muted).filled();
            self.area.draw(&Circle::new(point(*at), unit(8.5), disc))?;
            let side = (HPos::Center, VPos::Center);
            self.text(&marker.badge, *at, TEXT, Ink::Paper, true, side)?;
        }
        Ok(())
    }

    fn layer(&self, chart: &Chart, layout: &Layout, panel: usize, layer: &Layer) -> Outcome {
        let place = |(x, y): (f64, f64)| Some((layout.x(chart, x), layout.y(chart, panel, y)?));
        match layer {
            Layer::Line(line) => {
                let points = trace(&line.points, chart, layout, panel);
                if let Some(taken) = &mut *self.taken.borrow_mut() {
                    taken.line(&points);
                }
                self.dash.set(line.dash);
                let drawn = self.line(&points, line.ink, line.width);
                self.dash.set(Dash::Solid);
                drawn
            }
            Layer::Area { upper, lower, ink } => {
                let side = |points: &[_]| min_max(points.iter().copied().filter_map(place));
                let mut outline = side(upper);
                outline.extend(side(lower).into_iter().rev());
                let outline: Vec<_> = outline.into_iter().map(point).collect();
                self.area.draw(&Polygon::new(outline, self.colour(*ink).mix(0.22).filled()))
            }
            Layer::Strokes { ends, ink, width } => {
                for [a, b] in ends {
                    if let (Some(a), Some(b)) = (place(*a), place(*b)) {
                        self.line(&[a, b], *ink, *width)?;
                    }
                }
                Ok(())
            }
            Layer::Dots { dots, ink, radius, shape } => {
                for at in dots.iter().filter_map(|dot| place((dot.x, dot.y))) {
                    self.dot(at, *ink, *radius, *shape)?;
                }
                Ok(())
            }
        }
    }

    fn dot(&self, (x, y): (f64, f64), ink: Ink, radius: f64, shape: Shape) -> Outcome {
        // The small dots of a cloud are no obstacle for labels.
        if radius >= 3.0
            && let Some(taken) = &mut *self.taken.borrow_mut()
        {
            taken.dots.push((x - radius, y - radius, x + radius, y + radius));
        }
        let colour = self.colour(ink);
        match shape {
            // A label alone.
            _ if radius <= 0.0 => Ok(()),
            Shape::Disc => {
                self.area.draw(&Circle::new(point((x, y)), unit(radius), colour.filled()))
            }
            Shape::Ring => {
                let paper = self.colour(Ink::Paper).filled();
                self.area.draw(&Circle::new(point((x, y)), unit(radius), paper))?;
                let ring = self.stroke(ink, 1.8);
                self.area.draw(&Circle::new(point((x, y)), unit(radius), ring))
            }
            Shape::Diamond => {
                let r = radius * 1.25;
                let corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)].map(point);
                self.area.draw(&Polygon::new(corners, colour.filled()))
            }
            Shape::Square => {
                let r = radius * 0.9;
                self.fill((x - r, y - r, x + r, y + r), ink, 1.0)
            }
        }
    }

    /// Each beside its dot, or above or below, wherever it covers least.
    fn dot_labels(&self, chart: &Chart, layout: &Layout) -> Outcome {
        let mut labels = Vec::new();
        for (index, dot, radius) in labelled(chart) {
            let Some(y) = layout.y(chart, index, dot.y) else { continue };
            let (at, width) = ((layout.x(chart, dot.x), y), self.measure(&dot.label, false));
            labels.push((dot, radius, candidates(at, radius, width, layout)));
        }
        let places: Vec<_> = labels.iter().map(|(_, _, places)| places.clone()).collect();
        // Nothing that is written from here on is in anyone's way.
        let taken = self.taken.take();
        let best = taken.map(|taken| taken.best(&places, layout.width));
        for ((dot, radius, _), (x0, y0, x1, y1)) in labels.iter().zip(best.unwrap_or_default()) {
            // Among dots and lines a label stands on a patch of paper; at the end of a bar it needs none.
            if *radius > 0.0 {
                self.fill((x0 - 1.0, y0 - 1.0, x1 + 1.0, y1 + 1.0), Ink::Paper, 0.85)?;
            }
            let (at, side) = ((x0, (y0 + y1) / 2.0), (HPos::Left, VPos::Center));
            self.text(&dot.label, at, TEXT, Ink::Text, false, side)?;
        }
        Ok(())
    }
}

/// plotters' `PathElement` in CSS px: it needs no list of its points in units.
struct Polyline<'p> {
    points: &'p [(f64, f64)],
    style: ShapeStyle,
}

impl<'p> PointCollection<'p, (i32, i32)> for &'p Polyline<'_> {
    type Point = (i32, i32);
    type IntoIter = Map<Iter<'p, (f64, f64)>, fn(&(f64, f64)) -> (i32, i32)>;

    fn point_iter(self) -> Self::IntoIter {
        self.points.iter().map(|at| point(*at))
    }
}

impl Drawable<Backend<'_>> for Polyline<'_> {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        points: I,
        backend: &mut Backend<'_>,
        _: (u32, u32),
    ) -> Result<(), DrawingErrorKind<Broken>> {
        backend.draw_path(points, &self.style)
    }
}

/// Every dot that has a label, its panel and its radius.
fn labelled(chart: &Chart) -> impl Iterator<Item = (usize, &Dot, f64)> {
    chart.panels.iter().enumerate().flat_map(|(panel, p)| {
        p.layers.iter().flat_map(move |layer| {
            let (dots, radius) = match layer {
                Layer::Dots { dots, radius, .. } => (&dots[..], *radius),
                _ => (&[][..], 0.0),
            };
            let named = dots.iter().filter(|dot| !dot.label.is_empty());
            named.map(move |dot| (panel, dot, radius))
        })
    })
}
