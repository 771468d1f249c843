//! Light, dark, or as the system says.

use super::Reader;
use super::choice::choice;
use crate::state::Theme;
use leptos::prelude::*;

/// The theme switch of the page's head.
pub fn theme_switch(reader: Reader) -> AnyView {
    let options = vec![
        (Theme::Auto, ("自动", "Auto")),
        (Theme::Light, ("浅色", "Light")),
        (Theme::Dark, ("深色", "Dark")),
    ];
    choice(reader, ("配色", "Colours"), options, |s| s.theme, |s, v| s.theme = v)
}
