//! Every view in both languages, both themes and three widths, byte for byte as reviewed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[path = "shared/rows.rs"]
mod rows;
#[path = "shared/views.rs"]
mod views;

use compute_anxiety::chart::svg::svg;
use compute_anxiety::chart::theme::{INKS, Mode};
use compute_anxiety::i18n::LANGS;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use views::variants;

const REVIEWED: &str = "tests/snapshots/pictures.csv";
const WIDTHS: [f64; 3] = [358.0, 760.0, 1120.0];

/// The picture with the colours that a page of this theme gives its tokens.
fn themed(picture: &str, mode: Mode) -> String {
    INKS.iter().fold(picture.to_string(), |picture, ink| {
        let (r, g, b) = ink.rgb(mode);
        picture.replace(&format!("var({})", ink.token()), &format!("#{r:02x}{g:02x}{b:02x}"))
    })
}

/// `tests/figures.rs` keeps the pictures themselves, to be read when one changes; here are only digests, of many
/// more. What changed is put into `target/pictures/` to be looked at; `PICTURES=accept` takes it over.
#[test]
fn every_picture_is_byte_for_byte_as_reviewed() {
    rows::row("pictures: view × language × theme × width", || {
        let before = std::fs::read_to_string(REVIEWED).unwrap_or_default();
        let mut now = String::from("view,language,theme,width,sha256\n");
        let mut changed = Vec::new();
        for lang in LANGS {
            for (view, chart) in variants(lang) {
                for width in WIDTHS {
                    let picture = svg(&chart, width, "snapshot", lang.tag());
                    for (theme, mode) in [("light", Mode::Light), ("dark", Mode::Dark)] {
                        let picture = themed(&picture, mode);
                        assert!(!picture.contains("var("), "a colour that no theme knows");
                        let digest = Sha256::digest(&picture);
                        let digest: String =
                            digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
                        let name = format!("{view},{},{theme},{width}", lang.tag());
                        if !before.contains(&format!("{name},{digest}\n")) {
                            std::fs::create_dir_all("target/pictures").unwrap();
                            let file = name.replace(',', "-");
                            std::fs::write(format!("target/pictures/{file}.svg"), picture).unwrap();
                            changed.push(file);
                        }
                        writeln!(now, "{name},{digest}").unwrap();
                    }
                }
            }
        }
        if std::env::var("PICTURES").is_ok_and(|wish| wish == "accept") {
            std::fs::write(REVIEWED, &now).unwrap();
            return now.lines().count() as u64 - 1;
        }
        assert!(
            changed.is_empty(),
            "{} pictures changed; look at them in target/pictures/ and, where they are right, run \
             `PICTURES=accept cargo test --test pictures`: {changed:?}",
            changed.len()
        );
        assert_eq!(before, now, "a view is listed that is no longer drawn");
        now.lines().count() as u64 - 1
    });
}
