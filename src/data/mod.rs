//! The bundled tables, parsed and checked into typed [`Data`].

pub mod attention;
pub mod events;
pub mod race;
pub mod stock;
pub mod table;

use attention::Attention;
use events::Event;
use race::Car;
use stock::{Peers, Stock};
use table::DataError;

/// Every table the article computes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Data {
    /// NVIDIA's daily closes.
    pub stock: Stock,
    /// Month ends of NVIDIA and its peers.
    pub peers: Peers,
    /// Word counts: technology board, policy documents, home-page addresses.
    pub attention: Attention,
    /// The cars that started on 22 July 1894, in order of arrival, the retired last.
    pub race: Vec<Car>,
    /// Dated events for the markers, ascending.
    pub events: Vec<Event>,
}

/// The tables as they are bundled: file name and text, the same bytes that readers download.
pub const FILES: [(&str, &str); 7] = [
    (stock::FILE, include_str!("../../public/data/nvda_daily.csv")),
    (stock::PEERS_FILE, include_str!("../../public/data/peers_monthly.csv")),
    (attention::BOARD_FILE, include_str!("../../public/data/attention_hn_quarterly.csv")),
    (attention::POLICY_FILE, include_str!("../../public/data/attention_us_policy_agora.csv")),
    (attention::NEWS_FILE, include_str!("../../public/data/attention_us_news_urls_monthly.csv")),
    (race::FILE, include_str!("../../public/data/race_1894.csv")),
    (events::FILE, include_str!("../../public/data/events.csv")),
];

/// Parses the bundled tables.
///
/// # Errors
/// The first defect found, with file, line, column and what was expected there.
pub fn bundled() -> Result<Data, DataError> {
    let text =
        |file: &str| FILES.iter().find(|(name, _)| *name == file).map_or("", |(_, text)| *text);
    Ok(Data {
        stock: stock::parse(text(stock::FILE))?,
        peers: stock::parse_peers(text(stock::PEERS_FILE))?,
        attention: Attention {
            board: attention::parse_board(text(attention::BOARD_FILE))?,
            policy: attention::parse_policy(text(attention::POLICY_FILE))?,
            news: attention::parse_news(text(attention::NEWS_FILE))?,
        },
        race: race::parse(text(race::FILE))?,
        events: events::parse(text(events::FILE))?,
    })
}
