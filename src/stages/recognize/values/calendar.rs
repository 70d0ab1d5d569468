//! Periods of the calendar with their TIMEX3 values and half-open days, and steps between days that cannot overflow.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::words::Unit;
use crate::model::{Document, Grain, Precision, Value};

/// A resolved period; all of these have days unless said otherwise. None has days before the year 1: Python's dates, and
/// with them every notebook, begin there.
fn period(text: String, days: Option<(Date, Date)>, grain: Grain) -> Value {
    Value { text, days: days.filter(|(start, end)| start < end && start.year() >= 1), grain: Some(grain) }
}

/// `2022-01-20`.
pub fn day(date: Date) -> Option<Value> {
    Some(period(date.to_string(), Some((date, date.tomorrow().ok()?)), Grain::Day))
}

/// `2022-W03`: Monday to Monday, ISO 8601.
pub fn week(inside: Date) -> Option<Value> {
    let week = inside.iso_week_date();
    let monday = ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()?.date();
    let text = format!("{:04}-W{:02}", week.year(), week.week());
    Some(period(text, Some((monday, step(monday, Unit::Day, 7)?)), Grain::Week))
}

/// `2022-01`.
pub fn month(year: i16, month: i8) -> Option<Value> {
    let first = Date::new(year, month, 1).ok()?;
    Some(period(format!("{year:04}-{month:02}"), Some((first, step(first, Unit::Month, 1)?)), Grain::Month))
}

/// `2022-Q1`.
pub fn quarter(year: i16, quarter: i8) -> Option<Value> {
    let first = Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
    Some(period(format!("{year:04}-Q{quarter}"), Some((first, step(first, Unit::Month, 3)?)), Grain::Quarter))
}

/// `2022-H1`, half a year.
pub fn half(year: i16, half: i8) -> Option<Value> {
    let first = Date::new(year, if half == 1 { 1 } else { 7 }, 1).ok()?;
    Some(period(format!("{year:04}-H{half}"), Some((first, step(first, Unit::Month, 6)?)), Grain::Quarter))
}

/// `2022-SU`. Without days: where a season begins depends on the hemisphere and on who counts.
pub fn season(year: i16, code: &str) -> Value {
    period(format!("{year:04}-{code}"), None, Grain::Season)
}

/// `2022`; `BC0989`, as TIMEX3 has it, for the astronomical year -988.
pub fn year(year: i16) -> Option<Value> {
    let first = Date::new(year, 1, 1).ok()?;
    let text = if year < 1 { format!("BC{:04}", 1 - year) } else { format!("{year:04}") };
    Some(period(text, Some((first, step(first, Unit::Year, 1)?)), Grain::Year))
}

/// `199X`, the 1990s, from any year inside: ISO 8601-2 marks the digits that are left open.
pub fn decade(inside: i16) -> Option<Value> {
    let first = Date::new(inside - inside.rem_euclid(10), 1, 1).ok()?;
    let text = format!("{:03}X", inside.div_euclid(10));
    Some(period(text, Some((first, step(first, Unit::Year, 10)?)), Grain::Decade))
}

/// `20XX`, the 21st century, counted as TIMEX3 does, from the year 2000.
pub fn century(number: i16) -> Option<Value> {
    let hundreds = number.checked_sub(1)?;
    let first = Date::new(hundreds.checked_mul(100)?, 1, 1).ok()?;
    Some(period(format!("{hundreds:02}XX"), Some((first, step(first, Unit::Year, 100)?)), Grain::Century))
}

/// The period of the unit's grain that holds the day; a quarter-hour or an hour has none here.
pub fn around(date: Date, unit: Unit) -> Option<Value> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => None,
        Unit::Day => day(date),
        Unit::Week | Unit::Fortnight => week(date),
        Unit::Month => month(date.year(), date.month()),
        Unit::Quarter => quarter(date.year(), (date.month() + 2) / 3),
        Unit::Year => year(date.year()),
        Unit::Decade => decade(date.year()),
        Unit::Century => century(date.year().div_euclid(100) + 1),
    }
}

/// The day so many units further on, or back; nothing outside the years that the calendar holds.
pub fn step(date: Date, unit: Unit, by: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => span.try_days(by),
        Unit::Week => span.try_weeks(by),
        Unit::Fortnight => span.try_weeks(by.checked_mul(2)?),
        Unit::Month => span.try_months(by),
        Unit::Quarter => span.try_months(by.checked_mul(3)?),
        Unit::Year => span.try_years(by),
        Unit::Decade => span.try_years(by.checked_mul(10)?),
        Unit::Century => span.try_years(by.checked_mul(100)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// Days from one day to another, negative backwards.
pub fn distance(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_hours() / 24
}

/// What the document's date allows to say: the day is known, or only its month or year.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    date: Option<Date>,
    precision: Precision,
}

impl Anchor {
    pub fn of(document: &Document) -> Self {
        Self { date: document.published.date, precision: document.published.precision }
    }

    /// The day itself, where it is known.
    pub fn day(self) -> Option<Date> {
        matches!(self.precision, Precision::Minute | Precision::Day).then_some(self.date).flatten()
    }

    /// A day inside the anchor, where it is known at least as finely as the unit.
    pub fn at(self, unit: Unit) -> Option<Date> {
        match (self.precision, unit) {
            (Precision::Minute | Precision::Day, _)
            | (Precision::Month, Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century)
            | (Precision::Year, Unit::Year | Unit::Decade | Unit::Century) => self.date,
            _ => None,
        }
    }

    /// The day that other days may be near to: the middle of the month or year where only that is known.
    pub fn near(self) -> Option<Date> {
        match self.precision {
            Precision::Minute | Precision::Day => self.date,
            Precision::Month => step(self.date?, Unit::Day, 14),
            Precision::Year => step(self.date?, Unit::Day, 182),
            Precision::None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const UNITS: [Unit; 7] =
        [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Decade, Unit::Century];

    proptest! {
        #[test]
        fn the_period_around_a_day_holds_it(year in 100i16..9000, of_year in 0i64..366, unit in 0usize..7) {
            let date = step(Date::new(year, 1, 1).unwrap(), Unit::Day, of_year).unwrap();
            let (start, end) = around(date, UNITS[unit]).unwrap().days.unwrap();
            prop_assert!(start <= date && date < end);
        }

        #[test]
        fn steps_never_panic(by in any::<i64>(), year in -9999i16..=9999, unit in 0usize..7) {
            let date = Date::new(year, 6, 15).unwrap();
            let _ = step(date, UNITS[unit], by);
            let _ = (around(date, UNITS[unit]), century(year), quarter(year, by as i8), half(year, by as i8));
        }

        #[test]
        fn a_step_of_days_has_its_distance(by in -100_000i64..100_000) {
            let date = Date::new(2022, 1, 20).unwrap();
            prop_assert_eq!(distance(date, step(date, Unit::Day, by).unwrap()), by);
        }
    }
}
