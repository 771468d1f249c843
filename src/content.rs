//! The prose: Markdown with figures, steps, registered numbers and marks of the claim ledger.
//!
//! ```text
//! # Title
//! Text with {{stock.multiple}}, a [[stock.2025-01-27|phrase]] about a place, a fact.{§fall}
//! ::figure stock
//! ::step
//! Text beside the figure's default view.
//! ::step view=peers
//! Text beside another view.
//! ::end
//! ::guess
//! ::waffle nvidia.share
//! A sentence.{=The key sentence of the slide.=}
//! ::note What the speaker does here.
//! ```
//! Read when the pages are made; anything unknown fails the build with file and line.

mod inline;
pub mod ledger;
pub mod talk;

use crate::data::Data;
use crate::figure::Id;
use crate::i18n::Lang;
use crate::state::AppState;
use inline::{Found, fill};
use ledger::Ledger;
use pulldown_cmark::{Parser, html};
use std::fmt;
use talk::{NUMBER, Scene, Stop, keyed};

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
    /// Ids of the ledger entries its sentences are marked with, in order.
    pub facts: Vec<String>,
    /// Characters (Chinese) or words (English) of its text, for the time it takes to read.
    pub length: usize,
    /// The same section as a part of the talk: its opening, then what it shows.
    pub stops: Vec<Stop>,
}

/// A piece of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// HTML of one or more paragraphs.
    Prose(String),
    /// A figure, and the steps beside it; without steps it stands alone.
    Figure(Id, Vec<Step>),
    /// Where the reader may draw a guess.
    Guess,
    /// A registered percentage as a hundred squares.
    Waffle(&'static str),
}

/// A step: what the figure shows, and the text beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The figure's keys that differ from the default, as a query; empty for the default view.
    pub shows: String,
    /// HTML of the text.
    pub html: String,
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
    /// A step outside a figure, or a figure with steps that is not closed.
    StrayStep,
    /// A step whose keys or values the figure does not know.
    UnknownView(String),
    /// No registered number has this id.
    UnknownNumber(String),
    /// The data do not give this number.
    NoValue(String),
    /// No ledger entry has this id.
    UnknownFact(String),
    /// A sentence with a number and without a mark of the ledger.
    Unmarked(String),
    /// A phrase that points at no figure's day.
    UnknownPlace(String),
    /// `{{`, `[[` or `{§` without its end.
    Unclosed,
    /// A digit that no registered number stands behind.
    LiteralNumber(String),
    /// A section or a step without the one sentence that its slide shows.
    NoKey,
    /// A section or a step with more than one of them.
    TwoKeys,
    /// A second note at one stop of the talk.
    TwoNotes,
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: ", self.file, self.line)?;
        match &self.problem {
            Problem::NoTitle => write!(f, "the file must begin with “# Title”"),
            Problem::UnknownFigure(id) => {
                let known: Vec<_> = crate::figure::all().map(Id::name).collect();
                write!(f, "unknown figure “{id}”; known are {}", known.join(", "))
            }
            Problem::StrayStep => {
                write!(f, "“::step” belongs between “::figure id” and “::end”")
            }
            Problem::UnknownView(query) => {
                write!(f, "the figure knows no view “{query}”; write keys as in its address")
            }
            Problem::UnknownNumber(id) => {
                write!(f, "unknown number “{id}”; register it in src/claim/")
            }
            Problem::NoValue(id) => write!(f, "the data give no value for “{id}”"),
            Problem::UnknownFact(id) => {
                write!(f, "unknown ledger entry “{id}”; add it to content/ledger.csv")
            }
            Problem::Unmarked(text) => write!(
                f,
                "the sentence before “{text}” has a number and no mark; write {{§id}} after it and add the id to content/ledger.csv"
            ),
            Problem::UnknownPlace(text) => {
                write!(
                    f,
                    "“[[{text}|…]]” names no day of a figure; write [[stock.2025-01-27|phrase]]"
                )
            }
            Problem::Unclosed => {
                write!(f, "“{{{{”, “[[” or “{{§” without its end on the same line")
            }
            Problem::LiteralNumber(text) => {
                write!(f, "literal number “{text}”; register it in src/claim/ and write its id")
            }
            Problem::NoKey => write!(
                f,
                "the section, or the step that ends here, has no key sentence; mark one as {{=…=}}"
            ),
            Problem::TwoKeys => {
                write!(f, "a second key sentence; a section and a step have one each")
            }
            Problem::TwoNotes => write!(f, "a second note here; a stop of the talk has one"),
        }
    }
}

impl std::error::Error for ContentError {}

/// What a section is read with.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// All tables.
    pub data: &'a Data,
    /// The claim ledger.
    pub ledger: &'a Ledger,
    /// The language it is written in.
    pub lang: Lang,
}

