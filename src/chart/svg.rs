//! A chart as SVG text: for the static page (colours follow the page) or to take away (colours fixed).

use super::Chart;
use super::draw::{self, FONT};
use super::layout::{Layout, Measure, TEXT};
use super::poster::Poster;
use super::surface::{Broken, K, Lettering, Stroke, Surface};
use super::theme::{Mode, Palette};
use plotters_backend::text_anchor::HPos;
use plotters_backend::{BackendColor, BackendCoord};
use std::fmt::Write;

/// The chart as one `<svg>` of `width` CSS px and the height it wants, described in its label, to stand in a
/// page: colours are written as `var(--token)` and follow the page's theme.
///
/// `class` and `lang` are written as attributes.
pub fn svg(chart: &Chart, width: f64, class: &str, lang: &str) -> String {
    let palette = Palette::of(Mode::Light);
    let size = (width, Layout::height_for(chart, width));
    let mut picture = Picture::new(size, palette, true, &estimate);
    // This surface takes everything: there is no error to carry.
    let _ = draw::draw(&mut picture, chart, &palette);
    let extra = format!("class=\"{class}\" lang=\"{lang}\"");
    let open = opening(size, &extra, &chart.alt);
    open + &picture.body + "</svg>"
}

/// A poster as an SVG file that stands alone: fixed colours, fonts named for every system, title, source and
/// address in it. With the `measure` of a browser everything stands where its canvas has it.
pub fn file(poster: &Poster, palette: &Palette, measure: Measure, lang: &str) -> String {
    let mut picture = Picture::new(poster.size, *palette, false, measure);
    let _ = poster.draw(&mut picture, palette);
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let extra = format!("xml:lang=\"{lang}\" xml:space=\"preserve\"");
    let open = opening(poster.size, &extra, &poster.chart.alt);
    let (title, alt) = (escape(&poster.chart.title), escape(&poster.chart.alt));
    format!("{head}{open}<title>{title}</title><desc>{alt}</desc>{}</svg>\n", picture.body)
}

fn opening((width, height): (f64, f64), extra: &str, alt: &str) -> String {
    let (width, height) = (number(width), number(height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" {extra} role=\"img\" aria-label=\"{}\" stroke-linejoin=\"round\" \
         font-family='{FONT}'>",
        escape(alt),
    )
}

/// Width of a text at [`TEXT`] size where no browser measures it, CSS px.
pub fn estimate(text: &str, bold: bool) -> f64 {
    estimate_em(text) * TEXT * if bold { 1.06 } else { 1.0 }
}

/// Text that is safe between tags and inside double or single quotes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

/// Width of `text` in em where no browser measures it: 1 em a Han character, about half a Latin one.
pub fn estimate_em(text: &str) -> f64 {
    text.chars()
        .map(|c| match c {
            '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' => 1.0,
            '0'..='9' | '$' => 0.56,
            ' ' | '.' | ',' | ':' | 'i' | 'j' | 'l' | 't' | 'f' | 'r' | '·' => 0.32,
            'm' | 'w' | 'M' | 'W' | '%' => 0.86,
            'A'..='Z' | '&' => 0.67,
            _ => 0.55,
        })
        .sum()
}

struct Picture<'a> {
    size: (f64, f64),
    palette: Palette,
    tokens: bool,
    measure: Measure<'a>,
    body: String,
    /// How long the body was after the stroke that its neighbour may join.
    joint: usize,
}

impl<'a> Picture<'a> {
    fn new(size: (f64, f64), palette: Palette, tokens: bool, measure: Measure<'a>) -> Self {
        Self { size, palette, tokens, measure, body: String::new(), joint: 0 }
    }

    fn colour(&self, property: &str, colour: BackendColor) -> String {
        let (r, g, b) = colour.rgb;
        let mut out = match self.palette.ink(colour.rgb).filter(|_| self.tokens) {
            Some(ink) => format!(" {property}=\"var({})\"", ink.token()),
            None => format!(" {property}=\"#{r:02x}{g:02x}{b:02x}\""),
        };
        if colour.alpha < 1.0 {
            let _ = write!(out, " {property}-opacity=\"{}\"", number(colour.alpha));
        }
        out
    }

