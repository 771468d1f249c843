//! Scripts and style sheets: joined from their parts and named after their bytes, so that a cache never mixes
//! two builds.

use crate::{Outcome, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

/// What a page of the article wears.
const ARTICLE: [&str; 6] = ["tokens", "base", "article", "figure", "paper", "print"];
/// What an embedded figure wears.
const FIGURE: [&str; 4] = ["tokens", "base", "figure", "embed"];
/// What the slides wear.
const DECK: [&str; 7] = ["tokens", "base", "figure", "deck", "speaker", "paper", "handout"];
/// What drives the slides.
const SHOW: [&str; 6] =
    ["deck/stops", "deck/panels", "deck/pair", "deck/speaker", "deck/check", "deck/keys"];
/// Resets what a host's page hands down; its root may have any text size, a reader's larger one is kept.
const HOST: &str = ":host { all: initial; display: block; direction: ltr; unicode-bidi: isolate; --rem: max(1rem, 16px) } ";

/// A style sheet that pages carry inside: a first paint does not wait for a second answer.
pub struct Sheet {
    /// Its file, for a page whose server forbids the sheet inside.
    pub name: String,
    /// Its rules.
    pub text: String,
}

impl Sheet {
    fn write(staging: &Path, base: &str, text: String) -> Outcome<Self> {
        Ok(Self { name: write(staging, base, "css", &text)?, text })
    }

    /// The element, and what a policy calls it.
    pub fn inside(&self) -> (String, String) {
        let hash = STANDARD.encode(Sha256::digest(&self.text));
        (
            format!("<style data-sheet=\"./{}\">{}</style>\n", self.name, self.text),
            format!("'sha256-{hash}'"),
        )
    }
}

/// What pages link or carry; names are in the folder of the article.
pub struct Assets {
    /// Style sheet of the article's pages.
    pub article: Sheet,
    /// Style sheet of an embedded figure.
    pub figure: Sheet,
    /// Style sheet of the embedded article.
    pub embedded: Sheet,
    /// Style sheet of a figure in a shadow root.
    pub shadow: String,
    /// Style sheet of the slides.
    pub deck_style: Sheet,
    /// What drives the slides.
    pub deck: String,
    /// The loader.
    pub boot: String,
    /// What a framed page tells its host.
    pub frame: String,
    /// What has the article saved.
    pub offline: String,
}

impl Assets {
    /// Joins and writes all of them.
    pub fn write(staging: &Path) -> Outcome<Self> {
        let style = |parts: &[&str]| -> Outcome<String> {
            let texts = parts.iter().map(|part| read(&format!("style/{part}.css")));
            Ok(plain(&texts.collect::<Outcome<Vec<_>>>()?.concat()))
        };
        let sheet = |base: &str, text| Sheet::write(staging, base, text);
        let write = |base: &str, ending: &str, text: &str| write(staging, base, ending, text);
        let figure = style(&FIGURE)?;
        let embedded = [&ARTICLE[..], &["embed"]].concat();
        // Hosts name it: its name stays.
        fs::write(staging.join("embed.js"), script(&["load", "away", "embed"])?)?;
        Ok(Self {
            article: sheet("style", style(&ARTICLE)?)?,
            embedded: sheet("embedded", style(&embedded)?)?,
            shadow: write("shadow", "css", &format!("{HOST}{}", shadow(&figure)))?,
            figure: sheet("figure", figure)?,
            deck_style: sheet("deck", style(&DECK)?)?,
            deck: write("deck", "js", &script(&SHOW)?)?,
            boot: write("boot", "js", &script(&["load", "boot"])?)?,
            frame: write("frame", "js", &script(&["away", "frame"])?)?,
            offline: write("offline", "js", &script(&["offline"])?)?,
        })
    }
}

fn write(staging: &Path, base: &str, ending: &str, text: &str) -> Outcome<String> {
    let name = format!("{base}-{}.{ending}", digest(text.as_bytes()));
    fs::write(staging.join(&name), text)?;
    Ok(name)
}

/// Scripts as one that keeps its names to itself.
pub fn script(parts: &[&str]) -> Outcome<String> {
    let texts = parts.iter().map(|part| read(&format!("public/{part}.js")));
    let body = texts.collect::<Outcome<Vec<_>>>()?.concat();
    Ok(format!("(() => {{\n\"use strict\";\n{body}}})();\n"))
}

fn read(path: &str) -> Outcome<String> {
    Ok(fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?)
}

/// A style sheet without comments and line breaks.
fn plain(text: &str) -> String {
    let code = text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code));
    let code: String = code.collect();
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The sheet of a page as the sheet of a shadow root: what is said of the page is said of its host element, and
/// a rem, which is the host page's there, is a length of our own.
fn shadow(style: &str) -> String {
    let style =
        style.replace(":lang(zh) body, ", "").replace("html:lang(zh) body", ":host(:lang(zh))");
    let style =
        style.replace("html[", ":root[").replace("html {", ":host {").replace("body {", ":host {");
    let mut out = String::new();
    for (i, part) in style.split(":root").enumerate() {
        let cut = part.find([' ', ',', ':']).unwrap_or(part.len());
        let (wanted, rest) = part.split_at(cut);
        match (i, wanted) {
            (0, _) => out.push_str(part),
            (_, "") => out.push_str(&format!(":host{rest}")),
            _ => out.push_str(&format!(":host({wanted}){rest}")),
        }
    }
    own_lengths(&out)
}

/// `1.5rem` as `calc(1.5 * var(--rem))`.
fn own_lengths(style: &str) -> String {
    let mut out = String::new();
    let mut parts = style.split("rem").peekable();
    while let Some(part) = parts.next() {
        let digits =
            part.len() - part.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').len();
        let (before, number) = part.split_at(part.len() - digits);
        match (parts.peek().is_some(), number) {
            (true, "") => out.push_str(&format!("{part}rem")),
            (true, number) => {
                let (before, sign) = before.strip_suffix('-').map_or((before, ""), |b| (b, "-"));
                out.push_str(&format!("{before}calc({sign}{number} * var(--rem))"));
            }
            (false, _) => out.push_str(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_the_page_is_said_of_the_host_element() {
        let page = ":root { --a: 1rem } :root[data-x=\"a\"][data-y] b { margin: 0 -0.5rem } html:lang(zh) body { color: red }";
        let host = ":host { --a: calc(1 * var(--rem)) } :host([data-x=\"a\"][data-y]) b { margin: 0 calc(-0.5 * \
                    var(--rem)) } :host(:lang(zh)) { color: red }";
        assert_eq!(shadow(page), host);
    }
}
