//! `day`: all daily returns since 2012, and 27 January 2025 among them.

use super::axes::{self, base};
use super::control::{Choice, Kind, Picks};
use super::{Id, stock};
use crate::chart::{Cell, Chart, Dot, Ink, Layer, Panel, Shape, Table};
use crate::data::Data;
use crate::data::stock::FILE;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::returns::{rank_from_lowest, simple_returns};
use crate::model::scale::Scale;
use crate::model::series::Series;
use crate::say;

/// 2025-01-27.
pub const DEEPSEEK: Day = Day(20_115);
/// Width of a bin, a ratio.
const BIN: f64 = 0.01;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Day,
    choices: &[
        Choice {
            key: "since",
            label: ("起点", "Since"),
            options: &[
                ("2012", ("2012年", "2012")),
                ("2020", ("2020年", "2020")),
                ("2023", ("2023年", "2023")),
            ],
        },
        Choice {
            key: "scale",
            label: ("刻度", "Scale"),
            options: &[("log", ("对数", "Log")), ("linear", ("线性", "Linear"))],
        },
    ],
    chart,
    file: |_| FILE,
};

/// Days and their simple returns from 1 January of the chosen year on.
fn returns(data: &Data, since: &str) -> Vec<(Day, f64)> {
    let all = &data.stock.split;
    let first = since.parse().ok().and_then(|year| Day::from_ymd(year, 1, 1));
    let first = first.unwrap_or(stock::FIRST);
    let moves = all.days.iter().skip(1).copied().zip(simple_returns(&all.values));
    moves.filter(|(day, _)| *day >= first).collect()
}

/// The bin of a return: what lies on an edge is in the bin above it, wherever its last bit rounds to. A bad close must
/// not ask for more bins than memory holds.
fn bin(value: f64) -> i32 {
    libm::floor(value / BIN + 1e-9).clamp(-1e6, 1e6) as i32
}

/// How many returns fall in each bin, ascending, with the lowest edge.
fn bins(values: &[(Day, f64)]) -> (i32, Vec<u32>) {
    let low = values.iter().map(|(_, v)| bin(*v)).min().unwrap_or(0);
    let high = values.iter().map(|(_, v)| bin(*v)).max().unwrap_or(0);
    let mut counts = vec![0; (high - low + 1).clamp(1, 1_000) as usize];
    for (_, value) in values {
        if let Some(count) = counts.get_mut((bin(*value) - low) as usize) {
            *count += 1;
        }
    }
    (low, counts)
}

