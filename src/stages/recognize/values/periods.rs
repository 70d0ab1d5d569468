//! Named parts of the calendar: quarters, halves, decades, centuries, and the edges of a period.

use jiff::civil::Date;

use super::calendar;
use super::fiscal::{fiscal, fiscal_code};
use super::numerals::numeral;
use super::ordinals;
use super::points::year_after;
use super::ranges::date_or_range;
use super::relative::{open_text, relative};
use super::scan::{Found, Scan, UNTOLD, integer, is_one_of};
use super::seasons::season;
use super::tense::{Tense, tense};
use super::words::{Lex, Unit};
use crate::model::{EntityType, Grain, Value};

/// The period that begins at this token, with the edge that may stand before it.
pub fn period(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Edge(edge)) => edge_of(scan, at, edge),
        _ => named(scan, at),
    }
}

fn named(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Nth(_) | Lex::Tens(_)) => {
            ordinals::word(scan, at).and_then(|(nth, end)| of_ordinal(scan, at, end, nth))
        }
        Some(Lex::Season(code)) => season(scan, at, code),
        Some(Lex::Fiscal) => fiscal(scan, at),
        Some(Lex::Relative(_)) => months_of(scan, at, at + 1),
        _ => part_code(scan, at).or_else(|| fiscal_code(scan, at)).or_else(|| figures(scan, at)),
    }
}

/// `1990s`, `90s`, `21st century`.
fn figures(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_number(at) {
        return None;
    }
    decade(scan, at).or_else(|| of_ordinal(scan, at, at + 1, ordinals::figures(scan.text(at))?))
}

/// `1990s`, `1990's`, `1990 s` that lost its sign; `'90s` and `90s` are of the last century that has them, and the `1800s`
/// are a century.
pub fn decade(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let text = scan.text(at);
    let end = if text.ends_with('s') { at + 1 } else { at + 2 };
    let owned = matches!(scan.text(at + 1), "'s" | "’s" | "s") && scan.before(at, 1).eq_ignore_ascii_case("the");
    let digits = text.strip_suffix('s').or(owned.then_some(text))?;
    let number = integer(digits).filter(|number| number % 10 == 0)?;
    let year = match digits.len() {
        4 if (1000..=2100).contains(&number) => number,
        2 if !owned => 1900 + number,
        _ => return None,
    };
    let year = i16::try_from(year).ok()?;
    let of_century = year % 100 == 0 && year < 2000;
    let value = if of_century { calendar::century(year / 100 + 1) } else { calendar::decade(year) };
    let found = Found::new(end, EntityType::Date, value);
    Some(if digits.len() == 2 { found.inferred() } else { found })
}

/// After the ordinal: "first quarter of 2022", "second half of this year", "twenty-first century", "fourth quarter",
/// "first nine months of 2017".
fn of_ordinal(scan: &Scan<'_>, at: usize, end: usize, nth: i64) -> Option<Found> {
    let noun = scan.past_joint(end);
    match scan.lex(noun) {
        Some(Lex::Unit(Unit::Century)) if (1..=21).contains(&nth) && noun == end => {
            let value = calendar::century(i16::try_from(nth).ok()?);
            Some(Found::new(noun + 1, EntityType::Date, value))
        }
        Some(Lex::Unit(Unit::Quarter)) if (1..=4).contains(&nth) => in_year(scan, at, noun + 1, Part::new('Q', nth)?),
        Some(Lex::Half) if (1..=2).contains(&nth) => in_year(scan, at, noun + 1, Part::new('H', nth)?),
        _ if nth == 1 => months_of(scan, at, end),
        _ => None,
    }
}

/// "first nine months of 2017", "last three months of the year": `2017-01/2017-09`.
fn months_of(scan: &Scan<'_>, at: usize, count_at: usize) -> Option<Found> {
    let from_start = scan.is(at, "first");
    let count = numeral(scan, count_at, false).filter(|_| from_start || scan.is(at, "last"))?;
    let months = count.value?.whole().filter(|months| (2..=11).contains(months))?;
    let months = i8::try_from(months).ok()?;
    let of = count.end + 1;
    if scan.lex(count.end) != Some(Lex::Unit(Unit::Month)) || !scan.is(of, "of") {
        return None;
    }
    let (year, end) = match year_after(scan, of) {
        Some((year, end)) => (Some(year), end),
        None => counted_year(scan, of + 1)?,
    };
    let (first, last) = if from_start { (1, months) } else { (13 - months, 12) };
    let value = year.and_then(|year| {
        let (first, last) = (calendar::month(year, first)?, calendar::month(year, last)?);
        let days = first.days.zip(last.days).map(|(first, last)| (first.0, last.1));
        Some(Value { text: format!("{}/{}", first.text, last.text), days, grain: Some(Grain::Month) })
    });
    Some(Found::new(end, EntityType::Date, value).subtype("range"))
}

/// A quarter (`Q`) or half (`H`) of a year.
#[derive(Clone, Copy, Debug)]
struct Part {
    kind: char,
    nth: i8,
}

impl Part {
    fn new(kind: char, nth: i64) -> Option<Self> {
        Some(Self { kind, nth: i8::try_from(nth).ok()? })
    }

    fn of_year(self, year: i16) -> Option<Value> {
        if self.kind == 'Q' { calendar::quarter(year, self.nth) } else { calendar::half(year, self.nth) }
    }

    /// `XXXX-Q1`, where no year is known.
    fn open(self) -> Value {
        Value { text: format!("XXXX-{}{}", self.kind, self.nth), days: None, grain: Some(Grain::Quarter) }
    }

