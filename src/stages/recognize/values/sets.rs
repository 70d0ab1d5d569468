//! Times that come again: "every Monday", "Mondays", "each year", "every two years", "annually".

use super::durations::length;
use super::points::month;
use super::scan::{Found, Scan};
use super::words::{Lex, Unit};
use crate::model::{EntityType, Grain, Value};

/// The set of times that begins at this token; its value has `X` for what differs from time to time, as in TIMEX3.
pub fn set(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at)? {
        Lex::Every => every(scan, at + 1),
        Lex::Weekdays(weekday) if scan.is_capital(at) => weekdays(weekday, at + 1),
        Lex::Frequency(value) => frequency(scan, at, value),
        _ => None,
    }
}

fn found(end: usize, text: String, grain: Grain) -> Option<Found> {
    let value = Value { text, days: None, grain: Some(grain) };
    Some(Found::new(end, EntityType::Date, Some(value)).subtype("set"))
}

fn weekdays(weekday: i8, end: usize) -> Option<Found> {
    found(end, format!("XXXX-WXX-{weekday}"), Grain::Day)
}

fn every(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Weekday(weekday)) => weekdays(weekday, at + 1),
        Some(Lex::Unit(unit)) => found(at + 1, every_unit(unit)?.to_owned(), unit.grain()),
        Some(Lex::Month(_)) => found(at + 1, format!("XXXX-{:02}", month(scan, at)?), Grain::Month),
        _ => length(scan, at).map(|length| length.found().subtype("set")),
    }
}

fn every_unit(unit: Unit) -> Option<&'static str> {
    Some(match unit {
        Unit::Second => "PT1S",
        Unit::Minute => "PT1M",
        Unit::Hour => "PT1H",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Fortnight => "P2W",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    })
}

/// "daily" and its like in small letters: with a capital they are names of papers more often than times.
fn frequency(scan: &Scan<'_>, at: usize, value: &str) -> Option<Found> {
    let grain = match value {
        "XXXX-XX-XX" => Grain::Day,
        "XXXX-WXX" => Grain::Week,
        "XXXX-XX" => Grain::Month,
        "XXXX-QX" => Grain::Quarter,
        _ => Grain::Year,
    };
    let part_of_word = scan.is_joint(at + 1) || scan.is_joint(at.wrapping_sub(1));
    ((scan.is_lower(at) || at == 0) && !part_of_word).then(|| found(at + 1, value.to_owned(), grain)).flatten()
}
