//! A daily series: ordered days with one value each.

use super::day::Day;

/// Parallel columns of equal length, days strictly ascending (the parser guarantees it).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Series {
    /// Trading days, strictly ascending.
    pub days: Vec<Day>,
    /// One value a day, in the unit its table states.
    pub values: Vec<f64>,
}

impl Series {
    /// Index of the first day on or after `day`; the length where there is none.
    pub fn at_or_after(&self, day: Day) -> usize {
        self.days.partition_point(|d| *d < day)
    }

    /// The part with `from ≤ day ≤ to`; empty where the range is empty or reversed.
    pub fn between(&self, from: Day, to: Day) -> Self {
        let start = self.at_or_after(from);
        let end = self.days.partition_point(|d| *d <= to).max(start);
        Self {
            days: self.days.get(start..end).unwrap_or_default().to_vec(),
            values: self.values.get(start..end).unwrap_or_default().to_vec(),
        }
    }

    /// The first day whose value is less than that.
    pub fn day_under(&self, least: f64) -> Option<Day> {
        let place = self.values.iter().position(|value| *value < least)?;
        self.days.get(place).copied()
    }

    /// Last value of each month, dated with the last trading day seen in it.
    pub fn month_ends(&self) -> Vec<(Day, f64)> {
        let mut ends: Vec<(Day, f64)> = Vec::new();
        for (&day, &value) in self.days.iter().zip(&self.values) {
            match ends.last_mut() {
                Some(last) if last.0.month_start() == day.month_start() => *last = (day, value),
                _ => ends.push((day, value)),
            }
        }
        ends
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Series {
        Series { days: vec![Day(10), Day(12), Day(40)], values: vec![1.0, 2.0, 3.0] }
    }

    #[test]
    fn between_keeps_both_ends_and_survives_a_reversed_range() {
        assert_eq!(sample().between(Day(10), Day(12)).values, [1.0, 2.0]);
        assert_eq!(sample().between(Day(11), Day(39)).values, [2.0]);
        assert!(sample().between(Day(39), Day(11)).values.is_empty());
    }

    #[test]
    fn a_closed_market_is_looked_up_at_the_next_open_day() {
        assert_eq!(sample().at_or_after(Day(11)), 1);
        assert_eq!(sample().at_or_after(Day(41)), 3);
    }

    #[test]
    fn month_ends_are_the_last_values_seen_in_each_month() {
        assert_eq!(sample().month_ends(), [(Day(12), 2.0), (Day(40), 3.0)]);
    }
}
