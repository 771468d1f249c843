//! What must hold whatever the bytes: one property for each way in, for the fuzzer (`fuzz/`) and for
//! `tests/hostile_bytes.rs`. Each panics where it does not hold.

use compute_anxiety::bundled;
use compute_anxiety::chart::svg::svg;
use compute_anxiety::content::ledger;
use compute_anxiety::data::table::DataError;
use compute_anxiety::data::{
    Data, attention, bundle, chips, events, gap, installed, later, models,
};
use compute_anxiety::data::{own, race, stock, story, terms};
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::LANGS;
use compute_anxiety::model::decimal;
use compute_anxiety::model::series::Series;
use compute_anxiety::state::AppState;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static DATA: LazyLock<Data> = LazyLock::new(|| bundled::data().unwrap());
/// The tables with few rows where they are long, so that packing them a million times is quick; a block and a bit of
/// closes is enough for all of the packing.
pub static SHORT: LazyLock<Data> = LazyLock::new(|| {
    let mut data = DATA.clone();
    for series in [&mut data.stock.split, &mut data.stock.dividend] {
        series.days.truncate(70);
        series.values.truncate(70);
    }
    data.models.days.truncate(20);
    data.models.flop.truncate(20);
    data.peers.months.truncate(20);
    data.peers.values.iter_mut().for_each(|column| column.truncate(20));
    data.terms.truncate(3);
    data.cases.truncate(3);
    data.timeline.truncate(3);
    data
});

/// Every file that a parser reads, in `public/data` unless its name has a folder.
pub const TABLES: [&str; 26] = [
    stock::FILE,
    stock::PEERS_FILE,
    attention::BOARD_FILE,
    attention::POLICY_FILE,
    attention::NEWS_FILE,
    race::FILE,
    race::JURY_FILE,
    chips::FILE,
    models::FILE,
    models::FRONTIER_FILE,
    models::PRICE_FILE,
    models::COUNTRY_FILE,
    installed::FILE,
    installed::TOTAL_FILE,
    installed::MIX_FILE,
    gap::FILE,
    later::POWER_FILE,
    later::CARS_FILE,
    later::STATIONS_FILE,
    later::PRICE_FILE,
    story::TIMELINE_FILE,
    story::CASES_FILE,
    story::HYPE_FILE,
    events::FILE,
    terms::FILE,
    ledger::FILE,
];

/// A file as it is committed.
pub fn real(file: &str) -> String {
    let folder = if file.contains('/') { "" } else { "public/data" };
    // The fuzzer's crate stands one folder deeper.
    let mut above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors();
    let root = above.find(|folder| folder.join("public/data").is_dir()).unwrap();
    std::fs::read_to_string(root.join(folder).join(file)).unwrap()
}

static REAL: LazyLock<Vec<(&'static str, String)>> =
    LazyLock::new(|| TABLES.iter().map(|file| (*file, real(file))).collect());

static MODELS: LazyLock<String> = LazyLock::new(|| {
    let text = real(models::FILE);
    let lines = text.lines().enumerate();
    let few = lines.filter(|(i, line)| *i == 0 || line.starts_with(models::STORY_MODEL));
    few.map(|(_, line)| format!("{line}\n")).collect()
});

/// The file whose header a text has; for another header any, by its length.
pub fn file_of(text: &str) -> &'static str {
    let header = |text: &str| text.lines().next().unwrap_or_default().to_string();
    let ours = header(text);
    let known = REAL.iter().find(|(_, real)| header(real) == ours).map(|(file, _)| *file);
    known.unwrap_or(TABLES[ours.len() % TABLES.len()])
}

/// A table is refused with a line that it has, or it holds only numbers and comes out of the bundle as it went in.
pub fn table(file: &str, text: &str) {
    let mut data = SHORT.clone();
    match read(&mut data, file, text) {
        Ok(()) => {}
        Err(error) => {
            let there = |file: &str, text: &str| {
                error.file == file
                    && (1..=text.lines().count().max(1) as u64 + 1).contains(&error.line)
            };
            // A table is at times at odds with its neighbour, which is then the one that is named.
            let named = there(file, text) || REAL.iter().any(|(file, text)| there(file, text));
            assert!(named && !error.to_string().is_empty(), "{error}");
            return;
        }
    }
    let counts = &data.attention;
    for counts in [&counts.board, &counts.board_ai, &counts.policy, &counts.news] {
        let numbers = counts.totals.iter().chain(counts.hits.iter().flatten());
        assert!(numbers.copied().all(f64::is_finite), "{counts:?}");
        assert!(
            counts.hits.iter().all(|hits| hits.iter().zip(&counts.totals).all(|(h, t)| h <= t))
        );
    }
    // Where packing would change a value, the build stops.
    if let Ok(bytes) = bundle::pack(&data) {
        assert!(bundle::unpack(&bytes).unwrap() == data, "{file} is changed by packing");
    }
}

