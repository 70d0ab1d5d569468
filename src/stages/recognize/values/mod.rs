//! Values: dates, times, durations, money, percentages, quantities, ordinals and numbers, with what they are worth.
//!
//! A sentence is scanned once, from left to right. At each token that can open a value the kinds are asked in their
//! order of precedence, and the first that reads something takes its tokens; so kinds never overlap. A recogniser of a
//! single kind runs the same scan and keeps its own: leaving one kind out never turns its mentions into another's.
//!
//! Spans hold neither article nor preposition ("the 1990s" is `1990s`), but for "between … and …", which without its
//! first word would not read as a range.

mod calendar;
mod currencies;
mod dates;
mod decimal;
mod durations;
#[cfg(test)]
mod golden_tests;
mod holidays;
#[cfg(test)]
mod laws;
mod money;
mod numbers;
mod numerals;
mod numeric;
mod ordinals;
mod partial;
mod percents;
mod periods;
mod points;
mod quantities;
mod ranges;
mod relative;
mod scan;
mod sets;
#[cfg(test)]
mod test_text;
mod times;
mod words;

pub use dates::Dates;
pub use durations::Durations;
pub use money::Money;
pub use numbers::Numbers;
pub use ordinals::Ordinals;
pub use percents::Percents;
pub use quantities::Quantities;
pub use times::Times;

use jiff::civil::Date;

use super::{Recognizer, SentenceCx};
use crate::model::{Mention, RecognizerKind, Zone};
use scan::{Found, Scan};
use words::Lex;

/// A kind of value, in order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Date,
    Time,
    Duration,
    Money,
    Percent,
    Quantity,
    Ordinal,
    Number,
}

impl Kind {
    /// All kinds, in order of precedence.
    pub const ALL: &'static [Kind] = &[
        Kind::Date,
        Kind::Time,
        Kind::Duration,
        Kind::Money,
        Kind::Percent,
        Kind::Quantity,
        Kind::Ordinal,
        Kind::Number,
    ];

    /// The recogniser of this kind alone.
    pub fn recognizer(self) -> &'static dyn Recognizer {
        match self {
            Kind::Date => &Dates,
            Kind::Time => &Times,
            Kind::Duration => &Durations,
            Kind::Money => &Money,
            Kind::Percent => &Percents,
            Kind::Quantity => &Quantities,
            Kind::Ordinal => &Ordinals,
            Kind::Number => &Numbers,
        }
    }
}

/// Adds the values of these kinds that stand in the sentence, in order and without overlaps.
pub fn recognize_kinds(sentence: &SentenceCx<'_>, kinds: &[Kind], out: &mut Vec<Mention>) {
    let words = Scan::words_of(sentence);
    let scan = Scan::new(sentence, &words);
    let mut at = 0;
    let mut last_day = LastDay::default();
    while at < scan.len() {
        match opens_value(&scan, at).then(|| read(&scan, at, &last_day)).flatten() {
            Some(Reading::Value(kind, found)) => {
                let end = found.end.max(at + 1);
                last_day = LastDay { day: found.day().filter(|_| kind == Kind::Date), end };
                // What a page counts (telephone numbers, `-30-`, page marks) is no number of the text.
                let of_the_page = kind == Kind::Number && sentence.zone() == Zone::Boilerplate;
                if kinds.contains(&kind) && !of_the_page {
                    out.extend(mention(sentence, at, kind, found));
                }
                at = end;
            }
            Some(Reading::Nothing(end)) => at = end.max(at + 1),
            None => at += 1,
        }
    }
}

/// What stands at a token.
#[derive(Debug)]
enum Reading {
    Value(Kind, Found),
    /// Figures that have no value, up to this token.
    Nothing(usize),
}

impl Reading {
    fn is_range(&self) -> bool {
        matches!(self, Self::Value(_, found) if found.value.as_ref().is_some_and(|value| value.text.contains('/')))
    }
}

