//! Dates in words.

use super::Lang;
use crate::model::day::Day;
use crate::say;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month as usize - 1).copied().unwrap_or_default()
}

/// A full date: 2025年1月27日, January 27, 2025.
pub fn date(day: Day, lang: Lang) -> String {
    let (y, m, d) = day.ymd();
    say!(lang, ("{y}年{m}月{d}日"), ("{} {d}, {y}", month_name(m)))
}

/// A month: 2025年1月, January 2025.
pub fn month(day: Day, lang: Lang) -> String {
    let (y, m, _) = day.ymd();
    say!(lang, ("{y}年{m}月"), ("{} {y}", month_name(m)))
}

/// A short month for axes: 2025.1, Jan 2025.
pub fn short_month(day: Day, lang: Lang) -> String {
    let (y, m, _) = day.ymd();
    let name = month_name(m).get(..3).unwrap_or_default();
    say!(lang, ("{y}.{m}"), ("{name} {y}"))
}

/// A year: 2025年, 2025.
pub fn year(day: Day, lang: Lang) -> String {
    let (y, ..) = day.ymd();
    say!(lang, ("{y}年"), ("{y}"))
}

/// A period that starts on `start` and lasts 1, 3, 6 or 12 months: 2023年三季度, Q3 2023.
pub fn period(start: Day, months: u32, lang: Lang) -> String {
    let (y, m, _) = start.ymd();
    let pick =
        |names: [&'static str; 4]| names.get((m - 1) as usize / 3).copied().unwrap_or_default();
    match months {
        3 => say!(
            lang,
            ("{y}年{}", pick(["一季度", "二季度", "三季度", "四季度"])),
            ("{} {y}", pick(["Q1", "Q2", "Q3", "Q4"]))
        ),
        6 if m <= 6 => say!(lang, ("{y}年上半年"), ("H1 {y}")),
        6 => say!(lang, ("{y}年下半年"), ("H2 {y}")),
        12 => year(start, lang),
        _ => month(start, lang),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_each_language_does() {
        let day: Day = "2025-01-27".parse().unwrap();
        assert_eq!(date(day, Lang::ZhHans), "2025年1月27日");
        assert_eq!(date(day, Lang::En), "January 27, 2025");
        assert_eq!(period("2023-07-01".parse().unwrap(), 3, Lang::En), "Q3 2023");
        assert_eq!(period("2023-07-01".parse().unwrap(), 6, Lang::ZhHans), "2023年下半年");
        assert_eq!(short_month(day, Lang::En), "Jan 2025");
    }
}
