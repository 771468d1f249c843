//! The race's replay: play, pause, scrub, speed.

use crate::browser::{frame::Loop, media::prefers_still};
use crate::figure::race::{END, scrub_words};
use crate::ui::reader::{Reader, let_go, memo};
use leptos::prelude::*;

/// Adds the play button and the scrubber, which are there while the race is replayed.
pub(super) fn add(reader: Reader, controls: &mut Vec<AnyView>, below: &mut Vec<AnyView>) {
    let playing = reader.playing;
    let replay = StoredValue::new_local(Loop::default());
    let replayed = memo(move || reader.state.with(|s| !s.race.ranked));
    controls.push(
        (move || replayed.get().then(|| play(reader, playing, replay).into_any())).into_any(),
    );
    below.push((move || replayed.get().then(|| scrubber(reader, playing).into_any())).into_any());
}

fn play(
    reader: Reader,
    playing: RwSignal<bool>,
    replay: StoredValue<Loop, LocalStorage>,
) -> impl IntoView {
    let lang = reader.lang;
    let toggle = move |_| {
        if playing.get_untracked() {
            playing.set(false);
        } else if prefers_still() {
            reader.state.update(|s| s.race.seconds = END);
        } else {
            reader.state.update(|s| s.race.seconds = s.race.replay_from());
            playing.set(true);
            let mut last = None;
            replay.with_value(|replay| {
                replay.run(move |passed| step(reader, playing, passed, &mut last));
            });
        }
    };
    let verb = move || {
        let_go(playing);
        if playing.get() { lang.pick("暂停", "Pause") } else { lang.pick("播放", "Play") }
    };
    view! {
        <button type="button" class="play" disabled=!reader.live() on:click=toggle>
            {verb}
        </button>
    }
}

/// One frame of the replay; true when it is over. `last` is the race's time that the frame before has set.
fn step(reader: Reader, playing: RwSignal<bool>, passed: f64, last: &mut Option<f64>) -> bool {
    let now = reader.state.with_untracked(|s| s.race.seconds);
    // Somebody else, in the talk's other window, has taken the time over.
    if reader.staged() && last.is_some_and(|last| last != now) {
        return true;
    }
    if !playing.get_untracked() || reader.state.with_untracked(|s| s.race.ranked) {
        playing.set(false);
        return true;
    }
    let mut over = false;
    reader.state.update(|s| {
        over = s.race.advance(passed);
        *last = Some(s.race.seconds);
    });
    if over {
        playing.set(false);
    }
    over
}

fn scrubber(reader: Reader, playing: RwSignal<bool>) -> impl IntoView {
    let lang = reader.lang;
    let scrub = move |text: String| {
        if let Ok(seconds) = text.parse::<i32>() {
            playing.set(false);
            reader.state.update(|s| s.race.seconds = f64::from(seconds));
        }
    };
    let time = move || {
        let_go(reader.state);
        reader
            .state
            .with(|s| (s.race.whole_seconds().to_string(), scrub_words(s.race.seconds, lang)))
    };
    let (seconds, words) = (move || time().0, move || time().1);
    view! {
        <div class="cursor">
            <input
                type="range"
                min="0"
                max=END.to_string()
                step="30"
                prop:value=seconds
                value=(!reader.live()).then(seconds)
                aria-label=lang.pick("赛程时间", "Race time")
                aria-valuetext=words
                disabled=!reader.live()
                on:input=move |event| scrub(event_target_value(&event))
            />
            <output aria-live="off">{words}</output>
        </div>
    }
}
