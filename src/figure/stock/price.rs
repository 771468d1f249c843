//! The daily price with event markers above, its drawdown below.

use super::{Basis, Params, Scaling, range_multiple, shown};
use crate::chart::{Cell, Chart, Ink, Layer, Line, Marker, Panel, Table};
use crate::data::Data;
use crate::figure::axes;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::drawdown::drawdown;
use crate::model::returns::{rank_from_lowest, simple_returns};
use crate::model::scale::{SafeRange, Scale};
use crate::model::series::Series;

pub(super) fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let series = shown(data, params);
    let falls = drawdown(&series.values);
    let (from, to) = ends(&series, params);
    Chart {
        id: "stock",
        title: lang.pick("英伟达股价", "NVIDIA’s share price").into(),
        takeaway: takeaway(data, params, &series, lang),
        alt: alt(data, params, &series, &falls, lang),
        source: source(lang),
        caveat: caveat(params, lang),
        x: axes::time(from, to, lang, lang.pick(day_zh, day_en)),
        panels: vec![price_panel(&series, params, lang), drawdown_panel(&series, &falls, lang)],
        bands: Vec::new(),
        markers: markers(data, from, to, lang),
        heights: (430.0, 470.0),
        table: table(&series, lang),
    }
}

fn ends(series: &Series, params: &Params) -> (Day, Day) {
    let first = series.days.first().copied().unwrap_or(params.from);
    (first, series.days.last().copied().unwrap_or(params.to))
}

fn points(series: &Series, values: &[f64]) -> Vec<(f64, f64)> {
    series.days.iter().map(|d| f64::from(d.0)).zip(values.iter().copied()).collect()
}

fn price_panel(series: &Series, params: &Params, lang: Lang) -> Panel {
    let range = SafeRange::of(series.values.iter().copied());
    let (low, high) = (range.low(), range.high());
    let scale = match params.scaling {
        Scaling::Log => Scale::log(low * 0.9, high * 1.1),
        Scaling::Linear => Scale::linear(0.0, high * 1.05),
    };
    let title = match params.scaling {
        Scaling::Log => lang.pick("美元（对数刻度）", "US dollars, log scale"),
        Scaling::Linear => lang.pick("美元", "US dollars"),
    };
    let line = Line {
        name: lang.pick("收盘", "close").into(),
        points: points(series, &series.values),
        ink: Ink::Compute,
        width: 1.6,
        labelled: false,
    };
    Panel {
        y: axes::value(scale, 6, title.into(), number::plain, lang.pick(price_zh, price_en)),
        weight: 3.0,
        grid: true,
        layers: vec![Layer::Line(line)],
    }
}

fn drawdown_panel(series: &Series, falls: &[f64], lang: Lang) -> Panel {
    let lowest = SafeRange::of(falls.iter().copied()).low().min(-0.05);
    let points = points(series, falls);
    let line = Line {
        name: lang.pick("距前高", "below the high so far").into(),
        points: points.clone(),
        ink: Ink::Neutral,
        width: 1.0,
        labelled: false,
    };
    let label = |v: f64| number::percent(v, 0);
    Panel {
        y: axes::value(
            Scale::linear(lowest * 1.08, 0.0),
            3,
            lang.pick("距区间内前高", "Below the highest close so far").into(),
            label,
            fall_words,
        ),
        weight: 1.0,
        grid: true,
        layers: vec![Layer::Area { points, base: 0.0, ink: Ink::Neutral }, Layer::Line(line)],
    }
}

fn markers(data: &Data, from: Day, to: Day, lang: Lang) -> Vec<Marker> {
    let numbered = data.events.iter().enumerate();
    numbered
        .filter(|(_, event)| (from..=to).contains(&event.day))
        .map(|(i, event)| Marker {
            x: f64::from(event.day.0),
            badge: (i + 1).to_string(),
            label: format!("{} {}", date::date(event.day, lang), lang.pick(&event.zh, &event.en)),
        })
        .collect()
}

fn takeaway(data: &Data, params: &Params, series: &Series, lang: Lang) -> String {
    let (from, to) = ends(series, params);
    let Some(ratio) = range_multiple(data, params) else {
        return lang.pick("这段时间没有交易数据。", "No trading data in this range.").into();
    };
    let basis = basis_words(params.basis, lang);
    let (from, to) = (date::date(from, lang), date::date(to, lang));
    // Below two, a multiple says less than a percentage.
    let (zh, en) = if ratio >= 2.0 {
        let times = number::times(ratio, lang);
        (
            format!("收盘价变为原来的{times}"),
            format!("the close rose to {times} its starting level"),
        )
    } else {
        let change = number::percent((ratio - 1.0).abs(), 1);
        let up = ratio >= 1.0;
        (
            format!("收盘价{}{change}", if up { "上涨" } else { "下跌" }),
            format!("the close {} {change}", if up { "rose" } else { "fell" }),
        )
    };
    lang.pick(
        format!("从{from}到{to}，{zh}（{basis}）。"),
        format!("From {from} to {to}, {en} ({basis})."),
    )
}

