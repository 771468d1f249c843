//! The codes that put a figure, or the whole article, into another site; and what an editor needs beside them.

use super::control::{Choice, Words};
use super::export::work;
use crate::chart::layout::{Layout, TEXT};
use crate::chart::wrap::wrap;
use crate::chart::{Chart, escape};
use crate::i18n::Lang;
use crate::say;

/// The width that codes reserve room for, CSS px.
pub const WIDTH: f64 = 760.0;
/// Pixels of the pictures in `pictures/`, across.
const PICTURE: f64 = 800.0;
/// What a frame may do. Its page needs none of the host's rights; links open beside the host's page.
const SANDBOX: &str =
    "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";

/// What an editor chooses: which build a code names, colours, whether the line that says who made it is shown.
pub static CHOICES: [Choice; 3] = [
    Choice {
        key: "version",
        label: ("版本", "Version"),
        options: &[("latest", ("随文更新", "Latest")), ("pinned", ("锁定此版", "Pinned"))],
    },
    Choice {
        key: "theme",
        label: ("配色", "Colours"),
        options: &[
            ("auto", ("随读者系统", "Reader’s system")),
            ("light", ("浅色", "Light")),
            ("dark", ("深色", "Dark")),
        ],
    },
    Choice {
        key: "brand",
        label: ("署名行", "Credit line"),
        options: &[("shown", ("显示", "Shown")), ("none", ("不显示", "Hidden"))],
    },
];

/// What is embedded, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct Embed {
    /// `article`, or the figure's id.
    pub name: &'static str,
    /// The language of the page.
    pub lang: Lang,
    /// The folder of the article, with its last slash.
    pub base: String,
    /// The build to name: `None` for the latest, else its version.
    pub pinned: Option<String>,
    /// `auto`, `light` or `dark`.
    pub theme: String,
    /// Whether the credit line is shown.
    pub brand: bool,
    /// The query of the reader's view; empty for the written one.
    pub view: String,
    /// The same for the article, whose steps may have changed the view: with every key.
    pub link: String,
    /// Title.
    pub title: String,
    /// What it shows, as a sentence.
    pub takeaway: String,
    /// What is seen, in words.
    pub alt: String,
    /// What is seen in the written view, in words: its picture holds the place of any view.
    pub written: String,
    /// The source of the data.
    pub source: String,
    /// Height to reserve at [`WIDTH`], CSS px.
    pub height: f64,
    /// Height of the written view's picture at 800 px, CSS px.
    pub picture: f64,
}

/// A view that has no picture in `pictures/`, as an SVG file, and its height at 800 px, CSS px.
pub type Own = Option<(String, f64)>;

/// A row of the embed panel: what it is, and the text to copy.
pub type Row = (Words, String);

impl Embed {
    /// Where the build stands.
    fn folder(&self) -> String {
        match &self.pinned {
            Some(version) => format!("{}v/{version}/", self.base),
            None => self.base.clone(),
        }
    }

    fn page(&self) -> String {
        format!("{}embed/{}.{}.html", self.folder(), self.name, self.lang.tag())
    }

    /// The page in a frame, with what was chosen.
    fn address(&self) -> String {
        let theme = (self.theme != "auto").then(|| format!("theme={}", self.theme));
        let brand = (!self.brand).then(|| "brand=none".to_string());
        let view = Some(self.view.clone()).filter(|view| !view.is_empty());
        let query: Vec<String> = [view, theme, brand].into_iter().flatten().collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("{}{mark}{}", self.page(), query.join("&"))
    }

    /// The article, at this figure and in this view.
    pub fn home(&self) -> String {
        let page = self.lang.pick("index.html", "en/index.html");
        let query = if self.link.is_empty() { String::new() } else { format!("?{}", self.link) };
        let place = if self.name == "article" { String::new() } else { format!("#{}", self.name) };
        format!("{}{page}{query}{place}", self.base)
    }

    /// The written view's picture; in the dark there is an SVG only.
    fn file(&self, ending: &str) -> String {
        let ending = if self.theme == "dark" { "dark.svg" } else { ending };
        match self.name {
            "article" => format!("{}cards/article.{}.png", self.folder(), self.lang.tag()),
            name => format!("{}pictures/{name}.{}.{ending}", self.folder(), self.lang.tag()),
        }
    }

