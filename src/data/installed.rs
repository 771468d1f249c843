//! NVIDIA's installed compute: in all, by owner, and the H20's part of what is sold.

use super::table::{DataError, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "nvidia_stock_by_owner.csv";
/// File name in `public/data`.
pub const TOTAL_FILE: &str = "nvidia_installed_h100e.csv";
/// File name in `public/data`.
pub const MIX_FILE: &str = "nvidia_quarterly.csv";

/// The columns of [`Installed::owners`]; the last is China.
pub const OWNERS: [&str; 6] = ["Microsoft", "Meta", "Amazon", "Google", "Oracle", "China"];

/// Estimates in H100 equivalents at quarter ends.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Installed {
    /// Quarter ends, ascending.
    #[serde(with = "super::bundle::days")]
    pub quarters: Vec<Day>,
    /// One column an owner of [`OWNERS`].
    #[serde(with = "super::bundle::columns")]
    pub owners: Vec<Vec<f64>>,
    /// China's 5 % and 95 % ends.
    #[serde(with = "super::bundle::columns")]
    pub china: Vec<Vec<f64>>,
    /// All of NVIDIA's: 5 %, median, 95 %.
    #[serde(with = "super::bundle::columns")]
    pub total: Vec<Vec<f64>>,
    /// The first days of NVIDIA's fiscal quarters.
    #[serde(with = "super::bundle::days")]
    pub fiscal: Vec<Day>,
    /// The H20's part of the data-centre compute sold in each, a ratio.
    pub h20: Vec<f64>,
}

/// Parses the three tables.
///
/// # Errors
/// Bad or unordered days, numbers that are not positive, quarters that the first two tables do not share.
pub fn parse(owners: &str, total: &str, mix: &str) -> Result<Installed, DataError> {
    let mut columns = vec!["quarter_end", "China_p5", "China_p95"];
    columns.extend(OWNERS);
    let table = Table::read(FILE, owners, &columns)?;
    let totals =
        Table::read(TOTAL_FILE, total, &["quarter_end", "h100e_p5", "h100e_median", "h100e_p95"])?;
    let mut out = Installed {
        owners: vec![Vec::new(); OWNERS.len()],
        china: vec![Vec::new(); 2],
        total: vec![Vec::new(); 3],
        ..Installed::default()
    };
    for row in table.rows() {
        let day = row.day("quarter_end")?;
        row.ascending("quarter_end", out.quarters.last().copied(), day)?;
        out.quarters.push(day);
        for (column, owner) in out.owners.iter_mut().zip(OWNERS) {
            column.push(row.positive(owner)?);
        }
        for (column, name) in out.china.iter_mut().zip(["China_p5", "China_p95"]) {
            column.push(row.positive(name)?);
        }
        let whole = totals.row("quarter_end", row.text("quarter_end"))?;
        let names = ["h100e_p5", "h100e_median", "h100e_p95"];
        for (column, name) in out.total.iter_mut().zip(names) {
            column.push(whole.positive(name)?);
        }
    }
    for row in Table::read(MIX_FILE, mix, &["start", "epoch_mix_h20"])?.rows() {
        let day = row.day("start")?;
        row.ascending("start", out.fiscal.last().copied(), day)?;
        out.fiscal.push(day);
        let share =
            row.number("epoch_mix_h20", "a ratio from 0 to 1", |v| (0.0..=1.0).contains(&v))?;
        out.h20.push(share);
    }
    Ok(out)
}
