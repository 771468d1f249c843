//! `efficiency`: training compute and its record, prices per capability, and the policy word “diffusion”.

use super::Id;
use super::attention;
use super::axes::{self, lane};
use super::control::{Choice, Kind};
use crate::chart::{Cell, Chart, Dash, Dot, Ink, Layer, Line, Panel, Shape, Table};
use crate::data::Data;
use crate::data::attention::POLICY_FILE;
use crate::data::models::{FRONTIER_FILE, Named, PRICE_FILE, Price};
use crate::i18n::{Lang, date, number};
use crate::model::scale::{SafeRange, Scale};
use crate::say;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Efficiency,
    choices: &[Choice {
        key: "view",
        label: ("看", "Show"),
        options: &[
            ("compute", ("训练算力", "Training compute")),
            ("price", ("能力的价格", "Price of a capability")),
            ("policy", ("政策用词", "Words of policy")),
        ],
    }],
    chart: |data, picks, lang| match picks.get("view") {
        "price" => price(data, lang),
        "policy" => policy(data, lang),
        _ => compute(data, lang),
    },
    file: |picks| match picks.get("view") {
        "price" => PRICE_FILE,
        "policy" => POLICY_FILE,
        _ => FRONTIER_FILE,
    },
};

/// The record when the story's model appeared: how many times its training compute that was.
pub fn record_ratio(data: &Data) -> Option<f64> {
    let story = &data.models.story;
    let record = data.models.frontier.iter().rfind(|r| r.day <= story.day)?;
    Some(record.flop / story.flop)
}

/// The median of the fitted yearly price factors.
pub fn median_factor(data: &Data) -> Option<f64> {
    let mut factors: Vec<f64> = data.models.prices.iter().map(|p| p.factor).collect();
    factors.sort_by(f64::total_cmp);
    factors.get(factors.len() / 2).copied()
}

fn point(model: &Named) -> (f64, f64) {
    (f64::from(model.day.0), model.flop)
}

fn compute(data: &Data, lang: Lang) -> Chart {
    let models = &data.models;
    let cloud = models.days.iter().zip(&models.flop);
    let cloud =
        cloud.map(|(day, flop)| Dot { x: f64::from(day.0), y: *flop, label: String::new() });
    let last = models.days.last().copied().unwrap_or_default();
    // A record stands until it is broken.
    let mut steps = Vec::new();
    for record in &models.frontier {
        if let Some((_, before)) = steps.last().copied() {
            steps.push((f64::from(record.day.0), before));
        }
        steps.push(point(record));
    }
    if let Some((_, flop)) = steps.last().copied() {
        steps.push((f64::from(last.0), flop));
    }
    let named = ["AlphaGo", "GPT-4"];
    let known = models.frontier.iter().filter_map(|r| {
        let name = named.iter().find(|n| r.name.split(' ').next() == Some(**n))?;
        Some((point(r), *name))
    });
    let known: Vec<_> = known.collect();
    let named = known.iter().map(|((x, y), name)| Dot { x: *x, y: *y, label: (*name).into() });
    let (x, y) = point(&models.story);
    let story = Dot { x, y, label: models.story.name.clone() };
    let since = models.frontier.first().map_or(0, |r| r.day.ymd().0);
    let ratio = record_ratio(data).map_or_else(String::new, |r| number::grouped(r, 0));
    let growth = match (models.frontier.first(), models.frontier.last()) {
        (Some(a), Some(b)) => {
            let trillions = number::grouped(b.flop / a.flop / 1e12, 1);
            say!(lang, ("{trillions}万亿"), ("{trillions} trillion"))
        }
        _ => String::new(),
    };
    let takeaway = say!(
        lang,
        ("{since}年以来，训练算力的纪录涨到约{growth}倍；DeepSeek-V3出现时，纪录是它的{ratio}倍。"),
        ("Since {since} the record in training compute has grown about {growth} times; when DeepSeek-V3 appeared, the record was {ratio} times its own.")
    );
    let first = models.days.first().copied().unwrap_or_default();
    let range = SafeRange::of(models.flop.iter().copied());
    let power = |v: f64| format!("10{}", superscript(libm::round(libm::log10(v)) as i32));
    let words: fn(f64) -> String = |v| {
        let power = libm::floor(libm::log10(v));
        let digits = number::grouped(v / libm::pow(10.0, power), 1);
        format!("{digits}×10{} FLOP", superscript(power as i32))
    };
    Chart {
        title: lang.pick("训练用了多少算力", "How much compute training took").into(),
        alt: say!(lang, ("散点图：知名模型的训练算力，对数刻度，折线是当时的纪录。{takeaway}"), ("Scatter of notable models by training compute, log scale, the line being the record of the day. {takeaway}")),
        takeaway,
        source: axes::source(lang, ("Epoch AI 知名模型数据（CC BY 4.0）", "Epoch AI notable models (CC BY 4.0)")),
        caveat: lang
            .pick(
                "只画把握较大的估计，存疑的不画；日期从Epoch AI。DeepSeek-V3的用时与花费是公司自报，不含研究阶段的试验。",
                "Only estimates rated confident or likely are drawn, on the days that Epoch AI gives. DeepSeek-V3’s hours and cost are the company’s own and leave out research runs.",
            )
            .into(),
        x: axes::time(first, last, lang, axes::day_words(lang)),
        panels: vec![Panel {
            y: axes::value(
                Scale::log(range.low() * 0.5, range.high() * 6.0),
                7,
                lang.pick("FLOP（对数刻度）", "FLOP, log scale").into(),
                power,
                words,
            ),
            weight: 1.0,
            grid: true,
            layers: vec![
                Layer::Dots { dots: cloud.collect(), ink: Ink::Neutral, radius: 1.8, shape: Shape::Disc },
                Layer::Line(Line {
                    name: lang.pick("纪录", "record").into(),
                    points: steps.into(),
                    ink: Ink::Compute,
                    width: 2.0,
                    labelled: true,
                    dash: Dash::Solid,
                }),
                Layer::Dots { dots: named.collect(), ink: Ink::Compute, radius: 3.5, shape: Shape::Disc },
                Layer::Dots { dots: vec![story], ink: Ink::Algorithm, radius: 5.0, shape: Shape::Disc },
            ],
        }],
        heights: (420.0, 440.0),
        table: Table {
            caption: lang.pick("训练算力的历次纪录，及DeepSeek-V3", "Records in training compute, and DeepSeek-V3").into(),
            columns: axes::columns(lang, &[("日期", "Date"), ("模型", "Model"), ("FLOP", "FLOP")]),
            rows: models
                .frontier
                .iter()
                .chain([&models.story])
                .map(|r| {
                    vec![
                        Cell::text(r.day.to_string()),
                        Cell::text(r.name.clone()),
                        Cell::number(r.flop, words(r.flop)),
                    ]
                })
                .collect(),
        },
        ..Chart::blank("efficiency")
    }
}

