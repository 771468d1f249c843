//! The method page: how we know, the claim ledger, the numbers, the tables' origins.

use super::Reader;
use super::article::{bar, footer};
use crate::claim::registry;
use crate::content::Section;
use crate::content::ledger::{Entry, Ledger, VERDICTS};
use crate::i18n::Lang;
use crate::say;
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

/// Everything inside `<body>` of the method page. `text` is its prose, one section a heading.
pub fn method(
    reader: Reader,
    text: String,
    sections: Vec<Section>,
    ledger: &Ledger,
    origins: Vec<Origin>,
) -> impl IntoView {
    let lang = reader.lang;
    view! {
        {bar(reader, "method.html")}
        <main id="article" class="method">
            <div class="prose" inner_html=text></div>
            {claims(lang, &sections, ledger)}
            {numbers(reader)}
            {data_origins(reader, origins)}
        </main>
        {footer(lang)}
    }
}

/// The ledger with its filter, which needs no script.
fn claims(lang: Lang, sections: &[Section], ledger: &Ledger) -> impl IntoView + use<> {
    let n = ledger.0.len();
    let all = say!(lang, ("全部 {n}"), ("All {n}"));
    let filter = VERDICTS.into_iter().map(|verdict| {
        let (mark, zh, en) = verdict.sign();
        let count = ledger.0.iter().filter(|e| e.verdict == verdict).count();
        let id = format!("show-{}", verdict.name());
        view! {
            <input type="radio" name="verdict" id=id.clone() />
            <label for=id>{format!("{mark} {} {count}", lang.pick(zh, en))}</label>
        }
    });
    let filter = filter.collect_view();
    let parts = sections.iter().map(|section| {
        let rows = ledger.0.iter().filter(|e| e.section == section.id);
        let rows = rows.map(|entry| claim(lang, entry)).collect_view();
        view! {
            <h3>{section.title.clone()}</h3>
            <ul>{rows}</ul>
        }
    });
    let parts = parts.collect_view();
    view! {
        <section id="ledger" class="notes">
            <h2>{lang.pick("核对清单", "The claim ledger")}</h2>
            <p>
                {lang.pick(
                    "正文里每一句事实都在这里：判断、依据、出处。点“↑”回到正文里的那一句。",
                    "Every factual sentence of the article: the verdict, the evidence, the source. “↑” leads back to the sentence.",
                )}
            </p>
            <div class="ledger">
                <input type="radio" name="verdict" id="show-all" checked />
                <label for="show-all">{all}</label>
                {filter}
                {parts}
            </div>
        </section>
    }
}

fn claim(lang: Lang, entry: &Entry) -> impl IntoView + use<> {
    let (mark, zh, en) = entry.verdict.sign();
    let (evidence, source) = entry.words(lang);
    let (evidence, source) = (evidence.to_string(), source.to_string());
    let back = lang.pick("回到正文", "Back to the sentence");
    view! {
        <li id=format!("c-{}", entry.id) data-verdict=entry.verdict.name()>
            <b>{format!("{mark} {}", lang.pick(zh, en))}</b>
            " "
            {evidence}
            " "
            <span class="origin">{lang.pick("出处：", "Source: ")} {source}</span>
            " "
            <a href=format!("index.html#f-{}", entry.id) aria-label=back title=back>
                "↑"
            </a>
        </li>
    }
}

fn numbers(reader: Reader) -> impl IntoView {
    let lang = reader.lang;
    let pick = |(zh, en): (&'static str, &'static str)| lang.pick(zh, en);
    let rows = registry().map(|claim| {
        let value = (claim.say)(reader.data, lang).unwrap_or_default();
        view! {
            <tr id=format!("m-{}", claim.id)>
                <th scope="row">{value}</th>
                <td class="kind">{pick(claim.kind.words())}</td>
                <td>{pick(claim.how)} " " {pick(claim.depends)}</td>
                <td class="origin">{pick(claim.source)}</td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <section id="all-numbers" class="notes">
            <h2>{lang.pick("文中的数字", "The numbers")}</h2>
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
