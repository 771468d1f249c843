//! `race`: Paris–Rouen on 22 July 1894, replayed.

mod rank;

pub use rank::{CRITERIA, JURY, SPEED_ONLY, ranking};

use super::control::{Choice, Control};
use super::{Figure, axes, choice, choice_name};
use crate::chart::{Axis, Cell, Chart, Dot, Ink, Layer, Panel, Shape, Table, Tick, Words};
use crate::data::Data;
use crate::data::race::{Car, FILE, JURY_FILE, Powertrain};
use crate::i18n::{Lang, number};
use crate::model::race::{DISTANCE_KM, arrived, average_kmh, position_km};
use crate::model::scale::Scale;
use crate::say;

/// How fast the replay runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speed {
    /// Ten minutes of race a second.
    Slow,
    /// Half an hour of race a second.
    Medium,
    /// An hour of race a second.
    Fast,
}

const SPEEDS: [(&str, Speed); 3] =
    [("slow", Speed::Slow), ("medium", Speed::Medium), ("fast", Speed::Fast)];

const WEIGHINGS: [(&str, [u8; 4]); 2] = [("jury", JURY), ("fastest", SPEED_ONLY)];

/// The last car's time and the end of the replay, seconds.
pub const END: f64 = 46_800.0;
/// The first car's time, seconds: the default frame is the moment it arrives.
pub const FIRST_ARRIVAL: f64 = 24_480.0;

/// What a reader can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// Running time since the start, seconds, 0 to [`END`].
    pub seconds: f64,
    /// Replay speed.
    pub speed: Speed,
    /// The re-ranking instead of the replay.
    pub ranked: bool,
    /// The reader's weights of [`CRITERIA`], 0 to 10 each.
    pub weights: [u8; 4],
}

impl Default for Params {
    fn default() -> Self {
        Self { seconds: FIRST_ARRIVAL, speed: Speed::Medium, ranked: false, weights: JURY }
    }
}

impl Params {
    /// The running time in whole seconds.
    pub fn whole_seconds(&self) -> i32 {
        libm::round(self.seconds.clamp(0.0, END)) as i32
    }

    /// Where pressing play begins: here, but from the start at the end and at the resting frame.
    pub fn replay_from(&self) -> f64 {
        if self.seconds >= END || self.seconds == FIRST_ARRIVAL { 0.0 } else { self.seconds }
    }

    /// The moment `real_seconds` of replay later, and whether it is the end.
    pub fn advance(&mut self, real_seconds: f64) -> bool {
        let rate = match self.speed {
            Speed::Slow => 600.0,
            Speed::Medium => 1_800.0,
            Speed::Fast => 3_600.0,
        };
        self.seconds = (self.seconds + real_seconds.clamp(0.0, 1.0) * rate).min(END);
        self.seconds >= END
    }
}

impl Figure for Params {
    fn write(&self) -> Vec<(&'static str, String)> {
        let weights: Vec<String> = self.weights.iter().map(u8::to_string).collect();
        vec![
            ("view", if self.ranked { "rank" } else { "replay" }.into()),
            ("t", self.whole_seconds().to_string()),
            ("speed", choice_name(self.speed, &SPEEDS).into()),
            ("weights", weights.join(".")),
        ]
    }

    fn read(&mut self, key: &str, value: &str) {
        match key {
            "t" => {
                if let Ok(seconds) = value.parse::<i32>() {
                    self.seconds = f64::from(seconds).clamp(0.0, END);
                }
            }
            "speed" => self.speed = choice(value, &SPEEDS, self.speed),
            "view" => {
                self.ranked = choice(value, &[("replay", false), ("rank", true)], self.ranked);
            }
            "weights" => {
                self.weights = choice(value, &WEIGHINGS, self.weights);
                let parts: Vec<u8> = value.split('.').filter_map(|p| p.parse().ok()).collect();
                if let Ok(weights) = <[u8; 4]>::try_from(parts) {
                    self.weights = weights.map(|w| w.min(10));
                }
            }
            _ => {
                let weights = CRITERIA.iter().zip(&mut self.weights);
                let wanted = weights.into_iter().find(|(criterion, _)| criterion.0 == key);
                if let (Some((_, weight)), Ok(value)) = (wanted, value.parse::<u8>()) {
                    *weight = value.min(10);
                }
            }
        }
    }

