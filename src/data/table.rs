//! Reading a CSV table with errors that name file, line, column and cure.

use crate::model::day::Day;
use std::fmt;

/// Whole numbers up to this are exact as `f64`: 2⁵³.
pub(super) const EXACT: f64 = (1_u64 << 53) as f64;

/// A defect in a table and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataError {
    /// File name as in `public/data`.
    pub file: String,
    /// Line in the file, the header being line 1.
    pub line: u64,
    /// Column name, empty where the whole line is meant.
    pub column: String,
    /// What was found and what was expected instead.
    pub problem: Problem,
}

/// What is wrong with a cell, a line or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The line is not valid CSV, or has another number of fields than the header.
    Malformed(String),
    /// The header lacks this column.
    MissingColumn,
    /// The table has no rows.
    NoRows,
    /// No row has this key.
    NoRow(String),
    /// The cell is not what its column holds: found, expected.
    Expected {
        /// The cell's text.
        found: String,
        /// What the column holds, in words.
        wanted: &'static str,
    },
    /// A key that must ascend does not: this one after the one before.
    OutOfOrder {
        /// The key on this line.
        found: String,
        /// The key on the line before.
        previous: String,
    },
    /// The same key stands on an earlier line too.
    Duplicate(String),
    /// Too long a gap to the row before.
    Gap {
        /// Days since the row before.
        days: i32,
        /// The most that is believed.
        most: i32,
    },
}

impl fmt::Display for DataError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.file, self.line)?;
        if !self.column.is_empty() {
            write!(f, ", column {}", self.column)?;
        }
        match &self.problem {
            Problem::Malformed(what) => write!(f, ": not a valid CSV line ({what})"),
            Problem::MissingColumn => write!(f, ": the header lacks this column"),
            Problem::NoRows => write!(f, ": the table has no rows"),
            Problem::NoRow(key) => write!(f, ": no row for “{key}”; the article needs it"),
            Problem::Expected { found, wanted } => {
                write!(f, ": found “{found}”, expected {wanted}")
            }
            Problem::OutOfOrder { found, previous } => {
                write!(f, ": {found} comes after {previous}; expected ascending order")
            }
            Problem::Duplicate(key) => {
                write!(f, ": {key} stands here a second time; keep one line")
            }
            Problem::Gap { days, most } => {
                write!(f, ": {days} days after the row before; expected at most {most}")
            }
        }
    }
}

impl std::error::Error for DataError {}

/// A table read into memory.
pub struct Table {
    file: String,
    header: csv::StringRecord,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// One line of a table.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    line: u64,
    cells: &'a csv::StringRecord,
}

impl Table {
    /// Reads `text`, which must have a header with at least `columns` and one row.
    ///
    /// # Errors
    /// [`Problem::Malformed`], [`Problem::MissingColumn`] or [`Problem::NoRows`].
    pub fn read(file: &str, text: &str, columns: &[&str]) -> Result<Self, DataError> {
        let fail = |line, column: &str, problem| DataError {
            file: file.into(),
            line,
            column: column.into(),
            problem,
        };
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let malformed = |error: &csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            let what = match error.kind() {
                csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                    format!("{len} fields where the header has {expected_len}")
                }
                csv::ErrorKind::Utf8 { .. } => "not UTF-8".into(),
                _ => "unreadable".into(),
            };
            fail(line, "", Problem::Malformed(what))
        };
        let header = reader.headers().map_err(|e| malformed(&e))?.clone();
        if let Some(missing) = columns.iter().find(|c| !header.iter().any(|h| h == **c)) {
            return Err(fail(1, missing, Problem::MissingColumn));
        }
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|e| malformed(&e))?;
            rows.push((record.position().map_or(0, csv::Position::line), record));
        }
        if rows.is_empty() {
            return Err(fail(1, "", Problem::NoRows));
        }
        Ok(Self { file: file.into(), header, rows })
    }

    /// The row whose `column` reads `key`.
    ///
    /// # Errors
    /// [`Problem::NoRow`] where there is none.
    pub fn row(&self, column: &str, key: &str) -> Result<Row<'_>, DataError> {
        self.rows().find(|row| row.text(column) == key).ok_or_else(|| DataError {
            file: self.file.clone(),
            line: 1,
            column: column.into(),
            problem: Problem::NoRow(key.into()),
        })
    }

    /// The rows in file order.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row { table: self, line: *line, cells })
    }
}

