//! Dates in figures alone: `2022-01-20`, `20/01/2022`, `20.01.2022`, and `8 20 2007` that lost its signs.

use jiff::civil::Date;

use super::calendar;
use super::scan::{Found, Scan, integer};
use crate::model::EntityType;

/// The date in figures that begins at this token.
///
/// Year first is ISO 8601, and periods are used where the day comes first. Otherwise the text cannot say which of two
/// numbers is the day: there is a value only where one of them is above twelve, where both are equal, or where one
/// reading falls within days of the document's date and the other does not. A year of two digits needs that nearness.
pub fn numeric_date(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.is_joint(at.wrapping_sub(1)) {
        return None;
    }
    let (parts, end) = dotted(scan, at).or_else(|| separated(scan, at)).or_else(|| bare(scan, at))?;
    let is_dotted = scan.text(at).contains('.') || scan.text(at + 1) == ".";
    let date = match parts {
        [(year, 4), (month, _), (day, _)] if is_year(year) && (1..=12).contains(&month) && (1..=31).contains(&day) => {
            date(year, month, day)
        }
        [(day, 1..=2), (month @ 1..=12, 1..=2), (year, 4)] if is_dotted && is_year(year) && is_pair(day, month) => {
            date(year, month, day)
        }
        [(first, 1..=2), (second, 1..=2), (year, 4)] if is_year(year) && is_pair(first, second) => {
            by_feasibility(first, second, year).or_else(|| near(scan, first, second, year))
        }
        [(first, 1..=2), (second, 1..=2), (year, 2)] if scan.text(at + 1) == "/" && is_pair(first, second) => {
            near(scan, first, second, 2000 + year).or_else(|| near(scan, first, second, 1900 + year))
        }
        _ => return None,
    };
    Some(Found::new(end, EntityType::Date, date.and_then(calendar::day)))
}

/// How many days from the document's date a reading may lie to be believed.
const NEAR: i64 = 10;

/// The reading that falls near to the document's date, where the other does not.
fn near(scan: &Scan<'_>, first: i32, second: i32, year: i32) -> Option<Date> {
    let anchor = scan.anchor.day()?;
    let is_near = |day: &Date| calendar::distance(anchor, *day).abs() <= NEAR;
    let (day_first, month_first) = (date(year, second, first), date(year, first, second));
    match (day_first.filter(is_near), month_first.filter(is_near)) {
        (Some(day), None) | (None, Some(day)) => Some(day),
        (Some(day), Some(same)) if day == same => Some(day),
        _ => None,
    }
}

/// A number and how many digits print it.
type Part = (i32, usize);

fn is_year(year: i32) -> bool {
    (1000..=2100).contains(&year)
}

/// Whether the two can be a day and a month in some order.
fn is_pair(first: i32, second: i32) -> bool {
    let (low, high) = (first.min(second), first.max(second));
    (1..=12).contains(&low) && (1..=31).contains(&high)
}

fn by_feasibility(first: i32, second: i32, year: i32) -> Option<Date> {
    match (first > 12, second > 12) {
        (true, _) => date(year, second, first),
        (_, true) => date(year, first, second),
        _ if first == second => date(year, first, second),
        _ => None,
    }
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// `20.01.2022`, one token.
fn dotted(scan: &Scan<'_>, at: usize) -> Option<([Part; 3], usize)> {
    let mut parts = scan.text(at).split('.').map(|part| Some((integer(part)?, part.len())));
    let three = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some((three, at + 1))
}

/// `2022-01-20`, `20/01/2022`: the same sign twice, nothing between.
fn separated(scan: &Scan<'_>, at: usize) -> Option<([Part; 3], usize)> {
    let sign = scan.text(at + 1);
    let glued = (at + 1..=at + 4).all(|next| scan.is_glued(next));
    if !glued || sign != scan.text(at + 3) || !matches!(sign, "-" | "/" | ".") || continues(scan, at + 5) {
        return None;
    }
    Some(([part(scan, at)?, part(scan, at + 2)?, part(scan, at + 4)?], at + 5))
}

fn continues(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_joint(at) && scan.is_number(at + 1)
}

/// `8 20 2007`, where it is all that the sentence says.
fn bare(scan: &Scan<'_>, at: usize) -> Option<([Part; 3], usize)> {
    let alone = at == 0 && scan.len() == 3;
    alone.then(|| Some(([part(scan, 0)?, part(scan, 1)?, part(scan, 2)?], 3))).flatten()
}

fn part(scan: &Scan<'_>, at: usize) -> Option<Part> {
    Some((scan.integer(at)?, scan.text(at).len()))
}
