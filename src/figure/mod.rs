//! The figures: each a pure function from data, parameters and language to a `Chart`.

pub mod adoption;
pub mod attention;
pub mod axes;
pub mod cases;
pub mod control;
pub mod day;
pub mod ecosystem;
pub mod efficiency;
pub mod embed;
pub mod export;
pub mod gap;
pub mod hype;
pub mod installed;
pub mod race;
pub mod robust;
pub mod spec;
pub mod stock;
pub mod timeline;

use crate::chart::Chart;
use crate::data::Data;
use crate::i18n::Lang;
use control::Control;

/// The figures; the name is the `data-figure` of the slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// NVIDIA's share price.
    Stock,
    /// All daily returns, and one day among them.
    Day,
    /// Accelerators measure by measure.
    Spec,
    /// Attention to compute, algorithms and data.
    Attention,
    /// Ideas, rules, products, markets.
    Timeline,
    /// Peaks and troughs, as a schematic.
    Hype,
    /// More from less compute.
    Efficiency,
    /// Installed compute by owner.
    Installed,
    /// Open against closed, the US against China.
    Gap,
    /// What it is used for.
    Cases,
    /// Paris–Rouen, 1894.
    Race,
    /// What won afterwards.
    Ecosystem,
    /// Increasing returns, as a thought experiment.
    Adoption,
}

/// All figures in story order, with their names.
const NAMES: [(Id, &str); 13] = [
    (Id::Stock, "stock"),
    (Id::Day, "day"),
    (Id::Spec, "spec"),
    (Id::Attention, "attention"),
    (Id::Timeline, "timeline"),
    (Id::Hype, "hype"),
    (Id::Efficiency, "efficiency"),
    (Id::Installed, "installed"),
    (Id::Gap, "gap"),
    (Id::Cases, "cases"),
    (Id::Race, "race"),
    (Id::Ecosystem, "ecosystem"),
    (Id::Adoption, "adoption"),
];

/// All figures in story order.
pub fn all() -> impl Iterator<Item = Id> {
    NAMES.iter().map(|(id, _)| *id)
}

impl Id {
    /// The id as written in pages, addresses and content files.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(id, _)| *id == self).map_or("", |(_, name)| name)
    }

    /// The figure of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(id, _)| *id)
    }
}

/// A figure's parameters: all that is known of it outside its own file.
pub trait Figure {
    /// The value of each key in an address.
    fn write(&self) -> Vec<(&'static str, String)>;
    /// Takes one key from an address or a control; what is not understood changes nothing.
    fn read(&mut self, key: &str, value: &str);
    /// What the reader can change, as it stands.
    fn controls(&self, data: &Data, lang: Lang) -> Vec<Control>;
    /// The figure.
    fn chart(&self, data: &Data, lang: Lang) -> Chart;
    /// The table behind the view, by its name in `data/`.
    fn file(&self) -> &'static str;
    /// Changes with what the chart depends on besides the address: a reader's own series, runs done.
    fn revision(&self) -> u64 {
        0
    }
}

/// Picks the choice whose short name is `text`, else keeps `current`: parameters from an address are total.
pub fn choice<T: Copy>(text: &str, names: &[(&str, T)], current: T) -> T {
    names.iter().find(|(name, _)| *name == text).map_or(current, |(_, value)| *value)
}

/// The short name of a choice.
pub fn choice_name<T: Copy + PartialEq>(value: T, names: &[(&'static str, T)]) -> &'static str {
    names.iter().find(|(_, v)| *v == value).map_or("", |(name, _)| *name)
}
