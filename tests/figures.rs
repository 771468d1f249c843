//! The figures' pictures and words, and that no parameters make them lie or panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/bits.rs"]
mod bits;
#[path = "shared/views.rs"]
mod views;

use compute_anxiety::chart::csv::csv;
use compute_anxiety::chart::hit::{hit, nearest, stops};
use compute_anxiety::chart::layout::Layout;
use compute_anxiety::chart::poster::Poster;
use compute_anxiety::chart::svg::{self, estimate, svg};
use compute_anxiety::chart::theme::{INKS, Ink, Mode, Palette};
use compute_anxiety::chart::{Layer, Shape};
use compute_anxiety::figure::{self, Id, attention, race, robust, stock};
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::model::day::Day;
use compute_anxiety::state::AppState;
use proptest::prelude::*;
use views::{DATA, variants};

#[test]
fn every_figure_looks_as_reviewed() {
    for lang in LANGS {
        for (name, chart) in variants(lang) {
            // The long daily line once a language is enough; its phone picture holds the same marks.
            let widths: &[f64] =
                if ["stock", "efficiency"].contains(&name) { &[358.0] } else { &[358.0, 760.0] };
            for width in widths {
                let picture = svg(&chart, *width, "snapshot", lang.tag());
                let picture = picture.replace("><", ">\n<");
                insta::assert_snapshot!(format!("{name}-{}-{width}", lang.tag()), picture);
            }
        }
    }
}

#[test]
fn the_same_numbers_come_out_as_in_the_browser() {
    assert_eq!(bits::fingerprint(&DATA), bits::EXPECTED);
}

#[test]
fn the_cursor_reads_the_day_of_the_fall() {
    let chart = stock::chart(&DATA, &stock::Params::default(), Lang::En);
    let stops = stops(&chart);
    assert!(stops.len() > 3_000);
    let day: Day = "2025-01-27".parse().unwrap();
    let at = nearest(&stops, f64::from(day.0) + 0.3);
    let words = hit(&chart, &stops, at).unwrap().words;
    assert!(words.starts_with("January 27, 2025 · close $118.42 · "), "{words}");
}

#[test]
fn table_csv_and_picture_hold_the_same_values() {
    for lang in LANGS {
        for (name, chart) in variants(lang) {
            let columns = chart.table.columns.len();
            assert!(chart.table.rows.iter().all(|row| row.len() == columns), "{name}");
            let notes = [chart.source.clone(), "=1+1, quoted".to_string()];
            let text = csv(&chart, &notes);
            let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            // The last two lines are the notes.
            assert_eq!(records.len(), chart.table.rows.len() + 2, "{name}");
            for (record, row) in records.iter().zip(&chart.table.rows) {
                for (field, cell) in record.iter().zip(row) {
                    match cell.value {
                        Some(value) => assert_eq!(field.parse(), Ok(value)),
                        None => assert_eq!(field, cell.text),
                    }
                }
            }
        }
    }
    let chart = attention::chart(&DATA, &attention::Params::default(), Lang::En);
    for ((_, line), column) in chart.lines().zip([3, 2, 1]) {
        for (point, row) in line.points.iter().zip(&chart.table.rows) {
            assert_eq!(row[column].value, Some(point.1));
        }
    }
}

#[test]
fn all_seventeen_finishers_and_four_retired_are_named() {
    let replays = ["race", "race-end"];
    for (_, chart) in variants(Lang::En).into_iter().filter(|(name, _)| replays.contains(name)) {
        assert_eq!(chart.panels[0].y.ticks.len(), 21);
        let dots: usize = chart.panels[0]
            .layers
            .iter()
            .map(|layer| match layer {
                Layer::Dots { dots, .. } => dots.len(),
                _ => 0,
            })
            .sum();
        assert_eq!(dots, 21);
    }
}

