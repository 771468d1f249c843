//! The figures' facts, computed from the bundled data, and their pictures.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]
use compute_anxiety::bundled;
use compute_anxiety::chart::svg::{Paint, svg};
use compute_anxiety::chart::theme::Mode;
use compute_anxiety::figure::{attention, race, stock};
use compute_anxiety::i18n::*;
#[test]
fn look() {
    let d = bundled::data().unwrap();
    for lang in LANGS {
        for w in [760.0, 358.0] {
            for (n, c) in [
                ("stock", stock::chart(&d, &Default::default(), lang)),
                ("attention", attention::chart(&d, &Default::default(), lang)),
                ("race", race::chart(&d, &Default::default(), lang)),
                (
                    "peers",
                    stock::chart(
                        &d,
                        &stock::Params { view: stock::View::Peers, ..Default::default() },
                        lang,
                    ),
                ),
            ] {
                println!("{} | {}\n{}\n", c.title, c.takeaway, c.alt);
                std::fs::write(
                    format!("/tmp/look/{n}-{}-{w}.svg", lang.tag()),
                    svg(&c, w, Paint::Alone(Mode::Light), "x", lang.tag()),
                )
                .unwrap();
            }
        }
    }
    for s in [attention::Source::Board, attention::Source::Policy, attention::Source::News] {
        for m in [attention::Measure::Rate, attention::Measure::Share] {
            println!(
                "{s:?} {m:?} {:?}",
                attention::compute_change(attention::counts(&d, s), m).map(|c| (
                    c.at,
                    c.interval,
                    c.mass,
                    c.rates,
                    c.certainty
                ))
            );
            println!(
                "{}",
                attention::chart(
                    &d,
                    &attention::Params { source: s, measure: m, window: 1 },
                    Lang::En
                )
                .takeaway
            );
        }
    }
}