fn alt(data: &Data, params: &Params, series: &Series, falls: &[f64], lang: Lang) -> String {
    let Some(lowest) = falls.iter().copied().reduce(f64::min) else {
        return takeaway(data, params, series, lang);
    };
    let returns = simple_returns(&series.values);
    let worst = returns.iter().copied().fold(f64::INFINITY, f64::min);
    let day = returns.iter().position(|r| *r == worst).and_then(|i| series.days.get(i + 1));
    let worst_words = day.map_or_else(String::new, |day| {
        let (when, how) = (date::date(*day, lang), number::percent(worst, 2));
        lang.pick(
            format!("区间内最差的一天是{when}，{how}。"),
            format!(" The worst day in the range is {when}, {how}."),
        )
    });
    let deepest = number::percent(lowest, 1);
    let kind = lang.pick(
        "折线图：英伟达每日收盘价，下方为回撤。",
        "Line chart of NVIDIA’s daily close, drawdown below. ",
    );
    let takeaway = takeaway(data, params, series, lang);
    lang.pick(
        format!("{kind}{takeaway}最深回撤{deepest}。{worst_words}"),
        format!("{kind}{takeaway} The deepest drawdown is {deepest}.{worst_words}"),
    )
}

/// The fall of one day and its rank among all daily falls since 2012, on split-adjusted closes.
pub fn day_fall(data: &Data, day: Day) -> Option<(f64, usize)> {
    let series = &data.stock.split;
    let index = series.days.binary_search(&day).ok()?;
    let returns = simple_returns(&series.values);
    let fall = *returns.get(index.checked_sub(1)?)?;
    Some((fall, rank_from_lowest(&returns, fall)))
}

fn table(series: &Series, lang: Lang) -> Table {
    let ends = series.month_ends();
    let mut previous: Option<f64> = None;
    let rows = ends
        .iter()
        .map(|(day, close)| {
            let change = previous.map_or(f64::NAN, |p| close / p - 1.0);
            previous = Some(*close);
            vec![
                Cell::text(day.to_string()),
                Cell::number(*close, number::grouped(*close, if *close < 10.0 { 3 } else { 2 })),
                Cell::number(change, number::percent(change, 1)),
            ]
        })
        .collect();
    Table {
        caption: lang
            .pick(
                "每月最后一个交易日的收盘价（完整日线见 CSV）",
                "Last close of each month (the CSV file has every day)",
            )
            .into(),
        columns: lang
            .pick(
                ["日期", "收盘价，美元", "较上月末"],
                ["Date", "Close, US dollars", "Change on month"],
            )
            .map(Into::into)
            .into(),
        rows,
    }
}

fn basis_words(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Split => lang.pick("仅按拆股调整", "adjusted for splits only"),
        Basis::Dividend => lang.pick("按拆股和分红调整", "adjusted for splits and dividends"),
    }
}

pub(super) fn source(lang: Lang) -> String {
    lang.pick(
        "来源：多个公开行情记录互相核对，2026年11月取得；事实数据，不主张许可。",
        "Source: several public price histories checked against each other, retrieved November 2026; facts, no licence claimed.",
    )
    .into()
}

fn caveat(params: &Params, lang: Lang) -> String {
    let scale = match params.scaling {
        Scaling::Log => lang.pick(
            "对数刻度：同样的高度代表同样的倍数。",
            "Log scale: equal heights are equal multiples.",
        ),
        Scaling::Linear => lang.pick(
            "线性刻度：同样的高度代表同样的美元数，早年的变化会被压平。",
            "Linear scale: equal heights are equal dollars, which flattens the early years.",
        ),
    };
    let basis = lang.pick(
        "倍数取决于起点、终点和是否计入分红。",
        "The multiple depends on the start, the end and whether dividends count.",
    );
    lang.pick(format!("{scale}{basis}"), format!("{scale} {basis}"))
}

fn day_zh(x: f64) -> String {
    date::date(axes::day(x), Lang::ZhHans)
}
fn day_en(x: f64) -> String {
    date::date(axes::day(x), Lang::En)
}
fn price_zh(v: f64) -> String {
    number::dollars(v, Lang::ZhHans)
}
fn price_en(v: f64) -> String {
    number::dollars(v, Lang::En)
}
fn fall_words(v: f64) -> String {
    number::percent(v, 1)
}
