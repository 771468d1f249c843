//! The views that are looked at and tested: every figure, and the views that differ most from its default.

use compute_anxiety::bundled;
use compute_anxiety::chart::Chart;
use compute_anxiety::data::Data;
use compute_anxiety::figure::Id;
use compute_anxiety::i18n::Lang;
use compute_anxiety::state::AppState;
use std::sync::LazyLock;

pub static DATA: LazyLock<Data> = LazyLock::new(|| bundled::data().unwrap());

/// The views that are looked at: name, figure, and the keys that differ from the default.
pub const VIEWS: [(&str, Id, &str); 33] = [
    ("stock", Id::Stock, ""),
    ("stock-january-linear", Id::Stock, "scale=linear&from=2025-01-02&to=2025-03-31"),
    ("stock-peers", Id::Stock, "view=peers"),
    ("day", Id::Day, ""),
    ("day-linear", Id::Day, "scale=linear&since=2023"),
    ("spec", Id::Spec, ""),
    ("spec-tpp", Id::Spec, "by=tpp"),
    ("spec-link", Id::Spec, "by=link"),
    ("attention", Id::Attention, ""),
    ("attention-policy", Id::Attention, "source=policy&window=1"),
    ("attention-share-sketch", Id::Attention, "measure=share&against=algorithm&sketch=on"),
    ("attention-guess", Id::Attention, "since=gpt3&guess=5.5.5.6.8.20.30.35"),
    ("timeline", Id::Timeline, ""),
    ("timeline-rule", Id::Timeline, "kind=rule"),
    ("hype", Id::Hype, ""),
    ("efficiency", Id::Efficiency, ""),
    ("efficiency-price", Id::Efficiency, "view=price"),
    ("efficiency-policy", Id::Efficiency, "view=policy"),
    ("installed", Id::Installed, ""),
    ("installed-share", Id::Installed, "view=share"),
    ("installed-mix", Id::Installed, "view=mix"),
    ("gap", Id::Gap, ""),
    ("gap-open", Id::Gap, "view=open"),
    ("cases", Id::Cases, "q=a"),
    ("race", Id::Race, ""),
    ("race-end", Id::Race, "t=46800"),
    ("race-rank", Id::Race, "view=rank"),
    ("ecosystem", Id::Ecosystem, ""),
    ("ecosystem-all", Id::Ecosystem, "show=all"),
    ("ecosystem-price", Id::Ecosystem, "show=price"),
    ("ecosystem-stations", Id::Ecosystem, "show=stations"),
    ("ecosystem-cars", Id::Ecosystem, "show=cars"),
    ("spec-fp16", Id::Spec, "by=fp16"),
];

pub fn variants(lang: Lang) -> Vec<(&'static str, Chart)> {
    let mut all: Vec<_> = VIEWS
        .iter()
        .map(|(name, id, query)| {
            let mut state = AppState::default();
            state.show(*id, query);
            for pair in query.split('&') {
                state.set(
                    &format!("{}.{}", id.name(), pair.split('=').next().unwrap()),
                    pair.split('=').nth(1).unwrap_or(""),
                );
            }
            (*name, state.figure(*id).chart(&DATA, lang))
        })
        .collect();
    let mut adoption = AppState::default();
    all.push(("adoption-before", adoption.figure(Id::Adoption).chart(&DATA, lang)));
    adoption.adoption.advance(u32::MAX);
    all.push(("adoption", adoption.figure(Id::Adoption).chart(&DATA, lang)));
    all
}
