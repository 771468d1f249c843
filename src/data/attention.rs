//! The three attention proxies: how often words for compute, algorithm and data occur.

use super::table::{DataError, Problem, Row, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const BOARD_FILE: &str = "attention_hn_quarterly.csv";
/// File name in `public/data`.
pub const POLICY_FILE: &str = "attention_us_policy_agora.csv";
/// File name in `public/data`.
pub const NEWS_FILE: &str = "attention_us_news_urls_monthly.csv";

/// The word groups, in the order of [`Counts::hits`].
pub const WORDS: [&str; 3] = ["compute", "algorithm", "data"];

/// Counts per period of one proxy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// Months in a period: 1, 3 or 6.
    pub months: u32,
    /// First day of each period, ascending, without gaps.
    #[serde(with = "super::bundle::days")]
    pub starts: Vec<Day>,
    /// Titles, documents or addresses counted in each period.
    pub totals: Vec<f64>,
    /// How many of them carry words for compute, algorithm, data; never above the total.
    pub hits: [Vec<f64>; 3],
}

/// All three proxies.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Attention {
    /// Titles on a technology news board by quarter.
    pub board: Counts,
    /// Only those of these titles that are about AI or China: few a quarter.
    pub board_ai: Counts,
    /// US policy documents on AI by half year.
    pub policy: Counts,
    /// How many of the policy documents name diffusion, adoption or deployment.
    pub diffusion: Vec<f64>,
    /// Story addresses on US home pages by month, only where coverage is steady.
    pub news: Counts,
}

/// Parses the board's quarters: all titles. A row whose note calls it partial is left out.
///
/// # Errors
/// Cells that are no quarter or no count; quarters that repeat, run backwards or are left out.
pub fn parse_board(text: &str) -> Result<Counts, DataError> {
    board(text, "n_titles", WORDS)
}

/// Parses the board's quarters: titles about AI or China only.
///
/// # Errors
/// As [`parse_board`].
pub fn parse_board_ai(text: &str) -> Result<Counts, DataError> {
    let words = ["compute_ai_or_china", "algorithm_ai_or_china", "data_ai_or_china"];
    board(text, "n_ai_or_china", words)
}

fn board(text: &str, total: &str, words: [&str; 3]) -> Result<Counts, DataError> {
    let columns = ["period", total, words[0], words[1], words[2], "note"];
    let table = Table::read(BOARD_FILE, text, &columns)?;
    let mut counts = Counts { months: 3, ..Counts::default() };
    for row in table.rows().filter(|row| !row.text("note").starts_with("partial")) {
        let start = row.parsed("period", "a quarter written 2018Q1", |t| period(t, 'Q', 3))?;
        add(&mut counts, row, "period", start, total, words)?;
    }
    Ok(counts)
}

/// Parses the policy documents' half years, from 2021H1, where counts stop being tiny.
///
/// # Errors
/// Cells that are no half year or no count; half years that repeat, run backwards or are left out.
pub fn parse_policy(text: &str) -> Result<Counts, DataError> {
    let table =
        Table::read(POLICY_FILE, text, &["period", "n_docs", "compute", "algorithm", "data"])?;
    let mut counts = Counts { months: 6, ..Counts::default() };
    for row in table.rows() {
        let start = row.parsed("period", "a half year written 2019H1", |t| period(t, 'H', 6))?;
        if start >= month("2021-01").unwrap_or(start) {
            add(&mut counts, row, "period", start, "n_docs", WORDS)?;
        }
    }
    Ok(counts)
}

/// Parses the policy documents that name diffusion, adoption or deployment, for the half years of
/// [`parse_policy`].
///
/// # Errors
/// As [`parse_policy`].
pub fn parse_diffusion(text: &str) -> Result<Vec<f64>, DataError> {
    let column = "diffusion_adoption_deploy";
    let table = Table::read(POLICY_FILE, text, &["period", "n_docs", column])?;
    let late = table.rows().filter(|row| row.text("period") >= "2021");
    late.map(|row| row.count(column, row.count("n_docs", f64::MAX)?)).collect()
}

/// Parses the addresses and sums the outlets by month, 2022-07 to 2023-12, where coverage is steady.
///
/// # Errors
/// Cells that are no month or no count; months that run backwards or are left out.
pub fn parse_news(text: &str) -> Result<Counts, DataError> {
    let columns = ["month", "outlet", "n_urls", "compute", "algorithm", "data"];
    let table = Table::read(NEWS_FILE, text, &columns)?;
    let (first, last) = (month("2022-07"), month("2023-12"));
    let mut counts = Counts { months: 1, ..Counts::default() };
    for row in table.rows() {
        let start = row.parsed("month", "a month written YYYY-MM", month)?;
        if Some(start) < first || Some(start) > last {
            continue;
        }
        if counts.starts.last() == Some(&start) {
            merge(&mut counts, row)?;
        } else {
            add(&mut counts, row, "month", start, "n_urls", WORDS)?;
        }
    }
    Ok(counts)
}

fn add(
    counts: &mut Counts,
    row: Row,
    key: &str,
    start: Day,
    total: &str,
    words: [&str; 3],
) -> Result<(), DataError> {
    let previous = counts.starts.last().copied();
    row.ascending(key, previous, start)?;
    let longest = counts.months as i32 * 31;
    if let Some(gap) = previous.map(|p| start.0 - p.0).filter(|g| *g > longest) {
        return Err(row.error(key, Problem::Gap { days: gap, most: longest }));
    }
    let total = row.count(total, f64::MAX)?;
    counts.starts.push(start);
    counts.totals.push(total);
    for (column, word) in counts.hits.iter_mut().zip(words) {
        column.push(row.count(word, total)?);
    }
    Ok(())
}

fn merge(counts: &mut Counts, row: Row) -> Result<(), DataError> {
    let total = row.count("n_urls", f64::MAX)?;
    if let Some(sum) = counts.totals.last_mut() {
        *sum += total;
    }
    for (column, word) in counts.hits.iter_mut().zip(WORDS) {
        let hits = row.count(word, total)?;
        if let Some(sum) = column.last_mut() {
            *sum += hits;
        }
    }
    Ok(())
}

fn month(text: &str) -> Option<Day> {
    format!("{text}-01").parse().ok()
}

/// `2018Q3` or `2018H2`: the first day of the numbered part of a year.
fn period(text: &str, letter: char, months: u32) -> Option<Day> {
    let (year, part) = text.split_once(letter)?;
    let part: u32 = part.parse().ok().filter(|p| (1..=12 / months).contains(p))?;
    Day::from_ymd(year.parse().ok()?, (part - 1) * months + 1, 1)
}
