//! A canvas context that remembers what it is set to, and how wide texts are on it.

use crate::chart::draw::FONT;
use crate::chart::layout::TEXT;
use crate::chart::surface::{K, Stroke, same};
use js_sys::JsString;
use plotters_backend::BackendColor;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::CanvasRenderingContext2d;

/// Writing, passing and parsing a colour or a font costs more than drawing with it, and most of a chart is
/// drawn with the one before: each is set only when it changes.
pub(super) struct Pencil {
    /// The context; whoever sets its colours past this type calls [`Pencil::forget`].
    pub(super) context: CanvasRenderingContext2d,
    set: Cell<Set>,
}

/// What the context is set to; `None` where that is not known.
#[derive(Clone, Copy, Default)]
struct Set {
    stroke: Option<Stroke>,
    fill: Option<BackendColor>,
    font: Option<(f64, bool)>,
    align: Option<&'static str>,
}

#[wasm_bindgen]
extern "C" {
    /// A context as it takes texts that the browser has already; web-sys hands each over anew.
    type Writer;
    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Writer, text: &JsString, x: f64, y: f64);
}

thread_local! {
    /// Texts as the browser has them and their widths at [`TEXT`] size, light and bold: handing over and
    /// measuring are the dearest calls of a frame.
    static TEXTS: RefCell<[HashMap<String, (JsString, f64)>; 2]> = RefCell::default();
}

/// Labels change with the data; an unbounded cache would grow through hours on stage.
const CACHE_LIMIT: usize = 2_000;

impl Pencil {
    pub(super) fn new(context: CanvasRenderingContext2d) -> Self {
        Self { context, set: Cell::default() }
    }

    /// Another hand has set colours and widths.
    pub(super) fn forget(&self) {
        let Set { font, align, .. } = self.set.get();
        self.set.set(Set { font, align, ..Set::default() });
    }

    pub(super) fn stroke(&self, wanted: &Stroke) {
        let set = self.set.get();
        if !set.stroke.is_some_and(|stroke| stroke.looks_like(wanted)) {
            self.context.set_stroke_style_str(&colour(wanted.color));
            self.context.set_line_width(f64::from(wanted.width));
            self.set.set(Set { stroke: Some(*wanted), ..set });
        }
    }

    pub(super) fn fill(&self, wanted: BackendColor) {
        let set = self.set.get();
        if !set.fill.is_some_and(|fill| same(fill, wanted)) {
            self.context.set_fill_style_str(&colour(wanted));
            self.set.set(Set { fill: Some(wanted), ..set });
        }
    }

    pub(super) fn font(&self, size: f64, bold: bool) {
        let set = self.set.get();
        if set.font != Some((size, bold)) {
            let weight = if bold { "600 " } else { "" };
            self.context.set_font(&format!("{weight}{size}px {FONT}"));
            self.set.set(Set { font: Some((size, bold)), ..set });
        }
    }

    pub(super) fn align(&self, wanted: &'static str) {
        let set = self.set.get();
        if set.align != Some(wanted) {
            self.context.set_text_align(wanted);
            self.set.set(Set { align: Some(wanted), ..set });
        }
    }

    /// Width of a text at [`TEXT`] size, CSS px.
    pub(super) fn width(&self, text: &str, bold: bool) -> f64 {
        self.known(text, bold).1
    }

    /// Writes a text of a size, light or bold, from a place on.
    pub(super) fn text(&self, text: &str, (size, bold): (f64, bool), (x, y): (f64, f64)) {
        let (text, _) = self.known(text, bold);
        self.font(size, bold);
        self.context.unchecked_ref::<Writer>().fill_text(&text, x, y);
    }

    fn known(&self, text: &str, bold: bool) -> (JsString, f64) {
        let weight = usize::from(bold);
        let known = TEXTS.with_borrow(|cache| cache.get(weight)?.get(text).cloned());
        known.unwrap_or_else(|| {
            let scale = f64::from(K);
            self.font(TEXT * scale, bold);
            let width = self.context.measure_text(text).map_or(0.0, |m| m.width()) / scale;
            let known = (JsString::from(text), width);
            TEXTS.with_borrow_mut(|cache| {
                let Some(cache) = cache.get_mut(weight) else { return };
                if cache.len() >= CACHE_LIMIT {
                    cache.clear();
                }
                cache.insert(text.into(), known.clone());
            });
            known
        })
    }
}

fn colour(BackendColor { rgb: (r, g, b), alpha }: BackendColor) -> String {
    format!("rgba({r},{g},{b},{alpha})")
}
