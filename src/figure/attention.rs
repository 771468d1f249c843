//! `attention`: how often words for compute, algorithms and data occur, and when compute broke away.

mod guess;
mod params;
mod words;

pub use guess::{GUESSES, Guess};
pub use params::Params;
pub(super) use words::period;

use super::axes;
use crate::chart::{Band, Cell, Chart, Dash, Ink, Layer, Line, Marker, Panel, Table};
use crate::data::Data;
use crate::data::attention::Counts;
use crate::data::events::by_id;
use crate::i18n::{Lang, date, number};
use crate::model::change_point::{ChangePoint, change_point};
use crate::model::day::Day;
use crate::model::scale::{SafeRange, Scale};
use crate::model::shares::rolling_rate;
use crate::say;

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

/// Which groups compute is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Against {
    /// Algorithms and data.
    Both,
    /// Algorithms alone.
    Algorithm,
    /// Data alone.
    Data,
}

const AGAINST: [(&str, Against); 3] =
    [("both", Against::Both), ("algorithm", Against::Algorithm), ("data", Against::Data)];

impl Against {
    /// Whether a group of [`Counts::hits`] is counted.
    fn has(self, group: usize) -> bool {
        match group {
            1 => self != Self::Data,
            2 => self != Self::Algorithm,
            _ => true,
        }
    }
}

/// The counts of the chosen source and span.
fn chosen(data: &Data, params: &Params) -> Counts {
    let counts = counts(data, params.source);
    if params.late { since(counts, STORY_START) } else { counts.clone() }
}

/// The periods that start on or after a day.
pub fn since(counts: &Counts, first: Day) -> Counts {
    let start = counts.starts.partition_point(|d| *d < first);
    let cut = |values: &[f64]| values.get(start..).unwrap_or_default().to_vec();
    Counts {
        months: counts.months,
        starts: counts.starts.get(start..).unwrap_or_default().to_vec(),
        totals: cut(&counts.totals),
        hits: counts.hits.each_ref().map(|h| cut(h)),
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

/// What compute's occurrences are counted among: all items, or the occurrences of the compared groups.
fn denominators(counts: &Counts, measure: Measure, against: Against) -> Vec<f64> {
    match measure {
        Measure::Index | Measure::Rate => counts.totals.clone(),
        Measure::Share => {
            let mut sums = vec![0.0; counts.starts.len()];
            for (_, hits) in counts.hits.iter().enumerate().filter(|(group, _)| against.has(*group))
            {
                for (sum, n) in sums.iter_mut().zip(hits) {
                    *sum += n;
                }
            }
            sums
        }
    }
}

/// Where compute's rate (or share) changed, from the raw counts: smoothing does not touch it.
pub fn compute_change(counts: &Counts, measure: Measure, against: Against) -> Option<ChangePoint> {
    change_point(&counts.hits[0], &denominators(counts, measure, against), LEVEL)
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
pub const STORY_START: Day = Day(18_353);

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
    let ends_before = |start: &&Day| start.months_later(counts.months) <= STORY_BREAK;
    counts.starts.iter().take_while(ends_before).count()
}

/// The three smoothed lines in the measure's unit (index points, per thousand, ratio).
pub fn lines(counts: &Counts, measure: Measure, window: usize, against: Against) -> [Vec<f64>; 3] {
    let below = denominators(counts, measure, against);
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
    let counts = &chosen(data, params);
    let measure = shown_measure(counts, params.measure);
    let lines = lines(counts, measure, params.window, params.against);
    let change = compute_change(counts, measure, params.against);
    let from = counts.starts.first().copied().unwrap_or(STORY_BREAK);
    let last = counts.starts.last().copied().unwrap_or(STORY_BREAK);
    let to = last.months_later(counts.months);
    let shown = lines.iter().enumerate().filter(|(group, _)| params.against.has(*group));
    let high = SafeRange::of(shown.flat_map(|(_, values)| values.iter().copied())).high();
    let mut takeaway = words::takeaway(counts, change.as_ref(), (measure, params.against), lang);
    let mut layers = layers(counts, &lines, params.against, lang);
    if params.sketch {
        layers.insert(0, sketch(from, to, high, lang));
        takeaway += lang.pick(
            "标着“草图”的线是评论描述的形状，没有公布数据。",
            " The line marked “sketch” has the shape the commentary describes; no data of it were published.",
        );
    }
    let theirs = params
        .guess
        .as_ref()
        .filter(|_| params.source == Source::Board && measure == Measure::Rate);
    if let Some(guess) = theirs {
        layers.insert(0, guess.layer(lang));
        takeaway += &guess.compare(counts, change.as_ref(), lang);
    }
    let high = high.max(theirs.map_or(0.0, Guess::highest));
    let own = own(counts, params);
    if let Some(means) = &own {
        layers.insert(0, Layer::Line(own_line(counts, means, high, lang)));
        takeaway += lang.pick(
            "你的序列缩放到图的高度：可比的是形状，不是数值。",
            " Your series is scaled to the chart’s height: compare its shape, not its values.",
        );
    }
    let markers = markers(data, from, to, lang);
    let mut table = table(counts, &lines, params, measure, lang);
    if let Some(means) = own {
        table
            .columns
            .push(lang.pick("你的序列，各期平均", "Your series, mean of the period").into());
        for (row, mean) in table.rows.iter_mut().zip(means) {
            row.push(Cell::number(mean, number::grouped(mean, 3)));
        }
    }
    let after = |x: f64| counts.starts.partition_point(|start| f64::from(start.0) <= x);
    axes::add_events(&mut table, &markers, lang, |x| after(x).checked_sub(1));
    let told = axes::told(&markers, lang);
    Chart {
        id: "attention",
        title: lang.pick("注意力：算力、算法、数据", "Attention: compute, algorithms, data").into(),
        alt: say!(lang, ("折线图。{takeaway}{told}"), ("Line chart. {takeaway}{told}")),
        takeaway,
        source: words::source(params.source, lang),
        caveat: words::caveat(params, measure, clear(change.as_ref()), lang),
        x: axes::time(from, to, lang, words::period(counts.months, lang)),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, high * 1.05),
                5,
                words::unit(params, measure, lang),
                words::tick(measure),
                words::value(measure, lang),
            ),
            weight: 1.0,
            grid: true,
            layers,
        }],
        bands: clear(change.as_ref()).map(|c| band(counts, c, lang)).into_iter().collect(),
        markers,
        marks: Vec::new(),
        heights: (400.0, 440.0),
        table,
    }
}

