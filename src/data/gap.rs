//! `open_closed_gap_monthly.csv`: the best open against the best closed model, the US against China.

use super::table::{DataError, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "open_closed_gap_monthly.csv";

/// One month's leaders.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Month {
    /// Day of the leaderboard snapshot.
    #[serde(with = "super::bundle::day")]
    pub day: Day,
    /// Score lead of the best closed over the best open model, points: rebasing the scale leaves it alone.
    pub open: f64,
    /// Score lead of the best US over the best Chinese model, points.
    pub china: f64,
    /// The best open model is Chinese.
    pub open_is_chinese: bool,
    /// Best closed, open, US and Chinese model.
    pub best: [String; 4],
}

/// Parses `open_closed_gap_monthly.csv`.
///
/// # Errors
/// Bad or unordered days, gaps that are no number, missing names.
pub fn parse(text: &str) -> Result<Vec<Month>, DataError> {
    let names = ["closed_model", "open_model", "us_model", "cn_model"];
    let scores = ["closed_score", "open_score", "us_score", "cn_score"];
    let mut columns = vec!["date", "cn_open_model"];
    columns.extend(scores);
    columns.extend(names);
    let table = Table::read(FILE, text, &columns)?;
    let mut months: Vec<Month> = Vec::new();
    for row in table.rows() {
        let day = row.day("date")?;
        row.ascending("date", months.last().map(|m| m.day), day)?;
        let lead =
            |ahead, behind| Ok::<f64, DataError>(row.positive(ahead)? - row.positive(behind)?);
        let [closed, open, us, china] = names.map(|column| row.filled(column));
        months.push(Month {
            day,
            open: lead(scores[0], scores[1])?,
            china: lead(scores[2], scores[3])?,
            open_is_chinese: row.text("open_model") == row.text("cn_open_model"),
            best: [closed?, open?, us?, china?],
        });
    }
    Ok(months)
}
