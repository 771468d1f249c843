//! What an address remembers: theme, the place pointed at, and every figure's parameters.

use crate::figure::control::{Choice, Control, Picks};
use crate::figure::{self, Figure, Id, adoption, attention, cases, race, stock};
use crate::i18n::Lang;

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

const THEMES: [(&str, Theme); 3] =
    [("auto", Theme::Auto), ("light", Theme::Light), ("dark", Theme::Dark)];

/// The theme switch.
const THEME: Choice = Choice {
    key: "theme",
    label: ("配色", "Colours"),
    options: &[
        ("auto", ("自动", "Auto")),
        ("light", ("浅色", "Light")),
        ("dark", ("深色", "Dark")),
    ],
};

/// The page's movement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// As the reader's system says.
    #[default]
    Auto,
    /// Figures do not move by themselves, nothing stays in view while the text goes by.
    Still,
}

const MOTIONS: [(&str, Motion); 2] = [("auto", Motion::Auto), ("still", Motion::Still)];

/// The motion switch.
const MOTION: Choice = Choice {
    key: "motion",
    label: ("动效", "Motion"),
    options: &[("auto", ("自动", "Auto")), ("still", ("减少", "Reduced"))],
};

impl Motion {
    /// The short name, also the value of `<html data-motion>`.
    pub fn name(self) -> &'static str {
        figure::choice_name(self, &MOTIONS)
    }
}

impl Theme {
    /// The short name, also the value of `<html data-theme>`.
    pub fn name(self) -> &'static str {
        figure::choice_name(self, &THEMES)
    }
}

/// Everything a reader can change. The language is the page's own address (`index.html`, `en/`).
#[derive(Clone, Debug, PartialEq)]
pub struct AppState {
    /// Colours.
    pub theme: Theme,
    /// Movement.
    pub motion: Motion,
    /// A place in a figure that is pointed at: the figure and the day (`YYYY-MM-DD`) under the cursor.
    pub at: Option<(Id, String)>,
    /// The share price figure.
    pub stock: stock::Params,
    /// The attention figure.
    pub attention: attention::Params,
    /// The list of cases.
    pub cases: cases::Params,
    /// The race figure.
    pub race: race::Params,
    /// The thought experiment.
    pub adoption: adoption::Params,
    /// Figures with named choices only.
    picks: [(Id, Picks); 8],
    /// What the step beside a figure shows: the view that an address leaves out.
    steps: Vec<(Id, String)>,
}

impl Default for AppState {
    fn default() -> Self {
        let kinds = [
            &figure::day::KIND,
            &figure::spec::KIND,
            &figure::timeline::KIND,
            &figure::hype::KIND,
            &figure::efficiency::KIND,
            &figure::installed::KIND,
            &figure::gap::KIND,
            &figure::ecosystem::KIND,
        ];
        Self {
            theme: Theme::Auto,
            motion: Motion::Auto,
            at: None,
            stock: stock::Params::default(),
            attention: attention::Params::default(),
            cases: cases::Params::default(),
            race: race::Params::default(),
            adoption: adoption::Params::default(),
            picks: kinds.map(|kind| (kind.id, Picks::new(kind))),
            steps: Vec::new(),
        }
    }
}

/// Version of the keys. An address of a later version is read as the default.
pub const VERSION: u32 = 1;

impl AppState {
    /// A figure's parameters.
    pub fn figure(&self, id: Id) -> &dyn Figure {
        match id {
            Id::Stock => &self.stock,
            Id::Attention => &self.attention,
            Id::Cases => &self.cases,
            Id::Race => &self.race,
            Id::Adoption => &self.adoption,
            id => {
                let found = self.picks.iter().find(|(known, _)| *known == id);
                found.map_or(&self.stock, |(_, picks)| picks)
            }
        }
    }

    fn figure_mut(&mut self, id: Id) -> &mut dyn Figure {
        match id {
            Id::Stock => &mut self.stock,
            Id::Attention => &mut self.attention,
            Id::Cases => &mut self.cases,
            Id::Race => &mut self.race,
            Id::Adoption => &mut self.adoption,
            id => match self.picks.iter_mut().find(|(known, _)| *known == id) {
                Some((_, picks)) => picks,
                None => &mut self.stock,
            },
        }
    }

