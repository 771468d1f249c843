//! Colours by meaning, the same in light and dark, on canvas, in SVG and in `style/tokens.css`.

/// What a colour stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Text and strong lines.
    Text,
    /// Secondary text: ticks, notes.
    Muted,
    /// Grid lines.
    Grid,
    /// Compute: the one signal colour.
    Compute,
    /// Algorithms.
    Algorithm,
    /// Data.
    Data,
    /// A series that stands back.
    Neutral,
    /// The page.
    Paper,
}

/// All inks, for tables and tests.
pub const INKS: [Ink; 8] = [
    Ink::Text,
    Ink::Muted,
    Ink::Grid,
    Ink::Compute,
    Ink::Algorithm,
    Ink::Data,
    Ink::Neutral,
    Ink::Paper,
];

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Ink on paper.
    Light,
    /// Light on dark.
    Dark,
}

/// The colours in force: a mode's own, or what the page's tokens say (forced colours, a host's wishes).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([Rgb; INKS.len()]);

/// Red, green, blue.
pub type Rgb = (u8, u8, u8);

impl Palette {
    /// The colours of a mode.
    pub fn of(mode: Mode) -> Self {
        Self(INKS.map(|ink| ink.rgb(mode)))
    }

    /// The colours that `read` gives for each token; those of `mode` where it gives none.
    pub fn from_tokens(mode: Mode, read: impl Fn(&'static str) -> Option<Rgb>) -> Self {
        Self(INKS.map(|ink| read(ink.token()).unwrap_or_else(|| ink.rgb(mode))))
    }

    /// An ink's colour.
    pub fn rgb(&self, ink: Ink) -> Rgb {
        let place = INKS.iter().position(|known| *known == ink);
        place.and_then(|i| self.0.get(i)).copied().unwrap_or_default()
    }

    /// The ink of a colour, the first of several.
    pub fn ink(&self, rgb: Rgb) -> Option<Ink> {
        INKS.into_iter().find(|ink| self.rgb(*ink) == rgb)
    }
}

impl Ink {
    /// The CSS custom property of this ink.
    pub fn token(self) -> &'static str {
        match self {
            Self::Text => "--ink",
            Self::Muted => "--muted",
            Self::Grid => "--grid",
            Self::Compute => "--compute",
            Self::Algorithm => "--algorithm",
            Self::Data => "--data",
            Self::Neutral => "--neutral",
            Self::Paper => "--paper",
        }
    }

    /// Red, green, blue in the given mode. Text inks keep at least 4.5:1 against the paper.
    pub fn rgb(self, mode: Mode) -> Rgb {
        let (light, dark) = match self {
            Self::Text => (0x1b1a17, 0xeceae4),
            Self::Muted => (0x66625a, 0xa8a49a),
            Self::Grid => (0xe3dfd5, 0x35332e),
            Self::Compute => (0xc23a12, 0xff7a4d),
            Self::Algorithm => (0x1f5fa8, 0x6fb1ff),
            Self::Data => (0x2b7340, 0x6cc788),
            Self::Neutral => (0x706b62, 0x97938a),
            Self::Paper => (0xfbf9f4, 0x161512),
        };
        let hex: u32 = if mode == Mode::Light { light } else { dark };
        ((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// WCAG 2.2 relative luminance, written from the definition.
    fn luminance((r, g, b): (u8, u8, u8)) -> f64 {
        let channel = |c: u8| {
            let c = f64::from(c) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
    }

    #[test]
    fn text_inks_keep_4_5_to_1_on_paper() {
        for mode in [Mode::Light, Mode::Dark] {
            let paper = luminance(Ink::Paper.rgb(mode));
            let text = INKS.iter().filter(|i| !matches!(i, Ink::Grid | Ink::Paper));
            for ink in text {
                let text = luminance(ink.rgb(mode));
                let ratio = (paper.max(text) + 0.05) / (paper.min(text) + 0.05);
                assert!(ratio >= 4.5, "{ink:?} {mode:?} {ratio:.2}");
            }
        }
    }

    #[test]
    fn colours_are_distinct_so_that_svg_can_name_them() {
        for mode in [Mode::Light, Mode::Dark] {
            for (i, a) in INKS.iter().enumerate() {
                assert!(INKS[i + 1..].iter().all(|b| a.rgb(mode) != b.rgb(mode)));
            }
        }
    }
}
