//! A reader's own series: two columns, date and value, checked line by line. It never leaves the browser.

use crate::model::day::Day;
use crate::model::decimal;
use crate::model::series::Series;

/// The largest file taken, bytes.
pub const LARGEST: usize = 2_000_000;
/// The most rows taken.
pub const MOST_ROWS: usize = 50_000;

/// Why a file was not taken; lines count from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnError {
    /// Nothing in it.
    Empty,
    /// Larger than [`LARGEST`] or longer than [`MOST_ROWS`].
    TooLarge,
    /// Not text, or not UTF-8.
    NotText,
    /// A line without exactly two columns: line, columns found.
    Columns(usize, usize),
    /// A first column that is no date: line, found.
    Date(usize, String),
    /// A second column that is no number: line, found.
    Value(usize, String),
    /// A date that stands on an earlier line too: line, date.
    Twice(usize, String),
    /// Fewer than two rows.
    Short,
    /// No two days inside the data shown.
    Apart,
    /// A value that has no ratio to others, where ratios are drawn: its day.
    NotPositive(String),
}

/// Reads `date,value` lines; comma, semicolon or tab between; a header line may stand first; any order.
/// Dates are `YYYY-MM-DD`, `YYYY/MM/DD`, `YYYYMMDD` or `YYYY-MM`.
///
/// # Errors
/// The first defect, with its line.
///
/// ```
/// use compute_anxiety::data::own::{OwnError, parse};
/// let values = parse("date,value\n2024-01-02,3\n2024/01/01;2.5\n").map(|series| series.values);
/// assert_eq!(values, Ok(vec![2.5, 3.0]));
/// assert_eq!(parse("2024-01-01,1\n2024-13-01,2"), Err(OwnError::Date(2, "2024-13-01".into())));
/// ```
pub fn parse(text: &str) -> Result<Series, OwnError> {
    if text.len() > LARGEST {
        return Err(OwnError::TooLarge);
    }
    if text.contains('\0') || text.contains('\u{fffd}') {
        return Err(OwnError::NotText);
    }
    let mut rows: Vec<(Day, f64, usize)> = Vec::new();
    let mut first = true;
    for (line, source) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if source.trim().is_empty() {
            continue;
        }
        let head = std::mem::take(&mut first);
        let cells: Vec<&str> = source.split([',', ';', '\t']).map(clean).collect();
        let [date, value] = cells.as_slice() else {
            return Err(OwnError::Columns(line, cells.len()));
        };
        match (day(date), number(value)) {
            (Some(day), Some(value)) => rows.push((day, value, line)),
            (None, None) if head => {}
            (None, _) => return Err(OwnError::Date(line, short(date))),
            (_, None) => return Err(OwnError::Value(line, short(value))),
        }
        if rows.len() > MOST_ROWS {
            return Err(OwnError::TooLarge);
        }
    }
    if first {
        return Err(OwnError::Empty);
    }
    rows.sort_by_key(|row| (row.0, row.2));
    for pair in rows.windows(2) {
        if let [before, after] = pair
            && before.0 == after.0
        {
            return Err(OwnError::Twice(after.2, after.0.to_string()));
        }
    }
    if rows.len() < 2 {
        return Err(OwnError::Short);
    }
    Ok(Series {
        days: rows.iter().map(|r| r.0).collect(),
        values: rows.iter().map(|r| r.1).collect(),
    })
}

fn clean(cell: &str) -> &str {
    cell.trim().trim_matches('"').trim()
}

fn day(text: &str) -> Option<Day> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let marks: Vec<char> = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    let whole = match (digits.len(), marks.as_slice()) {
        (8, [] | ['-', '-'] | ['/', '/']) => digits,
        (6, ['-' | '/']) => digits + "01",
        _ => return None,
    };
    let part = |range: std::ops::Range<usize>| whole.get(range)?.parse::<u32>().ok();
    Day::from_ymd(part(0..4)? as i32, part(4..6)?, part(6..8)?)
}

fn number(text: &str) -> Option<f64> {
    decimal::parse(text)
}

/// What is repeated to the reader is short, however long the cell.
fn short(cell: &str) -> String {
    cell.chars().take(24).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_kind_of_bad_file_names_its_line() {
        let bad = |text: &str| parse(text).unwrap_err();
        assert_eq!(bad(""), OwnError::Empty);
        assert_eq!(bad("\n \n"), OwnError::Empty);
        assert_eq!(bad("date,value\n2024-01-01,1\n2024-01-02\n"), OwnError::Columns(3, 1));
        assert_eq!(bad("2024-01-01,1,000\n"), OwnError::Columns(1, 3));
        assert_eq!(bad("d,v\nx,y\n"), OwnError::Date(2, "x".into()));
        assert_eq!(bad("2024-01-01,1\n2024-01-02,n/a\n"), OwnError::Value(2, "n/a".into()));
        assert_eq!(bad("2024-01-01,inf\n"), OwnError::Value(1, "inf".into()));
        assert_eq!(bad("2024-01-01,1\n2024-01-01,2\n"), OwnError::Twice(2, "2024-01-01".into()));
        assert_eq!(bad("2024-01-01,1\n"), OwnError::Short);
        assert_eq!(bad("PK\0\0"), OwnError::NotText);
        assert_eq!(bad(&"x".repeat(LARGEST + 1)), OwnError::TooLarge);
    }

    proptest! {
        #[test]
        fn any_text_gives_a_series_or_an_error(text in "[-0-9a-z,;\\t\\n\"./ ]{0,200}") {
            if let Ok(series) = parse(&text) {
                prop_assert!(series.days.windows(2).all(|w| w[0] < w[1]));
                prop_assert!(series.values.iter().all(|v| v.is_finite()));
            }
        }
    }
}
