//! NVIDIA beside its peers: month ends, each series 100 in the first month shown.

use super::{Params, Scaling, price};
use crate::chart::{Cell, Chart, Dash, Ink, Layer, Line, Panel, Table};
use crate::data::Data;
use crate::figure::axes;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::rebase::rebase;
use crate::model::scale::{SafeRange, Scale};
use crate::say;

pub(super) fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let all = &data.peers;
    // A month has ended on its last trading day, however many days without trade follow.
    let ended = |day: Day| {
        let days = &data.stock.split.days;
        let next = days.get(days.partition_point(|d| *d <= day)).copied();
        all.months.partition_point(|m| *m <= day || next.is_some_and(|next| *m < next))
    };
    // The base is the last month end before the range, so that its first days count.
    let start = ended(params.from).saturating_sub(1);
    let end = ended(params.to).max(start);
    let months = all.months.get(start..end).unwrap_or_default();
    let series: Vec<Vec<f64>> =
        all.values.iter().map(|v| rebase(v.get(start..end).unwrap_or_default(), 100.0)).collect();
    let from = months.first().copied().unwrap_or(params.from);
    let to = months.last().copied().unwrap_or(params.to);

    let range = SafeRange::of(series.iter().flatten().copied());
    let (scale, title) = match params.scaling {
        Scaling::Log => (
            Scale::log(range.low() * 0.9, range.high() * 1.1),
            lang.pick(
                "首月=100（对数刻度：同样的高度是同样的倍数）",
                "First month = 100, log scale: equal heights are equal multiples",
            ),
        ),
        Scaling::Linear => (
            Scale::linear(0.0, range.high() * 1.05),
            lang.pick(
                "首月=100（线性刻度：同样的高度是同样的差）",
                "First month = 100, linear: equal heights are equal differences",
            ),
        ),
    };
    const DASHES: [Dash; 5] = [Dash::Solid, Dash::Solid, Dash::Dashed, Dash::DashDot, Dash::Dotted];
    // NVIDIA last, so that it lies on top.
    let layers = all.names.iter().zip(&series).enumerate().rev();
    let layers = layers.map(|(i, (name, values))| {
        Layer::Line(Line {
            name: label(name, lang).into(),
            points: months.iter().map(|d| f64::from(d.0)).zip(values.iter().copied()).collect(),
            ink: if i == 0 { Ink::Compute } else { Ink::Neutral },
            width: if i == 0 { 2.2 } else { 1.3 },
            labelled: true,
            dash: DASHES.get(i).copied().unwrap_or_default(),
        })
    });
    let takeaway = takeaway(&all.names, &series, from, to, lang);
    Chart {
        id: "stock",
        title: lang.pick("英伟达与同行", "NVIDIA and its peers").into(),
        alt: say!(lang, ("折线图：五个序列的月末值，起点均为100。{takeaway}"), ("Line chart of five month-end series, all starting from 100. {takeaway}")),
        takeaway,
        source: price::source(lang),
        caveat: lang
            .pick(
                "月末值，起点取时段开始前最近的月末（数据自2012年1月末起）；都不计分红。",
                "Month ends, from the last one before the range (the data begin with January 2012); none of the series counts dividends.",
            )
            .into(),
        x: axes::time(from, to, lang, axes::month_words(lang)),
        panels: vec![Panel {
            y: axes::value(scale, 6, title.into(), |v| number::short(v, lang), whole),
            weight: 1.0,
            grid: true,
            layers: layers.collect(),
        }],
        bands: Vec::new(),
        markers: Vec::new(),
        marks: Vec::new(),
        heights: (430.0, 470.0),
        table: table(&all.names, months, &series, lang),
    }
}

fn label(name: &str, lang: Lang) -> &'static str {
    match name {
        "NVDA" => lang.pick("英伟达", "NVIDIA"),
        "AMD" => "AMD",
        "INTC" => lang.pick("英特尔", "Intel"),
        "TSM" => lang.pick("台积电", "TSMC"),
        _ => lang.pick("标普500", "S&P 500"),
    }
}

fn takeaway(names: &[String], series: &[Vec<f64>], from: Day, to: Day, lang: Lang) -> String {
    let ends: Vec<String> = names
        .iter()
        .zip(series)
        .filter_map(|(name, values)| {
            Some(format!("{} {}", label(name, lang), whole(*values.last()?)))
        })
        .collect();
    if ends.is_empty() || from == to {
        return lang
            .pick(
                "这段时间不足两个月末，无从比较。",
                "Fewer than two month ends in this range: nothing to compare.",
            )
            .into();
    }
    let (from, to) = (date::month(from, lang), date::month(to, lang));
    say!(
        lang,
        ("以{from}为100，到{to}：{}。", ends.join("、")),
        ("With {from} as 100, {to} stands at: {}.", ends.join(", "))
    )
}

fn table(names: &[String], months: &[Day], series: &[Vec<f64>], lang: Lang) -> Table {
    let mut columns = vec![lang.pick("月份", "Month").to_string()];
    columns.extend(names.iter().map(|n| label(n, lang).to_string()));
    let rows = months
        .iter()
        .enumerate()
        .map(|(i, month)| {
            let mut row = vec![Cell::text(date::short_month(*month, lang))];
            row.extend(series.iter().map(|values| {
                let value = values.get(i).copied().unwrap_or(f64::NAN);
                Cell::number(value, whole(value))
            }));
            row
        })
        .collect();
    Table {
        caption: lang.pick("月末值，首月=100", "Month ends, first month = 100").into(),
        columns,
        rows,
    }
}

fn whole(v: f64) -> String {
    number::grouped(v, 0)
}
