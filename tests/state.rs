//! An address gives back the view it was copied from, and no address breaks the page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use compute_anxiety::figure::attention::{Measure, Source, WINDOWS};
use compute_anxiety::figure::race::{END, Speed};
use compute_anxiety::figure::stock::{Basis, FIRST, LAST, Scaling, View};
use compute_anxiety::model::day::Day;
use compute_anxiety::state::{AppState, Theme};
use proptest::prelude::*;

fn any_state() -> impl Strategy<Value = AppState> {
    let theme = prop::sample::select(vec![Theme::Auto, Theme::Light, Theme::Dark]);
    let stock = (FIRST.0..=LAST.0, FIRST.0..=LAST.0, any::<[bool; 3]>());
    let source =
        prop::sample::select(vec![Source::Board, Source::BoardAi, Source::Policy, Source::News]);
    let measure = prop::sample::select(vec![Measure::Index, Measure::Rate, Measure::Share]);
    let window = prop::sample::select(WINDOWS.to_vec());
    let speed = prop::sample::select(vec![Speed::Slow, Speed::Medium, Speed::Fast]);
    let race = (0..=END as i32, speed);
    (theme, stock, (source, measure, window), race).prop_map(|(theme, stock, attention, race)| {
        let mut state = AppState { theme, ..AppState::default() };
        let (from, to, [linear, dividend, peers]) = stock;
        state.stock.set_range(Day(from), Day(to));
        state.stock.scaling = if linear { Scaling::Linear } else { Scaling::Log };
        state.stock.basis = if dividend { Basis::Dividend } else { Basis::Split };
        state.stock.view = if peers { View::Peers } else { View::Price };
        (state.attention.source, state.attention.measure, state.attention.window) = attention;
        (state.race.seconds, state.race.speed) = (f64::from(race.0), race.1);
        state
    })
}

proptest! {
    #[test]
    fn every_state_survives_its_address(state in any_state()) {
        let query = state.to_query();
        prop_assert_eq!(AppState::from_query(&query), state.clone());
        prop_assert_eq!(AppState::from_query(&format!("?{query}")), state);
        prop_assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "=&.-".contains(c)), "{query}");
    }

    #[test]
    fn any_text_gives_a_valid_state(query in ".{0,80}") {
        let state = AppState::from_query(&query);
        prop_assert_eq!(AppState::from_query(&state.to_query()), state);
    }

    #[test]
    fn known_keys_with_wild_values_give_a_valid_state(
        key in prop::sample::select(vec!["stock.from", "stock.to", "stock.scale", "race.t", "attention.window", "theme", "v"]),
        value in "[-+0-9a-zA-Z.%]{0,14}",
    ) {
        let state = AppState::from_query(&format!("{key}={value}"));
        prop_assert!(FIRST <= state.stock.from && state.stock.from < state.stock.to && state.stock.to <= LAST);
        prop_assert!((0.0..=END).contains(&state.race.seconds));
        prop_assert!(WINDOWS.contains(&state.attention.window));
    }
}

#[test]
fn the_constants_in_the_code_are_the_ends_of_the_data() {
    let data = compute_anxiety::bundled::data().unwrap();
    assert_eq!(data.stock.split.days.first(), Some(&FIRST));
    assert_eq!(data.stock.split.days.last(), Some(&LAST));
    let times: Vec<f64> = data.race.iter().filter_map(|c| c.seconds).collect();
    assert_eq!(times.last(), Some(&END));
    assert_eq!(times.first(), Some(&compute_anxiety::figure::race::FIRST_ARRIVAL));
}

#[test]
fn an_address_of_a_later_version_is_read_as_the_default() {
    assert_eq!(AppState::from_query("v=2&theme=dark"), AppState::default());
    assert_eq!(AppState::from_query("theme=dark").theme, Theme::Dark);
}
