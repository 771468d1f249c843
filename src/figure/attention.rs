//! `attention`: how often words for compute, algorithms and data occur, and when compute broke away.

mod words;

use super::axes;
use super::{choice, choice_name};
use crate::chart::{Band, Cell, Chart, Ink, Layer, Line, Marker, Panel, Table};
use crate::data::Data;
use crate::data::attention::Counts;
use crate::data::events::by_id;
use crate::i18n::{Lang, date};
use crate::model::change_point::{ChangePoint, change_point};
use crate::model::day::Day;
use crate::model::scale::{SafeRange, Scale};
use crate::model::shares::rolling_rate;

/// Which proxy is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Titles on a technology news board.
    Board,
    /// Only those of them about AI or China.
    BoardAi,
    /// US policy documents on AI.
    Policy,
    /// Story addresses on US home pages.
    News,
}

/// How the counts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Each group against its own rate before August 2022, which is 100.
    Index,
    /// Occurrences per thousand items.
    Rate,
    /// Share among the three groups.
    Share,
}

const SOURCES: [(&str, Source); 4] = [
    ("board", Source::Board),
    ("board-ai", Source::BoardAi),
    ("policy", Source::Policy),
    ("news", Source::News),
];
const MEASURES: [(&str, Measure); 3] =
    [("index", Measure::Index), ("rate", Measure::Rate), ("share", Measure::Share)];

/// Smoothing windows offered, in periods.
pub const WINDOWS: [usize; 3] = [1, 3, 5];
/// Credible level of the change point's interval.
pub const LEVEL: f64 = 0.9;
/// The story's break, 2022-08-01: the base of the index ends before it.
pub const STORY_BREAK: Day = Day(19_205);
/// Fewer base counts than this make an index of noise; the rate is shown instead.
const LEAST_BASE: f64 = 5.0;
/// Fewer base periods than this do so too.
const LEAST_PERIODS: usize = 4;

/// What a reader can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// The proxy.
    pub source: Source,
    /// The measure.
    pub measure: Measure,
    /// Smoothing window in periods, one of [`WINDOWS`].
    pub window: usize,
}

impl Default for Params {
    fn default() -> Self {
        Self { source: Source::Board, measure: Measure::Rate, window: 3 }
    }
}

impl Params {
    /// The value of each key in an address.
    pub fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            ("source", choice_name(self.source, &SOURCES).into()),
            ("measure", choice_name(self.measure, &MEASURES).into()),
            ("window", self.window.to_string()),
        ]
    }

    /// Takes one key from an address; what is not understood changes nothing.
    pub fn read(&mut self, key: &str, value: &str) {
        match key {
            "source" => self.source = choice(value, &SOURCES, self.source),
            "measure" => self.measure = choice(value, &MEASURES, self.measure),
            "window" => {
                let wanted = value.parse().ok();
                self.window = wanted.filter(|w| WINDOWS.contains(w)).unwrap_or(self.window);
            }
            _ => {}
        }
    }
}

/// The counts a source stands for.
pub fn counts(data: &Data, source: Source) -> &Counts {
    match source {
        Source::Board => &data.attention.board,
        Source::BoardAi => &data.attention.board_ai,
        Source::Policy => &data.attention.policy,
        Source::News => &data.attention.news,
    }
}

/// What compute's occurrences are counted among: all items, or all three groups' occurrences.
fn denominators(counts: &Counts, measure: Measure) -> Vec<f64> {
    let [compute, algorithm, data] = &counts.hits;
    match measure {
        Measure::Index | Measure::Rate => counts.totals.clone(),
        Measure::Share => {
            compute.iter().zip(algorithm).zip(data).map(|((c, a), d)| c + a + d).collect()
        }
    }
}

/// Where compute's rate (or share) changed, from the raw counts: smoothing does not touch it.
pub fn compute_change(counts: &Counts, measure: Measure) -> Option<ChangePoint> {
    change_point(&counts.hits[0], &denominators(counts, measure), LEVEL)
}

/// The change point where it is as good as certain that there is one.
fn clear(change: Option<&ChangePoint>) -> Option<&ChangePoint> {
    change.filter(|c| c.certainty >= LEVEL)
}

/// Counts of all items before the story's break: how much a source can say about it.
pub fn base_total(counts: &Counts) -> f64 {
    counts.totals.iter().take(base_periods(counts)).sum()
}

/// 2020-04-01, the quarter of the GPT-3 paper: where the story's "about equal" begins.
const STORY_START: Day = Day(18_353);

/// How many times as often as `other` the group `group` was named between GPT-3 and the story's break;
/// groups by their place in [`Counts::hits`].
pub fn lead(counts: &Counts, group: usize, other: usize) -> Option<f64> {
    let start = counts.starts.partition_point(|d| *d < STORY_START);
    let named = |group: usize| -> Option<f64> {
        Some(counts.hits.get(group)?.get(start..base_periods(counts))?.iter().sum())
    };
    let ratio = named(group)? / named(other)?;
    ratio.is_finite().then_some(ratio)
}

/// The measure that can be shown: an index needs enough counts before the break.
pub fn shown_measure(counts: &Counts, wanted: Measure) -> Measure {
    let base = base_periods(counts);
    let enough = base >= LEAST_PERIODS
        && counts.hits.iter().all(|h| h.iter().take(base).sum::<f64>() >= LEAST_BASE);
    if wanted == Measure::Index && !enough { Measure::Rate } else { wanted }
}

