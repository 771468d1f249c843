//! The race judged anew: speed, and what the jury of 1894 asked for, weighed by the reader.

use super::{Params, clock, ink};
use crate::chart::{Cell, Chart, Dot, Layer, Panel, Table};
use crate::data::Data;
use crate::data::race::Car;
use crate::figure::axes::{self, lane};
use crate::figure::control::Words;
use crate::i18n::{Lang, number};
use crate::model::race::score;
use crate::model::scale::Scale;
use crate::say;

/// Speed, and the three announced criteria: handled by one, safe, cheap to run.
pub const CRITERIA: [(&str, Words); 4] = [
    ("w-speed", ("速度", "Speed")),
    ("w-alone", ("一人能开", "Handled by one")),
    ("w-safe", ("安全", "Safe")),
    ("w-cheap", ("便宜", "Cheap to run")),
];
/// The jury's announced criteria, equally.
pub const JURY: [u8; 4] = [0, 5, 5, 5];
/// Speed and nothing else.
pub const SPEED_ONLY: [u8; 4] = [10, 0, 0, 0];

/// A car's place: its index in order of arrival, and the least and greatest score it can have.
pub type Placed = (usize, (f64, f64));

/// The cars that arrived, from first to last: by the middle of their possible scores, equal ones by arrival.
/// Empty where all weights are zero.
pub fn ranking(cars: &[Car], weights: [u8; 4]) -> Vec<Placed> {
    let weights = weights.map(f64::from);
    let fastest = cars.iter().filter_map(|c| c.seconds).fold(f64::INFINITY, f64::min);
    let place = |(i, car): (usize, &Car)| {
        // A car that gave up is not judged.
        let speed = fastest / car.seconds?;
        let merit = |m: Option<bool>| m.map(|yes| if yes { 1.0 } else { 0.0 });
        let [alone, safe, cheap] = car.merits.map(merit);
        Some((i, score(&[Some(speed), alone, safe, cheap], &weights)?))
    };
    let mut places: Vec<Placed> = cars.iter().enumerate().filter_map(place).collect();
    places.sort_by(|a, b| (b.1.0 + b.1.1).total_cmp(&(a.1.0 + a.1.1)).then(a.0.cmp(&b.0)));
    places
}

pub(super) fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let cars = &data.race;
    let places = ranking(cars, params.weights);
    let shown: Vec<(usize, &Car, (f64, f64))> = places
        .iter()
        .enumerate()
        .filter_map(|(row, (i, score))| Some((row, cars.get(*i)?, *score)))
        .collect();
    let layers = shown.iter().flat_map(|(row, car, (low, high))| {
        let (ink, shape) = ink(car.powertrain);
        let y = lane(*row);
        let middle = (low + high) / 2.0;
        [
            Layer::Strokes { ends: vec![[(*low, y), (*high, y)]], ink, width: 2.0 },
            Layer::Dots {
                dots: vec![Dot { x: middle, y, label: String::new() }],
                ink,
                radius: 5.0,
                shape,
            },
        ]
    });
    let labels = shown.iter().map(|(_, car, _)| car.driver.clone()).collect();
    let takeaway = takeaway(cars, params, &places, lang);
    let table = table(&shown, lang);
    let middles = shown.iter().map(|(row, _, (low, high))| ((low + high) / 2.0, lane(*row)));
    let marks = axes::marks(&table, middles);
    Chart {
        title: lang.pick("由你来评奖", "You are the jury").into(),
        alt: say!(lang, ("到达的车按得分排列，横线是资料不全时可能的范围。{takeaway}"), ("The cars that arrived, by score; lines show what is possible where records are missing. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            (
                "多部赛事史料互相核对后本文的读法（CC BY 4.0），逐车依据见数据文件",
                "our own reading (CC BY 4.0) of several histories of the event checked against each other, the ground for each car in the data file",
            ),
        ),
        caveat: lang
            .pick(
                "评委宣布的标准是安全、好开、用起来不贵；退赛的不评。速度是最快用时÷本车用时。汽油车没有锅炉要烧，算一人能开；德迪翁的车要司炉，算不能；其余蒸汽车不详。安全与花费没有逐车记载，一律不详。不详的按最差到最好画成横线，圆点取中；同分的按到达先后。",
                "The jury’s announced criteria: without danger, easily handled, not too costly; cars that gave up are not judged. Speed is the fastest time over the car’s own. Petrol cars have no boiler to stoke and count as handled by one, De Dion’s needed a stoker and does not, the other steamers are unknown; safety and cost are on record for no car. The line runs from losing to winning every unknown, the dot is its middle; equal ones stand by arrival.",
            )
            .into(),
        x: axes::value(
            Scale::linear(-0.02, 1.04),
            5,
            String::new(),
            |v| number::percent(v, 0),
            |v| number::percent(v, 0),
        ),
        panels: vec![Panel {
            y: axes::lanes(
                labels,
                lang.pick("■ 蒸汽　● 汽油　○ 有争议　— 可能的得分", "■ steam  ● petrol  ○ disputed  — possible score")
                    .into(),
            ),
            weight: 1.0,
            grid: false,
            layers: layers.collect(),
        }],
        heights: (520.0, 520.0),
        marks,
        table,
        ..Chart::blank("race")
    }
}

