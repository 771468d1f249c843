//! The embedded pages: each figure by itself, the article with flat steps, and what oEmbed says of them.

use crate::page::Page;
use crate::{Outcome, Site};
use compute_anxiety::chart::poster::Poster;
use compute_anxiety::chart::svg::estimate;
use compute_anxiety::content::Section;
use compute_anxiety::figure::embed::{Embed, WIDTH, reserve};
use compute_anxiety::figure::export::work;
use compute_anxiety::figure::{self, Id};
use compute_anxiety::i18n::Lang;
use compute_anxiety::ui::article::headline;
use compute_anxiety::ui::embedded::{embedded_article, embedded_figure};
use leptos::prelude::*;
use serde_json::json;

/// Height of the embedded article before it says its own, CSS px.
const ARTICLE_HEIGHT: f64 = 900.0;

/// Adds all embedded pages of a language.
pub fn write(site: &mut Site, lang: Lang, sections: &[Section]) -> Outcome {
    for id in figure::all() {
        let embed = of_figure(site, id, lang);
        let title = format!("{} · {}", embed.title, work(lang));
        let page = page(site, &embed, &title);
        site.add(&page, &|reader| embedded_figure(reader, id).to_html())?;
        oembed(site, &embed, &title)?;
    }
    let (title, about) = headline(lang);
    let embed = Embed {
        title: title.into(),
        takeaway: about.into(),
        alt: title.into(),
        written: title.into(),
        source: String::new(),
        height: ARTICLE_HEIGHT,
        name: "article",
        ..of_figure(site, Id::Stock, lang)
    };
    let page = page(site, &embed, title);
    // Its notes and signs lead to the method page, which stands beside the article.
    let method = format!("href=\"{}method.html", lang.pick("../", "../en/"));
    site.add(&page, &|reader| {
        let html = embedded_article(reader, sections.to_vec()).to_html();
        html.replace("href=\"method.html", &method)
    })?;
    oembed(site, &embed, title)
}

/// A figure's written view as it is embedded.
pub fn of_figure(site: &Site, id: Id, lang: Lang) -> Embed {
    let chart = site.state.figure(id).chart(site.data, lang);
    let mut embed = Embed {
        name: id.name(),
        lang,
        base: site.address.clone().unwrap_or_default(),
        pinned: None,
        theme: "auto".into(),
        brand: true,
        view: String::new(),
        link: String::new(),
        height: reserve(&chart, &estimate),
        picture: 0.0,
        title: chart.title.clone(),
        takeaway: chart.takeaway.clone(),
        alt: chart.alt.clone(),
        written: chart.alt.clone(),
        source: chart.source.clone(),
    };
    embed.picture = Poster::new(&chart, &embed.home(), &estimate).size.1;
    embed
}

fn page<'a>(site: &Site, embed: &'a Embed, title: &'a str) -> Page<'a> {
    let lang = embed.lang;
    let name = format!("{}.{}", embed.name, lang.tag());
    let discovery = |site: &String| {
        format!(
            "<link rel=\"alternate\" type=\"application/json+oembed\" href=\"{site}oembed/{name}.json\" \
             title=\"{}\">\n",
            compute_anxiety::chart::escape(title),
        )
    };
    Page {
        lang,
        path: format!("embed/{name}.html"),
        title,
        about: &embed.takeaway,
        canonical: lang.pick("", "en/").into(),
        card: name.clone(),
        embed: Some(embed.name),
        deck: false,
        head: site.address.as_ref().map(discovery).unwrap_or_default(),
        data: String::new(),
    }
}

/// The static answer of oEmbed, where the site's address is known: whoever reads it has no other.
fn oembed(site: &mut Site, embed: &Embed, title: &str) -> Outcome {
    let Some(address) = site.address.clone() else { return Ok(()) };
    let name = format!("{}.{}", embed.name, embed.lang.tag());
    let frame = embed.frame();
    let html = frame.lines().next().unwrap_or_default();
    let answer = json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": work(embed.lang),
        "provider_name": work(embed.lang),
        "provider_url": address,
        "cache_age": 86_400,
        "html": html,
        "width": WIDTH as i64,
        "height": embed.height.round() as i64,
        "thumbnail_url": format!("{address}cards/{name}.png"),
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    });
    let text = serde_json::to_string_pretty(&answer)?;
    site.files.push((format!("oembed/{name}.json"), text.into_bytes()));
    Ok(())
}
