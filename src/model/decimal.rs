//! Decimal numbers as text, read without the standard library's tables.
//!
//! `f64::from_str` carries 10 kB of powers that do not compress, a twelfth of the article's download. The short
//! way that it takes first is enough for what readers and tables write.

/// Powers of ten that are exact as `f64`.
const EXACT: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
];
/// Whole numbers below this are exact as `f64`: 2⁵³.
const WHOLE: u64 = 1 << 53;
/// The largest factor of ten that a mantissa can take on and stay below 2⁶⁴.
const MOST: u64 = u64::MAX / 10 - 1;

/// The number that `text` is, as in `-12.5` or `3.1e-4`; `None` where it is none or too large.
///
/// W. D. Clinger, "How to read floating point numbers accurately" (PLDI 1990): a mantissa below 2⁵³ times or by a
/// power of ten up to 10²² is one correctly rounded operation. So every number of at most 15 digits is read as
/// `f64::from_str` does, up to 10³⁷ and where its last digit stands for 10⁻²² or more; others to within a few units
/// of the 53rd bit.
///
/// ```
/// use compute_anxiety::model::decimal::parse;
/// assert_eq!(parse("-0.1"), Some(-0.1));
/// assert_eq!(parse("4.05e12"), Some(4.05e12));
/// assert_eq!(parse("1,5"), None);
/// ```
pub fn parse(text: &str) -> Option<f64> {
    let (sign, text) = match text.as_bytes() {
        [b'-', rest @ ..] => (-1.0, rest),
        [b'+', rest @ ..] => (1.0, rest),
        rest => (1.0, rest),
    };
    let (mut mantissa, mut power, mut digits, mut point) = (0_u64, 0_i32, 0, false);
    let mut rest = text.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'0'..=b'9' => {
                digits += 1;
                if mantissa < MOST {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    power -= i32::from(point);
                } else {
                    power += i32::from(!point);
                }
            }
            b'.' if !point => point = true,
            b'e' | b'E' => {
                power = power.saturating_add(exponent(rest.as_slice())?);
                rest = [].iter();
            }
            _ => return None,
        }
    }
    let value = sign * scaled(mantissa, power);
    (digits > 0 && value.is_finite()).then_some(value)
}

/// A power of ten; one beyond every number is held at the greatest, so that it is nothing or too large.
fn exponent(text: &[u8]) -> Option<i32> {
    let (sign, digits) = match text {
        [b'-', rest @ ..] => (-1, rest),
        [b'+', rest @ ..] => (1, rest),
        rest => (1, rest),
    };
    let mut power = 0_i32;
    for digit in digits {
        let digit = digit.is_ascii_digit().then(|| digit - b'0')?;
        power = power.saturating_mul(10).saturating_add(digit.into());
    }
    (!digits.is_empty()).then_some(sign * power)
}

/// `mantissa` · 10^`power`.
pub fn scaled(mut mantissa: u64, mut power: i32) -> f64 {
    while power > 22 && mantissa > 0 && mantissa < WHOLE / 10 {
        mantissa *= 10;
        power -= 1;
    }
    let mut value = mantissa as f64;
    // Beyond the exact powers each step rounds once more.
    while power != 0 && value != 0.0 && value.is_finite() {
        let step = power.clamp(-22, 22);
        let factor = EXACT.get(step.unsigned_abs() as usize).copied().unwrap_or(1.0);
        value = if step > 0 { value * factor } else { value / factor };
        power -= step;
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn up_to_fifteen_digits_are_read_as_the_standard_library_reads_them(
            mantissa in -999_999_999_999_999_i64..=999_999_999_999_999, power in -22..=22_i32, point in 0..15_usize,
        ) {
            let mut text = format!("{mantissa}e{power}");
            prop_assert_eq!(parse(&text), text.parse().ok());
            let digits = text.find('e').unwrap_or_default();
            text.truncate(digits);
            text.insert(digits.saturating_sub(point).max(1), '.');
            prop_assert_eq!(parse(&text), text.parse().ok());
        }

        #[test]
        fn any_finite_number_is_read_to_within_some_units_of_its_last_place(value in prop::num::f64::NORMAL) {
            for text in [format!("{value:e}"), format!("{value}")] {
                let read = parse(&text);
                // The largest few may overflow on the way.
                let near = read.is_some_and(|read| (read - value).abs() <= 1e-14 * value.abs().max(1e-300));
                prop_assert!(near || value.abs() > 1e308, "{} {:?}", text, read);
            }
        }

        #[test]
        fn what_is_no_number_is_refused_as_the_standard_library_refuses_it(text in "[-+.0-9e]{0,8}") {
            let theirs = text.parse::<f64>().ok().filter(|v| v.is_finite());
            prop_assert_eq!(parse(&text).is_some(), theirs.is_some(), "{}", text);
        }
    }

    #[test]
    fn names_of_numbers_are_no_numbers() {
        for text in ["", "inf", "NaN", "1_000", "1e400", "０", "1 ", "0x10", "--1"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_exponent_of_any_length_is_nothing_or_too_large() {
        for text in ["1e-99999999999", "0e99999999999", "-0.0e-2147483649"] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        for text in ["1e99999999999", "1e-", "1e+", "1e-99999999999\u{e}", "1e--1", "1e1.0"] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }
}
