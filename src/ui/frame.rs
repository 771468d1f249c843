//! What every figure has around its surface: title, takeaway, controls, notes, source, table.

use super::Reader;
use super::cursor::{Cursor, cursor_control};
use super::embedding::embed_figure;
use super::later::later;
use super::plot::{Hand, Shared, plot};
use super::table::table_view;
use super::take::take_away;
use super::tools::tools;
use crate::chart::{Chart, Marker};
use crate::figure::Id;
use leptos::prelude::*;

/// What a figure brings along.
pub struct Parts {
    /// Above the surface.
    pub controls: Vec<AnyView>,
    /// Under it: a brush, a scrubber, other ways to choose.
    pub below: Vec<AnyView>,
    /// What a hand on the surface does.
    pub hand: Hand,
}

/// One figure.
pub fn frame(reader: Reader, id: Id, chart: Memo<Shared>, parts: Parts) -> AnyView {
    let cursor = Cursor::over(reader, id, chart);
    // What a control changed is told. What scrolling changed is not, and a replay would never stop talking.
    let used = RwSignal::new(false);
    let spoken = move || (used.get() && id != Id::Race).then_some("polite");
    let say = move |pick: fn(&Chart) -> &String| move || pick(&chart.get().0).clone();
    // Before a hall nobody reads tables or saves files.
    let away = (!reader.staged()).then(|| {
        later(reader, move || {
            let table = table_view(reader, id, chart);
            (table, take_away(reader, id, chart), embed_figure(reader, id, chart)).into_any()
        })
    });
    let under = later(reader, move || {
        cursor_control(reader, cursor, tools(reader, id, chart, cursor)).into_any()
    });
    let events = later(reader, move || markers(reader, chart, cursor).into_any());
    // The surface comes last: with its first paint the figure is there, whole.
    let surface = later(reader, move || plot(reader, chart, Some(cursor), parts.hand));
    view! {
        <h3>{say(|c| &c.title)}</h3>
        <p class="takeaway" aria-live=spoken>
            {say(|c| &c.takeaway)}
        </p>
        <div class="controls" on:focusin=move |_| used.set(true)>
            {parts.controls}
        </div>
        {surface}
        {under}
        {parts.below}
        {events}
        <p class="source">
            {say(|c| &c.source)} {reader.lang.pick("", " ")} {say(|c| &c.caveat)}
        </p>
        {away}
    }
    .into_any()
}

/// The numbered events: each points the cursor at its place.
fn markers(reader: Reader, chart: Memo<Shared>, cursor: Cursor) -> impl IntoView {
    let item = move |marker: &Marker| {
        let (badge, label, x) = (marker.badge.clone(), marker.label.clone(), marker.x);
        let pressed = move || if cursor.pinned(reader, x) { "true" } else { "false" };
        view! {
            <li>
                <button
                    type="button"
                    aria-pressed=pressed
                    disabled=!reader.live()
                    on:click=move |_| cursor.pin(reader, x)
                >
                    <b class="badge">{badge}</b>
                    <span>{label}</span>
                </button>
            </li>
        }
    };
    move || {
        let markers = &chart.get().0.markers;
        let items = markers.iter().map(item).collect_view();
        (!markers.is_empty()).then(|| view! { <ul class="markers">{items}</ul> }.into_any())
    }
}
