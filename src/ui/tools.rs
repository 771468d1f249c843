//! Under the surface: hearing the line, and going back to the figure's own view.

use super::cursor::Cursor;
use super::plot::Shared;
use super::reader::{Reader, memo};
use crate::browser::frame::Loop;
use crate::browser::sound::{Playing, play};
use crate::chart::hit::nearest;
use crate::chart::sound::{LENGTH, notes};
use crate::figure::Id;
use leptos::prelude::*;

/// The two buttons of one figure.
pub fn tools(reader: Reader, id: Id, chart: Memo<Shared>, cursor: Cursor) -> AnyView {
    let lang = reader.lang;
    let changed = memo(move || reader.state.with(|s| s.changed(id)));
    let audible = memo(move || chart.get().0.lines().next().is_some());
    view! {
        <div class="tools">
            {move || audible.get().then(|| sound(reader, chart, cursor).into_any())}
            <button
                type="button"
                class="reset"
                disabled=!reader.live()
                data-idle=move || (!changed.get()).then_some("")
                on:click=move |_| reader.state.update(|s| s.reset(id))
            >
                {lang.pick("恢复原图", "Reset view")}
            </button>
        </div>
    }
    .into_any()
}

/// Plays the main line while the cursor runs along; pressed again, it stops.
fn sound(reader: Reader, chart: Memo<Shared>, cursor: Cursor) -> impl IntoView {
    let lang = reader.lang;
    let playing = StoredValue::new_local(None::<Playing>);
    let on = RwSignal::new(false);
    // A view without a line takes the button away, and this with it.
    let running = StoredValue::new_local(Loop::default());
    let stop = move || {
        playing.set_value(None);
        on.set(false);
        cursor.leave();
    };
    let toggle = move |_| {
        if on.get_untracked() {
            return stop();
        }
        let notes = notes(&chart.get_untracked().0);
        let pitches: Vec<f64> = notes.iter().map(|note| note.hz).collect();
        playing.set_value(play(&pitches, LENGTH));
        on.set(true);
        let mut passed = 0.0;
        let step = move |seconds| {
            passed += seconds;
            let over = passed >= LENGTH || !on.get_untracked();
            let now = (passed / LENGTH * notes.len() as f64) as usize;
            match notes.get(now).filter(|_| !over) {
                Some(note) => {
                    let stop = cursor.stops.with_untracked(|stops| nearest(stops, note.x));
                    cursor.index.set(Some(stop));
                }
                None => stop(),
            }
            over
        };
        running.with_value(|running| running.run(step));
    };
    let label = move || match on.get() {
        true => lang.pick("■ 停", "■ Stop"),
        false => lang.pick("♪ 听这条线（6秒）", "♪ Hear the line (6 s)"),
    };
    let title = lang.pick("点越高，音越高", "The higher the point, the higher the note");
    view! {
        <button type="button" title=title disabled=!reader.live() on:click=toggle>
            {label}
        </button>
    }
}
