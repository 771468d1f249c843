//! `adoption`: two technologies with increasing returns, as a thought experiment that is labelled as one.

use super::Figure;
use super::axes;
use super::control::Control;
use crate::chart::{Cell, Chart, Dot, Ink, Layer, Mark, Panel, Shape, Table};
use crate::data::Data;
use crate::i18n::{Lang, number};
use crate::model::adoption::{BINS, Experiment, LOCKED, Tally, standard_error};
use crate::model::scale::Scale;
use crate::say;
use std::sync::Arc;

/// Runs of one experiment.
pub const RUNS: u32 = 10_000;
/// Adopters in one run.
pub const ADOPTERS: u32 = 2_000;
/// No table is behind the figure: it is computed, not read.
const NO_FILE: &str = "";
/// Bins of the picture, each of two of the tally's.
const SHOWN: usize = BINS / 2;
/// Dots in the picture.
const DOTS: f64 = 50.0;

/// What a reader can change.
#[derive(Clone, Debug)]
pub struct Params {
    /// Units of A when B has one: the head start, 1 to 20.
    pub lead: i32,
    /// α, A's network effect, in hundredths, 0 to 200.
    pub alpha: i32,
    /// β, B's network effect, in hundredths, 0 to 200.
    pub beta: i32,
    /// Seed of the random numbers, 0 to 9,999.
    pub seed: i32,
    /// The runs, made when the first adopter is asked for. A copy of the parameters shares them until one of the
    /// two goes on.
    runs: Option<Arc<Experiment>>,
}

impl Default for Params {
    fn default() -> Self {
        Self { lead: 6, alpha: 100, beta: 150, seed: 1894, runs: None }
    }
}

impl PartialEq for Params {
    fn eq(&self, other: &Self) -> bool {
        self.write() == other.write()
    }
}

impl Params {
    /// Adopters done, the same in each run.
    fn adopters(&self) -> usize {
        self.runs.as_ref().map_or(0, |runs| runs.done())
    }

    /// Runs done: all of them at once, for they go on side by side.
    pub fn done(&self) -> u32 {
        if self.adopters() < ADOPTERS as usize { 0 } else { RUNS }
    }

    /// Goes on by up to `blocks` blocks of adopters in all runs; true when all are done.
    pub fn advance(&mut self, blocks: u32) -> bool {
        let (lead, seed) = (self.lead as u32, self.seed as u64);
        let powers = [self.alpha, self.beta].map(|power| f64::from(power) / 100.0);
        let made = || Arc::new(Experiment::new([lead, 1], powers, ADOPTERS, RUNS, seed));
        let runs = Arc::make_mut(self.runs.get_or_insert_with(made));
        runs.advance(blocks)
    }

    /// Where the runs stand, and in the end how they ended.
    pub fn tally(&self) -> Tally {
        self.runs.as_ref().map(|runs| runs.tally()).unwrap_or_default()
    }

    fn set(&mut self, key: &str, value: i32) {
        match key {
            "lead" => self.lead = value.clamp(1, 20),
            "a" => self.alpha = value.clamp(0, 200),
            "b" => self.beta = value.clamp(0, 200),
            "seed" => self.seed = value.clamp(0, 9_999),
            _ => return,
        }
        self.runs = None;
    }
}

impl Figure for Params {
    fn write(&self) -> Vec<(&'static str, String)> {
        let keys = [("lead", self.lead), ("a", self.alpha), ("b", self.beta), ("seed", self.seed)];
        keys.map(|(key, value)| (key, value.to_string())).into()
    }

    fn read(&mut self, key: &str, value: &str) {
        if let Ok(value) = value.parse() {
            self.set(key, value);
        }
    }

    fn controls(&self, _: &Data, lang: Lang) -> Vec<Control> {
        let power = |v: i32| number::grouped(f64::from(v) / 100.0, 2);
        let lead = say!(lang, ("{}比1", self.lead), ("{} to 1", self.lead));
        let slider = |key, (zh, en), range, value, words| Control::Slider {
            key,
            label: lang.pick(zh, en),
            range,
            value,
            words,
        };
        vec![
            slider("lead", ("A起步领先", "A’s head start"), (1, 20, 1), self.lead, lead),
            slider(
                "a",
                ("A的网络效应 α", "A’s network effect α"),
                (0, 200, 5),
                self.alpha,
                power(self.alpha),
            ),
            slider(
                "b",
                ("B的网络效应 β", "B’s network effect β"),
                (0, 200, 5),
                self.beta,
                power(self.beta),
            ),
            slider("seed", ("随机种子", "Seed"), (0, 9_999, 1), self.seed, self.seed.to_string()),
        ]
    }

    fn chart(&self, _: &Data, lang: Lang) -> Chart {
        chart(self, lang)
    }

    fn file(&self) -> &'static str {
        NO_FILE
    }

    fn revision(&self) -> u64 {
        self.adopters() as u64
    }
}

/// How many of [`DOTS`] dots stand for each bin: rounded so that they always add up.
fn dots(tally: &Tally) -> [u32; BINS] {
    let runs = f64::from(tally.runs().max(1));
    let mut out = [0; BINS];
    let (mut sum, mut placed) = (0.0, 0);
    for (dots, runs_here) in out.iter_mut().zip(&tally.bins) {
        sum += f64::from(*runs_here);
        let until = libm::round(sum / runs * DOTS) as u32;
        *dots = until - placed;
        placed = until;
    }
    out
}

