//! The page's own switches: light or dark, more or less motion.

use super::controls::controls;
use super::reader::{Reader, memo};
use leptos::prelude::*;
use std::sync::Arc;

/// The theme switch of the page's head.
pub fn theme_switch(reader: Reader) -> AnyView {
    let list = memo(move || reader.state.with(|s| s.page_controls(reader.lang)));
    controls(reader, list, Arc::new(move |key, value| reader.state.update(|s| s.set(key, value))))
}
