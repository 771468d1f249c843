//! The start in the browser: one state, and each figure goes live when it comes near.

use super::element;
use super::embedding::embed_article;
use super::figures::{body, simulate};
use super::guess::guess_box;
use super::places::point;
use super::reader::{Reader, Setting, effect, let_go, memo};
use super::stage::perform;
use super::steps::{follow, restore};
use super::theme::theme_switch;
use crate::browser::canvas::warm;
use crate::browser::frame::{Rarely, run_effects, soon};
use crate::browser::host::{on_page, on_places, report, tell};
use crate::browser::{media, observe, page};
use crate::bundled;
use crate::chart::theme::{Mode, Palette};
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::{AppState, Theme};
use leptos::mount::mount_to;
use leptos::prelude::*;

/// A host hears of a changed view after this pause, ms.
const PAUSE: u32 = 400;

/// What the reader's screen is like now; one for all figures of a document.
#[derive(Clone, Copy)]
pub struct Screen {
    /// Whether the system is set to dark.
    dark: RwSignal<bool>,
    /// Device pixels in a CSS pixel.
    pub ratio: RwSignal<f64>,
    /// Changes when something gives the tokens other values.
    tokens: RwSignal<()>,
}

impl Screen {
    fn watch() -> Self {
        let dark = RwSignal::new(media::prefers_dark());
        let ratio = RwSignal::new(media::device_pixel_ratio());
        let tokens = RwSignal::new(());
        media::on_change(media::DARK, move || dark.set(media::prefers_dark()));
        for wish in [media::FORCED, media::CONTRAST] {
            media::on_change(wish, move || tokens.set(()));
        }
        media::on_pixel_ratio_change(move || ratio.set(media::device_pixel_ratio()));
        Self { dark, ratio, tokens }
    }
}

/// Waits for the loader to say whose page this is: ours is taken over, in another site's the elements are served.
/// If anything fails, the static page stays and says so.
pub fn start() {
    let data: &'static Data = match bundled::data() {
        Ok(data) => Box::leak(Box::new(data)),
        Err(error) => {
            leptos::logging::error!("{error}");
            return report("lost", "");
        }
    };
    // Effects are made before anything is mounted: they cannot wait for Leptos to do this.
    run_effects();
    let owner = Owner::new();
    let screen = owner.with(Screen::watch);
    [false, true].into_iter().for_each(|bold| soon(move || warm(bold)));
    on_places(move |place| element::mount(data, screen, place));
    on_page(move || {
        let reader = owner.with(|| read(data, screen));
        // A reader's hand comes between the parts.
        let next = owner.clone();
        soon(move || next.with(|| serve(reader)));
        let next = owner.clone();
        soon(move || next.with(|| show(reader)));
        // Lives as long as the document.
        std::mem::forget(owner);
    });
    report("started", "");
}

/// The colours in force where `probe` is; `wear` puts a theme on before they are read.
pub fn colours(
    state: RwSignal<AppState>,
    screen: Screen,
    probe: Option<page::Part>,
    wear: fn(Theme),
) -> RwSignal<Palette> {
    let theme = memo(move || state.with(|s| s.theme));
    // In other sites' pages figures come and go; the screen stays.
    let mode = memo(move || {
        let_go(screen.dark);
        match theme.get() {
            Theme::Light => Mode::Light,
            Theme::Auto if !screen.dark.get() => Mode::Light,
            Theme::Auto | Theme::Dark => Mode::Dark,
        }
    });
    let first = (theme.get_untracked(), mode.get_untracked());
    wear(first.0);
    let palette = RwSignal::new(page::palette(first.1, probe.as_ref()));
    let probe = StoredValue::new_local(probe);
    effect(move |again| {
        let_go(screen.tokens);
        screen.tokens.track();
        let now = (theme.get(), mode.get());
        // Reading the tokens makes the browser work out styles: not twice at the start.
        if again || now != first {
            wear(now.0);
            palette.set(probe.with_value(|probe| page::palette(now.1, probe.as_ref())));
        }
    });
    palette
}

