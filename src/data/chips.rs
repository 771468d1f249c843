//! `gpu_specs.csv`: the accelerators that the export rules are about.

use super::table::{DataError, Row, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "gpu_specs.csv";

/// Names in the table and as the figure calls them, in order of release.
const SHOWN: [(&str, &str); 7] = [
    ("A100 SXM 80GB", "A100"),
    ("A800 SXM", "A800"),
    ("H100 SXM", "H100"),
    ("H800 SXM", "H800"),
    ("H20", "H20"),
    ("H200 SXM", "H200"),
    ("B200", "B200"),
];

/// The columns of [`Chip::values`].
pub const COLUMNS: [&str; 7] = [
    "fp16_bf16_dense_tflops",
    "int8_dense_tops",
    "fp32_tflops",
    "memory_gb",
    "mem_bw_tb_s",
    "link_gb_s",
    "tpp",
];

/// One accelerator.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chip {
    /// Short name.
    pub name: String,
    /// Release.
    #[serde(with = "super::bundle::day")]
    pub day: Day,
    /// One value a column of [`COLUMNS`], in its unit; `None` where the table has none.
    pub values: [Option<f64>; 7],
}

/// Parses `gpu_specs.csv`; only the seven accelerators of the story are kept.
///
/// # Errors
/// A cell that is neither empty nor a positive number, a bad day, or a missing accelerator.
pub fn parse(text: &str) -> Result<Vec<Chip>, DataError> {
    let mut columns = vec!["chip", "release_date"];
    columns.extend(COLUMNS);
    let table = Table::read(FILE, text, &columns)?;
    SHOWN.iter().map(|(long, short)| chip(&table.row("chip", long)?, short)).collect()
}

fn chip(row: &Row, name: &str) -> Result<Chip, DataError> {
    let mut values = [None; 7];
    for (value, column) in values.iter_mut().zip(COLUMNS) {
        *value = row.optional(column)?;
    }
    Ok(Chip { name: name.into(), day: row.day("release_date")?, values })
}
