//! The article as a page: head, sections, the list of numbers, the tables' origins.

use super::Reader;
use super::figures::body;
use super::theme::theme_switch;
use crate::claim::{Kind, registry};
use crate::content::{Block, Section};
use crate::figure::Id;
use crate::i18n::Lang;
use leptos::prelude::*;

/// Where a table comes from, as `datapackage.json` says it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Origin {
    /// File name in `data/`.
    pub path: String,
    /// What it holds.
    pub title: String,
    /// Where it comes from.
    pub source: String,
    /// On what terms.
    pub license: String,
    /// From when to when.
    pub coverage: String,
    /// When it was retrieved.
    pub retrieved: String,
    /// What to be careful about.
    pub caveat: String,
    /// All of this in Chinese, for the page.
    pub zh: String,
}

/// The title and the line under it.
pub fn headline(lang: Lang) -> (&'static str, &'static str) {
    lang.pick(
        (
            "算力焦虑：第一个到终点的，赢了吗？",
            "算力怎样成了人工智能里人人盯着的那个数；最后分出高下的，又为什么也许是谁的生态更大。",
        ),
        (
            "Compute Anxiety: did the first to arrive win?",
            "How computing power became the one number everybody in AI watches, and why the race may go to the ecosystem rather than to the fastest starter.",
        ),
    )
}

/// Everything inside `<body>`.
pub fn article(reader: Reader, sections: Vec<Section>, origins: Vec<Origin>) -> impl IntoView {
    let lang = reader.lang;
    let (title, standfirst) = headline(lang);
    let other = lang.pick("en/index.html", "../index.html");
    let (other_tag, other_name) = lang.pick(("en", "English"), ("zh-Hans", "中文"));
    let sections = sections.into_iter().map(|s| section(reader, s)).collect_view();
    view! {
        <a class="skip" href="#article">{lang.pick("跳到正文", "Skip to the article")}</a>
        <header class="bar">
            <a class="language" href=other hreflang=other_tag lang=other_tag data-keep-query=other>
                {other_name}
            </a>
            <div data-tool="theme">{theme_switch(reader)}</div>
        </header>
        <p class="notice" role="status" data-notice hidden>
            {lang.pick(
                "互动部分没能运行。文章、图和数据都在下面，重新载入也许能恢复互动。",
                "The interactive part could not run. The text, figures and data are all below; reloading may bring it back.",
            )}
        </p>
        <main id="article">
            <div class="masthead">
                <p class="kicker">{lang.pick("互动文章", "Interactive article")}</p>
                <h1>{phrases(title)}</h1>
                <p class="standfirst">{standfirst}</p>
            </div>
            {sections}
            {numbers(reader)}
            {data_origins(reader, origins)}
        </main>
        <footer>
            <p>
                {lang.pick(
                    "本文重述并核对专栏“玉渊谭天”2025年7月的一篇评论；文字与代码均为重新写作。正文中的数字都可点开来历。不加载第三方内容，不用 Cookie，不统计访问。",
                    "This piece retells and checks a commentary of July 2025 by the column Yuyuan Tantian; the text and the code are our own. Every number in the prose leads to its origin. No third-party requests, no cookies, no analytics.",
                )}
            </p>
        </footer>
    }
}

/// The title's phrases, each kept whole where a line has room for it.
fn phrases(title: &'static str) -> impl IntoView {
    let parts = title.split_inclusive([':', '：', '，']).map(|phrase| {
        view! {
            <span>{phrase.trim()}</span>
            {phrase.ends_with(':').then_some(" ")}
        }
    });
    parts.collect_view()
}

fn section(reader: Reader, section: Section) -> impl IntoView {
    let blocks = section.blocks.into_iter().map(|block| match block {
        Block::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
        Block::Figure(id) => figure(reader, id).into_any(),
    });
    let blocks = blocks.collect_view();
    view! {
        <section id=section.id>
            <h2>{section.title}</h2>
            {blocks}
        </section>
    }
}

/// A figure's slot: the static figure, and an empty place for the live one.
fn figure(reader: Reader, id: Id) -> impl IntoView {
    view! {
        <figure id=id.name() data-figure=id.name() data-state="static">
            <div data-chart=id.name() data-state="static">
                <div class="static">{body(id, reader)}</div>
                <div class="live"></div>
                <p class="failed">
                    {reader.lang.pick(
                        "这张图的互动版没能画出来，上面是静态版；重新载入也许能恢复。",
                        "The live version of this figure could not be drawn; above is the static one. Reloading may help.",
                    )}
                </p>
            </div>
        </figure>
    }
}

fn numbers(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let rows = registry().map(|claim| {
        let value = (claim.say)(reader.data, lang).unwrap_or_default();
        let kind = match claim.kind {
            Kind::Computed => lang.pick("本文算出", "computed here"),
            Kind::Reported => lang.pick("据报道", "reported"),
        };
        view! {
            <tr id=format!("n-{}", claim.id)>
                <th scope="row">{value}</th>
                <td class="kind">{kind}</td>
                <td>{lang.pick(claim.how.0, claim.how.1)}</td>
                <td class="origin">{lang.pick(claim.source.0, claim.source.1)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section id="numbers" class="notes">
            <h2>{lang.pick("文中的数字", "The numbers")}</h2>
            <p>
                {lang.pick(
                    "实线下划的数字由本文用附带的数据算出，虚线下划的数字引自报道或文献。",
                    "Numbers with a solid underline are computed here from the bundled data; those with a dotted one are reported by a source.",
                )}
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.pick("数字表", "Table of numbers")>
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{lang.pick("数字", "Number")}</th>
                            <th scope="col">{lang.pick("性质", "Kind")}</th>
                            <th scope="col">{lang.pick("怎么来的", "How we got it")}</th>
                            <th scope="col">{lang.pick("出处", "Source")}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

fn data_origins(reader: Reader, origins: Vec<Origin>) -> impl IntoView {
    let lang = reader.lang;
    let items = origins.into_iter().map(|o| {
        let href = format!("{}data/{}", reader.root, o.path);
        let text = match lang {
            Lang::ZhHans => o.zh,
            Lang::En => format!(
                "{}. {}. {}. {}; retrieved {}. {}",
                o.title, o.source, o.license, o.coverage, o.retrieved, o.caveat,
            ),
        };
        view! {
            <dt>
                <a href=href download>{o.path}</a>
            </dt>
            <dd>{text}</dd>
        }
    });
    let items = items.collect_view();
    view! {
        <section id="data" class="notes">
            <h2>{lang.pick("数据", "Data")}</h2>
            <dl>{items}</dl>
        </section>
    }
}
