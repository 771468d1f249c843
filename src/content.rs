//! The prose: Markdown with figures (`::figure stock`) and registered numbers (`{{race.gap}}`).
//!
//! Read when the pages are made; anything unknown fails the build with file and line.

use crate::chart::svg::escape;
use crate::claim::{self, Kind};
use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use pulldown_cmark::{Parser, html};
use std::fmt;

/// One section of the article.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Anchor, from the file name without its number: `02-five-hundred.md` → `five-hundred`.
    pub id: String,
    /// Heading, plain text.
    pub title: String,
    /// Paragraphs and figures in order.
    pub blocks: Vec<Block>,
    /// Ids of the numbers it names, in order, repeated where named again.
    pub numbers: Vec<&'static str>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// HTML of one or more paragraphs.
    Prose(String),
    /// A figure's slot.
    Figure(Id),
}

/// A defect in the prose and where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// File as given.
    pub file: String,
    /// Line, 1-based.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file does not begin with `# Title`.
    NoTitle,
    /// No figure has this id.
    UnknownFigure(String),
    /// No registered number has this id.
    UnknownNumber(String),
    /// The data do not give this number.
    NoValue(String),
    /// `{{` without `}}`.
    Unclosed,
    /// A digit that no registered number stands behind.
    LiteralNumber(String),
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: ", self.file, self.line)?;
        match &self.problem {
            Problem::NoTitle => write!(f, "the file must begin with “# Title”"),
            Problem::UnknownFigure(id) => {
                let known = crate::figure::ALL.map(Id::name).join(", ");
                write!(f, "unknown figure “{id}”; known are {known}")
            }
            Problem::UnknownNumber(id) => {
                write!(f, "unknown number “{id}”; register it in src/claim/")
            }
            Problem::NoValue(id) => write!(f, "the data give no value for “{id}”"),
            Problem::Unclosed => write!(f, "“{{{{” without “}}}}” on the same line"),
            Problem::LiteralNumber(text) => {
                write!(f, "literal number “{text}”; register it in src/claim/ and write its id")
            }
        }
    }
}

impl std::error::Error for ContentError {}

/// Parses one section.
///
/// # Errors
/// The first defect, with its line.
pub fn section(file: &str, text: &str, data: &Data, lang: Lang) -> Result<Section, ContentError> {
    let fail = |line: usize, problem| ContentError { file: file.into(), line, problem };
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".md");
    let id = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_string();
    let mut section = Section { id, title: String::new(), blocks: Vec::new(), numbers: Vec::new() };
    let mut prose = String::new();
    for (line, source) in (1..).zip(text.lines()) {
        if line == 1 {
            let title = source.strip_prefix("# ").ok_or_else(|| fail(line, Problem::NoTitle))?;
            section.title =
                fill(title, data, lang, false, &mut section.numbers).map_err(|p| fail(line, p))?;
        } else if let Some(name) = source.strip_prefix("::figure ") {
            let name = name.trim();
            let figure = Id::from_name(name)
                .ok_or_else(|| fail(line, Problem::UnknownFigure(name.into())))?;
            flush(&mut prose, &mut section.blocks);
            section.blocks.push(Block::Figure(figure));
        } else {
            let filled =
                fill(source, data, lang, true, &mut section.numbers).map_err(|p| fail(line, p))?;
            prose.push_str(&filled);
            prose.push('\n');
        }
    }
    if section.title.is_empty() {
        return Err(fail(1, Problem::NoTitle));
    }
    flush(&mut prose, &mut section.blocks);
    Ok(section)
}

fn flush(prose: &mut String, blocks: &mut Vec<Block>) {
    if !prose.trim().is_empty() {
        let mut out = String::new();
        html::push_html(&mut out, Parser::new(prose));
        blocks.push(Block::Prose(out));
    }
    prose.clear();
}

/// Replaces every `{{id}}`, and refuses digits between them.
fn fill(
    line: &str,
    data: &Data,
    lang: Lang,
    link: bool,
    numbers: &mut Vec<&'static str>,
) -> Result<String, Problem> {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("{{") {
        literal_number(before)?;
        out.push_str(before);
        let (id, after) = after.split_once("}}").ok_or(Problem::Unclosed)?;
        let claim = claim::find(id).ok_or_else(|| Problem::UnknownNumber(id.into()))?;
        let text = (claim.say)(data, lang).ok_or_else(|| Problem::NoValue(id.into()))?;
        numbers.push(claim.id);
        if link {
            let kind = kind_class(claim.kind);
            let text = escape(&text);
            out.push_str(&format!("<a class=\"n {kind}\" href=\"#n-{id}\">{text}</a>"));
        } else {
            out.push_str(&text);
        }
        rest = after;
    }
    literal_number(rest)?;
    out.push_str(rest);
    Ok(out)
}

/// The class that shows a number's kind.
fn kind_class(kind: Kind) -> &'static str {
    match kind {
        Kind::Computed => "computed",
        Kind::Reported => "reported",
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
