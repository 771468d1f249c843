//! `stock`: NVIDIA's share price since 2012, its drawdown, and its peers rebased.

mod peers;
mod price;

pub(super) use price::source;

use super::control::{Choice, Choosable, Control};
use super::{Figure, choice, choice_name};
use crate::chart::Chart;
use crate::data::Data;
use crate::data::stock::{FILE, PEERS_FILE};
use crate::i18n::Lang;
use crate::model::day::Day;
use crate::model::returns::multiple;
use crate::model::scale::{SafeRange, Scale};
use crate::model::series::Series;
use std::sync::Arc;

/// Linear or logarithmic price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scaling {
    /// Equal distances are equal ratios.
    Log,
    /// Equal distances are equal dollars.
    Linear,
}

/// What the closes are adjusted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// Splits only.
    Split,
    /// Splits and dividends.
    Dividend,
}

/// Price alone, or beside its peers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// Daily price and drawdown.
    Price,
    /// Month ends of five series, the first month shown being 100.
    Peers,
}

/// Short names in addresses.
const SCALINGS: [(&str, Scaling); 2] = [("log", Scaling::Log), ("linear", Scaling::Linear)];
const BASES: [(&str, Basis); 2] = [("split", Basis::Split), ("dividend", Basis::Dividend)];
const VIEWS: [(&str, View); 2] = [("price", View::Price), ("peers", View::Peers)];

/// What a reader can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// First day shown.
    pub from: Day,
    /// Last day shown.
    pub to: Day,
    /// Price scale.
    pub scaling: Scaling,
    /// Adjustment.
    pub basis: Basis,
    /// Price or peers.
    pub view: View,
    /// A series of the reader's own beside the price; not in the address, never uploaded.
    pub own: Option<Arc<Series>>,
}

/// First day of the data, 2012-01-03.
pub const FIRST: Day = Day(15_342);
/// 2025-07-15, the day of the story's news: the default end.
pub const STORY_END: Day = Day(20_284);
/// Last day of the data, 2026-04-10.
pub const LAST: Day = Day(20_553);
/// The shortest range the brush allows, days.
pub const SHORTEST: i32 = 14;

impl Default for Params {
    fn default() -> Self {
        Self {
            from: FIRST,
            to: STORY_END,
            scaling: Scaling::Log,
            basis: Basis::Split,
            view: View::Price,
            own: None,
        }
    }
}

/// A named range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preset {
    /// Short stable name.
    pub id: &'static str,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// Label in Chinese and English.
    pub label: (&'static str, &'static str),
}

/// The ranges offered as buttons.
pub const PRESETS: [Preset; 4] = [
    Preset { id: "story", from: FIRST, to: STORY_END, label: ("2012—2025.7", "2012–Jul 2025") },
    // 2022-11-30 to 2025-07-15.
    Preset {
        id: "chatgpt",
        from: Day(19_326),
        to: STORY_END,
        label: ("ChatGPT 之后", "Since ChatGPT"),
    },
    // 2025-01-02 to 2025-03-31.
    Preset {
        id: "deepseek",
        from: Day(20_090),
        to: Day(20_178),
        label: ("DeepSeek 前后", "Around DeepSeek"),
    },
    Preset { id: "all", from: FIRST, to: LAST, label: ("全部数据", "All data") },
];

impl Params {
    /// Sets a range, ordered, inside the data and not too short.
    pub fn set_range(&mut self, a: Day, b: Day) {
        let (a, b) = (a.min(b), a.max(b));
        self.from = a.clamp(FIRST, Day(LAST.0 - SHORTEST));
        self.to = b.clamp(Day(self.from.0 + SHORTEST), LAST);
    }

    /// Moves one end of the range; it stops short of the other end.
    pub fn move_end(&mut self, end: bool, day: Day) {
        if end {
            self.to = day.max(Day(self.from.0 + SHORTEST)).min(LAST);
        } else {
            self.from = day.min(Day(self.to.0 - SHORTEST)).max(FIRST);
        }
    }

    /// Moves the range by a part of its length, as a whole: it stops at the data's ends.
    pub fn shift(&mut self, part: f64) {
        let length = self.to.0 - self.from.0;
        let days = libm::round(f64::from(length) * part.clamp(-10.0, 10.0)) as i32;
        let days = days.clamp(FIRST.0 - self.from.0, LAST.0 - self.to.0);
        (self.from, self.to) = (Day(self.from.0 + days), Day(self.to.0 + days));
    }

    /// Moves the range by a part of all data, as dragging the brush does.
    pub fn drag(&mut self, part: f64) {
        let length = f64::from(self.to.0 - self.from.0);
        self.shift(part * f64::from(LAST.0 - FIRST.0) / length);
    }

    /// Makes the range `factor` times as long and keeps the day at `place` (0 to 1) where it is.
    pub fn zoom(&mut self, factor: f64, place: f64) {
        let (from, length) = (f64::from(self.from.0), f64::from(self.to.0 - self.from.0));
        let longer = (length * factor.clamp(0.01, 100.0)).max(f64::from(SHORTEST));
        let fixed = from + length * place;
        let day = |at: f64| Day(libm::round(at.clamp(-1e6, 1e6)) as i32);
        let (a, b) = (day(fixed - longer * place), day(fixed + longer * (1.0 - place)));
        self.set_range(a.clamp(FIRST, LAST), b.clamp(FIRST, LAST));
    }

