//! `Chart`: a figure as plain data, and everything that derives from it.

pub mod csv;
pub mod draw;
pub mod hit;
pub mod labels;
pub mod layout;
pub mod poster;
pub mod sound;
pub mod surface;
pub mod svg;
pub mod theme;
pub mod trace;
pub mod wrap;

pub use crate::model::points::Points;
use crate::model::scale::Scale;
pub use surface::Dash;
pub use svg::escape;
pub use theme::Ink;

/// A figure ready to be drawn, read aloud, tabulated or taken away. Text is in the reader's language.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Figure id, the value of `data-figure`.
    pub id: &'static str,
    /// What the figure is.
    pub title: String,
    /// What it shows, as one sentence.
    pub takeaway: String,
    /// What it shows, in words, for those who do not see it.
    pub alt: String,
    /// Source, licence and retrieval date.
    pub source: String,
    /// What to be careful about.
    pub caveat: String,
    /// The axis shared by all panels.
    pub x: Axis,
    /// Panels from top to bottom, sharing x.
    pub panels: Vec<Panel>,
    /// Shaded stretches of x behind the marks.
    pub bands: Vec<Band>,
    /// Numbered vertical rules, ascending.
    pub markers: Vec<Marker>,
    /// Where the cursor rests, in reading order, in a figure that it does not read along lines.
    pub marks: Vec<Mark>,
    /// Height in CSS px of the narrow and of the wide written picture ([`layout::WRITTEN`]).
    pub heights: (f64, f64),
    /// What is drawn, as rows.
    pub table: Table,
}

/// One axis with its ticks ready; the layout thins ticks that would touch.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// From data to place.
    pub scale: Scale,
    /// Ticks inside the range.
    pub ticks: Vec<Tick>,
    /// Unit or meaning, written horizontally above a y axis.
    pub title: String,
    /// A value of this axis in words, as the cursor says it.
    pub words: Words,
}

/// A formatter in the reader's language; compared by address, which is enough to see a change.
#[derive(Clone, Copy)]
pub struct Words(pub fn(f64) -> String);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::fn_addr_eq(self.0, other.0)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

/// A tick and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    /// Position in data.
    pub at: f64,
    /// Label, empty for a grid line alone.
    pub label: String,
}

/// One plot with its own y axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The y axis.
    pub y: Axis,
    /// Relative height.
    pub weight: f64,
    /// Horizontal grid lines behind the marks.
    pub grid: bool,
    /// Marks, back to front.
    pub layers: Vec<Layer>,
}

/// Marks of one kind.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// A line through points with ascending x; it carries the cursor.
    Line(Line),
    /// The area between two lines.
    Area {
        /// Upper edge, ascending x.
        upper: Vec<(f64, f64)>,
        /// Lower edge, ascending x; two points make a base.
        lower: Vec<(f64, f64)>,
        /// Colour.
        ink: Ink,
    },
    /// Straight strokes from point to point.
    Strokes {
        /// Pairs of ends.
        ends: Vec<[(f64, f64); 2]>,
        /// Colour.
        ink: Ink,
        /// Width in CSS px.
        width: f64,
    },
    /// Dots, optionally with a label beside them.
    Dots {
        /// Places.
        dots: Vec<Dot>,
        /// Colour.
        ink: Ink,
        /// Radius in CSS px.
        radius: f64,
        /// Filled circles, rings or squares: shape beside colour.
        shape: Shape,
    },
}

/// A line and how it is named.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Name in the reader's language.
    pub name: String,
    /// Points with ascending x.
    pub points: Points,
    /// Colour.
    pub ink: Ink,
    /// Width in CSS px.
    pub width: f64,
    /// Whether the name stands at the line's end.
    pub labelled: bool,
    /// Dashes: lines in one panel differ in them, so that colour is never alone.
    pub dash: Dash,
}

/// A place and its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Data x.
    pub x: f64,
    /// Data y.
    pub y: f64,
    /// Label, may be empty.
    pub label: String,
}

/// Shape of a dot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Filled circle.
    Disc,
    /// Circle outline.
    Ring,
    /// Filled square.
    Square,
    /// Filled diamond.
    Diamond,
}

/// A shaded stretch of x.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Left end.
    pub from: f64,
    /// Right end.
    pub to: f64,
    /// Short label at its top.
    pub label: String,
    /// Colour.
    pub ink: Ink,
}

/// A numbered vertical rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Marker {
    /// Data x.
    pub x: f64,
    /// The number in its badge.
    pub badge: String,
    /// What happened there.
    pub label: String,
}

/// A place that the cursor can rest on, and what it says there.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The panel.
    pub panel: usize,
    /// Data x.
    pub x: f64,
    /// Data y.
    pub y: f64,
    /// What stands there, in words.
    pub words: String,
}

/// What is drawn, as rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What the rows are, in a sentence.
    pub caption: String,
    /// Column heads.
    pub columns: Vec<String>,
    /// Cells, one a column.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell: what is read and what is computed with.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// As the reader sees it.
    pub text: String,
    /// Unrounded value; `None` where the cell is text.
    pub value: Option<f64>,
}

impl Table {
    /// A row as a sentence: each cell after its column's head; empty without that row.
    pub fn words(&self, row: usize) -> String {
        let cells = self.rows.get(row).map_or(&[][..], Vec::as_slice);
        let parts =
            self.columns.iter().zip(cells).filter(|(_, cell)| !["—", ""].contains(&&*cell.text));
        parts.map(|(head, cell)| format!("{head} {}", cell.text)).collect::<Vec<_>>().join(" · ")
    }
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), value: None }
    }

    /// A cell with a value and how it is read.
    pub fn number(value: f64, text: String) -> Self {
        Self { text, value: value.is_finite().then_some(value) }
    }
}

impl Chart {
    /// A chart with nothing in it, to be filled.
    pub fn blank(id: &'static str) -> Self {
        let x = Axis {
            scale: Scale::linear(0.0, 1.0),
            ticks: Vec::new(),
            title: String::new(),
            words: Words(|v| v.to_string()),
        };
        Self {
            id,
            title: String::new(),
            takeaway: String::new(),
            alt: String::new(),
            source: String::new(),
            caveat: String::new(),
            x,
            panels: Vec::new(),
            bands: Vec::new(),
            markers: Vec::new(),
            marks: Vec::new(),
            heights: (400.0, 440.0),
            table: Table::default(),
        }
    }

    /// Every line of every panel with the panel's index.
    pub fn lines(&self) -> impl Iterator<Item = (usize, &Line)> {
        self.panels.iter().enumerate().flat_map(|(panel, p)| {
            p.layers.iter().filter_map(move |layer| match layer {
                Layer::Line(line) => Some((panel, line)),
                _ => None,
            })
        })
    }
}
