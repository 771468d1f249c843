//! Axes that several figures share.

use crate::chart::{Axis, Cell, Mark, Marker, Table, Tick, Words};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::scale::Scale;
use crate::model::ticks::ticks;
use crate::model::time_ticks::{Unit, time_ticks};
use crate::say;

/// A time axis between two days with up to fifteen ticks, labelled by year, month or day.
pub fn time(from: Day, to: Day, lang: Lang, words: fn(f64) -> String) -> Axis {
    let (days, unit) = time_ticks(from, to, 15);
    let label = |day: Day| match unit {
        Unit::Year => day.ymd().0.to_string(),
        Unit::Month => date::short_month(day, lang),
        Unit::Day => {
            let (_, m, d) = day.ymd();
            say!(lang, ("{m}月{d}日"), ("{m}/{d}"))
        }
    };
    Axis {
        scale: Scale::linear(f64::from(from.0), f64::from(to.0)),
        ticks: days.iter().map(|d| Tick { at: f64::from(d.0), label: label(*d) }).collect(),
        title: String::new(),
        words: Words(words),
    }
}

/// A value axis with `wanted` round ticks written by `label`.
pub fn value(
    scale: Scale,
    wanted: usize,
    title: String,
    label: impl Fn(f64) -> String,
    words: fn(f64) -> String,
) -> Axis {
    let ticks = ticks(&scale, wanted).into_iter().map(|at| Tick { at, label: label(at) }).collect();
    Axis { scale, ticks, title, words: Words(words) }
}

/// The x of a year's value: the middle of the year.
pub fn year(year: i32) -> f64 {
    Day::from_ymd(year, 7, 1).map_or(0.0, |d| f64::from(d.0))
}

/// A time axis for yearly values, a tick every `step` years in the middle of the year.
pub fn years(first: i32, last: i32, step: usize, lang: Lang) -> Axis {
    let tick = |y: i32| Tick { at: year(y), label: y.to_string() };
    Axis {
        scale: Scale::linear(year(first) - 180.0, year(last) + 180.0),
        ticks: (first..=last).step_by(step.max(1)).map(tick).collect(),
        title: String::new(),
        words: Words(year_words(lang)),
    }
}

/// Lanes from top to bottom, one a label: lane `i` is drawn at y = [`lane`]`(i)`.
pub fn lanes(labels: Vec<String>, title: String) -> Axis {
    let count = labels.len().max(1) as f64;
    let ticks = labels.into_iter().enumerate().map(|(i, label)| Tick { at: lane(i), label });
    Axis {
        // Negated, so that lane 0 is on top.
        scale: Scale::linear(-count - 0.2, -0.3),
        ticks: ticks.collect(),
        title,
        words: Words(number::plain),
    }
}

/// The y of a lane.
pub fn lane(index: usize) -> f64 {
    -(index as f64) - 0.75
}

/// A point of a time axis in words: the day, the month, the year.
pub fn day_words(lang: Lang) -> fn(f64) -> String {
    lang.pick(|x| date::date(day(x), Lang::ZhHans), |x| date::date(day(x), Lang::En))
}

/// As [`day_words`], by month.
pub fn month_words(lang: Lang) -> fn(f64) -> String {
    lang.pick(|x| date::month(day(x), Lang::ZhHans), |x| date::month(day(x), Lang::En))
}

/// As [`day_words`], by year.
pub fn year_words(lang: Lang) -> fn(f64) -> String {
    lang.pick(|x| date::year(day(x), Lang::ZhHans), |x| date::year(day(x), Lang::En))
}

/// The source line: what, on which terms, retrieved when.
pub fn source(lang: Lang, (zh, en): (&str, &str)) -> String {
    say!(lang, ("来源：{zh}；2026年11月取得。"), ("Source: {en}; retrieved November 2026."))
}

/// Column heads in the reader's language.
pub fn columns(lang: Lang, heads: &[(&str, &str)]) -> Vec<String> {
    heads.iter().map(|(zh, en)| lang.pick(*zh, *en).to_string()).collect()
}

/// The day an x of a time axis stands for.
pub fn day(x: f64) -> Day {
    Day(libm::round(x.clamp(-4e6, 4e6)) as i32)
}

/// A level edge under `points`, for an area.
pub fn base(points: &[(f64, f64)], value: f64) -> Vec<(f64, f64)> {
    [points.first(), points.last()].into_iter().flatten().map(|p| (p.0, value)).collect()
}

/// The numbered events as a sentence of the alternative text; empty without any.
pub fn told(markers: &[Marker], lang: Lang) -> String {
    let all: Vec<String> = markers.iter().map(|m| format!("{} {}", m.badge, m.label)).collect();
    match all.is_empty() {
        true => String::new(),
        false => say!(lang, ("图上标出：{}。", all.join("；")), (" Marked: {}.", all.join("; "))),
    }
}

/// Adds a column with the numbered events to a table; `row` finds the row of an x.
pub fn add_events(
    table: &mut Table,
    markers: &[Marker],
    lang: Lang,
    row: impl Fn(f64) -> Option<usize>,
) {
    if markers.is_empty() {
        return;
    }
    table.columns.push(lang.pick("标出的事件", "Marked events").into());
    for (i, cells) in table.rows.iter_mut().enumerate() {
        let here = markers.iter().filter(|m| row(m.x) == Some(i));
        let words: Vec<String> = here.map(|m| format!("{} {}", m.badge, m.label)).collect();
        cells.push(Cell::text(words.join("; ")));
    }
}

/// Marks that say the rows of a table: row `i` stands at the `i`-th place of the first panel.
pub fn marks(table: &Table, places: impl IntoIterator<Item = (f64, f64)>) -> Vec<Mark> {
    let places = places.into_iter().enumerate();
    places.map(|(i, (x, y))| Mark { panel: 0, x, y, words: table.words(i) }).collect()
}

/// The x of a day written `YYYY-MM-DD` on a time axis.
pub fn x_of(day: &str) -> Option<f64> {
    day.parse().ok().map(|day: Day| f64::from(day.0))
}
