//! The cursor of a figure: where it is, what stands there, and the native range input that moves it.

use super::plot::Shared;
use super::reader::{Reader, effect, let_go, memo};
use crate::browser::frame::Rarely;
use crate::browser::page::Phrases;
use crate::chart::hit::{Hit, hit, nearest, stops};
use crate::figure::Id;
use crate::figure::axes::{day, x_of};
use crate::say;
use leptos::prelude::*;
use std::cell::Cell;

/// Where the cursor is, what it can step through and what stands there.
#[derive(Clone, Copy)]
pub struct Cursor {
    /// The figure.
    pub id: Id,
    /// Index among the stops.
    pub index: RwSignal<Option<usize>>,
    /// Whether a mouse only passes over: words and thumb then follow at leisure.
    pub hovers: StoredValue<bool>,
    /// Data x of each stop.
    pub stops: Memo<Vec<f64>>,
    /// Where it returns to when nobody moves it: the place the text points at, or nowhere.
    pub rest: Memo<Option<usize>>,
    /// The figure's title.
    pub title: Memo<String>,
    /// What stands under the cursor.
    pub hit: Memo<Option<Hit>>,
}

impl Cursor {
    /// A cursor over the points of a chart. It goes where the text points.
    pub fn over(reader: Reader, id: Id, chart: Memo<Shared>) -> Self {
        let index = RwSignal::new(None);
        let stops = memo(move || stops(&chart.get().0));
        let pointed = memo(move || {
            let at = reader.state.with(|s| s.at.clone());
            at.filter(|(figure, _)| *figure == id).map(|(_, day)| day)
        });
        let rest = memo(move || {
            let x = x_of(&pointed.get()?)?;
            Some(stops.with(|s| nearest(s, x)))
        });
        // An index means another place once the points change.
        effect(move |_| {
            stops.track();
            index.set(rest.get());
        });
        // The other way: a phrase lights up while the cursor stands where it points.
        let phrases = reader.live().then(|| Phrases::of(id.name()));
        if let Some(phrases) = phrases.filter(|phrases| !phrases.is_empty()) {
            effect(move |_| {
                let x = stops.with(|s| s.get(index.get()?).copied());
                let place = x.map(|x| format!("{}.{}", id.name(), day(x)));
                phrases.light(&place.unwrap_or_default());
            });
        }
        if reader.staged() {
            share(reader, id, index, rest);
        }
        let under = move || {
            let index = index.get()?;
            stops.with(|stops| hit(&chart.get().0, stops, index))
        };
        let hovers = StoredValue::new(false);
        let title = memo(move || chart.get().0.title.clone());
        Self { id, index, hovers, stops, rest, title, hit: memo(under) }
    }

    /// The hit as a sentence.
    pub fn words(&self) -> Option<String> {
        self.hit.with(|hit| hit.as_ref().map(|hit| hit.words.clone()))
    }

    /// Back to where it rests.
    pub fn leave(&self) {
        self.hovers.set_value(false);
        self.index.set(self.rest.get_untracked());
    }

    /// Points at an x for good, as a phrase of the text does, or no more where it does so already.
    pub fn pin(&self, reader: Reader, x: f64) {
        let place = (self.id, day(x).to_string());
        reader.state.update(|s| s.at = (s.at.as_ref() != Some(&place)).then_some(place));
    }

    /// Whether an x is pointed at for good.
    pub fn pinned(&self, reader: Reader, x: f64) -> bool {
        let place = (self.id, day(x).to_string());
        let_go(reader.state);
        reader.state.with(|s| s.at.as_ref() == Some(&place))
    }
}

/// Keeps a figure's cursor and the one that both windows of a talk have in step.
fn share(reader: Reader, id: Id, index: RwSignal<Option<usize>>, rest: Memo<Option<usize>>) {
    effect(move |again| {
        let now = index.get().map(|i| (id, i));
        let shared = reader.cursor.get_untracked();
        let ours = shared.is_some_and(|(figure, _)| figure == id);
        // A figure that has just been made has nothing to say yet.
        if again && now != shared && (now.is_some() || ours) {
            reader.cursor.set(now);
        }
    });
    let had = Cell::new(false);
    effect(move |_| {
        let at = reader.cursor.get().filter(|(figure, _)| *figure == id).map(|(_, i)| i);
        let had = had.replace(at.is_some());
        let wanted = if at.is_none() && had { rest.get_untracked() } else { at };
        if (at.is_some() || had) && index.get_untracked() != wanted {
            index.set(wanted);
        }
    });
}

/// Between two changes of the words under a mouse, ms.
const PAUSE: u32 = 100;

/// One tab stop: arrows, page keys, Home and End move the cursor, Esc takes it away. The tools stand beside
/// what it says.
pub fn cursor_control(reader: Reader, cursor: Cursor, tools: AnyView) -> impl IntoView {
    // Before a hall the arrows turn the slides, and nobody has to be told.
    let hint = match reader.staged() {
        true => "",
        false => reader.lang.pick(
            "指着或点按图面，或用方向键，逐点读数",
            "Point at or tap the chart, or use the arrow keys, to read values",
        ),
    };
    // Under a mouse the words and the thumb follow ten times a second: no eye reads faster, and laying them
    // out at every move would cost more than the crosshair.
    let said = RwSignal::new((0, None::<String>));
    let rarely = Rarely::default();
    let now = move || (cursor.index.get().unwrap_or_default(), cursor.words());
    effect(move |_| {
        let here = now();
        match cursor.hovers.get_value() {
            true => rarely.ask(PAUSE, move || said.set(untrack(now))),
            false => said.set(here),
        }
    });
    let words = move || said.get().1.unwrap_or_else(|| hint.to_string());
    let last = move || cursor.stops.with(|s| s.len().saturating_sub(1)).to_string();
    let place = move || said.get().0.to_string();
    let name = move || {
        let title = cursor.title.get();
        say!(reader.lang, ("图中光标：{title}"), ("Chart cursor: {title}"))
    };
    view! {
        <div class="cursor">
            <input
                type="range"
                min="0"
                max=last
                prop:value=place
                aria-label=name
                aria-valuetext=words
                disabled=!reader.live()
                on:input=move |event| cursor.index.set(event_target_value(&event).parse().ok())
                on:focus=move |_| cursor.index.update(|i| *i = i.or(Some(0)))
                on:blur=move |_| cursor.leave()
                on:keydown=move |event| match event.key().as_str() {
                    "Escape" => {
                        reader.state.update(|s| s.at = None);
                        cursor.index.set(None);
                    }
                    // At its least value the input itself says nothing.
                    "Home" => cursor.index.set(Some(0)),
                    _ => {}
                }
            />
            <div class="readout">
                <output aria-live="off">{words}</output>
                {tools}
            </div>
        </div>
    }
}