    fn controls(&self, _: &Data, lang: Lang) -> Vec<Control> {
        const VIEW: Choice = Choice {
            key: "view",
            label: ("看", "Show"),
            options: &[("replay", ("重放", "Replay")), ("rank", ("重新评奖", "Judge anew"))],
        };
        const WEIGHTS: Choice = Choice {
            key: "weights",
            label: ("标准", "Criteria"),
            options: &[
                ("jury", ("评委的", "The jury’s")),
                ("fastest", ("只看速度", "Speed alone")),
            ],
        };
        const SPEED: Choice = Choice {
            key: "speed",
            label: ("速度", "Speed"),
            options: &[
                ("slow", ("慢", "Slow")),
                ("medium", ("中", "Medium")),
                ("fast", ("快", "Fast")),
            ],
        };
        let view = if self.ranked { "rank" } else { "replay" };
        let mut controls = vec![VIEW.control(view, |_| true, lang)];
        if self.ranked {
            let preset = choice_name(self.weights, &WEIGHINGS);
            controls.push(WEIGHTS.control(preset, |_| true, lang));
            let sliders = CRITERIA.iter().zip(self.weights).map(|((key, (zh, en)), weight)| {
                Control::Slider {
                    key,
                    label: lang.pick(zh, en),
                    range: (0, 10, 1),
                    value: i32::from(weight),
                    words: weight.to_string(),
                }
            });
            controls.extend(sliders);
        } else {
            controls.push(SPEED.control(choice_name(self.speed, &SPEEDS), |_| true, lang));
        }
        controls
    }

    fn chart(&self, data: &Data, lang: Lang) -> Chart {
        if self.ranked { rank::chart(data, self, lang) } else { chart(data, self, lang) }
    }

    fn file(&self) -> &'static str {
        if self.ranked { JURY_FILE } else { FILE }
    }
}

/// The figure.
pub fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let cars = &data.race;
    let takeaway = takeaway(cars, params, lang);
    let ticks = [0.0, DISTANCE_KM / 2.0, DISTANCE_KM];
    let table = table(cars, params, lang);
    let place = |car: &Car| car.seconds.map_or(0.0, |t| position_km(t, params.seconds));
    let places = cars.iter().enumerate().map(|(i, car)| (place(car), axes::lane(i)));
    Chart {
        id: "race",
        title: lang.pick("1894年7月22日，巴黎—鲁昂", "Paris–Rouen, July 22, 1894").into(),
        alt: say!(lang, ("21辆车在126公里路线上的位置。{takeaway}"), ("The places of 21 cars on a road of 126 km. {takeaway}")),
        takeaway,
        source: lang.pick(
            "来源：多部赛事史料（维基百科英、法、捷克文等）互相核对，2026年11月取得；事实数据，不主张版权。",
            "Source: several histories of the event (Wikipedia in English, French, Czech and others) checked against each other, retrieved November 2026; facts, no licence claimed.",
        ).into(),
        caveat: lang.pick(
            "只有总用时存世：每辆车按全程平均速度匀速画出；用时不等于钟表时间（08:00出发，首车约17:40到达，中途在芒特午餐）。另有一套计时（首车5小时40分）流传；Gautier 的动力来源有争议；一份当日报道只记15辆到达、14辆汽油车出发；四辆退赛车的位置不详，留在起点。",
            "Only total times are on record: each car runs at its own average speed. They are not clock time: the start was at 08:00, the first arrival about 17:40, with a lunch stop at Mantes. A second time base (5 h 40 min for the first) circulates; Gautier’s powertrain is disputed; one report of the day counts 15 arrivals and 14 petrol starters; where the four retired cars stopped is unknown, so they stay at the start.",
        ).into(),
        x: Axis {
            // Room beyond Rouen for the times.
            scale: Scale::linear(0.0, 186.0),
            ticks: ticks.iter().map(|km| Tick { at: *km, label: tick(*km, lang) }).collect(),
            title: String::new(),
            words: Words(number::plain),
        },
        panels: vec![Panel { y: axes::lanes(
                cars.iter().map(|car| car.driver.clone()).collect(),
                lang.pick("■ 蒸汽　● 汽油　○ 有争议　× 退赛", "■ steam  ● petrol  ○ disputed  × retired").into(),
            ), weight: 1.0, grid: false, layers: layers(cars, params) }],
        bands: Vec::new(),
        markers: Vec::new(),
        marks: axes::marks(&table, places),
        heights: (520.0, 520.0),
        table,
    }
}

fn tick(km: f64, lang: Lang) -> String {
    let plain = number::plain(km);
    if km == 0.0 {
        lang.pick("巴黎".into(), "Paris".into())
    } else if km == DISTANCE_KM {
        say!(lang, ("鲁昂 {plain} 公里"), ("Rouen {plain} km"))
    } else {
        plain
    }
}

fn ink(powertrain: Powertrain) -> (Ink, Shape) {
    match powertrain {
        Powertrain::Steam => (Ink::Compute, Shape::Square),
        Powertrain::Petrol => (Ink::Algorithm, Shape::Disc),
        Powertrain::Disputed => (Ink::Muted, Shape::Ring),
    }
}

