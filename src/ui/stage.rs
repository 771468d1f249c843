//! A talk's window: the loader's script says which step is shown, and what the other window makes of the figures
//! is made of them here too.

use super::figures::simulate;
use super::reader::{Reader, effect, memo};
use crate::browser::host::{hear, report};
use crate::browser::page::{attribute, elements, hash, query};
use crate::figure::Id;
use crate::figure::adoption::RUNS;
use crate::state::AppState;
use leptos::prelude::*;

/// Keys in what the windows tell each other that no address has: the cursor, and whether the race is replayed.
const CURSOR: &str = "cursor";
/// See [`CURSOR`].
const PLAYING: &str = "playing";

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
    // What has changed in the other window, as a query.
    hear("mirror", move |view| {
        reader.state.update(|s| s.apply(&view));
        finish(reader);
        for (key, value) in view.split('&').filter_map(|pair| pair.split_once('=')) {
            match key {
                CURSOR => reader.cursor.set(place(value)),
                PLAYING => reader.playing.set(value == "yes"),
                _ => {}
            }
        }
    });
    let view = memo(move || {
        let cursor = reader.cursor.get();
        let cursor = cursor.map_or_else(String::new, |(id, i)| format!("{}.{i}", id.name()));
        let playing = if reader.playing.get() { "yes" } else { "no" };
        let view = reader.state.with(AppState::mirror);
        format!("{view}&{PLAYING}={playing}&{CURSOR}={cursor}")
    });
    effect(move |_| report("state", &view.get()));
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
