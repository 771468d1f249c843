//! What a chart is drawn on: the few primitives that canvas, SVG and tests each give, and plotters' view of
//! them.

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

/// Surface units in one CSS pixel: plotters' coordinates are whole numbers, eyes are not.
pub const K: i32 = 8;

/// How a line is broken up: told apart without colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Unbroken.
    #[default]
    Solid,
    /// Dashes.
    Dashed,
    /// Short dashes, close to dots.
    Dotted,
    /// A dash and a dot.
    DashDot,
}

impl Dash {
    /// Lengths of ink and gap in turn, CSS px; empty for an unbroken line.
    pub fn pattern(self) -> &'static [f64] {
        match self {
            Self::Solid => &[],
            Self::Dashed => &[7.0, 4.0],
            Self::Dotted => &[2.0, 3.0],
            Self::DashDot => &[9.0, 3.0, 2.0, 3.0],
        }
    }
}

/// Colour, width and dashes of a stroke; the colour alone where a shape is filled.
#[derive(Clone, Copy)]
pub struct Stroke {
    /// Colour and opacity.
    pub color: BackendColor,
    /// Width in units.
    pub width: u32,
    /// Dashes.
    pub dash: Dash,
}

impl Stroke {
    /// Whether nobody could tell them apart.
    pub fn looks_like(&self, other: &Self) -> bool {
        same(self.color, other.color) && self.width == other.width && self.dash == other.dash
    }
}

/// Whether two colours are one.
pub fn same(a: BackendColor, b: BackendColor) -> bool {
    a.rgb == b.rgb && a.alpha == b.alpha
}

impl BackendStyle for Stroke {
    fn color(&self) -> BackendColor {
        self.color
    }

    fn stroke_width(&self) -> u32 {
        self.width
    }
}

/// How a text is written.
#[derive(Clone, Copy)]
pub struct Lettering {
    /// Size in units.
    pub size: f64,
    /// Weight 600 instead of 400.
    pub bold: bool,
    /// Colour.
    pub color: BackendColor,
    /// Which part of the text stands at the point.
    pub anchor: (HPos, VPos),
}

impl Lettering {
    /// From the point down to the alphabetic baseline, units: the same on every surface.
    pub fn baseline(&self) -> f64 {
        match self.anchor.1 {
            VPos::Top => self.size * 0.85,
            VPos::Center => self.size * 0.35,
            VPos::Bottom => -self.size * 0.2,
        }
    }
}

/// A drawing call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken;

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a drawing call failed")
    }
}

impl std::error::Error for Broken {}

/// Something to draw on. All lengths are units of 1/[`K`] CSS px.
pub trait Surface {
    /// Width and height, CSS px.
    fn size(&self) -> (f64, f64);
    /// A line through points, or the area inside them.
    ///
    /// # Errors
    /// Where the surface does not take it; the same holds for every primitive.
    fn path(&mut self, points: &[BackendCoord], stroke: &Stroke, fill: bool) -> Result<(), Broken>;
    /// A rectangle between two corners.
    ///
    /// # Errors
    /// As [`Surface::path`].
    fn rect(
        &mut self,
        corners: [BackendCoord; 2],
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken>;
    /// A circle.
    ///
    /// # Errors
    /// As [`Surface::path`].
    fn circle(
        &mut self,
        center: BackendCoord,
        radius: u32,
        stroke: &Stroke,
        fill: bool,
    ) -> Result<(), Broken>;
    /// A line of text.
    ///
    /// # Errors
    /// As [`Surface::path`].
    fn text(&mut self, text: &str, at: BackendCoord, how: &Lettering) -> Result<(), Broken>;
    /// Width of a text of a size in units.
    fn measure(&self, text: &str, bold: bool, size: f64) -> f64;
}

/// A [`Surface`] as plotters sees it. One type for all surfaces, so that plotters is compiled once.
pub(super) struct Backend<'a> {
    pub(super) surface: &'a mut dyn Surface,
    /// The dashes of the next path: plotters' styles know none.
    pub(super) dash: Rc<Cell<Dash>>,
}

type Outcome<T = ()> = Result<T, DrawingErrorKind<Broken>>;

fn told(result: Result<(), Broken>) -> Outcome {
    result.map_err(DrawingErrorKind::DrawingError)
}

impl Backend<'_> {
    fn stroke<S: BackendStyle>(&self, style: &S) -> Stroke {
        Stroke { color: style.color(), width: style.stroke_width(), dash: self.dash.get() }
    }
}

impl DrawingBackend for Backend<'_> {
    type ErrorType = Broken;

    fn get_size(&self) -> (u32, u32) {
        let (width, height) = self.surface.size();
        ((width * f64::from(K)) as u32, (height * f64::from(K)) as u32)
    }

    fn ensure_prepared(&mut self) -> Outcome {
        Ok(())
    }

    fn present(&mut self) -> Outcome {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Outcome {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        let stroke = self.stroke(style);
        told(self.surface.path(&[from, to], &stroke, false))
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let stroke = self.stroke(style);
        told(self.surface.rect([upper_left, bottom_right], &stroke, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        let (points, stroke) = (path.into_iter().collect::<Vec<_>>(), self.stroke(style));
        told(self.surface.path(&points, &stroke, false))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Outcome {
        let (points, stroke) = (vert.into_iter().collect::<Vec<_>>(), self.stroke(style));
        told(self.surface.path(&points, &stroke, true))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        let stroke = self.stroke(style);
        told(self.surface.circle(center, radius, &stroke, fill))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Outcome {
        let anchor = (style.anchor().h_pos, style.anchor().v_pos);
        let bold = matches!(style.style(), FontStyle::Bold);
        let how = Lettering { size: style.size(), bold, color: style.color(), anchor };
        told(self.surface.text(text, at, &how))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Outcome<(u32, u32)> {
        let bold = matches!(style.style(), FontStyle::Bold);
        let width = self.surface.measure(text, bold, style.size());
        Ok((width as u32, style.size() as u32))
    }
}
