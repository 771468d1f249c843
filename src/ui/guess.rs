//! The reader draws a guess before the attention curves; it can be skipped.

use super::controls::controls;
use super::plot::{Hand, Shared, plot};
use super::reader::{Reader, memo};
use crate::figure::attention::Guess;
use crate::i18n::Lang;
use crate::state::AppState;
use leptos::prelude::*;
use std::sync::Arc;

fn guess(state: &AppState) -> Guess {
    state.attention.guess.clone().unwrap_or_default()
}

fn change(reader: Reader, act: impl FnOnce(&mut Guess)) {
    reader.state.update(|s| {
        let mut now = guess(s);
        act(&mut now);
        s.attention.guess = Some(now);
    });
}

/// The empty chart, its sliders, and the way on.
pub fn guess_box(reader: Reader) -> AnyView {
    let lang = reader.lang;
    let last = memo(move || reader.state.with(|s| Shared(guess(s).chart(lang).into())));
    let list = memo(move || reader.state.with(|s| guess(s).controls(lang)));
    let set = move |key: &'static str, value: &str| change(reader, |g| g.set(key, value));
    let say = move |pick: fn(&crate::chart::Chart) -> &String| move || pick(&last.get().0).clone();
    view! {
        <aside class="guess">
            <h3>{say(|c| &c.title)}</h3>
            <p class="takeaway">{say(|c| &c.takeaway)}</p>
            {plot(reader, last, None, Hand::Draws(|reader, x, y| change(reader, |g| g.draw(x, y))))}
            <div class="years">{controls(reader, list, Arc::new(set))}</div>
            {onward(lang)}
        </aside>
    }
    .into_any()
}

fn onward(lang: Lang) -> impl IntoView {
    view! {
        <p>
            <a href="#attention">
                {lang.pick("画好了，对照数据；或者跳过", "Compare with the data, or skip the guess")}
            </a>
        </p>
    }
}
