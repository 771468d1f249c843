//! The talk is the article: the same sentences at the same places, in both languages, with notes for the speaker.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use compute_anxiety::bundled;
use compute_anxiety::content::ledger::{self, Ledger};
use compute_anxiety::content::talk::{Scene, Stop};
use compute_anxiety::content::{Block, Context, Problem, Section, section};
use compute_anxiety::figure;
use compute_anxiety::i18n::{LANGS, Lang};
use std::collections::BTreeSet;

fn ledger() -> Ledger {
    ledger::parse(&std::fs::read_to_string(ledger::FILE).unwrap()).unwrap()
}

fn read(
    file: &str,
    text: &str,
    lang: Lang,
) -> Result<Section, compute_anxiety::content::ContentError> {
    let data = bundled::data().unwrap();
    section(file, text, Context { data: &data, ledger: &ledger(), lang })
}

fn stops(lang: Lang) -> Vec<Stop> {
    sections(lang).into_iter().flat_map(|section| section.stops).collect()
}

fn sections(lang: Lang) -> Vec<Section> {
    let folder = format!("content/{}", lang.tag());
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    let sections = files.iter().map(|file| {
        read(file.to_str().unwrap(), &std::fs::read_to_string(file).unwrap(), lang).unwrap()
    });
    sections.collect()
}

#[test]
fn both_languages_stop_at_the_same_places() {
    let places =
        |lang| -> Vec<_> { stops(lang).into_iter().map(|s| (s.anchor, s.scene)).collect() };
    assert_eq!(places(Lang::ZhHans), places(Lang::En));
    let anchors: BTreeSet<_> = places(Lang::En).into_iter().map(|(anchor, _)| anchor).collect();
    assert_eq!(anchors.len(), places(Lang::En).len(), "each place has an address of its own");
}

#[test]
fn every_figure_is_shown_and_every_stop_has_a_note() {
    for lang in LANGS {
        let stops = stops(lang);
        let shown: BTreeSet<_> = stops
            .iter()
            .filter_map(|s| if let Scene::Figure(id, _) = s.scene { Some(id.name()) } else { None })
            .collect();
        assert_eq!(shown, figure::all().map(|id| id.name()).collect());
        for stop in &stops {
            assert!(!stop.note.is_empty(), "{}: {} has no note", lang.tag(), stop.anchor);
        }
        let minutes = stops.iter().map(|s| s.seconds(lang)).sum::<usize>() / 60;
        println!("{}: {} stops, {minutes} minutes", lang.tag(), stops.len());
        assert!((15..60).contains(&minutes), "a talk of {minutes} minutes");
    }
}

/// The words of a piece of HTML, without the ledger's signs.
fn words(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        let (tag, after) = part.split_once('>').unwrap_or(("", part));
        // The text of a ledger's sign stands inside its own link.
        if !tag.contains("class=\"fact\"") {
            text.push_str(after);
        }
    }
    text.replace(['\u{2060}', '\n'], "").replace("&amp;", "&")
}

/// No second text: what a slide says stands in the article's page, word for word.
#[test]
fn key_sentences_are_the_articles_own() {
    for lang in LANGS {
        let html: String = sections(lang)
            .into_iter()
            .flat_map(|section| section.blocks)
            .map(|block| match block {
                Block::Prose(html) => html,
                Block::Figure(_, steps) => steps.into_iter().map(|step| step.html).collect(),
                Block::Waffle(_) | Block::Guess => String::new(),
            })
            .collect();
        let page = words(&html);
        let all = stops(lang);
        for stop in &all {
            // A clause out of the middle of a sentence has a full stop of its own.
            let said = stop.key.trim_end_matches(['。', '.']);
            assert!(page.contains(said), "{}: “{}”", stop.anchor, stop.key);
            let figure = matches!(stop.scene, Scene::Opening) || stop.anchor.contains('-');
            assert!(!figure || !said.is_empty(), "{} says nothing", stop.anchor);
            assert_eq!(words(&stop.slide), stop.key, "{}", stop.anchor);
            let most = lang.pick(56, 32);
            let length = match lang {
                Lang::ZhHans => stop.key.chars().filter(|c| *c > '\u{2e80}').count(),
                Lang::En => stop.key.split_whitespace().count(),
            };
            assert!(length <= most, "{}: {length} are too many for a slide", stop.anchor);
        }
    }
}

#[test]
fn a_slide_without_its_sentence_or_with_two_is_named_with_its_line() {
    let problem = |text: &str| {
        let error = read("content/en/99-x.md", text, Lang::En).unwrap_err();
        (error.line, error.problem)
    };
    assert_eq!(problem("# T\nProse."), (2, Problem::NoKey));
    assert_eq!(problem("# T\n{=One.=} {=Two.=}"), (2, Problem::TwoKeys));
    assert_eq!(problem("# T\n{=One.=}\n{=Two.=}"), (3, Problem::TwoKeys));
    assert_eq!(problem("# T\n{=One.=}\n::note a\n::note b"), (4, Problem::TwoNotes));
    assert_eq!(problem("# T\n{=One."), (2, Problem::Unclosed));
    assert_eq!(problem("# T\nOne.=}"), (2, Problem::Unclosed));
    assert_eq!(problem("# T\n{=One.=}\n::figure stock\n::step\nx\n::end"), (6, Problem::NoKey));
    assert_eq!(
        problem("# T\n{=One.=}\n::note 12 times"),
        (3, Problem::LiteralNumber("12 times".into()))
    );
}

#[test]
fn a_note_belongs_to_what_stands_before_it() {
    let text = "# T\n{=One.=}\n::note a\n::figure day\n::note b\n::figure stock\n::step\n{=Two.=}\n::note c\n::end\n::guess\n::note d";
    let stops = read("content/en/99-x.md", text, Lang::En).unwrap().stops;
    let notes: Vec<_> = stops.iter().map(|s| (s.anchor.as_str(), s.note.as_str())).collect();
    assert_eq!(notes, [("x", "a"), ("day", "b"), ("x-1", "c"), ("guess", "d")]);
}
