//! The brush of the share price figure.

use crate::figure::stock::{FIRST, LAST, brush, overview, snap};
use crate::i18n::date;
use crate::model::day::Day;
use crate::ui::Reader;
use leptos::prelude::*;

/// Two handles over the whole history; each is a native range input.
pub(super) fn brush_control(reader: Reader) -> AnyView {
    let shade = move |pick: fn((f64, f64)) -> f64| {
        move || pick(reader.state.with(|s| brush(&s.stock))).to_string()
    };
    view! {
        <div class="brush">
            <svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
                <rect class="shade" y="0" height="40" x=shade(|b| b.0) width=shade(|b| b.1)></rect>
                <path d=overview(reader.data)></path>
            </svg>
            {handle(reader, false)}
            {handle(reader, true)}
        </div>
    }
    .into_any()
}

fn handle(reader: Reader, end: bool) -> impl IntoView {
    let lang = reader.lang;
    let day = move || reader.state.with(|s| if end { s.stock.to } else { s.stock.from });
    let now = move || reader.state.with_untracked(|s| if end { s.stock.to } else { s.stock.from });
    let label = match end {
        false => lang.pick("起点", "Start"),
        true => lang.pick("终点", "End"),
    };
    let set = move |text: String| {
        if let Ok(value) = text.parse() {
            let day = snap(reader.data, now(), Day(value));
            reader.state.update(|s| s.stock.move_end(end, day));
        }
    };
    view! {
        <input
            type="range"
            min=FIRST.0.to_string()
            max=LAST.0.to_string()
            prop:value=move || day().0.to_string()
            value=(!reader.live()).then(|| day().0.to_string())
            aria-label=label
            aria-valuetext=move || date::date(day(), lang)
            disabled=!reader.live()
            on:input=move |event| set(event_target_value(&event))
        />
    }
}