fn superscript(power: i32) -> String {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let raise = |c: char| c.to_digit(10).and_then(|d| digits.get(d as usize)).copied();
    power.to_string().chars().map(|c| raise(c).unwrap_or('⁻')).collect()
}

fn price(data: &Data, lang: Lang) -> Chart {
    let mut fits: Vec<&Price> = data.models.prices.iter().collect();
    fits.sort_by(|a, b| a.factor.total_cmp(&b.factor));
    // The date of a version would not fit on a phone; the table has it.
    let short = |level: &str| level.split("-20").next().unwrap_or_default().to_string();
    let labels = fits.iter().map(|p| short(&p.level)).collect();
    let ends = fits
        .iter()
        .enumerate()
        .map(|(i, p)| [(p.interval.0.max(1.0), lane(i)), (p.interval.1.min(1e4), lane(i))]);
    let dots =
        fits.iter().enumerate().map(|(i, p)| Dot { x: p.factor, y: lane(i), label: String::new() });
    let (low, high) =
        (fits.first().map_or(1.0, |p| p.factor), fits.last().map_or(1.0, |p| p.factor));
    let (low, high) = (number::grouped(low, 0), number::grouped(high, 0));
    let middle = number::grouped(median_factor(data).unwrap_or(f64::NAN), 0);
    let takeaway = say!(
        lang,
        ("达到同一水平的价格，一年降到原来的几分之一：各组拟合从1/{low}到1/{high}不等，中位数1/{middle}。"),
        ("Within a year the price of a level falls to a fraction of itself: from 1/{low} to 1/{high} in the fits, with a median of 1/{middle}.")
    );
    let count = fits.len() as f64;
    let table = price_table(&fits, lang);
    let places = fits.iter().enumerate().map(|(i, p)| (p.factor, lane(i)));
    Chart {
        title: lang.pick("同样的能力，每年便宜多少倍", "The same capability, how many times cheaper a year").into(),
        alt: say!(lang, ("点与区间图，对数刻度。{takeaway}"), ("Dots with intervals, log scale. {takeaway}")),
        takeaway,
        source: axes::source(lang, ("Epoch AI 大模型价格趋势（CC BY 4.0）", "Epoch AI LLM price trends (CC BY 4.0)")),
        caveat: lang
            .pick(
                "每项拟合只有4到9个点，横线是90%区间，常常极宽；画到一万倍为止，有两项的区间伸到1倍以下。左边写的是以谁的分数为准，各行用的测试见表。",
                "Each fit rests on 4 to 9 points; the bars are 90 % intervals, often very wide, drawn up to ten thousand; two reach below one. On the left stands whose score is the level; the tests are in the table.",
            )
            .into(),
        x: axes::value(
            Scale::log(1.0, 1e4),
            5,
            String::new(),
            |v| number::grouped(v, 0),
            number::plain,
        ),
        panels: vec![Panel {
            y: axes::lanes(labels, lang.pick("每年便宜的倍数（对数刻度）", "Times cheaper a year, log scale").into()),
            weight: 1.0,
            grid: false,
            layers: vec![
                Layer::Strokes { ends: ends.collect(), ink: Ink::Neutral, width: 1.5 },
                Layer::Dots { dots: dots.collect(), ink: Ink::Algorithm, radius: 4.0, shape: Shape::Disc },
            ],
        }],
        heights: (80.0 + 18.0 * count, 80.0 + 18.0 * count),
        marks: axes::marks(&table, places),
        table,
        ..Chart::blank("efficiency")
    }
}
fn price_table(fits: &[&Price], lang: Lang) -> Table {
    Table {
        caption: lang.pick("价格下降的拟合", "Fits of falling prices").into(),
        columns: axes::columns(
            lang,
            &[
                ("测试", "Test"),
                ("水平", "Level"),
                ("点数", "Points"),
                ("每年倍数", "Factor a year"),
                ("区间下端", "Interval from"),
                ("区间上端", "to"),
            ],
        ),
        rows: fits
            .iter()
            .map(|p| {
                let n = |v: f64| Cell::number(v, number::grouped(v, 1));
                vec![
                    Cell::text(p.benchmark.clone()),
                    Cell::text(p.level.clone()),
                    Cell::number(p.points, number::plain(p.points)),
                    n(p.factor),
                    n(p.interval.0),
                    n(p.interval.1),
                ]
            })
            .collect(),
    }
}

