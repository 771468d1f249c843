//! What a reader can change in the attention figure.

use super::{
    AGAINST, Against, Guess, MEASURES, Measure, SOURCES, Source, WINDOWS, chart, chosen,
    shown_measure,
};
use crate::chart::Chart;
use crate::data::Data;
use crate::data::attention::{BOARD_FILE, NEWS_FILE, POLICY_FILE};
use crate::figure::control::{Choice, Control};
use crate::figure::{Figure, choice, choice_name};
use crate::i18n::Lang;
use crate::model::series::Series;
use std::sync::Arc;

/// What a reader can change.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// The proxy.
    pub source: Source,
    /// The measure.
    pub measure: Measure,
    /// Smoothing window in periods, one of [`WINDOWS`].
    pub window: usize,
    /// The groups beside compute.
    pub against: Against,
    /// Only from GPT-3 on.
    pub late: bool,
    /// The shape that the story describes, as a sketch.
    pub sketch: bool,
    /// What the reader expected before seeing the data.
    pub guess: Option<Guess>,
    /// A series of the reader's own; not in the address, never uploaded.
    pub own: Option<Arc<Series>>,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            source: Source::Board,
            measure: Measure::Rate,
            window: 3,
            against: Against::Both,
            late: false,
            sketch: false,
            guess: None,
            own: None,
        }
    }
}

impl Figure for Params {
    fn write(&self) -> Vec<(&'static str, String)> {
        vec![
            ("source", choice_name(self.source, &SOURCES).into()),
            ("measure", choice_name(self.measure, &MEASURES).into()),
            ("window", self.window.to_string()),
            ("against", choice_name(self.against, &AGAINST).into()),
            ("since", if self.late { "gpt3" } else { "2018" }.into()),
            ("sketch", if self.sketch { "on" } else { "off" }.into()),
            ("guess", self.guess.as_ref().map_or_else(|| "none".into(), Guess::write)),
        ]
    }

    fn read(&mut self, key: &str, value: &str) {
        match key {
            "source" => self.source = choice(value, &SOURCES, self.source),
            "measure" => self.measure = choice(value, &MEASURES, self.measure),
            "window" => {
                let wanted = value.parse().ok();
                self.window = wanted.filter(|w| WINDOWS.contains(w)).unwrap_or(self.window);
            }
            "against" => self.against = choice(value, &AGAINST, self.against),
            "since" => self.late = choice(value, &[("2018", false), ("gpt3", true)], self.late),
            "sketch" => self.sketch = choice(value, &[("off", false), ("on", true)], self.sketch),
            "guess" if value == "none" => self.guess = None,
            "guess" => self.guess = Guess::read(value).or(self.guess.take()),
            _ => {}
        }
    }

    fn controls(&self, data: &Data, lang: Lang) -> Vec<Control> {
        let counts = chosen(data, self);
        let shown = shown_measure(&counts, self.measure);
        let usable = |name: &str| {
            let wanted = choice(name, &MEASURES, self.measure);
            shown_measure(&counts, wanted) == wanted
        };
        let any = |_: &str| true;
        vec![
            Choice {
                key: "source",
                label: ("数据", "Data"),
                options: &[
                    ("board", ("科技社区", "Tech board")),
                    ("board-ai", ("其中谈AI或中国的", "Its AI/China titles")),
                    ("policy", ("政策文件", "Policy documents")),
                    ("news", ("媒体网址", "News URLs")),
                ],
            }
            .control(choice_name(self.source, &SOURCES), any, lang),
            Choice {
                key: "measure",
                label: ("量法", "Measure"),
                options: &[
                    ("rate", ("比率", "Rate")),
                    ("index", ("指数", "Index")),
                    ("share", ("份额", "Share")),
                ],
            }
            .control(choice_name(shown, &MEASURES), usable, lang),
            Choice {
                key: "window",
                label: ("平滑", "Smoothing"),
                options: &[
                    ("1", ("不平滑", "None")),
                    ("3", ("3期", "3 periods")),
                    ("5", ("5期", "5 periods")),
                ],
            }
            .control(&self.window.to_string(), any, lang),
            Choice {
                key: "against",
                label: ("对照", "Against"),
                options: &[
                    ("both", ("算法和数据", "Both")),
                    ("algorithm", ("算法", "Algorithms")),
                    ("data", ("数据", "Data")),
                ],
            }
            .control(choice_name(self.against, &AGAINST), any, lang),
            Choice {
                key: "since",
                label: ("起点", "Since"),
                options: &[("2018", ("全部", "All")), ("gpt3", ("GPT-3以后", "GPT-3"))],
            }
            .control(if self.late { "gpt3" } else { "2018" }, any, lang),
            Choice {
                key: "sketch",
                label: ("评论所述", "As described"),
                options: &[("off", ("不画", "Off")), ("on", ("画出草图", "Sketch it"))],
            }
            .control(if self.sketch { "on" } else { "off" }, any, lang),
        ]
    }

    fn chart(&self, data: &Data, lang: Lang) -> Chart {
        chart(data, self, lang)
    }

    fn file(&self) -> &'static str {
        match self.source {
            Source::Board | Source::BoardAi => BOARD_FILE,
            Source::Policy => POLICY_FILE,
            Source::News => NEWS_FILE,
        }
    }

    fn revision(&self) -> u64 {
        self.own.as_ref().map_or(0, |own| Arc::as_ptr(own) as u64)
    }
}
