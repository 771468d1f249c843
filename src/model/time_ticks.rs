//! Tick positions on a time axis: the starts of years, quarters or months.

use super::day::Day;

/// What a time tick's label has to name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// The start of a year.
    Year,
    /// The start of a month.
    Month,
    /// A single day.
    Day,
}

/// Starts of calendar units inside `from..=to`, at most `most` of them, with the unit their labels name.
///
/// The finest step that fits is taken: 1, 7 days; 1, 3, 6 months; 1, 2, 5, 10, 20, 50, 100 years.
pub fn time_ticks(from: Day, to: Day, most: usize) -> (Vec<Day>, Unit) {
    let most = most.max(1) as i64;
    let span = i64::from(to.0) - i64::from(from.0);
    if span < 0 {
        return (Vec::new(), Unit::Day);
    }
    for step in [1, 7] {
        if span / step < most {
            let days = (0..=span / step).map(|i| Day(from.0 + (i * step) as i32)).collect();
            return (days, Unit::Day);
        }
    }
    for months in [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200] {
        let starts = month_starts(from, to, months, most + 1);
        if starts.len() as i64 <= most {
            let unit = if months < 12 { Unit::Month } else { Unit::Year };
            return (starts, unit);
        }
    }
    (Vec::new(), Unit::Year)
}

fn month_starts(from: Day, to: Day, step: i64, most: i64) -> Vec<Day> {
    let (year, month, day) = from.ymd();
    let index = i64::from(year) * 12 + i64::from(month) - 1 + i64::from(day > 1);
    let first = index.div_euclid(step) * step + if index.rem_euclid(step) > 0 { step } else { 0 };
    (0..most)
        .map(|i| first + i * step)
        .filter_map(|m| Day::from_ymd(m.div_euclid(12) as i32, m.rem_euclid(12) as u32 + 1, 1))
        .take_while(|d| *d <= to)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn fourteen_years_on_a_desk_are_ticked_every_two_years() {
        let day = |y| Day::from_ymd(y, 1, 1).unwrap_or(Day(0));
        let (days, unit) = time_ticks(day(2012), day(2026), 9);
        assert_eq!(unit, Unit::Year);
        assert_eq!(days, (2012..=2026).step_by(2).map(day).collect::<Vec<_>>());
    }

    proptest! {
        #[test]
        fn time_ticks_stay_inside_ascend_and_fit(a in -700_000..700_000i32, span in 0..200_000i32, most in 1usize..12) {
            let (days, _) = time_ticks(Day(a), Day(a + span), most);
            prop_assert!(days.len() <= most);
            prop_assert!(days.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(days.iter().all(|d| d.0 >= a && d.0 <= a + span));
        }
    }
}