fn read(data: &mut Data, file: &str, text: &str) -> Result<(), DataError> {
    let own = |name: &str| {
        let real = REAL.iter().find(|(known, _)| *known == name);
        match name == file {
            true => text,
            // A neighbour of hundreds of rows: those that the story needs.
            false if name == models::FILE => MODELS.as_str(),
            false => real.map_or("", |(_, text)| text.as_str()),
        }
    };
    match file {
        stock::FILE => data.stock = stock::parse(text)?,
        stock::PEERS_FILE => data.peers = stock::parse_peers(text)?,
        attention::BOARD_FILE => {
            data.attention.board = attention::parse_board(text)?;
            data.attention.board_ai = attention::parse_board_ai(text)?;
        }
        attention::POLICY_FILE => {
            data.attention.policy = attention::parse_policy(text)?;
            data.attention.diffusion = attention::parse_diffusion(text)?;
        }
        attention::NEWS_FILE => data.attention.news = attention::parse_news(text)?,
        race::FILE | race::JURY_FILE => {
            data.race = race::parse(own(race::FILE), own(race::JURY_FILE))?;
        }
        chips::FILE => data.chips = chips::parse(text)?,
        models::FILE | models::FRONTIER_FILE | models::PRICE_FILE | models::COUNTRY_FILE => {
            let [one, two] = [own(models::FILE), own(models::FRONTIER_FILE)];
            data.models =
                models::parse(one, two, own(models::PRICE_FILE), own(models::COUNTRY_FILE))?;
        }
        installed::FILE | installed::TOTAL_FILE | installed::MIX_FILE => {
            let [one, two] = [own(installed::FILE), own(installed::TOTAL_FILE)];
            data.installed = installed::parse(one, two, own(installed::MIX_FILE))?;
        }
        gap::FILE => data.gap = gap::parse(text)?,
        later::POWER_FILE | later::CARS_FILE | later::STATIONS_FILE | later::PRICE_FILE => {
            let [one, two] = [own(later::POWER_FILE), own(later::CARS_FILE)];
            data.later = later::parse(one, two, own(later::STATIONS_FILE), own(later::PRICE_FILE))?;
        }
        story::TIMELINE_FILE => data.timeline = story::parse_timeline(text)?,
        story::CASES_FILE => data.cases = story::parse_cases(text)?,
        story::HYPE_FILE => data.hype = story::parse_hype(text)?,
        events::FILE => data.events = events::parse(text)?,
        terms::FILE => {
            if let Ok(terms) = terms::parse(text) {
                data.terms = terms;
            }
        }
        _ => {
            ledger::parse(text)?;
        }
    }
    Ok(())
}

/// A reader's file gives a series, the same one however its lines end, or an error that names a line which it has.
pub fn own_series(bytes: &[u8]) -> Option<Series> {
    let text = String::from_utf8_lossy(bytes);
    let read = own::parse(&text);
    assert_eq!(own::parse(&format!("\u{feff}{text}")), read, "a mark at the start");
    match &read {
        Ok(series) => {
            let Series { days, values } = series;
            assert!(days.len() == values.len() && (2..=own::MOST_ROWS).contains(&days.len()));
            assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
            assert!(values.iter().all(|value| value.is_finite()));
            let lines: Vec<&str> = text.lines().collect();
            if text.len() + lines.len() < own::LARGEST {
                assert_eq!(own::parse(&lines.join("\r\n")), read, "other ends of lines");
            }
        }
        Err(error) => {
            let lines = text.lines().count();
            let (line, found) = match error {
                own::OwnError::Columns(line, _) => (*line, ""),
                own::OwnError::Date(line, found)
                | own::OwnError::Value(line, found)
                | own::OwnError::Twice(line, found) => (*line, found.as_str()),
                _ => return None,
            };
            assert!((1..=lines).contains(&line) && found.chars().count() <= 24, "{error:?}");
        }
    }
    read.ok()
}

/// Both figures that take a reader's series draw it.
pub fn drawn(series: &Series) {
    let own = Some(Arc::new(series.clone()));
    let mut state = AppState::default();
    state.stock.own.clone_from(&own);
    state.attention.own = own;
    picture(&state, Id::Stock);
    picture(&state, Id::Attention);
    state.set("stock.scale", "linear");
    picture(&state, Id::Stock);
}

