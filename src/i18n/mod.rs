//! The reader's language: words, numbers and dates, the same on the host and in the browser.

pub mod date;
pub mod number;

/// Formats the text of one language only: `say!(lang, ("{n}条"), ("{n} entries"))`.
#[macro_export]
macro_rules! say {
    ($lang:expr, ($($zh:tt)*), ($($en:tt)*)) => {
        match $lang {
            $crate::i18n::Lang::ZhHans => format!($($zh)*),
            $crate::i18n::Lang::En => format!($($en)*),
        }
    };
}

/// A language of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Simplified Chinese, the first language.
    ZhHans,
    /// English.
    En,
}

/// Both languages, Chinese first.
pub const LANGS: [Lang; 2] = [Lang::ZhHans, Lang::En];

impl Lang {
    /// The BCP 47 tag, as in `<html lang>`; also the folder under `content`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhHans => "zh-Hans",
            Self::En => "en",
        }
    }

    /// The language of a tag; Chinese for anything that is not English.
    pub fn from_tag(tag: &str) -> Self {
        if tag.starts_with("en") { Self::En } else { Self::ZhHans }
    }

    /// The text in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::ZhHans => zh,
            Self::En => en,
        }
    }
}