fn takeaway(cars: &[Car], params: &Params, places: &[Placed], lang: Lang) -> String {
    let Some(best) = places.first() else {
        return lang
            .pick(
                "所有权重都是零：给至少一条标准一些分量。",
                "All weights are zero: give at least one criterion some weight.",
            )
            .into();
    };
    let equal = places.iter().take_while(|p| p.1 == best.1).count();
    let name = cars.get(best.0).map_or("", |c| c.driver.as_str());
    let tractor = places.iter().position(|p| p.0 == 0).map_or(0, |i| i + 1);
    let tractor_words = number::ordinal(tractor, lang);
    if params.weights == SPEED_ONLY {
        return say!(
            lang,
            ("只看速度：第一是德迪翁的蒸汽车，{name}驾驶。"),
            ("By speed alone the first is De Dion’s steam tractor, driven by {name}.")
        );
    }
    let by = match params.weights == JURY {
        true => lang.pick("按评委的标准", "By the jury’s criteria"),
        false => lang.pick("按你的权重", "By your weights"),
    };
    match equal {
        1 => say!(
            lang,
            ("{by}：第一是{name}；最先到达的蒸汽车排{tractor_words}。"),
            ("{by} {name} comes first; the steam tractor that arrived first is {tractor_words}.")
        ),
        n => say!(
            lang,
            ("{by}：{n}辆车并列第一，其中最先到的是{name}；最先到达的蒸汽车排{tractor_words}。"),
            ("{by} {n} cars share the first place, {name} the earliest of them; the steam tractor that arrived first is {tractor_words}.")
        ),
    }
}

fn table(shown: &[(usize, &Car, (f64, f64))], lang: Lang) -> Table {
    let merit = |m: Option<bool>| {
        Cell::text(match m {
            Some(true) => lang.pick("是", "yes"),
            Some(false) => lang.pick("否", "no"),
            None => lang.pick("不详", "unknown"),
        })
    };
    let row = |(row, car, (low, high)): &(usize, &Car, (f64, f64))| {
        let time = car.seconds.map_or_else(
            || Cell::text(lang.pick("退赛", "retired")),
            |t| Cell::number(t, clock(t)),
        );
        let [alone, safe, cheap] = car.merits.map(merit);
        let score = |v: f64| Cell::number(v, number::percent(v, 0));
        vec![
            Cell::number(*row as f64 + 1.0, (row + 1).to_string()),
            Cell::text(car.driver.clone()),
            time,
            alone,
            safe,
            cheap,
            score(*low),
            score(*high),
        ]
    };
    Table {
        caption: lang.pick("名次与得分", "Places and scores").into(),
        columns: axes::columns(
            lang,
            &[
                ("名次", "Place"),
                ("车手", "Driver"),
                ("用时", "Time"),
                ("一人能开", "Handled by one"),
                ("安全", "Safe"),
                ("便宜", "Cheap"),
                ("最低分", "Least score"),
                ("最高分", "Greatest score"),
            ],
        ),
        rows: shown.iter().map(row).collect(),
    }
}
