//! The document: its language, slots, states and address.

use super::host::tell;
use crate::chart::theme::{Mode, Palette};
use crate::model::decimal;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Event, HtmlElement, window};

/// An element, for layers that name no browser types.
pub type Part = HtmlElement;

fn document() -> Option<Document> {
    window()?.document()
}

/// `<html>`, where it is ours.
fn root() -> Option<HtmlElement> {
    OWN.get().then(document)??.document_element()?.dyn_into().ok()
}

/// The language tag that the page was written in; `lang` itself is rewritten by translators.
pub fn language() -> String {
    root_data("lang")
}

/// Whether this page is made to stand in another one.
pub fn embedded() -> bool {
    !root_data("embed").is_empty()
}

thread_local! {
    static OWN: Cell<bool> = const { Cell::new(false) };
}

/// From now on this document is the article's own. Another site's root and address are none of our business.
pub fn take_over() {
    OWN.set(true);
}

/// The value of `<html data-…>`, empty without, or in another site's page.
pub fn root_data(name: &str) -> String {
    root().and_then(|r| r.dataset().get(name)).unwrap_or_default()
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

/// Opens in a live figure what its reader has opened in the written one, and leaves the focus where it was.
fn keep_open(figure: &Element) {
    let Ok(all) = figure.query_selector_all(".static details") else { return };
    for details in (0..all.length()).filter_map(|i| all.get(i)?.dyn_into::<Element>().ok()) {
        let same = format!(".live details[class=\"{}\"]", attribute(&details, "class"));
        let Some(live) = inside(figure, &same) else { continue };
        if details.has_attribute("open") {
            let _ = live.set_attribute("open", "");
            // The browser's own event comes frames later, and the content with it.
            let _ = Event::new("toggle").and_then(|told| live.dispatch_event(&told));
        }
        if inside(&details, "summary:focus").is_some()
            && let Some(summary) = inside(&live, "summary")
        {
            let _ = summary.focus();
        }
    }
}

/// Whether the disclosure that an event tells of is open now: of two quick changes a browser tells once.
pub fn is_open(event: &Event) -> bool {
    let details = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    details.is_some_and(|details| details.has_attribute("open"))
}

/// Sets the state of the figure that an element is in; tells the browser's timeline and the host at the first
/// paint.
pub fn set_state(inside: &Element, state: &str) {
    let around = |selector: &str| -> Option<HtmlElement> {
        inside.closest(selector).ok().flatten()?.dyn_into().ok()
    };
    let Some(figure) = around("[data-figure]") else { return };
    let _ = figure.dataset().set("state", state);
    if let Some(surface) = self::inside(&figure, "[data-chart]") {
        let _ = surface.dataset().set("state", state);
    }
    if state == "ready" {
        keep_open(&figure);
        if let Some(performance) = window().and_then(|w| w.performance()) {
            let id = attribute(&figure, "data-figure");
            let _ = performance.mark(&format!("chart-ready:{id}"));
        }
    }
    if matches!(state, "ready" | "failed") {
        tell(&figure, state, "");
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
    // An embedded page's address is its host's.
    let own = OWN.get() && !embedded();
    if !own || PENDING.with_borrow(Option::is_some) {
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

/// Keys of the address that are no part of the view: which page of a single file, which window of a talk.
const KEPT: [&str; 3] = ["page", "speaker", "notes"];

fn write_address() {
    let Some(window) = window() else { return };
    let location = window.location();
    let path = location.pathname().unwrap_or_default();
    let view = QUERY.with_borrow(|q| q.clone().unwrap_or_default());
    let own = |parts: Vec<String>| match parts.is_empty() {
        true => String::new(),
        false => format!("?{}", parts.join("&")),
    };
    let view: Vec<String> = Some(view).filter(|view| !view.is_empty()).into_iter().collect();
    // What the scripts around the figures have asked for stays in this page's address.
    let kept = location.search().unwrap_or_default();
    let kept = kept.trim_start_matches('?').split('&').filter(|pair| {
        let key = pair.split('=').next().unwrap_or_default();
        KEPT.contains(&key)
    });
    let here = own(kept.map(String::from).chain(view.iter().cloned()).collect());
    let search = own(view);
    let hash = match PLACE.take() {
        Some(anchor) if anchor.is_empty() => String::new(),
        Some(anchor) => format!("#{anchor}"),
        None => location.hash().unwrap_or_default(),
    };
    if let Ok(history) = window.history() {
        // Opaque origins (sandboxed frames, files) may refuse; the view works without.
        let address = format!("{path}{here}{hash}");
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
    for link in elements("a[data-keep-query]") {
        let plain = attribute(&link, "data-keep-query");
        // The same page in the other language has the same places.
        let place = if link.has_attribute("hreflang") { hash.as_str() } else { "" };
        let _ = link.set_attribute("href", &format!("{plain}{search}{place}"));
    }
}

/// Brings a figure's surface into view where it is not: by its anchor, so that going back returns. Whoever is
/// at the keyboard stays: a jump would take the focus away.
pub fn bring(figure: &str) {
    let Some(window) = window().filter(|_| elements(":focus-visible").is_empty()) else { return };
    let surfaces = elements(&format!("[data-chart=\"{figure}\"] .live .plot"));
    // In another site's page it is not found: that page is not ours to move.
    let hidden = surfaces.first().is_some_and(|surface| {
        let place = surface.get_bounding_client_rect();
        place.top() < 0.0 || place.bottom() > view_height()
    });
    if hidden {
        let _ = window.location().set_hash(figure);
    }
}

/// Milliseconds since the page began, for measuring how long something took.
pub fn now() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// The phrases of the text that point at a figure. Found once: a search through the whole page is too dear for
/// every move of a cursor.
pub struct Phrases(Vec<(String, HtmlElement)>);

impl Phrases {
    /// All that point at a figure.
    pub fn of(figure: &str) -> Self {
        let all = elements(&format!("[data-at^=\"{figure}.\"]")).into_iter();
        Self(all.map(|phrase| (attribute(&phrase, "data-at"), phrase)).collect())
    }

    /// Lights the phrases that point at a place (`figure.day`) and puts out the others.
    pub fn light(&self, place: &str) {
        for (at, phrase) in &self.0 {
            set_class(phrase, "lit", at == place);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// How many times the usual size the reader's text has.
pub fn text_size() -> f64 {
    let root = document().and_then(|d| d.document_element());
    let style = root.and_then(|r| window()?.get_computed_style(&r).ok()?);
    let size = style.and_then(|s| s.get_property_value("font-size").ok());
    size.and_then(|s| decimal::parse(s.trim_end_matches("px"))).unwrap_or(16.0) / 16.0
}

/// Today's date in the reader's time zone, in days since 1970-01-01.
pub fn today() -> i32 {
    let now = js_sys::Date::new_0();
    let minutes = now.get_time() / 60_000.0 - now.get_timezone_offset();
    (minutes / 1_440.0).floor() as i32
}

/// The address of a page (of this one, where `page` is empty) with a view and an anchor.
pub fn address(page: &str, query: &str, anchor: &str) -> String {
    let here = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    let Ok(url) = web_sys::Url::new_with_base(page, &here) else { return String::new() };
    url.set_search(query);
    url.set_hash(anchor);
    url.href()
}

/// Sets where a link leads.
pub fn set_link(link: &Element, address: &str) {
    let _ = link.set_attribute("href", address);
}

/// The colours that the tokens stand for now, where `probe` is: after theme, forced colours and a host's wishes.
pub fn palette(mode: Mode, probe: Option<&HtmlElement>) -> Palette {
    Palette::from_tokens(mode, |token| {
        let probe = probe?;
        probe.style().set_property("color", &format!("var({token})")).ok()?;
        let style = window()?.get_computed_style(probe).ok().flatten()?;
        let colour = style.get_property_value("color").ok()?;
        let mut parts = colour.split(|c: char| !c.is_ascii_digit()).filter_map(|p| p.parse().ok());
        Some((parts.next()?, parts.next()?, parts.next()?))
    })
}

/// How far a held pointer moved, as a part of the width of the picture that the event's element is in. The
/// element keeps the pointer, so that it may leave the picture.
pub fn dragged(event: &web_sys::PointerEvent) -> Option<f64> {
    if event.buttons() == 0 {
        return None;
    }
    let element: Element = event.target()?.dyn_into().ok()?;
    let _ = element.set_pointer_capture(event.pointer_id());
    let width = element.parent_element()?.get_bounding_client_rect().width();
    let part = f64::from(event.movement_x()) / width;
    part.is_finite().then_some(part)
}