fn policy(data: &Data, lang: Lang) -> Chart {
    let counts = &data.attention.policy;
    let shares = |hits: &[f64]| -> Vec<f64> {
        hits.iter().zip(&counts.totals).map(|(n, all)| n / all).collect()
    };
    let (diffusion, compute) = (shares(&data.attention.diffusion), shares(&counts.hits[0]));
    let place = |values: &[f64]| -> Vec<(f64, f64)> {
        counts.starts.iter().map(|d| f64::from(d.0 + 91)).zip(values.iter().copied()).collect()
    };
    let line = |name: &str, values: &[f64], ink, dash| {
        Layer::Line(Line {
            name: name.into(),
            points: place(values).into(),
            ink,
            width: 2.2,
            labelled: true,
            dash,
        })
    };
    let last = |values: &[f64]| number::percent(values.last().copied().unwrap_or(f64::NAN), 0);
    let (d, c) = (last(&diffusion), last(&compute));
    let half =
        |i: usize| counts.starts.get(i).map_or_else(String::new, |s| date::period(*s, 6, lang));
    let now = half(counts.starts.len().saturating_sub(1));
    let takeaway = say!(
        lang,
        ("{now}，{d}的政策文件谈到扩散、采用或部署，{c}谈到算力。"),
        ("In {now}, {d} of policy documents spoke of diffusion, adoption or deployment and {c} of compute.")
    );
    let first = counts.starts.first().copied().unwrap_or_default();
    let end = counts.starts.last().copied().unwrap_or_default().months_later(counts.months);
    let high = SafeRange::of(diffusion.iter().chain(&compute).copied()).high();
    Chart {
        title: lang.pick("政策文件里的“扩散”与“算力”", "“Diffusion” and “compute” in policy documents").into(),
        alt: say!(lang, ("折线图，两条线。{takeaway}"), ("Line chart with two lines. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            ("ETO AGORA 美国人工智能政策文件库（CC BY 4.0），自行计数", "ETO AGORA collection of US policy documents on AI (CC BY 4.0), our own counts"),
        ),
        caveat: lang
            .pick(
                "替代指标：数的是文件，不是影响力；2022年上半年及以前，每半年只有6到29份，比例跳动很大。",
                "A proxy: documents, not influence. Up to mid-2022 there are only 6 to 29 documents a half year, so the shares jump.",
            )
            .into(),
        x: axes::time(first, end, lang, attention::period(6, lang)),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, high * 1.1),
                4,
                lang.pick("占当期文件的比例", "Share of the documents of the half year").into(),
                |v| number::percent(v, 0),
                |v| number::percent(v, 1),
            ),
            weight: 1.0,
            grid: true,
            layers: vec![
                line(lang.pick("算力", "compute"), &compute, Ink::Compute, Dash::Solid),
                line(lang.pick("扩散", "diffusion"), &diffusion, Ink::Algorithm, Dash::Dashed),
            ],
        }],
        heights: (340.0, 340.0),
        table: Table {
            caption: lang.pick("各半年的文件", "Documents by half year").into(),
            columns: axes::columns(
                lang,
                &[("时期", "Period"), ("文件", "Documents"), ("扩散等", "Diffusion"), ("算力", "Compute")],
            ),
            rows: (0..counts.starts.len())
                .map(|i| {
                    let whole = |v: Option<&f64>| {
                        let v = v.copied().unwrap_or(f64::NAN);
                        Cell::number(v, number::grouped(v, 0))
                    };
                    let share = |v: &[f64]| {
                        let v = v.get(i).copied().unwrap_or(f64::NAN);
                        Cell::number(v, number::percent(v, 1))
                    };
                    vec![Cell::text(half(i)), whole(counts.totals.get(i)), share(&diffusion), share(&compute)]
                })
                .collect(),
        },
        ..Chart::blank("efficiency")
    }
}
