//! The page in Leptos components: the same ones write the static pages and live in the browser.

#[cfg(not(target_arch = "wasm32"))]
pub mod article;
mod choice;
mod cursor;
mod figures;
mod frame;
mod plot;
mod reader;
mod start;
mod table;
mod theme;

pub use reader::Reader;
pub use start::start;
