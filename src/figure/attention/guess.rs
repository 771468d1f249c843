//! The reader's guess, drawn before the data are seen: titles naming compute, year by year.

use crate::chart::{Chart, Dash, Ink, Layer, Line, Panel};
use crate::data::attention::Counts;
use crate::figure::axes;
use crate::figure::control::Control;
use crate::i18n::{Lang, date, number};
use crate::model::change_point::ChangePoint;
use crate::model::day::Day;
use crate::model::scale::Scale;
use crate::say;

/// The years asked for and their keys.
pub const GUESSES: [(i32, &str); 8] = [
    (2018, "2018"),
    (2019, "2019"),
    (2020, "2020"),
    (2021, "2021"),
    (2022, "2022"),
    (2023, "2023"),
    (2024, "2024"),
    (2025, "2025"),
];
/// The highest guess, titles in a thousand.
pub const HIGHEST: u8 = 40;
/// Where the line lies before the reader touches it.
const LEVEL: u8 = 10;

/// Titles naming compute in a thousand, one a year of [`GUESSES`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess(pub [u8; 8]);

impl Default for Guess {
    fn default() -> Self {
        Self([LEVEL; 8])
    }
}

fn place(year: i32) -> f64 {
    Day::from_ymd(year, 7, 1).map_or(0.0, |d| f64::from(d.0))
}

impl Guess {
    /// As in an address: eight numbers with points between.
    pub fn write(&self) -> String {
        let parts: Vec<String> = self.0.iter().map(u8::to_string).collect();
        parts.join(".")
    }

    /// The guess of an address; `None` where it is none.
    pub fn read(text: &str) -> Option<Self> {
        let parts: Vec<u8> = text.split('.').map_while(|p| p.parse().ok()).collect();
        let values = <[u8; 8]>::try_from(parts).ok()?;
        Some(Self(values.map(|v| v.min(HIGHEST))))
    }

    /// Sets the year nearest to a place on the chart.
    pub fn draw(&mut self, x: f64, y: f64) {
        let near = |(year, _): &(i32, &str)| (place(*year) - x).abs();
        let nearest = GUESSES.iter().enumerate().min_by(|a, b| near(a.1).total_cmp(&near(b.1)));
        if let Some(value) = nearest.and_then(|(i, _)| self.0.get_mut(i)) {
            *value = libm::round(y.clamp(0.0, f64::from(HIGHEST))) as u8;
        }
    }

    /// One slider a year.
    pub fn controls(&self, lang: Lang) -> Vec<Control> {
        let slider = |((_, key), value): (&(i32, &'static str), u8)| Control::Slider {
            key,
            label: key,
            range: (0, i32::from(HIGHEST), 1),
            value: i32::from(value),
            // Short: eight of them share a slide's width.
            words: say!(lang, ("{value}‰"), ("{value} in 1,000")),
        };
        GUESSES.iter().zip(self.0).map(slider).collect()
    }

    /// Takes a slider's value.
    pub fn set(&mut self, key: &str, value: &str) {
        let years = GUESSES.iter().zip(&mut self.0);
        let wanted = years.into_iter().find(|((_, known), _)| *known == key);
        if let (Some((_, guess)), Ok(value)) = (wanted, value.parse::<u8>()) {
            *guess = value.min(HIGHEST);
        }
    }

    /// The guess as a dashed line.
    pub(super) fn layer(&self, lang: Lang) -> Layer {
        Layer::Line(Line {
            name: lang.pick("你猜的", "your guess").into(),
            points: GUESSES
                .iter()
                .zip(self.0)
                .map(|((y, _), v)| (place(*y), f64::from(v)))
                .collect(),
            ink: Ink::Text,
            width: 2.0,
            labelled: true,
            dash: Dash::Dotted,
        })
    }

    /// The highest guess, in the chart's unit.
    pub(super) fn highest(&self) -> f64 {
        self.0.iter().copied().max().map_or(0.0, f64::from)
    }

    /// The year before which the guess rises most; `None` where it rises nowhere, or as much in another year.
    fn steepest(&self) -> Option<i32> {
        let rises = self.0.windows(2).zip(GUESSES.iter().skip(1));
        let rise = |pair: &[u8]| match pair {
            [a, b] => i32::from(*b) - i32::from(*a),
            _ => 0,
        };
        let most = rises.clone().map(|(pair, _)| rise(pair)).max().filter(|most| *most > 0)?;
        let mut best = rises.filter(|(pair, _)| rise(pair) == most);
        let (_, (year, _)) = best.next()?;
        best.next().is_none().then_some(*year)
    }

    /// The guess held against the data, as a sentence.
    pub(super) fn compare(
        &self,
        counts: &Counts,
        change: Option<&ChangePoint>,
        lang: Lang,
    ) -> String {
        let at = change.and_then(|c| counts.starts.get(c.at)).copied();
        let truth = at.map_or_else(String::new, |d| date::period(d, counts.months, lang));
        match self.steepest() {
            Some(year) => say!(
                lang,
                ("你猜{year}年涨得最多，数据里的转折在{truth}。"),
                (" You guessed the steepest rise in {year}; in the data the break is in {truth}.")
            ),
            None => say!(
                lang,
                ("你猜的线没有哪一年涨得特别多，数据里的转折在{truth}。"),
                (" Your guess has no year of steepest rise; in the data the break is in {truth}.")
            ),
        }
    }

    /// The empty chart with the guess in it, without any data.
    pub fn chart(&self, lang: Lang) -> Chart {
        let (first, last) = (place(2018) - 150.0, place(2025) + 200.0);
        Chart {
            title: lang.pick("先猜一猜", "First a guess").into(),
            takeaway: lang
                .pick(
                    "科技社区的每千条标题里，有多少条提到算力？用手指或鼠标画出来，也可以拨下面的滑杆。",
                    "Of a thousand titles on a technology board, how many name compute? Draw it, or move the sliders.",
                )
                .into(),
            alt: lang.pick("一张等你画线的空图。", "An empty chart for your line.").into(),
            x: axes::time(axes::day(first), axes::day(last), lang, axes::year_words(lang)),
            panels: vec![Panel {
                y: axes::value(
                    Scale::linear(0.0, f64::from(HIGHEST)),
                    4,
                    lang.pick("每千条标题", "Per thousand titles").into(),
                    number::plain,
                    number::plain,
                ),
                weight: 1.0,
                grid: true,
                layers: vec![self.layer(lang)],
            }],
            heights: (240.0, 260.0),
            ..Chart::blank("guess")
        }
    }
}
