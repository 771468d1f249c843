//! What every component needs to know of its reader.

use crate::chart::theme::Palette;
use crate::data::Data;
use crate::i18n::Lang;
use crate::state::AppState;
use leptos::prelude::*;

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
    /// From this page to the folder of the article, for links: empty or `../`.
    pub root: &'static str,
}

impl Reader {
    /// Whether controls work: in the browser, not in the page written on the host.
    pub fn live(self) -> bool {
        cfg!(feature = "csr")
    }
}
