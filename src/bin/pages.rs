//! Writes the article's pages into a Trunk build: complete HTML for every language.
//!
//! Run by Trunk's post_build hook with `TRUNK_STAGING_DIR`, after the wasm is there.
#![forbid(unsafe_code)]

use compute_anxiety::bundled;
use compute_anxiety::chart::theme::{Mode, Palette};
use compute_anxiety::content::ledger;
use compute_anxiety::content::{Context, Section, section};
use compute_anxiety::data::Data;
use compute_anxiety::figure::adoption::RUNS;
use compute_anxiety::i18n::{LANGS, Lang};
use compute_anxiety::state::AppState;
use compute_anxiety::ui::Reader;
use compute_anxiety::ui::article::{article, headline};
use compute_anxiety::ui::gallery::gallery;
use compute_anxiety::ui::method::{Origin, method};
use leptos::prelude::*;
use sha2::{Digest, Sha256};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pages: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let staging = std::env::var_os("TRUNK_STAGING_DIR")
        .map(PathBuf::from)
        .ok_or("TRUNK_STAGING_DIR is not set; run `cargo xtask build`, which sets it")?;
    let data: &'static Data = Box::leak(Box::new(bundled::data()?));
    let origins = origins(Path::new("public/data/datapackage.json"))?;
    let shell = name_by_content(&staging, &fs::read_to_string(staging.join("index.html"))?)?;
    let shell = one_style(&staging, &shell)?;
    let ledger = ledger::parse(&fs::read_to_string(ledger::FILE)?)?;
    for lang in LANGS {
        let folder = staging.join(lang.pick("", "en"));
        fs::create_dir_all(&folder)?;
        let context = Context { data, ledger: &ledger, lang };
        let sections = sections(context)?;
        let text = method_text(lang)?;
        let write = |name: &str, title: &str, view: &dyn Fn(Reader) -> String| -> Outcome {
            let page = page(&shell, lang, name, title, data, view)?;
            Ok(fs::write(folder.join(name), page)?)
        };
        let title = headline(lang).0;
        write("index.html", title, &|reader| article(reader, sections.clone()).to_html())?;
        let name = lang.pick("方法与核对", "Method");
        write("method.html", &format!("{name} · {title}"), &|reader| {
            let sections = sections.clone();
            method(reader, text.clone(), sections, &ledger, origins.clone()).to_html()
        })?;
        let name = lang.pick("全部图表", "All figures");
        write("gallery.html", &format!("{name} · {title}"), &|reader| gallery(reader).to_html())?;
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

/// The method page's prose.
fn method_text(lang: Lang) -> Outcome<String> {
    let text = fs::read_to_string(format!("content/method/{}.md", lang.tag()))?;
    Ok(compute_anxiety::content::plain(&text))
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

/// Renames the wasm, its glue and the loader after their final bytes: Trunk hashes the first two before
/// wasm-opt runs and the loader not at all (trunk#838), so a cache could mix two builds.
fn name_by_content(staging: &Path, shell: &str) -> Outcome<String> {
    let mut shell = shell.to_string();
    for entry in fs::read_dir(staging)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default().to_string();
        let Some((stem, ending)) = ["_bg.wasm", ".js"]
            .iter()
            .find_map(|ending| Some((name.strip_suffix(ending)?, *ending)))
        else {
            continue;
        };
        let base = stem.rsplit_once('-').map_or(stem, |(base, _)| base);
        let hash = digest(&fs::read(&path)?);
        let new = format!("{base}-{hash}{ending}");
        if !shell.contains(&name) {
            return Err(format!("index.html does not name {name}").into());
        }
        fs::rename(&path, staging.join(&new))?;
        shell = shell.replace(&name, &new);
    }
    Ok(shell)
}

/// Puts the style sheets into one, without comments and line breaks, named after its bytes: one request, and
/// a third less to load.
fn one_style(staging: &Path, shell: &str) -> Outcome<String> {
    let (mut left, mut style) = (Vec::new(), String::new());
    for line in shell.lines() {
        let sheet = line.contains("rel=\"stylesheet\"").then(|| line.split("href=\"./").nth(1));
        let Some(name) = sheet.flatten().and_then(|rest| rest.split('"').next()) else {
            left.push(line);
            continue;
        };
        let path = staging.join(name);
        let text = fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let code =
            text.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, code)| code));
        let words: Vec<String> = code.map(String::from).collect();
        style += &words.concat().split_whitespace().collect::<Vec<_>>().join(" ");
        fs::remove_file(path)?;
    }
    if style.is_empty() {
        return Err("index.html links no style sheet".into());
    }
    let shell = left.join("\n");
    let name = format!("style-{}.css", digest(style.as_bytes()));
    fs::write(staging.join(&name), style)?;
    let link = format!("<link rel=\"stylesheet\" href=\"./{name}\">");
    Ok(shell.replacen("<link", &format!("{link}\n<link"), 1))
}

/// The name of some bytes.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn page(
    shell: &str,
    lang: Lang,
    name: &str,
    title: &str,
    data: &'static Data,
    view: &dyn Fn(Reader) -> String,
) -> Outcome<String> {
    let root = lang.pick("", "../");
    let owner = Owner::new();
    let body = owner.with(|| {
        let mut state = AppState::default();
        state.adoption.advance(RUNS);
        let reader = Reader {
            data,
            lang,
            state: RwSignal::new(state),
            palette: RwSignal::new(Palette::of(Mode::Light)),
            ratio: RwSignal::new(1.0),
            root,
        };
        view(reader)
    });
    // Leptos marks text for hydration; these pages are never hydrated.
    let body = body.replace("<!>", "").replace("<!---->", "");
    let description = headline(lang).1;
    let head = format!(
        "<title>{title}</title>\n<meta name=\"description\" content=\"{description}\">\n\
         <link rel=\"alternate\" hreflang=\"zh-Hans\" href=\"{root}{name}\">\n\
         <link rel=\"alternate\" hreflang=\"en\" href=\"{root}en/{name}\">"
    );
    let page = shell
        .replace("lang=\"zh-Hans\"", &format!("lang=\"{}\"", lang.tag()))
        .replace("=\"./", &format!("=\"{}", if root.is_empty() { "./" } else { root }));
    let page = put(&page, "<title>", "</title>", &head)?;
    put(&page, "<body>", "</body>", &format!("<body>{body}</body>"))
}

/// Replaces what stands from `open` to `close`, both included.
fn put(page: &str, open: &str, close: &str, new: &str) -> Outcome<String> {
    let cut = || {
        let (before, rest) = page.split_once(open)?;
        let (_, after) = rest.split_once(close)?;
        Some(format!("{before}{new}{after}"))
    };
    cut().ok_or_else(|| format!("index.html has no {open}…{close}").into())
}
