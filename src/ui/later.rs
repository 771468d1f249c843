//! A figure is made in several tasks, so that a reader's hand comes between them.

use super::Reader;
use crate::browser::frame::soon;
use leptos::prelude::*;

/// A part of a figure, made in a task of its own after those that were asked for before it. The host writes it
/// at once.
pub fn later(reader: Reader, part: impl FnOnce() -> AnyView + 'static) -> AnyView {
    if reader.live() { turn(Box::new(part)) } else { part() }
}

fn turn(part: Box<dyn FnOnce() -> AnyView>) -> AnyView {
    let due = RwSignal::new(false);
    let part = StoredValue::new_local(Some(part));
    // The figure may have gone by then.
    soon(move || {
        due.try_set(true);
    });
    let made = move || {
        let part = due.get().then(|| part.try_update_value(Option::take));
        part.flatten().flatten().map(untrack)
    };
    made.into_any()
}
