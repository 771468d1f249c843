//! Training compute of notable models, its record holders, prices, and who makes models open to whom.

use super::table::{DataError, Table};
use crate::model::day::Day;
use serde::{Deserialize, Serialize};

/// File name in `public/data`.
pub const FILE: &str = "models_compute.csv";
/// File name in `public/data`.
pub const FRONTIER_FILE: &str = "compute_record_frontier.csv";
/// File name in `public/data`.
pub const PRICE_FILE: &str = "llm_price_trends.csv";
/// File name in `public/data`.
pub const COUNTRY_FILE: &str = "notable_models_by_country_access.csv";
/// The model that the story tells of.
pub const STORY_MODEL: &str = "DeepSeek-V3";

/// Training compute by date; rows whose confidence is “Speculative” or unknown are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Models {
    /// Publication days, ascending.
    #[serde(with = "super::bundle::days")]
    pub days: Vec<Day>,
    /// Training compute in FLOP.
    #[serde(with = "super::bundle::powers")]
    pub flop: Vec<f64>,
    /// The record holders, ascending.
    pub frontier: Vec<Named>,
    /// [`STORY_MODEL`].
    pub story: Named,
    /// How prices for a level of capability fell.
    pub prices: Vec<Price>,
    /// Notable models by year and country.
    pub countries: Vec<Country>,
}

/// A model by name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// Publication.
    #[serde(with = "super::bundle::day")]
    pub day: Day,
    /// Training compute in FLOP.
    pub flop: f64,
}

/// A fitted fall in price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Price {
    /// The test.
    pub benchmark: String,
    /// Whose score counts as the level.
    pub level: String,
    /// Models the fit rests on.
    pub points: f64,
    /// Times cheaper per year.
    pub factor: f64,
    /// Ends of the 90 % interval.
    pub interval: (f64, f64),
}

/// Notable models of one year and country.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Country {
    /// Year of publication.
    pub year: i32,
    /// `US`, `China`, `US+China` or `Other`.
    pub country: String,
    /// Closed, open (weights can be had), access unknown.
    pub counts: [f64; 3],
}

/// Parses the four tables.
///
/// # Errors
/// Bad days or numbers, days that run backwards, a story model that is missing.
pub fn parse(
    models: &str,
    frontier: &str,
    prices: &str,
    countries: &str,
) -> Result<Models, DataError> {
    let columns = ["model", "date", "training_flop", "confidence"];
    let table = Table::read(FILE, models, &columns)?;
    let mut out = Models::default();
    for row in table.rows() {
        if !["Confident", "Likely"].contains(&row.text("confidence")) {
            continue;
        }
        let day = row.day("date")?;
        row.in_order("date", out.days.last().copied(), day)?;
        out.days.push(day);
        out.flop.push(row.positive("training_flop")?);
    }
    let named = |row: super::table::Row| -> Result<Named, DataError> {
        let flop = row.positive("training_flop")?;
        Ok(Named { name: row.filled("model")?, day: row.day("date")?, flop })
    };
    out.story = named(table.row("model", STORY_MODEL)?)?;
    let table = Table::read(FRONTIER_FILE, frontier, &["model", "date", "training_flop"])?;
    for row in table.rows() {
        let record = named(row)?;
        row.in_order("date", out.frontier.last().map(|r| r.day), record.day)?;
        out.frontier.push(record);
    }
    out.prices = parse_prices(prices)?;
    out.countries = parse_countries(countries)?;
    Ok(out)
}

fn parse_prices(text: &str) -> Result<Vec<Price>, DataError> {
    let columns = [
        "benchmark",
        "capability_level",
        "n_points",
        "price_factor_per_year",
        "ci90_low",
        "ci90_high",
    ];
    let table = Table::read(PRICE_FILE, text, &columns)?;
    let price = |row: super::table::Row| {
        Ok(Price {
            benchmark: row.filled("benchmark")?,
            level: row.filled("capability_level")?,
            points: row.positive("n_points")?,
            factor: row.positive("price_factor_per_year")?,
            interval: (row.positive("ci90_low")?, row.positive("ci90_high")?),
        })
    };
    table.rows().map(price).collect()
}

fn parse_countries(text: &str) -> Result<Vec<Country>, DataError> {
    let columns = ["year", "country", "closed", "open", "unknown"];
    let table = Table::read(COUNTRY_FILE, text, &columns)?;
    let country = |row: super::table::Row| {
        Ok(Country {
            year: row.year("year")?,
            country: row.filled("country")?,
            counts: [
                row.count("closed", f64::MAX)?,
                row.count("open", f64::MAX)?,
                row.count("unknown", f64::MAX)?,
            ],
        })
    };
    table.rows().map(country).collect()
}
