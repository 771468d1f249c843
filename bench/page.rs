//! The bench page: the figures' engine on a series as long as asked for, driven from outside. Never shipped.
//!
//! ```text
//! cargo build --release --target wasm32-unknown-unknown --features bench --bin bench
//! wasm-bindgen --target web --no-typescript --out-dir target/bench/page \
//!     target/wasm32-unknown-unknown/release/bench.wasm
//! wasm-opt -Oz <the flags of index.html> target/bench/page/bench_bg.wasm -o target/bench/page/bench_bg.wasm
//! cp bench/page.html target/bench/page/index.html
//! ```
//!
//! Served with `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp` the
//! page's clock ticks in 5 µs instead of 100 µs. `window.__bench`, once `document.documentElement.dataset.state`
//! is `ready`:
//!
//! - `load(n, width = 1)`: makes the series inside the wasm; a line `width` CSS px wide;
//! - `draw()`: the first draw of the whole series, its pyramid built anew;
//! - `pan(dx)`: moves a window of 80 % of the series by `dx` CSS px (it turns at the ends) and redraws;
//! - `simulate(runs, adopters, seed)`: the adoption model; `{ ms, checksum, bins }`.
//!
//! The first three give milliseconds, measured inside.
#![forbid(unsafe_code)]

use compute_anxiety::browser::canvas;
use compute_anxiety::chart::theme::{Mode, Palette};
use compute_anxiety::chart::{Axis, Chart, Dash, Ink, Layer, Line, Panel, Points, Tick, Words};
use compute_anxiety::model::adoption::Experiment;
use compute_anxiety::model::scale::{SafeRange, Scale};
use compute_anxiety::model::ticks::ticks;
use js_sys::{Array, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlCanvasElement, Performance};

/// The canvas, CSS px.
const SIZE: (f64, f64) = (1000.0, 400.0);
/// Blocks of adopters in a slice.
const SLICE: u32 = 4;
/// The part of the series that a panned window shows.
const WINDOW: f64 = 0.8;

/// What is drawn and where the window stands.
struct Page {
    clock: Performance,
    canvas: HtmlCanvasElement,
    chart: Chart,
    /// Points of the series.
    length: f64,
    /// Left end of the window, and the sense in which it moves.
    from: f64,
    sense: f64,
    /// Points a CSS px.
    pace: f64,
}

fn main() {
    let Some(window) = web_sys::window() else { return };
    let (Some(document), Some(clock)) = (window.document(), window.performance()) else { return };
    let found = document.query_selector("canvas").ok().flatten();
    let Some(canvas) = found.and_then(|element| element.dyn_into().ok()) else { return };
    let chart = Chart::blank("bench");
    let page = Page { clock, canvas, chart, length: 0.0, from: 0.0, sense: 1.0, pace: 1.0 };
    let (page, bench) = (Rc::new(RefCell::new(page)), Object::new());
    let expose = |name: &str, run: fn(&mut Page, [f64; 3]) -> JsValue| {
        let page = page.clone();
        let call = Closure::<dyn Fn(f64, f64, f64) -> JsValue>::new(move |a, b, c| {
            run(&mut page.borrow_mut(), [a, b, c])
        });
        // Nothing refuses a key of a new object.
        let _ = Reflect::set(&bench, &name.into(), &call.into_js_value());
    };
    expose("load", |page, [n, width, _]| timed(page, |page| page.load(n, width)));
    expose("draw", |page, _| {
        page.renew();
        timed(page, Page::draw)
    });
    expose("pan", |page, [dx, ..]| timed(page, |page| page.pan(dx)));
    expose("simulate", |page, [runs, adopters, seed]| {
        simulate(&page.clock, runs as u32, adopters as u32, seed)
    });
    let _ = Reflect::set(&js_sys::global(), &"__bench".into(), &bench);
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute("data-state", "ready");
    }
}

