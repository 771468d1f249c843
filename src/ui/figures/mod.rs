//! Each figure's controls around the common frame.

mod attention;
mod race;
mod stock;

use super::Reader;
use crate::figure::Id;
use leptos::prelude::*;

/// The body of a figure: the same in the written page and in the browser.
pub fn body(id: Id, reader: Reader) -> AnyView {
    match id {
        Id::Stock => stock::body(reader).into_any(),
        Id::Attention => attention::body(reader).into_any(),
        Id::Race => race::body(reader).into_any(),
    }
}
