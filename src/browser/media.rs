//! What the reader's system prefers, and when that changes.

use super::page::{embedded, root_data};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{MediaQueryList, window};

fn query(text: &str) -> Option<MediaQueryList> {
    window()?.match_media(text).ok().flatten()
}

/// The system is set to dark.
pub const DARK: &str = "(prefers-color-scheme: dark)";
/// The system draws all pages in its own few colours.
pub const FORCED: &str = "(forced-colors: active)";

/// The system asks for more contrast.
pub const CONTRAST: &str = "(prefers-contrast: more)";

/// Whether the system is set to dark.
pub fn prefers_dark() -> bool {
    query(DARK).is_some_and(|q| q.matches())
}

/// Whether the reader asked for less motion: in the system, or by the page's switch.
pub fn prefers_still() -> bool {
    let system = query("(prefers-reduced-motion: reduce)").is_some_and(|q| q.matches());
    system || root_data("motion") == "still"
}

/// Whether figures stay in view while their steps go by: the same condition as in `style/article.css`.
pub fn room_for_steps() -> bool {
    let wide =
        "(min-width: 68.75em) and (prefers-reduced-motion: no-preference) and (scripting: enabled)";
    query(wide).is_some_and(|q| q.matches()) && !prefers_still() && !embedded()
}

/// Device pixels in a CSS pixel.
pub fn device_pixel_ratio() -> f64 {
    window().map_or(1.0, |w| w.device_pixel_ratio())
}

/// Calls `changed` whenever a media query's answer changes.
pub fn on_change(media: &str, changed: impl Fn() + 'static) {
    let Some(list) = query(media) else { return };
    let listener = Closure::<dyn Fn()>::new(changed);
    let _ = list.add_event_listener_with_callback("change", listener.as_ref().unchecked_ref());
    // Listens as long as the document lives.
    listener.forget();
}

/// Calls `changed` whenever the device pixel ratio changes: zoom, another screen, a projector.
pub fn on_pixel_ratio_change(changed: impl Fn() + Clone + 'static) {
    let text = format!("(resolution: {}dppx)", device_pixel_ratio());
    let Some(list) = query(&text) else { return };
    // A query names one ratio, so after each change the next one is armed.
    let listener = Closure::once_into_js(move || {
        changed();
        on_pixel_ratio_change(changed);
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = list.add_event_listener_with_callback_and_add_event_listener_options(
        "change",
        listener.unchecked_ref(),
        &options,
    );
}
