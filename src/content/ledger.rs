//! The claim ledger: every factual sentence of the prose with its verdict, evidence and source.

use crate::data::table::{DataError, Problem, Table};
use crate::i18n::Lang;

/// The ledger's file.
pub const FILE: &str = "content/ledger.csv";

/// What was found when a sentence was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Computed here from bundled data.
    Supported,
    /// Reported by a named source.
    Reported,
    /// True with a nuance that the entry states.
    Nuance,
    /// The author's opinion, or a schematic.
    Opinion,
}

/// Every verdict, in the order of the filter.
pub const VERDICTS: [Verdict; 4] =
    [Verdict::Supported, Verdict::Reported, Verdict::Nuance, Verdict::Opinion];

impl Verdict {
    /// Its short name in the table and in markup.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Reported => "reported",
            Self::Nuance => "nuance",
            Self::Opinion => "opinion",
        }
    }

    /// Its sign, and its name in Chinese and English.
    pub fn sign(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Supported => ("●", "数据支持", "supported by data here"),
            Self::Reported => ("○", "有出处的报道", "reported, with source"),
            Self::Nuance => ("◐", "须加说明", "needs nuance"),
            Self::Opinion => ("△", "作者的看法", "the author’s opinion"),
        }
    }
}

/// One checked sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Name in `{§…}`.
    pub id: String,
    /// The section it stands in.
    pub section: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What speaks for it, and what the reader should know: Chinese, English.
    pub evidence: (String, String),
    /// Where it can be checked: Chinese, English.
    pub source: (String, String),
}

impl Entry {
    /// Evidence and source in a language.
    pub fn words(&self, lang: Lang) -> (&str, &str) {
        lang.pick(
            (self.evidence.0.as_str(), self.source.0.as_str()),
            (self.evidence.1.as_str(), self.source.1.as_str()),
        )
    }
}

/// All entries in the order of the story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger(pub Vec<Entry>);

impl Ledger {
    /// The entry with this id.
    pub fn find(&self, id: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.id == id)
    }
}

/// Parses `content/ledger.csv`.
///
/// # Errors
/// An unknown verdict, an empty cell, a repeated id, with its line.
pub fn parse(text: &str) -> Result<Ledger, DataError> {
    let columns =
        ["id", "section", "verdict", "evidence_zh", "evidence_en", "source_zh", "source_en"];
    let table = Table::read(FILE, text, &columns)?;
    let mut ledger = Ledger::default();
    for row in table.rows() {
        let id = row.filled("id")?;
        if ledger.find(&id).is_some() {
            return Err(row.error("id", Problem::Duplicate(id)));
        }
        let verdict = row.parsed("verdict", "supported, reported, nuance or opinion", |text| {
            VERDICTS.into_iter().find(|v| v.name() == text)
        })?;
        ledger.0.push(Entry {
            id,
            section: row.filled("section")?,
            verdict,
            evidence: (row.filled("evidence_zh")?, row.filled("evidence_en")?),
            source: (row.filled("source_zh")?, row.filled("source_en")?),
        });
    }
    Ok(ledger)
}