    /// The part that a sentence of this tense means: the last that has begun, or the first that is not over.
    fn near(self, anchor: Date, tense: Tense) -> Option<Value> {
        let years = || (-1..=1).filter_map(|by| self.of_year(anchor.year().checked_add(by)?));
        if tense.is_future() {
            return years().find(|value| value.days.is_some_and(|(_, end)| end > anchor));
        }
        years().rfind(|value| value.days.is_some_and(|(start, _)| start <= anchor))
    }
}

/// A part whose year may follow: "of 2022", "of this year", "of fiscal year 2008". Alone, a quarter is near to the
/// document's date, and a half only where nothing is said of what it halves.
fn in_year(scan: &Scan<'_>, at: usize, end: usize, part: Part) -> Option<Found> {
    if let Some((year, end)) = year_after(scan, end) {
        return Some(Found::new(end, EntityType::Date, part.of_year(year)));
    }
    if !scan.is(end, "of") {
        let of_a_year = part.kind == 'Q' || is_one_of(scan.before(at, 2), &["in", "for", "during", "of", "by"]);
        let free = part.kind == 'Q'
            || !scan.is_word(end) && !scan.is_joint(end)
            || scan.is_one_of(end, &["and", "as", "with"]);
        return (of_a_year && free).then(|| near_part(scan, at, end, part));
    }
    if let Some(found) = fiscal(scan, end + 1) {
        return Some(Found { value: None, score: UNTOLD, ..found });
    }
    if let Some((year, end)) = counted_year(scan, end + 1) {
        let value = year.and_then(|year| part.of_year(year)).unwrap_or_else(|| part.open());
        return Some(Found::new(end, EntityType::Date, Some(value)).inferred());
    }
    (part.kind == 'H').then(|| half_of_month(scan, end + 1, part.nth)).flatten()
}

fn near_part(scan: &Scan<'_>, at: usize, end: usize, part: Part) -> Found {
    let anchor = scan.anchor.at(Unit::Quarter);
    let value = anchor.and_then(|anchor| part.near(anchor, tense(scan, at, end))).unwrap_or_else(|| part.open());
    Found::new(end, EntityType::Date, Some(value)).inferred()
}

/// "last year", "the year": the year, if the document's date is known, and the token after it.
fn counted_year(scan: &Scan<'_>, at: usize) -> Option<(Option<i16>, usize)> {
    let found = relative(scan, at).or_else(|| the_period(scan, at)).filter(|found| found.subtype.is_none())?;
    let is_year = found.value.as_ref().is_some_and(|value| value.grain == Some(Grain::Year));
    let year = found.value.and_then(|value| value.days).map(|(start, _)| start.year());
    is_year.then_some((year, found.end))
}

/// "second half of February": the month, and its half as the edge.
fn half_of_month(scan: &Scan<'_>, at: usize, nth: i8) -> Option<Found> {
    let found = date_or_range(scan, at).filter(|found| found.subtype.is_none())?;
    let is_month = found.value.as_ref().is_some_and(|value| value.grain == Some(Grain::Month));
    is_month.then(|| found.subtype(if nth == 1 { "start" } else { "end" }))
}

/// `Q3 2021`, `H1 of 2021`, "in Q3"; alone it needs a preposition, for `Q1` also opens a question.
fn part_code(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (kind, digit) = scan.text(at).split_at_checked(1)?;
    let nth = integer(digit).filter(|_| digit.len() == 1)?;
    let part = match kind {
        "Q" if (1..=4).contains(&nth) => Part::new('Q', nth.into())?,
        "H" if (1..=2).contains(&nth) => Part::new('H', nth.into())?,
        _ => return None,
    };
    if let Some((year, end)) = year_after(scan, at + 1) {
        return Some(Found::new(end, EntityType::Date, part.of_year(year)));
    }
    let placed = is_one_of(scan.before(at, 1), &["in", "of", "for", "since", "during", "by", "from", "with", "vs"]);
    placed.then(|| near_part(scan, at, at + 1, part))
}

/// "mid-2021", "the end of 2020", "end-December": the period that holds it, the edge as subtype. "Early" and "late" stay
/// outside the span.
fn edge_of(scan: &Scan<'_>, at: usize, edge: &'static str) -> Option<Found> {
    let noun = scan.is_one_of(at, &["beginning", "start", "middle", "end"]);
    let inner = match (noun, scan.is(at + 1, "of")) {
        (true, true) => at + 2,
        (true, false) => scan.is_joint(at + 1).then_some(at + 2)?,
        (false, _) => scan.past_joint(at + 1),
    };
    let found = relative(scan, inner)
        .or_else(|| date_or_range(scan, inner))
        .or_else(|| named(scan, inner))
        .or_else(|| of_the_period(scan, inner))?;
    let coarse = found.value.as_ref().is_none_or(|value| value.grain != Some(Grain::Day));
    (coarse && found.subtype.is_none()).then(|| found.subtype(edge))
}

/// What the edge is of after "the": "the end of the year", "the end of the 1990s".
fn of_the_period(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let inner = scan.is(at, "the").then_some(at + 1)?;
    the_period(scan, at).or_else(|| named(scan, inner)).or_else(|| relative(scan, inner))
}

/// "the year": the one that the document is in.
fn the_period(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let unit = match (scan.is(at, "the"), scan.lex(at + 1)?) {
        (true, Lex::Unit(unit @ (Unit::Year | Unit::Month | Unit::Week))) => unit,
        _ => return None,
    };
    let open = Value { text: open_text(unit)?.to_owned(), days: None, grain: Some(unit.grain()) };
    let value = scan.anchor.at(unit).and_then(|anchor| calendar::around(anchor, unit)).unwrap_or(open);
    Some(Found::new(at + 2, EntityType::Date, Some(value)).inferred())
}
