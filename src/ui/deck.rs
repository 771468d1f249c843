//! The talk: the article's sections as slides, with their key sentences, figures and steps; the prose goes to the
//! speaker.

mod tools;

use super::Reader;
use super::article::{headline, notices, phrases, waffle};
use super::guess::guess_box;
use crate::chart::layout::WRITTEN;
use crate::chart::svg::svg;
use crate::content::talk::{Scene, Stop};
use crate::content::{Block, Section};
use crate::figure::Id;
use crate::figure::attention::Guess;
use crate::i18n::{LANGS, Lang};
use leptos::prelude::*;
use tools::{bar, blank, check, help, overview, speaker};

/// A stop, and what the speaker reads there in each language, in the order of [`LANGS`].
struct Told {
    stop: Stop,
    notes: Vec<Stop>,
}

/// Everything inside `<body>` of the talk. `sections` in each language, in the order of [`LANGS`]; `site` is the
/// article's address where it is known.
pub fn deck(reader: Reader, sections: [&[Section]; 2], site: Option<&str>) -> impl IntoView {
    let lang = reader.lang;
    let own = LANGS.iter().position(|known| *known == lang).unwrap_or_default();
    let parts: Vec<(&Section, Vec<Told>)> = sections[own]
        .iter()
        .enumerate()
        .map(|(s, section)| {
            let told = section.stops.iter().enumerate().map(|(i, stop)| {
                let notes = sections.iter().filter_map(|all| all.get(s)?.stops.get(i).cloned());
                Told { stop: stop.clone(), notes: notes.collect() }
            });
            (section, told.collect())
        })
        .collect();
    let slides = parts.into_iter().map(|(section, told)| part(reader, section, told));
    let slides = slides.collect_view();
    view! {
        {notices(lang)}
        <main id="article" class="deck">
            // Whichever slide is seen, the page has its name.
            <h1 class="hidden">{headline(lang).0}</h1>
            {title(lang)}
            {slides}
            {end(lang, site)}
        </main>
        {speaker(lang)}
        {bar(lang)}
        {blank(lang)}
        {overview(lang)}
        {help(reader)}
        {check(lang)}
        <p class="hidden" role="status" data-show="said"></p>
        <i class="probe" hidden></i>
    }
}

/// The first slide.
fn title(lang: Lang) -> impl IntoView {
    let (title, standfirst) = headline(lang);
    let note = lang.pick(
        "上台前按 C 检查一遍，按 S 打开讲者窗口。",
        "Before you go on, press C for the check and S for the speaker window.",
    );
    view! {
        <section class="slide opening first">
            <h1>{phrases(title)}</h1>
            <div class="stop" data-anchor="start" data-plan="20" data-title=title>
                <p class="say">{standfirst}</p>
                <div class="note" lang=lang.tag()>
                    <p class="hint">{note}</p>
                </div>
            </div>
        </section>
    }
}

/// The last slide: where all of it can be read.
fn end(lang: Lang, site: Option<&str>) -> impl IntoView {
    // An address that only this machine knows helps no hall.
    let name = site.map(|site| site.split("//").nth(1).unwrap_or(site).trim_end_matches('/'));
    let name = name.filter(|name| !name.starts_with("127.") && !name.starts_with("localhost"));
    let address = name.map(|name| view! { <p class="address">{name.to_string()}</p> });
    let title = lang.pick("每个数字都有来历", "Every number has its origin");
    view! {
        <section class="slide opening last">
            <h2>{title}</h2>
            <div class="stop" data-anchor="end" data-plan="20" data-title=title>
                <p class="say">
                    {lang.pick(
                        "数据、方法、更正，都在文章的“方法与核对”一页。",
                        "Data, methods and corrections are on the article’s Method page.",
                    )}
                </p>
                {address}
                <p class="source">
                    {lang.pick(
                        "文字与自采数据 CC BY 4.0，代码 MIT 或 Apache-2.0；各数据表的出处与许可见方法页。",
                        "Words and our own counts CC BY 4.0, code MIT or Apache-2.0; each table’s source and licence stand on the Method page.",
                    )}
                </p>
            </div>
        </section>
    }
}

/// The slides of a section: its opening, the guess, and each figure with its steps.
fn part(reader: Reader, section: &Section, told: Vec<Told>) -> impl IntoView + use<> {
    let mut slides: Vec<AnyView> = Vec::new();
    let mut told = told.into_iter().peekable();
    while let Some(first) = told.next() {
        let slide = match first.stop.scene.clone() {
            Scene::Opening => opening(reader, section, first),
            Scene::Guess => guess(reader, section, first),
            Scene::Figure(id, _) => {
                let mut steps = vec![first];
                let same =
                    |told: &Told| matches!(&told.stop.scene, Scene::Figure(next, _) if *next == id);
                while let Some(step) = told.next_if(same) {
                    steps.push(step);
                }
                figure(reader, section, id, steps)
            }
        };
        slides.push(slide);
    }
    slides.collect_view()
}

