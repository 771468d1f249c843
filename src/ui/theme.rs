//! The page's own switches: light or dark, more or less motion.

use super::Reader;
use super::controls::controls;
use leptos::prelude::*;
use std::sync::Arc;

/// The theme switch of the page's head.
pub fn theme_switch(reader: Reader) -> AnyView {
    let list = Memo::new(move |_| reader.state.with(|s| s.page_controls(reader.lang)));
    controls(reader, list, Arc::new(move |key, value| reader.state.update(|s| s.set(key, value))))
}