/// Tells the host of an embedded page or element what the reader makes of it, and keeps the link to the article
/// at the same view.
pub fn share(reader: Reader, from: page::Part, anchor: &'static str, link: Option<page::Part>) {
    let view = memo(move || reader.state.with(AppState::to_query));
    let told = StoredValue::new(view.get_untracked());
    let places = StoredValue::new_local((from, link));
    let say = move || {
        let Some(now) = view.try_get_untracked() else { return };
        if told.try_get_value().is_some_and(|told| told != now) {
            places.try_with_value(|(from, _)| tell(from, "view", &now));
            told.try_set_value(now);
        }
    };
    // What was not told yet is told when the figure goes: whoever moves it keeps the view.
    on_cleanup(say);
    let rarely = Rarely::default();
    effect(move |again| {
        let now = view.get();
        let whole = reader.state.with_untracked(|s| match Id::from_name(anchor) {
            Some(id) if s.changed(id) => s.link(id),
            _ => now,
        });
        let address = page::address(&reader.home(), &whole, anchor);
        places.with_value(|(_, link)| link.iter().for_each(|link| page::set_link(link, &address)));
        if again {
            rarely.ask(PAUSE, say);
        }
    });
}

/// A place in the page outside the figures, and what lives there.
type Tool = (&'static str, fn(Reader) -> AnyView);

/// Who reads the page that is taken over.
fn read(data: &'static Data, screen: Screen) -> Reader {
    page::take_over();
    let lang = Lang::from_tag(&page::language());
    let state = RwSignal::new(AppState::default());
    let probe = page::elements(".probe").into_iter().next();
    let setting = match (page::embedded(), page::root_data("deck").is_empty()) {
        (true, _) => Setting::Embedded,
        (false, false) => Setting::Stage,
        (false, true) => Setting::Page,
    };
    let root = if setting == Setting::Embedded { "../" } else { lang.pick("", "../") };
    let version: &'static str = Box::leak(page::root_data("version").into_boxed_str());
    let palette = colours(state, screen, probe, |theme| page::set_root("theme", theme.name()));
    let ratio = screen.ratio;
    let runs = StoredValue::new_local(Default::default());
    let (cursor, playing) = (RwSignal::new(None), RwSignal::new(false));
    Reader { data, lang, state, palette, ratio, runs, root, version, setting, cursor, playing }
}

/// The state follows the address, the story or the talk, and is told.
fn serve(reader: Reader) {
    let state = reader.state;
    match reader.setting {
        Setting::Stage => perform(reader),
        _ => {
            page::on_history(move || restore(reader));
            follow(reader);
            point(reader);
        }
    }
    let motion = memo(move || state.with(|s| s.motion));
    effect(move |_| page::set_root("motion", motion.get().name()));
    match page::elements("[data-home]").into_iter().next() {
        Some(home) => {
            let anchor = Id::from_name(&page::attribute(&home, "data-home")).map_or("", Id::name);
            share(reader, home.clone(), anchor, Some(home));
        }
        None => {
            effect(move |_| page::set_query(state.with(AppState::to_query)));
        }
    }
}

/// What comes near goes live.
fn show(reader: Reader) {
    let tools: [Tool; 3] =
        [("theme", theme_switch), ("guess", guess_box), ("embed", embed_article)];
    for (name, view) in tools {
        for tool in page::elements(&format!("[data-tool=\"{name}\"]")) {
            let place = tool.clone();
            observe::when_near(&tool, move || {
                place.set_inner_html("");
                mount_to(place, move || view(reader)).forget();
            });
        }
    }
    for figure in page::elements("[data-figure]") {
        let Some(id) = Id::from_name(&page::attribute(&figure, "data-figure")) else { continue };
        let Some(slot) = page::inside(&figure, ".live") else { continue };
        let place = figure.clone();
        observe::when_near(&figure, move || {
            page::set_state(&place, "loading");
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