fn opening(reader: Reader, section: &Section, told: Told) -> AnyView {
    let squares = section.blocks.iter().find_map(|block| match block {
        Block::Waffle(id) => Some(waffle(reader, id)),
        _ => None,
    });
    let inside = view! { <p class="say" inner_html=told.stop.slide.clone()></p> {squares} };
    view! {
        <section class="slide opening">
            <h2>{section.title.clone()}</h2>
            {stop(reader.lang, section, &told, inside)}
        </section>
    }
    .into_any()
}

fn guess(reader: Reader, section: &Section, told: Told) -> AnyView {
    view! {
        <section class="slide drawn">
            <h2>{section.title.clone()}</h2>
            {stop(reader.lang, section, &told, picture(reader, &told.stop))}
            <div class="figure" data-tool="guess">
                {guess_box(reader)}
            </div>
        </section>
    }
    .into_any()
}

/// A figure's slide: its live figure, and for each step the sentence, and the picture that stands in for the live
/// figure until it is there, on paper, and in the overview.
fn figure(reader: Reader, section: &Section, id: Id, steps: Vec<Told>) -> AnyView {
    let whole = steps.iter().all(|told| told.stop.key.is_empty());
    let steps = steps.iter().map(|told| {
        let key = told.stop.slide.clone();
        let say = (!key.is_empty()).then(|| view! { <p class="say" inner_html=key></p> });
        stop(reader.lang, section, told, (say, picture(reader, &told.stop)))
    });
    let steps = steps.collect_view();
    view! {
        <section class="slide" class:whole=whole>
            <h2>{section.title.clone()}</h2>
            <figure id=id.name() class="figure" data-figure=id.name() data-state="static">
                <div data-chart=id.name() data-state="static">
                    <div class="live"></div>
                </div>
            </figure>
            {steps}
        </section>
    }
    .into_any()
}

fn picture(reader: Reader, stop: &Stop) -> AnyView {
    let lang = reader.lang;
    let chart = match &stop.scene {
        Scene::Opening => return ().into_any(),
        Scene::Guess => Guess::default().chart(lang),
        Scene::Figure(id, shows) => reader.state.with_untracked(|state| {
            let mut state = state.clone();
            // The written state has run what the default view needs.
            if !shows.is_empty() {
                state.show(*id, shows);
            }
            state.figure(*id).chart(reader.data, lang)
        }),
    };
    // The overview and the speaker's preview show the same drawing by its name.
    let named = format!("<svg id=\"p-{}\" ", stop.anchor);
    let drawing = svg(&chart, WRITTEN.1, "still", lang.tag()).replacen("<svg ", &named, 1);
    let gap = lang.pick("", " ");
    let events = chart.markers.iter().map(|marker| {
        view! {
            <span class="event">
                <b class="badge">{marker.badge.clone()}</b>
                {marker.label.clone()}
            </span>
            " "
        }
    });
    let events = events.collect_view();
    let events = (!chart.markers.is_empty()).then(|| view! { <p class="source">{events}</p> });
    view! {
        <div class="picture">
            <h3>{chart.title}</h3>
            <p class="takeaway">{chart.takeaway}</p>
            <div class="plot" inner_html=drawing></div>
            {events}
            <p class="source">{chart.source} {gap} {chart.caveat}</p>
        </div>
    }
    .into_any()
}

/// A stop: what `inside` shows, its notes, and the seconds that it is planned to take.
fn stop(lang: Lang, section: &Section, told: &Told, inside: impl IntoView) -> AnyView {
    let Told { stop, notes } = told;
    let (step, shows) = match &stop.scene {
        Scene::Figure(id, shows) => (Some(id.name()), Some(shows.clone())),
        Scene::Opening | Scene::Guess => (None, None),
    };
    let notes = LANGS.into_iter().zip(notes).map(|(of, stop)| {
        let prose = stop.prose.lines().map(|line| view! { <p>{line.to_string()}</p> });
        let hint =
            (!stop.note.is_empty()).then(|| view! { <p class="hint">{stop.note.clone()}</p> });
        view! {
            <div class="note" lang=of.tag() data-own=(of == lang).then_some("")>
                {hint}
                {prose.collect_view()}
            </div>
        }
    });
    let notes = notes.collect_view();
    let seconds = stop.seconds(lang);
    let inside = inside.into_any();
    view! {
        <div
            class="stop"
            data-anchor=stop.anchor.clone()
            data-step=step
            data-shows=shows
            data-plan=seconds.to_string()
            data-title=section.title.clone()
        >
            {inside}
            {notes}
        </div>
    }
    .into_any()
}
