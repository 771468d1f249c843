//! The gallery: every figure, one after another, live where the browser can.

use super::Reader;
use super::article::{bar, footer, how_to, slot};
use crate::figure;
use leptos::prelude::*;

/// Everything inside `<body>` of the gallery.
pub fn gallery(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let figures = figure::all().map(|id| slot(reader, id)).collect_view();
    view! {
        {bar(reader, "gallery.html")}
        <main id="article">
            <div class="masthead">
                <h1>{lang.pick("全部图表", "All figures")}</h1>
                <p class="standfirst">
                    {lang.pick("文章里的十三张图，按出现的次序。", "The article’s thirteen figures in their order.")}
                </p>
                {how_to(lang)}
            </div>
            <h2 class="hidden">{lang.pick("图表", "Figures")}</h2>
            {figures}
        </main>
        {footer(lang)}
    }
}