fn timed(page: &mut Page, run: impl FnOnce(&mut Page)) -> JsValue {
    let start = page.clock.now();
    run(page);
    (page.clock.now() - start).into()
}

/// x = i, y a random walk by a 32-bit linear congruential generator: any peer makes the same in ten lines.
fn walk(n: usize) -> Vec<(f64, f64)> {
    let (mut state, mut y) = (1_u32, 0.0);
    let step = |i: usize| {
        let point = (i as f64, y);
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        y += f64::from(state) / 4_294_967_296.0 - 0.5;
        point
    };
    (0..n).map(step).collect()
}

fn axis(scale: Scale, wanted: usize) -> Axis {
    let ticks = ticks(&scale, wanted).into_iter().map(|at| Tick { at, label: at.to_string() });
    let ticks = ticks.collect();
    Axis { scale, ticks, title: String::new(), words: Words(|v| v.to_string()) }
}

impl Page {
    fn load(&mut self, n: f64, width: f64) {
        self.chart = Chart::blank("bench");
        let points = Points::from(walk(n as usize));
        let range = SafeRange::of(points.iter().map(|p| p.1));
        let y = axis(Scale::linear(range.low(), range.high()), 6);
        let (name, dash) = ("walk".to_string(), Dash::Solid);
        let width = if width > 0.0 { width } else { 1.0 };
        let line = Line { name, points, ink: Ink::Compute, width, labelled: false, dash };
        let layers = vec![Layer::Line(line)];
        self.chart.panels = vec![Panel { y, weight: 1.0, grid: true, layers }];
        (self.length, self.from) = (n, 0.0);
    }

    /// Forgets the pyramid, outside of what is measured.
    fn renew(&mut self) {
        for layer in self.chart.panels.iter_mut().flat_map(|panel| &mut panel.layers) {
            if let Layer::Line(line) = layer {
                line.points = Vec::from(std::mem::take(&mut line.points)).into();
            }
        }
    }

    fn draw(&mut self) {
        self.show(0.0, self.length - 1.0);
    }

    fn pan(&mut self, dx: f64) {
        let (width, room) = ((self.length - 1.0) * WINDOW, (self.length - 1.0) * (1.0 - WINDOW));
        let next = self.from + self.sense * dx * self.pace;
        if !(0.0..=room).contains(&next) {
            self.sense = -self.sense;
        }
        self.from = next.clamp(0.0, room);
        self.show(self.from, self.from + width);
    }

    fn show(&mut self, from: f64, to: f64) {
        self.chart.x = axis(Scale::linear(from, to), 8);
        let palette = Palette::of(Mode::Light);
        match canvas::paint(&self.canvas, &self.chart, &palette, SIZE, 1.0) {
            Ok(layout) => self.pace = (to - from) / (layout.right - layout.left),
            // A time that is no number is noticed.
            Err(_) => self.pace = f64::NAN,
        }
    }
}

/// The adoption model from one unit of each technology with both powers 1.5. The checksum is
/// the sum of bin · (index + 1).
fn simulate(clock: &Performance, runs: u32, adopters: u32, seed: f64) -> JsValue {
    let start = clock.now();
    let mut experiment = Experiment::new([1, 1], [1.5, 1.5], adopters, runs, seed as u64);
    // In slices as the figure does it: a browser keeps one long first call in its slow tier.
    while !experiment.advance(SLICE) {}
    let tally = experiment.tally();
    let ms = clock.now() - start;
    let checksum: u64 = (1_u64..).zip(tally.bins).map(|(i, n)| i * u64::from(n)).sum();
    let bins: Array = tally.bins.iter().map(|n| JsValue::from(*n)).collect();
    let result = Object::new();
    for (key, value) in
        [("ms", ms.into()), ("checksum", (checksum as f64).into()), ("bins", bins.into())]
    {
        let _ = Reflect::set(&result, &key.into(), &value);
    }
    result.into()
}
