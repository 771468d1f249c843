//! What every component needs to know of its reader.

use crate::browser::frame::Loop;
use crate::chart::theme::Palette;
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::AppState;
use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Source, ToAnySource};

/// One document's reader: the data, the language, the one state and the screen. Copied freely.
#[derive(Clone, Copy)]
pub struct Reader {
    /// All tables; they live as long as the document.
    pub data: &'static Data,
    /// The page's language.
    pub lang: Lang,
    /// Everything that can be changed.
    pub state: RwSignal<AppState>,
    /// The colours in force, after the system's and the reader's wish.
    pub palette: RwSignal<Palette>,
    /// Device pixels in a CSS pixel.
    pub ratio: RwSignal<f64>,
    /// Runs the thought experiment, one run at a time.
    pub runs: StoredValue<Loop, LocalStorage>,
    /// From this page to the folder of the article: empty, `../`, or in another site's page its whole address.
    pub root: &'static str,
    /// The version of the build; empty in the written page.
    pub version: &'static str,
    /// What the figures stand in.
    pub setting: Setting,
    /// On the stage: the figure that has a cursor, and the index of the stop it is at.
    pub cursor: RwSignal<Option<(Id, usize)>>,
    /// Whether the race is being replayed, here or in the talk's other window.
    pub playing: RwSignal<bool>,
}

/// What figures stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A page of the article.
    Page,
    /// Another site's page.
    Embedded,
    /// The slides: a figure fills the room it is given, and has only what can be used before a hall.
    Stage,
}

impl Reader {
    /// Whether controls work: in the browser, not in the page written on the host.
    pub fn live(self) -> bool {
        cfg!(feature = "csr")
    }

    /// Whether a hall looks on.
    pub fn staged(self) -> bool {
        self.setting == Setting::Stage
    }

    /// From this page to the article; empty on its own pages, which are places of their own.
    pub fn home(self) -> String {
        match self.setting {
            Setting::Embedded => {
                format!("{}{}", self.root, self.lang.pick("index.html", "en/index.html"))
            }
            Setting::Page | Setting::Stage => String::new(),
        }
    }
}

/// An effect, told whether it runs again. All are of one kind, so that the wasm has what drives them once.
pub fn effect(run: impl Fn(bool) + 'static) {
    fn made(run: Box<dyn Fn(bool)>) {
        Effect::new(move |before: Option<()>| run(before.is_some()));
    }
    made(Box::new(run));
}

/// A memo; those of one type are of one kind.
pub fn memo<T: PartialEq + Send + Sync + 'static>(
    run: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    fn made<T: PartialEq + Send + Sync + 'static>(
        run: Box<dyn Fn() -> T + Send + Sync>,
    ) -> Memo<T> {
        Memo::new(move |_| run())
    }
    made(Box::new(run))
}

/// Takes the effect that runs now out of the subscribers of what it reads when it goes.
///
/// reactive_graph (0.2.16) keeps effects that are gone there, and walks all of them at every change. What reads
/// something that lives longer, and is made anew many times, says so by this.
pub fn let_go(source: impl ToAnySource) {
    if let Some(effect) = Observer::get() {
        let source = source.to_any_source();
        on_cleanup(move || source.remove_subscriber(&effect));
    }
}