/// The shape the story describes: equal until August 2022, then one line breaks away. Not data: no values.
fn sketch(from: Day, to: Day, high: f64, lang: Lang) -> Layer {
    let (level, top) = (high * 0.3, high * 0.95);
    let from = from.max(STORY_START);
    let mut points = vec![(f64::from(from.0), level), (f64::from(STORY_BREAK.0), level)];
    points.retain(|p| p.0 <= f64::from(STORY_BREAK.0) && from <= STORY_BREAK);
    points.push((f64::from(to.0), top));
    Layer::Line(Line {
        name: lang.pick("草图", "sketch").into(),
        points: points.into(),
        ink: Ink::Muted,
        width: 2.0,
        labelled: true,
        dash: Dash::Dashed,
    })
}

/// The means of the reader's own series by period, NaN where it has no day; `None` where no mean is above 0.
fn own(counts: &Counts, params: &Params) -> Option<Vec<f64>> {
    let series = params.own.as_ref()?;
    let mean = |start: &Day| {
        let part = series.between(*start, Day(start.months_later(counts.months).0 - 1));
        part.values.iter().sum::<f64>() / part.values.len() as f64
    };
    let means: Vec<f64> = counts.starts.iter().map(mean).collect();
    means.iter().any(|v| *v > 0.0).then_some(means)
}

/// Scaled so that its greatest value is the chart's.
fn own_line(counts: &Counts, means: &[f64], high: f64, lang: Lang) -> Line {
    let most = means.iter().copied().fold(0.0, f64::max);
    let places = means.iter().enumerate().filter(|(_, v)| v.is_finite());
    Line {
        name: lang.pick("你的序列（缩放）", "your series, scaled").into(),
        points: places.map(|(i, v)| (middle(counts, i), v / most * high)).collect(),
        ink: Ink::Text,
        width: 1.6,
        labelled: true,
        dash: Dash::Dotted,
    }
}

/// The middle of a period: where its value is drawn.
fn middle(counts: &Counts, index: usize) -> f64 {
    let start = counts.starts.get(index).map_or(0, |d| d.0);
    f64::from(start + counts.months as i32 * 15)
}

fn layers(counts: &Counts, lines: &[Vec<f64>; 3], against: Against, lang: Lang) -> Vec<Layer> {
    let inks =
        [(Ink::Compute, Dash::Solid), (Ink::Algorithm, Dash::Dashed), (Ink::Data, Dash::DashDot)];
    let series = lines.iter().zip(inks).zip(words::GROUPS);
    // Compute last, so that it lies on top.
    let series = series.enumerate().filter(|(group, _)| against.has(*group));
    let series: Vec<_> = series.map(|(_, series)| series).collect();
    let series = series.into_iter().rev().map(|((values, (ink, dash)), (zh, en))| {
        Layer::Line(Line {
            name: lang.pick(zh, en).into(),
            points: values.iter().enumerate().map(|(i, v)| (middle(counts, i), *v)).collect(),
            ink,
            width: if ink == Ink::Compute { 2.6 } else { 1.8 },
            labelled: true,
            dash,
        })
    });
    series.collect()
}

fn band(counts: &Counts, change: &ChangePoint, lang: Lang) -> Band {
    let start = |i: usize| counts.starts.get(i).copied().unwrap_or_default();
    let (low, high) = change.interval;
    Band {
        from: f64::from(start(low).0),
        to: f64::from(start(high).months_later(counts.months).0),
        label: lang.pick("算力的转折，90%区间", "change in compute, 90%").into(),
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

fn table(
    counts: &Counts,
    lines: &[Vec<f64>; 3],
    params: &Params,
    measure: Measure,
    lang: Lang,
) -> Table {
    let has = |group: &usize| params.against.has(*group);
    let mut columns = vec![lang.pick("时期", "Period").to_string()];
    let groups = words::GROUPS.iter().enumerate().filter(|(group, _)| has(group));
    columns.extend(groups.map(|(_, (zh, en))| lang.pick(*zh, *en).to_string()));
    let say = words::value(measure, lang);
    let rows = counts
        .starts
        .iter()
        .enumerate()
        .map(|(i, start)| {
            let mut row = vec![Cell::text(date::period(*start, counts.months, lang))];
            let shown = lines.iter().enumerate().filter(|(group, _)| has(group));
            row.extend(shown.map(|(_, values)| {
                let value = values.get(i).copied().unwrap_or(f64::NAN);
                Cell::number(value, say(value))
            }));
            row
        })
        .collect();
    Table { caption: words::table_caption(params, measure, lang), columns, rows }
}
