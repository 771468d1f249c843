//! The tables as they travel inside the wasm: parsed and checked when building, packed small.
//!
//! Daily closes are most of the weight. A CSV of them compresses to 20 kB, the same values as
//! differences of whole numbers to 6 kB, and the browser then needs no CSV or decimal parser.

use super::Data;
use super::stock::Stock;
use super::table::EXACT;
use crate::model::day::Day;
use crate::model::series::Series;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Closes are whole multiples of 1/this dollar.
const UNIT: f64 = 1e5;

/// Why a bundle could not be made or read.
#[derive(Debug)]
pub enum BundleError {
    /// A close has more than five decimals, or too many digits before them: it would not survive packing.
    Decimals(f64),
    /// The bytes are not a bundle of this version.
    Damaged,
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decimals(value) => {
                write!(f, "a close of {value} has more than five decimals or is too large")
            }
            Self::Damaged => write!(f, "the bundled data are damaged; build again"),
        }
    }
}

impl std::error::Error for BundleError {}

#[derive(Serialize, Deserialize)]
struct Packed {
    rest: Data,
    days: Vec<i64>,
    split: Vec<i64>,
    /// Differences from what the last ratio between the two bases predicts.
    dividend: Vec<i64>,
}

/// Packs data into bytes.
///
/// # Errors
/// [`BundleError::Decimals`] where a close would change.
pub fn pack(data: &Data) -> Result<Vec<u8>, BundleError> {
    let days: Vec<i64> = data.stock.split.days.iter().map(|d| i64::from(d.0)).collect();
    let split = whole(&data.stock.split.values)?;
    let dividend = whole(&data.stock.dividend.values)?;
    let residual = (0..split.len()).map(|i| {
        // Wraps where the prediction is far off, as reading it does.
        at(&dividend, i).wrapping_sub(predict(&split, &dividend, i))
    });
    let packed = Packed {
        rest: data.clone(),
        days: differences(&days),
        dividend: residual.collect(),
        split: differences(&split),
    };
    postcard::to_allocvec(&packed).map_err(|_| BundleError::Damaged)
}

/// Reads what [`pack`] wrote, value for value.
///
/// # Errors
/// [`BundleError::Damaged`] for anything else, also for closes and days that are not as many.
pub fn unpack(bytes: &[u8]) -> Result<Data, BundleError> {
    let (packed, rest) =
        postcard::take_from_bytes::<Packed>(bytes).map_err(|_| BundleError::Damaged)?;
    let days: Vec<i64> = sums(&packed.days);
    let split = sums(&packed.split);
    let mut dividend = packed.dividend;
    if !rest.is_empty() || split.len() != days.len() || dividend.len() != days.len() {
        return Err(BundleError::Damaged);
    }
    if days.iter().any(|d| i64::from(*d as i32) != *d) {
        return Err(BundleError::Damaged);
    }
    let days: Vec<Day> = days.into_iter().map(|d| Day(d as i32)).collect();
    for i in 0..dividend.len() {
        let predicted = predict(&split, &dividend, i);
        if let Some(value) = dividend.get_mut(i) {
            *value = value.wrapping_add(predicted);
        }
    }
    let split = Series { days: days.clone(), values: prices(&split) };
    let dividend = Series { days, values: prices(&dividend) };
    Ok(Data { stock: Stock { split, dividend }, ..packed.rest })
}

/// Days as whole numbers: the model itself knows no serde.
pub(super) mod day {
    use crate::model::day::Day;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(day: &Day, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_i32(day.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
        i32::deserialize(from).map(Day)
    }
}

/// Lists of days as lists of whole numbers.
pub(super) mod days {
    use crate::model::day::Day;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(days: &[Day], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(days.iter().map(|d| d.0))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Day>, D::Error> {
        Ok(Vec::<i32>::deserialize(from)?.into_iter().map(Day).collect())
    }
}

/// Magnitudes with four digits as whole numbers and powers of ten.
pub(super) mod powers {
    use crate::model::decimal::scaled;
    use serde::ser::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(values: &[f64], to: S) -> Result<S::Ok, S::Error> {
        let pack = |v: &f64| {
            let text = format!("{v:.3e}");
            let (digits, power) = text.split_once('e')?;
            let power = power.parse::<i8>().ok()?.checked_sub(3)?;
            let digits: u16 = digits.replace('.', "").parse().ok()?;
            (value(digits, power) == *v).then_some((digits, power))
        };
        let packed: Option<Vec<(u16, i8)>> = values.iter().map(pack).collect();
        to.collect_seq(packed.ok_or_else(|| S::Error::custom("more than four digits"))?)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<f64>, D::Error> {
        let packed = Vec::<(u16, i8)>::deserialize(from)?;
        Ok(packed.into_iter().map(|(digits, power)| value(digits, power)).collect())
    }

    fn value(digits: u16, power: i8) -> f64 {
        scaled(digits.into(), power.into())
    }
}

/// Columns of prices as differences of whole numbers.
pub(super) mod columns {
    use super::{differences, prices, sums, whole};
    use serde::ser::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(columns: &[Vec<f64>], to: S) -> Result<S::Ok, S::Error> {
        let pack = |column: &Vec<f64>| Ok(differences(&whole(column)?));
        let packed: Result<Vec<Vec<i64>>, super::BundleError> = columns.iter().map(pack).collect();
        to.collect_seq(packed.map_err(S::Error::custom)?)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Vec<f64>>, D::Error> {
        let packed = Vec::<Vec<i64>>::deserialize(from)?;
        Ok(packed.into_iter().map(|column| prices(&sums(&column))).collect())
    }
}

fn whole(values: &[f64]) -> Result<Vec<i64>, BundleError> {
    let one = |v: &f64| {
        let whole = (v * UNIT).round();
        let kept = whole.abs() <= EXACT && whole / UNIT == *v;
        if kept { Ok(whole as i64) } else { Err(BundleError::Decimals(*v)) }
    };
    values.iter().map(one).collect()
}

fn at(values: &[i64], i: usize) -> i64 {
    values.get(i).copied().unwrap_or(0)
}

/// Between two dividends both bases move in step: the close times the last ratio.
fn predict(split: &[i64], dividend: &[i64], i: usize) -> i64 {
    match i.checked_sub(1).map(|before| (at(split, before), at(dividend, before))) {
        Some((close, adjusted)) if close != 0 => {
            (at(split, i) as f64 * adjusted as f64 / close as f64).round() as i64
        }
        _ => 0,
    }
}

/// Values in one block share a unit: after a split in ten all earlier closes are tenths of cents.
const BLOCK: usize = 64;

/// Whole numbers as blocks of: unit, first value, differences, all in that unit.
fn differences(values: &[i64]) -> Vec<i64> {
    let mut out = Vec::new();
    for block in values.chunks(BLOCK) {
        let unit = block.iter().fold(0, |a, b| gcd(a, *b)).max(1);
        out.push(unit);
        let mut before = 0;
        for value in block {
            out.push(value / unit - before);
            before = value / unit;
        }
    }
    out
}

/// The inverse of [`differences`].
fn sums(packed: &[i64]) -> Vec<i64> {
    let mut out = Vec::new();
    for block in packed.chunks(BLOCK + 1) {
        let Some((unit, rest)) = block.split_first() else { continue };
        let mut sum = 0_i64;
        for difference in rest {
            sum = sum.wrapping_add(*difference);
            out.push(sum.wrapping_mul(*unit));
        }
    }
    out
}

fn gcd(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

fn prices(whole: &[i64]) -> Vec<f64> {
    whole.iter().map(|v| *v as f64 / UNIT).collect()
}
