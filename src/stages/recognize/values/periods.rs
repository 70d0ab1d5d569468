//! Named parts of the calendar: quarters, halves, seasons, fiscal years, decades, centuries, and the edges of a period.

use super::calendar;
use super::ordinals;
use super::points::{year_after, year_number};
use super::ranges::date_or_range;
use super::relative::{open_text, relative};
use super::scan::{Found, Scan, UNTOLD, integer};
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
        Some(Lex::Nth(_) | Lex::Tens(_)) => ordinals::word(scan, at).and_then(|(nth, end)| of_ordinal(scan, end, nth)),
        Some(Lex::Season(code)) => season(scan, at, code),
        Some(Lex::Fiscal) => fiscal(scan, at),
        _ => quarter_code(scan, at).or_else(|| fiscal_code(scan, at)).or_else(|| figures(scan, at)),
    }
}

/// `1990s`, `90s`, `21st century`.
fn figures(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if !scan.is_number(at) {
        return None;
    }
    decade(scan, at).or_else(|| of_ordinal(scan, at + 1, ordinals::figures(scan.text(at))?))
}

/// `1990s`, `1990's`, `1990 s` that lost its sign; `'90s` and `90s` are of the last century that has them.
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
    let value = calendar::decade(i16::try_from(year).ok()?);
    let found = Found::new(end, EntityType::Date, value);
    Some(if digits.len() == 2 { found.inferred() } else { found })
}

/// After the ordinal: "first quarter of 2022", "second half of this year", "twenty-first century", "fourth quarter".
fn of_ordinal(scan: &Scan<'_>, at: usize, nth: i64) -> Option<Found> {
    let noun = scan.past_joint(at);
    match scan.lex(noun) {
        Some(Lex::Unit(Unit::Century)) if (1..=21).contains(&nth) && noun == at => {
            let value = calendar::century(i16::try_from(nth).ok()?);
            Some(Found::new(noun + 1, EntityType::Date, value))
        }
        Some(Lex::Unit(Unit::Quarter)) if (1..=4).contains(&nth) => in_year(scan, noun + 1, Part::new('Q', nth)?),
        Some(Lex::Half) if (1..=2).contains(&nth) => in_year(scan, noun + 1, Part::new('H', nth)?),
        _ => None,
    }
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
}

/// A part whose year may follow: "of 2022", "of this year", "of fiscal year 2008". Only a quarter stands without one.
fn in_year(scan: &Scan<'_>, at: usize, part: Part) -> Option<Found> {
    if let Some((year, end)) = year_after(scan, at) {
        return Some(Found::new(end, EntityType::Date, part.of_year(year)));
    }
    if !scan.is(at, "of") {
        return (part.kind == 'Q').then(|| Found::new(at, EntityType::Date, Some(part.open())).inferred());
    }
    if let Some(found) = fiscal(scan, at + 1) {
        return Some(Found { value: None, score: UNTOLD, ..found });
    }
    if let Some((year, end)) = counted_year(scan, at + 1) {
        let value = year.and_then(|year| part.of_year(year)).unwrap_or_else(|| part.open());
        return Some(Found::new(end, EntityType::Date, Some(value)).inferred());
    }
    (part.kind == 'H').then(|| half_of_month(scan, at + 1, part.nth)).flatten()
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

/// `Q3 2021`.
fn quarter_code(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let quarter = scan.text(at).strip_prefix('Q').filter(|digit| digit.len() == 1).and_then(integer)?;
    if !(1..=4).contains(&quarter) {
        return None;
    }
    let (year, end) = year_after(scan, at + 1)?;
    Some(Found::new(end, EntityType::Date, calendar::quarter(year, i8::try_from(quarter).ok()?)))
}

/// "spring 2022", "summer of 2003". A season alone is a word, not a date.
fn season(scan: &Scan<'_>, at: usize, code: &str) -> Option<Found> {
    let (year, end) = year_after(scan, at + 1)?;
    Some(Found::new(end, EntityType::Date, Some(calendar::season(year, code))))
}

/// "fiscal year 2008", "FY 2008", "fiscal 2008", "fiscal years 2008": `FY2008`, without days, for each country begins
/// its own.
fn fiscal(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let year_at = if matches!(scan.lex(at + 1), Some(Lex::Unit(Unit::Year))) { at + 2 } else { at + 1 };
    let year = year_number(scan, year_at)?;
    Some(fiscal_year(year_at + 1, &format!("{year}")))
}

/// `FY2008`, `FY08`.
fn fiscal_code(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let digits = scan.text(at).strip_prefix("FY").filter(|digits| integer(digits).is_some())?;
    match digits.len() {
        4 => Some(fiscal_year(at + 1, digits)),
        2 => Some(fiscal_year(at + 1, &format!("20{digits}"))),
        _ => None,
    }
}

fn fiscal_year(end: usize, year: &str) -> Found {
    Found::new(end, EntityType::Date, Some(Value { text: format!("FY{year}"), days: None, grain: Some(Grain::Year) }))
}

/// "early March", "mid-2021", "late last year", "the end of 2020": the period that holds it, the edge as subtype.
fn edge_of(scan: &Scan<'_>, at: usize, edge: &'static str) -> Option<Found> {
    let noun = scan.is_one_of(at, &["beginning", "start", "middle", "end"]);
    let later = scan.is_one_of(at, &["earlier", "later"]);
    let inner = if noun { scan.is(at + 1, "of").then_some(at + 2)? } else { scan.past_joint(at + 1) };
    let inner = inner + usize::from(scan.is_one_of(inner, &["in", "the"]) && !noun);
    let found = match relative(scan, inner) {
        Some(found) => found,
        None if later => return None,
        None => date_or_range(scan, inner).or_else(|| named(scan, inner)).or_else(|| of_the_period(scan, inner))?,
    };
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
