//! `nvda_daily.csv` and `peers_monthly.csv`.

use super::table::{DataError, Problem, Table};
use crate::model::{day::Day, series::Series};
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "nvda_daily.csv";
/// File name in `public/data`.
pub const PEERS_FILE: &str = "peers_monthly.csv";
/// The longest stretch without trading that is believed: a holiday week-end (days).
pub const LONGEST_GAP: i32 = 5;

/// NVIDIA's daily closes in US dollars, on two bases.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stock {
    /// Adjusted for splits.
    pub split: Series,
    /// Adjusted for splits and dividends.
    pub dividend: Series,
}

/// Month-end closes (US dollars; index points for the index).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Peers {
    /// Column names, the order of [`Peers::values`].
    pub names: Vec<String>,
    /// The last day of each month, ascending.
    #[serde(with = "super::bundle::days")]
    pub months: Vec<Day>,
    /// One column a name.
    #[serde(with = "super::bundle::columns")]
    pub values: Vec<Vec<f64>>,
}

/// Parses `nvda_daily.csv`: `date,close_usd,close_dividend_adjusted_usd`.
///
/// # Errors
/// Cells that are no day or no positive number; days that repeat, run backwards or leave a gap.
pub fn parse(text: &str) -> Result<Stock, DataError> {
    let columns = ["date", "close_usd", "close_dividend_adjusted_usd"];
    let table = Table::read(FILE, text, &columns)?;
    let mut stock = Stock::default();
    for row in table.rows() {
        let day = row.day("date")?;
        let previous = stock.split.days.last().copied();
        row.ascending("date", previous, day)?;
        if let Some(gap) = previous.map(|p| day.0 - p.0).filter(|g| *g > LONGEST_GAP) {
            return Err(row.error("date", Problem::Gap { days: gap, most: LONGEST_GAP }));
        }
        for (series, column) in
            [(&mut stock.split, "close_usd"), (&mut stock.dividend, "close_dividend_adjusted_usd")]
        {
            series.days.push(day);
            series.values.push(row.price(column)?);
        }
    }
    Ok(stock)
}

/// Parses `peers_monthly.csv`; the Nasdaq column has gaps and is not read.
///
/// # Errors
/// Cells that are no month or no positive number; months that repeat, run backwards or are left out.
pub fn parse_peers(text: &str) -> Result<Peers, DataError> {
    let names = ["NVDA", "AMD", "INTC", "TSM", "SPX"];
    let table = Table::read(PEERS_FILE, text, &["month", "NVDA", "AMD", "INTC", "TSM", "SPX"])?;
    let mut peers = Peers {
        names: names.map(String::from).to_vec(),
        months: Vec::new(),
        values: vec![Vec::new(); names.len()],
    };
    for row in table.rows() {
        let end = row.parsed("month", "a month written YYYY-MM", month_end)?;
        let previous = peers.months.last().copied();
        row.ascending("month", previous, end)?;
        if let Some(gap) = previous.map(|p| end.0 - p.0).filter(|g| *g > 31) {
            return Err(row.error("month", Problem::Gap { days: gap, most: 31 }));
        }
        peers.months.push(end);
        for (column, name) in peers.values.iter_mut().zip(names) {
            column.push(row.price(name)?);
        }
    }
    Ok(peers)
}

/// The last day of a month written `YYYY-MM`.
pub fn month_end(text: &str) -> Option<Day> {
    let first: Day = format!("{text}-01").parse().ok()?;
    Some(Day(first.months_later(1).0 - 1))
}
