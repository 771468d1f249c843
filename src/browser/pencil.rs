//! A canvas context that remembers what it is set to, and how wide texts are on it.

use crate::chart::draw::FONT;
use crate::chart::layout::TEXT;
use crate::chart::surface::{K, Stroke, same};
use js_sys::JsString;
use plotters_backend::BackendColor;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::thread::LocalKey;
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
    /// A context as it takes what the browser has already; web-sys hands each text, colour and font over anew.
    type Writer;
    #[wasm_bindgen(method, js_name = fillText)]
    fn fill_text(this: &Writer, text: &JsString, x: f64, y: f64);
    #[wasm_bindgen(method, setter, js_name = strokeStyle)]
    fn set_stroke(this: &Writer, colour: &JsString);
    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill(this: &Writer, colour: &JsString);
    #[wasm_bindgen(method, setter, js_name = font)]
    fn set_font(this: &Writer, font: &JsString);
    #[wasm_bindgen(method, setter, js_name = textAlign)]
    fn set_align(this: &Writer, side: &JsString);
}

thread_local! {
    /// Texts as the browser has them and their widths at [`TEXT`] size, light and bold: handing over and
    /// measuring are the dearest calls of a frame.
    static TEXTS: RefCell<[HashMap<String, (JsString, f64)>; 2]> = RefCell::default();
    /// The same for what a context is set to.
    static COLOURS: Kept<((u8, u8, u8), f64)> = Kept::default();
    static FONTS: Kept<(f64, bool)> = Kept::default();
    static SIDES: Kept<&'static str> = Kept::default();
}

/// Strings of the browser by what they are written from: few, so that looking through them is quick.
type Kept<K> = RefCell<Vec<(K, JsString)>>;

/// The browser's string for `key`, written where it has none yet.
fn kept<K: PartialEq>(
    cache: &'static LocalKey<Kept<K>>,
    key: K,
    write: fn(&K) -> String,
) -> JsString {
    cache.with_borrow_mut(|cache| {
        if let Some((_, known)) = cache.iter().find(|(known, _)| *known == key) {
            return known.clone();
        }
        let new = JsString::from(write(&key));
        if cache.len() >= KEPT_LIMIT {
            cache.clear();
        }
        cache.push((key, new.clone()));
        new
    })
}

/// Labels change with the data; an unbounded cache would grow through hours on stage.
const CACHE_LIMIT: usize = 2_000;
/// A palette has some thirty colours with their opacities; a host page may change its own again and again.
const KEPT_LIMIT: usize = 100;

impl Pencil {
    pub(super) fn new(context: CanvasRenderingContext2d) -> Self {
        Self { context, set: Cell::default() }
    }

    /// Another hand has set colours and widths.
    pub(super) fn forget(&self) {
        let Set { font, align, .. } = self.set.get();
        self.set.set(Set { font, align, ..Set::default() });
    }

    fn writer(&self) -> &Writer {
        self.context.unchecked_ref()
    }

    pub(super) fn stroke(&self, wanted: &Stroke) {
        let set = self.set.get();
        if !set.stroke.is_some_and(|stroke| stroke.looks_like(wanted)) {
            self.writer().set_stroke(&colour(wanted.color));
            self.context.set_line_width(f64::from(wanted.width));
            self.set.set(Set { stroke: Some(*wanted), ..set });
        }
    }

    pub(super) fn fill(&self, wanted: BackendColor) {
        let set = self.set.get();
        if !set.fill.is_some_and(|fill| same(fill, wanted)) {
            self.writer().set_fill(&colour(wanted));
            self.set.set(Set { fill: Some(wanted), ..set });
        }
    }

    pub(super) fn font(&self, size: f64, bold: bool) {
        let set = self.set.get();
        if set.font != Some((size, bold)) {
            let font = kept(&FONTS, (size, bold), |(size, bold)| {
                let weight = if *bold { "600 " } else { "" };
                format!("{weight}{size}px {FONT}")
            });
            self.writer().set_font(&font);
            self.set.set(Set { font: Some((size, bold)), ..set });
        }
    }

    pub(super) fn align(&self, wanted: &'static str) {
        let set = self.set.get();
        if set.align != Some(wanted) {
            self.writer().set_align(&kept(&SIDES, wanted, |side| side.to_string()));
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
        self.writer().fill_text(&text, x, y);
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

fn colour(BackendColor { rgb, alpha }: BackendColor) -> JsString {
    kept(&COLOURS, (rgb, alpha), |((r, g, b), alpha)| format!("rgba({r},{g},{b},{alpha})"))
}
