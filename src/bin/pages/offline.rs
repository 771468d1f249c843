//! The article as an app: its manifests and icons, and the worker that keeps it for where there is no network.

use crate::assets::script;
use crate::pictures::raster;
use crate::{Outcome, Site};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use compute_anxiety::chart::theme::{Ink, Mode, Palette, Rgb};
use compute_anxiety::figure::export::work;
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::ui::article::{VERSION_MARK, headline};
use resvg::usvg::Options;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// How the names begin of what is not saved: other sites' views of the article, and what is downloaded to be kept.
const OUTSIDE: [&str; 12] = [
    "embed/",
    "v/",
    "pictures/",
    "cards/",
    "oembed/",
    "kit/",
    "embed.js",
    "embedded-",
    "figure-",
    "frame-",
    "shadow-",
    crate::single::NAME,
];

/// The icon's edge in its own units.
const EDGE: f64 = 512.0;
/// A figure's line that climbs, and the place it has reached.
const LINE: &str = "M98 398 206 322 274 362 388 160";
const DOT: (u32, u32) = (392, 148);
/// What a system cuts to its own shape keeps four fifths for sure.
const SAFE: f64 = 0.78;

/// Adds manifests and icons.
pub fn write(site: &mut Site) -> Outcome {
    let whole = icon(112, 1.0);
    let full = icon(0, SAFE);
    for (name, svg, pixels) in
        [("icon-192", &whole, 192.0), ("icon-512", &whole, EDGE), ("icon-full-512", &full, EDGE)]
    {
        let png = raster(svg, (EDGE, EDGE), pixels / EDGE, &Options::default())?;
        site.files.push((format!("{name}.png"), png));
    }
    site.files.push(("icon.svg".into(), whole.into_bytes()));
    for lang in LANGS {
        let text = serde_json::to_string_pretty(&manifest(lang))?;
        let path = format!("{}manifest.webmanifest", lang.pick("", "en/"));
        site.files.push((path, text.into_bytes()));
    }
    Ok(())
}

/// The icon: `corner` rounds it, `scale` draws its sign smaller.
fn icon(corner: u32, scale: f64) -> String {
    let (paper, ember) = (colour(Ink::Paper), colour(Ink::Compute));
    let shift = EDGE * (1.0 - scale) / 2.0;
    let (x, y) = DOT;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {EDGE} {EDGE}\">\
         <rect width=\"{EDGE}\" height=\"{EDGE}\" rx=\"{corner}\" fill=\"{paper}\"/>\
         <g transform=\"translate({shift:.0} {shift:.0}) scale({scale})\">\
         <path d=\"{LINE}\" fill=\"none\" stroke=\"{ember}\" stroke-width=\"36\" stroke-linecap=\"round\" \
         stroke-linejoin=\"round\"/><circle cx=\"{x}\" cy=\"{y}\" r=\"52\" fill=\"{ember}\"/></g></svg>\n"
    )
}

/// A token's value by day: an app has one colour, and the icon none but these.
fn colour(ink: Ink) -> String {
    let (r, g, b): Rgb = Palette::of(Mode::Light).rgb(ink);
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn manifest(lang: Lang) -> serde_json::Value {
    let root = lang.pick("", "../");
    let icon = |name: &str, kind: &str, sizes: &str, purpose: &str| json!({ "src": format!("{root}{name}"), "type": kind, "sizes": sizes, "purpose": purpose });
    json!({
        "name": headline(lang).0,
        "short_name": work(lang),
        "description": headline(lang).1,
        "lang": lang.tag(),
        "start_url": "./",
        // Either language leads to the other.
        "scope": lang.pick("./", "../"),
        "display": "standalone",
        "theme_color": colour(Ink::Paper),
        "background_color": colour(Ink::Paper),
        "icons": [
            icon("icon.svg", "image/svg+xml", "any", "any"),
            icon("icon-192.png", "image/png", "192x192", "any"),
            icon("icon-512.png", "image/png", "512x512", "any"),
            icon("icon-full-512.png", "image/png", "512x512", "maskable"),
        ],
    })
}

/// Writes the worker, last of all: it lists what was written, byte for byte. Nothing links it by a name of its
/// own, so that it may name the version without being part of it.
pub fn worker(staging: &Path, version: &str) -> Outcome {
    let mut files = BTreeMap::new();
    list(staging, "", &mut files)?;
    let text = script(&["sw"])?
        .replace("@files@", &serde_json::to_string(&files)?)
        .replace("@outside@", &serde_json::to_string(&OUTSIDE)?)
        .replace(VERSION_MARK, version);
    fs::write(staging.join("sw.js"), text)?;
    Ok(())
}

/// Adds every file that is saved: its name and the SHA-256 of its bytes.
fn list(folder: &Path, before: &str, files: &mut BTreeMap<String, String>) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let inside = entry.path().is_dir();
        let slash = if inside { "/" } else { "" };
        let name = format!("{before}{}{slash}", entry.file_name().to_string_lossy());
        if OUTSIDE.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        match inside {
            true => list(&entry.path(), &name, files)?,
            false => {
                files.insert(name, STANDARD.encode(Sha256::digest(fs::read(entry.path())?)));
            }
        }
    }
    Ok(())
}
