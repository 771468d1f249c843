//! Writes the article's pages into a Trunk build: complete HTML for every language, embeds, pictures, cards.
//!
//! Run by Trunk's post_build hook with `TRUNK_STAGING_DIR`, after the wasm is there. `SITE`, where it is set, is
//! the address that the folder will have: search engines, social networks and oEmbed want whole addresses.
#![forbid(unsafe_code)]

mod assets;
mod embeds;
mod glue;
mod offline;
mod page;
mod pictures;
mod single;
mod social;

use assets::Assets;
use compute_anxiety::bundled;
use compute_anxiety::content::ledger;
use compute_anxiety::content::{Context, Section, section};
use compute_anxiety::data::Data;
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::model::day::Day;
use compute_anxiety::state::AppState;
use compute_anxiety::ui::article::{DATA_MARK, VERSION_MARK, article, headline};
use compute_anxiety::ui::deck::deck;
use compute_anxiety::ui::gallery::gallery;
use compute_anxiety::ui::method::{Origin, method};
use leptos::prelude::*;
use page::Page;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The day of this edition's last change to its prose or its tables.
const EDITION: &str = "2026-11-24";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pages: {error}");
            ExitCode::FAILURE
        }
    }
}

/// What every page is made of.
struct Site {
    data: &'static Data,
    origins: Vec<Origin>,
    /// What every page shows: all figures as they are written.
    state: AppState,
    shell: String,
    assets: Assets,
    /// The folder's address with its last slash, where it is known.
    address: Option<String>,
    edition: Day,
    /// Everything to be written: path in the folder and bytes.
    files: Vec<(String, Vec<u8>)>,
}

fn run() -> Outcome {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("TRUNK_STAGING_DIR is not set; run `cargo xtask build`, which sets it")?;
    let mut state = AppState::default();
    state.adoption.advance(u32::MAX);
    let mut site = Site {
        data: Box::leak(Box::new(bundled::data()?)),
        origins: origins(Path::new("public/data/datapackage.json"))?,
        state,
        shell: glue::rename(&staging, &fs::read_to_string(staging.join("index.html"))?)?,
        assets: Assets::write(&staging)?,
        address: address()?,
        edition: EDITION.parse().map_err(|_| "EDITION is no day")?,
        files: Vec::new(),
    };
    let ledger = ledger::parse(&fs::read_to_string(ledger::FILE)?)?;
    let read = |lang| sections(Context { data: site.data, ledger: &ledger, lang });
    let all = [read(LANGS[0])?, read(LANGS[1])?];
    for (lang, sections) in LANGS.into_iter().zip(all.clone()) {
        let text = method_text(lang)?;
        let (title, standfirst) = headline(lang);
        let data = social::article(&site, lang);
        site.add(&Page::of_article(lang, "index.html", title, standfirst, data), &|reader| {
            article(reader, sections.clone()).to_html()
        })?;
        let name = format!("{} · {title}", lang.pick("方法与核对", "Method"));
        let data = social::datasets(&site, lang);
        let origins = site.origins.clone();
        site.add(&Page::of_article(lang, "method.html", &name, standfirst, data), &|reader| {
            let sections = sections.clone();
            method(reader, text.clone(), sections, &ledger, origins.clone()).to_html()
        })?;
        let name = format!("{} · {title}", lang.pick("全部图表", "All figures"));
        site.add(
            &Page::of_article(lang, "gallery.html", &name, standfirst, String::new()),
            &|reader| gallery(reader).to_html(),
        )?;
        let name = format!("{} · {title}", lang.pick("放映", "Slides"));
        let address = site.address.clone();
        let page = Page::of_article(lang, "present.html", &name, standfirst, String::new());
        site.add(&Page { deck: true, ..page }, &|reader| {
            deck(reader, [&all[0], &all[1]], address.as_deref()).to_html()
        })?;
        embeds::write(&mut site, lang, &sections)?;
    }
    pictures::write(&mut site)?;
    offline::write(&mut site)?;
    single::write(&mut site, &staging)?;
    site.finish(&staging)
}

