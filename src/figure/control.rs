//! What a reader can change, as plain data: one set of controls serves every figure.

use super::{Figure, Id};
use crate::chart::Chart;
use crate::data::Data;
use crate::i18n::Lang;

/// Chinese and English.
pub type Words = (&'static str, &'static str);

/// A control as it stands now. Using it writes its key into the state, as an address would.
#[derive(Clone, Debug, PartialEq)]
pub enum Control {
    /// A row of buttons of which one is chosen.
    Choice {
        /// Key in the address.
        key: &'static str,
        /// What is chosen.
        label: &'static str,
        /// The buttons.
        options: Vec<Choosable>,
        /// The one in force; `None` where none of them is.
        chosen: Option<usize>,
    },
    /// A number on a scale.
    Slider {
        /// Key in the address.
        key: &'static str,
        /// What is set.
        label: &'static str,
        /// Least, greatest and step.
        range: (i32, i32, i32),
        /// Where it stands.
        value: i32,
        /// The value in words.
        words: String,
    },
    /// A text to look for.
    Search {
        /// Key in the address.
        key: &'static str,
        /// What is looked for.
        label: &'static str,
        /// The text.
        value: String,
    },
}

/// One button of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Choosable {
    /// Value in the address.
    pub value: &'static str,
    /// Its text.
    pub label: &'static str,
    /// Whether it can be pressed as things stand.
    pub usable: bool,
}

impl Control {
    /// Key in the address.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Choice { key, .. } | Self::Slider { key, .. } | Self::Search { key, .. } => key,
        }
    }
}

/// A choice among named options.
#[derive(Debug)]
pub struct Choice {
    /// Key in the address.
    pub key: &'static str,
    /// What is chosen.
    pub label: Words,
    /// Values in the address and their texts; the first is the default.
    pub options: &'static [(&'static str, Words)],
}

impl Choice {
    /// As a control with `chosen` in force and the options that `usable` allows.
    pub fn control(&self, chosen: &str, usable: impl Fn(&str) -> bool, lang: Lang) -> Control {
        let option = |(value, (zh, en)): &(&'static str, Words)| Choosable {
            value,
            label: lang.pick(zh, en),
            usable: usable(value),
        };
        Control::Choice {
            key: self.key,
            label: lang.pick(self.label.0, self.label.1),
            options: self.options.iter().map(option).collect(),
            chosen: self.options.iter().position(|(value, _)| *value == chosen),
        }
    }
}

/// A figure that knows named choices only.
#[derive(Debug)]
pub struct Kind {
    /// The figure.
    pub id: Id,
    /// At most [`MOST`] choices.
    pub choices: &'static [Choice],
    /// Draws it.
    pub chart: fn(&Data, &Picks, Lang) -> Chart,
    /// The table behind the view, by its name in `data/`.
    pub file: fn(&Picks) -> &'static str,
}

/// The most choices a [`Kind`] has.
pub const MOST: usize = 3;

/// What is chosen in a figure of a [`Kind`].
#[derive(Clone, Debug)]
pub struct Picks {
    kind: &'static Kind,
    picked: [u8; MOST],
}

impl PartialEq for Picks {
    fn eq(&self, other: &Self) -> bool {
        self.kind.id == other.kind.id && self.picked == other.picked
    }
}

impl Picks {
    /// The defaults.
    pub const fn new(kind: &'static Kind) -> Self {
        Self { kind, picked: [0; MOST] }
    }

    /// The value in force; empty for a key the figure does not have.
    pub fn get(&self, key: &str) -> &'static str {
        let mut all = self.kind.choices.iter().zip(self.picked);
        let found = all.find(|(choice, _)| choice.key == key);
        found.and_then(|(c, i)| c.options.get(usize::from(i))).map_or("", |option| option.0)
    }

    /// The text of the value in force.
    pub fn words(&self, key: &str, lang: Lang) -> &'static str {
        let mut all = self.kind.choices.iter().zip(self.picked);
        let found = all.find(|(choice, _)| choice.key == key);
        let words = found.and_then(|(c, i)| c.options.get(usize::from(i))).map(|o| o.1);
        words.map_or("", |(zh, en)| lang.pick(zh, en))
    }
}

impl Figure for Picks {
    fn write(&self) -> Vec<(&'static str, String)> {
        self.kind.choices.iter().map(|c| (c.key, self.get(c.key).to_string())).collect()
    }

    fn read(&mut self, key: &str, value: &str) {
        for (choice, picked) in self.kind.choices.iter().zip(&mut self.picked) {
            let index = choice.options.iter().position(|(name, _)| *name == value);
            if let Some(index) = index.filter(|_| choice.key == key) {
                *picked = index as u8;
            }
        }
    }

    fn controls(&self, _: &Data, lang: Lang) -> Vec<Control> {
        self.kind.choices.iter().map(|c| c.control(self.get(c.key), |_| true, lang)).collect()
    }

    fn chart(&self, data: &Data, lang: Lang) -> Chart {
        (self.kind.chart)(data, self, lang)
    }

    fn file(&self) -> &'static str {
        (self.kind.file)(self)
    }
}
