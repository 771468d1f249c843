//! The article as a page: head, rail, sections, the notes behind the numbers.

use super::Reader;
use super::figures::body;
use super::guess::guess_box;
use super::notes::{notes, numbered, numbers};
use super::theme::theme_switch;
use crate::chart::layout::WRITTEN;
use crate::chart::svg::svg;
use crate::claim::find;
use crate::content::{Block, Section, Step};
use crate::figure::Id;
use crate::figure::control::Words;
use crate::i18n::Lang;
use crate::say;
use crate::state::AppState;
use leptos::prelude::*;
use std::ops::Range;

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

/// The head every page shares: skip link, language, pages, theme, the one message.
pub fn bar(reader: Reader, page: &'static str) -> impl IntoView {
    let lang = reader.lang;
    let (other_tag, other_name) = lang.pick(("en", "English"), ("zh-Hans", "中文"));
    let other = format!("{}{page}", lang.pick("en/", "../"));
    let links = [
        ("index.html", ("文章", "Article")),
        ("present.html", ("放映", "Slides")),
        ("method.html", ("方法与核对", "Method")),
        ("gallery.html", ("全部图表", "All figures")),
    ];
    let links = links.into_iter().map(|(href, (zh, en))| {
        let current = (href == page).then_some("page");
        view! {
            <a href=href aria-current=current data-keep-query=href>
                {lang.pick(zh, en)}
            </a>
        }
    });
    view! {
        <a class="skip" href="#article">{lang.pick("跳到正文", "Skip to the article")}</a>
        <header class="bar">
            <nav aria-label=lang.pick("页面", "Pages")>
                {links.collect_view()}
                <a href=other.clone() hreflang=other_tag lang=other_tag data-keep-query=other>
                    {other_name}
                </a>
            </nav>
            <details class="switches">
                <summary>{lang.pick("显示", "Display")}</summary>
                <div data-tool="theme">{theme_switch(reader)}</div>
            </details>
            <i class="probe" hidden></i>
        </header>
        {notices(lang)}
        <p class="notice" role="status" data-update hidden>
            {lang.pick(
                "有新版本。换用后页面会重新载入，看到的位置不变。",
                "There is a new version. The page will reload and stay where you are.",
            )}
            <button type="button">{lang.pick("现在换用", "Use it now")}</button>
            <button type="button">{lang.pick("以后再说", "Later")}</button>
        </p>
    }
}

/// What is said where nothing can be made live, where it takes its time, and where no script may run.
pub fn notices(lang: Lang) -> impl IntoView {
    view! {
        <p class="notice" role="status" data-notice hidden>
            {lang.pick(NOTICE.0, NOTICE.1)}
        </p>
        <p class="notice" role="status" data-slow hidden>
            {lang.pick(
                "互动部分还在加载；文字和图现在就能看。",
                "The interactive part is still loading; text and figures can be read now.",
            )}
        </p>
        <noscript>
            <p class="notice">
                {lang.pick(
                    "浏览器没有运行脚本（JavaScript），不能互动；文字、图和数据照常能看。打开脚本后重新载入即可。",
                    "JavaScript is off, so nothing here is interactive. Text, figures and data can still be read; turn it on and reload to use the rest.",
                )}
            </p>
        </noscript>
    }
}

/// The one message where nothing can be made live.
const NOTICE: Words = (
    "互动部分没能运行。文字、图和数据照常能看，重新载入也许能恢复互动。",
    "The interactive part could not run. Text, figures and data can still be read; reloading may bring it back.",
);

/// Where `pages` writes the version of the build, and the hash of its tables.
pub const VERSION_MARK: &str = "@version@";
/// See [`VERSION_MARK`].
pub const DATA_MARK: &str = "@data@";

/// Everything inside `<body>` of the article.
pub fn article(reader: Reader, sections: Vec<Section>) -> impl IntoView {
    let lang = reader.lang;
    let rail = rail(lang, &sections);
    view! {
        {bar(reader, "index.html")}
        <main id="article">{masthead(lang)} {story(reader, sections)}</main>
        {footer(lang)}
        {rail}
    }
}

