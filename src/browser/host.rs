//! What stands around the figures: another site's page, which is told things and wants some; our own scripts.

use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Element, Event, HtmlElement, window};

/// An element of another site's page that wants its figure; `public/embed.js` has put the written one into it.
pub struct Place {
    /// The figure's slot, with `data-figure`.
    pub figure: HtmlElement,
    /// Where the live figure goes.
    pub slot: HtmlElement,
    /// Reads the tokens that are in force in this element.
    pub probe: HtmlElement,
    /// The link to the article.
    pub home: Option<HtmlElement>,
    /// Language tag.
    pub lang: String,
    /// Query of the wanted view.
    pub view: String,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whole address of the folder of the article.
    pub root: String,
    /// Version of the build.
    pub version: String,
}

/// Takes a figure away again.
pub type Undo = Box<dyn FnOnce()>;

impl Place {
    fn of(element: &HtmlElement) -> Option<Self> {
        let shadow = element.shadow_root()?;
        let find = |selector: &str| -> Option<HtmlElement> {
            shadow.query_selector(selector).ok().flatten()?.dyn_into().ok()
        };
        let data = |name: &str| element.dataset().get(name).unwrap_or_default();
        Some(Self {
            figure: find("[data-figure]")?,
            slot: find(".live")?,
            probe: find(".probe")?,
            home: find("[data-home]"),
            lang: find("[lang]")?.lang(),
            view: data("view"),
            theme: data("theme"),
            root: data("root"),
            version: data("version"),
        })
    }
}

/// Serves the elements of another site's page, now and later: `mount` makes a figure live.
pub fn on_places(mount: impl Fn(Place) -> Option<Undo> + 'static) {
    let mounted: Rc<RefCell<Vec<(HtmlElement, Undo)>>> = Rc::default();
    let leave = mounted.clone();
    let element = |event: &Event| -> Option<HtmlElement> {
        event.dyn_ref::<CustomEvent>()?.detail().dyn_into().ok()
    };
    listen("mount", move |event| {
        let Some(element) = element(event) else { return };
        if let Some(undo) = Place::of(&element).and_then(&mount) {
            mounted.borrow_mut().push((element, undo));
        }
    });
    listen("unmount", move |event| {
        let gone = element(event).and_then(|gone| {
            let mut mounted = leave.borrow_mut();
            let index = mounted.iter().position(|(known, _)| *known == gone)?;
            Some(mounted.swap_remove(index).1)
        });
        if let Some(undo) = gone {
            undo();
        }
    });
}

/// Calls `act` once the loader says that this page is the article's own.
pub fn on_page(act: impl FnOnce() + 'static) {
    let act = RefCell::new(Some(act));
    listen("page", move |_| {
        if let Some(act) = act.take() {
            act();
        }
    });
}

/// Tells the page's scripts how far we are (`started`, or `lost` where nothing can be shown), and on the stage what
/// the figures show (`state`).
pub fn report(event: &str, detail: &str) {
    if let Some(root) = window().and_then(|w| w.document()?.document_element()) {
        tell(&root, event, detail);
    }
}

/// Calls `act` with what the page's scripts say, as long as the document lives.
pub fn hear(event: &str, act: impl Fn(String) + 'static) {
    listen(event, move |event| {
        let detail = event.dyn_ref::<CustomEvent>().and_then(|event| event.detail().as_string());
        act(detail.unwrap_or_default());
    });
}

/// Calls `act` as long as the document lives, also from within itself: a figure that goes tells its last view, and
/// whoever hears that may take another away.
fn listen(event: &str, act: impl Fn(&Event) + 'static) {
    let Some(document) = window().and_then(|w| w.document()) else { return };
    let listener = Closure::<dyn Fn(Event)>::new(move |event| act(&event));
    let (name, call) = (format!("compute-anxiety:{event}"), listener.as_ref().unchecked_ref());
    let _ = document.add_event_listener_with_callback(&name, call);
    listener.forget();
}

/// Tells whoever has embedded a figure, by an event that leaves shadow roots: `ready`, `view`, `failed`.
pub fn tell(from: &Element, event: &str, detail: &str) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&JsValue::from_str(detail));
    let name = format!("compute-anxiety:{event}");
    if let Ok(event) = CustomEvent::new_with_event_init_dict(&name, &init) {
        let _ = from.dispatch_event(&event);
    }
}
