//! Whatever stands in the tables, a figure is drawn, and soon.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/hostile_tables.rs"]
mod hostile_tables;
#[path = "shared/rows.rs"]
mod rows;

use compute_anxiety::bundled;
use compute_anxiety::chart::csv::csv;
use compute_anxiety::chart::hit::{hit, stops};
use compute_anxiety::chart::sound::notes;
use compute_anxiety::chart::svg::svg;
use compute_anxiety::data::Data;
use compute_anxiety::figure::control::Control;
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::state::AppState;
use hostile_tables::Hostile;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

static REAL: LazyLock<Data> = LazyLock::new(|| bundled::data().unwrap());
const MOST: Duration = Duration::from_millis(50);

/// Cases a figure in a plain run.
const CASES: u32 = 300;

/// A state that any reader of this figure could make.
fn state(id: Id, data: &Data, hostile: &mut Hostile) -> AppState {
    let mut state = AppState::default();
    // Twice: the first round may bring other controls.
    for _ in 0..2 {
        for control in state.figure(id).controls(data, Lang::En) {
            let value = match &control {
                Control::Choice { options, .. } if !options.is_empty() => {
                    options[hostile.below(options.len())].value.to_string()
                }
                Control::Slider { range: (low, high, _), .. } => {
                    let span = i64::from(*high) - i64::from(*low) + 1;
                    (i64::from(*low) + hostile.below(span.max(1) as usize) as i64).to_string()
                }
                _ => ["", "a", "中", "1.2.3.4.5.6.7.8"][hostile.below(4)].to_string(),
            };
            if hostile.below(3) == 0 {
                state.set(&format!("{}.{}", id.name(), control.key()), &value);
            }
        }
    }
    // Readers bring series of their own to two figures.
    if hostile.below(3) == 0 {
        state.stock.own = Some(Arc::new(hostile.series()));
        state.attention.own = Some(Arc::new(hostile.series()));
    }
    state
}

/// The processor time of this thread where the system tells it, else the time: other processes must not count.
fn busy() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| START.elapsed(), Duration::from_nanos)
}

/// Everything that is made of one figure; gives the time that a reader would wait for it.
fn draw(id: Id, data: &Data, state: &AppState, lang: Lang, width: f64) -> Duration {
    let start = busy();
    let chart = state.figure(id).chart(data, lang);
    let picture = svg(&chart, width, "x", lang.tag());
    let time = busy() - start;
    for bad in ["NaN", "inf\"", "inf ", "inf,"] {
        let place = picture
            .find(bad)
            .map_or("", |at| &picture[picture.floor_char_boundary(at.saturating_sub(80))..at + 3]);
        assert!(place.is_empty(), "the picture says {place}");
    }
    let stops = stops(&chart);
    for index in [0, stops.len() / 2, stops.len().saturating_sub(1), stops.len()] {
        let _ = hit(&chart, &stops, index);
    }
    let _ = csv(&chart, std::slice::from_ref(&chart.source));
    let _ = notes(&chart);
    time
}

/// The same case for the same number.
fn once(id: Id, case: u64) -> Duration {
    let mut hostile = Hostile::new(case * 31 + id as u64);
    let lang = LANGS[hostile.below(LANGS.len())];
    let width = [0.0, 1.0, 288.0, 358.0, 760.0, 1_200.0][hostile.below(6)];
    let data = hostile.data(&REAL.terms, &REAL.events);
    let state = state(id, &data, &mut hostile);
    draw(id, &data, &state, lang, width)
}

fn tried(id: Id) -> u64 {
    let mut slowest = Duration::ZERO;
    let cases = u64::from(rows::cases(CASES));
    for case in 0..cases {
        let Ok(time) = catch_unwind(AssertUnwindSafe(|| once(id, case))) else {
            panic!("{} breaks at case {case}", id.name());
        };
        // A build without optimisation is ten times slower.
        if cfg!(not(debug_assertions)) {
            assert!(time <= MOST, "{} takes {time:?} at case {case}", id.name());
        }
        slowest = slowest.max(time);
    }
    println!("{}: slowest {slowest:?}", id.name());
    cases
}

macro_rules! figures {
    ($($name:ident $id:expr;)*) => {
        $(#[test]
        fn $name() {
            rows::row(concat!("hostile numbers: ", stringify!($name)), || tried($id));
        })*

        #[test]
        fn every_figure_is_tried() {
            assert_eq!(figure::all().collect::<Vec<_>>(), [$($id),*]);
        }
    };
}

figures! {
    stock Id::Stock;
    day Id::Day;
    spec Id::Spec;
    attention Id::Attention;
    timeline Id::Timeline;
    hype Id::Hype;
    efficiency Id::Efficiency;
    installed Id::Installed;
    gap Id::Gap;
    cases_named Id::Cases;
    race Id::Race;
    ecosystem Id::Ecosystem;
    adoption Id::Adoption;
}
