//! The document: its language, slots, states and address.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, window};

fn document() -> Option<Document> {
    window()?.document()
}

fn root() -> Option<HtmlElement> {
    document()?.document_element()?.dyn_into().ok()
}

/// The language tag that the page was written in; `lang` itself is rewritten by translators.
pub fn language() -> String {
    root().and_then(|r| r.dataset().get("lang")).unwrap_or_default()
}

/// Calls `changed` when the reader goes back or forward within the page.
pub fn on_history(changed: impl Fn() + 'static) {
    if let Some(window) = window() {
        // Listens as long as the document lives.
        EventListener::new(&window, "popstate", move |_| changed()).forget();
    }
}

/// Every element that matches a selector.
pub fn elements(selector: &str) -> Vec<HtmlElement> {
    let Some(list) = document().and_then(|d| d.query_selector_all(selector).ok()) else {
        return Vec::new();
    };
    (0..list.length()).filter_map(|i| list.get(i)?.dyn_into().ok()).collect()
}

/// The first element inside `parent` that matches a selector.
pub fn inside(parent: &Element, selector: &str) -> Option<HtmlElement> {
    parent.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// An attribute of an element, empty where it has none.
pub fn attribute(element: &Element, name: &str) -> String {
    element.get_attribute(name).unwrap_or_default()
}

/// Sets `<html data-…>`.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = root() {
        let _ = root.dataset().set(name, value);
    }
}

/// Sets the state of a figure's slot and of its drawing surface; tells the browser's timeline at the first paint.
pub fn set_figure_state(id: &str, state: &str) {
    for element in elements(&format!("[data-figure=\"{id}\"], [data-chart=\"{id}\"]")) {
        let _ = element.dataset().set("state", state);
    }
    if state == "ready"
        && let Some(performance) = window().and_then(|w| w.performance())
    {
        let _ = performance.mark(&format!("chart-ready:{id}"));
    }
}

/// Shows the page's one message and the static figures again.
pub fn fail() {
    set_root("state", "failed");
    for part in elements("[data-figure], [data-chart]") {
        let _ = part.dataset().set("state", "failed");
    }
    for notice in elements("[data-notice]") {
        notice.set_hidden(false);
    }
}

/// The address's query with its `?`.
pub fn query() -> String {
    window().and_then(|w| w.location().search().ok()).unwrap_or_default()
}

thread_local! {
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// The anchor in the address, without `#`.
pub fn hash() -> Option<String> {
    let hash = window()?.location().hash().ok()?;
    Some(hash.trim_start_matches('#').to_string()).filter(|h| !h.is_empty())
}

/// Puts an anchor into the address, without moving the page.
pub fn set_place(anchor: &str) {
    PLACE.set(Some(anchor.into()));
    write_soon();
}

/// The distance from the window's top to an element's, CSS px.
pub fn top(element: &Element) -> f64 {
    element.get_bounding_client_rect().top()
}

/// The window's height, CSS px.
pub fn view_height() -> f64 {
    window().and_then(|w| w.inner_height().ok()?.as_f64()).unwrap_or_default()
}

/// Gives an element a class or takes it away.
pub fn set_class(element: &Element, class: &str, wanted: bool) {
    let _ = element.class_list().toggle_with_force(class, wanted);
}

/// Sets an element's text, where it differs.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Calls `act` on each event of a name, as long as the document lives.
pub fn on(element: &Element, event: &'static str, act: impl Fn() + 'static) {
    EventListener::new(element, event, move |_| act()).forget();
}

thread_local! {
    static PENDING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    static QUERY: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Writes the query into the address and into links to other pages.
pub fn set_query(query: String) {
    QUERY.set(Some(query));
    write_soon();
}

/// Writes the address a moment later, once for all changes until then: browsers refuse more than about a
/// hundred rewrites in half a minute.
fn write_soon() {
    if PENDING.with_borrow(Option::is_some) {
        return;
    }
    let write = Timeout::new(400, move || {
        PENDING.take();
        write_address();
    });
    PENDING.set(Some(write));
}

/// Writes the query at once where it waits to be written, and tells whether it did; a place that waits gives
/// way to the one that the reader has gone to.
pub fn flush() -> bool {
    PLACE.set(None);
    let waiting = PENDING.take().is_some();
    if waiting {
        write_address();
    }
    waiting
}

fn write_address() {
    let Some(window) = window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let query = QUERY.with_borrow(|q| q.clone().unwrap_or_default());
    let search = if query.is_empty() { String::new() } else { format!("?{query}") };
    let hash = match PLACE.take() {
        Some(anchor) => format!("#{anchor}"),
        None => location.hash().unwrap_or_default(),
    };
    if let Ok(history) = window.history() {
        // Opaque origins (sandboxed frames, files) may refuse; the view works without.
        let address = format!("{path}{search}{hash}");
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    for link in elements("a[data-keep-query]") {
        let plain = attribute(&link, "data-keep-query");
        // The same page in the other language has the same places.
        let place = if link.has_attribute("hreflang") { hash.as_str() } else { "" };
        let _ = link.set_attribute("href", &format!("{plain}{search}{place}"));
    }
}

/// Brings a figure's surface into view where it is not: by its anchor, so that going back returns.
pub fn bring(figure: &str) {
    let Some(window) = window() else { return };
    let surfaces = elements(&format!("[data-chart=\"{figure}\"] .live .plot"));
    let seen = surfaces.first().is_some_and(|surface| {
        let place = surface.get_bounding_client_rect();
        place.top() >= 0.0 && place.bottom() <= view_height()
    });
    if !seen {
        let _ = window.location().set_hash(figure);
    }
}

/// Offers text as a file to save.
pub fn save(name: &str, mime: &str, text: &str) -> Option<()> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(mime);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let url = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let link: web_sys::HtmlAnchorElement = document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers read the address only after this call.
    Timeout::new(10_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    })
    .forget();
    Some(())
}

/// Milliseconds since the page began, for measuring how long something took.
pub fn now() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// Lights the phrases of the text that point at a day of a figure, and puts out that figure's others.
pub fn light(figure: &str, day: &str) {
    for phrase in elements(&format!("[data-at^=\"{figure}.\"]")) {
        let here = attribute(&phrase, "data-at") == format!("{figure}.{day}");
        let _ = phrase.class_list().toggle_with_force("lit", here);
    }
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
    let Some(file) = input.and_then(|i| i.files()?.get(0)) else { return };
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
