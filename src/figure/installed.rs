//! `installed`: NVIDIA's installed compute by owner, China's part of it, the H20's part of sales.

use super::Id;
use super::axes;
use super::control::{Choice, Kind};
use crate::chart::{Cell, Chart, Dash, Ink, Layer, Line, Panel, Table};
use crate::data::installed::{FILE, Installed, MIX_FILE, OWNERS};
use crate::i18n::{Lang, date, number};
use crate::model::day::Day;
use crate::model::scale::{SafeRange, Scale};
use crate::say;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Installed,
    choices: &[Choice {
        key: "view",
        label: ("看", "Show"),
        options: &[
            ("owner", ("按所有者", "By owner")),
            ("share", ("中国的份额", "China’s share")),
            ("mix", ("H20的占比", "The H20’s share")),
        ],
    }],
    chart: |data, picks, lang| match picks.get("view") {
        "share" => share(&data.installed, lang),
        "mix" => mix(&data.installed, lang),
        _ => owner(&data.installed, lang),
    },
    file: |picks| if picks.get("view") == "mix" { MIX_FILE } else { FILE },
};

fn name(owner: &str, lang: Lang) -> &str {
    let zh = match owner {
        "Microsoft" => "微软",
        "Google" => "谷歌",
        "Amazon" => "亚马逊",
        "Oracle" => "甲骨文",
        "China" => "中国",
        other => other,
    };
    lang.pick(zh, owner)
}

fn at(days: &[Day], values: &[f64]) -> Vec<(f64, f64)> {
    days.iter().map(|d| f64::from(d.0)).zip(values.iter().copied()).collect()
}

