//! Each figure's controls around the common frame.

mod attention;
mod race;
mod stock;

use super::Reader;
use super::plot::Shared;
use crate::chart::Chart;
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::AppState;
use leptos::prelude::*;
use std::sync::Mutex;

/// The body of a figure: the same in the written page and in the browser.
pub fn body(id: Id, reader: Reader) -> AnyView {
    match id {
        Id::Stock => stock::body(reader),
        Id::Attention => attention::body(reader),
        Id::Race => race::body(reader),
    }
}

/// The chart of the state's present parameters, made again only when they change.
///
/// The parameters are compared here and not in a memo of their own: each type of memo costs the
/// download kilobytes.
fn memo<P: PartialEq + Send + 'static>(
    reader: Reader,
    params: fn(&AppState) -> P,
    chart: fn(&Data, &P, Lang) -> Chart,
) -> Memo<Shared> {
    let last: Mutex<Option<P>> = Mutex::new(None);
    Memo::new(move |before: Option<&Shared>| {
        let now = reader.state.with(params);
        let mut last = last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        match before {
            Some(before) if last.as_ref() == Some(&now) => before.clone(),
            _ => {
                let made = Shared(chart(reader.data, &now, reader.lang).into());
                *last = Some(now);
                made
            }
        }
    })
}
