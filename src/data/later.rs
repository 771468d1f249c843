//! What became of the car after 1894: powertrains built, cars registered, filling stations, a price.

use super::table::{DataError, Table};
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const POWER_FILE: &str = "cars_by_powertrain.csv";
/// File name in `public/data`.
pub const CARS_FILE: &str = "us_vehicles.csv";
/// File name in `public/data`.
pub const STATIONS_FILE: &str = "gas_stations_us.csv";
/// File name in `public/data`.
pub const PRICE_FILE: &str = "model_t.csv";

/// Values by year.
pub type Years = Vec<(i32, f64)>;

/// The four tables; only rows whose confidence is at least medium.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Later {
    /// Cars made in the US in a year: steam, electric, petrol.
    pub power: Vec<(i32, [f64; 3])>,
    /// Cars and trucks registered in the US.
    pub cars: Years,
    /// US filling stations.
    pub stations: Years,
    /// List price of the cheapest Model T with its year, US dollars.
    pub price: Years,
}

/// Parses the four tables.
///
/// # Errors
/// Years or numbers that are none.
pub fn parse(power: &str, cars: &str, stations: &str, price: &str) -> Result<Later, DataError> {
    let columns = ["year", "region", "measure", "steam", "electric", "gasoline"];
    let mut out = Later::default();
    for row in Table::read(POWER_FILE, power, &columns)?.rows() {
        let made = ["production", "made by 86 principal makers"].contains(&row.text("measure"));
        if made && row.text("region") == "US" {
            let kinds =
                [row.positive("steam")?, row.positive("electric")?, row.positive("gasoline")?];
            out.power.push((row.year("year")?, kinds));
        }
    }
    out.cars = years(CARS_FILE, cars, "registered_cars_and_trucks_rounded")?;
    out.stations = years(STATIONS_FILE, stations, "stations")?;
    out.price = years(PRICE_FILE, price, "list_price_usd")?;
    Ok(out)
}

fn years(file: &str, text: &str, column: &str) -> Result<Years, DataError> {
    let table = Table::read(file, text, &["year", column])?;
    let filled = table.rows().filter(|row| !row.text(column).is_empty());
    filled.map(|row| Ok((row.year("year")?, row.positive(column)?))).collect()
}
