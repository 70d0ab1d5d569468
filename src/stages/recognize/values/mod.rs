//! Values: dates, times, durations, money, percentages, quantities, ordinals and numbers, with what they are worth.
//!
//! A sentence is scanned once, from left to right. At each token that can open a value the kinds are asked in their
//! order of precedence, and the first that reads something takes its tokens; so kinds never overlap. A recogniser of a
//! single kind runs the same scan and keeps its own: leaving one kind out never turns its mentions into another's.
//!
//! Spans hold neither article nor preposition nor what only shades a date: "in the late 1990s" is `1990s`, "between 2010
//! and 2015" is `2010 and 2015`.

mod ages;
mod calendar;
mod clocks;
mod currencies;
mod dates;
mod days;
mod decimal;
mod durations;
mod fiscal;
#[cfg(test)]
mod golden_tests;
mod holidays;
#[cfg(test)]
mod laws;
mod money;
mod month_days;
mod numbered;
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
mod seasons;
mod sets;
mod tense;
#[cfg(test)]
mod test_text;
mod times;
mod units;
mod words;
mod zones;

pub use dates::Dates;
pub use days::DaysOfTimes;
pub use durations::Durations;
pub use money::Money;
pub use numbers::Numbers;
pub use ordinals::Ordinals;
pub use percents::Percents;
pub use quantities::Quantities;
pub use times::Times;

use jiff::civil::Date;

use super::{Recognizer, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind, Zone};
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
    let mut last = LastDate::default();
    while at < scan.len() {
        let scan = scan.speaking_of(last.period);
        match read(&scan, at, &last) {
            Some(Reading::Value(kind, found)) => {
                let end = found.end.max(at + 1);
                last = last.then(&scan, at, &found, end);
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

/// The date that was read last: for a time that stands right after it, and for dates that count from it.
#[derive(Clone, Copy, Debug, Default)]
struct LastDate {
    day: Option<Date>,
    end: usize,
    period: Option<(Date, Date)>,
}

impl LastDate {
    /// With what was read now. Times keep the day that they are on; a date after "since" is not what the text is at.
    fn then(self, scan: &Scan<'_>, at: usize, found: &Found, end: usize) -> Self {
        let days = found.value.as_ref().and_then(|value| value.days);
        let is_date = found.entity_type == EntityType::Date && !scan.before(at, 1).eq_ignore_ascii_case("since");
        let day = match found.entity_type {
            EntityType::Date => found.day(),
            EntityType::Time => days.map(|(start, _)| start),
            _ => None,
        };
        Self { day, end, period: days.filter(|_| is_date).or(self.period) }
    }

    /// The day, if nothing but a comma, "at" or "from" stands between it and the token.
    fn beside(self, scan: &Scan<'_>, at: usize) -> Option<Date> {
        let near = at >= self.end
            && at - self.end <= 2
            && (self.end..at)
                .all(|between| scan.is_one_of(between, &[",", "at", "from", "between", "by", "(", "-", "–", "—", "|"]));
        self.day.filter(|_| near)
    }
}

/// The value at this token. The gate: nearly all tokens are no digits, no signs and not in the small tables, and are
/// passed over here.
fn read(scan: &Scan<'_>, at: usize, last: &LastDate) -> Option<Reading> {
    let time = || times::time(scan, at, None).map(|found| Reading::Value(Kind::Time, found));
    match scan.lex(at) {
        Some(Lex::Modifier(_)) => None,
        Some(Lex::Article) if !counts_units(scan, at + 1) => None,
        Some(Lex::That) => time(),
        Some(Lex::Relative(_)) => dates::date(scan, at).map(|found| dated(scan, found)).or_else(time),
        Some(Lex::Holiday) => dates::date(scan, at).map(|found| Reading::Value(Kind::Date, found)),
        Some(_) => read_value(scan, at, last),
        None if scan.is_number(at) => read_value(scan, at, last),
        None => opens_code(scan.text(at)).then(|| read_code(scan, at)).flatten(),
    }
}

/// Whether "a" and this token are a number, a length or a sign: "a hundred", "a week", `A$`.
fn counts_units(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.lex(at), Some(Lex::Unit(_) | Lex::Hundred | Lex::Dozen | Lex::Scale(_))) || scan.text(at) == "$"
}

/// Whether the token may be a sign, a code or the plural of a scale: `$`, `EUR`, `Q3`, `N38bn`, "millions".
fn opens_code(text: &str) -> bool {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_alphabetic() => {
            first.is_ascii_uppercase() && (text.len() <= 6 || last.is_ascii_digit())
                || text.ends_with("illions")
                || text.ends_with("ousands")
        }
        [first] if first.is_ascii_alphabetic() => first.is_ascii_uppercase(),
        _ => matches!(text, "-" | "−" | "–") || currencies::of_sign(text).is_some(),
    }
}

/// What a token opens that is neither a number nor a word of the tables.
fn read_code(scan: &Scan<'_>, at: usize) -> Option<Reading> {
    let value = |kind| move |found| Reading::Value(kind, found);
    periods::period(scan, at)
        .map(value(Kind::Date))
        .or_else(|| money::money(scan, at).map(value(Kind::Money)))
        .or_else(|| percents::percent(scan, at).map(value(Kind::Percent)))
}

/// What a number or a word of the tables opens: the kinds are asked in order of precedence.
fn read_value(scan: &Scan<'_>, at: usize, last: &LastDate) -> Option<Reading> {
    let value = |kind| move |found| Reading::Value(kind, found);
    dates::date(scan, at)
        .map(|found| dated(scan, found))
        .or_else(|| times::time(scan, at, last.beside(scan, at)).map(value(Kind::Time)))
        .or_else(|| durations::duration(scan, at).map(value(Kind::Duration)))
        .or_else(|| ages::age(scan, at).map(value(Kind::Duration)))
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