    /// Two fingers that held the places `before` (0 to 1, ascending) are now at `after`: what they hold stays
    /// under them.
    pub fn pinch(&mut self, before: (f64, f64), after: (f64, f64)) {
        let (held, now) = (before.1 - before.0, after.1 - after.0);
        if held < 0.01 || now < 0.01 {
            return;
        }
        let factor = held / now;
        // The place that stays is where old and new scale agree.
        let place = match (factor - 1.0).abs() < 1e-6 {
            true => return self.shift(before.0 - after.0),
            false => (before.0 - after.0 * factor) / (1.0 - factor),
        };
        self.zoom(factor, place);
    }

    /// Makes the whole valid after keys were read one by one.
    pub fn settle(&mut self) {
        let (from, to) = (self.from, self.to);
        self.set_range(from, to);
    }
}

impl Figure for Params {
    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            ("from", self.from.to_string()),
            ("to", self.to.to_string()),
            ("scale", choice_name(self.scaling, &SCALINGS).into()),
            ("basis", choice_name(self.basis, &BASES).into()),
            ("view", choice_name(self.view, &VIEWS).into()),
        ]
    }

    fn read(&mut self, key: &str, value: &str) {
        match key {
            "from" => self.from = value.parse().unwrap_or(self.from),
            "to" => self.to = value.parse().unwrap_or(self.to),
            "range" => {
                if let Some(preset) = PRESETS.iter().find(|p| p.id == value) {
                    self.set_range(preset.from, preset.to);
                }
            }
            "scale" => self.scaling = choice(value, &SCALINGS, self.scaling),
            "basis" => self.basis = choice(value, &BASES, self.basis),
            "view" => self.view = choice(value, &VIEWS, self.view),
            _ => {}
        }
    }

    fn controls(&self, _: &Data, lang: Lang) -> Vec<Control> {
        const SCALE: Choice = Choice {
            key: "scale",
            label: ("刻度", "Scale"),
            options: &[("log", ("对数", "Log")), ("linear", ("线性", "Linear"))],
        };
        const BASIS: Choice = Choice {
            key: "basis",
            label: ("口径", "Basis"),
            options: &[
                ("split", ("不计分红", "Price only")),
                ("dividend", ("计入分红", "With dividends")),
            ],
        };
        const VIEW: Choice = Choice {
            key: "view",
            label: ("视图", "View"),
            options: &[("price", ("股价", "Price")), ("peers", ("与同行比", "Against peers"))],
        };
        // The peers have no series with dividends.
        let price = self.view == View::Price;
        let basis = if price { self.basis } else { Basis::Split };
        let range = |p: &Preset| Choosable {
            value: p.id,
            label: lang.pick(p.label.0, p.label.1),
            usable: true,
        };
        vec![
            Control::Choice {
                key: "range",
                label: lang.pick("时段", "Range"),
                options: PRESETS.iter().map(range).collect(),
                chosen: PRESETS.iter().position(|p| p.from == self.from && p.to == self.to),
            },
            SCALE.control(choice_name(self.scaling, &SCALINGS), |_| true, lang),
            BASIS.control(choice_name(basis, &BASES), |name| price || name == "split", lang),
            VIEW.control(choice_name(self.view, &VIEWS), |_| true, lang),
        ]
    }

    fn chart(&self, data: &Data, lang: Lang) -> Chart {
        chart(data, self, lang)
    }

    fn file(&self) -> &'static str {
        if self.view == View::Price { FILE } else { PEERS_FILE }
    }

    fn revision(&self) -> u64 {
        // Another series is another allocation.
        self.own.as_ref().map_or(0, |own| Arc::as_ptr(own) as u64)
    }
}

/// The trading day that a handle moved from `before` to `wanted` comes to rest on: over a week-end it goes
/// on in its direction.
pub fn snap(data: &Data, before: Day, wanted: Day) -> Day {
    let days = &data.stock.split.days;
    let after = data.stock.split.at_or_after(wanted);
    let open = days.get(after).copied().unwrap_or(LAST);
    match after.checked_sub(1).and_then(|i| days.get(i)) {
        Some(earlier) if wanted < before && open != wanted => *earlier,
        _ => open,
    }
}

/// The daily closes of the chosen basis inside the chosen range.
pub fn shown(data: &Data, params: &Params) -> Series {
    let series = match params.basis {
        Basis::Split => &data.stock.split,
        Basis::Dividend => &data.stock.dividend,
    };
    series.between(params.from, params.to)
}

/// How many times its first close the last close of the range is.
pub fn range_multiple(data: &Data, params: &Params) -> Option<f64> {
    multiple(&shown(data, params).values)
}

/// Width and height of the brush's picture, in its own units.
const BRUSH: (f64, f64) = (1000.0, 40.0);

/// Left edge and width of the chosen range on the brush.
pub fn brush(params: &Params) -> (f64, f64) {
    let all = f64::from(LAST.0 - FIRST.0);
    let x = |day: Day| BRUSH.0 * f64::from(day.0 - FIRST.0) / all;
    (x(params.from).round(), (x(params.to) - x(params.from)).round())
}

/// The whole history at month ends on a log scale, as SVG path data for the brush.
pub fn overview(data: &Data) -> String {
    let ends = data.stock.split.month_ends();
    let range = SafeRange::of(ends.iter().map(|e| e.1));
    let scale = Scale::log(range.low(), range.high());
    let all = f64::from(LAST.0 - FIRST.0);
    let points = ends.iter().filter_map(|(day, close)| {
        let x = BRUSH.0 * f64::from(day.0 - FIRST.0) / all;
        Some(format!("{x:.0} {:.0}", BRUSH.1 * (1.0 - scale.place(*close)?)))
    });
    format!("M{}", points.collect::<Vec<_>>().join("L"))
}

/// The figure.
pub fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    match params.view {
        View::Price => price::chart(data, params, lang),
        View::Peers => peers::chart(data, params, lang),
    }
}
