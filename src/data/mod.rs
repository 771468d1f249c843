//! The bundled tables, parsed and checked into typed [`Data`].

pub mod attention;
pub mod bundle;
pub mod chips;
pub mod events;
pub mod gap;
pub mod installed;
pub mod later;
pub mod models;
pub mod own;
pub mod race;
pub mod stock;
pub mod story;
pub mod table;
pub mod terms;

use attention::Attention;
use events::Event;
use race::Car;
use serde::{Deserialize, Serialize};
use stock::{Peers, Stock};
use table::DataError;

/// Every table the article computes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Data {
    /// NVIDIA's daily closes.
    #[serde(skip)]
    pub stock: Stock,
    /// Month ends of NVIDIA and its peers.
    pub peers: Peers,
    /// Word counts: technology board, policy documents, home-page addresses.
    pub attention: Attention,
    /// The cars that started on 22 July 1894, in order of arrival, the retired last.
    pub race: Vec<Car>,
    /// Accelerators.
    pub chips: Vec<chips::Chip>,
    /// Models: training compute, records, prices, countries.
    pub models: models::Models,
    /// NVIDIA's installed compute.
    pub installed: installed::Installed,
    /// Open against closed, the US against China.
    pub gap: Vec<gap::Month>,
    /// What became of the car.
    pub later: later::Later,
    /// Ideas, rules, products, markets.
    pub timeline: Vec<story::Moment>,
    /// Fields and partners named.
    pub cases: Vec<story::Case>,
    /// Named peaks and troughs.
    pub hype: Vec<story::Wave>,
    /// Dated events for the markers, ascending.
    pub events: Vec<Event>,
    /// On which terms each table may be used.
    pub terms: Vec<terms::Terms>,
}

/// Why the tables could not be had.
#[derive(Debug)]
pub enum ReadError {
    /// A file could not be read: name and reason.
    File(&'static str, std::io::Error),
    /// A table has a defect.
    Table(DataError),
    /// The package file has a defect.
    Package(String),
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(name, reason) => write!(f, "{name}: {reason}"),
            Self::Table(error) => error.fmt(f),
            Self::Package(reason) => write!(f, "{}: {reason}", terms::FILE),
        }
    }
}

impl std::error::Error for ReadError {}

impl From<DataError> for ReadError {
    fn from(error: DataError) -> Self {
        Self::Table(error)
    }
}

/// Parses and checks all tables; `read` gives a file's text by its name in `public/data`.
///
/// # Errors
/// A file that cannot be read, or the first defect found.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(read: impl Fn(&str) -> std::io::Result<String>) -> Result<Data, ReadError> {
    let text = |file| read(file).map_err(|reason| ReadError::File(file, reason));
    Ok(Data {
        stock: stock::parse(&text(stock::FILE)?)?,
        peers: stock::parse_peers(&text(stock::PEERS_FILE)?)?,
        attention: Attention {
            board: attention::parse_board(&text(attention::BOARD_FILE)?)?,
            board_ai: attention::parse_board_ai(&text(attention::BOARD_FILE)?)?,
            policy: attention::parse_policy(&text(attention::POLICY_FILE)?)?,
            diffusion: attention::parse_diffusion(&text(attention::POLICY_FILE)?)?,
            news: attention::parse_news(&text(attention::NEWS_FILE)?)?,
        },
        race: race::parse(&text(race::FILE)?, &text(race::JURY_FILE)?)?,
        chips: chips::parse(&text(chips::FILE)?)?,
        models: models::parse(
            &text(models::FILE)?,
            &text(models::FRONTIER_FILE)?,
            &text(models::PRICE_FILE)?,
            &text(models::COUNTRY_FILE)?,
        )?,
        installed: installed::parse(
            &text(installed::FILE)?,
            &text(installed::TOTAL_FILE)?,
            &text(installed::MIX_FILE)?,
        )?,
        gap: gap::parse(&text(gap::FILE)?)?,
        later: later::parse(
            &text(later::POWER_FILE)?,
            &text(later::CARS_FILE)?,
            &text(later::STATIONS_FILE)?,
            &text(later::PRICE_FILE)?,
        )?,
        timeline: story::parse_timeline(&text(story::TIMELINE_FILE)?)?,
        cases: story::parse_cases(&text(story::CASES_FILE)?)?,
        hype: story::parse_hype(&text(story::HYPE_FILE)?)?,
        events: events::parse(&text(events::FILE)?)?,
        terms: terms::parse(&text(terms::FILE)?)
            .map_err(|reason| ReadError::Package(reason.to_string()))?,
    })
}
