//! Controls of the share price figure: range, scale, basis, peers, and the brush.

use super::memo;
use crate::data::stock::{FILE, PEERS_FILE};
use crate::figure::stock::{
    Basis, FIRST, LAST, PRESETS, Scaling, View, brush, chart, overview, preset, snap,
};
use crate::i18n::date;
use crate::model::day::Day;
use crate::ui::Reader;
use crate::ui::choice::{choice, limited_choice};
use crate::ui::frame::frame;
use leptos::prelude::*;

pub(super) fn body(reader: Reader) -> AnyView {
    let presets = PRESETS.iter().map(|p| (Some(p.id), p.label)).collect();
    let scalings = vec![(Scaling::Log, ("对数", "Log")), (Scaling::Linear, ("线性", "Linear"))];
    let bases = vec![
        (Basis::Split, ("不计分红", "Price only")),
        (Basis::Dividend, ("计入分红", "With dividends")),
    ];
    let views =
        vec![(View::Price, ("股价", "Price")), (View::Peers, ("与同行比", "Against peers"))];
    let controls = vec![
        choice(
            reader,
            ("时段", "Range"),
            presets,
            |s| s.stock.preset(),
            |s, id| {
                if let Some(preset) = id.and_then(preset) {
                    s.stock.set_range(preset.from, preset.to);
                }
            },
        ),
        choice(
            reader,
            ("刻度", "Scale"),
            scalings,
            |s| s.stock.scaling,
            |s, v| s.stock.scaling = v,
        ),
        limited_choice(
            reader,
            ("口径", "Basis"),
            bases,
            |_, s| if s.stock.view == View::Peers { Basis::Split } else { s.stock.basis },
            |s, v| s.stock.basis = v,
            |_, s, v| s.stock.view == View::Price || v == Basis::Split,
        ),
        choice(reader, ("视图", "View"), views, |s| s.stock.view, |s, v| s.stock.view = v),
    ];
    let file = |s: &crate::state::AppState| match s.stock.view {
        View::Price => FILE,
        View::Peers => PEERS_FILE,
    };
    let chart = memo(reader, |s| s.stock.clone(), chart);
    frame(reader, chart, true, controls, file, brush_control(reader).into_any())
}

/// Two handles over the whole history; each is a native range input.
fn brush_control(reader: Reader) -> impl IntoView {
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
