//! The talk made of the prose: its stops, the key sentences marked in the text, notes for the speaker.

use super::Problem;
use crate::chart::escape;
use crate::figure::Id;
use crate::i18n::Lang;
use pulldown_cmark::{Event, Parser};

/// What the wall shows at a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scene {
    /// The section's title and its key sentence.
    Opening,
    /// A figure in a view: its keys as a query, empty for the default.
    Figure(Id, String),
    /// The hall draws a guess.
    Guess,
}

/// One stop of the talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its address, the same as in the article: the section, a step (`section-n`), a figure, the guess.
    pub anchor: String,
    /// What the wall shows.
    pub scene: Scene,
    /// The key sentence, plain text; empty where the figure speaks for itself.
    pub key: String,
    /// The same as HTML, its numbers each on one line.
    pub slide: String,
    /// The prose of this place in plain text, for the speaker: one paragraph a line.
    pub prose: String,
    /// What to do and to say besides, plain text; empty without.
    pub note: String,
}

/// Stand around a number of a key sentence until it is HTML; no text has them.
pub(super) const NUMBER: (char, char) = ('\u{e000}', '\u{e001}');
/// Characters (Chinese) or words (English) spoken in a minute.
const PACE: (usize, usize) = (220, 130);
/// Seconds for a slide to be looked at before anything is said.
const LOOK: usize = 8;

impl Stop {
    /// A stop of which nothing is known but the place.
    pub(super) fn at(anchor: String, scene: Scene) -> Self {
        let empty = String::new;
        Self { anchor, scene, key: empty(), slide: empty(), prose: empty(), note: empty() }
    }

    /// Seconds that it takes to be told: its prose and its note, spoken.
    pub fn seconds(&self, lang: Lang) -> usize {
        let text = format!("{} {}", self.prose, self.note);
        let (length, pace) = match lang {
            Lang::ZhHans => (text.chars().filter(|c| *c > '\u{2e80}').count(), PACE.0),
            Lang::En => (text.split_whitespace().count(), PACE.1),
        };
        LOOK + (length * 60).div_ceil(pace)
    }

    /// Takes a paragraph of prose.
    pub(super) fn tell(&mut self, paragraph: &str) {
        let text = bare(paragraph);
        if !text.is_empty() {
            self.prose += if self.prose.is_empty() { "" } else { "\n" };
            self.prose += &text;
        }
    }

    /// Takes its key sentence, of which there is one, with its numbers in [`NUMBER`]. A clause that ends in the
    /// middle of a sentence ends with a full stop on the slide.
    pub(super) fn keep(&mut self, key: &str, lang: Lang) -> Result<(), Problem> {
        if !self.key.is_empty() {
            return Err(Problem::TwoKeys);
        }
        let mut text = bare(key);
        let ends = ['。', '？', '！', '.', '?', '!'];
        if !text.trim_end_matches([NUMBER.1, '”', '’']).ends_with(ends) {
            text.push_str(lang.pick("。", "."));
        }
        self.key = text.replace([NUMBER.0, NUMBER.1], "");
        self.slide =
            escape(&text).replace(NUMBER.0, "<span class=\"glue\">").replace(NUMBER.1, "</span>");
        Ok(())
    }

    /// Takes its note, of which there is one.
    pub(super) fn remark(&mut self, note: &str) -> Result<(), Problem> {
        if !self.note.is_empty() {
            return Err(Problem::TwoNotes);
        }
        self.note = bare(note);
        Ok(())
    }
}

/// A line without the marks of its key sentence, and that sentence: `{=…=}`.
pub(super) fn keyed(line: &str) -> Result<(String, Option<&str>), Problem> {
    let Some((before, rest)) = line.split_once("{=") else {
        return if line.contains("=}") { Err(Problem::Unclosed) } else { Ok((line.into(), None)) };
    };
    let (key, after) = rest.split_once("=}").ok_or(Problem::Unclosed)?;
    match (rest.matches("{=").count(), after.contains("=}")) {
        (0, false) => Ok((format!("{before}{key}{after}"), Some(key))),
        _ => Err(Problem::TwoKeys),
    }
}

/// The words of a line of Markdown.
pub(super) fn bare(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new(markdown) {
        if let Event::Text(text) | Event::Code(text) = event {
            words.push_str(&text);
        }
    }
    words.trim().to_string()
}