    fn shape(&self, stroke: &Stroke, fill: bool) -> String {
        if fill {
            return self.colour("fill", stroke.color);
        }
        let width = number(f64::from(stroke.width) / f64::from(K));
        let colour = self.colour("stroke", stroke.color);
        let dashes: Vec<String> = stroke.dash.pattern().iter().map(|v| number(*v)).collect();
        let dashes = match dashes.is_empty() {
            true => String::new(),
            false => format!(" stroke-dasharray=\"{}\"", dashes.join(" ")),
        };
        format!(" fill=\"none\"{colour} stroke-width=\"{width}\"{dashes}")
    }
}

impl Picture<'_> {
    /// A stroke. In a page those that look alike are one element: it has a thousand fewer to read. Where strokes
    /// show what is under them, or in a file that somebody may edit, each is its own.
    fn stroked(&mut self, d: &str, shape: &str) {
        let end = format!("\"{shape}/>");
        if self.joint == self.body.len() && self.body.ends_with(&end) {
            self.body.truncate(self.joint - end.len());
        } else {
            self.body.push_str("<path d=\"");
        }
        self.body.push_str(d);
        self.body.push_str(&end);
        if self.tokens && !shape.contains("opacity") {
            self.joint = self.body.len();
        }
    }
}

impl Surface for Picture<'_> {
    fn size(&self) -> (f64, f64) {
        self.size
    }

    fn path(&mut self, points: &[BackendCoord], stroke: &Stroke, fill: bool) -> Result<(), Broken> {
        let mut d = String::new();
        let mut last = None;
        let mut command = "l";
        // A page has hundreds of lines to carry; a file can be exact.
        let round = if self.tokens { half } else { tenth };
        for (x, y) in points.iter().map(|(x, y)| (round(*x), round(*y))) {
            match last.replace((x, y)) {
                None => {
                    let _ = write!(d, "M{} {}", tenths(x), tenths(y));
                }
                Some(before) if before != (x, y) => {
                    // Relative coordinates: half the bytes of absolute ones.
                    let _ = write!(d, "{command}{} {}", tenths(x - before.0), tenths(y - before.1));
                    command = " ";
                }
                Some(_) => {}
            }
        }
        let shape = self.shape(stroke, fill);
        if fill {
            let _ = write!(self.body, "<path d=\"{d}z\"{shape}/>");
        } else {
            self.stroked(&d, &shape);
        }
        Ok(())
    }

    fn rect(
        &mut self,
        [(x0, y0), (x1, y1)]: [BackendCoord; 2],
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        let shape = self.shape(stroke, fill);
        let _ = write!(
            self.body,
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{shape}/>",
            css(x0),
            css(y0),
            css(x1 - x0),
            css(y1 - y0),
        );
        Ok(())
    }

    fn circle(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken> {
        if fill && self.tokens {
            // A point with round ends: its neighbours join it.
            let (colour, d) =
                (self.colour("stroke", stroke.color), number(f64::from(2 * radius) / f64::from(K)));
            let shape =
                format!(" fill=\"none\"{colour} stroke-width=\"{d}\" stroke-linecap=\"round\"");
            self.stroked(&format!("M{} {}h0", css(x), css(y)), &shape);
            return Ok(());
        }
        let shape = self.shape(stroke, fill);
        let r = number(f64::from(radius) / f64::from(K));
        let _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{r}\"{shape}/>", css(x), css(y));
        Ok(())
    }

    fn text(&mut self, text: &str, (x, y): BackendCoord, how: &Lettering) -> Result<(), Broken> {
        let anchor = match how.anchor.0 {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight = if how.bold { " font-weight=\"600\"" } else { "" };
        let colour = self.colour("fill", how.color);
        let _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight}{colour}>{}</text>",
            css(x),
            number((f64::from(y) + how.baseline()) / f64::from(K)),
            number(how.size / f64::from(K)),
            escape(text),
        );
        Ok(())
    }

    fn measure(&self, text: &str, bold: bool, size: f64) -> f64 {
        (self.measure)(text, bold) * size / TEXT
    }
}

fn tenth(k_units: i32) -> i32 {
    libm::round(f64::from(k_units) * 10.0 / f64::from(K)) as i32
}

/// Half a pixel in tenths: what a line needs; a long one is a third smaller than in tenths.
fn half(k_units: i32) -> i32 {
    5 * libm::round(f64::from(k_units) * 2.0 / f64::from(K)) as i32
}

fn tenths(value: i32) -> String {
    number(f64::from(value) / 10.0)
}

fn css(k_units: i32) -> String {
    tenths(tenth(k_units))
}

/// A number with at most two decimals and nothing needless.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" || text.is_empty() { "0".into() } else { text.into() }
}
