//! The embedded pages: a figure by itself, or the article without what leads around in it.

use super::Reader;
use super::article::{headline, masthead, notices, slot, story};
use crate::content::Section;
use crate::figure::Id;
use leptos::prelude::*;

/// Everything inside `<body>` of an embedded figure.
pub fn embedded_figure(reader: Reader, id: Id) -> impl IntoView {
    let title = headline(reader.lang).0;
    view! {
        {notices(reader.lang)}
        <main id="article" class="embed">
            <h1 class="hidden">{title}</h1>
            <h2 class="hidden">{reader.lang.pick("图表", "Figure")}</h2>
            {slot(reader, id)}
            {credit(reader, id.name())}
            <i class="probe" hidden></i>
        </main>
    }
}

/// Everything inside `<body>` of the embedded article: its steps stand flat.
pub fn embedded_article(reader: Reader, sections: Vec<Section>) -> impl IntoView {
    view! {
        {notices(reader.lang)}
        <main id="article">
            {masthead(reader.lang)}
            {story(reader, sections)}
            <div class="embed">{credit(reader, "")}</div>
            <i class="probe" hidden></i>
        </main>
    }
}

/// Who made it, and the way to all of it: in the browser with the view as it stands.
fn credit(reader: Reader, anchor: &'static str) -> impl IntoView {
    let lang = reader.lang;
    let place = if anchor.is_empty() { String::new() } else { format!("#{anchor}") };
    let href = format!("{}{place}", reader.home());
    view! {
        <p class="credit">
            <a href=href target="_blank" rel="noopener" data-home=anchor>
                {lang.pick("互动文章《算力焦虑》：看全文", "From the interactive article Compute Anxiety: read it all")}
            </a>
        </p>
    }
}
