//! Numbers as a newspaper of each language writes them.

use super::Lang;
use crate::say;

/// A number with three significant digits: 4.05万亿 and 4.05T, 5890亿 and 589B, 12.3万 and 123K.
///
/// ```
/// use compute_anxiety::i18n::{Lang, number::short};
/// assert_eq!(short(4.05e12, Lang::ZhHans), "4.05万亿");
/// assert_eq!(short(4.05e12, Lang::En), "4.05T");
/// assert_eq!(short(588.8e9, Lang::ZhHans), "5890亿");
/// assert_eq!(short(9_999.6, Lang::ZhHans), "1万");
/// ```
pub fn short(value: f64, lang: Lang) -> String {
    let units: [(f64, &str); 4] = match lang {
        Lang::ZhHans => [(1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")],
        Lang::En => [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")],
    };
    let rounded = significant(value, 3);
    let (size, unit) =
        units.into_iter().find(|(size, _)| rounded.abs() >= *size).unwrap_or((1.0, ""));
    format!("{}{unit}", plain(significant(value / size, 3)))
}

/// Rounded to `digits` significant digits; not finite stays as it is.
pub fn significant(value: f64, digits: i32) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    let exponent = libm::floor(libm::log10(value.abs())) as i32;
    let decimals = digits - 1 - exponent;
    if decimals >= 0 {
        let factor = libm::pow(10.0, f64::from(decimals));
        libm::round(value * factor) / factor
    } else {
        let factor = libm::pow(10.0, f64::from(-decimals));
        libm::round(value / factor) * factor
    }
}

/// The shortest text of a number, with a true minus sign; “—” where it is not finite.
pub fn plain(value: f64) -> String {
    if value.is_finite() { minus(value.to_string()) } else { "—".into() }
}

/// A number with at most three fixed decimals and thousands grouped: 3,588; “—” where it is not finite.
pub fn grouped(value: f64, decimals: usize) -> String {
    if !value.is_finite() {
        return "—".into();
    }
    let digits = decimals.min(3);
    let factor = [1_u64, 10, 100, 1000].get(digits).copied().unwrap_or(1);
    let scaled = libm::round(value.abs() * factor as f64);
    if scaled >= 9e15 {
        return plain(value);
    }
    // Whole-number printing: a third of the size of float printing in the download.
    let scaled = scaled as u64;
    let whole = (scaled / factor).to_string();
    let mut out = String::from(if value < 0.0 && scaled > 0 { "−" } else { "" });
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if digits > 0 {
        let rest = (scaled % factor).to_string();
        out.push('.');
        out.extend(std::iter::repeat_n('0', digits - rest.len()));
        out.push_str(&rest);
    }
    out
}

/// A ratio as a percentage: −0.1697 → −16.97%.
///
/// ```
/// use compute_anxiety::i18n::number::percent;
/// assert_eq!(percent(-0.16968, 2), "−16.97%");
/// ```
pub fn percent(ratio: f64, decimals: usize) -> String {
    if ratio.is_finite() { format!("{}%", grouped(ratio * 100.0, decimals)) } else { "—".into() }
}

/// A price in US dollars with cents; three digits after the point under one dollar.
pub fn dollars(value: f64, lang: Lang) -> String {
    let decimals = if value.abs() < 1.0 { 3 } else { 2 };
    let amount = grouped(value, decimals);
    say!(lang, ("{amount} 美元"), ("${amount}"))
}

/// A multiple: 486倍, 486 times; one decimal under ten.
pub fn times(ratio: f64, lang: Lang) -> String {
    let text = grouped(ratio, if ratio < 10.0 { 1 } else { 0 });
    say!(lang, ("{text}倍"), ("{text} times"))
}

/// English ordinals (3rd) and Chinese ones (第3).
pub fn ordinal(n: usize, lang: Lang) -> String {
    let ending = match (n % 10, n % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    say!(lang, ("第{n}"), ("{n}{ending}"))
}

/// Hours, minutes and seconds: 6小时48分, 6 h 48 min; seconds only where there are any.
///
/// ```
/// use compute_anxiety::i18n::{Lang, number::duration};
/// assert_eq!(duration(210.0, Lang::En), "3 min 30 s");
/// assert_eq!(duration(24_480.0, Lang::ZhHans), "6小时48分");
/// ```
pub fn duration(seconds: f64, lang: Lang) -> String {
    let total = libm::round(seconds.clamp(0.0, 1e9)) as u64;
    let (hour, minute, second) = lang.pick(("小时", "分", "秒"), (" h", " min", " s"));
    let parts = [(total / 3600, hour), (total / 60 % 60, minute), (total % 60, second)];
    let words: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, unit)| format!("{n}{unit}")).collect();
    if words.is_empty() { format!("0{minute}") } else { words.join(lang.pick("", " ")) }
}

fn minus(text: String) -> String {
    if text == "-0" { "0".into() } else { text.replacen('-', "−", 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::LANGS;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_number_has_a_short_form_in_both_languages(value in proptest::num::f64::ANY) {
            for lang in LANGS {
                prop_assert!(!short(value, lang).is_empty());
                prop_assert!(!dollars(value, lang).is_empty());
                prop_assert!(!duration(value, lang).is_empty());
            }
        }

        #[test]
        fn rounding_keeps_three_digits(value in 1e-6..1e15f64) {
            prop_assert!((significant(value, 3) / value - 1.0).abs() <= 0.005);
        }
    }

    #[test]
    fn thousands_are_grouped_and_zero_has_no_sign() {
        assert_eq!(grouped(1_234_567.891, 2), "1,234,567.89");
        assert_eq!(grouped(-0.001, 2), "0.00");
        assert_eq!(grouped(999.0, 0), "999");
    }

    #[test]
    fn english_ordinals_follow_speech() {
        let words: Vec<_> = [1, 2, 3, 4, 11, 12, 13, 21, 112].map(|n| ordinal(n, Lang::En)).into();
        assert_eq!(words, ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th"]);
    }
}