    /// The switches of the page as they stand: colours, movement.
    pub fn page_controls(&self, lang: Lang) -> Vec<Control> {
        vec![
            THEME.control(self.theme.name(), |_| true, lang),
            MOTION.control(self.motion.name(), |_| true, lang),
        ]
    }

    /// Sets one key as an address would: `theme`, `motion`, `at`, or `figure.key`. What is not understood changes
    /// nothing.
    pub fn set(&mut self, key: &str, value: &str) {
        match key.split_once('.') {
            None if key == "theme" => self.theme = figure::choice(value, &THEMES, self.theme),
            None if key == "motion" => self.motion = figure::choice(value, &MOTIONS, self.motion),
            None if key == "at" => self.at = place(value),
            Some((figure, key)) => {
                if let Some(id) = Id::from_name(figure) {
                    self.figure_mut(id).read(key, value);
                    self.stock.settle();
                }
            }
            None => {}
        }
    }

    /// Shows a figure as a step of the story wants it. The step's own address stands for this view, so that
    /// the query says only what the reader changed.
    pub fn step(&mut self, id: Id, query: &str) {
        self.show(id, query);
        self.steps.retain(|(known, _)| *known != id);
        self.steps.push((id, query.into()));
    }

    /// What the step beside a figure shows, as a query; empty for the default.
    fn base(&self, id: Id) -> &str {
        self.steps.iter().find(|(known, _)| *known == id).map_or("", |(_, query)| query)
    }

    /// Takes back what the reader changed in a figure.
    pub fn reset(&mut self, id: Id) {
        let base = self.base(id).to_string();
        self.show(id, &base);
        if self.at.as_ref().is_some_and(|(at, _)| *at == id) {
            self.at = None;
        }
    }

    /// Whether the reader changed anything in a figure.
    pub fn changed(&self, id: Id) -> bool {
        let mut base = Self::default();
        base.show(id, self.base(id));
        self.figure(id).write() != base.figure(id).write()
    }

    /// Shows a figure's defaults, changed by the pairs of a query. The reader's own series stays.
    pub fn show(&mut self, id: Id, query: &str) {
        let own = (self.stock.own.take(), self.attention.own.take(), self.attention.guess.take());
        let fresh = Self::default();
        for (key, value) in fresh.figure(id).write() {
            self.figure_mut(id).read(key, &value);
        }
        self.stock.settle();
        for (key, value) in pairs(query) {
            self.set(&format!("{}.{key}", id.name()), &decode(value));
        }
        (self.stock.own, self.attention.own, self.attention.guess) = own;
    }

    /// Takes over from the state before what no address carries: the reader's own series, runs done.
    pub fn keep(&mut self, before: &Self) {
        self.stock.own.clone_from(&before.stock.own);
        self.attention.own.clone_from(&before.attention.own);
        if self.adoption == before.adoption {
            self.adoption = before.adoption.clone();
        }
    }

    /// The query of this state without `?`: only what differs from the default, empty for the default.
    ///
    /// ```
    /// use compute_anxiety::state::{AppState, Theme};
    /// assert_eq!(AppState::default().to_query(), "");
    /// let mut dark = AppState::default();
    /// dark.theme = Theme::Dark;
    /// assert_eq!(dark.to_query(), "v=1&theme=dark");
    /// ```
    pub fn to_query(&self) -> String {
        let mut base = Self::default();
        for (id, query) in &self.steps {
            base.show(*id, query);
        }
        let pairs: Vec<String> = self
            .pairs()
            .into_iter()
            .zip(base.pairs())
            .filter(|(now, default)| now != default)
            .map(|((key, value), _)| format!("{key}={}", encode(&value)))
            .collect();
        if pairs.is_empty() { String::new() } else { format!("v={VERSION}&{}", pairs.join("&")) }
    }