fn layers(cars: &[Car], params: &Params) -> Vec<Layer> {
    let finish = [(DISTANCE_KM, -0.3), (DISTANCE_KM, -(cars.len() as f64) - 0.2)];
    let mut layers = vec![Layer::Strokes { ends: vec![finish], ink: Ink::Neutral, width: 1.0 }];
    for powertrain in [Powertrain::Petrol, Powertrain::Disputed, Powertrain::Steam] {
        let (ink, shape) = ink(powertrain);
        let mut ends = Vec::new();
        let mut dots = Vec::new();
        let mut retired = Vec::new();
        for (i, car) in cars.iter().enumerate().filter(|(_, c)| c.powertrain == powertrain) {
            let y = axes::lane(i);
            match car.seconds {
                Some(finish) => {
                    let x = position_km(finish, params.seconds);
                    let label =
                        if finish <= params.seconds { clock(finish) } else { String::new() };
                    ends.push([(0.0, y), (x, y)]);
                    dots.push(Dot { x, y, label });
                }
                None => retired.push(Dot { x: 0.0, y, label: "×".into() }),
            }
        }
        layers.push(Layer::Strokes { ends, ink, width: 2.0 });
        layers.push(Layer::Dots { dots, ink, radius: 5.0, shape });
        layers.push(Layer::Dots { dots: retired, ink, radius: 3.0, shape });
    }
    layers
}

/// h:mm:ss as on a timekeeper's sheet.
pub fn clock(seconds: f64) -> String {
    let total = libm::round(seconds.clamp(0.0, 1e9)) as u64;
    format!("{}:{:02}:{:02}", total / 3600, total / 60 % 60, total % 60)
}

/// Seconds between the first and the second car.
pub fn lead(cars: &[Car]) -> Option<f64> {
    let mut times = cars.iter().filter_map(|c| c.seconds);
    Some((times.next()? - times.next()?).abs())
}

fn takeaway(cars: &[Car], params: &Params, lang: Lang) -> String {
    let since = number::duration(params.seconds, lang);
    let n = arrived(cars.iter().filter_map(|c| c.seconds), params.seconds);
    let (Some(first), Some(second), Some(lead)) = (cars.first(), cars.get(1), lead(cars)) else {
        return lang.pick("没有赛车数据。", "There are no cars.").into();
    };
    let lead_words = number::duration(lead, lang);
    match n {
        _ if params.seconds == 0.0 => {
            let n = cars.len();
            say!(
                lang,
                ("{n}辆车在巴黎马约门待发。"),
                ("{n} cars at the Porte Maillot in Paris, ready to go.")
            )
        }
        0 => {
            let km = first.seconds.map_or(0.0, |t| position_km(t, params.seconds));
            let km = number::grouped(km, 1);
            say!(
                lang,
                ("行驶{since}：德迪翁的蒸汽车领先，走了{km}公里。"),
                ("After {since}: De Dion’s steam tractor leads, {km} km down the road.")
            )
        }
        1 => say!(
            lang,
            ("行驶{since}：德迪翁（de Dion）的蒸汽车已到鲁昂；勒梅特（Lemaitre）的标致汽油车将晚{lead_words}到。"),
            (
                "After {since}: De Dion’s steam tractor is in Rouen; {}’s petrol Peugeot will be {lead_words} behind.",
                second.driver
            )
        ),
        n => say!(
            lang,
            ("行驶{since}：{n}辆已到鲁昂；德迪翁的蒸汽车比第二名早到{lead_words}。"),
            ("After {since}: {n} cars are in Rouen; De Dion’s steam tractor beat the second by {lead_words}.")
        ),
    }
}

fn table(cars: &[Car], params: &Params, lang: Lang) -> Table {
    let rows = cars.iter().enumerate().map(|(i, car)| {
        let power = match car.powertrain {
            Powertrain::Petrol => lang.pick("汽油", "petrol"),
            Powertrain::Steam => lang.pick("蒸汽", "steam"),
            Powertrain::Disputed => lang.pick("有争议", "disputed"),
        };
        let make =
            if car.make.is_empty() { lang.pick("不详", "not on record") } else { &car.make };
        let unknown = || Cell::text(lang.pick("退赛", "retired"));
        let km = |t: f64| position_km(t, params.seconds);
        vec![
            if car.seconds.is_some() {
                Cell::number((i + 1) as f64, (i + 1).to_string())
            } else {
                Cell::text("—")
            },
            Cell::text(car.driver.clone()),
            Cell::text(make),
            Cell::text(power),
            car.seconds.map_or_else(unknown, |t| Cell::number(t, clock(t))),
            car.seconds
                .and_then(average_kmh)
                .map_or_else(|| Cell::text("—"), |v| Cell::number(v, number::grouped(v, 1))),
            car.seconds.map_or_else(
                || Cell::text("—"),
                |t| Cell::number(km(t), number::grouped(km(t), 1)),
            ),
        ]
    });
    Table {
        caption: lang
            .pick(
                "全部21辆出发的车，按到达次序；CSV里的用时以秒计",
                "All 21 starters in order of arrival; times in the CSV are seconds",
            )
            .into(),
        columns: lang
            .pick(
                ["次序", "车手", "品牌", "动力", "用时", "均速 km/h", "此刻位置 km"],
                ["Order", "Driver", "Make", "Power", "Time", "Average km/h", "Place now, km"],
            )
            .map(Into::into)
            .into(),
        rows: rows.collect(),
    }
}

/// The scrubber's position in words.
pub fn scrub_words(seconds: f64, lang: Lang) -> String {
    let time = number::duration(seconds, lang);
    say!(lang, ("已行驶{time}"), ("{time} on the road"))
}
