//! A talk's window: the loader's script says which step is shown, and what the other window makes of the figures
//! is made of them here too.

use super::Reader;
use super::figures::simulate;
use crate::browser::host::{hear, report};
use crate::browser::page::{attribute, elements};
use crate::browser::page::{hash, query};
use crate::figure::Id;
use crate::figure::adoption::RUNS;
use crate::state::AppState;
use leptos::prelude::*;

/// The key of the cursor in what the windows tell each other; no address has it.
const CURSOR: &str = "&cursor=";

/// Shows the address's step and view, then what the script says; tells the script of every change.
pub fn perform(reader: Reader) {
    let mut state = AppState::default();
    let stops = elements("[data-step]").into_iter();
    let anchor = hash().unwrap_or_default();
    for stop in stops.filter(|stop| attribute(stop, "data-anchor") == anchor) {
        if let Some(id) = Id::from_name(&attribute(&stop, "data-step")) {
            state.step(id, &attribute(&stop, "data-shows"));
        }
    }
    state.apply(&query());
    reader.state.set(state);
    // `figure?view`, as the step beside a figure has it.
    hear("step", move |step| {
        let (figure, shows) = step.split_once('?').unwrap_or((&step, ""));
        if let Some(id) = Id::from_name(figure) {
            reader.state.update(|s| s.step(id, shows));
            finish(reader);
        }
    });
    hear("mirror", move |view| {
        let (view, cursor) = view.split_once(CURSOR).unwrap_or((&view, ""));
        if reader.state.with_untracked(|s| s.mirror() != view) {
            reader.state.update(|s| s.apply(view));
            finish(reader);
        }
        reader.cursor.set(place(cursor));
    });
    let view = Memo::new(move |_| {
        let cursor = reader.cursor.get();
        let cursor = cursor.map_or_else(String::new, |(id, i)| format!("{}.{i}", id.name()));
        format!("{}{CURSOR}{cursor}", reader.state.with(AppState::mirror))
    });
    Effect::new(move |_| report("state", &view.get()));
}

/// `stock.512`: a figure, and the index of a stop of its cursor.
fn place(text: &str) -> Option<(Id, usize)> {
    let (figure, index) = text.split_once('.')?;
    Some((Id::from_name(figure)?, index.parse().ok()?))
}

/// Runs what a changed thought experiment still lacks.
fn finish(reader: Reader) {
    if reader.state.with_untracked(|s| s.adoption.done() < RUNS) {
        simulate(reader, || {});
    }
}
