//! Times that come again: "every Monday", "Mondays", "each year", "annually". "Every two years" is a length of time.

use super::points::month;
use super::scan::{Found, Scan, is_one_of};
use super::words::{Lex, Unit};
use crate::model::{EntityType, Grain, Value};

/// The set of times that begins at this token; its value has `X` for what differs from time to time, as in TIMEX3.
pub fn set(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at)? {
        Lex::Every => every(scan, at + 1),
        Lex::Weekdays(weekday) if scan.is_capital(at) && !is_possessive(scan, at) => weekdays(weekday, at + 1),
        Lex::Frequency(value) => frequency(scan, at, value),
        _ => None,
    }
}

fn found(end: usize, text: String, grain: Grain) -> Option<Found> {
    let value = Value { text, days: None, grain: Some(grain) };
    Some(Found::new(end, EntityType::Date, Some(value)).subtype("set"))
}

/// "Tuesdays markup", where the apostrophe is lost: one Tuesday.
pub fn is_possessive(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_word(at + 1) && !scan.is_one_of(at + 1, AFTER_ADVERB) && scan.lex(at + 1).is_none()
}

fn weekdays(weekday: i8, end: usize) -> Option<Found> {
    found(end, format!("XXXX-WXX-{weekday}"), Grain::Day)
}

fn every(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Weekday(weekday)) => weekdays(weekday, at + 1),
        Some(Lex::Unit(unit)) => found(at + 1, every_unit(unit)?.to_owned(), unit.grain()),
        Some(Lex::Month(_)) => found(at + 1, format!("XXXX-{:02}", month(scan, at)?), Grain::Month),
        _ => None,
    }
}

fn every_unit(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Fortnight => "P2W",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year | Unit::Decade | Unit::Century => "XXXX",
    })
}

/// Words that may follow "daily" and its like: before any other they describe ("the daily paper", "a weekly briefing").
const AFTER_ADVERB: &[&str] = &[
    "and", "or", "but", "in", "at", "from", "by", "since", "until", "as", "for", "on", "with", "when", "if", "because",
    "to",
];

/// "daily" and its like, where they tell how often something is done.
fn frequency(scan: &Scan<'_>, at: usize, value: &str) -> Option<Found> {
    let grain = match value {
        "XXXX-XX-XX" => Grain::Day,
        "XXXX-WXX" => Grain::Week,
        "XXXX-XX" => Grain::Month,
        "XXXX-QX" => Grain::Quarter,
        _ => Grain::Year,
    };
    let part_of_word = scan.is_joint(at + 1) || scan.is_joint(at.wrapping_sub(1));
    let is_adverb = !scan.is_word(at + 1) || scan.is_one_of(at + 1, AFTER_ADVERB);
    let determined = is_one_of(scan.before(at, 1), &["the", "a", "an", "its", "their", "this", "twice", "three"]);
    let told = scan.is_lower(at) && is_adverb && !part_of_word && !determined;
    told.then(|| found(at + 1, value.to_owned(), grain)).flatten()
}
