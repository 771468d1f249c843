//! Painting a chart on a canvas: plotters-canvas made sharp on every screen.

use crate::chart::Chart;
use crate::chart::draw::{self, FONT, K};
use crate::chart::layout::Layout;
use crate::chart::svg::baseline;
use crate::chart::theme::Mode;
use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
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

/// Paints `chart` over the whole canvas of `width` CSS px and tells where everything went.
///
/// # Errors
/// Without a 2D context, or when a drawing call fails; the canvas may then be half painted.
pub fn paint(
    canvas: &HtmlCanvasElement,
    chart: &Chart,
    mode: Mode,
    width: f64,
    dpr: f64,
) -> Result<Layout, PaintError> {
    let height = Layout::height_for(chart, width);
    let dpr = dpr.clamp(1.0, DPR_CAP);
    let (w, h) = ((width * dpr) as u32, (height * dpr) as u32);
    // Setting a size clears and reallocates, even where it is the same.
    if (canvas.width(), canvas.height()) != (w, h) {
        canvas.set_width(w);
        canvas.set_height(h);
    }
    let context = canvas
        .get_context("2d")
        .ok()
        .flatten()
        .and_then(|c| c.dyn_into::<CanvasRenderingContext2d>().ok())
        .ok_or(PaintError::NoContext)?;
    let inner = CanvasBackend::with_canvas_object(canvas.clone()).ok_or(PaintError::NoContext)?;
    context.set_transform(1.0, 0.0, 0.0, 1.0, 0.0, 0.0).map_err(|_| PaintError::Drawing)?;
    context.clear_rect(0.0, 0.0, f64::from(w), f64::from(h));
    let scale = dpr / f64::from(K);
    context.set_transform(scale, 0.0, 0.0, scale, 0.0, 0.0).map_err(|_| PaintError::Drawing)?;
    context.set_line_join("round");
    let backend = Sharp { inner, context, size: (width, height) };
    draw::draw(backend, chart, mode).map_err(|_| PaintError::Drawing)
}

/// `CanvasBackend` in units of 1/[`K`] CSS px, with text drawn and measured here.
struct Sharp {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    size: (f64, f64),
}

type Outcome<T = ()> = Result<T, DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

thread_local! {
    /// Text widths by font and text: measuring is the dearest call of a frame.
    static WIDTHS: RefCell<HashMap<(String, String), f64>> = RefCell::new(HashMap::new());
}

/// Labels change with the data; an unbounded cache would grow through hours on stage.
const CACHE_LIMIT: usize = 4_000;

fn font<S: BackendTextStyle>(style: &S) -> String {
    let weight = if matches!(style.style(), FontStyle::Bold) { "600 " } else { "" };
    format!("{weight}{}px {FONT}", style.size())
}

impl DrawingBackend for Sharp {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        let units = |css: f64| (css * f64::from(K)) as u32;
        (units(self.size.0), units(self.size.1))
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.inner.draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner.draw_rect(upper_left, bottom_right, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.inner.draw_path(path, style)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Outcome {
        self.inner.fill_polygon(vert, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.inner.draw_circle(center, radius, style, fill)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Outcome {
        let (r, g, b) = style.color().rgb;
        self.context.set_fill_style_str(&format!("rgb({r},{g},{b})"));
        self.context.set_font(&font(style));
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Center => "center",
            HPos::Right => "right",
        });
        let y = f64::from(y) + baseline(style.anchor().v_pos, style.size());
        // The only failure is a detached context, which the next paint reports.
        let _ = self.context.fill_text(text, f64::from(x), y);
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Outcome<(u32, u32)> {
        let key = (font(style), text.to_string());
        let known = WIDTHS.with_borrow(|cache| cache.get(&key).copied());
        let width = known.unwrap_or_else(|| {
            self.context.set_font(&key.0);
            let width = self.context.measure_text(text).map_or(0.0, |m| m.width());
            WIDTHS.with_borrow_mut(|cache| {
                if cache.len() >= CACHE_LIMIT {
                    cache.clear();
                }
                cache.insert(key, width);
            });
            width
        });
        Ok((width as u32, style.size() as u32))
    }
}
