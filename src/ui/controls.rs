//! The controls of a figure, made from the plain data that describes them.

use super::reader::{Reader, let_go, memo};
use crate::figure::control::{Choosable, Control};
use leptos::prelude::*;
use std::sync::Arc;

/// What a used control does: its key and the value chosen.
pub type Set = Arc<dyn Fn(&'static str, &str) + Send + Sync>;

/// Every control of `list`; they are made anew only when others are wanted. Where there are many choices, the
/// later ones are folded away.
pub fn controls(reader: Reader, list: Memo<Vec<Control>>, set: Set) -> AnyView {
    let keys = move |folded: bool| {
        list.with(|all| {
            let choices = all.iter().all(|c| matches!(c, Control::Choice { .. }));
            let shown = if choices && all.len() > MANY { FEW } else { all.len() };
            let keys = all.iter().map(Control::key);
            if folded { keys.skip(shown).collect() } else { keys.take(shown).collect::<Vec<_>>() }
        })
    };
    let row = move |folded: bool| {
        let (keys, set) = (memo(move || keys(folded)), set.clone());
        // Run anew only when other controls are wanted: what stays in its place keeps its element and the focus.
        move || {
            let all = keys.get().into_iter().map(|key| control(reader, list, key, &set));
            all.collect_view()
        }
    };
    let folds = !keys(true).is_empty();
    let first = row(false);
    let rest = folds.then(|| {
        view! {
            <details class="more">
                <summary>{reader.lang.pick("更多选项", "More options")}</summary>
                <div class="controls">{row(true)}</div>
            </details>
        }
    });
    (first, rest).into_any()
}

/// More choices than this are folded.
const MANY: usize = 5;
/// So many stay in view.
const FEW: usize = 3;

fn control(reader: Reader, list: Memo<Vec<Control>>, key: &'static str, set: &Set) -> AnyView {
    let at = At { list, key };
    let now = list.with_untracked(|all| all.iter().find(|c| c.key() == key).cloned());
    match now {
        Some(Control::Choice { label, options, .. }) => {
            choice(reader, at, key, label, options, set.clone())
        }
        Some(Control::Slider { label, range, .. }) => {
            slider(reader, at, key, label, range, set.clone())
        }
        Some(Control::Search { label, .. }) => search(reader, at, key, label, set.clone()),
        None => ().into_any(),
    }
}

/// One control of the list.
#[derive(Clone, Copy)]
struct At {
    list: Memo<Vec<Control>>,
    key: &'static str,
}

impl At {
    fn with<T: Default>(self, read: impl Fn(&Control) -> T) -> T {
        let_go(ArcMemo::from(self.list));
        self.list.with(|all| all.iter().find(|c| c.key() == self.key).map(read).unwrap_or_default())
    }
}

fn choice(
    reader: Reader,
    at: At,
    key: &'static str,
    label: &'static str,
    options: Vec<Choosable>,
    set: Set,
) -> AnyView {
    let buttons = options.into_iter().enumerate().map(|(i, option)| {
        let set = set.clone();
        let state = move || {
            at.with(|control| match control {
                Control::Choice { options, chosen, .. } => {
                    (*chosen == Some(i), options.get(i).is_some_and(|o| o.usable))
                }
                _ => (false, false),
            })
        };
        view! {
            <button
                type="button"
                aria-pressed=move || if state().0 { "true" } else { "false" }
                disabled=move || !reader.live() || !state().1
                on:click=move |_| set(key, option.value)
            >
                {option.label}
            </button>
        }
    });
    view! {
        <div class="choice" role="group" aria-label=label>
            <span class="choice-label" aria-hidden="true">
                {label}
            </span>
            {buttons.collect_view()}
        </div>
    }
    .into_any()
}

fn slider(
    reader: Reader,
    at: At,
    key: &'static str,
    label: &'static str,
    (low, high, step): (i32, i32, i32),
    set: Set,
) -> AnyView {
    let now = move || {
        at.with(|control| match control {
            Control::Slider { value, words, .. } => (value.to_string(), words.clone()),
            _ => Default::default(),
        })
    };
    view! {
        <label class="slider">
            <span>{label} " " <output>{move || now().1}</output></span>
            <input
                type="range"
                min=low.to_string()
                max=high.to_string()
                step=step.to_string()
                prop:value=move || now().0
                value=(!reader.live()).then(|| now().0)
                aria-label=label
                aria-valuetext=move || now().1
                disabled=!reader.live()
                on:input=move |event| set(key, &event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

fn search(reader: Reader, at: At, key: &'static str, label: &'static str, set: Set) -> AnyView {
    let now = move || {
        at.with(|control| match control {
            Control::Search { value, .. } => value.clone(),
            _ => String::new(),
        })
    };
    view! {
        <label class="search">
            <span>{label}</span>
            <input
                type="search"
                prop:value=now
                disabled=!reader.live()
                on:input=move |event| set(key, &event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