impl<'a> Row<'a> {
    /// The text of a cell; empty where the column does not exist.
    pub fn text(&self, column: &str) -> &'a str {
        let index = self.table.header.iter().position(|h| h == column);
        index.and_then(|i| self.cells.get(i)).unwrap_or_default()
    }

    /// An error at this row's `column`.
    pub fn error(&self, column: &str, problem: Problem) -> DataError {
        DataError { file: self.table.file.clone(), line: self.line, column: column.into(), problem }
    }

    fn expected(&self, column: &str, wanted: &'static str) -> DataError {
        self.error(column, Problem::Expected { found: self.text(column).into(), wanted })
    }

    /// A finite number that satisfies `accept`, described by `wanted`.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn number(
        &self,
        column: &str,
        wanted: &'static str,
        accept: impl Fn(f64) -> bool,
    ) -> Result<f64, DataError> {
        match self.text(column).parse::<f64>() {
            Ok(value) if value.is_finite() && accept(value) => Ok(value),
            _ => Err(self.expected(column, wanted)),
        }
    }

    /// A positive number.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn positive(&self, column: &str) -> Result<f64, DataError> {
        self.number(column, "a positive number", |v| v > 0.0)
    }

    /// A positive price with at most five decimals: what the bundle keeps exactly.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn price(&self, column: &str) -> Result<f64, DataError> {
        self.number(column, "a positive number below 9e10 with at most five decimals", |v| {
            v > 0.0 && v * 1e5 <= EXACT && (v * 1e5).round() / 1e5 == v
        })
    }

    /// A positive number, or `None` for an empty cell.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn optional(&self, column: &str) -> Result<Option<f64>, DataError> {
        if self.text(column).is_empty() { Ok(None) } else { self.positive(column).map(Some) }
    }

    /// A text that is not empty.
    ///
    /// # Errors
    /// [`Problem::Expected`] for an empty one.
    pub fn filled(&self, column: &str) -> Result<String, DataError> {
        self.parsed(column, "some text", |t| (!t.trim().is_empty()).then(|| t.to_string()))
    }

    /// A year written `YYYY`.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn year(&self, column: &str) -> Result<i32, DataError> {
        let year = |t: &str| t.parse().ok().filter(|y| (1800..2100).contains(y));
        self.parsed(column, "a year written YYYY", year)
    }

    /// True for the first word, false for the second.
    ///
    /// # Errors
    /// [`Problem::Expected`] for any other.
    pub fn either(&self, column: &str, yes: &str, no: &str) -> Result<bool, DataError> {
        let read = |t: &str| if t == yes { Some(true) } else { (t == no).then_some(false) };
        self.parsed(column, "one of the column's two words", read)
    }

    /// Checks that `key` does not come before `previous`; several rows may share a day.
    ///
    /// # Errors
    /// [`Problem::OutOfOrder`] where it does.
    pub fn in_order(&self, column: &str, previous: Option<Day>, key: Day) -> Result<(), DataError> {
        self.ascending(column, previous.filter(|p| *p != key), key)
    }

    /// A count: 0, 1, 2 … up to `most`, and to what is exact as `f64`, so that sums of counts are numbers.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn count(&self, column: &str, most: f64) -> Result<f64, DataError> {
        self.number(column, "a whole number from 0 to the row's total", |v| {
            v >= 0.0 && v <= most.min(EXACT) && v.fract() == 0.0
        })
    }

    /// A value made from the cell's text by `read`, described by `wanted`.
    ///
    /// # Errors
    /// [`Problem::Expected`] where `read` gives nothing.
    pub fn parsed<T>(
        &self,
        column: &str,
        wanted: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, DataError> {
        read(self.text(column)).ok_or_else(|| self.expected(column, wanted))
    }

    /// A day written `YYYY-MM-DD`.
    ///
    /// # Errors
    /// [`Problem::Expected`] for anything else.
    pub fn day(&self, column: &str) -> Result<Day, DataError> {
        self.parsed(column, "a day written YYYY-MM-DD", |t| t.parse().ok())
    }

    /// Checks that `key` comes after `previous`.
    ///
    /// # Errors
    /// [`Problem::Duplicate`] where they are equal, [`Problem::OutOfOrder`] where it comes before.
    pub fn ascending(
        &self,
        column: &str,
        previous: Option<Day>,
        key: Day,
    ) -> Result<(), DataError> {
        match previous {
            Some(p) if p == key => Err(self.error(column, Problem::Duplicate(key.to_string()))),
            Some(p) if p > key => Err(self.error(
                column,
                Problem::OutOfOrder { found: key.to_string(), previous: p.to_string() },
            )),
            _ => Ok(()),
        }
    }
}
