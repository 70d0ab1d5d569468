//! Durations: "30 years", "three-day", "two to five weeks", "half a century", "85-year-old", "several months".
//!
//! As in OntoNotes they are DATE, or TIME below a day, with a TIMEX3 duration as value (ISO 8601: `P30Y`, `PT2H`).

use super::decimal::Decimal;
use super::numerals::{Amount, Form, amount};
use super::scan::{Found, Scan, is_one_of};
use super::words::{Lex, Unit};
use crate::model::{EntityType, Mention, Value};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Lengths of time.
#[derive(Clone, Copy, Debug)]
pub struct Durations;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "durations",
    what: "Lengths of time and ages, as DATE or, below a day, TIME, with an ISO 8601 duration as value.",
    example: "The three-day visit ended after talks of two hours.",
    finds: &[("three-day", EntityType::Date), ("two hours", EntityType::Time)],
    not_for: "Lengths that are counted from the document's date, such as \"30 years ago\": these are dates.",
};

impl Recognizer for Durations {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Duration], out);
    }
}

/// A length of time: so many of a unit.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    pub end: usize,
    pub unit: Unit,
    /// How many, where it is one whole number.
    pub whole: Option<i64>,
    amount: Amount,
}

impl Length {
    /// One of the unit, as in "the past year".
    pub fn one(unit: Unit, end: usize) -> Self {
        Self::of(Decimal::from_units(1), unit, end)
    }

    fn of(count: Decimal, unit: Unit, end: usize) -> Self {
        let amount = Amount { end, low: Some(count), high: None, form: Form::Word };
        Self { end, unit, whole: count.whole(), amount }
    }

    /// The duration as a mention.
    pub fn found(&self) -> Found {
        let entity_type = if self.unit.is_below_day() { EntityType::Time } else { EntityType::Date };
        let text = self.amount.show(|count| designator(count, self.unit));
        let value = text.map(|text| Value { text, days: None, grain: Some(self.unit.grain()) });
        Found::new(self.end, entity_type, value).subtype("duration")
    }
}

/// ISO 8601: `P30Y`, `PT2H`.
fn designator(count: Decimal, unit: Unit) -> String {
    let (times, before, letter) = letters(unit);
    format!("{before}{}{letter}", count.times(times).unwrap_or(count))
}

/// What stands around the count; what the standard has no letter for is so many of what it has.
fn letters(unit: Unit) -> (u128, &'static str, char) {
    match unit {
        Unit::Second => (1, "PT", 'S'),
        Unit::Minute => (1, "PT", 'M'),
        Unit::Hour => (1, "PT", 'H'),
        Unit::Day => (1, "P", 'D'),
        Unit::Week => (1, "P", 'W'),
        Unit::Fortnight => (2, "P", 'W'),
        Unit::Month => (1, "P", 'M'),
        Unit::Quarter => (3, "P", 'M'),
        Unit::Year => (1, "P", 'Y'),
        Unit::Decade => (10, "P", 'Y'),
        Unit::Century => (100, "P", 'Y'),
    }
}

/// The duration that begins at this token.
pub fn duration(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(length) = length(scan, at) {
        if is_some_day(scan, at) {
            return None;
        }
        return Some(aged(scan, &length).unwrap_or_else(|| length.found()));
    }
    halves(scan, at).or_else(|| single(scan, at)).map(|length| length.found()).or_else(|| several(scan, at))
}

/// "30 years", "30-year", "two to five weeks", "two and a half years".
pub fn length(scan: &Scan<'_>, at: usize) -> Option<Length> {
    let mut amount = amount(scan, at, false, |at| at)?;
    let half = ["and", "a", "half"].iter().enumerate().all(|(by, word)| scan.is(amount.end + by, word));
    if half {
        let added = amount.low.and_then(|low| low.plus(Decimal::from_units(5).unshift(1)));
        amount = Amount { end: amount.end + 3, low: added, ..amount };
    }
    let unit_at = skip_adjective(scan, scan.past_joint(amount.end));
    let Some(Lex::Unit(unit)) = scan.lex(unit_at) else { return None };
    let whole = amount.low.filter(|_| !amount.is_range()).and_then(Decimal::whole);
    let named = unit == Unit::Quarter || is_ordinal_like(scan, at, unit_at);
    (!named).then_some(Length { end: unit_at + 1, unit, whole, amount })
}

