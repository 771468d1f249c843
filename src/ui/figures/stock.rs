//! The brush of the share price figure.

use crate::browser::page::dragged;
use crate::figure::stock::{FIRST, LAST, brush, overview, snap};
use crate::i18n::date;
use crate::model::day::Day;
use crate::ui::Reader;
use leptos::prelude::*;

/// How much the buttons move and zoom.
const STEP: f64 = 0.25;

/// Two handles over the whole history, each a native range input; the stretch between them can be dragged.
/// Buttons do the same without dragging.
pub(super) fn brush_control(reader: Reader) -> AnyView {
    let shade = move |pick: fn((f64, f64)) -> f64| {
        move || pick(reader.state.with(|s| brush(&s.stock))).to_string()
    };
    let drag = move |event: leptos::ev::PointerEvent| {
        if let Some(part) = dragged(&event) {
            reader.state.update(|s| s.stock.drag(part));
        }
    };
    view! {
        <div class="brush">
            <svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
                <rect
                    class="shade"
                    y="0"
                    height="40"
                    x=shade(|b| b.0)
                    width=shade(|b| b.1)
                    on:pointermove=drag
                ></rect>
                <path d=overview(reader.data)></path>
            </svg>
            {handle(reader, false)}
            {handle(reader, true)}
        </div>
        {moves(reader)}
    }
    .into_any()
}

/// Earlier, later, closer, wider.
fn moves(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    type Move = fn(&mut crate::figure::stock::Params);
    let all: [(Move, _); 4] = [
        (|p| p.shift(-STEP), ("← 往前", "← Earlier")),
        (|p| p.shift(STEP), ("往后 →", "Later →")),
        (|p| p.zoom(1.0 / (1.0 + STEP), 0.5), ("＋ 放大", "+ Closer")),
        (|p| p.zoom(1.0 + STEP, 0.5), ("－ 缩小", "− Wider")),
    ];
    let buttons = all.into_iter().map(|(act, (zh, en))| {
        view! {
            <button
                type="button"
                disabled=!reader.live()
                on:click=move |_| reader.state.update(|s| act(&mut s.stock))
            >
                {lang.pick(zh, en)}
            </button>
        }
    });
    view! {
        <div class="controls">
            <div class="choice" role="group" aria-label=lang.pick("移动时段", "Move the range")>
                {buttons.collect_view()}
            </div>
        </div>
    }
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
