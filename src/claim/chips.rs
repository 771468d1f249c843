//! Numbers of the H20 and of the installed compute.

use super::{Claim, STORY, computed, reported, same};
use crate::data::Data;
use crate::data::events::by_id;
use crate::figure::installed::china_share;
use crate::figure::spec::{self, REPORTED};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;

const SPECS: (&str, &str) = same("gpu_specs.csv");
const STOCK: (&str, &str) = same("nvidia_stock_by_owner.csv, nvidia_installed_h100e.csv");

const RULES: (&str, &str) = (
    "美国商务部2022年10月、2023年10月规则",
    "rules of the US Commerce Department, October 2022 and October 2023",
);

pub(super) const CLAIMS: &[Claim] = &[
    reported(
        "h20.date",
        |data, lang| Some(date::date(by_id(&data.events, "h20-resumes")?.day, lang)),
        ("美国时间是7月14日", "July 14 in the US"),
        same("events.csv"),
    ),
    reported(
        "spec.reported",
        |_, lang| Some(lang.pick("五分之一", "a fifth").into()),
        ("报道里的说法，未说明按哪一项", "as reported, without saying on which measure"),
        STORY,
    ),
    computed(
        "spec.fp16",
        |data, _| ratio(data, "fp16"),
        ("H20 ÷ H100，稠密 FP16", "H20 ÷ H100, dense FP16"),
        SPECS,
    )
    .depends("量哪一项规格", "which measure"),
    computed(
        "spec.bandwidth",
        |data, _| ratio(data, "bandwidth"),
        ("H20 ÷ H100", "H20 ÷ H100"),
        SPECS,
    ),
    computed(
        "spec.n",
        |data, _| Some(spec::h20(data).len().to_string()),
        ("两款都有数的规格项数", "measures that the table has for both"),
        SPECS,
    ),
    computed(
        "spec.few",
        |data, _| Some(spec::h20(data).iter().filter(|m| m.2 <= REPORTED).count().to_string()),
        ("其中比值不超过20%的", "those with a ratio of 20 % or less"),
        SPECS,
    ),
    reported(
        "spec.line.first",
        |_, _| Some(number::grouped(spec::TPP_LINES[0], 0)),
        ("达到即受管制", "chips at or above it are controlled"),
        RULES,
    ),
    reported(
        "spec.line.second",
        |_, _| Some(number::grouped(spec::TPP_LINES[1], 0)),
        (
            "2023年起，性能密度也达线的同样受管制",
            "since 2023 chips at or above it are controlled where their performance density is high enough",
        ),
        RULES,
    ),
    computed(
        "spec.line",
        |data, _| Some(number::percent(spec::h20_of_line(data)?, 0)),
        ("H20的TPP ÷ 2400", "the H20’s TPP ÷ 2,400"),
        (
            "gpu_specs.csv；美国商务部2022年10月、2023年10月规则",
            "gpu_specs.csv; rules of the US Commerce Department, October 2022 and October 2023",
        ),
    ),
    computed(
        "inst.when",
        |data, lang| Some(date::month(*data.installed.quarters.last()?, lang)),
        ("数据的最后一季", "the data’s last quarter"),
        STOCK,
    ),
    computed(
        "inst.china",
        |data, lang| stock(data, lang, "China"),
        ("中位数；5%—95%区间见图", "median; the 5–95 % range is in the figure"),
        STOCK,
    ),
    computed(
        "inst.china.low",
        |data, lang| range(data, lang, 0),
        ("5%分位", "5 % quantile"),
        STOCK,
    ),
    computed(
        "inst.china.high",
        |data, lang| range(data, lang, 1),
        ("95%分位", "95 % quantile"),
        STOCK,
    ),
    computed(
        "inst.microsoft",
        |data, lang| stock(data, lang, "Microsoft"),
        ("中位数", "median"),
        STOCK,
    ),
    computed(
        "inst.peak",
        |data, _| Some(number::percent(peak(data)?.1, 1)),
        ("中国 ÷ 全部，最高的一季", "China ÷ all, the highest quarter"),
        STOCK,
    ),
    computed(
        "inst.peak.when",
        |data, lang| Some(date::month(peak(data)?.0, lang)),
        ("份额最高的一季", "the quarter of the highest share"),
        STOCK,
    ),
    computed(
        "inst.now",
        |data, _| Some(number::percent(*china_share(&data.installed).last()?, 1)),
        ("中国 ÷ 全部，最后一季", "China ÷ all, the last quarter"),
        STOCK,
    ),
    computed(
        "inst.h20",
        |data, _| Some(number::percent(data.installed.h20.iter().copied().reduce(f64::max)?, 0)),
        ("各财季估计占比的最大值", "the largest of the estimated parts by fiscal quarter"),
        same("nvidia_quarterly.csv, epoch_mix_h20"),
    ),
];

fn ratio(data: &Data, key: &str) -> Option<String> {
    let all = spec::h20(data);
    Some(number::percent(all.iter().find(|m| m.0 == key)?.2, 0))
}

fn stock(data: &Data, lang: Lang, owner: &str) -> Option<String> {
    let column = crate::data::installed::OWNERS.iter().position(|o| *o == owner)?;
    let value = *data.installed.owners.get(column)?.last()?;
    Some(lang.pick(number::short(value, lang), number::grouped(number::significant(value, 3), 0)))
}

fn range(data: &Data, lang: Lang, end: usize) -> Option<String> {
    let value = *data.installed.china.get(end)?.last()?;
    Some(lang.pick(number::short(value, lang), number::grouped(number::significant(value, 3), 0)))
}

fn peak(data: &Data) -> Option<(Day, f64)> {
    let shares = china_share(&data.installed);
    let days = data.installed.quarters.iter().copied();
    days.zip(shares).reduce(|best, next| if next.1 > best.1 { next } else { best })
}
