//! The start in the browser: one state, and each figure goes live when it comes near.

use super::figures::{body, simulate};
use super::guess::guess_box;
use super::places::point;
use super::reader::Reader;
use super::steps::{follow, restore};
use super::theme::theme_switch;
use crate::browser::{media, observe, page};
use crate::bundled;
use crate::chart::theme::Mode;
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::{AppState, Theme};
use leptos::mount::mount_to;
use leptos::prelude::*;

/// A figure far from the viewport goes live after this long, ms, so that scrolling never waits for it.
const PATIENCE: u32 = 1_200;

/// Takes over the page. If anything fails, the static page stays and says so.
pub fn start() {
    let data = match bundled::data() {
        Ok(data) => Box::leak(Box::new(data)),
        Err(error) => {
            leptos::logging::error!("{error}");
            page::fail();
            return;
        }
    };
    let owner = Owner::new();
    owner.with(|| run(data));
    // Lives as long as the document.
    std::mem::forget(owner);
}

/// A place in the page outside the figures, and what lives there.
type Tool = (&'static str, fn(Reader) -> AnyView);

fn run(data: &'static Data) {
    let lang = Lang::from_tag(&page::language());
    let state = RwSignal::new(AppState::default());
    let dark = RwSignal::new(media::prefers_dark());
    let ratio = RwSignal::new(media::device_pixel_ratio());
    // These give the tokens other values.
    let tokens = RwSignal::new(());
    media::on_change(media::DARK, move || dark.set(media::prefers_dark()));
    for wish in [media::FORCED, media::CONTRAST] {
        media::on_change(wish, move || tokens.set(()));
    }
    media::on_pixel_ratio_change(move || ratio.set(media::device_pixel_ratio()));
    let theme = Memo::new(move |_| state.with(|s| s.theme));
    let mode = Memo::new(move |_| match theme.get() {
        Theme::Light => Mode::Light,
        Theme::Auto if !dark.get() => Mode::Light,
        Theme::Auto | Theme::Dark => Mode::Dark,
    });
    let palette = RwSignal::new(page::palette(mode.get_untracked()));
    let reader = Reader { data, lang, state, palette, ratio, root: lang.pick("", "../") };

    page::on_history(move || restore(reader));
    let tools: [Tool; 2] = [("theme", theme_switch), ("guess", guess_box)];
    for (name, view) in tools {
        for tool in page::elements(&format!("[data-tool=\"{name}\"]")) {
            tool.set_inner_html("");
            mount_to(tool, move || view(reader)).forget();
        }
    }
    follow(reader);
    point(reader);
    let motion = Memo::new(move |_| state.with(|s| s.motion));
    Effect::new(move |_| page::set_root("motion", motion.get().name()));
    Effect::new(move |_| {
        tokens.track();
        page::set_root("theme", theme.get().name());
        palette.set(page::palette(mode.get()));
    });
    Effect::new(move |_| page::set_query(state.with(AppState::to_query)));
    for figure in page::elements("[data-figure]") {
        let Some(id) = Id::from_name(&page::attribute(&figure, "data-figure")) else { continue };
        let Some(slot) = page::inside(&figure, ".live") else { continue };
        observe::when_near(&figure, PATIENCE, move || {
            page::set_figure_state(id.name(), "loading");
            let mount = move || mount_to(slot, move || body(id, reader)).forget();
            match id {
                // Its picture stays until the runs are done.
                Id::Adoption => simulate(reader, mount),
                _ => mount(),
            }
        });
    }
    page::set_root("state", "ready");
}
