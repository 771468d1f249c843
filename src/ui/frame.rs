//! What every figure has around its surface: title, takeaway, controls, notes, source, table.

use super::Reader;
use super::cursor::cursor_control;
use super::plot::{Cursor, Shared, plot};
use super::table::table_view;
use crate::chart::{Chart, Marker};
use crate::figure::Id;
use leptos::prelude::*;

/// What a figure brings along.
pub struct Parts {
    /// Above the surface.
    pub controls: Vec<AnyView>,
    /// Under it: a brush, a scrubber, other ways to choose.
    pub below: Vec<AnyView>,
}

/// One figure.
pub fn frame(reader: Reader, id: Id, chart: Memo<Shared>, parts: Parts) -> AnyView {
    let cursor = reader.state.with_untracked(|s| s.figure(id).cursor());
    let cursor = cursor.then(|| Cursor::over(reader, id, chart));
    let say = move |pick: fn(&Chart) -> &String| move || pick(&chart.get().0).clone();
    let markers = move || {
        let markers = &chart.get().0.markers;
        let item = |m: &Marker| {
            let (badge, label) = (m.badge.clone(), m.label.clone());
            view! {
                <li>
                    <b class="badge">{badge}</b>
                    {label}
                </li>
            }
        };
        let items = markers.iter().map(item).collect_view();
        (!markers.is_empty()).then(|| view! { <ul class="markers">{items}</ul> })
    };
    let surface =
        (plot(reader, chart, cursor, None), cursor.map(|cursor| cursor_control(reader, cursor)));
    view! {
        <h3>{say(|c| &c.title)}</h3>
        <p class="takeaway">{say(|c| &c.takeaway)}</p>
        <div class="controls">{parts.controls}</div>
        {surface}
        {parts.below}
        {markers}
        <p class="source">
            {say(|c| &c.source)} " " {say(|c| &c.caveat)}
        </p>
        {table_view(reader, id, chart)}
    }
    .into_any()
}
