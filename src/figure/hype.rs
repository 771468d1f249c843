//! `hype`: named peaks and troughs of hope, as a schematic that cannot be mistaken for data.

use super::Id;
use super::axes::{self, lane};
use super::control::{Choice, Kind, Picks};
use crate::chart::{Cell, Chart, Dot, Ink, Layer, Panel, Shape, Table};
use crate::data::Data;
use crate::data::story::{HYPE_FILE, Wave};
use crate::i18n::Lang;
use crate::model::scale::Scale;
use crate::say;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Hype,
    choices: &[Choice {
        key: "field",
        label: ("看", "Show"),
        options: &[("all", ("全部", "All")), ("ai", ("只看人工智能", "AI only"))],
    }],
    chart,
    file: |_| HYPE_FILE,
};

/// Steps of the sketched line between two names.
const STEPS: usize = 45;

fn height(wave: &Wave) -> f64 {
    if wave.peak { 1.0 } else { 0.0 }
}

/// The sketched line as dashes: a wave through the names, every third step left out.
fn sketch(waves: &[&Wave]) -> Vec<[(f64, f64); 2]> {
    let mut points = Vec::new();
    for (i, pair) in waves.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        // Two peaks in a row have a dip between them, two troughs a rise.
        let (from, to) = (height(a), height(b));
        for step in 0..STEPS {
            let t = step as f64 / STEPS as f64;
            let wave = if from == to {
                from + (0.5 - from) * 4.0 * t * (1.0 - t)
            } else {
                // Level at both ends.
                from + (to - from) * t * t * (3.0 - 2.0 * t)
            };
            points.push((wave, lane(i) - t));
        }
    }
    points.chunks(3).filter_map(|part| Some([*part.first()?, *part.get(2)?])).collect()
}

fn chart(data: &Data, picks: &Picks, lang: Lang) -> Chart {
    let all = picks.get("field") != "ai";
    let waves: Vec<&Wave> = data.hype.iter().filter(|w| all || w.ai).collect();
    let dots = |ai: bool| {
        let places = waves.iter().enumerate().filter(move |(_, w)| w.ai == ai);
        places.map(|(i, w)| Dot { x: height(w), y: lane(i), label: String::new() }).collect()
    };
    // The names stand in a column of their own, clear of the line.
    let names = waves.iter().enumerate().map(|(i, w)| Dot {
        x: 1.12,
        y: lane(i),
        label: lang.pick(&w.words.0, &w.words.1).clone(),
    });
    let (takeaway, key) = match all {
        true => (
            lang.pick(
                "示意图：人工智能与别的“下一次革命”，一次次被捧上去又落下来。高低不代表任何数值。",
                "A schematic: AI and other “next revolutions” lifted up and let down again. Heights stand for no value.",
            ),
            lang.pick("失望 ◂ 　　 ▸ 热望　● 人工智能　○ 其他", "doubt ◂     ▸ hope  ● AI  ○ other"),
        ),
        false => (
            lang.pick(
                "示意图：人工智能一次次被捧上去又落下来。高低不代表任何数值。",
                "A schematic: AI lifted up and let down again. Heights stand for no value.",
            ),
            lang.pick("失望 ◂ 　　 ▸ 热望　● 人工智能", "doubt ◂     ▸ hope  ● AI"),
        ),
    };
    let count = waves.len() as f64;
    let table = table(&waves, lang);
    let marks = axes::marks(&table, waves.iter().enumerate().map(|(i, w)| (height(w), lane(i))));
    Chart {
        title: lang.pick("高峰与低谷（示意，不是数据）", "Peaks and troughs (a schematic, not data)").into(),
        alt: say!(lang, ("示意图。{takeaway}"), ("Schematic. {takeaway}")),
        takeaway: takeaway.into(),
        source: axes::source(
            lang,
            ("年份与名称的出处见数据文件；形状由本文勾画", "years and names with their sources in the data file; the shape is our sketch"),
        ),
        caveat: lang
            .pick(
                "每个高峰一样高，每个低谷一样低，间隔也不按年份：从这条线上读不出任何数。1970年代是否有过“寒冬”，史家看法不一。",
                "All peaks are equally high, all troughs equally low, and the spacing is not by year: no number can be read off. Whether the 1970s saw a “winter” is disputed among historians.",
            )
            .into(),
        x: crate::chart::Axis {
            // Room for the names beside the peaks.
            scale: Scale::linear(-0.08, 1.75),
            ticks: Vec::new(),
            title: String::new(),
            words: crate::chart::Words(crate::i18n::number::plain),
        },
        panels: vec![Panel {
            y: axes::lanes(
                waves.iter().map(|w| w.year.to_string()).collect(),
                key.into(),
            ),
            weight: 1.0,
            grid: false,
            layers: vec![
                Layer::Strokes { ends: sketch(&waves), ink: Ink::Neutral, width: 2.0 },
                Layer::Dots { dots: names.collect(), ink: Ink::Text, radius: 0.0, shape: Shape::Disc },
                Layer::Dots { dots: dots(true), ink: Ink::Compute, radius: 5.0, shape: Shape::Disc },
                Layer::Dots { dots: dots(false), ink: Ink::Muted, radius: 5.0, shape: Shape::Ring },
            ],
        }],
        heights: (80.0 + 30.0 * count, 80.0 + 30.0 * count),
        marks,
        table,
        ..Chart::blank("hype")
    }
}

fn table(waves: &[&Wave], lang: Lang) -> Table {
    let row = |w: &&Wave| {
        let kind = if w.peak { ("高峰", "peak") } else { ("低谷", "trough") };
        let field = if w.ai { ("人工智能", "AI") } else { ("其他", "other") };
        vec![
            Cell::text(w.year.to_string()),
            Cell::text(lang.pick(&w.words.0, &w.words.1).clone()),
            Cell::text(lang.pick(kind.0, kind.1)),
            Cell::text(lang.pick(field.0, field.1)),
        ]
    };
    Table {
        caption: lang.pick("示意图里的名称", "The names in the schematic").into(),
        columns: axes::columns(
            lang,
            &[("年份", "Year"), ("名称", "Name"), ("位置", "Place"), ("领域", "Field")],
        ),
        rows: waves.iter().map(row).collect(),
    }
}
