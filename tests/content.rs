//! The prose: both languages alike, every number registered, every defect named with file and line.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use compute_anxiety::bundled;
use compute_anxiety::claim::{find, registry};
use compute_anxiety::content::ledger::{self, Ledger};
use compute_anxiety::content::{Block, Context, Problem, Section, section};
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::state::AppState;
use std::collections::BTreeSet;

fn ledger() -> Ledger {
    ledger::parse(&std::fs::read_to_string(ledger::FILE).unwrap()).unwrap()
}

fn sections(lang: Lang) -> Vec<Section> {
    let data = bundled::data().unwrap();
    let context = Context { data: &data, ledger: &ledger(), lang };
    let mut files: Vec<_> = std::fs::read_dir(format!("content/{}", lang.tag()))
        .unwrap()
        .map(|e| e.unwrap().path().to_str().unwrap().to_string())
        .collect();
    files.sort();
    files
        .iter()
        .map(|f| section(f, &std::fs::read_to_string(f).unwrap(), context).unwrap())
        .collect()
}

#[test]
fn both_languages_have_the_same_sections_figures_and_numbers() {
    let outline = |lang| -> Vec<_> {
        sections(lang)
            .into_iter()
            .map(|s| {
                let figures: Vec<_> = s
                    .blocks
                    .iter()
                    .filter_map(|b| match b {
                        Block::Figure(id, steps) => {
                            let views: Vec<_> = steps.iter().map(|s| s.shows.clone()).collect();
                            Some((id.name(), views))
                        }
                        Block::Guess => Some(("guess", Vec::new())),
                        Block::Waffle(id) => Some((*id, Vec::new())),
                        Block::Prose(_) => None,
                    })
                    .collect();
                let numbers: BTreeSet<_> = s.numbers.iter().copied().collect();
                (s.id, figures, numbers, s.facts)
            })
            .collect()
    };
    assert_eq!(outline(Lang::ZhHans), outline(Lang::En));
}

#[test]
fn every_registered_number_is_used_and_has_a_value_in_both_languages() {
    let data = bundled::data().unwrap();
    for lang in LANGS {
        let used: BTreeSet<_> = sections(lang).iter().flat_map(|s| s.numbers.clone()).collect();
        for claim in registry() {
            assert!(used.contains(claim.id), "{} is registered but not used", claim.id);
            assert!((claim.say)(&data, lang).is_some_and(|t| !t.is_empty()), "{}", claim.id);
        }
        println!(
            "{}: numbers in the prose {}, registered {}",
            lang.tag(),
            used.len(),
            registry().count()
        );
    }
}

#[test]
fn the_story_has_its_twelve_sections_and_thirteen_figures() {
    for lang in LANGS {
        let sections = sections(lang);
        assert_eq!(sections.len(), 12);
        let shown: Vec<_> = sections
            .iter()
            .flat_map(|s| &s.blocks)
            .filter_map(|b| if let Block::Figure(id, _) = b { Some(*id) } else { None })
            .collect();
        let all: BTreeSet<_> = figure::all().map(|id| id.name()).collect();
        assert_eq!(shown.iter().map(|id| id.name()).collect::<BTreeSet<_>>(), all);
        assert_eq!(shown.len(), 13, "each figure stands once");
    }
}

#[test]
fn every_factual_sentence_has_its_ledger_entry_and_every_entry_its_sentence() {
    let ledger = ledger();
    for lang in LANGS {
        let sections = sections(lang);
        let marked: Vec<_> = sections
            .iter()
            .flat_map(|s| s.facts.iter().map(|f| (s.id.clone(), f.clone())))
            .collect();
        let entries: Vec<_> = ledger.0.iter().map(|e| (e.section.clone(), e.id.clone())).collect();
        assert_eq!(marked, entries, "same entries in the same order, each once");
        let length: usize = sections.iter().map(|s| s.length).sum();
        println!(
            "{}: factual sentences {}, ledger entries {}, length {length}",
            lang.tag(),
            marked.len(),
            entries.len()
        );
    }
}

/// A number of the prose, the figure that shows it, and the view in which it does.
const SHOWN: [(&str, Id, &str); 34] = [
    ("stock.multiple.split", Id::Stock, ""),
    ("stock.multiple.dividend", Id::Stock, "basis=dividend"),
    ("stock.start", Id::Stock, ""),
    ("stock.end", Id::Stock, ""),
    ("peers.nvda", Id::Stock, "view=peers"),
    ("peers.amd", Id::Stock, "view=peers"),
    ("peers.intel", Id::Stock, "view=peers"),
    ("day.fall", Id::Day, ""),
    ("day.rank", Id::Day, ""),
    ("day.count", Id::Day, ""),
    ("day.worse.first", Id::Day, ""),
    ("day.worse.second", Id::Day, ""),
    ("spec.fp16", Id::Spec, ""),
    ("spec.bandwidth", Id::Spec, ""),
    ("attention.before", Id::Attention, ""),
    ("attention.after", Id::Attention, ""),
    ("attention.break", Id::Attention, ""),
    ("attention.low", Id::Attention, ""),
    ("attention.high", Id::Attention, ""),
    ("attention.share.low", Id::Attention, "measure=share"),
    ("attention.share.high", Id::Attention, "measure=share"),
    ("attention.filtered", Id::Attention, "source=board-ai"),
    ("attention.policy", Id::Attention, "source=policy"),
    ("attention.news", Id::Attention, "source=news"),
    ("eff.ratio", Id::Efficiency, ""),
    ("eff.diffusion", Id::Efficiency, "view=policy"),
    ("inst.peak", Id::Installed, "view=share"),
    ("inst.now", Id::Installed, "view=share"),
    ("inst.h20", Id::Installed, "view=mix"),
    ("gap.widest", Id::Gap, ""),
    ("gap.last", Id::Gap, ""),
    ("gap.open.china", Id::Gap, "view=open"),
    ("race.gap", Id::Race, ""),
    ("rank.tractor", Id::Race, "view=rank"),
];

