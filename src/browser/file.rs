//! Files and clipboard: what leaves the page, and what a reader brings.

use super::canvas::paint_poster;
use super::frame;
use crate::chart::poster::Poster;
use crate::chart::theme::Palette;
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, Clipboard, ClipboardItem, HtmlCanvasElement, window};

/// Offers text as a file to save.
pub fn save(name: &str, mime: &str, text: &str) -> Option<()> {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(&JsValue::from_str(text));
    save_blob(name, &Blob::new_with_str_sequence_and_options(&parts, &options).ok()?)
}

fn save_blob(name: &str, blob: &Blob) -> Option<()> {
    let url = web_sys::Url::create_object_url_with_blob(blob).ok()?;
    let document = window()?.document()?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read the address only after this call.
    frame::after(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Some(())
}

/// A canvas that is in no page.
pub fn sheet() -> Option<HtmlCanvasElement> {
    window()?.document()?.create_element("canvas").ok()?.dyn_into().ok()
}

/// A poster as a PNG of two pixels a CSS px: a promise of its blob.
fn png(poster: &Poster, palette: &Palette) -> Option<Promise> {
    let canvas = sheet()?;
    paint_poster(&canvas, poster, palette).ok()?;
    Some(Promise::new(&mut |done: Function, fail: Function| {
        let take = Closure::once_into_js(move |blob: Option<Blob>| {
            let _ = match blob {
                Some(blob) => done.call1(&JsValue::NULL, &blob),
                None => fail.call0(&JsValue::NULL),
            };
        });
        let _ = canvas.to_blob(take.unchecked_ref());
    }))
}

/// Offers a poster as a PNG file to save; `done` gets whether it could be made.
pub fn save_png(name: String, poster: &Poster, palette: &Palette, done: impl Fn(bool) + 'static) {
    let Some(blob) = png(poster, palette) else { return done(false) };
    after(&blob, move |value| {
        let blob = value.and_then(|v| v.dyn_into::<Blob>().ok());
        done(blob.and_then(|blob| save_blob(&name, &blob)).is_some());
    });
}

/// Puts a poster on the clipboard as a picture; `done` gets whether the browser let us.
pub fn copy_png(poster: &Poster, palette: &Palette, done: impl Fn(bool) + 'static) {
    let written = || {
        let record = Object::new();
        let blob: JsValue = png(poster, palette)?.into();
        Reflect::set(&record, &"image/png".into(), &blob).ok()?;
        let item = ClipboardItem::new_with_record_from_str_to_blob_promise(&record).ok()?;
        Some(clipboard()?.write(&Array::of1(&item)))
    };
    match written() {
        Some(promise) => after(&promise, move |value| done(value.is_some())),
        None => done(false),
    }
}

/// Puts a text on the clipboard; `done` gets whether the browser let us.
pub fn copy_text(text: &str, done: impl Fn(bool) + 'static) {
    match clipboard() {
        Some(clipboard) => after(&clipboard.write_text(text), move |value| done(value.is_some())),
        None => done(false),
    }
}

/// The clipboard; absent outside secure pages.
fn clipboard() -> Option<Clipboard> {
    let navigator = window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    clipboard.is_object().then(|| clipboard.unchecked_into())
}

/// Calls `then` with a promise's value, or with nothing where it fails.
fn after(promise: &Promise, then: impl Fn(Option<JsValue>) + 'static) {
    let then = std::rc::Rc::new(then);
    let other = then.clone();
    let good = Closure::once(move |value: JsValue| then(Some(value)));
    let bad = Closure::once(move |_: JsValue| other(None));
    let _ = promise.then2(&good, &bad);
    // Only one of them is ever called, a press of a button long after.
    good.forget();
    bad.forget();
}

/// Reads the file chosen in an input as text: `take` gets it, or nothing where it cannot be read as UTF-8;
/// `large` is called instead where it has more than `most` bytes.
pub fn read_file(
    event: &web_sys::Event,
    most: usize,
    take: impl FnOnce(Result<String, ()>) + 'static,
    large: impl FnOnce(),
) {
    let input = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    let file = input.as_ref().and_then(|input| input.files()?.get(0));
    let (Some(input), Some(file)) = (input, file) else { return };
    // It can be chosen again after it was mended, and a bad one leaves no name beside a good one's line.
    input.set_value("");
    if file.size() > most as f64 {
        return large();
    }
    let Ok(reader) = web_sys::FileReader::new() else { return take(Err(())) };
    let done = reader.clone();
    let listener = Closure::once_into_js(move || {
        take(done.result().ok().and_then(|r| r.as_string()).ok_or(()));
    });
    reader.set_onloadend(Some(listener.unchecked_ref()));
    // A failure ends the load too, without a result.
    let _ = reader.read_as_text(&file);
}
