//! Numbers of the race of 1894.

use super::{Claim, computed, reported, same};
use crate::data::Data;
use crate::data::race::{Car, Powertrain};
use crate::figure::race;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::race::{DISTANCE_KM, average_kmh};
use crate::say;

/// 1894-07-22.
const RACE_DAY: Day = Day(-27_556);
const HISTORIES: (&str, &str) = same("race_1894.csv, race_1894_facts.csv");

pub(super) const CLAIMS: &[Claim] = &[
    reported(
        "race.year",
        |_, lang| Some(date::year(RACE_DAY, lang)),
        ("赛事的年份", "year of the race"),
        HISTORIES,
    ),
    reported(
        "race.date",
        |_, lang| Some(date::date(RACE_DAY, lang)),
        ("赛事的日期", "day of the race"),
        HISTORIES,
    ),
    reported(
        "race.km",
        |_, lang| {
            Some(say!(lang, ("{DISTANCE_KM}公里"), ("{DISTANCE_KM} kilometres")))
        },
        ("一说125公里", "one source says 125"),
        HISTORIES,
    ),
    reported(
        "race.entries",
        |_, lang| Some(lang.pick("102辆", "102").into()),
        ("报名数", "entries"),
        HISTORIES,
    ),
    computed(
        "race.starters",
        |data, lang| count(data, lang, |_| true),
        ("出发的车数", "rows of the table"),
        same("race_1894.csv"),
    ),
    computed(
        "race.finishers",
        |data, lang| count(data, lang, |c| c.seconds.is_some()),
        ("有到达用时的车数", "rows with a time"),
        same("race_1894.csv"),
    ),
    computed(
        "race.petrol.starters",
        |data, lang| count(data, lang, |c| c.powertrain == Powertrain::Petrol),
        (
            "出发的汽油车数；一份当日报道作14辆",
            "petrol cars that started; one report of the day says 14",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.steam",
        |data, lang| {
            count(data, lang, |c| c.seconds.is_some() && c.powertrain == Powertrain::Steam)
        },
        (
            "走完全程的蒸汽车数，动力有争议的一辆不计",
            "steam cars that finished, the disputed car left out",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.steam.starters",
        |data, lang| count(data, lang, |c| c.powertrain == Powertrain::Steam),
        (
            "出发的蒸汽车数，动力有争议的一辆不计",
            "steam cars that started, the disputed car left out",
        ),
        same("race_1894.csv"),
    ),
    computed(
        "race.retired",
        |data, lang| {
            count(data, lang, |c| c.seconds.is_none() && c.powertrain == Powertrain::Steam)
        },
        ("退赛的蒸汽车数；退赛者全是蒸汽车", "retired steam cars; every retired car was one"),
        same("race_1894.csv"),
    ),
    computed(
        "race.first",
        |data, lang| Some(number::duration(data.race.first()?.seconds?, lang)),
        (
            "第一名用时；另一套计时为5小时40分",
            "time of the first car; another time base says 5 h 40 min",
        ),
        same("race_1894.csv, elapsed_s"),
    ),
    computed(
        "race.speed",
        |data, lang| {
            let speed = number::grouped(average_kmh(data.race.first()?.seconds?)?, 1);
            Some(say!(lang, ("{speed}公里"), ("{speed} km/h")))
        },
        ("126公里 ÷ 用时", "126 km ÷ time"),
        same("race_1894.csv"),
    ),
    computed(
        "race.gap",
        |data, lang| Some(number::duration(race::lead(&data.race)?, lang)),
        (
            "第二名用时 − 第一名用时；另一套计时差5分钟",
            "second time − first time; 5 minutes on the other time base",
        ),
        same("race_1894.csv, elapsed_s"),
    ),
    computed(
        "race.disputed",
        |data, lang| count(data, lang, |c| c.powertrain == Powertrain::Disputed),
        ("动力来源有争议的车数", "cars whose powertrain is disputed"),
        same("race_1894.csv"),
    ),
    computed(
        "rank.tractor",
        |data, lang| {
            let place = jury(data).iter().position(|p| p.0 == 0)? + 1;
            Some(number::ordinal(place, lang))
        },
        (
            "到达的车按评委三条标准等权重排，最先到达者的名次；不详的按正中算",
            "place of the first car to arrive among the finishers under the jury’s three criteria, equally weighed; unknowns at their middle",
        ),
        same("race_1894_jury.csv"),
    )
    .depends("三条标准的权重；不详之处怎样算", "the weights of the criteria; how unknowns are counted"),
    computed(
        "rank.equal",
        |data, lang| {
            let places = jury(data);
            let best = places.first()?.1;
            let n = places.iter().take_while(|p| p.1 == best).count();
            Some(lang.pick(format!("{n}辆"), n.to_string()))
        },
        ("并列第一的车数，都是汽油车", "cars sharing the first place, all petrol"),
        same("race_1894_jury.csv"),
    ),
    reported(
        "race.prize",
        |_, lang| Some(lang.pick("5000法郎", "5,000 francs").into()),
        ("头奖，由两家均分", "first prize, shared equally by two makers"),
        HISTORIES,
    ),
];

/// How the jury's own weights place the cars.
fn jury(data: &Data) -> Vec<(usize, (f64, f64))> {
    race::ranking(&data.race, race::JURY)
}

fn count(data: &Data, lang: Lang, keep: fn(&&Car) -> bool) -> Option<String> {
    let n = data.race.iter().filter(keep).count();
    let english = if n == 1 { "one".to_string() } else { n.to_string() };
    Some(lang.pick(format!("{n}辆"), english))
}
