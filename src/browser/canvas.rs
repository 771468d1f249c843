//! Painting on a canvas: plotters-canvas made sharp on every screen.

use super::pencil::Pencil;
use crate::chart::Chart;
use crate::chart::draw;
use crate::chart::layout::{Layout, TEXT};
use crate::chart::poster::Poster;
use crate::chart::surface::{Broken, Dash, K, Lettering, Stroke, Surface};
use crate::chart::theme::Palette;
use js_sys::Array;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendCoord, DrawingBackend};
use plotters_canvas::CanvasBackend;
use std::fmt;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// Why nothing was painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaintError {
    /// The browser gives no 2D context.
    NoContext,
    /// A drawing call failed.
    Drawing,
}

impl fmt::Display for PaintError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoContext => write!(f, "the browser gives no 2D canvas"),
            Self::Drawing => write!(f, "a drawing call failed"),
        }
    }
}

/// Beyond this many device pixels a CSS pixel, sharpness no longer shows.
const DPR_CAP: f64 = 3.0;

/// Paints `chart` over the whole canvas of `size` CSS px and tells where everything went.
///
/// # Errors
/// Without a 2D context, or when a drawing call fails; the canvas may then be half painted.
pub fn paint(
    canvas: &HtmlCanvasElement,
    chart: &Chart,
    palette: &Palette,
    size: (f64, f64),
    dpr: f64,
) -> Result<Layout, PaintError> {
    let mut sharp = Sharp::over(canvas, size, dpr)?;
    let layout = draw::draw(&mut sharp, chart, palette).map_err(|_| PaintError::Drawing)?;
    sharp.ink();
    Ok(layout)
}

/// Paints a poster over the whole canvas, two device pixels a CSS pixel.
///
/// # Errors
/// As [`paint`].
pub fn paint_poster(
    canvas: &HtmlCanvasElement,
    poster: &Poster,
    palette: &Palette,
) -> Result<(), PaintError> {
    let mut sharp = Sharp::over(canvas, poster.size, 2.0)?;
    poster.draw(&mut sharp, palette).map_err(|_| PaintError::Drawing)?;
    sharp.ink();
    Ok(())
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// A canvas in units of 1/[`K`] CSS px, with lines and text drawn here.
struct Sharp {
    /// Made when it is wanted: it asks for a context of its own.
    inner: Option<CanvasBackend>,
    pencil: Pencil,
    size: (f64, f64),
    /// The stroke of a path that may go on: those that look alike are one, as none shows what is under it.
    open: Option<Stroke>,
}

impl Sharp {
    fn over(canvas: &HtmlCanvasElement, size: (f64, f64), dpr: f64) -> Result<Self, PaintError> {
        let dpr = dpr.clamp(1.0, DPR_CAP);
        let (w, h) = ((size.0 * dpr) as u32, (size.1 * dpr) as u32);
        // Setting a size clears and reallocates, even where it is the same.
        if (canvas.width(), canvas.height()) != (w, h) {
            canvas.set_width(w);
            canvas.set_height(h);
        }
        let context = context(canvas).ok_or(PaintError::NoContext)?;
        let whole = |scale: f64| {
            context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(|_| PaintError::Drawing)
        };
        whole(1.0)?;
        context.clear_rect(0.0, 0.0, f64::from(w), f64::from(h));
        whole(dpr / f64::from(K))?;
        context.set_line_join("round");
        Ok(Self { inner: None, pencil: Pencil::new(context), size, open: None })
    }

    /// plotters-canvas, which sets colours and widths of its own.
    fn inner(&mut self) -> Result<&mut CanvasBackend, Broken> {
        self.ink();
        self.pencil.forget();
        if self.inner.is_none() {
            let canvas = self.pencil.context.canvas();
            self.inner = canvas.and_then(CanvasBackend::with_canvas_object);
        }
        self.inner.as_mut().ok_or(Broken)
    }

    fn dashes(&self, dash: Dash) {
        let lengths: Array =
            dash.pattern().iter().map(|v| wasm_bindgen::JsValue::from(v * f64::from(K))).collect();
        // Refuses what is no array of numbers only.
        let _ = self.pencil.context.set_line_dash(&lengths);
    }

    /// Draws the path that is open.
    fn ink(&mut self) {
        let Some(stroke) = self.open.take() else { return };
        self.pencil.context.stroke();
        if stroke.dash != Dash::Solid {
            self.dashes(Dash::Solid);
        }
    }
}

/// Measures as a canvas does: width of a text at [`TEXT`] size, CSS px. 0 where the browser gives no canvas.
pub fn measure(canvas: &HtmlCanvasElement, text: &str, bold: bool) -> f64 {
    context(canvas).map_or(0.0, |context| Pencil::new(context).width(text, bold))
}

/// Measures what nobody sees. A browser's first canvas and the first text on it, with its fonts looked for, take
/// half as long as a figure: so they can come in tasks before it.
pub fn warm(bold: bool) {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document.and_then(|document| document.create_element("canvas").ok());
    if let Some(canvas) = canvas.and_then(|canvas| canvas.dyn_into().ok()) {
        measure(&canvas, "字0", bold);
    }
}

impl Surface for Sharp {
    fn size(&self) -> (f64, f64) {
        self.size
    }

    fn path(&mut self, points: &[BackendCoord], stroke: &Stroke, fill: bool) -> Result<(), Broken> {
        if fill {
            let points = points.iter().copied();
            return self.inner()?.fill_polygon(points, stroke).map_err(|_| Broken);
        }
        if !self.open.is_some_and(|open| open.looks_like(stroke)) {
            self.ink();
            self.pencil.stroke(stroke);
            if stroke.dash != Dash::Solid {
                self.dashes(stroke.dash);
            }
            self.pencil.context.begin_path();
            self.open = Some(*stroke);
        }
        let context = &self.pencil.context;
        let mut points = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y)));
        if let Some((x, y)) = points.next() {
            context.move_to(x, y);
        }
        for (x, y) in points {
            context.line_to(x, y);
        }
        Ok(())
    }

    fn rect(
        &mut self,
        [upper_left, bottom_right]: [BackendCoord; 2],
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        self.inner()?.draw_rect(upper_left, bottom_right, stroke, fill).map_err(|_| Broken)
    }

    fn circle(
        &mut self,
        center: BackendCoord,
        radius: u32,
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        self.inner()?.draw_circle(center, radius, stroke, fill).map_err(|_| Broken)
    }

    fn text(&mut self, text: &str, (x, y): BackendCoord, how: &Lettering) -> Result<(), Broken> {
        self.ink();
        self.pencil.fill(how.color);
        self.pencil.align(match how.anchor.0 {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        self.pencil.text(text, (how.size, how.bold), (f64::from(x), f64::from(y) + how.baseline()));
        Ok(())
    }

    fn measure(&self, text: &str, bold: bool, size: f64) -> f64 {
        self.pencil.width(text, bold) * size / TEXT
    }
}