/// The figure in words: what its alt text, and for the numbers in it its table, must share with the prose.
#[test]
fn prose_and_figures_say_the_same_numbers() {
    let data = bundled::data().unwrap();
    for lang in LANGS {
        for (id, figure, view) in SHOWN {
            let mut state = AppState::default();
            state.show(figure, view);
            let chart = state.figure(figure).chart(&data, lang);
            let value = (find(id).unwrap().say)(&data, lang).unwrap();
            // The prose puts a unit after some numbers that the figure writes with its own.
            let bare = value.trim_end_matches('条').trim_end_matches('分');
            assert!(chart.takeaway.contains(bare), "{id}: {value} is not in “{}”", chart.takeaway);
            assert!(chart.alt.contains(bare), "{id}: {value} is not in the alt text");
        }
    }
}

/// Values drawn are the values tabulated: every line's last point stands in the table.
#[test]
fn tables_hold_what_the_lines_draw() {
    let data = bundled::data().unwrap();
    for id in figure::all() {
        let state = AppState::default();
        // The daily price is tabulated by month, records once and not as steps.
        let chart = state.figure(id).chart(&data, Lang::En);
        for (_, line) in chart.lines().filter(|_| id != Id::Efficiency) {
            let last = line.points.last().unwrap().1;
            let cells = chart.table.rows.iter().flatten().filter_map(|c| c.value);
            let near = cells.map(|v| (v - last).abs()).fold(f64::INFINITY, f64::min);
            let shares = line.name.contains("below") || id == Id::Ecosystem;
            assert!(
                shares || near <= last.abs() * 1e-9,
                "{}: {} ends at {last}",
                id.name(),
                line.name
            );
        }
    }
}

fn problem(text: &str) -> (usize, Problem) {
    let data = bundled::data().unwrap();
    let context = Context { data: &data, ledger: &ledger(), lang: Lang::En };
    let error = section("content/en/99-x.md", text, context).unwrap_err();
    assert!(error.to_string().starts_with("content/en/99-x.md, line"));
    (error.line, error.problem)
}

#[test]
fn an_unknown_figure_or_number_is_named_with_its_line() {
    assert_eq!(problem("# T\n\n::figure cat\n"), (3, Problem::UnknownFigure("cat".into())));
    assert_eq!(problem("# T\na {{nope}} b"), (2, Problem::UnknownNumber("nope".into())));
    assert_eq!(problem("# T\na {{race.gap b"), (2, Problem::Unclosed));
    assert_eq!(problem("no title"), (1, Problem::NoTitle));
}

#[test]
fn a_number_that_is_not_registered_is_refused() {
    assert_eq!(problem("# T\nabout 500 times"), (2, Problem::LiteralNumber("500 times".into())));
    let data = bundled::data().unwrap();
    let context = Context { data: &data, ledger: &ledger(), lang: Lang::En };
    assert!(section("x.md", "# T\n{=GPT-3 and the H20 are names.=}", context).is_ok());
}

#[test]
fn a_sentence_with_a_number_needs_a_mark_of_the_ledger() {
    let marked = "# T\nIt took {{race.first}}.{§race.first} {=Then more.=}";
    let data = bundled::data().unwrap();
    let context = Context { data: &data, ledger: &ledger(), lang: Lang::En };
    assert!(section("x.md", marked, context).is_ok());
    assert!(matches!(
        problem("# T\nIt took {{race.first}}. Then more.{§race.first}"),
        (2, Problem::Unmarked(_))
    ));
    assert!(matches!(problem("# T\nIt took {{race.first}}."), (2, Problem::Unmarked(_))));
    assert!(matches!(problem("# T\nSo.{§nope}"), (2, Problem::UnknownFact(_))));
}

#[test]
fn a_step_needs_a_figure_and_a_view_that_the_figure_knows() {
    assert_eq!(problem("# T\n::step\nx"), (2, Problem::StrayStep));
    assert_eq!(problem("# T\n::figure stock\n::step\nx"), (4, Problem::StrayStep));
    assert!(matches!(
        problem("# T\n::figure stock\n::step view=banana\nx\n::end"),
        (3, Problem::UnknownView(_))
    ));
    assert!(matches!(problem("# T\n[[stock.soon|x]]"), (2, Problem::UnknownPlace(_))));
}

/// The must-show facts, worked out by hand from the tables, not by the code under test.
#[test]
fn the_facts_of_the_story_are_what_the_tables_say() {
    let data = bundled::data().unwrap();
    let say = |id: &str, lang| {
        let claim = find(id).unwrap();
        (claim.say)(&data, lang).unwrap()
    };
    // 118.42 / 142.62 − 1 = −0.16968…; only 2018-11-16 and 2020-03-16 are lower.
    assert_eq!(say("day.fall", Lang::En), "16.97%");
    assert_eq!(say("day.rank", Lang::En), "3rd");
    // 170.70 / 0.351 = 486.3; 170.672 / 0.32179 = 530.4.
    assert_eq!(say("stock.multiple.split", Lang::ZhHans), "486倍");
    assert_eq!(say("stock.multiple.dividend", Lang::En), "530 times");
    // 6:51:30 − 6:48:00.
    assert_eq!(say("race.gap", Lang::ZhHans), "3分30秒");
    assert_eq!(say("race.first", Lang::En), "6 h 48 min");
    assert_eq!(say("race.date", Lang::En), "July 22, 1894");
    assert_eq!(say("day.date", Lang::En), "January 27, 2025");
}
