//! Controls of the attention figure.

use super::memo;
use crate::data::attention::{BOARD_FILE, NEWS_FILE, POLICY_FILE};
use crate::figure::attention::{Measure, Source, chart, counts, shown_measure};
use crate::ui::Reader;
use crate::ui::choice::{choice, limited_choice};
use crate::ui::frame::frame;
use leptos::prelude::*;

pub(super) fn body(reader: Reader) -> AnyView {
    let sources = vec![
        (Source::Board, ("科技社区", "Tech board")),
        (Source::BoardAi, ("其中谈AI或中国的", "Its AI/China titles")),
        (Source::Policy, ("政策文件", "Policy documents")),
        (Source::News, ("媒体网址", "News URLs")),
    ];
    let measures = vec![
        (Measure::Rate, ("比率", "Rate")),
        (Measure::Index, ("指数", "Index")),
        (Measure::Share, ("份额", "Share")),
    ];
    let windows =
        vec![(1, ("不平滑", "None")), (3, ("3期", "3 periods")), (5, ("5期", "5 periods"))];
    let controls = vec![
        choice(
            reader,
            ("数据", "Data"),
            sources,
            |s| s.attention.source,
            |s, v| s.attention.source = v,
        ),
        limited_choice(
            reader,
            ("量法", "Measure"),
            measures,
            |data, s| shown_measure(counts(data, s.attention.source), s.attention.measure),
            |s, v| s.attention.measure = v,
            |data, s, v| shown_measure(counts(data, s.attention.source), v) == v,
        ),
        choice(
            reader,
            ("平滑", "Smoothing"),
            windows,
            |s| s.attention.window,
            |s, v| s.attention.window = v,
        ),
    ];
    let file = |s: &crate::state::AppState| match s.attention.source {
        Source::Board | Source::BoardAi => BOARD_FILE,
        Source::Policy => POLICY_FILE,
        Source::News => NEWS_FILE,
    };
    let chart = memo(reader, |s| s.attention.clone(), chart);
    frame(reader, chart, true, controls, file, ().into_any())
}
