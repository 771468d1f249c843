//! A chart as SVG text: for the static page (colours follow the page) or to take away (colours fixed).

use super::Chart;
use super::draw::{self, FONT, K};
use super::layout::Layout;
use super::theme::{INKS, Mode};
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::convert::Infallible;
use std::fmt::Write;

/// How colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// `var(--token)`: inline in a page, follows its theme.
    Page,
    /// Fixed colours of a mode, with the font named: stands alone.
    Alone(Mode),
}

/// The chart as one `<svg>` of `width` CSS px and the height it wants, with a title and description.
///
/// `class` and `lang` are written as attributes.
pub fn svg(chart: &Chart, width: f64, paint: Paint, class: &str, lang: &str) -> String {
    let height = Layout::height_for(chart, width);
    let mode = match paint {
        Paint::Page => Mode::Light,
        Paint::Alone(mode) => mode,
    };
    let mut body = String::new();
    let canvas = Canvas { size: (width, height), paint, mode, body: &mut body };
    // `Infallible` backend: there is no error to carry.
    let _ = draw::draw(canvas, chart, mode);
    let mut out = String::with_capacity(body.len() + 600);
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" height=\"{}\" \
         class=\"{class}\" lang=\"{lang}\" role=\"img\" aria-label=\"{}\" stroke-linejoin=\"round\" \
         font-family='{FONT}'>",
        number(width),
        number(height),
        number(width),
        number(height),
        escape(&chart.alt),
    );
    if let Paint::Alone(mode) = paint {
        let (r, g, b) = super::Ink::Paper.rgb(mode);
        let _ =
            write!(out, "<rect width=\"100%\" height=\"100%\" fill=\"#{r:02x}{g:02x}{b:02x}\"/>");
    }
    out.push_str(&body);
    out.push_str("</svg>");
    out
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

struct Canvas<'a> {
    size: (f64, f64),
    paint: Paint,
    mode: Mode,
    body: &'a mut String,
}

impl Canvas<'_> {
    fn colour(&self, property: &str, colour: BackendColor) -> String {
        let ink = INKS.iter().find(|ink| ink.rgb(self.mode) == colour.rgb);
        let (r, g, b) = colour.rgb;
        let mut out = match (self.paint, ink) {
            (Paint::Page, Some(ink)) => format!(" {property}=\"var({})\"", ink.token()),
            _ => format!(" {property}=\"#{r:02x}{g:02x}{b:02x}\""),
        };
        if colour.alpha < 1.0 {
            let _ = write!(out, " {property}-opacity=\"{}\"", number(colour.alpha));
        }
        out
    }

    fn shape<S: BackendStyle>(&self, style: &S, fill: bool) -> String {
        if fill {
            self.colour("fill", style.color())
        } else {
            let width = number(f64::from(style.stroke_width()) / f64::from(K));
            format!(
                " fill=\"none\"{} stroke-width=\"{width}\"",
                self.colour("stroke", style.color())
            )
        }
    }

    fn path<S: BackendStyle>(
        &mut self,
        points: impl IntoIterator<Item = BackendCoord>,
        style: &S,
        fill: bool,
    ) {
        let mut d = String::new();
        let mut last = None;
        let mut command = "l";
        for (x, y) in points.into_iter().map(|(x, y)| (half(x), half(y))) {
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
        if fill {
            d.push('z');
        }
        let shape = self.shape(style, fill);
        let _ = write!(self.body, "<path d=\"{d}\"{shape}/>");
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((self.size.0 * f64::from(K)) as u32, (self.size.1 * f64::from(K)) as u32)
    }

    fn ensure_prepared(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn present(&mut self) -> Result<(), DrawingErrorKind<Infallible>> {
        Ok(())
    }

    fn draw_pixel(
        &mut self,
        (x, y): BackendCoord,
        color: BackendColor,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.path([from, to], style, false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let shape = self.shape(style, fill);
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

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.path(path, style, false);
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        self.path(vert, style, true);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let shape = self.shape(style, fill);
        let r = number(f64::from(radius) / f64::from(K));
        let _ = write!(self.body, "<circle cx=\"{}\" cy=\"{}\" r=\"{r}\"{shape}/>", css(x), css(y));
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Result<(), DrawingErrorKind<Infallible>> {
        let size = style.size() / f64::from(K);
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        let weight =
            if matches!(style.style(), FontStyle::Bold) { " font-weight=\"600\"" } else { "" };
        let y = f64::from(y) / f64::from(K) + baseline(style.anchor().v_pos, size);
        let colour = self.colour("fill", style.color());
        let _ = write!(
            self.body,
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{anchor}{weight}{colour}>{}</text>",
            css(x),
            number(y),
            number(size),
            escape(text),
        );
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let bold = if matches!(style.style(), FontStyle::Bold) { 1.06 } else { 1.0 };
        Ok(((estimate_em(text) * style.size() * bold) as u32, style.size() as u32))
    }
}

/// From the anchor to the alphabetic baseline, CSS px; the canvas uses the same.
pub fn baseline(anchor: VPos, size: f64) -> f64 {
    match anchor {
        VPos::Top => size * 0.85,
        VPos::Center => size * 0.35,
        VPos::Bottom => -size * 0.2,
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
