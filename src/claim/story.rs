//! Numbers of the middle of the story: ideas and rules, second thoughts, open and closed, cases.

use super::{Claim, STORY, chosen, computed, reported, same};
use crate::data::Data;
use crate::figure::efficiency::{median_factor, record_ratio};
use crate::figure::gap::{open_share, points};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;

const GAP: (&str, &str) = same("open_closed_gap_monthly.csv");
const COUNTRY: (&str, &str) = same("notable_models_by_country_access.csv");
const TIMELINE: (&str, &str) = same("timeline.csv");
const POLICY: (&str, &str) = same("attention_us_policy_agora.csv");

pub(super) const CLAIMS: &[Claim] = &[
    reported(
        "khan.year",
        |_, lang| Some(lang.pick("2019年", "2019").into()),
        (
            "评论给的年份；他署名的《保持美国及其盟友的人工智能芯片竞争优势》出于2019年12月",
            "the commentary’s year; his “Maintaining the AI Chip Competitive Advantage of the United States and its Allies” is of December 2019",
        ),
        STORY,
    ),
    reported(
        "who.decade",
        |_, lang| Some(lang.pick("十年", "ten years").into()),
        ("评论转述的担心", "the fear as the commentary retells it"),
        STORY,
    ),
    reported(
        "who.chips",
        |data, lang| moment(data, lang, "CHIPS"),
        ("签署之日", "day of signature"),
        TIMELINE,
    ),
    reported(
        "who.letter",
        |data, lang| moment(data, lang, "Licence letter"),
        ("收信之日；8月31日披露", "day of the letter; disclosed on August 31"),
        TIMELINE,
    ),
    reported(
        "who.rule",
        |data, lang| moment(data, lang, "First export rule"),
        ("公布之日", "day of publication"),
        TIMELINE,
    ),
    computed(
        "who.rules.n",
        |data, lang| {
            let n = data.timeline.iter().filter(|m| m.kind == 1).count();
            Some(lang.pick(n.to_string(), n.to_string()))
        },
        ("时间线里“规则”一类的条数", "entries of the kind “rule” in the timeline"),
        TIMELINE,
    )
    .depends("收哪些条目", "which entries are taken up"),
    reported(
        "who.revolutions",
        |_, lang| Some(lang.pick("八次", "eight times").into()),
        ("评论的数法", "the commentary’s count"),
        STORY,
    ),
    chosen(
        "hype.peaks",
        |data, _| Some(data.hype.iter().filter(|w| w.peak).count().to_string()),
        ("示意图里的高峰数，由本文挑选", "peaks in the schematic, chosen by us"),
        same("hype.csv"),
    ),
    reported(
        "second.when",
        |_, lang| Some(lang.pick("2023年底", "late 2023").into()),
        ("评论给的时间", "the time as the commentary gives it"),
        STORY,
    ),
    computed(
        "eff.ratio",
        |data, lang| Some(number::times(record_ratio(data)?, lang)),
        (
            "当时的纪录 ÷ DeepSeek-V3 的训练算力",
            "the record of the day ÷ DeepSeek-V3’s training compute",
        ),
        same("compute_record_frontier.csv, models_compute.csv"),
    ),
    computed(
        "eff.fits",
        |data, _| Some(data.models.prices.len().to_string()),
        ("表中的拟合项数", "fits in the table"),
        same("llm_price_trends.csv"),
    ),
    computed(
        "eff.median",
        |data, _| Some(format!("1/{}", number::grouped(median_factor(data)?, 0))),
        ("各组每年倍数的中位数的倒数", "one over the median of the yearly factors"),
        same("llm_price_trends.csv"),
    )
    .depends("取哪些测试与水平", "which tests and levels are taken"),
    computed(
        "eff.before.half",
        |data, lang| Some(date::period(*data.attention.policy.starts.get(before(data)?)?, 6, lang)),
        (
            "评论所说改口之前、文件数够多的半年",
            "a half year before the turn the commentary sees, with enough documents",
        ),
        POLICY,
    ),
    computed(
        "eff.before.diffusion",
        |data, _| share(data, &data.attention.diffusion, before(data)?),
        (
            "谈到扩散、采用或部署的文件 ÷ 全部文件",
            "documents naming diffusion, adoption or deployment ÷ all",
        ),
        POLICY,
    ),
    computed(
        "eff.before.compute",
        |data, _| share(data, &data.attention.policy.hits[0], before(data)?),
        ("谈到算力的文件 ÷ 全部文件", "documents naming compute ÷ all"),
        POLICY,
    ),
    computed(
        "eff.half",
        |data, lang| Some(date::period(*data.attention.policy.starts.last()?, 6, lang)),
        ("数据的最后半年", "the data’s last half year"),
        POLICY,
    ),
    computed(
        "eff.diffusion",
        |data, _| share(data, &data.attention.diffusion, last(data)?),
        (
            "谈到扩散、采用或部署的文件 ÷ 全部文件",
            "documents naming diffusion, adoption or deployment ÷ all",
        ),
        POLICY,
    ),
    computed(
        "eff.compute",
        |data, _| share(data, &data.attention.policy.hits[0], last(data)?),
        ("谈到算力的文件 ÷ 全部文件", "documents naming compute ÷ all"),
        POLICY,
    ),
    computed(
        "gap.widest",
        |data, lang| Some(gap(data, lang, widest(data)?)),
        ("各月差距的最大值", "the largest monthly gap"),
        GAP,
    ),
    computed(
        "gap.widest.when",
        |data, lang| Some(date::month(data.gap.get(widest(data)?)?.day, lang)),
        ("差距最大的一月", "the month of the largest gap"),
        GAP,
    ),
    computed(
        "gap.r1",
        |data, lang| snapshot(data, lang, (2025, 1, 28)),
        ("2025年1月28日的快照", "snapshot of January 28, 2025"),
        GAP,
    ),
    computed(
        "gap.rebound",
        |data, lang| snapshot(data, lang, (2025, 3, 28)),
        ("2025年3月28日的快照", "snapshot of March 28, 2025"),
        GAP,
    ),
    computed(
        "gap.last",
        |data, lang| Some(gap(data, lang, data.gap.len().checked_sub(1)?)),
        ("最后一张快照", "the last snapshot"),
        GAP,
    ),
    computed(
        "gap.last.when",
        |data, lang| Some(date::month(data.gap.last()?.day, lang)),
        ("最后一张快照的月份", "month of the last snapshot"),
        GAP,
    ),
    computed(
        "gap.year",
        |data, lang| Some(year(last_year(data)?, lang)),
        ("数据的最后一年，可能不全", "the data’s last year, perhaps incomplete"),
        COUNTRY,
    ),
    computed(
        "gap.open.china",
        |data, _| Some(number::percent(open_share(data, "China", last_year(data)?)?, 0)),
        ("开放 ÷（开放＋闭源），不明的不计", "open ÷ (open + closed), unknown left out"),
        COUNTRY,
    ),
    computed(
        "gap.open.us",
        |data, _| Some(number::percent(open_share(data, "US", last_year(data)?)?, 0)),
        ("开放 ÷（开放＋闭源），不明的不计", "open ÷ (open + closed), unknown left out"),
        COUNTRY,
    ),
    reported(
        "cases.year",
        |_, lang| Some(lang.pick("2025年", "2025").into()),
        ("大会的年份", "year of the conference"),
        STORY,
    ),
];

