//! `ecosystem`: what won after 1894: powertrains, the Model T's price, filling stations, cars.

use super::Id;
use super::axes;
use super::control::{Choice, Kind, Picks};
use crate::chart::{Axis, Cell, Chart, Dash, Dot, Ink, Layer, Line, Mark, Panel, Shape, Table};
use crate::data::Data;
use crate::data::later::{CARS_FILE, Later, POWER_FILE, PRICE_FILE, STATIONS_FILE, Years};
use crate::i18n::{Lang, number};
use crate::model::scale::{SafeRange, Scale};
use crate::say;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Ecosystem,
    choices: &[Choice {
        key: "show",
        label: ("看", "Show"),
        options: &[
            ("power", ("动力", "Powertrains")),
            ("all", ("路上的一切", "Around the car")),
            ("price", ("T型车价格", "Model T price")),
            ("stations", ("加油站", "Filling stations")),
            ("cars", ("登记车辆", "Registrations")),
        ],
    }],
    chart,
    file: |picks| match picks.get("show") {
        "price" => PRICE_FILE,
        "stations" => STATIONS_FILE,
        "cars" | "all" => CARS_FILE,
        _ => POWER_FILE,
    },
};

/// The shares of steam, electric and petrol in a year's make.
pub fn power_shares(later: &Later, year: i32) -> Option<[f64; 3]> {
    let (_, kinds) = later.power.iter().find(|p| p.0 == year)?;
    let all: f64 = kinds.iter().sum();
    Some(kinds.map(|n| n / all))
}

/// A line through the years on record; few ones have their value beside the dot: the first, and the end or, where it
/// was lower before, the lowest.
fn line(name: &str, points: Vec<(f64, f64)>, ink: Ink, words: fn(f64) -> String) -> [Layer; 2] {
    let last = points.len().saturating_sub(1);
    let lowest = (1..)
        .zip(points.iter().skip(1))
        .min_by(|a, b| a.1.1.total_cmp(&b.1.1))
        .map_or(last, |(i, _)| i);
    let falls =
        points.first().is_some_and(|first| points.get(last).is_some_and(|end| end.1 < first.1));
    let end = if falls { lowest } else { last };
    let label = |i: usize, v: f64| match points.len() {
        0..=8 if i == 0 || i == end => words(v),
        9.. if i == last => name.to_string(),
        _ => String::new(),
    };
    let dots = points.iter().enumerate();
    let dots = dots.map(|(i, (x, y))| Dot { x: *x, y: *y, label: label(i, *y) }).collect();
    let line = Line {
        name: name.into(),
        points: points.clone().into(),
        ink,
        width: 2.0,
        labelled: false,
        dash: Dash::Solid,
    };
    [Layer::Line(line), Layer::Dots { dots, ink, radius: 3.5, shape: Shape::Disc }]
}

/// The years on record, bar by bar: counted on different bases, they must not be joined to a line.
fn power(later: &Later, lang: Lang) -> (Axis, Panel, Vec<Mark>) {
    let names = [("蒸汽", "steam"), ("电动", "electric"), ("汽油", "petrol")];
    let inks = [Ink::Compute, Ink::Data, Ink::Algorithm];
    let (mut labels, mut marks) = (Vec::new(), Vec::new());
    let mut layers = Vec::new();
    for (year, _) in &later.power {
        let shares = power_shares(later, *year).unwrap_or_default();
        for (((zh, en), ink), share) in names.iter().zip(inks).zip(shares) {
            let y = axes::lane(labels.len());
            labels.push(format!("{year} {}", lang.pick(*zh, *en)));
            layers.push(Layer::Strokes { ends: vec![[(0.0, y), (share, y)]], ink, width: 15.0 });
            let label = number::percent(share, 0);
            let words = format!("{year} {} {label}", lang.pick(*zh, *en));
            marks.push(Mark { panel: 0, x: share, y, words });
            let dots = vec![Dot { x: share, y, label }];
            layers.push(Layer::Dots { dots, ink, radius: 0.0, shape: Shape::Disc });
        }
    }
    let percent: fn(f64) -> String = |v| number::percent(v, 0);
    let x = axes::value(Scale::linear(0.0, 0.65), 6, String::new(), percent, percent);
    let title = lang.pick("美国造的车，各种动力的比例", "Cars made in the US, share by powertrain");
    let y = axes::lanes(labels, title.into());
    (x, Panel { y, weight: 1.0, grid: false, layers }, marks)
}

fn years(values: &Years, title: &str, name: &str, log: bool, lang: Lang) -> Panel {
    let points: Vec<(f64, f64)> = values.iter().map(|(y, v)| (axes::year(*y), *v)).collect();
    let range = SafeRange::of(points.iter().map(|p| p.1));
    let scale = match log {
        true => Scale::log(range.low() * 0.6, range.high() * 2.0),
        false => Scale::linear(0.0, range.high() * 1.15),
    };
    let short: fn(f64) -> String =
        lang.pick(|v| number::short(v, Lang::ZhHans), |v| number::short(v, Lang::En));
    // What is counted runs over powers of ten; the price does not.
    let words: fn(f64) -> String = match log {
        true => short,
        false => lang.pick(|v| format!("{v}美元"), |v| format!("${v}")),
    };
    Panel {
        y: axes::value(scale, 3, title.into(), short, words),
        weight: 1.0,
        grid: true,
        layers: line(name, points, Ink::Algorithm, words).into(),
    }
}

