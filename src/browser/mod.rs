//! The only files that name the browser: everything above speaks in plain values.

pub mod canvas;
pub mod file;
pub mod frame;
pub mod host;
pub mod media;
pub mod observe;
pub mod page;
pub mod sound;