    /// A frame, which works wherever HTML can be pasted; the script beside it keeps its height right.
    pub fn frame(&self) -> String {
        format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{:.0}\" frameborder=\"0\" loading=\"lazy\" \
             allow=\"clipboard-write\" sandbox=\"{SANDBOX}\"></iframe>\n<script async src=\"{}embed.js\"></script>\n",
            escape(&self.address()),
            escape(&self.title),
            self.height,
            self.folder(),
        )
    }

    /// An element of the host's own page. The picture in it holds its place, and stays where nothing else works.
    fn element(&self) -> String {
        let (width, height) = (PICTURE, self.picture);
        let attribute = |name: &str, value: &str| match value {
            "" | "auto" => String::new(),
            value => format!(" {name}=\"{}\"", escape(value)),
        };
        format!(
            "<compute-anxiety figure=\"{}\" lang=\"{}\"{}{}{}>\n  <a href=\"{}\"><svg viewBox=\"0 0 {width:.0} \
             {height:.0}\" width=\"100%\" role=\"img\" aria-label=\"{}\"><image href=\"{}\" width=\"{width:.0}\" \
             height=\"{height:.0}\"/></svg></a>\n</compute-anxiety>\n<script async src=\"{}embed.js\"></script>\n",
            self.name,
            self.lang.tag(),
            attribute("view", &self.view),
            attribute("theme", &self.theme),
            attribute("brand", if self.brand { "" } else { "none" }),
            escape(&self.plain_home()),
            escape(&self.written),
            escape(&self.file("svg")),
            self.folder(),
        )
    }

    /// For AMP pages, where scripts of one's own are not allowed.
    fn amp(&self) -> String {
        format!(
            "<amp-iframe src=\"{}\" title=\"{}\" width=\"auto\" height=\"{:.0}\" layout=\"fixed-height\" \
             frameborder=\"0\" resizable sandbox=\"allow-scripts allow-popups allow-popups-to-escape-sandbox\">\n  \
             <amp-img src=\"{}\" alt=\"{}\" layout=\"fill\" placeholder></amp-img>\n  <div overflow tabindex=\"0\" \
             role=\"button\" aria-label=\"{more}\">{more}</div>\n</amp-iframe>\n",
            escape(&self.address()),
            escape(&self.title),
            self.height,
            escape(&self.file("png")),
            escape(&self.written),
            more = self.lang.pick("展开全图", "Show all of it"),
        )
    }

    /// The picture with its caption. A view of the reader's own travels inside the code.
    fn picture(&self, own: &Own) -> String {
        let (source, height) = match own {
            Some((svg, height)) => (data_address(svg), *height),
            None => (self.file("png"), self.picture),
        };
        let home = escape(&self.home());
        format!(
            "<figure>\n  <a href=\"{home}\"><img src=\"{}\" width=\"{PICTURE:.0}\" height=\"{height:.0}\" \
             style=\"max-width:100%;height:auto\" alt=\"{}\" loading=\"lazy\"></a>\n  <figcaption>{} <a \
             href=\"{home}\">{}</a> (CC BY 4.0). {}</figcaption>\n</figure>\n",
            escape(&source),
            escape(&self.alt),
            escape(&self.caption()),
            work(self.lang),
            escape(&self.source),
        )
    }

    /// Title and takeaway.
    pub fn caption(&self) -> String {
        say!(
            self.lang,
            ("{}。{}", self.title, self.takeaway),
            ("{}. {}", self.title, self.takeaway)
        )
    }

    /// The article at this figure's written view.
    pub fn plain_home(&self) -> String {
        Self { link: String::new(), ..self.clone() }.home()
    }

    /// Who made it, from what, on what terms, where.
    pub fn credit(&self) -> String {
        let (work, source, home) = (work(self.lang), &self.source, self.plain_home());
        say!(
            self.lang,
            ("来自《{work}》（CC BY 4.0）。{source} {home}"),
            ("From {work} (CC BY 4.0). {source} {home}")
        )
    }

    /// What the host's Content-Security-Policy must allow besides what it allows already.
    fn policy(&self) -> String {
        let at = &self.base;
        format!(
            "script-src {at} 'wasm-unsafe-eval'; style-src {at}; connect-src {at}; img-src {at} data:; frame-src {at}"
        )
    }

    /// All rows of the panel; `own` is the reader's view, where it is not the written one.
    pub fn rows(&self, own: &Own) -> Vec<Row> {
        let all = self.name == "article";
        let rows = [
            (("网页框 iframe", "Frame (iframe)"), self.frame()),
            (("脚本（自定义元素）", "Script (custom element)"), self.element()),
            (("AMP", "AMP"), self.amp()),
            (
                (
                    "oEmbed网址（WordPress等；显示原图）",
                    "oEmbed address (WordPress and others; written view)",
                ),
                self.page(),
            ),
            (("图片", "Picture"), self.picture(own)),
            (("图注", "Caption"), self.caption()),
            (("署名与来源", "Credit and source"), self.credit()),
            (("替代文字", "Alternative text"), self.alt.clone()),
            (
                (
                    "本站CSP须加（自定义元素；网页框只需frame-src与script-src）",
                    "To add to your CSP (element; a frame needs frame-src and script-src only)",
                ),
                self.policy(),
            ),
        ];
        // The article is too long for an element or one picture.
        let fits = |(i, row)| (!all || !matches!(i, 1 | 4 | 7)).then_some(row);
        rows.into_iter().enumerate().filter_map(fits).collect()
    }
}

/// An SVG file as an address that carries it.
fn data_address(svg: &str) -> String {
    let mut out = String::from("data:image/svg+xml;charset=utf-8,");
    for c in svg.chars() {
        match c {
            '%' | '#' | '"' | '<' | '>' | '&' | '\n' => {
                out.push_str(&format!("%{:02X}", u32::from(c)))
            }
            c => out.push(c),
        }
    }
    out
}

/// The height that an embedded figure takes at [`WIDTH`], about: what stands around the chart depends on the
/// browser's fonts. CSS px.
pub fn reserve(chart: &Chart, measure: &dyn Fn(&str, bool) -> f64) -> f64 {
    let inner = WIDTH - 32.0;
    let lines = |text: &str, size: f64| {
        let fits = |line: &str| measure(line, false) * size / TEXT <= inner;
        wrap(text, fits).len() as f64
    };
    let takeaway = lines(&chart.takeaway, 15.0).max(2.0) * 23.0;
    let source = lines(&format!("{} {}", chart.source, chart.caveat), 13.0) * 20.0;
    let events = chart.markers.len().div_ceil(2) as f64 * 32.0;
    let own = OWN.iter().find(|(id, _)| *id == chart.id).map_or(0.0, |(_, height)| *height);
    Layout::height_for(chart, inner) + takeaway + source + events + own + AROUND
}

/// Title, controls, cursor, folds and credit of a figure, CSS px; what some figures have besides.
const AROUND: f64 = 360.0;
const OWN: [(&str, f64); 3] = [("stock", 216.0), ("attention", 110.0), ("race", 65.0)];