/// Parses one section.
///
/// # Errors
/// The first defect, with its line.
pub fn section(file: &str, text: &str, context: Context) -> Result<Section, ContentError> {
    let fail = |line: usize, problem| ContentError { file: file.into(), line, problem };
    let stem = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".md");
    let id = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-').to_string();
    let mut found = Found::default();
    let mut title = String::new();
    let mut blocks = Vec::new();
    let mut prose = String::new();
    let mut open: Option<(Id, Vec<Step>)> = None;
    let mut stops = vec![Stop::at(id.clone(), Scene::Opening)];
    let mut step = 0;
    for (line, source) in (1..).zip(text.lines()) {
        let named = source.strip_prefix("::figure ").map(str::trim);
        if line == 1 {
            let source = source.strip_prefix("# ").ok_or_else(|| fail(line, Problem::NoTitle))?;
            title = fill(source, context, false, &mut found).map_err(|p| fail(line, p))?;
        } else if let Some(name) = named {
            let figure = Id::from_name(name)
                .ok_or_else(|| fail(line, Problem::UnknownFigure(name.into())))?;
            if open.is_some() {
                return Err(fail(line, Problem::StrayStep));
            }
            flush(&mut prose, &mut blocks);
            // Steps follow on the next line that is not empty, or the figure stands alone.
            let next = text.lines().skip(line).find(|l| !l.trim().is_empty());
            if next.is_some_and(|l| l.starts_with("::step")) {
                open = Some((figure, Vec::new()));
            } else {
                blocks.push(Block::Figure(figure, Vec::new()));
                stops.push(Stop::at(name.into(), Scene::Figure(figure, String::new())));
            }
        } else if let Some(shows) = source.strip_prefix("::step") {
            let Some((figure, steps)) = &mut open else {
                return Err(fail(line, Problem::StrayStep));
            };
            let shows = shows.trim().to_string();
            known_view(*figure, &shows).map_err(|p| fail(line, p))?;
            told(steps, &stops).map_err(|p| fail(line, p))?;
            finish(&mut prose, steps);
            step += 1;
            stops.push(Stop::at(format!("{id}-{step}"), Scene::Figure(*figure, shows.clone())));
            steps.push(Step { shows, html: String::new() });
        } else if source.trim() == "::end" {
            let Some((figure, mut steps)) = open.take() else {
                return Err(fail(line, Problem::StrayStep));
            };
            told(&steps, &stops).map_err(|p| fail(line, p))?;
            finish(&mut prose, &mut steps);
            blocks.push(Block::Figure(figure, steps));
        } else if let Some(id) = source.strip_prefix("::waffle ") {
            let claim = crate::claim::find(id.trim())
                .ok_or_else(|| fail(line, Problem::UnknownNumber(id.trim().into())))?;
            flush(&mut prose, &mut blocks);
            blocks.push(Block::Waffle(claim.id));
        } else if source.trim() == "::guess" {
            flush(&mut prose, &mut blocks);
            blocks.push(Block::Guess);
            stops.push(Stop::at("guess".into(), Scene::Guess));
        } else if let Some(note) = source.strip_prefix("::note ") {
            let note = spoken(note, context).map_err(|p| fail(line, p))?;
            let stop = stops.last_mut();
            stop.map_or(Ok(()), |stop| stop.remark(&note)).map_err(|p| fail(line, p))?;
        } else {
            let (source, key) = keyed(source).map_err(|p| fail(line, p))?;
            let filled = fill(&source, context, true, &mut found).map_err(|p| fail(line, p))?;
            prose.push_str(&filled);
            prose.push('\n');
            let told = spoken(&source, context).map_err(|p| fail(line, p))?;
            if let Some(stop) = stops.last_mut() {
                stop.tell(&told);
            }
            if let Some(key) = key {
                let key = key.replace("{{", &format!("{}{{{{", NUMBER.0));
                let key = key.replace("}}", &format!("}}}}{}", NUMBER.1));
                let key = spoken(&key, context).map_err(|p| fail(line, p))?;
                // Outside the steps it is the section's own.
                let of = if open.is_some() { stops.last_mut() } else { stops.first_mut() };
                of.map_or(Ok(()), |stop| stop.keep(&key, context.lang))
                    .map_err(|p| fail(line, p))?;
            }
        }
    }
    if title.is_empty() {
        return Err(fail(1, Problem::NoTitle));
    }
    if open.is_some() {
        return Err(fail(text.lines().count(), Problem::StrayStep));
    }
    if stops.first().is_none_or(|stop| stop.key.is_empty()) {
        return Err(fail(text.lines().count(), Problem::NoKey));
    }
    flush(&mut prose, &mut blocks);
    let Found { numbers, facts, length } = found;
    Ok(Section { id, title, blocks, numbers, facts, length, stops })
}

/// A line as it is spoken: numbers in place, nothing to press. It counts nowhere: the prose did that.
fn spoken(line: &str, context: Context) -> Result<String, Problem> {
    fill(line, context, false, &mut Found::default())
}

/// Whether the step that ends has its key sentence.
fn told(steps: &[Step], stops: &[Stop]) -> Result<(), Problem> {
    match (steps.is_empty(), stops.last()) {
        (false, Some(stop)) if stop.key.is_empty() => Err(Problem::NoKey),
        _ => Ok(()),
    }
}

/// Every pair of a step's query must be one that the figure takes and keeps.
fn known_view(figure: Id, query: &str) -> Result<(), Problem> {
    if query.is_empty() {
        return Ok(());
    }
    let mut state = AppState::default();
    state.show(figure, query);
    let written = state.figure(figure).write();
    let kept = |pair: &str| {
        let Some((key, value)) = pair.split_once('=') else { return false };
        written.iter().any(|(known, now)| *known == key && now == value)
    };
    if query.split('&').all(kept) { Ok(()) } else { Err(Problem::UnknownView(query.into())) }
}

/// Markdown without directives as HTML, for pages outside the story.
pub fn plain(text: &str) -> String {
    render(&mut text.to_string())
}

fn render(prose: &mut String) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new(prose));
    prose.clear();
    out
}

fn flush(prose: &mut String, blocks: &mut Vec<Block>) {
    if !prose.trim().is_empty() {
        blocks.push(Block::Prose(render(prose)));
    }
    prose.clear();
}

/// Gives the text so far to the last step; text before the first step is no step's.
fn finish(prose: &mut String, steps: &mut [Step]) {
    if let Some(step) = steps.last_mut() {
        step.html = render(prose);
    }
    prose.clear();
}