fn chart(params: &Params, lang: Lang) -> Chart {
    let tally = params.tally();
    let dots = dots(&tally);
    let columns: Vec<u32> = dots.chunks(2).map(|pair| pair.iter().sum()).collect();
    // A column's second bin stands on its first: lock-in begins within a column. Before the end nothing is locked in.
    let locked = if params.done() > 0 { LOCKED } else { 0 };
    let (mut a, mut open, mut b) = (Vec::new(), Vec::new(), Vec::new());
    let mut y = 0.5;
    for (bin, n) in dots.iter().enumerate() {
        if bin % 2 == 0 {
            y = 0.5;
        }
        let side = if bin < locked {
            &mut a
        } else if bin < BINS - locked {
            &mut open
        } else {
            &mut b
        };
        for _ in 0..*n {
            side.push(Dot { x: ((bin / 2) as f64 + 0.5) / SHOWN as f64, y, label: String::new() });
            y += 1.0;
        }
    }
    let tallest = columns.iter().copied().max().unwrap_or(0).max(20);
    let takeaway = takeaway(&tally, params.done(), lang);
    let table = table(&tally, lang);
    // One mark a column of dots: two rows of the table.
    let mark = |(i, (pair, n)): (usize, (&[u32], &u32))| {
        let part = |k: usize| number::percent(k as f64 / SHOWN as f64, 0);
        let runs = number::grouped(pair.iter().map(|n| f64::from(*n)).sum(), 0);
        let (from, to) = (part(i), part(i + 1));
        Mark {
            panel: 0,
            x: (i as f64 + 0.5) / SHOWN as f64,
            y: (f64::from(*n) - 0.5).max(0.0),
            words: say!(
                lang,
                ("B的份额{from}–{to}：{runs}轮"),
                ("B’s share {from}–{to}: {runs} runs")
            ),
        }
    };
    let marks = tally.bins.chunks(2).zip(&columns).enumerate().map(mark).collect();
    Chart {
        title: lang.pick("思想实验：先跑的，还是更招人的？", "A thought experiment: the head start or the pull?").into(),
        alt: say!(lang, ("点图：一万次模拟的结局。{takeaway}"), ("Dot plot of how ten thousand simulations end. {takeaway}")),
        takeaway,
        source: lang
            .pick(
                "模型：W. B. 阿瑟，《经济学杂志》1989年；波利亚的罐子，1930年。在你的浏览器里算出，种子相同则结果逐位相同。",
                "Model: W. B. Arthur, The Economic Journal, 1989; Pólya’s urn, 1930. Computed in your browser; the same seed gives the same result bit for bit.",
            )
            .into(),
        caveat: lang
            .pick(
                "思想实验，不是数据，也不预测任何一场竞赛。A、B已有nA、nB个用户，下一位选A的概率是nAᵅ÷(nAᵅ+nBᵝ)；2000位依次选择，一次为一轮。九成以上算锁定。",
                "A thought experiment, not data, and no forecast of any race. With nA and nB users so far, the next takes A with probability nAᵅ ÷ (nAᵅ + nBᵝ); 2,000 choose one after another in each run. Nine in ten counts as lock-in.",
            )
            .into(),
        x: axes::value(
            Scale::linear(0.0, 1.0),
            5,
            String::new(),
            |v| number::percent(v, 0),
            |v| number::percent(v, 0),
        ),
        panels: vec![Panel {
            y: axes::value(
                Scale::linear(0.0, f64::from(tallest) + 0.5),
                4,
                lang.pick(
                    "每点200轮，横轴是B的份额　■ A锁定　○ 未定　● B锁定",
                    "Each dot is 200 runs; across: B’s share  ■ A locks in  ○ open  ● B locks in",
                )
                .into(),
                |_| String::new(),
                number::plain,
            ),
            weight: 1.0,
            grid: false,
            layers: vec![
                Layer::Dots { dots: a, ink: Ink::Compute, radius: 4.2, shape: Shape::Square },
                Layer::Dots {
                    dots: open,
                    ink: Ink::Neutral,
                    radius: 4.2,
                    shape: Shape::Ring,
                },
                Layer::Dots { dots: b, ink: Ink::Algorithm, radius: 4.2, shape: Shape::Disc },
            ],
        }],
        heights: (360.0, 360.0),
        marks,
        table,
        ..Chart::blank("adoption")
    }
}

fn takeaway(tally: &Tally, done: u32, lang: Lang) -> String {
    let Some([a, b, open]) = tally.locked().filter(|_| done > 0) else {
        return lang.pick("正在计算……", "Computing…").into();
    };
    // Two standard errors: the range that about 95 % of such experiments would fall in.
    let error = number::percent(2.0 * standard_error(b, done), 1);
    let words = [a, b, open].map(|v| number::percent(v, 1));
    let [a, b, open] = &words;
    let n = number::grouped(f64::from(done), 0);
    say!(
        lang,
        ("{n}轮里，B锁定的占{b}（±{error}），A锁定的占{a}，未分胜负的占{open}。"),
        ("Of {n} runs B locks in {b} (±{error}), A {a}, and {open} stay open.")
    )
}

fn table(tally: &Tally, lang: Lang) -> Table {
    let row = |(i, n): (usize, &u32)| {
        let from = i as f64 / BINS as f64;
        let to = (i as f64 + 1.0) / BINS as f64;
        vec![
            Cell::text(format!("{}–{}", number::percent(from, 0), number::percent(to, 0))),
            Cell::number(f64::from(*n), number::grouped(f64::from(*n), 0)),
        ]
    };
    Table {
        caption: lang.pick("各轮结局，按B最后的份额", "Runs by B’s share at the end").into(),
        columns: axes::columns(lang, &[("B的份额", "B’s share"), ("轮数", "Runs")]),
        rows: tally.bins.iter().enumerate().map(row).collect(),
    }
}