fn moment(data: &Data, lang: Lang, words: &str) -> Option<String> {
    Some(date::date(data.timeline.iter().find(|m| m.words.1.starts_with(words))?.day, lang))
}

fn share(data: &Data, hits: &[f64], half: usize) -> Option<String> {
    Some(number::percent(hits.get(half)? / data.attention.policy.totals.get(half)?, 0))
}

fn last(data: &Data) -> Option<usize> {
    data.attention.policy.starts.len().checked_sub(1)
}

/// The second half of 2022.
fn before(data: &Data) -> Option<usize> {
    let start = Day::from_ymd(2022, 7, 1)?;
    data.attention.policy.starts.iter().position(|d| *d == start)
}

fn widest(data: &Data) -> Option<usize> {
    let months = data.gap.iter().enumerate();
    months.max_by(|a, b| a.1.china.total_cmp(&b.1.china)).map(|(i, _)| i)
}

fn gap(data: &Data, lang: Lang, index: usize) -> String {
    points(data.gap.get(index).map_or(f64::NAN, |m| m.china), lang)
}

fn snapshot(data: &Data, lang: Lang, day: (i32, u32, u32)) -> Option<String> {
    let day = Day::from_ymd(day.0, day.1, day.2)?;
    Some(gap(data, lang, data.gap.iter().position(|m| m.day == day)?))
}

fn last_year(data: &Data) -> Option<i32> {
    data.models.countries.iter().map(|c| c.year).max()
}

fn year(year: i32, lang: Lang) -> String {
    lang.pick(format!("{year}年"), year.to_string())
}
