//! Axes that several figures share.

use crate::chart::{Axis, Tick, Words};
use crate::i18n::{Lang, date};
use crate::model::day::Day;
use crate::model::scale::Scale;
use crate::model::ticks::ticks;
use crate::model::time_ticks::{Unit, time_ticks};

/// A time axis between two days with up to fifteen ticks, labelled by year, month or day.
pub fn time(from: Day, to: Day, lang: Lang, words: fn(f64) -> String) -> Axis {
    let (days, unit) = time_ticks(from, to, 15);
    let label = |day: Day| match unit {
        Unit::Year => day.ymd().0.to_string(),
        Unit::Month => date::short_month(day, lang),
        Unit::Day => {
            let (_, m, d) = day.ymd();
            lang.pick(format!("{m}月{d}日"), format!("{m}/{d}"))
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

/// The day an x of a time axis stands for.
pub fn day(x: f64) -> Day {
    Day(libm::round(x.clamp(-4e6, 4e6)) as i32)
}
