//! What search engines and social networks are told: cards and structured data.

use crate::page::Page;
use crate::{EDITION, Site};
use compute_anxiety::chart::escape;
use compute_anxiety::figure::export::work;
use compute_anxiety::i18n::Lang;
use compute_anxiety::ui::article::{VERSION_MARK, headline};
use serde_json::{Value, json};

/// The licence of the prose.
const PROSE: &str = "https://creativecommons.org/licenses/by/4.0/";

/// The card that a network shows for a page.
pub fn card(site: &Site, page: &Page) -> String {
    let image = site.whole(page.root(), &format!("cards/{}.png", page.card));
    let locale = page.lang.pick("zh_CN", "en_US");
    let pairs = [
        ("og:type", "article"),
        ("og:site_name", work(page.lang)),
        ("og:locale", locale),
        ("og:title", page.title),
        ("og:description", page.about),
        ("og:image", &image),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("og:image:alt", page.title),
    ];
    let mut tags: String = pairs
        .iter()
        .map(|(name, text)| format!("<meta property=\"{name}\" content=\"{}\">\n", escape(text)))
        .collect();
    if site.address.is_some() {
        let url = site.whole("", &page.path);
        tags += &format!("<meta property=\"og:url\" content=\"{url}\">\n");
    }
    tags + "<meta name=\"twitter:card\" content=\"summary_large_image\">\n"
}

/// The article as structured data.
pub fn article(site: &Site, lang: Lang) -> String {
    let root = lang.pick("", "../");
    let (title, about) = headline(lang);
    let folder = lang.pick("", "en/");
    let here = |name: &str| site.whole(root, &format!("{folder}{name}"));
    let group = json!({
        "@type": "Organization",
        "name": work(lang),
        "url": site.whole(root, ""),
        "correctionsPolicy": here("method.html#corrections"),
        "publishingPrinciples": here("method.html"),
    });
    script(&json!({
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "headline": title,
        "description": about,
        "inLanguage": lang.tag(),
        "url": here(""),
        "mainEntityOfPage": here(""),
        "image": site.whole(root, &format!("cards/article.{}.png", lang.tag())),
        "datePublished": EDITION,
        "dateModified": EDITION,
        "version": VERSION_MARK,
        "isAccessibleForFree": true,
        "license": PROSE,
        "author": group,
        "publisher": group,
        "isBasedOn": here("method.html"),
    }))
}

/// The tables as structured data.
pub fn datasets(site: &Site, lang: Lang) -> String {
    let root = lang.pick("", "../");
    let tables: Vec<Value> = site
        .origins
        .iter()
        .map(|table| {
            let about = format!("{}. {} {}", table.title, table.source, table.caveat);
            json!({
                "@type": "Dataset",
                "name": table.title,
                "description": lang.pick(table.zh.as_str(), &about),
                "temporalCoverage": table.coverage,
                "isAccessibleForFree": true,
                "license": { "@type": "CreativeWork", "name": table.license },
                "distribution": {
                    "@type": "DataDownload",
                    "encodingFormat": "text/csv",
                    "contentUrl": site.whole(root, &format!("data/{}", table.path)),
                },
            })
        })
        .collect();
    script(&json!({ "@context": "https://schema.org", "@graph": tables }))
}

/// Data that a page carries and no browser runs.
fn script(data: &Value) -> String {
    // Inside a script element only this could end it.
    let text = data.to_string().replace("</", "<\\/");
    format!("<script type=\"application/ld+json\">{text}</script>\n")
}
