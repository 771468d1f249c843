//! What a reader takes away: pictures, table, metadata, link, citation.

use super::Reader;
use super::plot::Shared;
use crate::browser::canvas::measure;
use crate::browser::file::{copy_png, copy_text, save, save_png, sheet};
use crate::browser::page::{address, today};
use crate::chart::csv::csv;
use crate::chart::poster::Poster;
use crate::chart::svg;
use crate::figure::Id;
use crate::figure::control::Words;
use crate::figure::export::Export;
use crate::model::day::Day;
use leptos::prelude::*;

/// The ways to take a view away, as buttons: saved as a file, or put on the clipboard.
const SAVED: [(Way, Words); 4] = [
    (Way::Png, ("图片 PNG", "Image, PNG")),
    (Way::Svg, ("图片 SVG", "Image, SVG")),
    (Way::Csv, ("本表 CSV", "Table, CSV")),
    (Way::Metadata, ("元数据 JSON", "Metadata, JSON")),
];
const COPIED: [(Way, Words); 4] = [
    (Way::Image, ("图片", "Image")),
    (Way::Link, ("链接", "Link")),
    (Way::Citation, ("引用", "Citation")),
    (Way::Bibtex, ("BibTeX", "BibTeX")),
];

#[derive(Clone, Copy)]
enum Way {
    Png,
    Svg,
    Csv,
    Metadata,
    Image,
    Link,
    Citation,
    Bibtex,
}

/// What the last press came to.
#[derive(Clone, Default)]
struct Report {
    /// The press: a slow answer to an earlier one is not heard any more.
    press: u32,
    message: &'static str,
    /// A text to copy by hand where the clipboard is closed.
    by_hand: Option<String>,
}

/// The buttons of one figure, and what became of the last press.
pub fn take_away(reader: Reader, id: Id, chart: Memo<Shared>) -> AnyView {
    let lang = reader.lang;
    let report = RwSignal::new(Report::default());
    let row = move |head: Words, ways: [(Way, Words); 4]| {
        let buttons = ways.into_iter().map(|(way, (zh, en))| {
            view! {
                <button
                    type="button"
                    on:click=move |_| take(reader, id, &chart.get_untracked(), way, report)
                >
                    {lang.pick(zh, en)}
                </button>
            }
        });
        let head = lang.pick(head.0, head.1);
        view! {
            <div class="choice" role="group" aria-label=head>
                <span class="choice-label" aria-hidden="true">
                    {head}
                </span>
                {buttons.collect_view()}
            </div>
        }
    };
    // Where the clipboard is closed the text is shown, to be copied by hand.
    let by_hand = move || {
        let text = report.with(|r| r.by_hand.clone())?;
        let label = lang.pick("请手动复制", "Copy by hand");
        Some(view! { <textarea readonly rows="4" aria-label=label prop:value=text></textarea> })
    };
    // The written page keeps the place for it only: nothing in it works before the figure lives.
    let inside = reader.live().then(|| {
        view! {
            <div class="controls">
                {row(("下载", "Download"), SAVED)} {row(("复制", "Copy"), COPIED)}
            </div>
            <p role="status">{move || report.with(|r| r.message)}</p>
            {by_hand}
        }
    });
    view! {
        <details class="take">
            <summary>{lang.pick("下载、复制与引用", "Download, copy, cite")}</summary>
            {inside}
        </details>
    }
    .into_any()
}

fn take(reader: Reader, id: Id, Shared(chart): &Shared, way: Way, report: RwSignal<Report>) {
    let lang = reader.lang;
    report.update(|r| r.press += 1);
    let press = report.with_untracked(|r| r.press);
    let tell = move |(message, by_hand): (&'static str, Option<String>)| {
        report.update(|r| {
            if r.press == press {
                (r.message, r.by_hand) = (message, by_hand);
            }
        });
    };
    let (file, query) = reader.state.with_untracked(|s| (s.figure(id).file(), s.link(id)));
    let export = Export {
        chart,
        file,
        address: address(&reader.home(), &query, id.name()),
        today: Day(today()),
        lang,
    };
    let palette = reader.palette.get_untracked();
    let canvas = sheet();
    let width = |text: &str, bold: bool| canvas.as_ref().map_or(0.0, |c| measure(c, text, bold));
    let poster = || Poster::new(chart, &export.address, &width);
    let saved = move |good: bool| {
        let message = match good {
            true => lang.pick("已保存。", "Saved."),
            false => lang.pick(
                "浏览器没能做出图片；可以改用SVG。",
                "The browser could not make the image; SVG may work.",
            ),
        };
        tell((message, None));
    };
    let save = |ending: &str, mime: &str, text: &str| {
        saved(save(&export.name(ending), mime, text).is_some());
    };
    let copy = |text: String| {
        let shown = text.clone();
        copy_text(&text, move |good| tell(copied(reader, (!good).then(|| shown.clone()))));
    };
    match way {
        Way::Png => save_png(export.name("png"), &poster(), &palette, saved),
        Way::Svg => {
            let text = svg::file(&poster(), &palette, &width, lang.tag());
            save("svg", "image/svg+xml", &text);
        }
        Way::Csv => {
            // The mark lets spreadsheets read Chinese.
            let text = format!("\u{feff}{}", csv(chart, &export.notes(reader.data)));
            save("csv", "text/csv", &text);
        }
        Way::Metadata => save("metadata.json", "application/json", &export.metadata(reader.data)),
        Way::Image => copy_png(&poster(), &palette, move |good| {
            let closed = lang.pick(
                "浏览器不让复制图片；可以改为下载PNG。",
                "The browser does not allow copying images; download the PNG instead.",
            );
            tell(if good { copied(reader, None) } else { (closed, None) });
        }),
        Way::Link => copy(export.address.clone()),
        Way::Citation => copy(export.citation()),
        Way::Bibtex => copy(export.bibtex()),
    }
}

/// What copying came to; with the text where it has to be done by hand.
fn copied(reader: Reader, by_hand: Option<String>) -> (&'static str, Option<String>) {
    let message = match by_hand {
        None => reader.lang.pick("已复制。", "Copied."),
        Some(_) => reader.lang.pick(
            "浏览器不让写剪贴板，请从下面手动复制。",
            "The browser does not allow writing to the clipboard; copy it by hand below.",
        ),
    };
    (message, by_hand)
}
