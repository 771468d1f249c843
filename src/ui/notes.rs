//! The notes behind the numbers, in the order in which the prose needs them.

use super::Reader;
use crate::claim::find;
use crate::content::{Block, Section};
use leptos::prelude::*;

/// What stands in a number's button before the id of its note.
const NOTE: &str = "popovertarget=\"n-";

/// The prose of a section, piece by piece.
fn prose(section: &mut Section) -> impl Iterator<Item = &mut String> {
    section.blocks.iter_mut().flat_map(|block| match block {
        Block::Prose(html) => vec![html],
        Block::Figure(_, steps) => steps.iter_mut().map(|step| &mut step.html).collect(),
        Block::Waffle(_) | Block::Guess => Vec::new(),
    })
}

/// The ids of the notes in the order in which the prose first needs them: a printed page numbers them.
pub fn notes(sections: &[Section]) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for section in sections {
        for html in prose(&mut section.clone()) {
            for rest in html.split(NOTE).skip(1) {
                let id = rest.split('"').next().unwrap_or_default();
                if order.iter().all(|known| known != id) {
                    order.push(id.into());
                }
            }
        }
    }
    order
}

/// A section whose numbers know the numbers of their notes.
pub fn numbered(mut section: Section, notes: &[String]) -> Section {
    for html in prose(&mut section) {
        for (i, id) in notes.iter().enumerate() {
            let button = format!("{NOTE}{id}\"");
            *html = html.replace(&button, &format!("{button} data-note=\"{}\"", i + 1));
        }
    }
    section
}

/// The notes behind the numbers: cards that a number opens, a list where the browser knows no cards, and the
/// notes of a printed page.
pub fn numbers(reader: Reader, notes: &[String]) -> impl IntoView + use<> {
    let lang = reader.lang;
    let pick = |(zh, en): (&'static str, &'static str)| lang.pick(zh, en);
    let cards =
        notes.iter().zip(1..).filter_map(|(id, note)| Some((find(id)?, note.to_string()))).map(
            |(claim, note)| {
                let value = (claim.say)(reader.data, lang).unwrap_or_default();
                let table = claim.source.1.contains(".csv");
                let retrieved =
                    table.then(|| lang.pick("（2026年11月取得）", " (retrieved November 2026)"));
                let depends = (!claim.depends.0.is_empty()).then(|| {
                    view! {
                        <dt>{lang.pick("取决于", "Depends on")}</dt>
                        <dd>{pick(claim.depends)}</dd>
                    }
                });
                view! {
                    <div class="card" id=format!("n-{}", claim.id) data-note=note popover="auto">
                        <button
                            type="button"
                            class="close"
                            popovertarget=format!("n-{}", claim.id)
                            popovertargetaction="hide"
                            aria-label=lang.pick("关闭", "Close")
                        >
                            "×"
                        </button>
                        <p class="value">
                            <b>{value}</b>
                            " "
                            <span class="kind">{pick(claim.kind.words())}</span>
                        </p>
                        <dl>
                            <dt>{lang.pick("怎么来的", "How we got it")}</dt>
                            <dd>{pick(claim.how)}</dd>
                            <dt>{lang.pick("出处", "Source")}</dt>
                            <dd>{pick(claim.source)} {retrieved}</dd>
                            {depends}
                        </dl>
                        <a href=format!("method.html#m-{}", claim.id)>
                            {lang.pick("全部数字与核对清单", "All numbers and the ledger")}
                        </a>
                    </div>
                }
            },
        );
    let cards = cards.collect_view();
    view! {
        <section id="numbers" class="notes cards" aria-label=lang.pick("文中数字的来历", "Where the numbers come from")>
            {cards}
        </section>
    }
}
