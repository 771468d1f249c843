//! `events.csv`: dated events with a name in both languages.

use super::table::{DataError, Problem, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "events.csv";

/// Something that happened on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Short stable name.
    pub id: String,
    /// The day.
    #[serde(with = "super::bundle::day")]
    pub day: Day,
    /// Its name in Chinese.
    pub zh: String,
    /// Its name in English.
    pub en: String,
}

/// Parses `events.csv`.
///
/// # Errors
/// A cell that is no day or empty, a repeated id, days that run backwards.
pub fn parse(text: &str) -> Result<Vec<Event>, DataError> {
    let table = Table::read(FILE, text, &["id", "date", "zh", "en", "source"])?;
    let mut events: Vec<Event> = Vec::new();
    for row in table.rows() {
        let day = row.day("date")?;
        row.ascending("date", events.last().map(|e| e.day), day)?;
        let id = row.filled("id")?;
        if events.iter().any(|e| e.id == id) {
            return Err(row.error("id", Problem::Duplicate(id)));
        }
        // Readers find the source in the table itself.
        row.filled("source")?;
        let (zh, en) = (row.filled("zh")?, row.filled("en")?);
        events.push(Event { id, day, zh, en });
    }
    Ok(events)
}

/// The event with this id.
pub fn by_id<'a>(events: &'a [Event], id: &str) -> Option<&'a Event> {
    events.iter().find(|e| e.id == id)
}
