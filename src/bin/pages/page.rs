//! One page: the shell with its head and its body.

use crate::social::card;
use crate::{Outcome, Site};
use compute_anxiety::chart::escape;
use compute_anxiety::chart::theme::{Mode, Palette};
use compute_anxiety::i18n::Lang;
use compute_anxiety::ui::article::PAUSE;
use compute_anxiety::ui::{Reader, Setting};
use leptos::prelude::*;

/// Holds the parser for a moment, so that what stands before it is painted before the rest is read: a style sheet
/// that is empty and asks for nothing.
pub const HOLD: &str = "<link id=\"begun\" rel=\"stylesheet\" href=\"data:text/css,\">";

/// What a page says of itself.
pub struct Page<'a> {
    /// Its language.
    pub lang: Lang,
    /// Its path in the folder of the article.
    pub path: String,
    /// Its title.
    pub title: &'a str,
    /// What it is about, in a sentence.
    pub about: &'a str,
    /// The path that search engines shall know it by.
    pub canonical: String,
    /// The name of its card in `cards/`.
    pub card: String,
    /// Embedded: the name of what is embedded.
    pub embed: Option<&'a str>,
    /// Whether it is the slides.
    pub deck: bool,
    /// What else its head holds.
    pub head: String,
    /// What it tells search engines: a script that nobody runs.
    pub data: String,
}

impl<'a> Page<'a> {
    /// A page of the article in its language's folder.
    pub fn of_article(
        lang: Lang,
        name: &str,
        title: &'a str,
        about: &'a str,
        data: String,
    ) -> Self {
        let path = format!("{}{name}", lang.pick("", "en/"));
        let canonical = path.trim_end_matches("index.html").to_string();
        let card = format!("article.{}", lang.tag());
        Self {
            lang,
            canonical,
            path,
            title,
            about,
            card,
            embed: None,
            deck: false,
            head: String::new(),
            data,
        }
    }

    /// What its figures stand in.
    fn setting(&self) -> Setting {
        match (self.embed, self.deck) {
            (Some(_), _) => Setting::Embedded,
            (None, true) => Setting::Stage,
            (None, false) => Setting::Page,
        }
    }

    /// From the page to the folder of the article.
    pub fn root(&self) -> &'static str {
        if self.path.contains('/') { "../" } else { "" }
    }
}

impl Site {
    /// The whole address of a path where the site's is known, else the way to it from a page.
    pub fn whole(&self, root: &str, path: &str) -> String {
        match &self.address {
            Some(site) => format!("{site}{path}"),
            None if root.is_empty() && path.is_empty() => "./".into(),
            None => format!("{root}{path}"),
        }
    }

    /// Makes a page of what `view` shows.
    pub fn add(&mut self, page: &Page, view: &dyn Fn(Reader) -> String) -> Outcome {
        let html = self.html(page, view)?;
        self.files.push((page.path.clone(), html.into_bytes()));
        Ok(())
    }

