//! A figure in another site's page: each has a state of its own, all share data and screen.

use super::figures::{body, simulate};
use super::start::{Screen, colours, share};
use super::{Reader, Setting};
use crate::browser::host::{Place, Undo};
use crate::browser::page::{attribute, set_state};
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::AppState;
use leptos::mount::mount_to;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::OnceLock;

/// The article's folder and the build's version: the same for all elements of a page.
static BUILD: OnceLock<(String, String)> = OnceLock::new();

/// Makes the figure of an element live.
pub fn mount(data: &'static Data, screen: Screen, place: Place) -> Option<Undo> {
    let id = Id::from_name(&attribute(&place.figure, "data-figure"))?;
    let (root, version) = BUILD.get_or_init(|| (place.root.clone(), place.version.clone()));
    let owner = Owner::new();
    let live: Rc<RefCell<Option<Undo>>> = Rc::default();
    owner.with(|| {
        let mut first = AppState::from_query(&place.view);
        first.set("theme", &place.theme);
        let state = RwSignal::new(first);
        let palette = colours(state, screen, Some(place.probe), |_| {});
        let reader = Reader {
            data,
            lang: Lang::from_tag(&place.lang),
            state,
            palette,
            ratio: screen.ratio,
            runs: StoredValue::new_local(Default::default()),
            root,
            version,
            setting: Setting::Embedded,
            cursor: RwSignal::new(None),
            playing: RwSignal::new(false),
        };
        share(reader, place.figure.clone(), id.name(), place.home);
        set_state(&place.figure, "loading");
        let (slot, live) = (place.slot, live.clone());
        let mount = move || {
            let handle = mount_to(slot, move || body(id, reader));
            live.replace(Some(Box::new(move || drop(handle))));
        };
        match id {
            Id::Adoption => simulate(reader, mount),
            _ => mount(),
        }
    });
    Some(Box::new(move || {
        if let Some(undo) = live.take() {
            undo();
        }
        owner.cleanup();
    }))
}
