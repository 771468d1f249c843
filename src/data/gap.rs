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
    /// Score lead of the best closed over the best open model, per cent.
    pub open: f64,
    /// Score lead of the best US over the best Chinese model, per cent.
    pub china: f64,
    /// Best closed, open, US and Chinese model.
    pub best: [String; 4],
}

/// Parses `open_closed_gap_monthly.csv`.
///
/// # Errors
/// Bad or unordered days, gaps that are no number, missing names.
pub fn parse(text: &str) -> Result<Vec<Month>, DataError> {
    let names = ["closed_model", "open_model", "us_model", "cn_model"];
    let mut columns = vec!["date", "open_gap_pct", "us_cn_gap_pct"];
    columns.extend(names);
    let table = Table::read(FILE, text, &columns)?;
    let mut months: Vec<Month> = Vec::new();
    for row in table.rows() {
        let day = row.day("date")?;
        row.ascending("date", months.last().map(|m| m.day), day)?;
        let gap = |column| row.number(column, "a number of per cent", |v| v.abs() < 100.0);
        let [closed, open, us, china] = names.map(|column| row.filled(column));
        months.push(Month {
            day,
            open: gap("open_gap_pct")?,
            china: gap("us_cn_gap_pct")?,
            best: [closed?, open?, us?, china?],
        });
    }
    Ok(months)
}
