//! An address gives back the view it was copied from, and no address breaks the page.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use compute_anxiety::figure;
use compute_anxiety::figure::attention::WINDOWS;
use compute_anxiety::figure::control::Control;
use compute_anxiety::figure::race::END;
use compute_anxiety::figure::stock::{FIRST, LAST};
use compute_anxiety::i18n::Lang;
use compute_anxiety::model::day::Day;
use compute_anxiety::state::{AppState, Theme};
use proptest::prelude::*;

/// Any state that a reader's hand can make: each control of each figure used with any of its values.
fn any_state() -> impl Strategy<Value = AppState> {
    let range = (FIRST.0..=LAST.0, FIRST.0..=LAST.0);
    let picks = prop::collection::vec(any::<u16>(), 60);
    let texts = ("[a-z0-9 &=%中文+.]{0,12}", "[0-9.]{0,24}", 0..=END as i32);
    (range, picks, texts).prop_map(|((from, to), picks, (search, guess, seconds))| {
        let data = compute_anxiety::bundled::data().unwrap();
        let mut state = AppState::default();
        state.stock.set_range(Day(from), Day(to));
        state.set("cases.q", &search);
        state.set("attention.guess", &guess);
        state.set("race.t", &seconds.to_string());
        state.set("at", ["stock.2025-01-27", "gap.2025-01-28", "x"][usize::from(picks[0]) % 3]);
        let mut picks = picks.into_iter();
        let mut use_control = |state: &mut AppState, prefix: &str, control: &Control| {
            let pick = usize::from(picks.next().unwrap_or(0));
            let key = format!("{prefix}{}", control.key());
            match control {
                Control::Choice { options, .. } => {
                    state.set(&key, options[pick % options.len()].value);
                }
                Control::Slider { range: (low, high, _), .. } => {
                    let span = (high - low + 1) as usize;
                    state.set(&key, &(low + (pick % span) as i32).to_string());
                }
                Control::Search { .. } => {}
            }
        };
        for control in state.page_controls(Lang::En) {
            use_control(&mut state, "", &control);
        }
        for id in figure::all() {
            // Twice: the first round may bring other controls.
            for _ in 0..2 {
                for control in state.figure(id).controls(&data, Lang::En) {
                    if control.key() != "range" {
                        use_control(&mut state, &format!("{}.", id.name()), &control);
                    }
                }
            }
        }
        state
    })
}

proptest! {
    #[test]
    fn every_state_survives_its_address(state in any_state()) {
        let query = state.to_query();
        prop_assert_eq!(AppState::from_query(&query), state.clone());
        prop_assert_eq!(AppState::from_query(&format!("?{query}")), state);
        prop_assert!(query.chars().all(|c| c.is_ascii_alphanumeric() || "=&.-%".contains(c)), "{query}");
    }

    #[test]
    fn a_mirror_shows_what_it_is_given_whatever_it_showed_before(now in any_state(), before in any_state()) {
        let mut other = before;
        other.apply(&now.mirror());
        prop_assert_eq!(other.mirror(), now.mirror());
        for id in figure::all() {
            prop_assert_eq!(other.figure(id).write(), now.figure(id).write());
        }
    }

    #[test]
    fn any_text_gives_a_valid_state(query in ".{0,80}") {
        let state = AppState::from_query(&query);
        prop_assert_eq!(AppState::from_query(&state.to_query()), state);
    }

    #[test]
    fn known_keys_with_wild_values_give_a_valid_state(
        key in prop::sample::select(vec!["stock.from", "stock.to", "stock.scale", "race.t", "attention.window", "adoption.lead", "adoption.seed", "race.weights", "attention.guess", "at", "theme", "v"]),
        value in "[-+0-9a-zA-Z.%]{0,14}",
    ) {
        let state = AppState::from_query(&format!("{key}={value}"));
        prop_assert!(FIRST <= state.stock.from && state.stock.from < state.stock.to && state.stock.to <= LAST);
        prop_assert!((0.0..=END).contains(&state.race.seconds));
        prop_assert!(WINDOWS.contains(&state.attention.window));
        prop_assert!((1..=20).contains(&state.adoption.lead));
        prop_assert!(state.race.weights.iter().all(|w| *w <= 10));
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

#[test]
fn a_step_is_left_out_of_the_query_and_what_the_reader_changes_is_not() {
    let mut state = AppState::default();
    state.step(figure::Id::Stock, "view=peers");
    assert_eq!(state.to_query(), "");
    state.set("stock.scale", "linear");
    assert_eq!(state.to_query(), "v=1&stock.scale=linear");
    state.step(figure::Id::Stock, "");
    assert_eq!(state.to_query(), "");
    assert_eq!(state.stock, AppState::default().stock);
}

#[test]
fn both_rankings_have_addresses() {
    let data = compute_anxiety::bundled::data().unwrap();
    let first = |query: &str| {
        let state = AppState::from_query(query);
        assert_eq!(state.to_query(), query);
        let chart = state.figure(figure::Id::Race).chart(&data, Lang::En);
        chart.table.rows[0][1].text.clone()
    };
    assert_eq!(first("v=1&race.view=rank&race.weights=10.0.0.0"), "Albert de Dion");
    assert_eq!(first("v=1&race.view=rank"), "Albert Lemaitre");
}
