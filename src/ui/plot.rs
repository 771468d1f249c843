//! The drawing surface: SVG in the written page, canvas with a cursor layer in the browser.

use super::cursor::Cursor;
use super::pinch::{Fingers, Two};
use super::reader::{Reader, effect, let_go, memo};
use crate::browser::page::{set_state, text_size};
use crate::browser::{canvas::paint, frame::Coalesced, observe::on_size};
use crate::chart::Chart;
use crate::chart::hit::{badge, under};
use crate::chart::layout::{Layout, WRITTEN, enlarged};
use crate::chart::svg::svg;
use leptos::ev::PointerEvent;
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use std::sync::Arc;

/// A chart shared between the memo and its readers; equal only to itself.
#[derive(Clone)]
pub struct Shared(pub Arc<Chart>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What a hand on the surface does besides reading values.
#[derive(Clone, Copy)]
pub enum Hand {
    /// Nothing.
    Reads,
    /// Draws: data x and y.
    Draws(fn(Reader, f64, f64)),
    /// Zooms with two fingers: the places between the panels' edges that they held, and where they are.
    Zooms(fn(Reader, Two, Two)),
}

/// How far a wheel turned by a trackpad's pinch zooms, a step.
const WHEEL: f64 = 0.01;
/// Half the distance of the two fingers that stand for a wheel.
const APART: f64 = 0.1;

/// The surface of one figure.
pub fn plot(reader: Reader, chart: Memo<Shared>, cursor: Option<Cursor>, hand: Hand) -> AnyView {
    if !reader.live() {
        let pictures: String = [(WRITTEN.0, "narrow"), (WRITTEN.1, "wide")]
            .into_iter()
            .map(|(width, class)| svg(&chart.get_untracked().0, width, class, reader.lang.tag()))
            .collect();
        return view! { <div class="plot" inner_html=pictures></div> }.into_any();
    }
    let (surface, canvas) = (NodeRef::<Div>::new(), NodeRef::<Canvas>::new());
    // The box of the surface, CSS px.
    let room = RwSignal::new((0.0, 0.0));
    // The size in which the chart is laid out, CSS px, and how much it is enlarged then.
    let size = memo(move || {
        let (Shared(chart), (w, h)) = (chart.get(), room.get());
        // The stage is the same in small and in large.
        let scale = if reader.staged() { text_size() } else { enlarged(w, text_size()) };
        if !reader.staged() {
            let w = w / scale;
            return ((w, Layout::height_for(&chart, w)), scale);
        }
        let (shrunk, size) = Layout::fill(&chart, (w / scale, h / scale));
        (size, scale * shrunk)
    });
    let layout = RwSignal::new(None::<Layout>);
    let watched = StoredValue::new_local(None);
    effect(move |_| {
        // In the page the height follows from the width.
        let resized = move |w, h| room.set((w, if reader.staged() { h } else { 0.0 }));
        watched.set_value(surface.get().map(|surface| on_size(&surface, resized)));
    });
    let next_frame = Coalesced::default();
    effect(move |_| {
        let (Shared(chart), (size, scale)) = (chart.get(), size.get());
        let_go(reader.ratio);
        let (palette, ratio) = (reader.palette.get(), reader.ratio.get() * scale);
        let Some(canvas) = canvas.get().filter(|_| size.0 >= 1.0 && size.1 >= 1.0) else { return };
        let job = move || match paint(&canvas, &chart, &palette, size, ratio) {
            Ok(places) => {
                let first = layout.with_untracked(Option::is_none);
                layout.set(Some(places));
                if first {
                    set_state(&canvas, "ready");
                }
            }
            Err(error) => {
                leptos::logging::error!("{}: {error}", chart.id);
                // The next paint that succeeds is a first one again and brings the figure back.
                layout.set(None);
                set_state(&canvas, "failed");
            }
        };
        match layout.with_untracked(Option::is_none) {
            true => next_frame.ask_before(job),
            false => next_frame.ask(job),
        }
    });
    let height = move || {
        let ((_, height), scale) = size.get();
        (!reader.staged()).then(|| format!("{}px", height * scale))
    };
    // Where on the surface something happened, in the layout's CSS px.
    let at = move |event: &leptos::ev::MouseEvent| {
        let (_, scale) = size.get_untracked();
        (f64::from(event.offset_x()) / scale, f64::from(event.offset_y()) / scale)
    };
    let seek = move |event: &PointerEvent| {
        let (Some(cursor), Shared(chart)) = (cursor, chart.get_untracked()) else { return };
        let stop = layout.with_untracked(|layout| {
            let layout = layout.as_ref()?;
            Some(cursor.stops.with_untracked(|stops| under(&chart, layout, stops, at(event))))
        });
        cursor.hovers.set_value(event.pointer_type() == "mouse" && event.buttons() == 0);
        cursor.index.set(stop);
    };
    let pin = move |event: &leptos::ev::MouseEvent| {
        let (Some(cursor), Shared(chart)) = (cursor, chart.get_untracked()) else { return };
        let found = layout.with_untracked(|l| badge(l.as_ref()?, at(event)));
        if let Some(marker) = found.and_then(|index| chart.markers.get(index)) {
            cursor.pin(reader, marker.x);
        }
    };
    let drawn = move |event: &PointerEvent| {
        let Hand::Draws(draw) = hand else { return };
        if event.buttons() == 0 {
            return;
        }
        let ((x, y), Shared(chart)) = (at(event), chart.get_untracked());
        let place = layout.with_untracked(|l| {
            let layout = l.as_ref()?;
            Some((layout.data_x(&chart, x), layout.data_y(&chart, 0, y)?))
        });
        if let Some((x, y)) = place {
            draw(reader, x, y);
        }
    };
    let fingers = StoredValue::new_local(Fingers::default());
    let place = move |event: &leptos::ev::MouseEvent| {
        layout.with_untracked(|l| Some(l.as_ref()?.place(at(event).0)))
    };
    let down = move |event: &PointerEvent| {
        if let Some(place) = place(event) {
            fingers.with_value(|f| f.down(event.pointer_id(), place));
        }
    };
    let up = move |event: PointerEvent| fingers.with_value(|f| f.up(event.pointer_id()));
    let pinched = move |event: &PointerEvent| {
        let Hand::Zooms(zoom) = hand else { return };
        let Some(place) = place(event) else { return };
        let held = fingers.with_value(|f| f.moved(event.pointer_id(), place));
        if let Some((before, after)) = held {
            zoom(reader, before, after);
        }
    };
    // Browsers report a trackpad's pinch as a wheel with the control key.
    let turned = move |event: leptos::ev::WheelEvent| {
        let Hand::Zooms(zoom) = hand else { return };
        let Some(place) = place(&event).filter(|_| event.ctrl_key()) else { return };
        event.prevent_default();
        let now = APART * (1.0 - event.delta_y() * WHEEL).clamp(0.5, 2.0);
        zoom(reader, (place - APART, place + APART), (place - now, place + now));
    };
    view! {
        // The picture is named here: what a browser skips while it is off screen would have no name.
        <div
            class="plot"
            role="img"
            aria-label=move || chart.get().0.alt.clone()
            node_ref=surface
            style:height=height
        >
            <canvas
                node_ref=canvas
                // A right-to-left host page must not flip labels.
                dir="ltr"
                class:draws=matches!(hand, Hand::Draws(_))
                class:zooms=matches!(hand, Hand::Zooms(_))
                on:pointermove=move |event| {
                    drawn(&event);
                    pinched(&event);
                    seek(&event);
                }
                on:pointerdown=move |event| {
                    drawn(&event);
                    down(&event);
                    seek(&event);
                }
                on:pointerup=up
                on:pointercancel=up
                on:click=move |event| pin(&event)
                on:wheel=turned
                on:pointerleave=move |event| {
                    up(event.clone());
                    if event.pointer_type() == "mouse" && let Some(cursor) = cursor {
                        cursor.leave();
                    }
                }
            ></canvas>
            {cursor.map(|cursor| overlay(chart, layout, size, cursor))}
        </div>
    }
    .into_any()
}

/// The crosshair on a layer of its own, so that moving it repaints no mark. Moved by transforms: a browser
/// then neither lays out nor paints anew.
fn overlay(
    chart: Memo<Shared>,
    layout: RwSignal<Option<Layout>>,
    size: Memo<((f64, f64), f64)>,
    cursor: Cursor,
) -> impl IntoView {
    let marks = move || {
        let hit = cursor.hit.get()?;
        let places = layout.get()?;
        let ((top, _), (_, bottom)) = (*places.panels.first()?, *places.panels.last()?);
        let spots = hit.spots(&chart.get().0, &places);
        let x = spots.first()?.0;
        let (_, scale) = size.get();
        let moved = |x: f64, y: f64| format!("translate({:.1}px,{:.1}px)", x * scale, y * scale);
        let rule = hit.rule.then(|| {
            view! { <i class="rule" style:height=format!("{}px", (bottom - top) * scale) style:transform=moved(x, top)></i> }
        });
        let class = if hit.rule { "spot" } else { "ring" };
        let dots = spots.into_iter().map(|(x, y, ink)| {
            let colour = format!("var({})", ink.token());
            view! { <i class=class style:background=colour style:transform=moved(x, y)></i> }
        });
        Some((rule, dots.collect_view()).into_any())
    };
    view! {
        <div class="overlay" aria-hidden="true">
            {marks}
        </div>
    }
}