/// The day that was read last, for a time that stands right after it.
#[derive(Clone, Copy, Debug, Default)]
struct LastDay {
    day: Option<Date>,
    end: usize,
}

impl LastDay {
    /// The day, if nothing but a comma, "at" or "from" stands between it and the token.
    fn beside(self, scan: &Scan<'_>, at: usize) -> Option<Date> {
        let near = at >= self.end
            && at - self.end <= 2
            && (self.end..at).all(|between| scan.is_one_of(between, &[",", "at", "from", "between", "(", "-", "–"]));
        self.day.filter(|_| near)
    }
}

/// The gate: nearly all tokens are no digits and not in the small tables, and are passed over here.
fn opens_value(scan: &Scan<'_>, at: usize) -> bool {
    let text = scan.text(at);
    match text.as_bytes() {
        [b'0'..=b'9', ..] => true,
        [first, ..] if first.is_ascii_alphabetic() => {
            scan.lex(at).is_some()
                || first.is_ascii_uppercase() && text.len() <= 6
                || text.ends_with("illions")
                || text.ends_with("ousands")
        }
        [_] => matches!(text, "$" | "-"),
        _ => matches!(
            text,
            "€" | "£"
                | "¥"
                | "\u{ffe5}"
                | "₹"
                | "₽"
                | "₩"
                | "₴"
                | "₺"
                | "₪"
                | "₫"
                | "฿"
                | "₱"
                | "₦"
                | "₸"
                | "−"
                | "–"
        ),
    }
}

/// The value at this token; "between" belongs to the range after it.
fn read(scan: &Scan<'_>, at: usize, last_day: &LastDay) -> Option<Reading> {
    if scan.lex(at) != Some(Lex::Between) {
        return ask(scan, at, last_day);
    }
    let date = dates::date(scan, at).map(|found| Reading::Value(Kind::Date, found));
    date.or_else(|| ask(scan, at + 1, last_day).filter(Reading::is_range))
}

/// Asks the kinds in order of precedence.
fn ask(scan: &Scan<'_>, at: usize, last_day: &LastDay) -> Option<Reading> {
    let value = |kind| move |found| Reading::Value(kind, found);
    times::timestamp(scan, at)
        .map(value(Kind::Time))
        .or_else(|| dates::date(scan, at).map(|found| dated(scan, found)))
        .or_else(|| times::time(scan, at, last_day.beside(scan, at)).map(value(Kind::Time)))
        .or_else(|| durations::duration(scan, at).map(value(Kind::Duration)))
        .or_else(|| money::money(scan, at).map(value(Kind::Money)))
        .or_else(|| percents::percent(scan, at).map(value(Kind::Percent)))
        .or_else(|| quantities::quantity(scan, at).map(value(Kind::Quantity)))
        .or_else(|| ordinals::ordinal(scan, at).map(value(Kind::Ordinal)))
        .or_else(|| numbers::run_of_figures(scan, at).map(Reading::Nothing))
        .or_else(|| numbers::number(scan, at).map(value(Kind::Number)))
}

/// A date, or the part of its day that follows: "Monday morning". Lengths of time that count from the document's date
/// are read as dates and are durations.
fn dated(scan: &Scan<'_>, found: Found) -> Reading {
    match times::part_after(scan, &found) {
        Some(part) => Reading::Value(Kind::Time, part),
        None if found.subtype == Some("duration") => Reading::Value(Kind::Duration, found),
        None => Reading::Value(Kind::Date, found),
    }
}

fn mention(sentence: &SentenceCx<'_>, at: usize, kind: Kind, found: Found) -> Option<Mention> {
    let span = sentence.span(at..found.end)?;
    let mention = Mention::new(span, sentence.index, found.entity_type, RecognizerKind::Rule, found.score);
    let source = kind.recognizer().doc().name;
    Some(Mention { subtype: found.subtype, value: found.value, source, ..mention })
}
