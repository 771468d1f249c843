//! The attention figure's words in both languages.

use super::{Against, Measure, Params, Source};
use crate::data::attention::Counts;
use crate::figure::axes;
use crate::i18n::{Lang, date, number};
use crate::model::change_point::ChangePoint;
use crate::say;

/// The word groups, in the order of the counts.
pub(super) const GROUPS: [(&str, &str); 3] =
    [("算力", "Compute"), ("算法", "Algorithms"), ("数据", "Data")];

pub(super) fn takeaway(
    counts: &Counts,
    change: Option<&ChangePoint>,
    (measure, against): (Measure, Against),
    lang: Lang,
) -> String {
    let Some(change) = change else {
        return lang.pick("没有可比较的计数。", "There are no counts to compare.").into();
    };
    let Some(change) = super::clear(Some(change)) else {
        let p = number::percent(change.certainty, 0);
        return say!(
            lang,
            ("这组数据看不出明确的转折：有转折的概率只有{p}。"),
            ("These data show no clear break: the probability that there is one is only {p}.")
        );
    };
    let period = |i: usize| {
        counts.starts.get(i).map_or_else(String::new, |d| date::period(*d, counts.months, lang))
    };
    let (low, high) = change.interval;
    let (at, low, high) = (period(change.at), period(low), period(high));
    let what = match measure {
        Measure::Share => match against {
            Against::Both => {
                lang.pick("算力在三组词中的份额", "Compute’s share of the three word groups")
            }
            Against::Algorithm => lang.pick(
                "算力在算力、算法两组词中的份额",
                "Compute’s share of the words for compute and algorithms",
            ),
            Against::Data => lang.pick(
                "算力在算力、数据两组词中的份额",
                "Compute’s share of the words for compute and data",
            ),
        },
        Measure::Rate | Measure::Index => {
            lang.pick("提到算力的比率", "The rate at which compute is named")
        }
    };
    let say = value(if measure == Measure::Share { measure } else { Measure::Rate }, lang);
    let factor = if measure == Measure::Share { 1.0 } else { 1000.0 };
    let (before, after) = (say(change.rates.0 * factor), say(change.rates.1 * factor));
    say!(
        lang,
        ("{what}从{before}变为{after}，转折最可能在{at}（90%区间：{low}至{high}）。"),
        ("{what} went from {before} to {after}, most probably in {at} (90% interval {low} to {high}).")
    )
}

pub(super) fn unit(params: &Params, measure: Measure, lang: Lang) -> String {
    match measure {
        Measure::Index => lang
            .pick("各自在2022年8月前的平均=100", "Each group’s average before August 2022 = 100")
            .into(),
        Measure::Share => match params.against {
            Against::Both => lang.pick("占三组词的份额", "Share of the three word groups"),
            Against::Algorithm => lang
                .pick("占算力、算法两组词的份额", "Share of the words for compute and algorithms"),
            Against::Data => {
                lang.pick("占算力、数据两组词的份额", "Share of the words for compute and data")
            }
        }
        .into(),
        Measure::Rate => {
            let (zh, en) = match params.source {
                Source::Board => ("每千条标题", "Per thousand titles"),
                Source::BoardAi => {
                    ("每千条人工智能或中国标题", "Per thousand titles on AI or China")
                }
                Source::Policy => ("每千份文件", "Per thousand documents"),
                Source::News => ("每千条网址", "Per thousand addresses"),
            };
            lang.pick(zh, en).into()
        }
    }
}

pub(super) fn tick(measure: Measure) -> fn(f64) -> String {
    match measure {
        Measure::Share => |v| number::percent(v, 0),
        _ => number::plain,
    }
}

pub(super) fn value(measure: Measure, lang: Lang) -> fn(f64) -> String {
    match (measure, lang) {
        (Measure::Index, _) => |v| number::grouped(v, 0),
        (Measure::Share, _) => |v| number::percent(v, 1),
        (Measure::Rate, Lang::ZhHans) => |v| format!("{}‰", number::grouped(v, 1)),
        (Measure::Rate, Lang::En) => |v| format!("{} per thousand", number::grouped(v, 1)),
    }
}