/// No bytes but a bundle's are taken for one, and what is taken can be packed and read again.
pub fn bundled_bytes(bytes: &[u8]) {
    let Ok(data) = bundle::unpack(bytes) else { return };
    let days = data.stock.split.days.len();
    for series in [&data.stock.split, &data.stock.dividend] {
        assert!(series.days.len() == days && series.values.len() == days);
    }
    // Numbers that no table can hold are not packed again; all others are, to the same bytes.
    if let Ok(packed) = bundle::pack(&data) {
        let again = bundle::unpack(&packed).unwrap();
        assert!(bundle::pack(&again).unwrap() == packed);
    }
}

/// An address gives a state that its own address and its mirror give again, in letters that need no escape.
pub fn address(query: &str) -> AppState {
    let state = AppState::from_query(query);
    let written = state.to_query();
    assert!(written.chars().all(|c| c.is_ascii_alphanumeric() || "=&.-%".contains(c)), "{written}");
    assert_eq!(AppState::from_query(&written), state, "{written}");
    // A message from the other window of a talk, on top of whatever stood here.
    let mut other = AppState::from_query("theme=dark&stock.view=peers&race.t=100&cases.q=x");
    other.apply(&state.mirror());
    assert_eq!(other.mirror(), state.mirror());
    // A step of the story: what is undone is gone.
    if let Some(id) = figure::all().nth(query.len() % figure::all().count()) {
        let mut step = AppState::default();
        step.step(id, query);
        step.set(&format!("{}.view", id.name()), "peers");
        step.reset(id);
        assert!(!step.changed(id), "{}", id.name());
    }
    state
}

/// Every figure that the state changes is drawn.
pub fn pictures(state: &AppState) {
    for id in figure::all() {
        if state.changed(id) {
            picture(state, id);
        }
    }
}

/// A figure's chart and picture in both languages hold no number that is none.
fn picture(state: &AppState, id: Id) {
    for (lang, width) in LANGS.into_iter().zip([358.0, 760.0]) {
        let chart = state.figure(id).chart(&DATA, lang);
        let picture = svg(&chart, width, "hostile", lang.tag());
        for tag in picture.split('<').filter_map(|part| part.split('>').next()) {
            // The label is words, and may repeat what the reader searched for.
            let (before, label) = tag.split_once("aria-label=\"").unwrap_or((tag, ""));
            let after = label.split_once('"').map_or("", |(_, after)| after);
            let mut words = [before, after]
                .into_iter()
                .flat_map(|part| part.split(|c: char| !c.is_ascii_alphanumeric()));
            assert!(!words.any(|word| ["NaN", "inf"].contains(&word)), "{}: <{tag}>", id.name());
        }
        if id != Id::Cases {
            let cells = chart.table.rows.iter().flatten().map(|cell| cell.text.as_str());
            for text in cells.chain([chart.takeaway.as_str(), chart.alt.as_str()]) {
                let mut words = text.split(|c: char| !c.is_ascii_alphanumeric());
                assert!(!words.any(|word| ["NaN", "inf"].contains(&word)), "{}: {text}", id.name());
            }
        }
    }
}

/// What our parser of decimals takes, and to which bits, beside the standard library's.
pub fn number(text: &str) {
    let ours = decimal::parse(text);
    let theirs = text.parse::<f64>().ok().filter(|value| value.is_finite());
    // Names of numbers are not numbers here.
    let theirs = theirs.filter(|_| text.bytes().any(|byte| byte.is_ascii_digit()));
    let Some(value) = theirs else { return assert_eq!(ours, None, "{text}") };
    let Some(read) = ours else {
        return assert!(value.abs() > 1e308, "{text} is {value:e} and is refused");
    };
    let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let number = number.trim_start_matches(['-', '+']);
    let digits = number.replace('.', "");
    let decimals = number.split_once('.').map_or(0, |(_, decimals)| decimals.len() as i64);
    let last = power.parse::<i64>().unwrap_or(i64::MIN / 2) - decimals;
    if digits.trim_start_matches('0').len() <= 15 && last >= -22 && value.abs() < 1e37 {
        assert_eq!(read.to_bits(), value.to_bits(), "{text}");
    }
    // Some units of the last place; of the least number's place where there are fewer bits.
    assert!((read - value).abs() <= 16.0 * f64::EPSILON * value.abs() + 1e-323, "{text}: {read:e}");
}
