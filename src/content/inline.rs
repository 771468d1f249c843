//! Inside a line: numbers, phrases that point at a figure, marks of the ledger.

use super::{Context, Problem};
use crate::chart::svg::escape;
use crate::claim::{self, Kind};
use crate::figure::Id;
use crate::i18n::Lang;
use crate::model::day::Day;
use crate::say;

/// What was found on the way.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Numbers named.
    pub numbers: Vec<&'static str>,
    /// Ledger entries named.
    pub facts: Vec<String>,
    /// Characters or words.
    pub length: usize,
}

/// Replaces every `{{number}}`, `[[place|phrase]]` and `{§fact}`, and refuses digits between them.
/// `rich` is false for headings, which carry neither links nor marks.
pub(super) fn fill(
    line: &str,
    context: Context,
    rich: bool,
    found: &mut Found,
) -> Result<String, Problem> {
    let mut out = String::new();
    let mut rest = line;
    // A number has been seen since the last mark.
    let mut pending = false;
    loop {
        let next =
            ["{{", "[[", "{§"].into_iter().filter_map(|mark| Some((rest.find(mark)?, mark))).min();
        let (before, after) = match next {
            Some((at, mark)) => (rest.get(..at).unwrap_or_default(), rest.get(at + mark.len()..)),
            None => (rest, None),
        };
        literal_number(before)?;
        let mark = next.map_or("", |n| n.1);
        if rich && pending && sentence_ends(before, mark == "{§") {
            return Err(Problem::Unmarked(before.chars().take(16).collect()));
        }
        found.length += length(before, context.lang);
        out.push_str(before);
        let Some(after) = after else { break };
        let end = if mark == "{{" {
            "}}"
        } else if mark == "[[" {
            "]]"
        } else {
            "}"
        };
        let (inside, after) = after.split_once(end).ok_or(Problem::Unclosed)?;
        match mark {
            "{{" => {
                let text = number(inside, context, rich, found)?;
                found.length += length(inside, Lang::En);
                out.push_str(&text);
                pending = true;
            }
            "[[" => {
                let (place, phrase) = inside.split_once('|').ok_or(Problem::Unclosed)?;
                let (figure, day) = place.split_once('.').unwrap_or_default();
                if Id::from_name(figure).is_none() || day.parse::<Day>().is_err() {
                    return Err(Problem::UnknownPlace(place.into()));
                }
                let phrase = fill(phrase, context, false, found)?;
                out.push_str(&format!(
                    "<a class=\"place\" href=\"#{figure}\" data-at=\"{place}\">{phrase}</a>"
                ));
            }
            _ => {
                let entry = context
                    .ledger
                    .find(inside)
                    .ok_or_else(|| Problem::UnknownFact(inside.into()))?;
                pending = false;
                if rich && !found.facts.contains(&entry.id) {
                    out.push('\u{2060}');
                    out.push_str(&fact(entry, context.lang));
                }
                found.facts.push(entry.id.clone());
            }
        }
        rest = after;
    }
    Ok(if rich { glued(&out) } else { out })
}

fn number(id: &str, context: Context, rich: bool, found: &mut Found) -> Result<String, Problem> {
    let claim = claim::find(id).ok_or_else(|| Problem::UnknownNumber(id.into()))?;
    let text =
        (claim.say)(context.data, context.lang).ok_or_else(|| Problem::NoValue(id.into()))?;
    found.numbers.push(claim.id);
    let text = escape(&text);
    let class = kind_class(claim.kind);
    Ok(match rich {
        true => format!(
            "<button type=\"button\" class=\"n {class}\" popovertarget=\"n-{id}\">{text}</button>"
        ),
        false => text,
    })
}

fn fact(entry: &super::ledger::Entry, lang: Lang) -> String {
    let (mark, zh, en) = entry.verdict.sign();
    let (root, id) = (lang.pick("", ""), &entry.id);
    let words = say!(lang, ("核对：{zh}"), ("Checked: {en}"));
    format!(
        "<a class=\"fact\" id=\"f-{id}\" href=\"{root}method.html#c-{id}\" title=\"{words}\" aria-label=\"{words}\">{mark}</a>"
    )
}

/// The class that shows a number's kind.
pub(super) fn kind_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Computed => "computed",
        Kind::Reported => "reported",
        Kind::Opinion => "opinion",
    }
}

/// Keeps a number, the punctuation after it and the ledger's sign after that on one line.
fn glued(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, inside)) = rest.split_once("<button") {
        let Some((button, after)) = inside.split_once("</button>") else { break };
        let marks =
            ['。', '，', '；', '、', '：', '）', '”', '.', ',', ';', ':', ')', '’', '\u{2060}'];
        let tail = after.trim_start_matches(marks);
        let sign = tail.starts_with("<a class=\"fact\"").then(|| tail.find("</a>")).flatten();
        let end = after.len() - tail.len() + sign.map_or(0, |at| at + "</a>".len());
        let (kept, left) = after.split_at(end);
        out.push_str(before);
        match kept.is_empty() {
            true => out.push_str(&format!("<button{button}</button>")),
            false => {
                out.push_str(&format!("<span class=\"glue\"><button{button}</button>{kept}</span>"))
            }
        }
        rest = left;
    }
    out.push_str(rest);
    out
}

/// Whether a sentence ends inside `text`; `marked` where a mark follows it, which its last end may have.
fn sentence_ends(text: &str, marked: bool) -> bool {
    let closing = ['”', '’', '"', '）', ')', '」', ' '];
    let body = if marked { text.trim_end_matches(closing) } else { text };
    let body =
        if marked { body.trim_end_matches(['。', '！', '？', '.', '!', '?']) } else { body };
    let letters: Vec<char> = body.chars().collect();
    letters.iter().enumerate().any(|(i, c)| match c {
        '。' | '！' | '？' | '!' | '?' => true,
        '.' => letters.get(i + 1).is_none_or(|next| closing.contains(next)),
        _ => false,
    })
}

/// Characters of Chinese text, words of English text.
fn length(text: &str, lang: Lang) -> usize {
    match lang {
        Lang::ZhHans => text.chars().filter(|c| *c > '\u{2e80}').count(),
        Lang::En => text.split_whitespace().count(),
    }
}

/// Refuses a digit unless it belongs to a product name: GPT-3, H20.
fn literal_number(text: &str) -> Result<(), Problem> {
    let mut in_name = false;
    for (index, c) in text.char_indices() {
        if c.is_ascii_digit() && !in_name {
            let found = text.get(index..).unwrap_or_default();
            return Err(Problem::LiteralNumber(found.chars().take(12).collect()));
        }
        in_name = c.is_ascii_alphabetic() || (in_name && (c == '-' || c.is_ascii_digit()));
    }
    Ok(())
}
