//! `timeline`: ideas, rules, products and markets, one after another.

use super::Id;
use super::axes::{self, lane};
use super::control::{Choice, Kind, Picks, Words};
use crate::chart::{Cell, Chart, Dot, Ink, Layer, Panel, Shape, Table};
use crate::data::Data;
use crate::data::story::{KINDS, Moment, TIMELINE_FILE};
use crate::i18n::{Lang, date};
use crate::model::day::Day;
use crate::say;

/// The kinds in words, in the order of [`KINDS`].
const WORDS: [Words; 4] = [
    ("主张", "ideas"),
    ("规则", "rules"),
    ("产品与模型", "products and models"),
    ("市场", "markets"),
];

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Timeline,
    choices: &[Choice {
        key: "kind",
        label: ("看", "Show"),
        options: &[
            ("all", ("全部", "All")),
            ("idea", ("主张", "Ideas")),
            ("rule", ("规则", "Rules")),
            ("product", ("产品与模型", "Products")),
            ("market", ("市场", "Markets")),
        ],
    }],
    chart,
    file: |_| TIMELINE_FILE,
};

fn style(kind: u8) -> (Ink, Shape) {
    match kind {
        0 => (Ink::Algorithm, Shape::Ring),
        1 => (Ink::Compute, Shape::Square),
        2 => (Ink::Neutral, Shape::Disc),
        _ => (Ink::Data, Shape::Diamond),
    }
}

fn chart(data: &Data, picks: &Picks, lang: Lang) -> Chart {
    let wanted = KINDS.iter().position(|k| *k == picks.get("kind")).map(|i| i as u8);
    let moments: Vec<&Moment> =
        data.timeline.iter().filter(|m| wanted.is_none_or(|kind| m.kind == kind)).collect();
    let mut layers = Vec::new();
    for kind in 0..WORDS.len() as u8 {
        let (ink, shape) = style(kind);
        let places = moments.iter().enumerate().filter(|(_, m)| m.kind == kind);
        let dots = places.map(|(i, m)| Dot {
            x: f64::from(m.day.0),
            y: lane(i),
            label: lang.pick(&m.words.0, &m.words.1).clone(),
        });
        layers.push(Layer::Dots { dots: dots.collect(), ink, radius: 4.5, shape });
    }
    let labels = moments.iter().map(|m| date::short_month(m.day, lang)).collect();
    let edge = |m: Option<&&Moment>, by: i32| m.map_or(Day(19_000), |m| Day(m.day.0 + by));
    let (from, to) = (edge(moments.first(), -60), edge(moments.last(), 60));
    let count = moments.len() as f64;
    let takeaway = takeaway(data, wanted, lang);
    let table = table(&moments, lang);
    let places = moments.iter().enumerate().map(|(i, m)| (f64::from(m.day.0), lane(i)));
    let marks = axes::marks(&table, places);
    Chart {
        title: lang.pick("谁写下了这个故事", "Who wrote the story").into(),
        alt: say!(lang, ("时间线。{takeaway}"), ("Timeline. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            (
                "官方文告、论文与公司消息，逐条出处见数据文件；事实数据，不主张版权",
                "official notices, papers and company news, each with its source in the data file; facts, no licence claimed",
            ),
        ),
        caveat: lang
            .pick(
                "条目由本文挑选，不求全；智库报告只标到月的，画在当月一日。",
                "The entries are our choice and not complete; reports dated by month stand on its first day.",
            )
            .into(),
        x: axes::time(from, to, lang, axes::day_words(lang)),
        panels: vec![Panel {
            y: axes::lanes(
                labels,
                lang.pick("○ 主张　■ 规则　● 产品　◆ 市场", "○ ideas  ■ rules  ● products  ◆ markets").into(),
            ),
            weight: 1.0,
            grid: false,
            layers,
        }],
        heights: (90.0 + 34.0 * count, 90.0 + 19.0 * count),
        marks,
        table,
        ..Chart::blank("timeline")
    }
}

fn takeaway(data: &Data, wanted: Option<u8>, lang: Lang) -> String {
    let count = |kind: u8| data.timeline.iter().filter(|m| m.kind == kind).count();
    match wanted {
        Some(kind) => {
            let (n, (zh, en)) = (count(kind), WORDS.get(usize::from(kind)).copied().unwrap_or_default());
            say!(lang, ("{zh}：{n}条。"), ("{n} entries: {en}."))
        }
        None => lang
            .pick(
                "先有“芯片是人工智能的根基”的主张，再有2022年8月以后一轮接一轮的规则；市场的反应穿插其间。",
                "First came the idea that chips are the base of AI, then from August 2022 rule upon rule, with the market’s answers in between.",
            )
            .into(),
    }
}

fn table(moments: &[&Moment], lang: Lang) -> Table {
    let row = |m: &&Moment| {
        let kind = WORDS.get(usize::from(m.kind)).copied().unwrap_or_default();
        vec![
            Cell::text(m.day.to_string()),
            Cell::text(lang.pick(kind.0, kind.1)),
            Cell::text(lang.pick(&m.words.0, &m.words.1).clone()),
        ]
    };
    Table {
        caption: lang.pick("条目，按日期", "Entries by date").into(),
        columns: axes::columns(lang, &[("日期", "Date"), ("类别", "Kind"), ("事件", "Event")]),
        rows: moments.iter().map(row).collect(),
    }
}
