//! Light, dark, or as the system says.

use super::Reader;
use super::choice::choice;
use crate::state::Theme;
use leptos::prelude::*;

/// The theme switch of the page's head.
pub fn theme_switch(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let options = vec![
        (Theme::Auto, lang.pick("自动", "Auto")),
        (Theme::Light, lang.pick("浅色", "Light")),
        (Theme::Dark, lang.pick("深色", "Dark")),
    ];
    choice(
        reader,
        lang.pick("配色", "Colours"),
        options,
        Signal::derive(move || Some(reader.state.with(|s| s.theme))),
        move |theme| reader.state.update(|s| s.theme = theme),
    )
}
