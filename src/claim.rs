//! The registry of numbers in the prose: what each is worth, where it comes from, how it is had.

mod attention;
mod chips;
mod later;
mod race;
mod stock;
mod story;

use crate::data::Data;
use crate::i18n::Lang;

/// How a number came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Computed from the bundled data when the page is made.
    Computed,
    /// Reported by a source.
    Reported,
    /// The author's choice, or part of a schematic.
    Opinion,
}

impl Kind {
    /// In words, Chinese and English.
    pub fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Computed => ("本文算出", "computed here"),
            Self::Reported => ("据报道", "reported"),
            Self::Opinion => ("作者所取", "the author’s choice"),
        }
    }
}

/// One registered number.
pub struct Claim {
    /// Name in `{{…}}`.
    pub id: &'static str,
    /// Computed or reported.
    pub kind: Kind,
    /// The number as the reader sees it; `None` where the data do not give it.
    pub say: fn(&Data, Lang) -> Option<String>,
    /// Formula or explanation, Chinese and English.
    pub how: (&'static str, &'static str),
    /// Table or source, Chinese and English.
    pub source: (&'static str, &'static str),
    /// The choices it depends on, Chinese and English; empty where there are none.
    pub depends: (&'static str, &'static str),
}

impl Claim {
    /// The same number with the choices it depends on.
    const fn depends(mut self, zh: &'static str, en: &'static str) -> Self {
        self.depends = (zh, en);
        self
    }
}

/// The claim with this id.
pub fn find(id: &str) -> Option<&'static Claim> {
    registry().find(|claim| claim.id == id)
}

const fn computed(
    id: &'static str,
    say: fn(&Data, Lang) -> Option<String>,
    how: (&'static str, &'static str),
    source: (&'static str, &'static str),
) -> Claim {
    Claim { id, kind: Kind::Computed, say, how, source, depends: ("", "") }
}

const fn reported(
    id: &'static str,
    say: fn(&Data, Lang) -> Option<String>,
    how: (&'static str, &'static str),
    source: (&'static str, &'static str),
) -> Claim {
    Claim { id, kind: Kind::Reported, say, how, source, depends: ("", "") }
}

const fn chosen(
    id: &'static str,
    say: fn(&Data, Lang) -> Option<String>,
    how: (&'static str, &'static str),
    source: (&'static str, &'static str),
) -> Claim {
    Claim { id, kind: Kind::Opinion, say, how, source, depends: ("", "") }
}

/// A source that has the same name in both languages: a file, a paper.
const fn same(name: &'static str) -> (&'static str, &'static str) {
    (name, name)
}

const STORY: (&str, &str) = (
    "专栏“玉渊谭天”，2025年7月（本文重述的评论）",
    "the column Yuyuan Tantian, July 2025 (the commentary retold here)",
);

/// Every number that the prose may name, in the order of the sections.
pub fn registry() -> impl Iterator<Item = &'static Claim> {
    let parts = [
        stock::CLAIMS,
        chips::CLAIMS,
        attention::CLAIMS,
        story::CLAIMS,
        race::CLAIMS,
        later::CLAIMS,
    ];
    parts.into_iter().flatten()
}
