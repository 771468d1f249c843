//! Compute Anxiety: an article whose figures are computed where they are read.
//!
//! Reading order: numbers ([`model`]), the tables they come from ([`data`]), what a figure is
//! ([`chart`]), the reader's language ([`i18n`]), the figures ([`figure`]), the numbers in the prose
//! ([`claim`]), the prose (`content`), what an address remembers ([`state`]), and at last the page
//! (`ui`) and the browser (`browser`).
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod bundled;
pub mod chart;
pub mod claim;
#[cfg(not(target_arch = "wasm32"))]
pub mod content;
pub mod data;
pub mod figure;
pub mod i18n;
pub mod model;
pub mod state;

#[cfg(any(feature = "ui", feature = "bench"))]
pub mod browser;
#[cfg(feature = "ui")]
pub mod ui;
