//! A row of buttons of which one is chosen.

use super::Reader;
use leptos::prelude::*;

/// Buttons for `options`, the chosen one pressed; `pick` is called with the new choice.
pub fn choice<T>(
    reader: Reader,
    label: &'static str,
    options: Vec<(T, &'static str)>,
    chosen: Signal<Option<T>>,
    pick: impl Fn(T) + Copy + Send + 'static,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let buttons = options.into_iter().map(|(value, text)| {
        let pressed = move || if chosen.get() == Some(value) { "true" } else { "false" };
        view! {
            <button
                type="button"
                aria-pressed=pressed
                disabled=!reader.live()
                on:click=move |_| pick(value)
            >
                {text}
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
}
