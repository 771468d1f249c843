//! `gap`: the best open against the best closed model, the US against China; and who opens models.

use super::Id;
use super::axes;
use super::control::{Choice, Kind};
use crate::chart::{Cell, Chart, Dash, Ink, Layer, Line, Panel, Table};
use crate::data::Data;
use crate::data::gap::{FILE, Month};
use crate::data::models::COUNTRY_FILE;
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::scale::{SafeRange, Scale};
use crate::say;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Gap,
    choices: &[Choice {
        key: "view",
        label: ("看", "Show"),
        options: &[
            ("gap", ("榜首差距", "Lead in score")),
            ("open", ("开放的比例", "Share that is open")),
        ],
    }],
    chart: |data, picks, lang| match picks.get("view") {
        "open" => open(data, lang),
        _ => gap(&data.gap, lang),
    },
    file: |picks| if picks.get("view") == "open" { COUNTRY_FILE } else { FILE },
};

fn line(name: &str, points: Vec<(f64, f64)>, ink: Ink, width: f64, dash: Dash) -> Layer {
    let points = points.into();
    Layer::Line(Line { name: name.into(), points, ink, width, labelled: true, dash })
}

/// A lead in words.
pub fn points(lead: f64, lang: Lang) -> String {
    let n = number::grouped(lead, 0);
    say!(lang, ("{n}分"), ("{n} points"))
}

fn gap(months: &[Month], lang: Lang) -> Chart {
    let series = |pick: fn(&Month) -> f64| -> Vec<(f64, f64)> {
        months.iter().map(|m| (f64::from(m.day.0), pick(m))).collect()
    };
    let (open, china) = (series(|m| m.open), series(|m| m.china));
    let (from, to) = match (months.first(), months.last()) {
        (Some(a), Some(b)) => (a.day, b.day),
        _ => (Day(0), Day(1)),
    };
    let takeaway = takeaway(months, lang);
    let high = SafeRange::of(open.iter().chain(&china).map(|p| p.1)).high();
    let words: fn(f64) -> String = lang.pick(
        |v| format!("{}分", number::grouped(v, 0)),
        |v| format!("{} points", number::grouped(v, 0)),
    );
    Chart {
        title: lang.pick("领先多少：闭源对开源，美国对中国", "How far ahead: closed over open, US over China").into(),
        alt: say!(lang, ("折线图，两条线。{takeaway}"), ("Line chart with two lines. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            (
                "Chatbot Arena 公开排行榜的月度快照；事实数据，不主张版权",
                "monthly snapshots of the published Chatbot Arena leaderboard; facts, no licence claimed",
            ),
        ),
        caveat: lang
            .pick(
                "差距是榜首分数之差。评分尺度在此期间换过基准，所以只画差距，不画分数。投票者的喜好不等于能力。",
                "The gap is the difference of the top scores. The scale was rebased in the period, so gaps are drawn and not levels. What voters like is not all there is to ability.",
            )
            .into(),
        x: axes::time(from, to, lang, axes::month_words(lang)),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, high * 1.12),
                5,
                lang.pick("领先的分数", "Lead in points").into(),
                number::plain,
                words,
            ),
            weight: 1.0,
            grid: true,
            layers: vec![
                line(lang.pick("美国领先", "US lead"), china, Ink::Neutral, 5.0, Dash::Solid),
                // Thin dashes on a broad line: both are seen where they coincide.
                line(lang.pick("闭源领先", "closed lead"), open, Ink::Text, 1.6, Dash::Dashed),
            ],
        }],
        heights: (340.0, 340.0),
        table: gap_table(months, lang),
        ..Chart::blank("gap")
    }
}

fn takeaway(months: &[Month], lang: Lang) -> String {
    let widest = months.iter().max_by(|a, b| a.china.total_cmp(&b.china));
    let (Some(widest), Some(last)) = (widest, months.last()) else {
        return lang.pick("没有数据。", "No data.").into();
    };
    let say = |month: &Month, v: f64| (date::month(month.day, lang), points(v, lang));
    let ((then, high), (now, low)) = (say(widest, widest.china), say(last, last.china));
    let same = months.iter().rev().take_while(|m| m.open_is_chinese).count();
    say!(
        lang,
        ("美国最好的模型领先中国最好的，最多时是{then}的{high}，{now}只剩{low}；最近{same}个月，最好的开放模型都来自中国。"),
        ("The best US model’s lead over the best Chinese one peaked at {high} in {then} and was {low} in {now}; in the last {same} months the best open model has been Chinese.")
    )
}

