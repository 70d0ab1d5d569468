//! Dates from … to: "January 3–5, 2022", "3 to 5 January", "2019-2021", between "2010 and 2015", "March to May".

use super::partial::{Partial, Resolved};
use super::points::{Point, day, point, year_after, year_number};
use super::scan::{CERTAIN, Found, INFERRED, Scan, UNTOLD};
use super::tense::{Tense, tense};
use crate::model::{EntityType, Value};

/// The date or the range of two that begins at this token.
pub fn date_or_range(scan: &Scan<'_>, at: usize) -> Option<Found> {
    between(scan, at).or_else(|| range(scan, at)).or_else(|| single(scan, at))
}

fn single(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (partial, end) = point(scan, at, false)?;
    let resolved = partial.resolve(scan, tense(scan, at, end));
    let found = Found::new(end, EntityType::Date, resolved.value);
    Some(if resolved.inferred { found.inferred() } else { found })
}

/// "between 2010 and 2015": one range, without the word.
fn between(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (first, end) = scan.is_between(at).then(|| point(scan, at, true)).flatten()?;
    let (second, end) = scan.is(end, "and").then(|| point(scan, end + 1, true)).flatten()?;
    Some(joined(scan, at, first, (second, end)))
}

fn range(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (first, second) = years(scan, at)
        .or_else(|| days_before_month(scan, at))
        .or_else(|| days_after_month(scan, at))
        .or_else(|| points(scan, at))?;
    Some(joined(scan, at, first, second))
}

/// "2019-2021", "1990 to 1995", "2019-20". With a word between them, both must be years and count nothing.
fn years(scan: &Scan<'_>, at: usize) -> Option<(Partial, Point)> {
    let first = year_number(scan, at)?;
    let next = scan.past_range_sign(at + 1)?;
    let glued = scan.is_joint(at + 1);
    let part_of_longer = scan.is_joint(at.wrapping_sub(1)) || scan.is_joint(next + 1) && scan.is_number(next + 2);
    let full = year_number(scan, next);
    let short = scan.small(next, 0, 99).filter(|_| glued && scan.text(next).len() == 2);
    let second = full.or_else(|| Some(first - first % 100 + i16::from(short?)))?;
    let placed = glued || first >= 1900 && !scan.is_plural(next + 1);
    let rising = first < second && (first >= 1900 || second - first < 500);
    (rising && placed && !part_of_longer).then_some((Partial::of_year(first), (Partial::of_year(second), next + 1)))
}

/// "3 to 5 January 2022", "3 and 4 January".
fn days_before_month(scan: &Scan<'_>, at: usize) -> Option<(Partial, Point)> {
    let first = day(scan, at)?;
    let (next, adjoining) = past_sign_or_and(scan, at + 1, scan.is_between(at))?;
    let (second, end) =
        point(scan, next, true).filter(|(second, _)| second.day.is_some() && second.weekday.is_none())?;
    let starts_with_day = day(scan, next).is_some();
    let fits = starts_with_day && second.day.is_some_and(|last| follows(first, last, adjoining));
    fits.then_some((Partial { day: Some(first), ..second }, (second, end)))
}

/// "January 3–5, 2022", "January 3 to 5", "January 3 and 4".
fn days_after_month(scan: &Scan<'_>, at: usize) -> Option<(Partial, Point)> {
    let (first, end) = point(scan, at, false).filter(|(first, _)| first.day.is_some() && first.year.is_none())?;
    let (next, adjoining) = past_sign_or_and(scan, end, scan.is_between(at))?;
    let last = day(scan, next).filter(|_| point(scan, next, false).is_none_or(|(point, _)| point.day.is_none()))?;
    if !follows(first.day?, last, adjoining) || scan.is_plural(next + 1) {
        return None;
    }
    let (year, end) = year_after(scan, next + 1).map_or((None, next + 1), |(year, end)| (Some(year), end));
    Some((Partial { year, ..first }, (Partial { year, day: Some(last), weekday: None, ..first }, end)))
}

/// The token after a range sign; or after "and", which joins days that adjoin, and any two after "between".
fn past_sign_or_and(scan: &Scan<'_>, at: usize, between: bool) -> Option<(usize, bool)> {
    scan.past_range_sign(at).map(|next| (next, false)).or_else(|| scan.is(at, "and").then_some((at + 1, !between)))
}

fn follows(first: i8, last: i8, adjoining: bool) -> bool {
    if adjoining { first + 1 == last } else { first < last }
}

/// "January 30 to February 2, 2022", "March to May 2021", "Monday through Friday".
fn points(scan: &Scan<'_>, at: usize) -> Option<(Partial, Point)> {
    let (first, end) = point(scan, at, true).filter(|(first, _)| first.month.is_some() || first.weekday.is_some())?;
    let (second, end) = point(scan, scan.past_range_sign(end)?, true)?;
    let alike = first.day.is_some() == second.day.is_some() && first.month.is_some() == second.month.is_some();
    let year = first.year.or(second.year);
    alike.then_some((Partial { year, ..first }, (second, end)))
}

/// One mention for both ends. Where no year is printed, the range is the one that the tense means, and its second end the
/// first such date after the first.
fn joined(scan: &Scan<'_>, at: usize, first: Partial, (second, end): Point) -> Found {
    let tense = if first.year.is_some() { Tense::Open } else { tense(scan, at, end) };
    let ends = |tense| {
        let low = first.resolve(scan, tense);
        let high = match low.value.as_ref().and_then(|value| value.days).filter(|_| second.year.is_none()) {
            Some((start, _)) => second.from(start).unwrap_or_else(|| second.resolve(scan, tense)),
            None => second.resolve(scan, tense),
        };
        (low, high)
    };
    let running = || ends(Tense::LikelyPast);
    let is_running = |high: &Resolved| {
        let last = high.value.as_ref().and_then(|value| value.days);
        last.zip(scan.anchor.day()).is_some_and(|((_, after), anchor)| after > anchor)
    };
    let now = tense.is_future().then(running).filter(|(_, high)| is_running(high));
    let (low, high) = now.unwrap_or_else(|| ends(tense));
    let inferred = low.inferred || high.inferred;
    let value = low.value.zip(high.value).and_then(|(first, second)| span_of(first, second));
    let score = match (&value, inferred) {
        (None, _) => UNTOLD,
        (Some(_), true) => INFERRED,
        (Some(_), false) => CERTAIN,
    };
    Found { end, entity_type: EntityType::Date, subtype: Some("range"), value, score }
}

/// From the first day of the first to the last day of the second; nothing where time would run backwards.
fn span_of(first: Value, second: Value) -> Option<Value> {
    let days = match (first.days, second.days) {
        (Some((start, _)), Some((_, end)))
            if start < end && first.days.map(|days| days.0) < second.days.map(|days| days.0) =>
        {
            Some((start, end))
        }
        (None, None) => None,
        _ => return None,
    };
    Some(Value { text: format!("{}/{}", first.text, second.text), days, grain: second.grain })
}
