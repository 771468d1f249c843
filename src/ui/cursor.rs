//! The cursor: a native range input with its value in words.

use super::Reader;
use super::plot::Cursor;
use leptos::prelude::*;

/// One tab stop: arrows, page keys, Home and End move the cursor, Esc takes it away.
pub fn cursor_control(reader: Reader, cursor: Cursor) -> impl IntoView {
    let hint = reader.lang.pick(
        "在图上移动，或用方向键逐点查看数值",
        "Move over the chart, or use the arrow keys, to read values",
    );
    let words = move || cursor.words().unwrap_or_else(|| hint.to_string());
    let last = move || cursor.stops.with(|s| s.len().saturating_sub(1)).to_string();
    let place = move || cursor.index.get().unwrap_or_default().to_string();
    view! {
        <div class="cursor">
            <input
                type="range"
                min="0"
                max=last
                prop:value=place
                aria-label=reader.lang.pick("图中光标", "Chart cursor")
                aria-valuetext=words
                disabled=!reader.live()
                on:input=move |event| cursor.index.set(event_target_value(&event).parse().ok())
                on:focus=move |_| cursor.index.update(|i| *i = i.or(Some(0)))
                on:blur=move |_| cursor.index.set(cursor.rest.get_untracked())
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
            <output aria-live="off">{words}</output>
        </div>
    }
}
