//! In a real browser: painting, measuring, and the same bits as on the host.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/bits.rs"]
mod bits;

use compute_anxiety::browser::canvas::{self, PaintError};
use compute_anxiety::bundled;
use compute_anxiety::chart::Chart;
use compute_anxiety::chart::layout::Layout;
use compute_anxiety::chart::theme::{Ink, Mode, Palette};
use compute_anxiety::figure::{race, stock};
use compute_anxiety::i18n::Lang;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

wasm_bindgen_test_configure!(run_in_browser);

fn light() -> Palette {
    Palette::of(Mode::Light)
}

fn canvas() -> HtmlCanvasElement {
    let document = web_sys::window().unwrap().document().unwrap();
    document.create_element("canvas").unwrap().dyn_into().unwrap()
}

/// Paints a chart in its own proportions.
fn paint(
    canvas: &HtmlCanvasElement,
    chart: &Chart,
    palette: &Palette,
    width: f64,
    dpr: f64,
) -> Result<Layout, PaintError> {
    canvas::paint(canvas, chart, palette, (width, Layout::height_for(chart, width)), dpr)
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
    let layout = paint(&canvas, &chart, &light(), 760.0, 1.0).unwrap();
    assert_eq!((canvas.width(), canvas.height()), (760, Layout::height_for(&chart, 760.0) as u32));
    let inked = pixels(&canvas, Ink::Compute, Mode::Light);
    assert!(inked > 300, "{inked} pixels of the line");
    assert_eq!(pixels(&canvas, Ink::Compute, Mode::Dark), 0);

    let dense = paint(&canvas, &chart, &Palette::of(Mode::Dark), 760.0, 2.0).unwrap();
    assert_eq!(canvas.width(), 1_520);
    assert!(pixels(&canvas, Ink::Compute, Mode::Dark) > 2 * inked);
    assert_eq!(layout, dense, "density must not change where things go");
}

#[wasm_bindgen_test]
fn painting_again_leaves_nothing_of_the_frame_before() {
    let data = bundled::data().unwrap();
    let at = |seconds| {
        race::chart(&data, &race::Params { seconds, ..race::Params::default() }, Lang::En)
    };
    let canvas = canvas();
    paint(&canvas, &at(race::END), &light(), 700.0, 1.0).unwrap();
    paint(&canvas, &at(0.0), &light(), 700.0, 1.0).unwrap();
    let repainted = canvas.to_data_url().unwrap();
    let fresh = self::canvas();
    paint(&fresh, &at(0.0), &light(), 700.0, 1.0).unwrap();
    assert_eq!(repainted, fresh.to_data_url().unwrap());
}

#[wasm_bindgen_test]
fn a_canvas_without_a_context_is_an_error_not_a_panic() {
    let data = bundled::data().unwrap();
    let chart = race::chart(&data, &race::Params::default(), Lang::En);
    let canvas = canvas();
    // A canvas that gave another context gives no 2D one any more.
    assert!(canvas.get_context("bitmaprenderer").unwrap().is_some());
    assert_eq!(paint(&canvas, &chart, &light(), 300.0, 1.0), Err(PaintError::NoContext));
}

#[wasm_bindgen_test]
fn measuring_adds_nothing_to_the_document() {
    let data = bundled::data().unwrap();
    let body = web_sys::window().unwrap().document().unwrap().body().unwrap();
    let before = body.query_selector_all("*").unwrap().length();
    let chart = stock::chart(&data, &stock::Params::default(), Lang::ZhHans);
    paint(&canvas(), &chart, &light(), 500.0, 1.0).unwrap();
    assert_eq!(body.query_selector_all("*").unwrap().length(), before);
}

#[wasm_bindgen_test]
fn numbers_are_written_as_the_browsers_own_formatter_writes_them() {
    use compute_anxiety::i18n::number::short;
    let options = js_sys::Object::new();
    for (key, value) in [("notation", "compact".into()), ("maximumSignificantDigits", 3.into())] {
        js_sys::Reflect::set(&options, &key.into(), &value).unwrap();
    }
    for (lang, tag) in [(Lang::ZhHans, "zh-CN"), (Lang::En, "en-US")] {
        let locales = js_sys::Array::of1(&tag.into());
        let intl = js_sys::Intl::NumberFormat::new(&locales, &options).format();
        for value in
            [4.05e12, 588.8e9, 1.234e8, 402_000.0, 12_345.0, 9_999.6, 850.0, 269.0, 3.5, 0.125]
        {
            let theirs = intl.call1(&wasm_bindgen::JsValue::NULL, &value.into()).unwrap();
            assert_eq!(short(value, lang), theirs.as_string().unwrap(), "{tag}");
        }
    }
}
