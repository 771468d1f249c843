//! The drawing surface: SVG in the written page, canvas with a cursor layer in the browser.

use super::Reader;
use crate::browser::page::{light, set_figure_state};
use crate::browser::{canvas::paint, frame::Coalesced, observe::on_width};
use crate::chart::Chart;
use crate::chart::hit::{Hit, hit, nearest, stops};
use crate::chart::layout::{Layout, WRITTEN};
use crate::chart::svg::{Paint, svg};
use crate::figure::Id;
use crate::figure::axes::{day, x_of};
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

/// Where the cursor is, what it can step through and what stands there.
#[derive(Clone, Copy)]
pub struct Cursor {
    /// Index among the stops.
    pub index: RwSignal<Option<usize>>,
    /// Data x of each stop.
    pub stops: Memo<Vec<f64>>,
    /// Where it returns to when nobody moves it: the place the text points at, or nowhere.
    pub rest: Memo<Option<usize>>,
    /// What stands under the cursor.
    pub hit: Memo<Option<Hit>>,
}

impl Cursor {
    /// A cursor over the points of a chart. It goes where the text points.
    pub fn over(reader: Reader, id: Id, chart: Memo<Shared>) -> Self {
        let index = RwSignal::new(None);
        let stops = Memo::new(move |_| stops(&chart.get().0));
        let pointed = Memo::new(move |_| {
            let at = reader.state.with(|s| s.at.clone());
            at.filter(|(figure, _)| *figure == id).map(|(_, day)| day)
        });
        let rest = Memo::new(move |_| {
            let x = x_of(&pointed.get()?)?;
            Some(stops.with(|s| nearest(s, x)))
        });
        // An index means another place once the points change.
        Effect::new(move |_| {
            stops.track();
            index.set(rest.get());
        });
        // The other way: a phrase lights up while the cursor stands where it points.
        Effect::new(move |_| {
            let x = stops.with(|s| s.get(index.get()?).copied());
            light(id.name(), &x.map_or_else(String::new, |x| day(x).to_string()));
        });
        let under = move |_: Option<&Option<Hit>>| {
            let x = stops.with(|s| s.get(index.get()?).copied())?;
            hit(&chart.get().0, x)
        };
        Self { index, stops, rest, hit: Memo::new(under) }
    }

    /// The hit as a sentence.
    pub fn words(&self) -> Option<String> {
        self.hit.with(|hit| hit.as_ref().map(Hit::words))
    }
}

/// What a hand that draws on the surface does: data x and y.
pub type Draw = fn(Reader, f64, f64);

/// The surface of one figure.
pub fn plot(
    reader: Reader,
    chart: Memo<Shared>,
    cursor: Option<Cursor>,
    draw: Option<Draw>,
) -> AnyView {
    if !reader.live() {
        let pictures: String = [(WRITTEN.0, "narrow"), (WRITTEN.1, "wide")]
            .into_iter()
            .map(|(width, class)| {
                svg(&chart.get_untracked().0, width, Paint::Page, class, reader.lang.tag())
            })
            .collect();
        return view! { <div class="plot" inner_html=pictures></div> }.into_any();
    }
    let (surface, canvas) = (NodeRef::<Div>::new(), NodeRef::<Canvas>::new());
    let width = RwSignal::new(0.0);
    let layout = RwSignal::new(None::<Layout>);
    Effect::new(move |_| {
        if let Some(surface) = surface.get() {
            on_width(&surface, move |w| width.set(w));
        }
    });
    let next_frame = Coalesced::default();
    Effect::new(move |_| {
        let (Shared(chart), w) = (chart.get(), width.get());
        let (mode, ratio) = (reader.mode.get(), reader.ratio.get());
        let Some(canvas) = canvas.get().filter(|_| w >= 1.0) else { return };
        next_frame.ask(move || match paint(&canvas, &chart, mode, w, ratio) {
            Ok(places) => {
                let first = layout.with_untracked(Option::is_none);
                layout.set(Some(places));
                if first {
                    set_figure_state(chart.id, "ready");
                }
            }
            Err(error) => {
                leptos::logging::error!("{}: {error}", chart.id);
                // The next paint that succeeds is a first one again and brings the figure back.
                layout.set(None);
                set_figure_state(chart.id, "failed");
            }
        });
    });
    let height = move || format!("{}px", Layout::height_for(&chart.get().0, width.get()));
    let seek = move |x: i32| {
        let Some(cursor) = cursor else { return };
        let at = layout
            .with_untracked(|l| Some(l.as_ref()?.data_x(&chart.get_untracked().0, f64::from(x))));
        cursor.index.set(at.map(|x| cursor.stops.with_untracked(|s| nearest(s, x))));
    };
    let drawn = move |event: &leptos::ev::PointerEvent| {
        let Some(draw) = draw.filter(|_| event.buttons() != 0) else { return };
        let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let chart = chart.get_untracked().0;
        let place = layout.with_untracked(|l| {
            let layout = l.as_ref()?;
            Some((layout.data_x(&chart, x), layout.data_y(&chart, 0, y)?))
        });
        if let Some((x, y)) = place {
            draw(reader, x, y);
        }
    };
    let leave = move || {
        if let Some(cursor) = cursor {
            cursor.index.set(cursor.rest.get_untracked());
        }
    };
    view! {
        <div class="plot" node_ref=surface style:height=height>
            <canvas
                node_ref=canvas
                role="img"
                // A right-to-left host page must not flip labels.
                dir="ltr"
                aria-label=move || chart.get().0.alt.clone()
                class:draws=draw.is_some()
                on:pointermove=move |event| {
                    drawn(&event);
                    seek(event.offset_x());
                }
                on:pointerdown=move |event| {
                    drawn(&event);
                    seek(event.offset_x());
                }
                on:pointerleave=move |event| if event.pointer_type() == "mouse" { leave() }
            ></canvas>
            {cursor.map(|cursor| overlay(chart, layout, cursor))}
        </div>
    }
    .into_any()
}

/// The crosshair on a layer of its own, so that moving it repaints no mark.
fn overlay(chart: Memo<Shared>, layout: RwSignal<Option<Layout>>, cursor: Cursor) -> impl IntoView {
    let marks = move || {
        let hit = cursor.hit.get()?;
        let places = layout.get()?;
        let (_, bottom) = *places.panels.last()?;
        let dots = hit.places(&chart.get().0, &places);
        let x = dots.first()?.0;
        let dots = dots.into_iter().map(|(x, y, ink)| {
            view! { <circle cx=x cy=y r="4.5" fill=format!("var({})", ink.token())></circle> }
        });
        let dots = dots.collect_view();
        Some(view! {
            <line x1=x x2=x y1="0" y2=bottom></line>
            {dots}
        })
    };
    view! {
        <svg class="overlay" aria-hidden="true">
            {marks}
        </svg>
    }
}
