//! A calendar day of the proleptic Gregorian calendar, without a clock or a time zone.

use std::fmt;
use std::str::FromStr;

/// Days since 1970-01-01. Ordered, copyable, printed and parsed as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Text that is not an existing day written `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADay;

impl Day {
    /// The day of a year, month (1–12) and day of month, or `None` where no such day exists.
    ///
    /// Method: Howard Hinnant, "chrono-compatible low-level date algorithms" (2013).
    ///
    /// ```
    /// use compute_anxiety::model::day::Day;
    /// assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
    /// assert_eq!(Day::from_ymd(2025, 1, 27).map(|d| d.to_string()).as_deref(), Some("2025-01-27"));
    /// assert_eq!(Day::from_ymd(2023, 2, 29), None);
    /// ```
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || !(-9999..=9999).contains(&year) {
            return None;
        }
        let candidate = Self(days_from_civil(year, month, day));
        (candidate.ymd() == (year, month, day)).then_some(candidate)
    }

    /// Year, month (1–12) and day of month.
    pub fn ymd(self) -> (i32, u32, u32) {
        let z = i64::from(self.0) + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let mp = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * mp + 2) / 5 + 1) as u32;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    /// The first day of the month so many months later: of a period of whole months, the day after its last.
    ///
    /// ```
    /// use compute_anxiety::model::day::Day;
    /// let day: Day = "2023-11-30".parse().unwrap();
    /// assert_eq!(day.months_later(3).to_string(), "2024-02-01");
    /// ```
    pub fn months_later(self, months: u32) -> Self {
        let (year, month, _) = self.ymd();
        let after = month - 1 + months;
        Self::from_ymd(year + (after / 12) as i32, after % 12 + 1, 1).unwrap_or(self)
    }

    /// The first day of the same month.
    pub fn month_start(self) -> Self {
        let (_, _, day) = self.ymd();
        Self(self.0 - day as i32 + 1)
    }
}

fn days_from_civil(year: i32, month: u32, day: u32) -> i32 {
    let y = i64::from(year) - i64::from(month <= 2);
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let mp = i64::from((month + 9) % 12);
    let day_of_year = (153 * mp + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as i32
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| match i {
                4 | 7 => *b == b'-',
                _ => b.is_ascii_digit(),
            });
        if !shaped {
            return Err(NotADay);
        }
        let part = |range| text.get(range).and_then(|s: &str| s.parse::<u32>().ok());
        match (part(0..4), part(5..7), part(8..10)) {
            (Some(year), Some(month), Some(day)) => {
                Self::from_ymd(year as i32, month, day).ok_or(NotADay)
            }
            _ => Err(NotADay),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_follow_each_other_through_eight_hundred_years() {
        // Independent reference: count forward with the leap-year rule written out.
        let (mut year, mut month, mut day) = (1600, 1, 1);
        let first = Day::from_ymd(year, month, day).map_or(0, |d| d.0);
        for n in 0..292_194 {
            assert_eq!(Day(first + n).ymd(), (year, month, day));
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(first + n)));
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let last = match month {
                2 => 28 + u32::from(leap),
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            day += 1;
            if day > last {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        }
    }

    proptest! {
        #[test]
        fn text_round_trips(n in -700_000..1_000_000i32) {
            let day = Day(n);
            let (year, ..) = day.ymd();
            prop_assume!((0..=9999).contains(&year));
            prop_assert_eq!(day.to_string().parse::<Day>(), Ok(day));
        }

        #[test]
        fn any_text_is_parsed_or_refused_without_panic(text in ".{0,12}") {
            let _ = text.parse::<Day>();
        }
    }
}
