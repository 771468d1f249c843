//! Painting on a canvas: plotters-canvas made sharp on every screen.

use crate::chart::Chart;
use crate::chart::draw::{self, FONT};
use crate::chart::layout::{Layout, TEXT};
use crate::chart::poster::Poster;
use crate::chart::surface::{Broken, Dash, K, Lettering, Stroke, Surface};
use crate::chart::theme::Palette;
use js_sys::Array;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendCoord, DrawingBackend};
use plotters_canvas::CanvasBackend;
use std::cell::RefCell;
use std::collections::HashMap;
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
    draw::draw(&mut sharp, chart, palette).map_err(|_| PaintError::Drawing)
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
    poster.draw(&mut sharp, palette).map_err(|_| PaintError::Drawing)
}

fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok().flatten()?.dyn_into().ok()
}

/// A canvas in units of 1/[`K`] CSS px, with text drawn and measured here.
struct Sharp {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (f64, f64),
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
        let inner =
            CanvasBackend::with_canvas_object(canvas.clone()).ok_or(PaintError::NoContext)?;
        let whole = |scale: f64| {
            context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(|_| PaintError::Drawing)
        };
        whole(1.0)?;
        context.clear_rect(0.0, 0.0, f64::from(w), f64::from(h));
        whole(dpr / f64::from(K))?;
        context.set_line_join("round");
        Ok(Self { inner, context, size })
    }

    fn dashes(&self, dash: Dash) -> Result<(), Broken> {
        let lengths: Array =
            dash.pattern().iter().map(|v| wasm_bindgen::JsValue::from(v * f64::from(K))).collect();
        self.context.set_line_dash(&lengths).map_err(|_| Broken)
    }
}

thread_local! {
    /// Text widths at [`TEXT`] size by weight and text: measuring is the dearest call of a frame.
    static WIDTHS: RefCell<HashMap<(bool, String), f64>> = RefCell::new(HashMap::new());
}

/// Labels change with the data; an unbounded cache would grow through hours on stage.
const CACHE_LIMIT: usize = 4_000;

fn font(size: f64, bold: bool) -> String {
    let weight = if bold { "600 " } else { "" };
    format!("{weight}{size}px {FONT}")
}

fn width(context: &CanvasRenderingContext2d, text: &str, bold: bool) -> f64 {
    let key = (bold, text.to_string());
    if let Some(width) = WIDTHS.with_borrow(|cache| cache.get(&key).copied()) {
        return width;
    }
    let scale = f64::from(K);
    context.set_font(&font(TEXT * scale, bold));
    let width = context.measure_text(text).map_or(0.0, |m| m.width()) / scale;
    WIDTHS.with_borrow_mut(|cache| {
        if cache.len() >= CACHE_LIMIT {
            cache.clear();
        }
        cache.insert(key, width);
    });
    width
}

/// Measures as a canvas does: width of a text at [`TEXT`] size, CSS px. 0 where the browser gives no canvas.
pub fn measure(canvas: &HtmlCanvasElement, text: &str, bold: bool) -> f64 {
    context(canvas).map_or(0.0, |context| width(&context, text, bold))
}

impl Surface for Sharp {
    fn size(&self) -> (f64, f64) {
        self.size
    }

    fn path(&mut self, points: &[BackendCoord], stroke: &Stroke, fill: bool) -> Result<(), Broken> {
        let points = points.iter().copied();
        if fill {
            return self.inner.fill_polygon(points, stroke).map_err(|_| Broken);
        }
        if stroke.dash == Dash::Solid {
            return self.inner.draw_path(points, stroke).map_err(|_| Broken);
        }
        self.dashes(stroke.dash)?;
        self.inner.draw_path(points, stroke).map_err(|_| Broken)?;
        self.dashes(Dash::Solid)
    }

    fn rect(
        &mut self,
        [upper_left, bottom_right]: [BackendCoord; 2],
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        self.inner.draw_rect(upper_left, bottom_right, stroke, fill).map_err(|_| Broken)
    }

    fn circle(
        &mut self,
        center: BackendCoord,
        radius: u32,
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        self.inner.draw_circle(center, radius, stroke, fill).map_err(|_| Broken)
    }

    fn text(&mut self, text: &str, (x, y): BackendCoord, how: &Lettering) -> Result<(), Broken> {
        let (r, g, b) = how.color.rgb;
        self.context.set_fill_style_str(&format!("rgb({r},{g},{b})"));
        self.context.set_font(&font(how.size, how.bold));
        self.context.set_text_align(match how.anchor.0 {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        // The only failure is a detached context, which the next paint reports.
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y) + how.baseline());
        Ok(())
    }

    fn measure(&self, text: &str, bold: bool, size: f64) -> f64 {
        width(&self.context, text, bold) * size / TEXT
    }
}
