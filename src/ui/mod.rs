//! The page in Leptos components: the same ones write the static pages and live in the browser.

#[cfg(not(target_arch = "wasm32"))]
pub mod article;
mod controls;
mod cursor;
#[cfg(not(target_arch = "wasm32"))]
pub mod deck;
mod element;
#[cfg(not(target_arch = "wasm32"))]
pub mod embedded;
mod embedding;
mod figures;
mod frame;
#[cfg(not(target_arch = "wasm32"))]
pub mod gallery;
mod guess;
mod later;
#[cfg(not(target_arch = "wasm32"))]
pub mod method;
#[cfg(not(target_arch = "wasm32"))]
mod notes;
mod own;
mod pinch;
mod places;
mod plot;
mod reader;
mod robust;
mod stage;
mod start;
mod steps;
mod table;
mod take;
mod theme;
mod tools;

pub use reader::{Reader, Setting};
pub use start::start;