pub(in crate::figure) fn period(months: u32, lang: Lang) -> fn(f64) -> String {
    match (months, lang) {
        (3, Lang::ZhHans) => say::<3, false>,
        (3, Lang::En) => say::<3, true>,
        (6, Lang::ZhHans) => say::<6, false>,
        (6, Lang::En) => say::<6, true>,
        (_, Lang::ZhHans) => say::<1, false>,
        (_, Lang::En) => say::<1, true>,
    }
}

fn say<const MONTHS: u32, const EN: bool>(x: f64) -> String {
    date::period(axes::day(x), MONTHS, if EN { Lang::En } else { Lang::ZhHans })
}

pub(super) fn source(source: Source, lang: Lang) -> String {
    let (zh, en) = match source {
        Source::Board => (
            "来源：Hacker News 帖子标题公开样本，按词边界计数；自行计数，2026年11月取得。替代指标：科技社区，不是媒体。",
            "Source: a public sample of Hacker News titles, counted with word boundaries; our own counts, retrieved November 2026. A proxy: a technology board, not the press.",
        ),
        Source::BoardAi => (
            "来源：同一批 Hacker News 标题，只数其中谈人工智能或中国的；自行计数，2026年11月取得。替代指标：科技社区，不是媒体。",
            "Source: the same Hacker News titles, only those on AI or China; our own counts, retrieved November 2026. A proxy: a technology board, not the press.",
        ),
        Source::Policy => (
            "来源：ETO AGORA 美国人工智能政策文件库（CC BY 4.0），自行计数，2026年11月取得。替代指标：文件，不是媒体。",
            "Source: ETO AGORA collection of US policy documents on AI (CC BY 4.0), our own counts, retrieved November 2026. A proxy: documents, not the press.",
        ),
        Source::News => (
            "来源：美国媒体首页的公开存档，只数网址里的词；自行计数，2026年11月取得。可靠性低。",
            "Source: a public archive of US news home pages, words in addresses only; our own counts, retrieved November 2026. Low reliability.",
        ),
    };
    lang.pick(zh, en).into()
}

pub(super) fn caveat(
    params: &Params,
    shown: Measure,
    change: Option<&ChangePoint>,
    lang: Lang,
) -> String {
    let mut notes = vec![lang.pick(
        "那篇评论的语料未公开，这里只是公开的替代数据。转折由未平滑的计数算出。",
        "The commentary’s corpus is unpublished; these are public stand-ins. The change point is computed from unsmoothed counts.",
    )];
    let scatter = number::grouped(change.map_or(1.0, |c| c.dispersion), 1);
    let shade = say!(
        lang,
        ("阴影是转折的90%可信区间；计数的离散程度是二项模型的{scatter}倍，区间已据此放宽。"),
        ("The shade is its 90% credible interval; counts scatter {scatter} times as much as binomial ones, and the interval is widened for that.")
    );
    if change.is_some() {
        notes.push(&shade);
    }
    let mut parts = notes;
    parts.push(lang.pick(
        "算力一组的词有 chip、semiconductor、GPU、NVIDIA、TSMC、H100、H20、export controls、data centre 等。",
        "Words for compute include chip, semiconductor, GPU, NVIDIA, TSMC, H100, H20, export controls and data centre.",
    ));
    if params.measure != shown {
        parts.push(lang.pick(
            "这组数据在2022年8月以前太少，无法作指数，改画比率。",
            "This set has too few counts before August 2022 for an index; the rate is drawn instead.",
        ));
    }
    match params.source {
        Source::Board | Source::BoardAi => parts.push(lang.pick(
            "2026年一季度样本不完整，未画。",
            "The first quarter of 2026 is incomplete and left out.",
        )),
        Source::Policy => parts.push(lang.pick(
            "2021年以前的文件太少，未画。",
            "Before 2021 there are too few documents; they are left out.",
        )),
        Source::News => parts.push(lang.pick(
            "2024年起覆盖骤减，只画2022年7月至2023年12月。",
            "Coverage falls steeply from 2024; only July 2022 to December 2023 is drawn.",
        )),
    }
    parts.join(lang.pick("", " "))
}

pub(super) fn table_caption(params: &Params, measure: Measure, lang: Lang) -> String {
    let unit = unit(params, measure, lang);
    let smooth = match params.window {
        1 => String::new(),
        n => say!(lang, ("，{n}期平滑"), (", smoothed over {n} periods")),
    };
    say!(lang, ("画出的数值：{unit}{smooth}"), ("The values drawn: {unit}{smooth}"))
}
