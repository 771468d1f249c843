//! Each figure inside the common frame; three have something of their own beside the controls.

mod adoption;
mod race;
mod stock;

use super::controls::controls;
use super::frame::{Parts, frame};
use super::later::later;
use super::own::own_series;
use super::plot::{Hand, Shared};
use super::reader::{Reader, memo};
use super::robust::robust;
use crate::figure::Id;
use leptos::prelude::*;
use std::sync::{Arc, Mutex, PoisonError};

pub use adoption::run as simulate;

/// The body of a figure: the same in the written page and in the browser.
pub fn body(id: Id, reader: Reader) -> AnyView {
    let chart = chart(reader, id);
    let list = memo(move || reader.state.with(|s| s.figure(id).controls(reader.data, reader.lang)));
    let set = move |key: &'static str, value: &str| {
        reader.state.update(|s| s.set(&format!("{}.{key}", id.name()), value));
        if id == Id::Adoption {
            adoption::run(reader, || {});
        }
    };
    let mut buttons = vec![later(reader, move || controls(reader, list, Arc::new(set)))];
    let mut below = Vec::new();
    let mut hand = Hand::Reads;
    match id {
        Id::Stock => {
            below.push(later(reader, move || stock::brush_control(reader)));
            hand = Hand::Zooms(|reader, before, after| {
                reader.state.update(|s| s.stock.pinch(before, after));
            });
            below.push(later(reader, move || own_series(reader, id)));
        }
        Id::Attention => below.push(later(reader, move || own_series(reader, id))),
        Id::Race => race::add(reader, &mut buttons, &mut below),
        _ => {}
    }
    below.push(later(reader, move || robust(reader, id)));
    frame(reader, id, chart, Parts { controls: buttons, below, hand })
}

/// The chart of the state's present parameters, made again only when they change.
///
/// The parameters are compared as the address writes them: one type of memo serves every figure.
fn chart(reader: Reader, id: Id) -> Memo<Shared> {
    let last = Mutex::new(None);
    Memo::new(move |before: Option<&Shared>| {
        let now = reader.state.with(|s| {
            let figure = s.figure(id);
            Some((figure.write(), figure.revision()))
        });
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        match before {
            Some(before) if *last == now => before.clone(),
            _ => {
                *last = now;
                let chart = reader.state.with(|s| s.figure(id).chart(reader.data, reader.lang));
                Shared(chart.into())
            }
        }
    })
}