#[test]
fn direct_labels_stay_on_the_surface_and_apart_at_320_px() {
    for lang in LANGS {
        for (name, chart) in variants(lang) {
            let measure = estimate;
            let layout = Layout::new(&chart, 288.0, 430.0, &measure);
            for panel in 0..chart.panels.len() {
                let labels = layout.end_labels(&chart, panel);
                for pair in labels.windows(2) {
                    assert!(pair[1].2 - pair[0].2 >= 13.0, "{name}: {pair:?}");
                }
                for (text, ..) in labels {
                    assert!(layout.right + 6.0 + measure(&text, true) <= 289.0, "{name}: {text}");
                }
            }
        }
    }
}

#[test]
fn a_picture_to_take_away_names_its_fonts_and_colours() {
    for (_, chart) in variants(Lang::ZhHans) {
        let poster = Poster::new(&chart, "https://example.org/?v=1&x=1", &estimate);
        let picture = svg::file(&poster, &Palette::of(Mode::Dark), &estimate, "zh-Hans");
        assert!(picture.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"));
        assert!(!picture.contains("var(") && picture.contains("PingFang SC"));
        assert!(picture.contains(&svg::escape(&chart.title)));
        assert!(picture.contains("https://example.org/?v=1&amp;x=1</text>"));
        let source: String = chart.source.chars().take(8).collect();
        assert!(picture.contains(&svg::escape(&source)), "{source}");
    }
}

#[test]
fn points_that_round_to_one_place_do_not_bend_the_line() {
    let mut chart = attention::chart(&DATA, &attention::Params::default(), Lang::En);
    let (low, high) = (chart.x.scale.range.low(), chart.x.scale.range.high());
    chart.panels[0].layers = vec![Layer::Strokes {
        ends: vec![[(low, 0.0), (low + 1e-9, 0.0)], [(low, 0.0), (high, 0.0)]],
        ink: Ink::Compute,
        width: 1.0,
    }];
    let picture = svg(&chart, 760.0, "x", "en");
    for path in picture.split(" d=\"").skip(1) {
        let path = path.split('"').next().unwrap();
        // After the start only relative line-tos may follow.
        let rest = path.trim_start_matches('M').split_once(' ').unwrap().1;
        let numbers = rest.trim_end_matches('z').split(['l', ' ']).count();
        assert!(numbers == 1 || rest.contains('l'), "{path}");
    }
}

#[test]
fn a_handle_rests_on_trading_days_and_goes_on_over_a_week_end() {
    let day = |text: &str| text.parse::<Day>().unwrap();
    let (friday, monday) = (day("2025-07-11"), day("2025-07-14"));
    assert_eq!(stock::snap(&DATA, friday, Day(friday.0 + 1)), monday);
    assert_eq!(stock::snap(&DATA, monday, Day(monday.0 - 1)), friday);
    for wanted in (stock::FIRST.0..=stock::LAST.0).step_by(3) {
        for before in [stock::FIRST, stock::LAST] {
            let rest = stock::snap(&DATA, before, Day(wanted));
            assert!(DATA.stock.split.days.binary_search(&rest).is_ok());
            assert!((rest.0 - wanted).abs() <= 5);
        }
    }
}

#[test]
fn markup_in_a_label_stays_text() {
    let mut chart = race::chart(&DATA, &race::Params::default(), Lang::En);
    chart.panels[0].y.ticks[0].label = "<script>alert('x')</script>&\"".into();
    chart.alt = "\"><svg onload=x>".into();
    let picture = svg(&chart, 358.0, "x", "en");
    assert!(!picture.contains("<script") && !picture.contains("<svg onload"));
}

#[test]
fn style_tokens_are_the_palette_of_the_charts() {
    let css = std::fs::read_to_string("style/tokens.css").unwrap();
    let blocks: Vec<&str> = css.split(":root").collect();
    let value = |block: &str, ink: Ink| {
        let (_, rest) = block.split_once(&format!("{}: #", ink.token())).unwrap();
        rest.split(';').next().unwrap().to_string()
    };
    let hex = |(r, g, b): (u8, u8, u8)| format!("{r:02x}{g:02x}{b:02x}");
    for ink in INKS {
        assert_eq!(value(blocks[1], ink), hex(ink.rgb(Mode::Light)), "{ink:?}");
        assert_eq!(value(blocks[2], ink), hex(ink.rgb(Mode::Dark)), "{ink:?}");
        assert_eq!(value(blocks[3], ink), hex(ink.rgb(Mode::Dark)), "{ink:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_address_and_no_width_break_a_figure(
        range in (-100_000..100_000i32, -100_000..100_000i32),
        seconds in -1e6..1e6f64,
        query in prop::collection::vec(("(view|by|scale|since|source|measure|window|against|kind|show|q|w-speed|weights)", "[a-z0-9.-]{0,10}|share|rank|peers|policy|index|news|board-ai|gpt3|link|mix|open|price|linear"), 0..6),
        width in 0.0..2_000.0f64,
    ) {
        let mut state = AppState::default();
        (state.stock.from, state.stock.to) = (Day(range.0), Day(range.1));
        state.race.seconds = seconds;
        for (key, value) in &query {
            for id in figure::all() {
                state.set(&format!("{}.{key}", id.name()), value);
            }
        }
        state.adoption.advance(1);
        for id in figure::all() {
            let chart = state.figure(id).chart(&DATA, Lang::ZhHans);
            let picture = svg(&chart, width, "x", "en");
            prop_assert!(!picture.contains("NaN") && !picture.contains("inf"), "{}", id.name());
            prop_assert!(!chart.takeaway.is_empty() && !chart.alt.is_empty());
            prop_assert!(!chart.source.is_empty() && !chart.caveat.is_empty() && !chart.title.is_empty());
            let stops = stops(&chart);
            for index in (0..stops.len()).take(3) {
                prop_assert!(hit(&chart, &stops, index).is_some());
            }
        }
    }
}

#[test]
fn every_variant_of_a_conclusion_can_be_looked_at_and_says_what_the_figure_says() {
    for lang in LANGS {
        for id in figure::all() {
            let Some(all) = robust::robustness(id, &DATA, lang) else { continue };
            let (k, n) = all.count();
            println!("{} {}: holds in {k} of {n}", lang.tag(), id.name());
            assert!(n > 5 && k < n, "a conclusion that nothing could shake is not tried");
            for variant in &all.variants {
                let query: Vec<_> = variant.shows.iter().map(|(k, v)| format!("{k}={v}")).collect();
                let mut state = AppState::default();
                state.show(id, &query.join("&"));
                let written = state.figure(id).write();
                for pair in &variant.shows {
                    assert!(written.contains(pair), "{}: {pair:?} is not kept", variant.label);
                }
                let chart = state.figure(id).chart(&DATA, lang);
                if id == Id::Stock {
                    assert!(chart.takeaway.contains(&variant.value), "{}", chart.takeaway);
                }
            }
        }
    }
}

#[test]
fn the_dots_of_each_kind_are_the_runs_that_the_sentence_counts() {
    for (lead, powers) in [("1", "100"), ("6", "100"), ("3", "110"), ("1", "80")] {
        let mut state = AppState::default();
        for (key, value) in [("lead", lead), ("a", powers), ("b", powers)] {
            state.set(&format!("adoption.{key}"), value);
        }
        while !state.adoption.advance(1) {}
        let chart = state.figure(Id::Adoption).chart(&DATA, Lang::En);
        let dots = |kind: Shape| -> f64 {
            let layers = chart.panels.iter().flat_map(|panel| &panel.layers);
            let counts = layers.map(|layer| match layer {
                Layer::Dots { dots, shape, .. } if *shape == kind => dots.len(),
                _ => 0,
            });
            counts.sum::<usize>() as f64
        };
        let tally = state.adoption.tally();
        let runs = f64::from(tally.runs());
        let share = |holds: fn(f64) -> bool| {
            let bins = tally.bins.iter().enumerate();
            let held = bins.filter(|(i, _)| holds((*i as f64 + 0.5) / tally.bins.len() as f64));
            held.map(|(_, n)| f64::from(*n)).sum::<f64>() / runs
        };
        let all = dots(Shape::Square) + dots(Shape::Ring) + dots(Shape::Disc);
        assert_eq!(all, 50.0);
        assert!(
            (dots(Shape::Square) - all * share(|b| b < 0.1)).abs() <= 0.5,
            "A locks in, {lead} {powers}"
        );
        assert!(
            (dots(Shape::Disc) - all * share(|b| b >= 0.9)).abs() <= 0.5,
            "B locks in, {lead} {powers}"
        );
        for panel in &chart.panels {
            let dots = panel.layers.iter().filter_map(|layer| match layer {
                Layer::Dots { dots, .. } => Some(dots),
                _ => None,
            });
            let mut places: Vec<_> =
                dots.flatten().map(|dot| (dot.x.to_bits(), dot.y.to_bits())).collect();
            places.sort_unstable();
            let many = places.len();
            places.dedup();
            assert_eq!(places.len(), many, "no dot hides another");
        }
    }
}

fn shown(id: Id, query: &str) -> compute_anxiety::chart::Chart {
    let mut state = AppState::default();
    for (key, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        state.set(&format!("{}.{key}", id.name()), value);
    }
    state.figure(id).chart(&DATA, Lang::En)
}

#[test]
fn a_month_counts_once_its_last_trading_day_is_in_the_range() {
    let last = |to: &str| {
        let chart = shown(Id::Stock, &format!("view=peers&from=2024-01-02&to={to}"));
        chart.table.rows.last().unwrap()[0].text.clone()
    };
    // May 31, 2025 is a Saturday; June 30 is a Monday.
    let ends = [("05-29", "Apr"), ("05-30", "May"), ("06-27", "May"), ("06-30", "Jun")];
    for (to, month) in ends {
        assert_eq!(last(&format!("2025-{to}")), format!("{month} 2025"), "{to}");
    }
    // The daily closes end within this month.
    assert!(last("2026-04-10").starts_with("Mar 2026"), "{}", last("2026-04-10"));
}

#[test]
fn an_event_stands_in_the_row_of_its_month() {
    let chart = shown(Id::Stock, "from=2012-01-03&to=2025-07-15");
    let mut found = 0;
    for row in &chart.table.rows {
        for marker in &chart.markers {
            if row.last().unwrap().text.contains(&marker.label) {
                let month = Day(marker.x as i32).to_string();
                assert_eq!(month[..7], row[0].text[..7], "{}", marker.label);
                found += 1;
            }
        }
    }
    assert_eq!(found, chart.markers.len());
}

#[test]
fn a_fall_of_exactly_two_per_cent_is_no_fall_of_more() {
    let rows = shown(Id::Day, "").table.rows;
    let closes = &DATA.stock.split.values;
    // In thousandths of a cent, as the file gives them: no rounding.
    let closes: Vec<i64> = closes.iter().map(|v| (v * 1e5).round() as i64).collect();
    let falls = closes
        .windows(2)
        .filter(|w| (w[1] - w[0]) * 100 >= -2 * w[0] && (w[1] - w[0]) * 100 < -w[0]);
    let row =
        rows.iter().find(|row| row[0].text.contains("−2%") && row[0].text.contains("−1%")).unwrap();
    assert_eq!(row[1].value.unwrap() as usize, falls.count(), "{:?}", row[0].text);
}

#[test]
fn a_guess_that_rises_most_in_two_years_has_no_year_of_steepest_rise() {
    let told = |guess: &str| shown(Id::Attention, &format!("guess={guess}")).takeaway;
    assert!(told("10.10.20.20.30.30.30.30").contains("no year of steepest rise"));
    assert!(told("10.10.20.20.31.30.30.30").contains("steepest rise in 2022"));
    assert!(told("30.20.10.9.8.7.6.5").contains("no year of steepest rise"));
}

#[test]
fn a_series_of_the_readers_own_has_the_means_of_calendar_periods() {
    // One value a month, the same three in every quarter: no day of one counts in the next.
    let days: Vec<Day> =
        (0..96).map(|m| Day::from_ymd(2018 + m / 12, m as u32 % 12 + 1, 1).unwrap()).collect();
    let values: Vec<f64> = (0..96).map(|m| if m % 3 == 0 { 90.0 } else { 0.0 }).collect();
    let own = compute_anxiety::model::series::Series { days, values };
    let params = attention::Params { own: Some(own.into()), ..attention::Params::default() };
    let chart = attention::chart(&DATA, &params, Lang::En);
    let column =
        chart.table.columns.iter().position(|name| name.starts_with("Your series")).unwrap();
    let means: Vec<f64> = chart
        .table
        .rows
        .iter()
        .filter_map(|row| row[column].value)
        .filter(|v| v.is_finite())
        .collect();
    assert!(means.len() >= 30 && means.iter().all(|v| *v == 30.0), "{means:?}");
    assert!(chart.takeaway.contains("scaled"), "{}", chart.takeaway);
}

#[test]
fn a_share_names_what_it_is_a_share_of() {
    let told = |against: &str| {
        let chart = shown(Id::Attention, &format!("measure=share&against={against}"));
        format!("{} {} {}", chart.takeaway, chart.table.caption, chart.panels[0].y.title)
    };
    assert_eq!(told("both").matches("the three word groups").count(), 3);
    assert_eq!(told("algorithm").matches("the words for compute and algorithms").count(), 3);
    assert_eq!(told("data").matches("the words for compute and data").count(), 3);
}

#[test]
fn every_stop_of_the_cursor_says_where_it_is() {
    for against in ["both", "algorithm"] {
        let chart = shown(
            Id::Attention,
            &format!("source=board-ai&measure=share&window=1&against={against}"),
        );
        let stops = stops(&chart);
        let silent = (0..stops.len())
            .filter(|i| hit(&chart, &stops, *i).unwrap().words.contains('—'))
            .count();
        assert!(
            silent > 3 && silent < stops.len() / 2,
            "periods without a value are named too: {silent}"
        );
        let all: String = (0..stops.len()).map(|i| hit(&chart, &stops, i).unwrap().words).collect();
        assert!(all.contains("① ") && all.contains("② ") && all.contains("③ "), "{all}");
    }
}

#[test]
fn a_series_of_the_readers_own_starts_at_the_price_and_keeps_its_ratio() {
    let days: Vec<Day> =
        ["2013-06-03", "2014-06-02", "2015-06-01"].map(|d| d.parse().unwrap()).into();
    let own = compute_anxiety::model::series::Series { days, values: vec![10.0, 20.0, 15.0] };
    let params = stock::Params { own: Some(own.into()), ..stock::Params::default() };
    let chart = stock::chart(&DATA, &params, Lang::En);
    let (_, theirs) = chart.lines().find(|(_, line)| line.name == "your series").unwrap();
    let (_, price) = chart.lines().find(|(_, line)| line.name == "close").unwrap();
    let first = theirs.points[0];
    let same = price.points.iter().find(|p| p.0 == first.0).unwrap();
    assert!((same.1 / first.1 - 1.0).abs() < 1e-12);
    let last = theirs.points.last().unwrap().1;
    assert!((last / first.1 - 1.5).abs() < 1e-12);
    assert!(chart.takeaway.contains("Your series rose 50.0% over"), "{}", chart.takeaway);
    let end: Day = "2015-06-01".parse().unwrap();
    assert_eq!(theirs.points.last().unwrap().0, f64::from(end.0), "it ends where it ends");
    let later = stock::Params { from: "2024-01-02".parse().unwrap(), ..params };
    let chart = stock::chart(&DATA, &later, Lang::En);
    assert!(chart.lines().all(|(_, line)| line.name != "your series"), "no day is shared");
    assert!(!chart.takeaway.contains("Your series"), "{}", chart.takeaway);
}
