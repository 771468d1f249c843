//! `cases`: what it is used for and with whom, by name only: no counts were published.

use super::Figure;
use super::axes::{self, lane};
use super::control::Control;
use crate::chart::{Axis, Cell, Chart, Dot, Ink, Layer, Panel, Shape, Table, Tick, Words};
use crate::data::Data;
use crate::data::story::{CASES_FILE, Case};
use crate::i18n::{Lang, number};
use crate::model::scale::Scale;
use crate::say;

/// The longest search kept, characters.
const LONGEST: usize = 24;

/// What a reader can change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params {
    /// Text looked for.
    pub search: String,
}

impl Figure for Params {
    fn write(&self) -> Vec<(&'static str, String)> {
        vec![("q", self.search.clone())]
    }

    fn read(&mut self, key: &str, value: &str) {
        if key == "q" {
            self.search = value.chars().filter(|c| !c.is_ascii_control()).take(LONGEST).collect();
        }
    }

    fn controls(&self, _: &Data, lang: Lang) -> Vec<Control> {
        let label = lang.pick("找一找", "Find");
        vec![Control::Search { key: "q", label, value: self.search.clone() }]
    }

    fn chart(&self, data: &Data, lang: Lang) -> Chart {
        chart(data, self, lang)
    }

    fn file(&self) -> &'static str {
        CASES_FILE
    }
}

fn matches(case: &Case, search: &str) -> bool {
    let search = search.trim().to_ascii_lowercase();
    !search.is_empty()
        && (case.words.0.contains(&search) || case.words.1.to_ascii_lowercase().contains(&search))
}

fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let column = |partner: bool| data.cases.iter().filter(move |c| c.partner == partner);
    let rows = column(true).count().max(column(false).count());
    let dots = |hit: bool| {
        let places = [false, true].into_iter().flat_map(|partner| column(partner).enumerate());
        let places = places.filter(|(_, case)| matches(case, &params.search) == hit);
        places
            .map(|(i, case)| Dot {
                x: if case.partner { 1.0 } else { 0.0 },
                y: lane(i),
                label: lang.pick(&case.words.0, &case.words.1).clone(),
            })
            .collect::<Vec<_>>()
    };
    let table = table(data, lang);
    let places = data.cases.iter().map(|case| {
        let row = column(case.partner).position(|other| other.words == case.words);
        (if case.partner { 1.0 } else { 0.0 }, lane(row.unwrap_or(0)))
    });
    let marks = axes::marks(&table, places);
    let found = dots(true).len();
    let (fields, partners) = (column(false).count(), column(true).count());
    let takeaway = if params.search.trim().is_empty() {
        say!(
            lang,
            ("评论里点到名的：{fields}个用处，{partners}个合作国家。只有名字，没有数量。"),
            ("Named in the commentary: {fields} uses and {partners} partner countries. Names only, no counts.")
        )
    } else {
        let search = params.search.trim();
        say!(lang, ("与“{search}”相符的有{found}条。"), ("Entries that match “{search}”: {found}."))
    };
    let heads = [("用在哪里", "Used for"), ("和谁一起", "With whom")];
    let ticks = heads.iter().zip([0.3, 1.3]);
    let ticks = ticks.map(|((zh, en), at)| Tick { at, label: lang.pick(*zh, *en).into() });
    let y = axes::lanes(vec![String::new(); rows], String::new());
    Chart {
        title: lang.pick("它拿来做什么", "What it is for").into(),
        alt: say!(lang, ("名单。{takeaway}"), ("A list. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            ("专栏“玉渊谭天”，2025年7月，述2025世界人工智能大会案例集；只取名称", "the column Yuyuan Tantian, July 2025, on the case collection of the 2025 World AI Conference; names only"),
        ),
        caveat: lang
            .pick(
                "完整案例集没有公开的清单，哪个国家做哪一项也无从配对，所以两列各自排列，不连线。",
                "No full list of the cases is public, and nothing says which country does what: the two columns stand side by side without lines between.",
            )
            .into(),
        x: Axis {
            scale: Scale::linear(-0.1, 2.0),
            ticks: ticks.collect(),
            title: String::new(),
            words: Words(number::plain),
        },
        panels: vec![Panel {
            y,
            weight: 1.0,
            grid: false,
            layers: vec![
                Layer::Dots { dots: dots(false), ink: Ink::Neutral, radius: 4.0, shape: Shape::Disc },
                Layer::Dots { dots: dots(true), ink: Ink::Compute, radius: 6.0, shape: Shape::Disc },
            ],
        }],
        heights: (60.0 + 28.0 * rows as f64, 60.0 + 28.0 * rows as f64),
        marks,
        table,
        ..Chart::blank("cases")
    }
}

fn table(data: &Data, lang: Lang) -> Table {
    let row = |case: &Case| {
        let kind = if case.partner { ("合作国家", "partner") } else { ("用处", "use") };
        vec![
            Cell::text(lang.pick(&case.words.0, &case.words.1).clone()),
            Cell::text(lang.pick(kind.0, kind.1)),
        ]
    };
    Table {
        caption: lang.pick("点到名的用处与国家", "Uses and countries named").into(),
        columns: axes::columns(lang, &[("名称", "Name"), ("类别", "Kind")]),
        rows: data.cases.iter().map(row).collect(),
    }
}
