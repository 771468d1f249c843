//! `spec`: the H20 against the H100, measure by measure, and the lines of the export rules.

use super::Id;
use super::axes::{self, lane};
use super::control::{Choice, Kind, Picks, Words};
use crate::chart::{Cell, Chart, Dot, Ink, Layer, Mark, Panel, Shape, Table};
use crate::data::Data;
use crate::data::chips::{Chip, FILE};
use crate::i18n::{Lang, number};
use crate::model::scale::Scale;
use crate::say;

/// A measure: key, words, column of [`Chip::values`].
const MEASURES: [(&str, Words, usize); 7] = [
    ("fp16", ("FP16算力", "FP16 compute"), 0),
    ("int8", ("INT8算力", "INT8 compute"), 1),
    ("tpp", ("规则用的TPP", "TPP, as in the rules"), 6),
    ("fp32", ("FP32算力", "FP32 compute"), 2),
    ("link", ("互联带宽", "Link bandwidth"), 5),
    ("bandwidth", ("显存带宽", "Memory bandwidth"), 4),
    ("memory", ("显存容量", "Memory"), 3),
];

/// What the H20's inference power is reported to be of the H100's.
pub const REPORTED: f64 = 0.2;
/// Total processing performance from which chips are controlled: since October 2022, and, where their
/// performance density is high enough, since October 2023.
pub const TPP_LINES: [f64; 2] = [4_800.0, 2_400.0];
/// Link bandwidth from which chips were controlled in 2022, GB/s.
const LINK_LINE: f64 = 600.0;

/// The figure's choices.
pub static KIND: Kind = Kind {
    id: Id::Spec,
    choices: &[Choice {
        key: "by",
        label: ("看", "Show"),
        options: &[
            ("h20", ("H20的每一项", "The H20, all measures")),
            ("fp16", ("FP16算力", "FP16 compute")),
            ("int8", ("INT8算力", "INT8")),
            ("tpp", ("TPP", "TPP")),
            ("fp32", ("FP32算力", "FP32")),
            ("link", ("互联带宽", "Link")),
            ("bandwidth", ("显存带宽", "Memory bandwidth")),
            ("memory", ("显存", "Memory")),
        ],
    }],
    chart,
    file: |_| FILE,
};

fn chip<'a>(data: &'a Data, name: &str) -> Option<&'a Chip> {
    data.chips.iter().find(|c| c.name == name)
}

fn ratio(data: &Data, chip: &Chip, column: usize) -> Option<f64> {
    let whole = self::chip(data, "H100")?;
    Some((*chip.values.get(column)?)? / (*whole.values.get(column)?)?)
}

/// The H20 as a ratio to the H100 on every measure, in the figure's order.
pub fn h20(data: &Data) -> Vec<(&'static str, Words, f64)> {
    let Some(chip) = chip(data, "H20") else { return Vec::new() };
    let one = |(key, words, column): &(&'static str, Words, usize)| {
        Some((*key, *words, ratio(data, chip, *column)?))
    };
    MEASURES.iter().filter_map(one).collect()
}