fn base_periods(counts: &Counts) -> usize {
    let ends_before = |start: &&Day| start.0 + counts.months as i32 * 30 <= STORY_BREAK.0;
    counts.starts.iter().take_while(ends_before).count()
}

/// The three smoothed lines in the measure's unit (index points, per thousand, ratio).
pub fn lines(counts: &Counts, measure: Measure, window: usize) -> [Vec<f64>; 3] {
    let below = denominators(counts, measure);
    counts.hits.each_ref().map(|hits| {
        let smooth = rolling_rate(hits, &below, window);
        let factor = match measure {
            Measure::Share => 1.0,
            Measure::Rate => 1000.0,
            Measure::Index => {
                let base = base_periods(counts);
                let sum = |v: &[f64]| v.iter().take(base).sum::<f64>();
                100.0 * sum(&below) / sum(hits)
            }
        };
        smooth.into_iter().map(|v| v * factor).collect()
    })
}

/// The figure.
pub fn chart(data: &Data, params: &Params, lang: Lang) -> Chart {
    let counts = counts(data, params.source);
    let measure = shown_measure(counts, params.measure);
    let lines = lines(counts, measure, params.window);
    let change = compute_change(counts, measure);
    let from = counts.starts.first().copied().unwrap_or(STORY_BREAK);
    let last = counts.starts.last().copied().unwrap_or(STORY_BREAK);
    let to = Day(last.0 + counts.months as i32 * 30);
    let high = SafeRange::of(lines.iter().flatten().copied()).high();
    let takeaway = words::takeaway(counts, change.as_ref(), measure, lang);
    Chart {
        id: "attention",
        title: lang.pick("注意力：算力、算法、数据", "Attention: compute, algorithms, data").into(),
        alt: lang.pick(
            format!("折线图，三条线。{takeaway}"),
            format!("Line chart with three lines. {takeaway}"),
        ),
        takeaway,
        source: words::source(params.source, lang),
        caveat: words::caveat(params, measure, clear(change.as_ref()), lang),
        x: axes::time(from, to, lang, words::period(counts.months, lang)),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, high * 1.05),
                5,
                words::unit(params.source, measure, lang),
                words::tick(measure),
                words::value(measure, lang),
            ),
            weight: 1.0,
            grid: true,
            layers: layers(counts, &lines, lang),
        }],
        bands: clear(change.as_ref()).map(|c| band(counts, c, lang)).into_iter().collect(),
        markers: markers(data, from, to, lang),
        heights: (400.0, 440.0),
        table: table(counts, &lines, measure, lang),
    }
}

/// The middle of a period: where its value is drawn.
fn middle(counts: &Counts, index: usize) -> f64 {
    let start = counts.starts.get(index).map_or(0, |d| d.0);
    f64::from(start + counts.months as i32 * 15)
}

fn layers(counts: &Counts, lines: &[Vec<f64>; 3], lang: Lang) -> Vec<Layer> {
    let inks = [Ink::Compute, Ink::Algorithm, Ink::Data];
    let series = lines.iter().zip(inks).zip(words::GROUPS);
    // Compute last, so that it lies on top.
    let series = series.rev().map(|((values, ink), (zh, en))| {
        Layer::Line(Line {
            name: lang.pick(zh, en).into(),
            points: values.iter().enumerate().map(|(i, v)| (middle(counts, i), *v)).collect(),
            ink,
            width: if ink == Ink::Compute { 2.6 } else { 1.8 },
            labelled: true,
        })
    });
    series.collect()
}

fn band(counts: &Counts, change: &ChangePoint, lang: Lang) -> Band {
    let start = |i: usize| counts.starts.get(i).map_or(0.0, |d| f64::from(d.0));
    let (low, high) = change.interval;
    Band {
        from: start(low),
        to: start(high) + f64::from(counts.months * 30),
        label: lang.pick("算力变点，90%区间", "change in compute, 90%").into(),
        ink: Ink::Compute,
    }
}

fn markers(data: &Data, from: Day, to: Day, lang: Lang) -> Vec<Marker> {
    ["gpt3", "licence-letter", "chatgpt"]
        .into_iter()
        .filter_map(|id| by_id(&data.events, id))
        .filter(|event| (from..=to).contains(&event.day))
        .zip(1..)
        .map(|(event, n)| Marker {
            x: f64::from(event.day.0),
            badge: n.to_string(),
            label: format!("{} {}", date::date(event.day, lang), lang.pick(&event.zh, &event.en)),
        })
        .collect()
}

fn table(counts: &Counts, lines: &[Vec<f64>; 3], measure: Measure, lang: Lang) -> Table {
    let mut columns = vec![lang.pick("时期", "Period").to_string()];
    columns.extend(words::GROUPS.map(|(zh, en)| lang.pick(zh, en).to_string()));
    let say = words::value(measure, lang);
    let rows = counts
        .starts
        .iter()
        .enumerate()
        .map(|(i, start)| {
            let mut row = vec![Cell::text(date::period(*start, counts.months, lang))];
            row.extend(lines.iter().map(|values| {
                let value = values.get(i).copied().unwrap_or(f64::NAN);
                Cell::number(value, say(value))
            }));
            row
        })
        .collect();
    Table { caption: words::table_caption(measure, lang), columns, rows }
}
