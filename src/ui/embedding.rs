//! The embed panel: codes that put the figure as it stands, or the whole article, into another site.

use super::controls::controls;
use super::plot::Shared;
use super::reader::{Reader, memo};
use super::table::follow;
use crate::browser::canvas::measure;
use crate::browser::file::{copy_text, sheet};
use crate::browser::page::address;
use crate::chart::poster::Poster;
use crate::chart::svg;
use crate::chart::theme::{Mode, Palette};
use crate::figure::Id;
use crate::figure::control::Choice;
use crate::figure::embed::{CHOICES, Embed, Row, reserve};
use crate::figure::export::work;
use crate::state::AppState;
use leptos::prelude::*;
use std::sync::Arc;

/// What an editor chose of each of [`CHOICES`].
#[derive(Clone, PartialEq)]
struct Wish([String; 3]);

/// Fills a blank embed in and gives its rows.
type Rows = Arc<dyn Fn(Embed) -> Vec<Row> + Send + Sync>;

/// The panel of one figure: its codes follow the view as the reader changes it.
pub fn embed_figure(reader: Reader, id: Id, chart: Memo<Shared>) -> AnyView {
    let rows: Rows = Arc::new(move |mut embed| {
        let Shared(chart) = chart.get();
        (embed.view, embed.link) = reader.state.with(|s| s.views(id));
        let written = embed.view.is_empty();
        let canvas = sheet();
        let width =
            |text: &str, bold: bool| canvas.as_ref().map_or(0.0, |c| measure(c, text, bold));
        embed.title.clone_from(&chart.title);
        embed.takeaway.clone_from(&chart.takeaway);
        embed.alt.clone_from(&chart.alt);
        embed.source.clone_from(&chart.source);
        embed.height = reserve(&chart, &width);
        // The written view's picture was laid out without a browser.
        let first = AppState::default().figure(id).chart(reader.data, reader.lang);
        embed.picture = Poster::new(&first, &embed.plain_home(), &svg::estimate).size.1;
        embed.written = first.alt;
        let own = (!written).then(|| {
            let home = embed.home();
            let poster = Poster::new(&chart, &home, &width);
            let mode = if embed.theme == "dark" { Mode::Dark } else { Mode::Light };
            let svg = svg::file(&poster, &Palette::of(mode), &width, reader.lang.tag());
            (svg, poster.size.1)
        });
        embed.rows(&own)
    });
    panel(reader, id.name(), reader.lang.pick("嵌入此图", "Embed"), rows)
}

/// The panel of the whole article.
pub fn embed_article(reader: Reader) -> AnyView {
    let lang = reader.lang;
    let rows: Rows = Arc::new(move |mut embed| {
        embed.title = work(lang).into();
        embed.takeaway = lang.pick("互动文章。", "An interactive article.").into();
        embed.written.clone_from(&embed.title);
        embed.rows(&None)
    });
    panel(reader, "article", lang.pick("嵌入全文", "Embed the article"), rows)
}

fn panel(reader: Reader, name: &'static str, title: &'static str, rows: Rows) -> AnyView {
    // The written page keeps the place for it only: the codes need an address.
    let open = RwSignal::new(false);
    // What it reads while it is made must not make it anew.
    let inside = move || {
        (reader.live() && open.get()).then(|| untrack(|| codes(reader, name, rows.clone())))
    };
    view! {
        <details class="take codes" on:toggle=move |event| follow(open, &event)>
            <summary>{title}</summary>
            {inside}
        </details>
    }
    .into_any()
}

fn codes(reader: Reader, name: &'static str, rows: Rows) -> AnyView {
    let lang = reader.lang;
    let first = |choice: &Choice| choice.options.first().map_or("", |(value, _)| value).to_string();
    let wish = RwSignal::new(Wish(CHOICES.each_ref().map(first)));
    let list = memo(move || {
        let Wish(now) = wish.get();
        let now = CHOICES.iter().zip(&now);
        now.map(|(choice, now)| choice.control(now, |_| true, lang)).collect()
    });
    let set = move |key: &'static str, value: &str| {
        wish.update(|Wish(now)| {
            let place = CHOICES.iter().position(|choice| choice.key == key);
            if let Some(now) = place.and_then(|i| now.get_mut(i)) {
                *now = value.into();
            }
        });
    };
    let rows = memo(move || {
        let Wish([version, theme, brand]) = wish.get();
        let folder = address(if reader.root.is_empty() { "./" } else { reader.root }, "", "");
        // A page of a pinned build knows where the latest one stands.
        let base = folder.strip_suffix(&format!("v/{}/", reader.version)).unwrap_or(&folder);
        rows(Embed {
            name,
            lang,
            base: base.into(),
            pinned: (version == "pinned").then(|| reader.version.into()),
            theme,
            brand: brand != "none",
            view: String::new(),
            link: String::new(),
            title: String::new(),
            takeaway: String::new(),
            alt: String::new(),
            written: String::new(),
            source: String::new(),
            height: 900.0,
            picture: 0.0,
        })
    });
    let message = RwSignal::new("");
    let row = move |i: usize| {
        let head = rows
            .with_untracked(|rows| rows.get(i).map_or("", |(head, _)| lang.pick(head.0, head.1)));
        let text =
            move || rows.with(|rows| rows.get(i).map(|(_, text)| text.clone()).unwrap_or_default());
        let copy = move |_| {
            copy_text(&untrack(text), move |good| {
                message.set(match good {
                    true => lang.pick("已复制。", "Copied."),
                    false => lang.pick(
                        "浏览器不让写剪贴板，请从上面手动复制。",
                        "The browser does not allow writing to the clipboard; copy it by hand above.",
                    ),
                });
            });
        };
        let label = format!("{} {head}", lang.pick("复制", "Copy"));
        view! {
            <div class="code">
                <span aria-hidden="true">{head}</span>
                <button type="button" aria-label=label on:click=copy>
                    {lang.pick("复制", "Copy")}
                </button>
                <textarea readonly rows="3" aria-label=head prop:value=text></textarea>
            </div>
        }
    };
    let count = rows.with_untracked(Vec::len);
    view! {
        <div class="controls">{controls(reader, list, Arc::new(set))}</div>
        {(0..count).map(row).collect_view()}
        <p role="status">{message}</p>
    }
    .into_any()
}
