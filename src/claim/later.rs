//! Numbers of what won after 1894.

use super::{Claim, computed, same};
use crate::data::Data;
use crate::figure::ecosystem::power_shares;
use crate::i18n::{Lang, number};
use crate::say;

const POWER: (&str, &str) = same("cars_by_powertrain.csv");
const PRICE: (&str, &str) = same("model_t.csv");
const STATIONS: (&str, &str) = same("gas_stations_us.csv");
const SHARE: (&str, &str) = ("该动力的产量 ÷ 三种之和", "cars of that powertrain ÷ all three");

pub(super) const CLAIMS: &[Claim] = &[
    computed(
        "eco.first",
        |data, lang| Some(year(data.later.power.first()?.0, lang)),
        ("表中最早的产量", "the earliest output in the table"),
        POWER,
    ),
    computed(
        "eco.second",
        |data, lang| Some(year(data.later.power.last()?.0, lang)),
        ("表中最晚的产量", "the latest output in the table"),
        POWER,
    ),
    computed(
        "eco.petrol.first",
        |data, _| share(data, data.later.power.first()?.0, 2),
        SHARE,
        POWER,
    ),
    computed(
        "eco.steam.first",
        |data, _| share(data, data.later.power.first()?.0, 0),
        SHARE,
        POWER,
    ),
    computed(
        "eco.petrol.second",
        |data, _| share(data, data.later.power.last()?.0, 2),
        SHARE,
        POWER,
    ),
    computed(
        "eco.price.first",
        |data, lang| price(data.later.price.first()?, lang),
        ("1908年的标价，未按通胀调整", "list price of 1908, not adjusted for inflation"),
        PRICE,
    ),
    computed(
        "eco.price.low",
        |data, lang| price(data.later.price.iter().min_by(|a, b| a.1.total_cmp(&b.1))?, lang),
        ("表中最低的标价，1923年", "the lowest list price in the table, 1923"),
        PRICE,
    ),
    computed(
        "eco.stations.year",
        |data, lang| Some(year(data.later.stations.first()?.0, lang)),
        ("第一座驶入式加油站，匹兹堡", "the first drive-in station, Pittsburgh"),
        STATIONS,
    ),
    computed(
        "eco.stations.end",
        |data, lang| Some(year(data.later.stations.last()?.0, lang)),
        ("表中最后一年", "the table’s last year"),
        STATIONS,
    ),
    computed(
        "eco.stations",
        |data, lang| {
            let n = data.later.stations.last()?.1;
            Some(lang.pick(number::short(n, lang), number::grouped(n, 0)))
        },
        ("约数，原文作“超过”", "a round number, “more than” in the source"),
        STATIONS,
    ),
];

fn year(year: i32, lang: Lang) -> String {
    lang.pick(format!("{year}年"), year.to_string())
}

fn share(data: &Data, year: i32, kind: usize) -> Option<String> {
    Some(number::percent(*power_shares(&data.later, year)?.get(kind)?, 0))
}

fn price((_, dollars): &(i32, f64), lang: Lang) -> Option<String> {
    let amount = number::grouped(*dollars, 0);
    Some(say!(lang, ("{amount}美元"), ("${amount}")))
}