fn chart(data: &Data, picks: &Picks, lang: Lang) -> Chart {
    let moves = returns(data, picks.get("since"));
    let (low, counts) = bins(&moves);
    let most = f64::from(counts.iter().copied().max().unwrap_or(1));
    let log = picks.get("scale") == "log";
    let (scale, floor) = match log {
        true => (Scale::log(0.7, most * 2.5), 0.7),
        false => (Scale::linear(0.0, most * 1.2), 0.0),
    };
    let edge = |i: usize| f64::from(low + i as i32) * BIN;
    let mut outline = vec![(edge(0), floor)];
    for (i, n) in counts.iter().enumerate() {
        let height = f64::from(*n).max(floor);
        outline.extend([(edge(i), height), (edge(i + 1), height)]);
    }
    outline.push((edge(counts.len()), floor));
    // The fill is pale: its outline carries the shape.
    let edges = outline.windows(2).filter_map(|pair| Some([*pair.first()?, *pair.get(1)?]));
    let edges = edges.collect();
    let fall = moves.iter().find(|(day, _)| *day == DEEPSEEK).map_or(f64::NAN, |(_, v)| *v);
    let at = (bin(fall) - low).max(0) as usize;
    let height = counts.get(at).copied().unwrap_or(0);
    let middle = edge(at) + BIN / 2.0;
    let own = vec![[(middle, floor), (middle, f64::from(height))]];
    let label = format!("{} {}", date::date(DEEPSEEK, lang), number::percent(fall, 2));
    // Above all bars, which it would cover, and joined to its own.
    let above = most * if log { 1.7 } else { 1.12 };
    let leader = vec![[(middle, f64::from(height)), (middle, above)]];
    let dot = Dot { x: middle, y: above, label };
    let takeaway = takeaway(&moves, fall, lang);
    let table = table(low, &counts, lang);
    let tops = counts.iter().enumerate();
    let tops = tops.map(|(i, n)| (edge(i) + BIN / 2.0, f64::from(*n).max(floor)));
    let marks = axes::marks(&table, tops);
    Chart {
        title: lang.pick("英伟达的每一个交易日", "Every trading day of NVIDIA").into(),
        alt: say!(lang, ("直方图：日收益率的分布，突出2025年1月27日。{takeaway}"), ("Histogram of daily returns with January 27, 2025 marked. {takeaway}")),
        takeaway,
        source: stock::source(lang),
        caveat: lang
            .pick(
                "按仅拆股调整的收盘价计算；除息日的跌幅会略微偏大。这里比的是百分比；按美元市值，名次不同。",
                "From closes adjusted for splits only, so falls on ex-dividend days are slightly too large. The comparison is in per cent; in dollars of market value it reads differently.",
            )
            .into(),
        x: axes::value(
            Scale::linear(edge(0) - BIN, edge(counts.len()) + BIN),
            8,
            String::new(),
            |v| number::percent(v, 0),
            |v| number::percent(v, 0),
        ),
        panels: vec![Panel {
            y: axes::value(
                scale,
                5,
                match log {
                    true => lang.pick(
                        "天数（每格1个百分点；对数刻度，只有一天的格子也看得见）",
                        "Days per bin of one percentage point, log scale: bins of a single day stay visible",
                    ),
                    false => lang.pick(
                        "天数（每格1个百分点；线性刻度，柱高就是天数）",
                        "Days per bin of one percentage point, linear: heights are days",
                    ),
                }
                .into(),
                number::plain,
                number::plain,
            ),
            weight: 1.0,
            grid: true,
            layers: vec![
                Layer::Strokes { ends: edges, ink: Ink::Neutral, width: 1.0 },
                Layer::Area { lower: base(&outline, floor), upper: outline, ink: Ink::Neutral },
                Layer::Strokes { ends: own, ink: Ink::Compute, width: 7.0 },
                Layer::Strokes { ends: leader, ink: Ink::Compute, width: 1.0 },
                Layer::Dots { dots: vec![dot], ink: Ink::Compute, radius: 0.0, shape: Shape::Disc },
            ],
        }],
        heights: (340.0, 360.0),
        marks,
        table,
        ..Chart::blank("day")
    }
}

fn takeaway(moves: &[(Day, f64)], fall: f64, lang: Lang) -> String {
    let values: Vec<f64> = moves.iter().map(|(_, v)| *v).collect();
    let rank = rank_from_lowest(&values, fall);
    let n = number::grouped(values.len() as f64, 0);
    let depth = lang.pick(fall.abs(), fall);
    let (rank_words, fall_words) = (number::ordinal(rank, lang), number::percent(depth, 2));
    let mut worse: Vec<_> = moves.iter().filter(|(_, v)| *v < fall).collect();
    worse.sort_by(|a, b| a.1.total_cmp(&b.1));
    let worse: Vec<String> = worse
        .iter()
        .map(|(day, v)| {
            let (day, v) = (date::date(*day, lang), number::percent(*v, 2));
            say!(lang, ("{day}（{v}）"), ("{day} ({v})"))
        })
        .collect();
    let worse = match worse.is_empty() {
        true => String::new(),
        false => {
            say!(lang, ("，更差的是{}", worse.join("和")), (", behind {}", worse.join(" and ")))
        }
    };
    say!(
        lang,
        ("2025年1月27日跌{fall_words}，在{n}个交易日里从最大跌幅数起排{rank_words}{worse}。"),
        ("The {fall_words} of January 27, 2025 ranks {rank_words} from the bottom of {n} daily returns{worse}.")
    )
}

fn table(low: i32, counts: &[u32], lang: Lang) -> Table {
    let row = |(i, n): (usize, &u32)| {
        let from = f64::from(low + i as i32) * BIN;
        let words = |v: f64| number::percent(v, 0);
        vec![
            Cell::text(format!("{} … {}", words(from), words(from + BIN))),
            Cell::number(f64::from(*n), n.to_string()),
        ]
    };
    Table {
        caption: lang.pick("日收益率的分布", "Daily returns by size").into(),
        columns: axes::columns(lang, &[("收益率", "Return"), ("天数", "Days")]),
        rows: counts.iter().enumerate().map(row).collect(),
    }
}

/// The fall of one day and its rank among all daily returns since 2012, on split-adjusted closes.
pub fn day_fall(data: &Data, day: Day) -> Option<(f64, usize)> {
    let series: &Series = &data.stock.split;
    let index = series.days.binary_search(&day).ok()?;
    let returns = simple_returns(&series.values);
    let fall = *returns.get(index.checked_sub(1)?)?;
    Some((fall, rank_from_lowest(&returns, fall)))
}
