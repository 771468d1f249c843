//! Phrases that point at a place in a figure: by pointer, touch and keyboard, kept in the address. They are
//! links to the figure, so that pressing one brings it into view and going back returns.

use super::Reader;
use crate::browser::page::{attribute, elements, on};
use leptos::prelude::*;

/// Makes every phrase work. A phrase pressed stays; one passed over or focused shows while it lasts.
pub fn point(reader: Reader) {
    for phrase in elements("[data-at]") {
        let place = attribute(&phrase, "data-at");
        for event in ["pointerenter", "focus", "click"] {
            let place = place.clone();
            on(&phrase, event, move || reader.state.update(|s| s.set("at", &place)));
        }
        on(&phrase, "pointerleave", move || reader.state.update(|s| s.at = None));
    }
}
