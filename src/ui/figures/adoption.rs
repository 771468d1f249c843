//! The thought experiment's adopters, some of them a frame, so that no frame is held.

use crate::browser::page::now;
use crate::ui::Reader;
use leptos::prelude::*;

/// Blocks of adopters between two looks at the clock, 0.2 ms on a laptop.
const SLICE: u32 = 4;
/// Milliseconds of a frame that the runs may take.
const BUDGET: f64 = 7.0;

/// Runs what is left of the experiment and then calls `done`; called again, it goes on with the parameters
/// of the day.
pub fn run(reader: Reader, done: impl FnOnce() + 'static) {
    let mut done = Some(done);
    let step = move |_| {
        let mut over = false;
        let start = now();
        reader.state.update(|s| {
            while !over && now() - start < BUDGET {
                over = s.adoption.advance(SLICE);
            }
        });
        if over && let Some(done) = done.take() {
            done();
        }
        over
    };
    reader.runs.try_with_value(|runs| runs.run(step));
}
