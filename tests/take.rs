//! What is taken away says what was seen, on which terms, and where it can be had again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/views.rs"]
mod views;

use compute_anxiety::chart::csv::csv;
use compute_anxiety::chart::sound::{MOST, notes};
use compute_anxiety::figure::export::Export;
use compute_anxiety::figure::stock::{FIRST, LAST, Params, SHORTEST};
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::model::day::Day;
use compute_anxiety::state::AppState;
use proptest::prelude::*;
use views::{DATA, VIEWS, variants};

const ADDRESS: &str = "https://example.org/a/?v=1&stock.scale=log#stock";

#[test]
fn notes_metadata_and_citations_name_source_licence_date_and_address() {
    for lang in LANGS {
        for (id, (name, chart)) in VIEWS.iter().map(|v| v.1).zip(variants(lang)) {
            let state = AppState::default();
            let file = state.figure(id).file();
            let today: Day = "2026-11-24".parse().unwrap();
            let export = Export { chart: &chart, file, address: ADDRESS.into(), today, lang };
            let terms = DATA.terms.iter().find(|t| t.file == file).unwrap();
            assert_eq!(terms.retrieved, "2026-11");

            let text = csv(&chart, &export.notes(&DATA));
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            let notes: Vec<_> = records.iter().filter(|r| r[0].starts_with("# ")).collect();
            assert!(notes.iter().all(|note| note.len() == 1), "{name}");
            assert_eq!(records.len() - notes.len(), chart.table.rows.len(), "{name}");
            let notes: String = notes.iter().map(|note| &note[0]).collect();
            let wanted = [chart.source.as_str(), ADDRESS, "2026-11-24", &terms.license];
            for part in wanted {
                assert!(notes.contains(part), "{name}: no {part} in {notes}");
            }

            let json: serde_json::Value = serde_json::from_str(&export.metadata(&DATA)).unwrap();
            assert_eq!(json["source"], chart.source.as_str());
            assert_eq!(json["license"], terms.license.as_str());
            assert_eq!(json["address"], ADDRESS);
            assert_eq!(json["columns"].as_array().unwrap().len(), chart.table.columns.len());

            for part in [chart.title.as_str(), ADDRESS, "2026"] {
                assert!(export.citation().contains(part), "{name}: {part}");
                assert!(export.bibtex().contains(part), "{name}: {part}");
            }
            let (open, close) =
                (export.bibtex().matches('{').count(), export.bibtex().matches('}').count());
            assert_eq!(open, close, "{name}");
        }
    }
}

#[test]
fn a_link_shows_the_view_whatever_step_it_meets() {
    for (name, id, query) in VIEWS {
        let mut state = AppState::default();
        state.show(id, query);
        let link = state.link(id);
        for met in [
            "",
            "scale=linear&view=peers&by=tpp&kind=rule&show=all&t=5",
            "view=rank&from=2025-01-02",
        ] {
            let mut other = AppState::default();
            other.step(id, met);
            other.apply(&link);
            assert_eq!(other.figure(id).write(), state.figure(id).write(), "{name}: {link}");
        }
    }
}

#[test]
fn reset_takes_back_to_the_step_and_only_that_figure() {
    let mut state = AppState::default();
    state.step(Id::Stock, "scale=linear");
    assert!(!state.changed(Id::Stock));
    state.set("stock.view", "peers");
    state.set("gap.view", "open");
    state.set("at", "stock.2025-01-27");
    assert!(state.changed(Id::Stock) && state.changed(Id::Gap));
    state.reset(Id::Stock);
    assert!(!state.changed(Id::Stock) && state.changed(Id::Gap) && state.at.is_none());
    assert_eq!(state.stock.scaling, figure::stock::Scaling::Linear);
}

#[test]
fn the_line_is_heard_from_first_to_last_point_and_rises_where_it_rises() {
    for (name, chart) in variants(Lang::En) {
        let notes = notes(&chart);
        assert!(notes.len() <= MOST, "{name}");
        assert!(notes.iter().all(|n| (109.0..=881.0).contains(&n.hz)), "{name}: three octaves");
        assert_eq!(notes.is_empty(), chart.lines().next().is_none(), "{name}");
        if name == "stock" {
            let (_, line) = chart.lines().next().unwrap();
            assert_eq!(notes[0].x, line.points[0].0);
            assert_eq!(notes.last().unwrap().x, line.points.last().unwrap().0);
            let y = |x: f64| line.points.iter().find(|p| p.0 == x).unwrap().1;
            for pair in notes.windows(2) {
                assert_eq!(pair[0].hz < pair[1].hz, y(pair[0].x) < y(pair[1].x));
            }
        }
    }
}

proptest! {
    #[test]
    fn any_hand_on_the_range_leaves_a_valid_one(
        moves in prop::collection::vec((0..4u8, -3.0..3.0f64, -1.0..2.0f64, 0.0..1.0f64), 1..20),
    ) {
        let mut params = Params::default();
        for (kind, a, b, c) in moves {
            match kind {
                0 => params.shift(a),
                1 => params.zoom(a.abs(), b),
                2 => params.drag(a),
                _ => params.pinch((c, c + 0.3), (b, b + a.abs())),
            }
            prop_assert!(FIRST <= params.from && params.to <= LAST);
            prop_assert!(params.to.0 - params.from.0 >= SHORTEST);
        }
    }

    #[test]
    fn what_two_fingers_hold_stays_under_them(a in 0.1..0.4f64, b in 0.6..0.9f64, x in 0.05..0.45f64, y in 0.55..0.95f64) {
        let mut params = Params::default();
        params.set_range("2018-01-01".parse().unwrap(), "2020-01-01".parse().unwrap());
        let day = |p: &Params, place: f64| f64::from(p.from.0) + place * f64::from(p.to.0 - p.from.0);
        let held = (day(&params, a), day(&params, b));
        params.pinch((a, b), (x, y));
        // Whole days at both ends.
        prop_assert!((day(&params, x) - held.0).abs() <= 1.0, "{} {}", day(&params, x), held.0);
        prop_assert!((day(&params, y) - held.1).abs() <= 1.0);
    }
}

#[test]
fn shifting_keeps_the_length_of_the_range() {
    let mut params = Params::default();
    params.set_range("2018-01-01".parse().unwrap(), "2020-01-01".parse().unwrap());
    let length = params.to.0 - params.from.0;
    for part in [0.25, -0.5, 9.0, -9.0] {
        params.shift(part);
        assert_eq!(params.to.0 - params.from.0, length);
    }
    assert_eq!(params.from, FIRST);
}
