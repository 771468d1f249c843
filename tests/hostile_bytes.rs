//! Hostile bytes: tables, readers' files, bundles, addresses and numbers, broken in every way that files break.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

// The fuzzer uses the rest.
#[allow(dead_code)]
#[path = "shared/hostile.rs"]
mod hostile;
#[path = "shared/rows.rs"]
mod rows;

use compute_anxiety::data::bundle::pack;
use compute_anxiety::data::own::{LARGEST, MOST_ROWS, OwnError, parse};
use compute_anxiety::figure;
use hostile::{
    SHORT, TABLES, address, bundled_bytes, drawn, number, own_series, pictures, real, table,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use std::cell::Cell;

/// Cases a property in a plain run.
const CASES: u32 = 5_000;
/// Bytes of a real file that most cases break: its header and some rows.
const HEAD: usize = 1_500;
/// One case in so many breaks the whole file, draws what it reads.
const WHOLE: u32 = 200;

/// Runs a property on values of a strategy, one for so many of the others; gives their number.
fn tried<S: Strategy>(one_for: u32, strategy: S, holds: impl Fn(S::Value)) -> u64 {
    // The same cases each time: what fails once fails again.
    let seed = RngSeed::Fixed(1894);
    let cases = (rows::cases(CASES) / one_for).max(1);
    let config = Config { cases, failure_persistence: None, rng_seed: seed, ..Config::default() };
    let count = Cell::new(0);
    let run = |value| {
        count.set(count.get() + 1);
        holds(value);
        Ok(())
    };
    if let Err(error) = TestRunner::new(config).run(&strategy, run) {
        panic!("{error}");
    }
    count.get()
}

/// A way in which a file breaks, and where, as a part of its length.
#[derive(Clone, Copy, Debug)]
struct Blow {
    kind: u8,
    at: u16,
    byte: u8,
}

fn blows() -> impl Strategy<Value = Vec<Blow>> {
    let blow = (0..16_u8, any::<u16>(), any::<u8>());
    prop::collection::vec(blow.prop_map(|(kind, at, byte)| Blow { kind, at, byte }), 1..4)
}

/// What numbers and days turn into.
const CELLS: [&str; 16] = [
    "",
    "-1",
    "0",
    "-0",
    "1e300",
    "1e-300",
    "NaN",
    "inf",
    "9007199254740993",
    "1e-127",
    "0.123456789",
    "0000-01-01",
    "9999-12-31",
    "2024-02-30",
    "\"",
    "\"a\nb\"",
];

fn broken(bytes: &[u8], blows: &[Blow]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for Blow { kind, at, byte } in blows {
        let at = out.len() * usize::from(*at) / 65_536;
        let line = out[..at].iter().rposition(|b| *b == b'\n').map_or(0, |before| before + 1);
        let end =
            out[at..].iter().position(|b| *b == b'\n').map_or(out.len(), |more| at + more + 1);
        match kind {
            0 | 1 if !out.is_empty() => out[at] ^= byte | 1,
            2 => out.truncate(at),
            3 => {
                let twice = out[line..end].to_vec();
                out.splice(line..line, twice);
            }
            4 => drop(out.splice(0..0, *b"\xef\xbb\xbf")),
            5 => out = String::from_utf8_lossy(&out).replace('\n', "\r\n").into_bytes(),
            6 => out = String::from_utf8_lossy(&out).replace('\n', "\r").into_bytes(),
            7 => out.insert(at, 0),
            8 => drop(out.splice(at..at, vec![*byte; 10_000])),
            9 => drop(out.splice(at..at, vec![b','; 10_000])),
            10 => drop(out.drain(line..end)),
            // A cell becomes another.
            11..14 => {
                let from = out[..at].iter().rposition(|b| b",\n".contains(b)).map_or(0, |i| i + 1);
                let to =
                    out[at..].iter().position(|b| b",\n".contains(b)).map_or(out.len(), |i| at + i);
                out.splice(from..to, CELLS[usize::from(*byte) % CELLS.len()].bytes());
            }
            14 => out.insert(at, *byte),
            _ => drop(out.splice(at..at, *b"\r\n")),
        }
    }
    out
}

/// The header and first rows of a real file, all of it once in [`WHOLE`].
fn part(text: &str, rarely: u32) -> &[u8] {
    let bytes = text.as_bytes();
    let end = bytes.iter().take(HEAD).rposition(|b| *b == b'\n').map_or(bytes.len(), |i| i + 1);
    if rarely.is_multiple_of(WHOLE) || text.len() < 2 * HEAD { bytes } else { &bytes[..end] }
}

#[test]
fn a_broken_table_is_refused_with_its_line_or_holds_only_numbers() {
    rows::row("bytes: broken tables through every parser", || {
        let files: Vec<(&str, String)> = TABLES.iter().map(|file| (*file, real(file))).collect();
        let which = (0..files.len(), any::<u32>(), blows());
        tried(1, which, |(which, rarely, blows)| {
            let (file, text) = &files[which];
            // The build reads files as text: bytes that are none never come as far.
            table(file, &String::from_utf8_lossy(&broken(part(text, rarely), &blows)));
        })
    });
}

#[test]
fn a_readers_broken_file_gives_a_series_that_is_drawn_or_names_its_line() {
    rows::row("bytes: readers’ broken files", || {
        let daily = real("nvda_daily.csv");
        let cells = daily.lines().filter_map(|line| line.rsplit_once(',').map(|(rest, _)| rest));
        let daily = cells.collect::<Vec<_>>().join("\n");
        let files = [daily, real("events.csv"), real("gas_stations_us.csv")];
        let mut count = tried(1, (0..5_usize, any::<u32>(), blows()), |(which, rarely, blows)| {
            let text = files.get(which).unwrap_or(&files[0]);
            let series = own_series(&broken(part(text, rarely), &blows));
            // Drawing takes long; the fuzzer draws all.
            series.iter().filter(|_| rarely.is_multiple_of(WHOLE)).for_each(drawn);
        });
        count += tried(WHOLE, prop::collection::vec(any::<u8>(), 0..200), |bytes| {
            own_series(&bytes);
        });
        count
    });
}

#[test]
fn a_file_at_the_limits_is_taken_and_one_beyond_is_refused() {
    let days = |n: i32| {
        let day = |i: i32| compute_anxiety::model::day::Day(i).to_string();
        (0..n).map(|i| format!("{},1\n", day(i))).collect::<String>()
    };
    let most = MOST_ROWS as i32;
    assert_eq!(parse(&days(most)).unwrap().days.len(), MOST_ROWS);
    assert_eq!(parse(&days(most + 1)), Err(OwnError::TooLarge));
    assert_eq!(parse(&",".repeat(LARGEST)), Err(OwnError::Columns(1, LARGEST + 1)));
    assert!(matches!(parse(&"9".repeat(LARGEST)), Err(OwnError::Columns(1, 1))));
}

#[test]
fn a_broken_bundle_is_refused_or_can_be_packed_again() {
    rows::row("bytes: broken bundles", || {
        let bytes = pack(&SHORT).unwrap();
        let broken = blows().prop_map(move |blows| broken(&bytes, &blows));
        let random = prop::collection::vec(any::<u8>(), 0..300);
        tried(1, prop_oneof![3 => broken, 1 => random], |bytes| bundled_bytes(&bytes))
    });
}

/// Addresses of known keys with likely and unlikely values, and a few pairs that are none.
fn queries() -> impl Strategy<Value = String> {
    let mut keys: Vec<String> = ["v", "theme", "motion", "at"].map(String::from).into();
    let state = compute_anxiety::state::AppState::default();
    for id in figure::all() {
        keys.extend(state.figure(id).write().iter().map(|(key, _)| format!("{}.{key}", id.name())));
    }
    let words = "1 2 yes on off all peers linear log rank share mix price policy news board split none 2023 2025-01-27 \
                 stock.2025-01-27 0000-01-01 9999-12-31 10.0.0.0 NaN inf -1 1e9 4294967295 %00 %FF %E4%B8%AD";
    let words: Vec<&'static str> = words.split_whitespace().collect();
    let value = prop_oneof![
        prop::sample::select(words).prop_map(String::from),
        "[-+0-9.]{0,9}",
        "\\PC{0,6}"
    ];
    let pair =
        (prop::sample::select(keys), value).prop_map(|(key, value)| format!("{key}={value}"));
    let pair = prop_oneof![9 => pair, 1 => ".{0,8}"];
    prop::collection::vec(pair, 0..7).prop_map(|pairs| pairs.join("&"))
}

#[test]
fn an_address_of_any_letters_gives_a_state_that_writes_itself() {
    rows::row("bytes: addresses and messages", || {
        tried(1, queries(), |query| drop(address(&query)))
    });
}

#[test]
fn every_figure_of_a_hostile_address_is_drawn() {
    rows::row("bytes: drawn figures of hostile addresses", || {
        tried(WHOLE / 2, queries(), |query| pictures(&address(&query)))
    });
}

#[test]
fn numbers_are_taken_and_refused_as_the_standard_library_does() {
    rows::row("bytes: decimal numbers", || {
        let digits = "[-+]?[0-9]{0,20}\\.?[0-9]{0,24}([eE][-+]?[0-9]{0,5})?";
        let text = prop_oneof!["[-+.0-9eEinfNa_ ]{0,12}", digits];
        let text = prop_oneof![2 => text, 1 => any::<f64>().prop_map(|value| format!("{value:e}"))];
        tried(1, text, |text| number(&text))
    });
}