fn frame(installed: &Installed, title: &str, takeaway: String, lang: Lang) -> Chart {
    let (from, to) = ends(&installed.quarters);
    Chart {
        title: title.into(),
        alt: say!(lang, ("折线图。{takeaway}"), ("Line chart. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            ("Epoch AI 芯片数量估计（CC BY 4.0）", "Epoch AI estimates of chip counts (CC BY 4.0)"),
        ),
        caveat: lang
            .pick(
                "都是估计值，折算为H100。只算英伟达的芯片，别家的和自研的不算；买走的未必都在运行，经第三国流转的不在内；中国的估计自2025年9月起原样延续。",
                "All are estimates in H100 equivalents. Only NVIDIA’s chips count, not those of others or of the owners’ own make; what was bought need not be running, and chips routed through third countries are not in it; the estimate for China is carried forward unchanged from September 2025.",
            )
            .into(),
        x: axes::time(from, to, lang, axes::month_words(lang)),
        heights: (380.0, 400.0),
        ..Chart::blank("installed")
    }
}

fn ends(days: &[Day]) -> (Day, Day) {
    (days.first().copied().unwrap_or_default(), days.last().copied().unwrap_or(Day(1)))
}

fn last(values: Option<&Vec<f64>>) -> f64 {
    values.and_then(|v| v.last()).copied().unwrap_or(f64::NAN)
}

/// China's share of all of NVIDIA's installed compute, quarter by quarter.
pub fn china_share(installed: &Installed) -> Vec<f64> {
    match (installed.owners.last(), installed.total.get(1)) {
        (Some(china), Some(all)) => china.iter().zip(all).map(|(c, t)| c / t).collect(),
        _ => Vec::new(),
    }
}

fn owner(installed: &Installed, lang: Lang) -> Chart {
    let dashes = [Dash::Solid, Dash::Dashed, Dash::DashDot, Dash::Dotted].into_iter().cycle();
    let line = |((owner, values), dash): ((&&str, &Vec<f64>), Dash)| {
        let china = *owner == "China";
        Layer::Line(Line {
            name: name(owner, lang).into(),
            points: at(&installed.quarters, values).into(),
            ink: if china { Ink::Compute } else { Ink::Neutral },
            width: if china { 2.4 } else { 1.4 },
            labelled: true,
            dash: if china { Dash::Solid } else { dash },
        })
    };
    // Five lines are as many as can be told apart; the sixth owner is in the full data.
    let shown = || OWNERS.iter().zip(&installed.owners).filter(|(owner, _)| **owner != "Oracle");
    let mut layers = Vec::new();
    if let [low, high] = installed.china.as_slice() {
        layers.push(Layer::Area {
            upper: at(&installed.quarters, high),
            lower: at(&installed.quarters, low),
            ink: Ink::Compute,
        });
    }
    layers.extend(shown().zip(dashes).map(line));
    let range = SafeRange::of(installed.owners.iter().flatten().copied());
    let full = |v: f64| match lang {
        Lang::ZhHans => number::short(v, lang),
        Lang::En => number::grouped(number::significant(v, 3), 0),
    };
    let china = full(last(installed.owners.last()));
    let top = full(last(installed.owners.first()));
    let when = date::month(ends(&installed.quarters).1, lang);
    let takeaway = say!(
        lang,
        ("到{when}，中国手里的英伟达算力估计相当于{china}块H100，微软一家是{top}块。"),
        ("By {when}, China’s installed NVIDIA compute is estimated at {china} H100 equivalents; Microsoft alone has {top}.")
    );
    let mut columns = vec![lang.pick("季末", "Quarter end").to_string()];
    columns.extend(shown().map(|(o, _)| name(o, lang).to_string()));
    columns.extend(["5%", "95%"].map(|p| format!("{} {p}", name("China", lang))));
    let rows = installed.quarters.iter().enumerate().map(|(i, day)| {
        let mut row = vec![Cell::text(day.to_string())];
        row.extend(shown().map(|s| s.1).chain(&installed.china).map(|values| {
            let v = values.get(i).copied().unwrap_or(f64::NAN);
            Cell::number(v, number::grouped(v, 0))
        }));
        row
    });
    let title = lang.pick("英伟达算力在谁手里", "Who holds NVIDIA’s compute");
    let chart = frame(installed, title, takeaway, lang);
    let drawn = lang.pick(
        "阴影是中国一线的5%—95%区间；甲骨文不画，数在完整数据里。",
        " The shade is the 5–95 % range for China; Oracle is not drawn but in the full data.",
    );
    Chart {
        caveat: chart.caveat + drawn,
        panels: vec![Panel {
            y: axes::value(
                Scale::log(range.low() * 0.8, range.high() * 1.4),
                5,
                lang.pick("H100当量（对数刻度）", "H100 equivalents, log scale").into(),
                |v| number::short(v, lang),
                lang.pick(|v| number::short(v, Lang::ZhHans), |v| number::short(v, Lang::En)),
            ),
            weight: 1.0,
            grid: true,
            layers,
        }],
        table: Table {
            caption: lang.pick("估计装机量，H100当量", "Estimated stock, H100 equivalents").into(),
            columns,
            rows: rows.collect(),
        },
        ..chart
    }
}

fn share(installed: &Installed, lang: Lang) -> Chart {
    let shares = china_share(installed);
    let say = |v: Option<f64>| number::percent(v.unwrap_or(f64::NAN), 1);
    let peak = shares.iter().copied().reduce(f64::max);
    let when = shares.iter().position(|s| Some(*s) == peak).and_then(|i| installed.quarters.get(i));
    let (when, now) = (
        date::month(when.copied().unwrap_or_default(), lang),
        date::month(ends(&installed.quarters).1, lang),
    );
    let (high, low) = (say(peak), say(shares.last().copied()));
    let takeaway = say!(
        lang,
        ("中国在英伟达算力里的估计份额，从{when}的{high}降到{now}的{low}。"),
        ("China’s estimated share of NVIDIA’s installed compute fell from {high} in {when} to {low} in {now}.")
    );
    single(
        installed,
        (lang.pick("中国的份额", "China’s share"), lang.pick("中国", "China")),
        (&installed.quarters, &shares),
        takeaway,
        lang,
    )
}

fn mix(installed: &Installed, lang: Lang) -> Chart {
    let most = installed.h20.iter().copied().fold(0.0, f64::max);
    let most = number::percent(most, 0);
    let takeaway = say!(
        lang,
        ("H20在英伟达数据中心芯片估计构成里的占比，最高的一季是{most}。"),
        ("The H20’s share in the estimated mix of NVIDIA’s data-centre chips was {most} in its best quarter.")
    );
    let chart = single(
        installed,
        (lang.pick("H20在芯片构成里的占比", "The H20’s share of the mix"), "H20"),
        (&installed.fiscal, &installed.h20),
        takeaway,
        lang,
    );
    let (from, to) = ends(&installed.fiscal);
    Chart {
        x: axes::time(from, to, lang, axes::month_words(lang)),
        caveat: lang
            .pick(
                "估计值，按英伟达财季，点画在季初。占比按什么折算，原表没有写明。",
                "Estimates by NVIDIA’s fiscal quarters, placed at their first day. The table does not say on what basis the shares are counted.",
            )
            .into(),
        ..chart
    }
}

/// One line of shares.
fn single(
    installed: &Installed,
    (title, name): (&str, &str),
    (days, values): (&[Day], &[f64]),
    takeaway: String,
    lang: Lang,
) -> Chart {
    let row = |(day, v): (&Day, &f64)| {
        vec![Cell::text(day.to_string()), Cell::number(*v, number::percent(*v, 1))]
    };
    let high = SafeRange::of(values.iter().copied()).high();
    Chart {
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, high * 1.15),
                4,
                title.into(),
                |v| number::percent(v, 0),
                |v| number::percent(v, 1),
            ),
            weight: 1.0,
            grid: true,
            layers: vec![Layer::Line(Line {
                name: name.into(),
                points: at(days, values).into(),
                ink: Ink::Compute,
                width: 2.4,
                labelled: true,
                dash: Dash::Solid,
            })],
        }],
        table: Table {
            caption: title.into(),
            columns: axes::columns(lang, &[("季度", "Quarter"), ("比例", "Share")]),
            rows: days.iter().zip(values).map(row).collect(),
        },
        ..frame(installed, title, takeaway, lang)
    }
}
