//! The race's replay: play, pause, scrub, speed.

use crate::browser::{frame::each_frame, media::prefers_still};
use crate::data::race::FILE;
use crate::figure::race::{END, Speed, chart, scrub_words};
use crate::ui::Reader;
use crate::ui::choice::choice;
use crate::ui::frame::Frame;
use crate::ui::plot::Shared;
use leptos::prelude::*;

pub(super) fn body(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let params = Memo::new(move |_| reader.state.with(|s| s.race.clone()));
    let chart = Memo::new(move |_| Shared(chart(reader.data, &params.get(), lang).into()));
    let playing = RwSignal::new(false);
    let toggle = move |_| {
        if playing.get_untracked() {
            playing.set(false);
        } else if prefers_still() {
            reader.state.update(|s| s.race.seconds = END);
        } else {
            reader.state.update(|s| s.race.seconds = s.race.replay_from());
            playing.set(true);
            each_frame(move |passed| step(reader, playing, passed));
        }
    };
    let verb = move || {
        if playing.get() { lang.pick("暂停", "Pause") } else { lang.pick("播放", "Play") }
    };
    let speeds = vec![
        (Speed::Slow, lang.pick("慢", "Slow")),
        (Speed::Medium, lang.pick("中", "Medium")),
        (Speed::Fast, lang.pick("快", "Fast")),
    ];
    let scrub = move |text: String| {
        if let Ok(seconds) = text.parse() {
            playing.set(false);
            reader.state.update(|s| s.race.seconds = seconds);
        }
    };
    let words = move || scrub_words(params.with(|p| p.seconds), lang);
    let seconds = move || params.with(|p| p.seconds.round()).to_string();
    let controls = view! {
        <button type="button" class="play" disabled=!reader.live() on:click=toggle>
            {verb}
        </button>
        {choice(
            reader,
            lang.pick("速度", "Speed"),
            speeds,
            Signal::derive(move || Some(params.with(|p| p.speed))),
            move |v| reader.state.update(|s| s.race.speed = v),
        )}
    };
    view! {
        <Frame reader chart controls=controls.into_any() files=Signal::derive(|| vec![FILE])>
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
                <output>{words}</output>
            </div>
        </Frame>
    }
}

/// One frame of the replay; true when it is over.
fn step(reader: Reader, playing: RwSignal<bool>, passed: f64) -> bool {
    if !playing.get_untracked() {
        return true;
    }
    let mut over = false;
    reader.state.update(|s| over = s.race.advance(passed));
    if over {
        playing.set(false);
    }
    over
}
