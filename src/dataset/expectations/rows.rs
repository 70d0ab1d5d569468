//! Checks that every row passes or fails by itself: not null, in a range, of a pattern.

use std::ops::ControlFlow;

use jiff::civil::Date;
use polars::prelude::{Column, DataFrame, DataType, PolarsResult};
use regex::Regex;

use super::examples::Examples;
use super::{Expectation, Verdict, fraction, share};
use crate::config::checks::Bounds;
use crate::dataset::{Dataset, DatasetError};

/// Of each value of a column whether it fails.
type Fails<'f> = dyn Fn(&Column) -> PolarsResult<Vec<bool>> + 'f;

pub(super) fn not_null(
    expectation: &Expectation,
    dataset: &Dataset,
    columns: &[&str],
    max_failed: f64,
) -> Result<Verdict, DatasetError> {
    let fails = |column: &Column| Ok(column.is_null().iter().map(|null| null == Some(true)).collect());
    hold(expectation, dataset, columns, max_failed, &fails)
}

pub(super) fn range(
    expectation: &Expectation,
    dataset: &Dataset,
    columns: &[&str],
    bounds: &Bounds,
    max_failed: f64,
) -> Result<Verdict, DatasetError> {
    match bounds {
        Bounds::Numbers { min, max } => {
            let fails = |column: &Column| out_of_numbers(column, *min, *max);
            hold(expectation, dataset, columns, max_failed, &fails)
        }
        Bounds::Dates { earliest, latest } => {
            let fails = |column: &Column| out_of_dates(column, *earliest, *latest);
            hold(expectation, dataset, columns, max_failed, &fails)
        }
    }
}

/// `pattern` compiles, as the configuration has made sure.
pub(super) fn pattern(
    expectation: &Expectation,
    dataset: &Dataset,
    columns: &[&str],
    pattern: &str,
    max_failed: f64,
) -> Result<Verdict, DatasetError> {
    let Ok(pattern) = Regex::new(pattern) else {
        return Ok(Verdict { holds: false, message: "the pattern is too large".to_owned() });
    };
    let fails = |column: &Column| {
        Ok(column.str()?.iter().map(|text| text.is_some_and(|text| !pattern.is_match(text))).collect())
    };
    hold(expectation, dataset, columns, max_failed, &fails)
}

/// Counts the rows in which one of the columns fails, and looks for examples where there are too many.
fn hold(
    expectation: &Expectation,
    dataset: &Dataset,
    columns: &[&str],
    max_failed: f64,
    fails: &Fails<'_>,
) -> Result<Verdict, DatasetError> {
    let (mut rows, mut failed) = (0u64, 0u64);
    expectation.for_each_slice(dataset, columns, &mut |slice| {
        rows += slice.height() as u64;
        failed += failing(slice, columns, fails)?.into_iter().filter(|fails| *fails).count() as u64;
        Ok(ControlFlow::Continue(()))
    })?;
    if failed == 0 {
        return Ok(Verdict { holds: true, message: format!("holds of all {rows} rows") });
    }
    let allowed = match max_failed {
        0.0 => String::new(),
        most => format!(", and at most {} may", fraction(most)),
    };
    let told = format!("fails in {failed} of {rows} rows ({}){allowed}", share(failed, rows));
    if failed as f64 <= max_failed * rows as f64 {
        return Ok(Verdict { holds: true, message: told });
    }
    let examples = Examples::find(expectation, dataset, columns, &mut |slice| failing(slice, columns, fails))?;
    Ok(Verdict { holds: false, message: format!("{told}{examples}") })
}

/// Of each row whether one of the columns fails.
fn failing(slice: &DataFrame, columns: &[&str], fails: &Fails<'_>) -> PolarsResult<Vec<bool>> {
    let mut any = vec![false; slice.height()];
    for name in columns {
        for (row, fails) in any.iter_mut().zip(fails(slice.column(name)?)?) {
            *row |= fails;
        }
    }
    Ok(any)
}

/// What is no number lies in no range; null is not looked at.
fn out_of_numbers(column: &Column, min: Option<f64>, max: Option<f64>) -> PolarsResult<Vec<bool>> {
    // 0.9 in 32 bits is less than 0.9 in 64: such a column is held to the limit that it can hold.
    let narrow = |limit: f64| if *column.dtype() == DataType::Float32 { f64::from(limit as f32) } else { limit };
    let (min, max) = (min.map_or(f64::NEG_INFINITY, narrow), max.map_or(f64::INFINITY, narrow));
    let numbers = column.cast(&DataType::Float64)?;
    Ok(numbers.f64()?.iter().map(|number| number.is_some_and(|number| !(min..=max).contains(&number))).collect())
}

/// The last day counts to its end.
fn out_of_dates(column: &Column, earliest: Option<Date>, latest: Option<Date>) -> PolarsResult<Vec<bool>> {
    let days = column.cast(&DataType::Date)?.cast(&DataType::Int32)?;
    let (first, last) = (earliest.map_or(i32::MIN, day), latest.map_or(i32::MAX, day));
    Ok(days.i32()?.iter().map(|day| day.is_some_and(|day| !(first..=last).contains(&day))).collect())
}

/// Days since 1970.
pub(super) fn day(date: Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    // The whole calendar of this type is some millions of days.
    epoch.until(date).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use polars::prelude::{NamedFrom as _, Series};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_limit_of_a_narrow_column_is_as_narrow() {
        let scores = Column::from(Series::new("score".into(), [0.9f32, 0.8, f32::NAN]));
        assert_eq!(out_of_numbers(&scores, Some(0.9), Some(0.9)).unwrap(), [false, true, true]);
    }

    proptest! {
        #[test]
        fn a_number_is_out_of_range_where_it_says_so(values in prop::collection::vec(prop::option::of(-50i32..50), 0..20), min in -60i32..60, span in 0i32..60) {
            let column = Column::from(Series::new("n".into(), values.clone()));
            let max = min + span;
            let found = out_of_numbers(&column, Some(min.into()), Some(max.into())).unwrap();
            let expected: Vec<bool> = values.iter().map(|value| value.is_some_and(|n| n < min || n > max)).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn times_of_the_last_day_are_in_the_range_and_so_are_those_before_1970() {
        let noon = 12 * 3_600 * 1_000_000i64;
        let micros = |days: i64| days * 86_400 * 1_000_000;
        let times = Series::new("at".into(), [micros(0) + noon, micros(1), micros(-1) + noon, micros(-2) + noon]);
        let times = times.cast(&DataType::Datetime(polars::prelude::TimeUnit::Microseconds, None)).unwrap();
        let found = out_of_dates(&times.into(), Some(date(1969, 12, 31)), Some(date(1970, 1, 1))).unwrap();
        assert_eq!(found, [false, true, false, true]);
    }
}
