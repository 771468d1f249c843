//! The daily price with event markers above, its drawdown below.

use super::{Basis, Params, Scaling, range_multiple, shown};
use crate::chart::{Cell, Chart, Dash, Ink, Layer, Line, Marker, Panel, Table};
use crate::data::Data;
use crate::figure::axes::{self, base};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::drawdown::drawdown;
use crate::model::returns::{multiple, simple_returns};
use crate::model::scale::{SafeRange, Scale};
use crate::model::series::Series;
use crate::say;

pub(super) fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let series = shown(data, params);
    let falls = drawdown(&series.values);
    let (from, to) = ends(&series, params);
    let markers = markers(data, from, to, lang);
    let close = match params.basis {
        Basis::Split => ("收盘价，美元", "Close, US dollars"),
        Basis::Dividend => ("复权收盘价，美元", "Adjusted close, US dollars"),
    };
    let mut table = table(&series, close, own(&series, params).as_ref(), lang);
    let months = series.month_ends();
    let months: Vec<f64> = months.iter().map(|(day, _)| f64::from(day.month_start().0)).collect();
    let row = |x: f64| months.partition_point(|start| *start <= x).checked_sub(1);
    axes::add_events(&mut table, &markers, lang, row);
    Chart {
        id: "stock",
        title: lang.pick("英伟达股价", "NVIDIA’s share price").into(),
        takeaway: takeaway(data, params, &series, lang),
        alt: alt(data, params, &series, &falls, lang) + &axes::told(&markers, lang),
        source: source(lang),
        caveat: caveat(lang),
        x: axes::time(from, to, lang, axes::day_words(lang)),
        panels: vec![price_panel(&series, params, lang), drawdown_panel(&series, &falls, lang)],
        bands: Vec::new(),
        markers,
        marks: Vec::new(),
        heights: (430.0, 470.0),
        table,
    }
}

fn ends(series: &Series, params: &Params) -> (Day, Day) {
    let first = series.days.first().copied().unwrap_or(params.from);
    (first, series.days.last().copied().unwrap_or(params.to))
}

fn points(series: &Series, values: &[f64]) -> Vec<(f64, f64)> {
    series.days.iter().map(|d| f64::from(d.0)).zip(values.iter().copied()).collect()
}

/// The reader's own series on the days of `series`, rebased to the price on the first day they share.
pub(super) fn own(series: &Series, params: &Params) -> Option<Series> {
    let theirs = params.own.as_ref()?;
    // Weekly or monthly values hold until the next one, the last one until the market is open.
    let end = series.at_or_after(*theirs.days.last()?);
    let shared: Vec<(Day, f64, f64)> = series
        .days
        .iter()
        .zip(&series.values)
        .take(end + 1)
        .filter_map(|(day, price)| {
            let index = theirs.days.partition_point(|d| d <= day).checked_sub(1)?;
            Some((*day, *price, *theirs.values.get(index)?))
        })
        .collect();
    let (_, price, first) = *shared.first()?;
    let factor = price / first;
    (factor.is_finite() && factor > 0.0 && shared.len() > 1).then(|| Series {
        days: shared.iter().map(|s| s.0).collect(),
        values: shared.iter().map(|s| s.2 * factor).collect(),
    })
}

fn price_panel(series: &Series, params: &Params, lang: Lang) -> Panel {
    let theirs = own(series, params);
    let more = theirs.iter().flat_map(|own| own.values.iter().copied());
    let range = SafeRange::of(series.values.iter().copied().chain(more.filter(|v| *v > 0.0)));
    let (low, high) = (range.low(), range.high());
    let scale = match params.scaling {
        Scaling::Log => Scale::log(low * 0.9, high * 1.1),
        Scaling::Linear => Scale::linear(0.0, high * 1.05),
    };
    let title = match params.scaling {
        Scaling::Log => lang.pick(
            "美元（对数刻度：同样的高度是同样的倍数）",
            "US dollars, log scale: equal heights are equal multiples",
        ),
        Scaling::Linear => lang.pick(
            "美元（线性刻度：同样的高度是同样的美元数，早年被压平）",
            "US dollars, linear: equal heights are equal dollars, which flattens the early years",
        ),
    };
    let line = Line {
        name: match params.basis {
            Basis::Split => lang.pick("收盘", "close"),
            Basis::Dividend => lang.pick("复权收盘", "adjusted close"),
        }
        .into(),
        points: points(series, &series.values).into(),
        ink: Ink::Compute,
        width: 1.6,
        labelled: false,
        dash: Dash::Solid,
    };
    Panel {
        y: axes::value(scale, 6, title.into(), number::plain, lang.pick(price_zh, price_en)),
        weight: 3.0,
        grid: true,
        layers: theirs
            .map(|own| Layer::Line(own_line(&own, lang)))
            .into_iter()
            .chain([Layer::Line(line)])
            .collect(),
    }
}

