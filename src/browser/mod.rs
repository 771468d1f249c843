//! The only files that name the browser: everything above speaks in plain values.

pub mod canvas;
mod pencil;

// What the page needs besides; the bench has no page.
#[cfg(feature = "ui")]
pub mod file;
#[cfg(feature = "ui")]
pub mod frame;
#[cfg(feature = "ui")]
pub mod host;
#[cfg(feature = "ui")]
pub mod media;
#[cfg(feature = "ui")]
pub mod observe;
#[cfg(feature = "ui")]
pub mod page;
#[cfg(feature = "ui")]
pub mod sound;
