//! A row of buttons of which one is chosen.

use super::Reader;
use crate::data::Data;
use crate::state::AppState;
use leptos::prelude::*;
use std::sync::Arc;

/// Buttons for `options` (Chinese, English), the one that the state holds pressed.
pub fn choice<T>(
    reader: Reader,
    label: (&'static str, &'static str),
    options: Vec<(T, (&'static str, &'static str))>,
    get: fn(&AppState) -> T,
    set: fn(&mut AppState, T),
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    limited_choice(reader, label, options, move |_, state| get(state), set, |_, _, _| true)
}

/// As [`choice`], where the data or another choice can rule options out: `get` tells what is in force,
/// `usable` what can be pressed.
pub fn limited_choice<T>(
    reader: Reader,
    label: (&'static str, &'static str),
    options: Vec<(T, (&'static str, &'static str))>,
    get: impl Fn(&Data, &AppState) -> T + Send + Sync + 'static,
    set: fn(&mut AppState, T),
    usable: fn(&Data, &AppState, T) -> bool,
) -> AnyView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let word = |(zh, en)| reader.lang.pick(zh, en);
    let names = options.iter().map(|(_, name)| word(*name)).collect();
    let values: Arc<[T]> = options.into_iter().map(|(value, _)| value).collect();
    let (offered, limited) = (values.clone(), values.clone());
    let chosen = Memo::new(move |_| {
        let now = reader.state.with(|state| get(reader.data, state));
        offered.iter().position(|value| *value == now)
    });
    let can = Arc::new(move |index: usize| {
        let value = limited.get(index).copied();
        value.is_some_and(|v| reader.state.with(|state| usable(reader.data, state, v)))
    });
    let pick = Arc::new(move |index: usize| {
        if let Some(value) = values.get(index) {
            reader.state.update(|state| set(state, *value));
        }
    });
    buttons(reader, word(label), names, chosen, can, pick)
}

/// Free of the value's type: compiled once for every choice on the page.
fn buttons(
    reader: Reader,
    label: &'static str,
    names: Vec<&'static str>,
    chosen: Memo<Option<usize>>,
    can: Arc<dyn Fn(usize) -> bool + Send + Sync>,
    pick: Arc<dyn Fn(usize) + Send + Sync>,
) -> AnyView {
    let buttons = names.into_iter().enumerate().map(|(index, name)| {
        let (can, pick) = (can.clone(), pick.clone());
        let off = move || !reader.live() || !can(index);
        let pressed = move || if chosen.get() == Some(index) { "true" } else { "false" };
        view! {
            <button
                type="button"
                aria-pressed=pressed
                disabled=off
                on:click=move |_| pick(index)
            >
                {name}
            </button>
        }
    });
    view! {
        <div class="choice" role="group" aria-label=label>
            <span class="choice-label" aria-hidden="true">
                {label}
            </span>
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}
