//! Days of a month that nobody names: "on the 21st", "from the 18th to the 21st".
//!
//! The month is the one whose day lies nearest to the document's date, by the tense.

use jiff::civil::Date;

use super::calendar;
use super::partial::nearest;
use super::scan::{Found, INFERRED, Scan, UNTOLD, integer, is_one_of};
use super::tense::{Tense, tense};
use super::words::Unit;
use crate::model::{EntityType, Grain, Value};

/// Words that may follow such a day; any other would be what the ordinal counts.
const AFTER: &[&str] = &[
    "and", "or", "to", "at", "in", "for", "with", "by", "when", "after", "before", "we", "he", "she", "they", "it",
    "the", "that", "as", "but", "through", "until",
];

/// The day or the range of days that begins at this token.
pub fn day_of_month(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let first = ordinal_day(scan, at).filter(|_| is_placed(scan, at))?;
    if let Some((last, end)) = range_end(scan, at) {
        let days = start(scan, at, end, first).and_then(|start| Some((start, following(start, last)?)));
        return Some(range(end, days));
    }
    let alone = scan.before(at, 2).eq_ignore_ascii_case("on")
        && (!scan.is_word(at + 1) && !scan.is_joint(at + 1) || scan.is_one_of(at + 1, AFTER));
    alone.then(|| {
        let open = || Value { text: format!("XXXX-XX-{first:02}"), days: None, grain: Some(Grain::Day) };
        let day = start(scan, at, at + 1, first).and_then(calendar::day);
        Found::new(at + 1, EntityType::Date, Some(day.unwrap_or_else(open))).inferred()
    })
}

/// `21st`: an ordinal that a month has as its day.
fn ordinal_day(scan: &Scan<'_>, at: usize) -> Option<i8> {
    let text = scan.text(at);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending))?;
    let day = integer(digits).filter(|day| scan.is_number(at) && (1..=31).contains(day))?;
    i8::try_from(day).ok()
}

/// After "on the" or "from the".
fn is_placed(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at, 2);
    scan.before(at, 1).eq_ignore_ascii_case("the") && is_one_of(before, &["on", "from", "until", "since"])
}

/// "to the 21st": the last day, and the token after it.
fn range_end(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let next = scan.past_range_sign(at + 1)?;
    let next = next + usize::from(scan.is(next, "the"));
    Some((ordinal_day(scan, next)?, next + 1))
}

/// The nearest day of that number.
fn start(scan: &Scan<'_>, at: usize, end: usize, day: i8) -> Option<Date> {
    let anchor = scan.anchor.day()?;
    let months = (-2..=2).filter_map(|by| calendar::step(anchor.first_of_month(), Unit::Month, by));
    let days: Vec<Date> = months.filter_map(|month| Date::new(month.year(), month.month(), day).ok()).collect();
    let tense = if tense(scan, at, end).is_future() { Tense::Future } else { Tense::Open };
    nearest(days.iter(), anchor, tense)
}

/// The day of that number which follows.
fn following(start: Date, day: i8) -> Option<Date> {
    let month = if day > start.day() { start } else { calendar::step(start.first_of_month(), Unit::Month, 1)? };
    Date::new(month.year(), month.month(), day).ok()
}

fn range(end: usize, days: Option<(Date, Date)>) -> Found {
    let value = days.and_then(|(first, last)| {
        let after = last.tomorrow().ok()?;
        Some(Value { text: format!("{first}/{last}"), days: Some((first, after)), grain: Some(Grain::Day) })
    });
    let score = if value.is_some() { INFERRED } else { UNTOLD };
    Found { end, entity_type: EntityType::Date, subtype: Some("range"), value, score }
}
