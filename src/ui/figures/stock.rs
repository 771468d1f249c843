//! Controls of the share price figure: range, scale, basis, peers, and the brush.

use crate::data::stock::{FILE, PEERS_FILE};
use crate::figure::stock::{
    Basis, FIRST, LAST, PRESETS, Params, Scaling, View, brush, chart, overview,
};
use crate::i18n::date;
use crate::model::day::Day;
use crate::ui::Reader;
use crate::ui::choice::choice;
use crate::ui::frame::Frame;
use crate::ui::plot::Shared;
use leptos::prelude::*;

pub(super) fn body(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let params = Memo::new(move |_| reader.state.with(|s| s.stock.clone()));
    let chart = Memo::new(move |_| Shared(chart(reader.data, &params.get(), lang).into()));
    let presets = PRESETS.iter().map(|p| (p.id, lang.pick(p.label.0, p.label.1))).collect();
    let scalings = vec![
        (Scaling::Log, lang.pick("对数", "Log")),
        (Scaling::Linear, lang.pick("线性", "Linear")),
    ];
    let bases = vec![
        (Basis::Split, lang.pick("不计分红", "Price only")),
        (Basis::Dividend, lang.pick("计入分红", "With dividends")),
    ];
    let views = vec![
        (View::Price, lang.pick("股价", "Price")),
        (View::Peers, lang.pick("与同行比", "Against peers")),
    ];
    let controls = view! {
        {choice(
            reader,
            lang.pick("时段", "Range"),
            presets,
            Signal::derive(move || params.with(Params::preset)),
            move |id| {
                if let Some(preset) = PRESETS.iter().find(|p| p.id == id) {
                    reader.state.update(|s| s.stock.set_range(preset.from, preset.to));
                }
            },
        )}
        {choice(
            reader,
            lang.pick("刻度", "Scale"),
            scalings,
            Signal::derive(move || Some(params.with(|p| p.scaling))),
            move |v| reader.state.update(|s| s.stock.scaling = v),
        )}
        {choice(
            reader,
            lang.pick("口径", "Basis"),
            bases,
            Signal::derive(move || Some(params.with(|p| p.basis))),
            move |v| reader.state.update(|s| s.stock.basis = v),
        )}
        {choice(
            reader,
            lang.pick("视图", "View"),
            views,
            Signal::derive(move || Some(params.with(|p| p.view))),
            move |v| reader.state.update(|s| s.stock.view = v),
        )}
    };
    let files = Signal::derive(move || {
        vec![match params.with(|p| p.view) {
            View::Price => FILE,
            View::Peers => PEERS_FILE,
        }]
    });
    view! {
        <Frame reader chart cursor=true controls=controls.into_any() files>
            {brush_control(reader, params)}
        </Frame>
    }
}

/// Two handles over the whole history; each is a native range input.
fn brush_control(reader: Reader, params: Memo<Params>) -> impl IntoView {
    let lang = reader.lang;
    let handle = move |end: bool| {
        let day = move || params.with(|p| if end { p.to } else { p.from });
        let label = match end {
            false => lang.pick("起点", "Start"),
            true => lang.pick("终点", "End"),
        };
        let set = move |text: String| {
            let Ok(value) = text.parse() else { return };
            reader.state.update(|s| s.stock.move_end(end, Day(value)));
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
    };
    let shade = move |pick: fn((f64, f64)) -> f64| move || pick(params.with(brush)).to_string();
    view! {
        <div class="brush">
            <svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
                <rect class="shade" y="0" height="40" x=shade(|b| b.0) width=shade(|b| b.1)></rect>
                <path d=overview(reader.data)></path>
            </svg>
            {handle(false)}
            {handle(true)}
        </div>
    }
}