fn gap_table(months: &[Month], lang: Lang) -> Table {
    let row = |m: &Month| {
        let mut row = vec![
            Cell::text(date::short_month(m.day, lang)),
            Cell::number(m.open, number::grouped(m.open, 0)),
            Cell::number(m.china, number::grouped(m.china, 0)),
        ];
        row.extend(m.best.iter().map(Cell::text));
        row
    };
    Table {
        caption: lang.pick("每月榜首与差距", "Each month’s leaders and gaps").into(),
        columns: axes::columns(
            lang,
            &[
                ("月份", "Month"),
                ("闭源领先，分", "Closed over open, points"),
                ("美国领先，分", "US over China, points"),
                ("最好的闭源", "Best closed"),
                ("最好的开源", "Best open"),
                ("美国最好", "Best US"),
                ("中国最好", "Best Chinese"),
            ],
        ),
        rows: months.iter().map(row).collect(),
    }
}

/// Year, closed and open notable models of one country.
fn years(data: &Data, country: &str) -> Vec<(i32, f64, f64)> {
    let rows = data.models.countries.iter().filter(|c| c.country == country);
    rows.map(|c| (c.year, c.counts[0], c.counts[1])).collect()
}

/// Open models over open and closed ones of a country in a year.
pub fn open_share(data: &Data, country: &str, year: i32) -> Option<f64> {
    let (_, closed, open) = years(data, country).into_iter().find(|y| y.0 == year)?;
    let share = open / (open + closed);
    share.is_finite().then_some(share)
}

fn open(data: &Data, lang: Lang) -> Chart {
    let points = |country: &str| -> Vec<(f64, f64)> {
        years(data, country).into_iter().map(|(y, c, o)| (axes::year(y), o / (o + c))).collect()
    };
    let (us, china) = (points("US"), points("China"));
    let last = data.models.countries.iter().map(|c| c.year).max().unwrap_or(0);
    let first = data.models.countries.iter().map(|c| c.year).min().unwrap_or(0);
    let say =
        |country: &str| number::percent(open_share(data, country, last).unwrap_or(f64::NAN), 0);
    let (of_us, of_china) = (say("US"), say("China"));
    let takeaway = say!(
        lang,
        ("{last}年的知名模型里，中国的有{of_china}公开权重，美国的有{of_us}。"),
        ("Of the notable models of {last}, {of_china} of China’s can be downloaded and {of_us} of America’s.")
    );
    let row = |(year, closed, open): (i32, f64, f64), country: &str| {
        vec![
            Cell::text(year.to_string()),
            Cell::text(country),
            Cell::number(closed, number::plain(closed)),
            Cell::number(open, number::plain(open)),
        ]
    };
    let rows = [("US", lang.pick("美国", "US")), ("China", lang.pick("中国", "China"))];
    Chart {
        title: lang.pick("谁公开模型权重", "Who releases the weights").into(),
        alt: say!(lang, ("折线图。{takeaway}"), ("Line chart. {takeaway}")),
        takeaway,
        source: axes::source(lang, ("Epoch AI 知名模型数据（CC BY 4.0）", "Epoch AI notable models (CC BY 4.0)")),
        caveat: lang
            .pick(
                "开放＝权重可以下载；获取方式不明的和两国合作的不计。早年每年只有几个中国模型，比例跳动很大；最后一年可能不全。",
                "Open means that the weights can be downloaded; models of unknown access or of both countries are left out. In early years China has a handful of models, so its share jumps; the last year may be incomplete.",
            )
            .into(),
        x: axes::years(first, last, 1, lang),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, 1.0),
                4,
                lang.pick("知名模型中开放的比例", "Share of notable models that is open").into(),
                |v| number::percent(v, 0),
                |v| number::percent(v, 0),
            ),
            weight: 1.0,
            grid: true,
            layers: vec![
                line(rows[0].1, us, Ink::Muted, 2.2, Dash::Dashed),
                line(rows[1].1, china, Ink::Text, 2.2, Dash::Solid),
            ],
        }],
        heights: (340.0, 340.0),
        table: Table {
            caption: lang.pick("知名模型数", "Notable models").into(),
            columns: axes::columns(
                lang,
                &[("年份", "Year"), ("国家", "Country"), ("闭源", "Closed"), ("开放", "Open")],
            ),
            rows: rows
                .iter()
                .flat_map(|(key, name)| years(data, key).into_iter().map(move |y| row(y, name)))
                .collect(),
        },
        ..Chart::blank("gap")
    }
}