/// Title, standfirst, and how to read on.
pub fn masthead(lang: Lang) -> impl IntoView {
    let (title, standfirst) = headline(lang);
    view! {
        <div class="masthead">
            <p class="kicker">{lang.pick("互动文章", "Interactive article")}</p>
            <h1>{phrases(title)}</h1>
            <p class="standfirst">{standfirst}</p>
            <details class="guide">
                <summary>{lang.pick("怎样读这篇文章", "How to read this article")}</summary>
                <p class="legend">
                    {lang.pick(
                        "划线的数字可以点开来历。句后的记号通向核对清单：● 数据支持　○ 有出处的报道　◐ 须加说明　△ 作者的看法",
                        "Underlined numbers open their origin. Signs lead to the claim ledger: ● supported by data here, ○ reported with a source, ◐ needs nuance, △ the author’s opinion",
                    )}
                </p>
                {how_to(lang)}
            </details>
        </div>
    }
}

/// The sections, and the notes behind their numbers.
pub fn story(reader: Reader, sections: Vec<Section>) -> impl IntoView {
    let notes = notes(&sections);
    let sections =
        sections.into_iter().map(|s| (section(reader, numbered(s, &notes)), pause()).into_any());
    (sections.collect_view(), numbers(reader, &notes))
}

/// Lets the browser's parser rest: Chrome's does at a script, even at one that nobody runs, and otherwise reads
/// most of the article in one task and lays it out in the next, where no hand is answered. After a section and before
/// a figure with steps it is worth its bytes.
fn pause() -> impl IntoView {
    view! { <script type="text/plain"></script> }
}

/// [`pause`] as it is written; `pages` puts a page's own scripts into the first one's place.
pub const PAUSE: &str = "<script type=\"text/plain\"></script>";

/// How the figures are used, with a mouse, a finger or a keyboard.
pub fn how_to(lang: Lang) -> impl IntoView {
    view! {
        <p class="legend">
            {lang.pick(
                "读图：指着或点按图面，下面就报出数值；键盘用Tab走到图下的滑块，方向键、PageUp、PageDown、Home、End移动，Esc收起。股价图可两指缩放。每张图都带数据表和下载，折线可以听。",
                "Reading a figure: point at it or tap it and its values are named below. By keyboard, Tab to the slider under it; arrows, Page Up, Page Down, Home and End move, Esc ends. Two fingers zoom the share price. Every figure has its table and downloads, and lines can be heard.",
            )}
        </p>
    }
}

/// The foot every page shares.
pub fn footer(lang: Lang) -> impl IntoView {
    view! {
        <footer>
            <p>
                {lang.pick(
                    "本文重述并核对专栏“玉渊谭天”2025年7月的一篇评论；文字与代码均为原创。正文中的数字都可点开来历。不加载第三方内容，不用 Cookie，不统计访问。",
                    "This piece retells and checks a commentary of July 2025 by the column Yuyuan Tantian; the text and the code are our own. Every number in the prose leads to its origin. No third-party requests, no cookies, no analytics.",
                )}
            </p>
            <p>
                {lang.pick("版本 ", "Version ")} <code>{VERSION_MARK}</code>
                {lang.pick("，数据 ", ", data ")} <code>{DATA_MARK}</code>
            </p>
            <p data-offline role="status" hidden>
                {lang.pick("已存好，断网也能看。", "Saved: works without a network now.")}
            </p>
            <div data-tool="embed"></div>
        </footer>
    }
}

/// Characters (Chinese) or words (English) read in a minute, and minutes that a figure takes.
const PACE: (usize, usize) = (350, 220);

/// Where one is: the sections, and the minutes from each to the end.
fn rail(lang: Lang, sections: &[Section]) -> impl IntoView + use<> {
    let pace = lang.pick(PACE.0, PACE.1);
    let links = sections.iter().enumerate().map(|(i, section)| {
        let rest: usize = sections.iter().skip(i).map(|s| s.length).sum();
        let left = rest.div_ceil(pace);
        view! {
            <li>
                <a href=format!("#{}", section.id) data-left=left.to_string()>
                    <span>{section.title.clone()}</span>
                </a>
            </li>
        }
    });
    let links = links.collect_view();
    view! {
        <nav class="rail" aria-label=lang.pick("章节", "Sections")>
            <p data-progress></p>
            <ol>{links}</ol>
        </nav>
    }
}

