//! What every figure has around its surface: title, takeaway, controls, notes, source, table.

use super::Reader;
use super::cursor::cursor_control;
use super::plot::{Cursor, Shared, plot};
use super::table::table_view;
use crate::state::AppState;
use leptos::prelude::*;

/// One figure. `controls` stand above the surface, `below` (a brush, a scrubber) under it; `file` is
/// the name in `data/` of the table that is shown; `cursor` tells whether lines can be read off.
pub fn frame(
    reader: Reader,
    chart: Memo<Shared>,
    cursor: bool,
    controls: Vec<AnyView>,
    file: fn(&AppState) -> &'static str,
    below: AnyView,
) -> AnyView {
    let cursor = cursor.then(|| Cursor::over(chart));
    let say = move |pick: fn(&crate::chart::Chart) -> &String| move || pick(&chart.get().0).clone();
    let markers = move || {
        let markers = &chart.get().0.markers;
        let item = |m: &crate::chart::Marker| {
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
    let surface = match cursor {
        Some(cursor) => {
            (plot(reader, chart, Some(cursor)), cursor_control(reader, cursor)).into_any()
        }
        None => plot(reader, chart, None),
    };
    view! {
        <h3>{say(|c| &c.title)}</h3>
        <p class="takeaway">{say(|c| &c.takeaway)}</p>
        <div class="controls">{controls}</div>
        {surface}
        {below}
        {markers}
        <p class="source">
            {say(|c| &c.source)} " " {say(|c| &c.caveat)}
        </p>
        {table_view(reader, chart, file)}
    }
    .into_any()
}
