//! Numbers of the attention section.

use super::{Claim, STORY, computed, reported, same};
use crate::data::Data;
use crate::figure::Id;
use crate::figure::attention::{self, Against, LEVEL, Measure, Source};
use crate::figure::robust::robustness;
use crate::i18n::{Lang, date, number};
use crate::model::change_point::ChangePoint;
use crate::say;

pub(super) const CLAIMS: &[Claim] = &[
    reported(
        "story.gpt3",
        |_, lang| Some(lang.pick("2020年5月", "May 2020").into()),
        ("GPT-3论文的月份", "month of the GPT-3 paper"),
        same("events.csv"),
    ),
    reported(
        "story.break",
        |_, lang| Some(lang.pick("2022年8月", "August 2022").into()),
        (
            "评论所说算力与另两项分开的月份",
            "the month in which the commentary sees compute break away",
        ),
        STORY,
    ),
    computed(
        "attention.break",
        |data, lang| period(data, lang, Measure::Rate, |c| c.at),
        (
            "二项比率单变点的后验众数，已按离散程度缩减样本",
            "posterior mode of one change point in a binomial rate, counts scaled down by their dispersion",
        ),
        same("attention_hn_quarterly.csv"),
    )
    .depends("数据、量法、词组、起点", "data set, measure, word groups, start"),
    computed(
        "attention.low",
        |data, lang| period(data, lang, Measure::Rate, |c| c.interval.0),
        ("变点可信区间的起点", "start of the change point’s credible interval"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.high",
        |data, lang| period(data, lang, Measure::Rate, |c| c.interval.1),
        ("变点可信区间的终点", "end of the change point’s credible interval"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.level",
        |_, _| Some(number::percent(LEVEL, 0)),
        ("可信水平", "credible level"),
        same("model/change_point.rs"),
    ),
    computed(
        "attention.before",
        |data, lang| Some(rate(board(data, Measure::Rate)?.rates.0, lang)),
        ("变点以前的合并比率", "pooled rate before the change"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.after",
        |data, lang| Some(rate(board(data, Measure::Rate)?.rates.1, lang)),
        ("变点以后的合并比率", "pooled rate after the change"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.lead.data",
        |data, lang| lead(data, lang, 2, 0),
        (
            "2020年二季度至2022年二季度，提到数据的标题 ÷ 提到算力的标题",
            "titles naming data ÷ titles naming compute, Q2 2020 to Q2 2022",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.lead.compute",
        |data, lang| lead(data, lang, 0, 1),
        (
            "同一时期，提到算力的标题 ÷ 提到算法的标题",
            "the same period, titles naming compute ÷ titles naming algorithms",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.share.low",
        |data, lang| period(data, lang, Measure::Share, |c| c.interval.0),
        ("改看份额时可信区间的起点", "start of the credible interval for the share"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.share.high",
        |data, lang| period(data, lang, Measure::Share, |c| c.interval.1),
        ("改看份额时可信区间的终点", "end of the credible interval for the share"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.filtered",
        |data, _| certainty(data, Source::BoardAi),
        (
            "只数谈人工智能或中国的标题，存在变点的概率（事先假定有无各半）",
            "probability of any change in the titles on AI or China (even odds beforehand)",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.filtered.quarters",
        |data, lang| quarters(data, lang, |_| true),
        ("数据里完整的季度数", "complete quarters in the data"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.filtered.few",
        |data, lang| quarters(data, lang, |hits| hits <= FEW),
        (
            "其中谈人工智能或中国、又提到算力的标题不超过6条的季度数",
            "of these, quarters with at most 6 titles on AI or China that name compute",
        ),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.filtered.limit",
        |_, lang| Some(lang.pick("6条", "6").into()),
        ("上一个数所用的界限", "the limit of that count"),
        same("claim/attention.rs"),
    ),
    computed(
        "attention.filtered.most",
        |data, lang| {
            let hits = &attention::counts(data, Source::BoardAi).hits[0];
            let most = number::grouped(hits.iter().copied().reduce(f64::max)?, 0);
            Some(lang.pick(format!("{most}条"), most))
        },
        ("最多的一个季度", "the quarter with the most"),
        same("attention_hn_quarterly.csv"),
    ),
    computed(
        "attention.policy.start",
        |data, lang| Some(date::year(*attention::counts(data, Source::Policy).starts.first()?, lang)),
        ("文件数不再零星的第一年", "the first year with more than a handful of documents"),
        same("attention_us_policy_agora.csv"),
    ),
    computed(
        "attention.policy.base",
        |data, lang| {
            let n = attention::base_total(attention::counts(data, Source::Policy));
            let n = number::grouped(n, 0);
            Some(lang.pick(format!("{n}份"), n))
        },
        ("2021年上半年至2022年上半年的文件数", "documents from the first half of 2021 to the first half of 2022"),
        same("attention_us_policy_agora.csv"),
    ),
    computed(
        "attention.policy",
        |data, _| certainty(data, Source::Policy),
        (
            "政策文件中存在变点的概率（事先假定有无各半）",
            "probability of any change in the policy documents (even odds beforehand)",
        ),
        same("attention_us_policy_agora.csv"),
    ),
    computed(
        "attention.news",
        |data, _| certainty(data, Source::News),
        (
            "首页网址中存在变点的概率（事先假定有无各半）",
            "probability of any change in the home-page addresses (even odds beforehand)",
        ),
        same("attention_us_news_urls_monthly.csv"),
    ),
    computed(
        "robust.attention.n",
        |data, lang| Some(robustness(Id::Attention, data, lang)?.count().1.to_string()),
        (
            "四种数据 × 比率或三种份额 × 起点（有的数据起点已在 GPT-3 之后）",
            "four data sets × the rate or one of three shares × the start (two sets begin after GPT-3 anyway)",
        ),
        same("attention_*.csv"),
    ),
    computed(
        "robust.attention.k",
        |data, lang| Some(robustness(Id::Attention, data, lang)?.count().0.to_string()),
        (
            "其中转折的概率至少90%、算力上升、区间包含2022年8月的",
            "those with a break at least 90 % probable, compute rising, the interval containing August 2022",
        ),
        same("attention_*.csv"),
    )
    .depends("概率的门槛；先验", "the threshold; the priors"),
];

fn board(data: &Data, measure: Measure) -> Option<ChangePoint> {
    attention::compute_change(attention::counts(data, Source::Board), measure, Against::Both)
}

fn period(
    data: &Data,
    lang: Lang,
    measure: Measure,
    pick: fn(&ChangePoint) -> usize,
) -> Option<String> {
    let counts = attention::counts(data, Source::Board);
    let start = counts.starts.get(pick(&board(data, measure)?))?;
    Some(date::period(*start, counts.months, lang))
}

fn certainty(data: &Data, source: Source) -> Option<String> {
    let change =
        attention::compute_change(attention::counts(data, source), Measure::Rate, Against::Both)?;
    Some(number::percent(change.certainty, 0))
}

/// Titles a quarter that are too few to carry a conclusion.
const FEW: f64 = 6.0;

fn quarters(data: &Data, lang: Lang, keep: fn(f64) -> bool) -> Option<String> {
    let hits = &attention::counts(data, Source::BoardAi).hits[0];
    let n = hits.iter().filter(|h| keep(**h)).count();
    Some(lang.pick(format!("{n}个"), n.to_string()))
}

fn lead(data: &Data, lang: Lang, group: usize, other: usize) -> Option<String> {
    let lead = attention::lead(attention::counts(data, Source::Board), group, other)?;
    let lead = number::grouped(lead, 1);
    Some(say!(lang, ("{lead}倍"), ("{lead} times")))
}

fn rate(rate: f64, lang: Lang) -> String {
    let value = number::grouped(rate * 1000.0, 1);
    lang.pick(format!("{value}条"), value)
}
