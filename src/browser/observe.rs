//! Watching elements: near the viewport, and their size.

use super::frame::{Coalesced, soon};
use gloo::events::EventListener;
use js_sys::Array;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit,
    ResizeObserver, ResizeObserverEntry,
};

/// Calls `act` once, in a task of its own, when `element` comes within a screen of the viewport: what nobody is
/// near to costs nothing, and a reader's hand comes between two that are.
pub fn when_near(element: &Element, act: impl FnOnce() + 'static) {
    let act = RefCell::new(Some(act));
    let seen = Closure::<dyn Fn(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            let near = entries
                .iter()
                .filter_map(|e| e.dyn_into::<IntersectionObserverEntry>().ok())
                .any(|e| e.is_intersecting());
            if near {
                observer.disconnect();
                if let Some(act) = act.take() {
                    soon(act);
                }
            }
        },
    );
    let options = IntersectionObserverInit::new();
    options.set_root_margin("100% 0px");
    let observer = IntersectionObserver::new_with_options(seen.as_ref().unchecked_ref(), &options);
    if let Ok(observer) = observer {
        observer.observe(element);
    }
    seen.forget();
}

/// Calls `moved` at most once a frame while the page scrolls or changes its size.
pub fn on_scroll(moved: impl Fn() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let (frame, moved) = (Coalesced::default(), std::rc::Rc::new(moved));
    let ask = std::rc::Rc::new(move || {
        let moved = moved.clone();
        frame.ask(move || moved());
    });
    for event in ["scroll", "resize"] {
        let ask = ask.clone();
        // Listens as long as the document lives.
        EventListener::new(&window, event, move |_| ask()).forget();
    }
}

/// Watches a size until it is dropped.
pub struct Watched {
    observer: Option<ResizeObserver>,
    _seen: Closure<dyn Fn(Array)>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Calls `changed` with the width and height of the element's content (CSS px) now and whenever they change.
pub fn on_size(element: &Element, changed: impl Fn(f64, f64) + 'static) -> Watched {
    let seen = Closure::<dyn Fn(Array)>::new(move |entries: Array| {
        let entry = entries.iter().last().and_then(|e| e.dyn_into::<ResizeObserverEntry>().ok());
        if let Some(entry) = entry {
            let place = entry.content_rect();
            changed(place.width(), place.height());
        }
    });
    let observer = ResizeObserver::new(seen.as_ref().unchecked_ref()).ok();
    if let Some(observer) = &observer {
        observer.observe(element);
    }
    Watched { observer, _seen: seen }
}
