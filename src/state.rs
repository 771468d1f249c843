//! What an address remembers: theme and every figure's parameters, to and from the query.

use crate::figure::{attention, race, stock};

/// The page's colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the reader's system says.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// The short name, also the value of `<html data-theme>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Everything a reader can change. The language is the page's own address (`index.html`, `en/`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AppState {
    /// Colours.
    pub theme: Theme,
    /// The share price figure.
    pub stock: stock::Params,
    /// The attention figure.
    pub attention: attention::Params,
    /// The race figure.
    pub race: race::Params,
}

/// Version of the keys. An address of a later version is read as the default.
pub const VERSION: u32 = 1;

impl AppState {
    /// The query of this state without `?`: only what differs from the default, empty for the default.
    ///
    /// ```
    /// use compute_anxiety::state::{AppState, Theme};
    /// assert_eq!(AppState::default().to_query(), "");
    /// let dark = AppState { theme: Theme::Dark, ..AppState::default() };
    /// assert_eq!(dark.to_query(), "v=1&theme=dark");
    /// ```
    pub fn to_query(&self) -> String {
        let base = Self::default();
        let pairs: Vec<String> = self
            .pairs()
            .into_iter()
            .zip(base.pairs())
            .filter(|(now, default)| now != default)
            .map(|((key, value), _)| format!("{key}={value}"))
            .collect();
        if pairs.is_empty() { String::new() } else { format!("v={VERSION}&{}", pairs.join("&")) }
    }

    /// The state of a query, with or without `?`. Total: what is not understood is the default.
    ///
    /// ```
    /// use compute_anxiety::state::AppState;
    /// assert_eq!(AppState::from_query("?stock.scale=banana&%%%&v=1"), AppState::default());
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut state = Self::default();
        let pairs: Vec<(&str, &str)> = query
            .trim_start_matches('?')
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .collect();
        let later = |(key, value): &(&str, &str)| {
            *key == "v" && value.parse().map_or(true, |v: u32| v > VERSION)
        };
        if pairs.iter().any(later) {
            return state;
        }
        for (key, value) in pairs {
            match key.split_once('.') {
                None if key == "theme" => {
                    let themes = [Theme::Auto, Theme::Light, Theme::Dark];
                    let wanted = themes.into_iter().find(|t| t.name() == value);
                    state.theme = wanted.unwrap_or(state.theme);
                }
                Some(("stock", key)) => state.stock.read(key, value),
                Some(("attention", key)) => state.attention.read(key, value),
                Some(("race", key)) => state.race.read(key, value),
                _ => {}
            }
        }
        state.stock.settle();
        state
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = vec![("theme".to_string(), self.theme.name().to_string())];
        let figures = [
            ("stock", self.stock.write()),
            ("attention", self.attention.write()),
            ("race", self.race.write()),
        ];
        for (figure, keys) in figures {
            pairs.extend(keys.into_iter().map(|(key, value)| (format!("{figure}.{key}"), value)));
        }
        pairs
    }
}