fn chart(data: &Data, picks: &Picks, lang: Lang) -> Chart {
    let by = picks.get("by");
    let measure = MEASURES.iter().find(|(key, ..)| *key == by);
    let rows: Vec<(String, Option<f64>)> = match measure {
        None => h20(data)
            .into_iter()
            .map(|(_, (zh, en), r)| (lang.pick(zh, en).to_string(), Some(r)))
            .collect(),
        Some((.., column)) => {
            data.chips.iter().map(|c| (c.name.clone(), ratio(data, c, *column))).collect()
        }
    };
    let rule = rule(data, by, lang);
    let mut lines: Vec<f64> = rule.iter().map(|r| r.0).collect();
    if let (true, Some(h100)) = (by == "tpp", chip(data, "H100").and_then(|c| c.values[6])) {
        lines.push(TPP_LINES[0] / h100);
    }
    let high = rows.iter().filter_map(|(_, r)| *r).fold(1.2, f64::max);
    let takeaway = takeaway(data, &rows, measure.map(|m| m.1), rule.as_ref(), lang);
    let mut layers = vec![Layer::Strokes {
        ends: lines.iter().map(|at| [(*at, -0.3), (*at, -(rows.len() as f64) - 0.2)]).collect(),
        ink: Ink::Algorithm,
        width: 1.5,
    }];
    let limit = rule.as_ref().map_or(0.0, |r| r.0);
    for (ink, within) in [(Ink::Neutral, false), (Ink::Compute, true)] {
        // One chip: what is at most a fifth stands out. All chips: the one the story is about does.
        let strong = |name: &str, r: f64| match measure {
            None => r <= limit,
            Some(_) => name == "H20",
        };
        let shown = || {
            let rows = rows.iter().enumerate();
            rows.filter_map(|(i, (name, r))| Some((i, name, (*r)?)))
                .filter(move |(_, name, r)| strong(name, *r) == within)
        };
        layers.push(Layer::Strokes {
            ends: shown().map(|(i, _, r)| [(0.0, lane(i)), (r, lane(i))]).collect(),
            ink,
            width: 13.0,
        });
        // Past the rule's line where the bar ends just before it.
        let past = |r: f64| if r < limit && limit - r < 0.08 { limit } else { r };
        let dots =
            shown().map(|(i, _, r)| Dot { x: past(r), y: lane(i), label: number::percent(r, 0) });
        let dots = dots.collect();
        layers.push(Layer::Dots { dots, ink, radius: 0.0, shape: Shape::Disc });
    }
    let labels = rows.iter().map(|(name, _)| name.clone()).collect();
    let mark = |(i, (name, r)): (usize, &(String, Option<f64>))| {
        let (x, words) = (r.unwrap_or(0.0), number::percent(r.unwrap_or(f64::NAN), 0));
        Mark { panel: 0, x, y: lane(i), words: format!("{name} {words}") }
    };
    let marks = rows.iter().enumerate().map(mark).collect();
    let title = rule.map_or(String::new(), |(_, words)| format!("│ {words}"));
    Chart {
        title: match measure {
            None => lang.pick("H20与H100之比", "The H20 against the H100").into(),
            Some((_, (zh, en), _)) => say!(lang, ("{zh}：各款与H100之比"), ("{en}: each chip against the H100")),
        },
        alt: say!(lang, ("条形图。{takeaway}"), ("Bar chart. {takeaway}")),
        takeaway,
        source: axes::source(
            lang,
            (
                "Epoch AI 机器学习硬件数据（CC BY 4.0）；互联带宽据厂商资料，界限据美国商务部规则（2022年10月、2023年10月）",
                "Epoch AI ML hardware data (CC BY 4.0); link bandwidth from vendor sheets, lines from the US Commerce Department’s rules of October 2022 and October 2023",
            ),
        ),
        caveat: lang
            .pick(
                "比的是纸面规格：稠密算力，SXM型号。“五分之一”是报道里的推理算力，没有说明按哪一项。FP16、INT8和规则所用的总处理性能（TPP）其实是同一种算力的三种写法。2400一档另看性能密度。表里没有的不画。",
                "Paper specifications: dense compute, SXM models. “A fifth” is the inference power as reported, without saying on which measure. FP16, INT8 and the rules’ total processing performance (TPP) are one capacity counted three ways. The line at 2,400 also looks at performance density. Where the table has no value nothing is drawn.",
            )
            .into(),
        x: axes::value(
            Scale::linear(0.0, high * 1.18),
            5,
            String::new(),
            |v| number::percent(v, 0),
            |v| number::percent(v, 0),
        ),
        panels: vec![Panel { y: axes::lanes(labels, title), weight: 1.0, grid: false, layers }],
        heights: (300.0, 300.0),
        marks,
        table: table(data, lang),
        ..Chart::blank("spec")
    }
}