    fn html(&self, page: &Page, view: &dyn Fn(Reader) -> String) -> Outcome<String> {
        let (lang, root) = (page.lang, page.root());
        let owner = Owner::new();
        let body = owner.with(|| {
            view(Reader {
                data: self.data,
                lang,
                state: RwSignal::new(self.state.clone()),
                palette: RwSignal::new(Palette::of(Mode::Light)),
                ratio: RwSignal::new(1.0),
                runs: StoredValue::new_local(Default::default()),
                root,
                version: "",
                setting: page.setting(),
                cursor: RwSignal::new(None),
                playing: RwSignal::new(false),
            })
        });
        // Leptos marks text for hydration; these pages are never hydrated.
        let body = body.replace("<!>", "").replace("<!---->", "");
        let style = match page.embed {
            None if page.deck => &self.assets.deck_style,
            None => &self.assets.article,
            Some("article") => &self.assets.embedded,
            Some(_) => &self.assets.figure,
        };
        let (title, about) = (escape(page.title), escape(page.about));
        let canonical = self.whole(root, &page.canonical);
        let (sheet, hash) = style.inside();
        let mut head = format!(
            "<title>{title}</title>\n<meta name=\"description\" content=\"{about}\">\n{sheet}\
             <link rel=\"canonical\" href=\"{canonical}\">\n"
        );
        head += &card(self, page);
        let (before, loader, after) = cut(&self.shell, "<script async", "</script>")?;
        let mut shell = format!("{before}{after}")
            .replace("style-src 'self'", &format!("style-src 'self' {hash}"));
        let loader = loader.replace("./boot.js", &format!("./{}", self.assets.boot));
        let mut scripts = format!("{}{loader}\n", page.data);
        head += &page.head;
        let mut attributes = format!("lang=\"{}\"", lang.tag());
        match page.embed {
            None => {
                head += &self.languages(page);
                head += "<link rel=\"manifest\" href=\"manifest.webmanifest\">\n";
                scripts += &deferred(&self.assets.offline);
                // An embedded page asks for nothing that its figure can do without.
                shell = shell.replacen("href=\"data:,\"", "href=\"./icon.svg\"", 1);
                if page.deck {
                    attributes = format!("data-deck=\"\" {attributes}");
                    scripts += &deferred(&self.assets.deck);
                }
            }
            Some(name) => {
                attributes = format!("data-embed=\"{name}\" {attributes}");
                head += "<meta name=\"robots\" content=\"noindex\">\n";
                scripts += &deferred(&self.assets.frame);
                let shadow = format!("data-shadow=\"./{}\" data-wasm", self.assets.shadow);
                scripts = scripts.replacen("data-wasm", &shadow, 1);
            }
        }
        let here = format!("=\"{}", if root.is_empty() { "./" } else { root });
        let scripts = scripts.replace("=\"./", &here);
        // The parser rests at each script: in the article not before there is something to paint. Nothing is painted
        // before that, and nothing more is read until it is.
        let body = if body.contains(PAUSE) {
            head += "<link rel=\"expect\" href=\"#begun\" blocking=\"render\">\n";
            shell = shell.replace("style-src 'self'", "style-src 'self' data:");
            body.replacen(PAUSE, &format!("{HOLD}{scripts}"), 1)
        } else {
            head += &scripts;
            body
        };
        let html = put(&shell, "<title>", "</title>", &head)?
            .replace(" lang=\"zh-Hans\"", &format!(" {attributes}"))
            .replace("data-lang=\"zh-Hans\"", &format!("data-lang=\"{}\"", lang.tag()))
            .replace("=\"./", &here);
        put(&html, "<body>", "</body>", &format!("<body>{body}</body>"))
    }

    /// The same page in each language.
    fn languages(&self, page: &Page) -> String {
        let name = page.canonical.trim_start_matches("en/");
        let link = |tag: &str, path: String| {
            let address = self.whole(page.root(), &path);
            format!("<link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\">\n")
        };
        [("zh-Hans", ""), ("en", "en/"), ("x-default", "")]
            .map(|(tag, folder)| link(tag, format!("{folder}{name}")))
            .concat()
    }
}

fn deferred(name: &str) -> String {
    format!("<script defer src=\"./{name}\"></script>\n")
}

/// Replaces what stands from `open` to `close`, both included.
fn put(page: &str, open: &str, close: &str, new: &str) -> Outcome<String> {
    let (before, _, after) = cut(page, open, close)?;
    Ok(format!("{before}{new}{after}"))
}

/// What stands before, from and after `open` to `close`, both included.
fn cut<'a>(page: &'a str, open: &str, close: &str) -> Outcome<(&'a str, &'a str, &'a str)> {
    let parts = || {
        let start = page.find(open)?;
        let end = start + page.get(start..)?.find(close)? + close.len();
        Some((page.get(..start)?, page.get(start..end)?, page.get(end..)?))
    };
    parts().ok_or_else(|| format!("a page has no {open}…{close}").into())
}
