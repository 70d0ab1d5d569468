//! Durations: "30 years", "three-day", "two to five weeks", "four years and six months", "half a century", "85-year-old".
//!
//! As in OntoNotes they are DATE, or TIME below a day, with a TIMEX3 duration as value (ISO 8601: `P30Y`, `PT2H`). Lengths
//! that nobody counted ("several years") are left alone.

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
    not_for: "Lengths counted from the document's date (\"30 years ago\"), which are dates, and uncounted ones (\"several years\").",
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

    /// The count, where it is one.
    fn exact(&self) -> Option<Decimal> {
        self.amount.low.filter(|_| !self.amount.is_range())
    }

    /// The duration as a mention.
    pub fn found(&self) -> Found {
        let text = self.amount.show(|count| designator(&[(count, self.unit)]));
        self.worth(self.end, text)
    }

    fn worth(&self, end: usize, text: Option<String>) -> Found {
        let entity_type = if self.unit.is_below_day() { EntityType::Time } else { EntityType::Date };
        let value = text.map(|text| Value { text, days: None, grain: Some(self.unit.grain()) });
        Found::new(end, entity_type, value).subtype("duration")
    }
}

/// ISO 8601 for parts from the longest unit to the shortest: `P30Y`, `PT2H`, `P4Y6M`.
fn designator(parts: &[(Decimal, Unit)]) -> String {
    let mut text = String::from("P");
    for (count, unit) in parts {
        if unit.is_below_day() && !text.contains('T') {
            text.push('T');
        }
        let (times, letter) = letter(*unit);
        text += &format!("{}{letter}", count.times(times).unwrap_or(*count));
    }
    text
}

/// The letter of a unit; what the standard has no letter for is so many of what it has.
fn letter(unit: Unit) -> (u128, char) {
    match unit {
        Unit::Second => (1, 'S'),
        Unit::Minute | Unit::Month => (1, 'M'),
        Unit::Hour => (1, 'H'),
        Unit::Day => (1, 'D'),
        Unit::Week => (1, 'W'),
        Unit::Fortnight => (2, 'W'),
        Unit::Quarter => (3, 'M'),
        Unit::Year => (1, 'Y'),
        Unit::Decade => (10, 'Y'),
        Unit::Century => (100, 'Y'),
    }
}

/// The duration that begins at this token.
pub fn duration(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(length) = length(scan, at) {
        if is_some_day(scan, at) {
            return None;
        }
        return Some(aged(scan, &length).or_else(|| compound(scan, &length)).unwrap_or_else(|| length.found()));
    }
    halves(scan, at).or_else(|| quarter_century(scan, at)).or_else(|| single(scan, at)).map(|length| length.found())
}

/// "four years and six months", "1 hour 30 minutes", "two years, three months and a day" as far as it is counted.
fn compound(scan: &Scan<'_>, first: &Length) -> Option<Found> {
    let mut parts = vec![(first.exact()?, first.unit)];
    let (mut end, mut unit) = (first.end, first.unit);
    while let Some(next) = length(scan, past_conjunction(scan, end)).filter(|next| next.unit < unit) {
        let placed = scan.is_one_of(next.end, &["later", "earlier", "ago", "after", "before"]);
        let Some(count) = next.exact().filter(|_| !placed) else { break };
        parts.push((count, next.unit));
        (end, unit) = (next.end, next.unit);
    }
    (parts.len() > 1).then(|| first.worth(end, Some(designator(&parts))))
}