impl Site {
    /// Writes all files, here and in a folder of their version, whose content never changes: what is pinned to it
    /// stays as it was, and needs no worker.
    fn finish(self, staging: &Path) -> Outcome {
        let data = tables(&staging.join("data"))?;
        let mut hash = Sha256::new();
        for (path, bytes) in &self.files {
            hash.update(path);
            hash.update(bytes);
        }
        hash.update(fs::read(staging.join("embed.js"))?);
        hash.update(&data);
        let version = format!("{}-{}", env!("CARGO_PKG_VERSION"), hex(&hash.finalize(), 4));
        for (path, bytes) in self.files {
            let file = staging.join(&path);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            let text = String::from_utf8(bytes);
            let bytes = match text {
                Ok(text) => {
                    text.replace(VERSION_MARK, &version).replace(DATA_MARK, &data).into_bytes()
                }
                Err(picture) => picture.into_bytes(),
            };
            fs::write(file, bytes)?;
        }
        copy(staging, &staging.join("v").join(&version), "v")?;
        offline::worker(staging, &version)?;
        println!("version {version}, data {data}");
        if self.address.is_none() {
            println!(
                "SITE is not set: no oEmbed, and cards without whole addresses; \
                 `SITE=https://example.org/folder/ cargo xtask build` adds them"
            );
        }
        Ok(())
    }
}

/// `SITE`, checked.
fn address() -> Outcome<Option<String>> {
    let Ok(site) = std::env::var("SITE") else { return Ok(None) };
    let good = ["http://", "https://"].iter().any(|scheme| site.starts_with(scheme))
        && site.ends_with('/')
        && !site.contains(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '<' | '>' | '&' | '?' | '#')
        });
    match good {
        true => Ok(Some(site)),
        false => {
            Err(format!("SITE is “{site}”; it has to be like https://example.org/folder/").into())
        }
    }
}

/// Names the tables by their bytes.
fn tables(folder: &Path) -> Outcome<String> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(fs::read(file)?);
    }
    Ok(hex(&hash.finalize(), 4))
}

/// Copies a folder with all that is in it, `without` one at its top.
fn copy(from: &Path, to: &Path, without: &str) -> Outcome {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, new) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true if entry.file_name() == without => {}
            true => copy(&path, &new, "")?,
            false => {
                fs::copy(path, new)?;
            }
        }
    }
    Ok(())
}

fn origins(path: &Path) -> Outcome<Vec<Origin>> {
    #[derive(serde::Deserialize)]
    struct Package {
        resources: Vec<Origin>,
    }
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let package: Package =
        serde_json::from_str(&text).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(package.resources)
}

/// The method page's prose; its corrections have an address.
fn method_text(lang: Lang) -> Outcome<String> {
    let text = fs::read_to_string(format!("content/method/{}.md", lang.tag()))?;
    let html = compute_anxiety::content::plain(&text);
    let heading = format!(">{}</h2>", lang.pick("更正", "Corrections"));
    match html.contains(&heading) {
        true => Ok(html.replacen(&heading, &format!(" id=\"corrections\"{heading}"), 1)),
        false => {
            Err(format!("content/method/{}.md has no section on corrections", lang.tag()).into())
        }
    }
}

fn sections(context: Context) -> Outcome<Vec<Section>> {
    let folder = format!("content/{}", context.lang.tag());
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder)?.map(|entry| Ok(entry?.path())).collect::<Outcome<_>>()?;
    files.retain(|f| f.extension().is_some_and(|e| e == "md"));
    files.sort();
    files
        .iter()
        .map(|file| {
            let text = fs::read_to_string(file)?;
            Ok(section(&file.display().to_string(), &text, context)?)
        })
        .collect()
}

/// The name of some bytes.
fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes), 8)
}

fn hex(bytes: &[u8], first: usize) -> String {
    bytes.iter().take(first).map(|b| format!("{b:02x}")).collect()
}