fn own_line(own: &Series, lang: Lang) -> Line {
    Line {
        name: lang.pick("你的序列", "your series").into(),
        points: points(own, &own.values).into(),
        ink: Ink::Algorithm,
        width: 1.6,
        labelled: true,
        dash: Dash::Dotted,
    }
}

fn drawdown_panel(series: &Series, falls: &[f64], lang: Lang) -> Panel {
    let lowest = SafeRange::of(falls.iter().copied()).low().min(-0.05);
    let points = points(series, falls);
    let line = Line {
        name: lang.pick("距区间内前高", "below the range’s high so far").into(),
        points: points.clone().into(),
        ink: Ink::Neutral,
        width: 1.0,
        labelled: false,
        dash: Dash::Solid,
    };
    let label = |v: f64| number::percent(v, 0);
    Panel {
        y: axes::value(
            Scale::linear(lowest * 1.08, 0.0),
            3,
            lang.pick("距区间内前高", "Below the highest close in the range so far").into(),
            label,
            fall_words,
        ),
        weight: 1.0,
        grid: true,
        layers: vec![
            Layer::Area { lower: base(&points, 0.0), upper: points, ink: Ink::Neutral },
            Layer::Line(line),
        ],
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
    let moved = |ratio: f64| {
        let (zh, en, by) = match ratio {
            2.0.. => ("变为原来的", "rose to", number::times(ratio, lang)),
            1.0.. => ("上涨", "rose", number::percent(ratio - 1.0, 1)),
            _ => ("下跌", "fell", number::percent(1.0 - ratio, 1)),
        };
        let level = if ratio >= 2.0 { " its starting level" } else { "" };
        say!(lang, ("{zh}{by}"), ("{en} {by}{level}"))
    };
    let theirs = own(series, params).and_then(|own| multiple(&own.values)).map(|ratio| {
        let moved = moved(ratio);
        say!(
            lang,
            ("你的序列在共有的日子里{moved}。"),
            (" Your series {moved} over the days they share.")
        )
    });
    let moved = moved(ratio);
    let theirs = theirs.unwrap_or_default();
    say!(
        lang,
        ("从{from}到{to}，收盘价{moved}（{basis}）。{theirs}"),
        ("From {from} to {to}, the close {moved} ({basis}).{theirs}")
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
        say!(
            lang,
            ("区间内最差的一天是{when}，{how}。"),
            (" The worst day in the range is {when}, {how}.")
        )
    });
    let deepest = number::percent(lowest, 1);
    let kind = lang.pick(
        "折线图：英伟达每日收盘价，下方为回撤。",
        "Line chart of NVIDIA’s daily close, drawdown below. ",
    );
    let takeaway = takeaway(data, params, series, lang);
    say!(
        lang,
        ("{kind}{takeaway}最深回撤{deepest}。{worst_words}"),
        ("{kind}{takeaway} The deepest drawdown is {deepest}.{worst_words}")
    )
}

fn table(series: &Series, close: (&str, &str), own: Option<&Series>, lang: Lang) -> Table {
    let ends = series.month_ends();
    let mut previous: Option<f64> = None;
    let rows = ends
        .iter()
        .map(|(day, close)| {
            let change = previous.map_or(f64::NAN, |p| close / p - 1.0);
            previous = Some(*close);
            let mut row = vec![
                Cell::text(day.to_string()),
                Cell::number(*close, number::grouped(*close, if *close < 10.0 { 3 } else { 2 })),
                Cell::number(change, number::percent(change, 1)),
            ];
            row.extend(own.map(|own| {
                let index = own.days.binary_search(day).ok();
                let value = index.and_then(|i| own.values.get(i)).copied().unwrap_or(f64::NAN);
                Cell::number(value, number::grouped(value, 3))
            }));
            row
        })
        .collect();
    Table {
        caption: lang
            .pick(
                "各月和区间最后的收盘价（完整日线见 CSV）",
                "Last close of each month and of the range (the CSV file has every day)",
            )
            .into(),
        columns: axes::columns(
            lang,
            &[
                ("日期", "Date"),
                close,
                ("较上月末", "Change on month"),
                ("你的序列，按起点折算", "Your series, rebased"),
            ][..3 + usize::from(own.is_some())],
        ),
        rows,
    }
}

fn basis_words(basis: Basis, lang: Lang) -> &'static str {
    match basis {
        Basis::Split => lang.pick("仅按拆股调整", "adjusted for splits only"),
        Basis::Dividend => lang.pick("按拆股和分红调整", "adjusted for splits and dividends"),
    }
}

pub(in crate::figure) fn source(lang: Lang) -> String {
    lang.pick(
        "来源：多个公开行情记录互相核对，2026年11月取得；事实数据，不主张版权。",
        "Source: several public price histories checked against each other, retrieved November 2026; facts, no licence claimed.",
    )
    .into()
}

fn caveat(lang: Lang) -> String {
    lang.pick(
        "倍数取决于起点、终点和是否计入分红。",
        "The multiple depends on the start, the end and whether dividends count.",
    )
    .into()
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
