//! Controls of the attention figure.

use crate::data::attention::{BOARD_FILE, NEWS_FILE, POLICY_FILE};
use crate::figure::attention::{Measure, Params, Source, chart};
use crate::ui::Reader;
use crate::ui::choice::choice;
use crate::ui::frame::Frame;
use crate::ui::plot::Shared;
use leptos::prelude::*;

pub(super) fn body(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let params = Memo::new(move |_| reader.state.with(|s| s.attention.clone()));
    let chart = Memo::new(move |_| Shared(chart(reader.data, &params.get(), lang).into()));
    let chosen = move |get: fn(&Params) -> _| Signal::derive(move || Some(params.with(get)));
    let sources = vec![
        (Source::Board, lang.pick("科技社区", "Tech board")),
        (Source::Policy, lang.pick("政策文件", "Policy papers")),
        (Source::News, lang.pick("媒体网址", "News addresses")),
    ];
    let measures = vec![
        (Measure::Index, lang.pick("指数", "Index")),
        (Measure::Rate, lang.pick("比率", "Rate")),
        (Measure::Share, lang.pick("份额", "Share")),
    ];
    let windows = vec![
        (1, lang.pick("不平滑", "None")),
        (3, lang.pick("3期", "3 periods")),
        (5, lang.pick("5期", "5 periods")),
    ];
    let controls = view! {
        {choice(reader, lang.pick("数据", "Data"), sources, chosen(|p| p.source), move |v| {
            reader.state.update(|s| s.attention.source = v);
        })}
        {choice(
            reader,
            lang.pick("算法", "Measure"),
            measures,
            Signal::derive(move || Some(params.with(|p| p.measure))),
            move |v| reader.state.update(|s| s.attention.measure = v),
        )}
        {choice(
            reader,
            lang.pick("平滑", "Smoothing"),
            windows,
            Signal::derive(move || Some(params.with(|p| p.window))),
            move |v| reader.state.update(|s| s.attention.window = v),
        )}
    };
    let files = Signal::derive(move || {
        vec![match params.with(|p| p.source) {
            Source::Board => BOARD_FILE,
            Source::Policy => POLICY_FILE,
            Source::News => NEWS_FILE,
        }]
    });
    view! {
        <Frame reader chart cursor=true controls=controls.into_any() files>
            {()}
        </Frame>
    }
}