/// The rule's line for a measure, as a ratio to the H100, and its words.
fn rule(data: &Data, by: &str, lang: Lang) -> Option<(f64, &'static str)> {
    let h100 = chip(data, "H100")?;
    let against = |line: f64, column: usize| Some(line / (*h100.values.get(column)?)?);
    match by {
        "h20" => Some((REPORTED, lang.pick("报道：五分之一", "reported: a fifth"))),
        "tpp" => Some((
            against(TPP_LINES[1], 6)?,
            lang.pick(
                "管制线：TPP 4800（2022年规则），2400（2023年添）",
                "control lines: TPP 4,800 (2022), 2,400 (added 2023)",
            ),
        )),
        "link" => Some((
            against(LINK_LINE, 5)?,
            lang.pick("管制线：600 GB/s（2022年规则）", "control line: 600 GB/s (rule of 2022)"),
        )),
        _ => None,
    }
}

fn takeaway(
    data: &Data,
    rows: &[(String, Option<f64>)],
    measure: Option<Words>,
    rule: Option<&(f64, &'static str)>,
    lang: Lang,
) -> String {
    let Some((zh, en)) = measure else {
        let all = h20(data);
        let say = |key: &str| {
            all.iter().find(|m| m.0 == key).map_or_else(String::new, |m| number::percent(m.2, 0))
        };
        let (few, n) = (all.iter().filter(|m| m.2 <= REPORTED).count(), all.len());
        let (fp16, bandwidth) = (say("fp16"), say("bandwidth"));
        return say!(
            lang,
            ("H20的FP16算力是H100的{fp16}，显存带宽却是{bandwidth}；{n}项规格里，不到五分之一的有{few}项。"),
            ("The H20 has {fp16} of the H100’s FP16 compute but {bandwidth} of its memory bandwidth; on {few} of {n} measures it is below a fifth.")
        );
    };
    let h20 = rows.iter().find(|r| r.0 == "H20").and_then(|r| r.1).unwrap_or(f64::NAN);
    let words = number::percent(h20, 0);
    let side = match rule {
        Some((line, _)) if h20 < *line && *line - h20 < 0.05 => {
            lang.pick("，刚好在管制线以下", ", just below the control line")
        }
        Some((line, _)) if h20 < *line => lang.pick("，在管制线以下", ", below the control line"),
        Some(_) => lang.pick("，在管制线以上", ", above the control line"),
        None => "",
    };
    say!(
        lang,
        ("按{zh}，H20是H100的{words}{side}。"),
        ("By {}, the H20 is {words} of the H100{side}.", lower(en))
    )
}

/// A measure inside a sentence: abbreviations keep their capitals.
fn lower(words: &str) -> String {
    let mut letters = words.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_ascii_lowercase() => {
            first.to_ascii_lowercase().to_string() + letters.as_str()
        }
        _ => words.into(),
    }
}

fn table(data: &Data, lang: Lang) -> Table {
    let mut columns = vec![lang.pick("芯片", "Chip").to_string()];
    let units = ["TFLOPS", "TOPS", "", "TFLOPS", "GB/s", "TB/s", "GB"];
    for ((_, (zh, en), _), unit) in MEASURES.iter().zip(units) {
        columns.push(format!("{} {unit}", lang.pick(zh, en)).trim().to_string());
    }
    let row = |chip: &Chip| {
        let mut row = vec![Cell::text(chip.name.clone())];
        row.extend(MEASURES.iter().map(|(.., column)| {
            match chip.values.get(*column).copied().flatten() {
                Some(v) => Cell::number(v, number::plain(v)),
                None => Cell::text("—"),
            }
        }));
        row
    };
    Table {
        caption: lang.pick("规格（稠密算力）", "Specifications (dense compute)").into(),
        columns,
        rows: data.chips.iter().map(row).collect(),
    }
}

/// The H20's total processing performance as a part of the later control line.
pub fn h20_of_line(data: &Data) -> Option<f64> {
    Some((*chip(data, "H20")?.values.get(6)?)? / TPP_LINES[1])
}
