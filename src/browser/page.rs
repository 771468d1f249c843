//! The document: its language, slots, states and address.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
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
    static PENDING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Writes the query into the address and into links to the other language, once changes have paused:
/// browsers refuse more than about a hundred rewrites in half a minute.
pub fn set_query(query: String) {
    let write = Timeout::new(250, move || {
        let Some(window) = window() else { return };
        let location = window.location();
        let (path, hash) =
            (location.pathname().unwrap_or_default(), location.hash().unwrap_or_default());
        let search = if query.is_empty() { String::new() } else { format!("?{query}") };
        if let Ok(history) = window.history() {
            // Opaque origins (sandboxed frames, files) may refuse; the view works without.
            let address = format!("{path}{search}{hash}");
            let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
        }
        for link in elements("a[data-keep-query]") {
            let plain = attribute(&link, "data-keep-query");
            let _ = link.set_attribute("href", &format!("{plain}{search}"));
        }
    });
    // Dropping the earlier timer cancels it.
    PENDING.with_borrow_mut(|pending| *pending = Some(write));
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