fn chart(data: &Data, picks: &Picks, lang: Lang) -> Chart {
    let later = &data.later;
    let price = || {
        let title = lang.pick("福特T型车标价，美元", "List price of the Ford Model T, US dollars");
        years(&later.price, title, lang.pick("标价", "price"), false, lang)
    };
    let stations = || {
        let title = lang.pick("美国加油站（对数刻度）", "US filling stations, log scale");
        years(&later.stations, title, lang.pick("加油站", "stations"), true, lang)
    };
    let cars = || {
        let title =
            lang.pick("美国登记车辆（对数刻度）", "US cars and trucks registered, log scale");
        years(&later.cars, title, lang.pick("车辆", "vehicles"), true, lang)
    };
    let mut marks = Vec::new();
    let (x, panels) = match picks.get("show") {
        "price" => (axes::years(1908, 1925, 2, lang), vec![price()]),
        "stations" => (axes::years(1913, 1939, 5, lang), vec![stations()]),
        "cars" => (axes::years(1900, 1945, 5, lang), vec![cars()]),
        "all" => (axes::years(1900, 1942, 5, lang), vec![cars(), price(), stations()]),
        _ => {
            let (x, panel, all) = power(later, lang);
            marks = all;
            (x, vec![panel])
        }
    };
    let all = panels.len() > 1;
    // Only powertrains, which have marks of their own, are bars.
    let kind = if marks.is_empty() { ("折线", "Line") } else { ("条形", "Bar") };
    let takeaway = takeaway(later, lang);
    Chart {
        title: lang.pick("后来赢的是什么", "What won afterwards").into(),
        alt: say!(lang, ("{}图。{takeaway}", kind.0), ("{} chart. {takeaway}", kind.1)),
        takeaway,
        source: axes::source(
            lang,
            (
                "美国1900年普查、《世界年鉴》1903年版、美国国立历史博物馆等，逐行出处见数据文件；事实数据，不主张版权",
                "US census of 1900, World Almanac 1903, the National Museum of American History and others, named row by row in the data files; facts, no licence claimed",
            ),
        ),
        caveat: lang
            .pick(
                "点是有记载的年份，线只是把点连起来。1900年是普查总数，分项经后人转述；1902年只算86家主要厂商，两年口径不同，所以不连线；加油站是约数（1935年“超过”）。美国一国的数，不是法国的。",
                "Dots are the years on record, lines only join them. 1900 is the census total, its split from later accounts; 1902 counts the 86 principal makers only, so the two are not joined; stations are round numbers (“more than” for 1935). These are figures of the US, not of France.",
            )
            .into(),
        x,
        panels,
        heights: if all { (560.0, 560.0) } else { (300.0, 300.0) },
        marks,
        table: table(later, lang),
        ..Chart::blank("ecosystem")
    }
}

fn takeaway(later: &Later, lang: Lang) -> String {
    let share = |year| number::percent(power_shares(later, year).map_or(f64::NAN, |s| s[2]), 0);
    let value = |values: &Years, i: usize| {
        values.get(i).map_or_else(String::new, |(_, v)| number::grouped(*v, 0))
    };
    let cheapest =
        later.price.iter().min_by(|a, b| a.1.total_cmp(&b.1)).copied().unwrap_or_default();
    let (first, low) = (value(&later.price, 0), number::grouped(cheapest.1, 0));
    let (a, b) = (share(1900), share(1902));
    let (low_year, end) = (cheapest.0, later.stations.last().copied().unwrap_or_default());
    let stations = lang.pick(number::short(end.1, lang), number::grouped(end.1, 0));
    let first_year = later.price.first().map_or(0, |p| p.0);
    say!(
        lang,
        (
            "1900年美国造的车里汽油车占{a}，1902年占{b}；T型车从{first_year}年的{first}美元降到{low_year}年的{low}美元；{}年，加油站超过{stations}座。",
            end.0
        ),
        (
            "Petrol cars were {a} of those made in the US in 1900 and {b} in 1902; the Model T fell from ${first} in {first_year} to ${low} in {low_year}; by {} there were more than {stations} filling stations.",
            end.0
        )
    )
}

fn table(later: &Later, lang: Lang) -> Table {
    let mut rows = Vec::new();
    let kinds = [
        ("蒸汽车产量", "steam cars made"),
        ("电动车产量", "electric cars made"),
        ("汽油车产量", "petrol cars made"),
    ];
    let mut push = |year: i32, (zh, en): (&str, &str), v: f64| {
        rows.push(vec![
            Cell::text(year.to_string()),
            Cell::text(lang.pick(zh, en)),
            Cell::number(v, number::grouped(v, 0)),
        ]);
    };
    for (year, values) in &later.power {
        for (kind, v) in kinds.iter().zip(values) {
            push(*year, *kind, *v);
        }
    }
    for (values, what) in [
        (&later.price, ("T型车标价，美元", "Model T, US dollars")),
        (&later.stations, ("加油站", "filling stations")),
        (&later.cars, ("登记车辆", "vehicles registered")),
    ] {
        for (year, v) in values {
            push(*year, what, *v);
        }
    }
    Table {
        caption: lang.pick("有记载的数", "Numbers on record").into(),
        columns: axes::columns(lang, &[("年份", "Year"), ("是什么", "What"), ("数", "Number")]),
        rows,
    }
}