/// The title's phrases, each kept whole where a line has room for it.
pub fn phrases(title: &'static str) -> impl IntoView {
    let parts = title.split_inclusive([':', '：', '，']).map(|phrase| {
        view! {
            <span>{phrase.trim()}</span>
            {phrase.ends_with(':').then_some(" ")}
        }
    });
    parts.collect_view()
}

fn section(reader: Reader, section: Section) -> impl IntoView {
    let mut steps = 0;
    let id = section.id.clone();
    let blocks = section.blocks.into_iter().map(|block| match block {
        Block::Prose(html) => view! { <div class="prose" inner_html=html></div> }.into_any(),
        Block::Figure(figure, all) if all.is_empty() => slot(reader, figure),
        Block::Figure(figure, all) => {
            let first = steps + 1;
            steps += all.len();
            scrolly(reader, figure, all, &id, first)
        }
        Block::Waffle(id) => waffle(reader, id),
        Block::Guess => view! { <div data-tool="guess">{guess_box(reader)}</div> }.into_any(),
    });
    let blocks = blocks.collect_view();
    view! {
        <section id=section.id>
            <h2>{section.title}</h2>
            {blocks}
        </section>
    }
}

/// A percentage as a hundred squares: a picture of one reported number, not of data.
pub fn waffle(reader: Reader, id: &str) -> AnyView {
    let lang = reader.lang;
    let Some(claim) = find(id) else { return ().into_any() };
    let value = (claim.say)(reader.data, lang).unwrap_or_default();
    let full: usize = value.trim_end_matches('%').parse().unwrap_or_default();
    // Two paths, not a hundred elements: it stands in what is painted first.
    let square = |i: usize| format!("M{} {}h9v9h-9z", i % 20 * 11, i / 20 * 11);
    let squares = |of: Range<usize>| of.map(square).collect::<String>();
    let full = full.min(100);
    let words = say!(
        lang,
        ("一百格里的{full}格：据报道，英伟达占人工智能芯片市场{value}以上。"),
        ("{full} squares of a hundred: NVIDIA’s reported share of the market for AI chips, or more.")
    );
    view! {
        <div class="waffle">
            <svg viewBox="0 0 218 53" role="img" aria-label=words.clone()>
                <path class="full" d=squares(0..full)></path>
                <path class="rest" d=squares(full..100)></path>
            </svg>
            <p>{words}</p>
        </div>
    }
    .into_any()
}

/// A figure that stays in view while its steps go by; flat where there is no room or no wish for that.
fn scrolly(reader: Reader, id: Id, steps: Vec<Step>, section: &str, first: usize) -> AnyView {
    let lang = reader.lang;
    let steps = steps.into_iter().zip(first..).map(|(step, n)| {
        let anchor = format!("{section}-{n}");
        let here = lang.pick("这一步的地址", "Address of this step");
        // The default view is the figure's own picture; any other has its own for flat reading.
        let still = (!step.shows.is_empty()).then(|| {
            let mut state = AppState::default();
            state.show(id, &step.shows);
            let chart = state.figure(id).chart(reader.data, lang);
            let picture = svg(&chart, WRITTEN.0, "still", lang.tag());
            view! {
                <div class="still-box">
                    <p class="still-title">{chart.title}</p>
                    <div inner_html=picture></div>
                </div>
            }
        });
        view! {
            <div class="step" id=anchor.clone() data-step=id.name() data-shows=step.shows>
                <div class="prose" inner_html=step.html></div>
                {still}
                <a class="here" href=format!("#{anchor}") aria-label=here title=here>
                    "#"
                </a>
            </div>
        }
    });
    let steps = steps.collect_view();
    let chart = reader.state.with_untracked(|s| s.figure(id).chart(reader.data, lang));
    // A low figure is pinned lower, a high one at the top.
    let stage = if chart.heights.1 <= 400.0 { "stage low" } else { "stage" };
    view! {
        {pause()}
        <div class="scrolly">
            <div class=stage>{slot(reader, id)}</div>
            <div class="steps">{steps}</div>
        </div>
    }
    .into_any()
}

/// A figure's slot: the static figure, and an empty place for the live one.
pub fn slot(reader: Reader, id: Id) -> AnyView {
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
    .into_any()
}
