//! Phrases that point at a place in a figure: by pointer, touch and keyboard, kept in the address. They are
//! links to the figure, so that pressing one brings it into view and going back returns.

use super::Reader;
use crate::browser::page::{attribute, elements, on};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

/// Makes every phrase work. A phrase pressed stays; one passed over or focused shows while it lasts.
pub fn point(reader: Reader) {
    for phrase in elements("[data-at]") {
        let place = attribute(&phrase, "data-at");
        for event in ["pointerenter", "focus", "click"] {
            let place = place.clone();
            on(&phrase, event, move || reader.state.update(|s| s.set("at", &place)));
        }
        // What was pressed stays, though the jump to the figure takes the phrase from under the pointer.
        let held = Rc::new(Cell::new(false));
        let press = held.clone();
        on(&phrase, "click", move || press.set(true));
        on(&phrase, "pointerleave", move || {
            if !held.take() {
                reader.state.update(|s| s.at = None);
            }
        });
    }
}