/// "could one day lead": no length, but a day to come.
fn is_some_day(scan: &Scan<'_>, at: usize) -> bool {
    let measured =
        is_one_of(scan.before(at, 1), BEFORE_SINGLE) || is_one_of(scan.before(at, 1), &["in", "only", "just"]);
    scan.is(at, "one") && scan.is(at + 1, "day") && !measured
}

/// "five consecutive years", "two full days".
fn skip_adjective(scan: &Scan<'_>, at: usize) -> usize {
    let adjective = scan.is_one_of(at, &["consecutive", "full", "straight", "more", "calendar", "working", "business"]);
    if adjective { at + 1 } else { at }
}

/// "the 2008 year", "2022 day": a year before the singular counts nothing.
fn is_ordinal_like(scan: &Scan<'_>, at: usize, unit_at: usize) -> bool {
    let year = scan.integer(at).is_some_and(|number| (1900..=2100).contains(&number)) && unit_at == at + 1;
    year && !scan.text(unit_at).ends_with('s')
}

/// "85-year-old", "30 years old", "aged 30" not.
fn aged(scan: &Scan<'_>, length: &Length) -> Option<Found> {
    let old = scan.past_joint(length.end);
    let age = scan.is_one_of(old, &["old", "olds"])
        && matches!(length.unit, Unit::Year | Unit::Month | Unit::Week | Unit::Day);
    age.then(|| Found { end: old + 1, subtype: Some("age"), ..length.found() })
}

/// "half a century", "half an hour".
fn halves(scan: &Scan<'_>, at: usize) -> Option<Length> {
    let unit = match (scan.lex(at)?, scan.lex(at + 1)?, scan.lex(at + 2)?) {
        (Lex::Half, Lex::Article, Lex::Unit(unit)) => unit,
        _ => return None,
    };
    let (unit, count) = match unit {
        Unit::Century => (Unit::Year, 50),
        Unit::Decade => (Unit::Year, 5),
        Unit::Year => (Unit::Month, 6),
        Unit::Hour => (Unit::Minute, 30),
        unit => return Some(Length::of(Decimal::from_units(5).unshift(1), unit, at + 3)),
    };
    Some(Length { whole: Some(count), ..Length::of(Decimal::from_units(count as u128), unit, at + 3) })
}

/// Words before "a year" that make a length of it.
const BEFORE_SINGLE: &[&str] = &[
    "within",
    "for",
    "about",
    "over",
    "nearly",
    "almost",
    "than",
    "least",
    "lasted",
    "lasting",
    "approximately",
    "spent",
    "exactly",
    "roughly",
    "under",
];

/// "within a year", "for a decade"; "$5 a year" is another thing, and "for a second" an ordinal.
fn single(scan: &Scan<'_>, at: usize) -> Option<Length> {
    match (scan.lex(at)?, scan.lex(at + 1)?) {
        (Lex::Article, Lex::Unit(unit)) if is_one_of(scan.before(at, 1), BEFORE_SINGLE) => {
            (scan.is_lower(at + 1) && !scan.is_joint(at + 2)).then(|| Length::one(unit, at + 2))
        }
        _ => None,
    }
}

/// "several years", "few months", "many decades": `PXY`.
pub fn several(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match (scan.lex(at)?, scan.lex(at + 1)?) {
        (Lex::Vague, Lex::Unit(unit)) if unit != Unit::Quarter => {
            let (_, before, letter) = letters(unit);
            let mut found = Length::one(unit, at + 2).found();
            found.value = Some(Value { text: format!("{before}X{letter}"), days: None, grain: Some(unit.grain()) });
            Some(found)
        }
        _ => None,
    }
}
