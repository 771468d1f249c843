//! The story's own lists: the timeline, the cases named, and the schematic of hype.

use super::table::{DataError, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const TIMELINE_FILE: &str = "timeline.csv";
/// File name in `public/data`.
pub const CASES_FILE: &str = "cases.csv";
/// File name in `public/data`.
pub const HYPE_FILE: &str = "hype.csv";

/// The lanes of the timeline, in the order of [`Moment::kind`].
pub const KINDS: [&str; 4] = ["idea", "rule", "product", "market"];

/// A dated idea, rule, product or market event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    #[serde(with = "super::bundle::day")]
    pub day: Day,
    /// Index in [`KINDS`].
    pub kind: u8,
    /// Chinese, English.
    pub words: (String, String),
}

/// A field of use or a partner country, by name only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// A partner country; else a field of use.
    pub partner: bool,
    /// Chinese, English.
    pub words: (String, String),
}

/// A named peak or trough; its height means nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Wave {
    /// Year.
    pub year: i32,
    /// A peak; else a trough.
    pub peak: bool,
    /// About AI; else about another hope.
    pub ai: bool,
    /// Chinese, English.
    pub words: (String, String),
}

/// Parses `timeline.csv`.
///
/// # Errors
/// Bad or unordered days, an unknown kind, empty text.
pub fn parse_timeline(text: &str) -> Result<Vec<Moment>, DataError> {
    let columns = ["id", "date", "kind", "zh", "en", "source"];
    let table = Table::read(TIMELINE_FILE, text, &columns)?;
    let mut out: Vec<Moment> = Vec::new();
    for row in table.rows() {
        let day = row.day("date")?;
        row.in_order("date", out.last().map(|m| m.day), day)?;
        let kind = row.parsed("kind", "idea, rule, product or market", |text| {
            KINDS.iter().position(|k| *k == text)
        })?;
        row.filled("source")?;
        let words = (row.filled("zh")?, row.filled("en")?);
        out.push(Moment { day, kind: kind as u8, words });
    }
    Ok(out)
}

/// Parses `cases.csv`.
///
/// # Errors
/// An unknown kind, empty text.
pub fn parse_cases(text: &str) -> Result<Vec<Case>, DataError> {
    let table = Table::read(CASES_FILE, text, &["kind", "zh", "en", "source"])?;
    let case = |row: super::table::Row| {
        row.filled("source")?;
        let partner = row.either("kind", "partner", "field")?;
        Ok(Case { partner, words: (row.filled("zh")?, row.filled("en")?) })
    };
    table.rows().map(case).collect()
}

/// Parses `hype.csv`.
///
/// # Errors
/// A year that is none, an unknown kind or field, empty text.
pub fn parse_hype(text: &str) -> Result<Vec<Wave>, DataError> {
    let table = Table::read(HYPE_FILE, text, &["year", "kind", "field", "zh", "en", "source"])?;
    let wave = |row: super::table::Row| {
        row.filled("source")?;
        Ok(Wave {
            year: row.year("year")?,
            peak: row.either("kind", "peak", "trough")?,
            ai: row.either("field", "ai", "other")?,
            words: (row.filled("zh")?, row.filled("en")?),
        })
    };
    table.rows().map(wave).collect()
}