fn past_conjunction(scan: &Scan<'_>, at: usize) -> usize {
    if scan.is(at, "and") { at + 1 } else { scan.past_comma(at) }
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

/// Words between a number and its unit.
const BETWEEN: &[&str] = &[
    "consecutive",
    "successive",
    "full",
    "whole",
    "straight",
    "more",
    "additional",
    "further",
    "extra",
    "calendar",
    "working",
    "business",
    "long",
    "short",
    "hard",
    "difficult",
    "solid",
];

/// "five consecutive years", "two full days".
fn skip_adjective(scan: &Scan<'_>, at: usize) -> usize {
    if scan.is_one_of(at, BETWEEN) { at + 1 } else { at }
}

/// "the 2008 year", "2022 day": a year before the singular counts nothing.
fn is_ordinal_like(scan: &Scan<'_>, at: usize, unit_at: usize) -> bool {
    let year = scan.integer(at).is_some_and(|number| (1900..=2100).contains(&number)) && unit_at == at + 1;
    year && !scan.text(unit_at).ends_with('s')
}

/// "85-year-old", "30 years old": a word "old" of its own is no part of the mention.
fn aged(scan: &Scan<'_>, length: &Length) -> Option<Found> {
    let old = scan.past_joint(length.end);
    let age = scan.is_one_of(old, &["old", "olds"])
        && matches!(length.unit, Unit::Year | Unit::Month | Unit::Week | Unit::Day);
    let end = if old > length.end { old + 1 } else { length.end };
    age.then(|| Found { end, subtype: Some("age"), ..length.found() })
}

/// "half a century", "half a day", "half an hour".
fn halves(scan: &Scan<'_>, at: usize) -> Option<Length> {
    let unit = match (scan.lex(at)?, scan.lex(at + 1)?, scan.lex(at + 2)?) {
        (Lex::Half, Lex::Article, Lex::Unit(unit)) => unit,
        _ => return None,
    };
    let (unit, count) = match unit {
        Unit::Century => (Unit::Year, 50),
        Unit::Decade => (Unit::Year, 5),
        Unit::Year => (Unit::Month, 6),
        Unit::Day => (Unit::Hour, 12),
        Unit::Hour => (Unit::Minute, 30),
        unit => return Some(Length::of(Decimal::from_units(5).unshift(1), unit, at + 3)),
    };
    Some(Length::of(Decimal::from_units(count), unit, at + 3))
}

/// "quarter of a century", "quarter-century".
fn quarter_century(scan: &Scan<'_>, at: usize) -> Option<Length> {
    let of = scan.is(at + 1, "of") && scan.lex(at + 2) == Some(Lex::Article);
    let century_at = if of { at + 3 } else { scan.past_joint(at + 1) };
    let is_century = scan.is(at, "quarter") && scan.is(century_at, "century");
    is_century.then(|| Length::of(Decimal::from_units(25), Unit::Year, century_at + 1))
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

/// Words that place one thing so much before or after another.
const AFTER_SINGLE: &[&str] = &["later", "earlier", "after", "before"];

/// "within a year", "for a decade", "a day after the talks", "behind a week of rallies"; "$5 a year" is another thing, and
/// "for a second" an ordinal.
fn single(scan: &Scan<'_>, at: usize) -> Option<Length> {
    let (Lex::Article, Lex::Unit(unit)) = (scan.lex(at)?, scan.lex(at + 1)?) else { return None };
    let before = scan.before(at, 1);
    let measured = is_one_of(before, BEFORE_SINGLE)
        || scan.is_one_of(at + 2, AFTER_SINGLE)
        || scan.is(at + 2, "of") && is_one_of(before, &["after", "behind", "following", "during", "with"]);
    let is_unit = scan.is_lower(at + 1) && !scan.is_joint(at + 2) && !scan.text(at + 1).ends_with('s');
    (measured && is_unit).then(|| with_half(scan, Length::one(unit, at + 2)))
}

/// "an hour and a half".
fn with_half(scan: &Scan<'_>, length: Length) -> Length {
    let half = ["and", "a", "half"].iter().enumerate().all(|(by, word)| scan.is(length.end + by, word));
    if half { Length::of(Decimal::from_units(15).unshift(1), length.unit, length.end + 3) } else { length }
}

/// "several years", "few months", "many decades": `PXY`. Only a part of dates such as "last few years".
pub fn several(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (Lex::Vague, Lex::Unit(unit)) = (scan.lex(at)?, scan.lex(at + 1)?) else { return None };
    let before = if unit.is_below_day() { "PT" } else { "P" };
    let text = format!("{before}X{}", letter(unit).1);
    (unit != Unit::Quarter).then(|| Length::one(unit, at + 2).worth(at + 2, Some(text)))
}
