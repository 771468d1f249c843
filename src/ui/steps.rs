//! Where the reader is: the step beside a figure, the section on the rail; read from geometry, frame by frame.

use super::Reader;
use crate::browser::media::room_for_steps;
use crate::browser::observe::on_scroll;
use crate::browser::page::{
    attribute, elements, flush, hash, query, set_class, set_place, set_text, top, view_height,
};
use crate::figure::Id;
use crate::say;
use crate::state::AppState;
use leptos::prelude::*;
use std::cell::RefCell;

/// A step is reached when its top passes this part of the window's height.
const REACHED: f64 = 0.45;

/// Shows the steps that the reader stands at, then what the address says; then follows the reader.
pub fn follow(reader: Reader) {
    restore(reader);
    let before: RefCell<(Vec<String>, String)> = RefCell::new((reached(), place()));
    on_scroll(move || {
        section(reader);
        let mut now = (reached(), place());
        let mut before = before.borrow_mut();
        if now == *before {
            return;
        }
        if now.1 != before.1 {
            set_place(&now.1);
        }
        if room_for_steps() {
            mark(&now.0);
            let new = now.0.iter().filter(|id| !before.0.contains(id));
            // A control that has the keyboard must not be taken away: its figure waits.
            let (held, free): (Vec<_>, Vec<_>) = new.cloned().partition(|id| in_use(id));
            for id in &free {
                show(reader, id);
            }
            now.0.retain(|id| !held.contains(id));
        }
        *before = now;
    });
}

/// The anchor of what is being read: a section, a step, or a figure that stands alone.
fn place() -> String {
    let line = view_height() * REACHED;
    let passed = elements("main > section[id], .step, main > section > figure");
    let last = passed.into_iter().take_while(|element| top(element) <= line).last();
    last.map_or_else(String::new, |element| attribute(&element, "id"))
}

/// Makes the state of the address: each figure as the step beside it wants, the named step, the query.
/// Also when the reader goes back.
pub fn restore(reader: Reader) {
    if flush() {
        // A jump within the page, right after a change that the address had not taken up yet.
        if let Some(anchor) = hash() {
            show(reader, &anchor);
        }
        return;
    }
    let mut next = AppState::default();
    next.keep(&reader.state.get_untracked());
    let steps = if room_for_steps() { reached() } else { Vec::new() };
    mark(&steps);
    for anchor in steps.into_iter().chain(hash()) {
        if let Some((id, shows)) = named(&anchor) {
            next.step(id, &shows);
        }
    }
    next.apply(&query());
    reader.state.set(next);
    section(reader);
}

/// The figure and the view of a step.
fn named(anchor: &str) -> Option<(Id, String)> {
    let step = elements(".step").into_iter().find(|step| attribute(step, "id") == anchor)?;
    Some((Id::from_name(&attribute(&step, "data-step"))?, attribute(&step, "data-shows")))
}

/// Whether the keyboard is at work in the figure beside a step.
fn in_use(anchor: &str) -> bool {
    let figure = named(anchor).map_or("", |(id, _)| id.name());
    !elements(&format!("#{figure} .live :focus-visible")).is_empty()
}

fn show(reader: Reader, anchor: &str) {
    if let Some((id, shows)) = named(anchor) {
        reader.state.update(|s| s.step(id, &shows));
    }
}

/// The anchor of the last step reached beside each figure, empty before the first.
fn reached() -> Vec<String> {
    let line = view_height() * REACHED;
    let steps = elements(".steps").into_iter().map(|column| {
        let passed = elements(".step")
            .into_iter()
            .filter(|step| column.contains(Some(step)) && top(step) <= line);
        passed.last().map_or_else(String::new, |step| attribute(&step, "id"))
    });
    steps.collect()
}

fn mark(now: &[String]) {
    for step in elements(".step") {
        set_class(&step, "on", now.contains(&attribute(&step, "id")));
    }
}

/// Writes the number of the section in view and the minutes left on the rail.
fn section(reader: Reader) {
    let links = elements(".rail a");
    let line = view_height() * 0.5;
    let anchors: Vec<String> = links.iter().map(|a| attribute(a, "href")).collect();
    let passed = |anchor: &String| elements(anchor).first().is_some_and(|s| top(s) <= line);
    let count = anchors.iter().take_while(|a| passed(a)).count().max(1);
    for (i, link) in links.iter().enumerate() {
        set_class(link, "now", i + 1 == count);
    }
    let left = links.get(count - 1).map_or_else(String::new, |a| attribute(a, "data-left"));
    let all = links.len();
    let text = say!(
        reader.lang,
        ("{count}/{all} · 还剩约{left}分钟"),
        ("{count}/{all} · about {left} min left")
    );
    for line in elements("[data-progress]") {
        set_text(&line, &text);
    }
}
