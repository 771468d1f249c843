//! "Holds in k of n": a conclusion tried on every choice, each variant a button that shows it.

use super::Reader;
use crate::browser::page::{bring, set_query};
use crate::figure::Id;
use crate::figure::robust::{Variant, robustness};
use crate::say;
use crate::state::AppState;
use leptos::prelude::*;

/// The variants of a figure's conclusion, where it has any.
pub fn robust(reader: Reader, id: Id) -> AnyView {
    let Some(all) = robustness(id, reader.data, reader.lang) else { return ().into_any() };
    let (k, n) = all.count();
    let lang = reader.lang;
    let head = say!(
        lang,
        ("{}：{n}种数法里有{k}种成立", all.claim),
        ("{}: holds in {k} of {n} ways to count", all.claim)
    );
    let items = all.variants.into_iter().map(|variant| item(reader, id, variant)).collect_view();
    view! {
        <details class="robust">
            <summary>{head}</summary>
            <p>
                {all.test}
                {lang.pick("。点任一行，图就按那一行重画。", ". Press a row and the figure shows it.")}
            </p>
            <ul>{items}</ul>
        </details>
    }
    .into_any()
}

fn item(reader: Reader, id: Id, variant: Variant) -> AnyView {
    let (mark, words) = match variant.holds {
        true => ("✓", reader.lang.pick("成立", "holds")),
        false => ("×", reader.lang.pick("不成立", "does not hold")),
    };
    let query: Vec<String> =
        variant.shows.iter().map(|(key, value)| format!("{key}={value}")).collect();
    let query = query.join("&");
    view! {
        <li data-holds=variant.holds.to_string()>
            <button
                type="button"
                disabled=!reader.live()
                on:click=move |_| {
                    reader.state.update(|s| s.show(id, &query));
                    // The address must know of it before the jump: going back reads it from there.
                    set_query(reader.state.with_untracked(AppState::to_query));
                    bring(id.name());
                }
            >
                <b aria-hidden="true">{mark}</b>
                <span class="hidden">{words}</span>
                {variant.label}
                <span class="value">{variant.value}</span>
            </button>
        </li>
    }
    .into_any()
}
