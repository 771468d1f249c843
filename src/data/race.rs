//! `race_1894.csv`: the cars of 22 July 1894.

use super::table::{DataError, Problem, Table};
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "race_1894.csv";
/// File name in `public/data`.
pub const JURY_FILE: &str = "race_1894_jury.csv";

/// What drove a car.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Powertrain {
    /// A petrol engine.
    Petrol,
    /// Steam.
    Steam,
    /// The sources disagree.
    Disputed,
}

/// One car that started.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Car {
    /// The driver's name as the sources spell it.
    pub driver: String,
    /// Make, empty where not on record.
    pub make: String,
    /// What drove it.
    pub powertrain: Powertrain,
    /// Running time in seconds; `None` for a car that retired.
    pub seconds: Option<f64>,
    /// What the jury asked for: handled by one person, safe, cheap to run; `None` where not on record.
    pub merits: [Option<bool>; 3],
}

/// Parses `race_1894.csv`.
///
/// # Errors
/// An unknown powertrain or status, a missing or repeated time, an order that the times contradict.
pub fn parse(text: &str, jury: &str) -> Result<Vec<Car>, DataError> {
    let merits = ["handled_alone", "safe", "cheap_to_run"];
    let jury = Table::read(JURY_FILE, jury, &["driver", merits[0], merits[1], merits[2]])?;
    let columns = ["arrival_order", "driver", "make", "powertrain", "status", "elapsed_s"];
    let table = Table::read(FILE, text, &columns)?;
    let mut cars: Vec<Car> = Vec::new();
    for row in table.rows() {
        let finished = row.parsed("status", "finished or retired", |t| match t {
            "finished" => Some(true),
            "retired" => Some(false),
            _ => None,
        })?;
        let powertrain =
            row.parsed("powertrain", "petrol, steam, or steam (disputed …)", |t| match t {
                "petrol" => Some(Powertrain::Petrol),
                "steam" => Some(Powertrain::Steam),
                t if t.starts_with("steam (disputed") => Some(Powertrain::Disputed),
                _ => None,
            })?;
        let seconds = if finished { Some(row.positive("elapsed_s")?) } else { None };
        if let Some(time) = seconds {
            let place = (cars.len() + 1).to_string();
            row.parsed("arrival_order", "1, 2, 3 … in order, the retired last", |t| {
                (t == place).then_some(())
            })?;
            match cars.last().map(|before| before.seconds) {
                Some(Some(before)) if time <= before => {
                    let (found, previous) = (time.to_string(), before.to_string());
                    return Err(row.error("elapsed_s", Problem::OutOfOrder { found, previous }));
                }
                Some(None) => {
                    let (found, previous) = ("finished".into(), "retired".into());
                    return Err(row.error("status", Problem::OutOfOrder { found, previous }));
                }
                _ => {}
            }
        }
        let driver = row.text("driver");
        if cars.iter().any(|c| c.driver == driver) {
            return Err(row.error("driver", Problem::Duplicate(driver.into())));
        }
        let make = row.text("make").into();
        let sheet = jury.row("driver", driver)?;
        let merit = |column| {
            sheet.parsed(column, "yes, no or unknown", |t| match t {
                "yes" => Some(Some(true)),
                "no" => Some(Some(false)),
                "unknown" => Some(None),
                _ => None,
            })
        };
        let merits = [merit(merits[0])?, merit(merits[1])?, merit(merits[2])?];
        cars.push(Car { driver: driver.into(), make, powertrain, seconds, merits });
    }
    Ok(cars)
}
