//! The figures: each a pure function from data, parameters and language to a `Chart`.

pub mod attention;
pub mod axes;
pub mod race;
pub mod stock;

/// The figures that are built; the value is the `data-figure` of the slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Id {
    /// NVIDIA's share price.
    Stock,
    /// Attention to compute, algorithms and data.
    Attention,
    /// Paris–Rouen, 1894.
    Race,
}

/// All figures in story order.
pub const ALL: [Id; 3] = [Id::Stock, Id::Attention, Id::Race];

impl Id {
    /// The id as written in pages, addresses and content files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "stock",
            Self::Attention => "attention",
            Self::Race => "race",
        }
    }

    /// The figure of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        ALL.into_iter().find(|id| id.name() == name)
    }
}

/// Picks the choice whose short name is `text`, else keeps `current`: parameters from an address are total.
pub(crate) fn choice<T: Copy>(text: &str, names: &[(&str, T)], current: T) -> T {
    names.iter().find(|(name, _)| *name == text).map_or(current, |(_, value)| *value)
}

/// The short name of a choice.
pub(crate) fn choice_name<T: Copy + PartialEq>(
    value: T,
    names: &[(&'static str, T)],
) -> &'static str {
    names.iter().find(|(_, v)| *v == value).map_or("", |(name, _)| *name)
}