    /// A query that shows a figure as it stands now wherever it is opened: all its keys, whatever default or
    /// step it may meet there.
    pub fn link(&self, id: Id) -> String {
        let mut pairs = vec![("v".to_string(), VERSION.to_string())];
        let at = self.at.iter().filter(|(figure, _)| *figure == id);
        pairs.extend(at.map(|(id, day)| ("at".into(), format!("{}.{day}", id.name()))));
        let keys = self.figure(id).write().into_iter().filter(|(_, value)| !value.is_empty());
        pairs.extend(keys.map(|(key, value)| (format!("{}.{key}", id.name()), value)));
        let pairs = pairs.iter().map(|(key, value)| format!("{key}={}", encode(value)));
        pairs.collect::<Vec<_>>().join("&")
    }

    /// All keys as a query, those at their default too: whoever [applies](Self::apply) it shows what this state
    /// shows, whatever was shown before. What the reader's own files hold is not in it.
    pub fn mirror(&self) -> String {
        let pairs = self.pairs().into_iter();
        let pairs: Vec<String> =
            pairs.map(|(key, value)| format!("{key}={}", encode(&value))).collect();
        format!("v={VERSION}&{}", pairs.join("&"))
    }

    /// A figure's view as a query where no step is (only what differs from the written view, empty for that), and
    /// as its [`link`](Self::link); both empty for the written view.
    pub fn views(&self, id: Id) -> (String, String) {
        let fresh = Self::default();
        let keys = self.figure(id).write().into_iter().zip(fresh.figure(id).write());
        let changed = keys.filter(|(now, written)| now != written).map(|(now, _)| now);
        let pairs: Vec<String> =
            changed.map(|(key, value)| format!("{}.{key}={}", id.name(), encode(&value))).collect();
        match pairs.is_empty() {
            true => (String::new(), String::new()),
            false => (format!("v={VERSION}&{}", pairs.join("&")), self.link(id)),
        }
    }

    /// The state of a query, with or without `?`. Total: what is not understood is the default.
    ///
    /// ```
    /// use compute_anxiety::state::AppState;
    /// assert_eq!(AppState::from_query("?stock.scale=banana&%%%&v=1"), AppState::default());
    /// ```
    pub fn from_query(query: &str) -> Self {
        let mut state = Self::default();
        state.apply(query);
        state
    }

    /// Changes what a query names.
    pub fn apply(&mut self, query: &str) {
        let later = |(key, value): (&str, &str)| {
            key == "v" && value.parse().map_or(true, |v: u32| v > VERSION)
        };
        if pairs(query).any(later) {
            return;
        }
        for (key, value) in pairs(query) {
            match key.split_once('.') {
                // The range is checked as a whole, when both its ends are there.
                Some(("stock", key)) => self.stock.read(key, &decode(value)),
                _ => self.set(key, &decode(value)),
            }
        }
        self.stock.settle();
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let at =
            self.at.as_ref().map_or_else(String::new, |(id, day)| format!("{}.{day}", id.name()));
        let pairs = vec![
            ("theme", self.theme.name().into()),
            ("motion", self.motion.name().into()),
            ("at", at),
        ];
        let mut pairs: Vec<(String, String)> =
            pairs.into_iter().map(|(key, value): (&str, String)| (key.into(), value)).collect();
        for id in figure::all() {
            let keys = self.figure(id).write().into_iter();
            pairs.extend(keys.map(|(key, value)| (format!("{}.{key}", id.name()), value)));
        }
        pairs
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, &str)> {
    query.trim_start_matches('?').split('&').filter_map(|pair| pair.split_once('='))
}

/// `stock.2025-01-27`: the figure and the day.
fn place(text: &str) -> Option<(Id, String)> {
    let (figure, day) = text.split_once('.')?;
    let day: crate::model::day::Day = day.parse().ok()?;
    Some((Id::from_name(figure)?, day.to_string()))
}

/// Percent-encodes all but letters, digits, point and hyphen.
fn encode(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => out.push(char::from(byte)),
            _ => {
                let digit =
                    |n: u8| char::from_digit(u32::from(n), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
            }
        }
    }
    out
}

/// The inverse of [`encode`]; what is no encoding stays as it is.
fn decode(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let pair: Vec<u8> = bytes.clone().take(2).collect();
        let hex = std::str::from_utf8(&pair).ok().filter(|h| h.len() == 2);
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(value) if byte == b'%' => {
                out.push(value);
                bytes.next();
                bytes.next();
            }
            _ => out.push(byte),
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
