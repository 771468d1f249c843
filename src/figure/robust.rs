//! How far a conclusion of the story depends on a choice: every variant computed, each to be looked at.

use super::attention::{self, Against, LEVEL, Measure, STORY_BREAK, STORY_START, Source};
use super::stock::{self, Basis};
use super::{Figure, Id, spec};
use crate::data::Data;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::say;

/// A conclusion and the choices it was tried on.
#[derive(Clone, Debug, PartialEq)]
pub struct Robustness {
    /// The conclusion, as a sentence without its full stop.
    pub claim: String,
    /// When a variant counts as bearing it out.
    pub test: String,
    /// Every variant.
    pub variants: Vec<Variant>,
}

/// One way to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The choice in words.
    pub label: String,
    /// What comes out.
    pub value: String,
    /// Whether the conclusion holds.
    pub holds: bool,
    /// The figure's keys that show it, as in an address without the figure's name.
    pub shows: Vec<(&'static str, String)>,
}

impl Robustness {
    /// In how many variants it holds, and of how many.
    pub fn count(&self) -> (usize, usize) {
        (self.variants.iter().filter(|v| v.holds).count(), self.variants.len())
    }
}

/// The variants of a figure's conclusion; `None` for figures whose conclusion hangs on no choice.
pub fn robustness(id: Id, data: &Data, lang: Lang) -> Option<Robustness> {
    match id {
        Id::Stock => Some(multiple(data, lang)),
        Id::Attention => Some(break_away(data, lang)),
        Id::Spec => Some(fifth(data, lang)),
        _ => None,
    }
}

/// “About 500 times” means within a tenth of it.
const ABOUT: (f64, f64) = (450.0, 550.0);

fn multiple(data: &Data, lang: Lang) -> Robustness {
    // First day of 2012, AlexNet, last day of 2012; the end of the quarter, four trillion, the news. The
    // commentary is of July 2025: later closes were not its to know.
    let day = |y, m, d| Day::from_ymd(y, m, d).unwrap_or_default();
    let starts = [stock::FIRST, day(2012, 10, 1), day(2012, 12, 31)];
    let ends = [day(2025, 6, 30), day(2025, 7, 9), stock::STORY_END];
    let mut variants = Vec::new();
    for from in starts {
        for to in ends {
            for basis in [Basis::Split, Basis::Dividend] {
                let params = stock::Params { from, to, basis, ..stock::Params::default() };
                let Some(ratio) = stock::range_multiple(data, &params) else { continue };
                let words = match basis {
                    Basis::Split => lang.pick("不计分红", "price only"),
                    Basis::Dividend => lang.pick("计入分红", "with dividends"),
                };
                variants.push(Variant {
                    label: say!(lang, ("{from} → {to}，{words}"), ("{from} → {to}, {words}")),
                    value: number::times(ratio, lang),
                    holds: (ABOUT.0..=ABOUT.1).contains(&ratio),
                    shows: params.write(),
                });
            }
        }
    }
    Robustness {
        claim: lang.pick("涨到“约500倍”", "“About 500 times”").into(),
        test: lang.pick("450到550倍算成立", "It holds between 450 and 550 times").into(),
        variants,
    }
}

fn break_away(data: &Data, lang: Lang) -> Robustness {
    let sources = [
        (Source::Board, ("科技社区", "tech board")),
        (Source::BoardAi, ("科技社区谈AI或中国的", "its AI/China titles")),
        (Source::Policy, ("政策文件", "policy documents")),
        (Source::News, ("媒体网址", "news URLs")),
    ];
    let measures = [
        (Measure::Rate, Against::Both, ("比率", "rate")),
        (Measure::Share, Against::Both, ("三组中的份额", "share of the three")),
        (Measure::Share, Against::Algorithm, ("与算法比的份额", "share against algorithms")),
        (Measure::Share, Against::Data, ("与数据比的份额", "share against data")),
    ];
    let mut variants = Vec::new();
    for (source, source_words) in sources {
        for (measure, against, measure_words) in measures {
            for late in [false, true] {
                // These two begin after GPT-3 anyway.
                if late && matches!(source, Source::Policy | Source::News) {
                    continue;
                }
                let mut counts = attention::counts(data, source).clone();
                if late {
                    counts = attention::since(&counts, STORY_START);
                }
                let Some(change) = attention::compute_change(&counts, measure, against) else {
                    continue;
                };
                let period = |i: usize| {
                    counts
                        .starts
                        .get(i)
                        .map_or_else(String::new, |d| date::period(*d, counts.months, lang))
                };
                let (low, high) = change.interval;
                // The interval holds August 2022 when it starts before and ends after.
                let start = counts.starts.get(low).copied().unwrap_or_default();
                let end = counts.starts.get(high).copied().unwrap_or_default();
                let end = end.months_later(counts.months);
                let clear = change.certainty >= LEVEL;
                let inside = start <= STORY_BREAK && STORY_BREAK < end;
                let span = lang.pick(
                    if late { "，GPT-3以后" } else { "" },
                    if late { ", since GPT-3" } else { "" },
                );
                let pick = |words: (&'static str, &'static str)| lang.pick(words.0, words.1);
                let comma = lang.pick("，", ", ");
                variants.push(Variant {
                    label: format!("{}{comma}{}{span}", pick(source_words), pick(measure_words)),
                    value: match clear {
                        true => format!("{}–{}", period(low), period(high)),
                        false => lang.pick("看不出转折", "no clear break").into(),
                    },
                    // Compute must rise, too.
                    holds: clear && inside && change.rates.1 > change.rates.0,
                    shows: attention::Params {
                        source,
                        measure,
                        against,
                        late,
                        ..Default::default()
                    }
                    .write(),
                });
            }
        }
    }
    Robustness {
        claim: lang.pick("算力在2022年8月独自抬头", "Compute broke away in August 2022").into(),
        test: lang
            .pick(
                "转折的概率至少90%、算力是升的、区间包含2022年8月，才算成立；区间很宽也算",
                "It holds where a break is at least 90% probable, compute rises, and the interval contains August 2022, however wide",
            )
            .into(),
        variants,
    }
}

fn fifth(data: &Data, lang: Lang) -> Robustness {
    let variants = spec::h20(data).into_iter().map(|(key, (zh, en), ratio)| Variant {
        label: lang.pick(zh, en).into(),
        value: number::percent(ratio, 0),
        holds: ratio <= spec::REPORTED,
        shows: vec![("by", key.into())],
    });
    Robustness {
        claim: lang
            .pick("H20的能力至多是H100的五分之一", "The H20 is at most a fifth of the H100")
            .into(),
        test: lang.pick("比值不超过20%算成立", "It holds where the ratio is 20% or less").into(),
        variants: variants.collect(),
    }
}
