//! The single-file edition: article, method, figures and slides in both languages, with the wasm, in one document
//! that asks for nothing.

use crate::assets::script;
use crate::glue::classic;
use crate::page::HOLD;
use crate::{Outcome, Site};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use compute_anxiety::i18n::Lang;
use compute_anxiety::ui::article::headline;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// Its name.
pub const NAME: &str = "compute-anxiety.html";

/// Adds it: made of the pages that are there already.
pub fn write(site: &mut Site, staging: &Path) -> Outcome {
    let read = |name: &str| fs::read_to_string(staging.join(name));
    let mut templates = String::new();
    let mut first = String::new();
    for (path, bytes) in &site.files {
        let html = String::from_utf8_lossy(bytes);
        if !path.ends_with(".html") || html.contains(" data-embed=") {
            continue;
        }
        let part = |open, close| between(&html, open, close, path);
        let (body, title) = (part("<body>", "</body>")?, part("<title>", "</title>")?);
        let lang = part("data-lang=\"", "\"")?;
        let deck = if html.contains(" data-deck=") { " data-deck" } else { "" };
        let body = without_scripts(body).replace(HOLD, "");
        // The article in the first language is the document itself.
        let inside = if path == "index.html" { "" } else { &body };
        if inside.is_empty() {
            first.clone_from(&body);
        }
        templates += &format!(
            "<template data-page=\"{path}\" lang=\"{lang}\" title=\"{title}\"{deck}>{inside}</template>\n"
        );
    }
    let wasm = fs::read_dir(staging)?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "wasm"))
        .ok_or("the build has no wasm")?;
    let wasm = STANDARD.encode(fs::read(wasm)?);
    let styles = [("article", &site.assets.article.text), ("deck", &site.assets.deck_style.text)];
    let deck = read(&site.assets.deck)?;
    let scripts = [
        classic()?,
        script(&["single", "boot"])?,
        format!("if (document.documentElement.hasAttribute(\"data-deck\")) {deck}"),
    ];
    let allowed = |texts: &mut dyn Iterator<Item = &String>| {
        let hashes =
            texts.map(|text| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text))));
        hashes.collect::<Vec<_>>().join(" ")
    };
    let policy = format!(
        "default-src 'none'; script-src {} 'wasm-unsafe-eval'; style-src {}; img-src data: blob:; base-uri 'none'; \
         form-action 'none'",
        allowed(&mut scripts.iter()),
        allowed(&mut styles.iter().map(|(_, text)| *text)),
    );
    let styles: String = styles
        .iter()
        .map(|(of, text)| format!("<style data-of=\"{of}\">{text}</style>\n"))
        .collect();
    let scripts: String = scripts.iter().map(|text| format!("<script>{text}</script>\n")).collect();
    let title = headline(Lang::ZhHans).0;
    let html = format!(
        "<!doctype html>\n\
         <html lang=\"zh-Hans\" data-lang=\"zh-Hans\" data-state=\"static\" data-theme=\"auto\" data-single \
         data-version=\"@version@\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <title>{title}</title>\n<link rel=\"icon\" href=\"data:,\">\n{styles}</head>\n<body>{first}\n\
         <template data-pages>{templates}</template>\n\
         <script type=\"text/plain\" data-wasm-bytes>{wasm}</script>\n{scripts}</body>\n</html>\n"
    );
    site.files.push((NAME.into(), html.into_bytes()));
    Ok(())
}

fn between<'a>(text: &'a str, open: &str, close: &str, path: &str) -> Outcome<&'a str> {
    let inside = || Some(text.split_once(open)?.1.split_once(close)?.0);
    inside().ok_or_else(|| format!("{path} has no {open}…{close}").into())
}

/// A page without what it brings for itself; the file has its own. The places where a parser rests stay.
fn without_scripts(body: &str) -> String {
    let mut parts = body.split("<script ");
    let mut out = parts.next().unwrap_or_default().to_string();
    for part in parts {
        match part.split_once("</script>") {
            Some((_, rest)) if !part.starts_with("type=\"text/plain\"") => out += rest,
            _ => out += &format!("<script {part}"),
        }
    }
    out
}
