//! In a real browser: painting, measuring, and the same bits as on the host.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/bits.rs"]
mod bits;

use compute_anxiety::browser::canvas::{PaintError, paint};
use compute_anxiety::bundled;
use compute_anxiety::chart::layout::Layout;
use compute_anxiety::chart::theme::{Ink, Mode};
use compute_anxiety::figure::{race, stock};
use compute_anxiety::i18n::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().dyn_into().unwrap()
}

fn context(canvas: &HtmlCanvasElement) -> CanvasRenderingContext2d {
    canvas.get_context("2d").unwrap().unwrap().dyn_into().unwrap()
}

/// How many pixels are near an ink's colour.
fn pixels(canvas: &HtmlCanvasElement, ink: Ink, mode: Mode) -> usize {
    let (w, h) = (f64::from(canvas.width()), f64::from(canvas.height()));
    let image = context(canvas).get_image_data(0.0, 0.0, w, h).unwrap().data();
    let (r, g, b) = ink.rgb(mode);
    image
        .chunks_exact(4)
        .filter(|p| {
            p[3] > 200 && p[0].abs_diff(r) < 12 && p[1].abs_diff(g) < 12 && p[2].abs_diff(b) < 12
        })
        .count()
}

#[wasm_bindgen_test]
fn the_same_numbers_come_out_as_on_the_host() {
    assert_eq!(bits::fingerprint(&bundled::data().unwrap()), bits::EXPECTED);
}

#[wasm_bindgen_test]
fn a_figure_is_painted_in_its_theme_and_sharp_on_dense_screens() {
    let data = bundled::data().unwrap();
    let chart = stock::chart(&data, &stock::Params::default(), Lang::ZhHans);
    let canvas = canvas();
    let layout = paint(&canvas, &chart, Mode::Light, 760.0, 1.0).unwrap();
    assert_eq!((canvas.width(), canvas.height()), (760, Layout::height_for(&chart, 760.0) as u32));
    let light = pixels(&canvas, Ink::Compute, Mode::Light);
    assert!(light > 300, "{light} pixels of the line");
    assert_eq!(pixels(&canvas, Ink::Compute, Mode::Dark), 0);

    let dense = paint(&canvas, &chart, Mode::Dark, 760.0, 2.0).unwrap();
    assert_eq!(canvas.width(), 1_520);
    assert!(pixels(&canvas, Ink::Compute, Mode::Dark) > 2 * light);
    assert_eq!(layout, dense, "density must not change where things go");
}

#[wasm_bindgen_test]
fn painting_again_leaves_nothing_of_the_frame_before() {
    let data = bundled::data().unwrap();
    let at = |seconds| {
        race::chart(&data, &race::Params { seconds, ..race::Params::default() }, Lang::En)
    };
    let canvas = canvas();
    paint(&canvas, &at(race::END), Mode::Light, 700.0, 1.0).unwrap();
    paint(&canvas, &at(0.0), Mode::Light, 700.0, 1.0).unwrap();
    let repainted = canvas.to_data_url().unwrap();
    let fresh = self::canvas();
    paint(&fresh, &at(0.0), Mode::Light, 700.0, 1.0).unwrap();
    assert_eq!(repainted, fresh.to_data_url().unwrap());
}

#[wasm_bindgen_test]
fn a_canvas_without_a_context_is_an_error_not_a_panic() {
    let data = bundled::data().unwrap();
    let chart = race::chart(&data, &race::Params::default(), Lang::En);
    let canvas = canvas();
    // A canvas that gave another context gives no 2D one any more.
    assert!(canvas.get_context("bitmaprenderer").unwrap().is_some());
    assert_eq!(paint(&canvas, &chart, Mode::Light, 300.0, 1.0), Err(PaintError::NoContext));
}

#[wasm_bindgen_test]
fn measuring_adds_nothing_to_the_document() {
    let data = bundled::data().unwrap();
    let body = web_sys::window().unwrap().document().unwrap().body().unwrap();
    let before = body.query_selector_all("*").unwrap().length();
    let chart = stock::chart(&data, &stock::Params::default(), Lang::ZhHans);
    paint(&canvas(), &chart, Mode::Light, 500.0, 1.0).unwrap();
    assert_eq!(body.query_selector_all("*").unwrap().length(), before);
}
