//! What every figure has around its surface: title, takeaway, controls, notes, source, table.

use super::Reader;
use super::cursor::CursorControl;
use super::plot::{Cursor, Plot, Shared};
use super::table::TableView;
use leptos::prelude::*;

/// One figure. `controls` stand above the surface, `children` (a brush, a scrubber) below it.
#[component]
pub fn Frame(
    reader: Reader,
    chart: Memo<Shared>,
    /// Whether lines can be read off with a cursor.
    #[prop(optional)]
    cursor: bool,
    /// Buttons above the surface.
    controls: AnyView,
    /// File names in `data/`.
    files: Signal<Vec<&'static str>>,
    children: Children,
) -> impl IntoView {
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
    let plot = match cursor {
        Some(cursor) => view! {
            <Plot reader chart cursor/>
            <CursorControl reader cursor/>
        }
        .into_any(),
        None => view! { <Plot reader chart/> }.into_any(),
    };
    view! {
        <h3>{say(|c| &c.title)}</h3>
        <p class="takeaway">{say(|c| &c.takeaway)}</p>
        <div class="controls">{controls}</div>
        {plot}
        {children()}
        {markers}
        <p class="source">
            {say(|c| &c.source)} " " {say(|c| &c.caveat)}
        </p>
        <TableView reader chart files/>
    }
}
