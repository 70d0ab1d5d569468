//! Points of the calendar as printed: "January 20, 2022", "20th of January", "Thursday, October 13", "May", "in 2022".

use super::partial::Partial;
use super::scan::{Scan, integer, is_one_of};
use super::sets::is_possessive;
use super::words::{Lex, Unit};

/// A partial date and the token after it.
pub type Point = (Partial, usize);

/// The years that a bare number may be.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;
/// The years that a number after "the" may be: "the 2008 campaign".
const RECENT_YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Words before a number that make a year of it.
const BEFORE_YEAR: &[&str] = &[
    "in",
    "since",
    "by",
    "of",
    "from",
    "until",
    "till",
    "before",
    "after",
    "during",
    "year",
    "years",
    "circa",
    "through",
    "throughout",
    "late",
    "early",
    "mid",
    "end",
    "for",
    "than",
    "into",
    "dob",
    "born",
    "summer",
    "winter",
    "spring",
    "fall",
    "autumn",
];

/// Words before a number and a noun that make a year of it: "the 2008 campaign", "its 2011 Protocol".
const BEFORE_YEAR_AND_NOUN: &[&str] = &["the", "this", "'s", "’s", "its", "their", "his", "her", "our", "a", "that"];

/// Words before the name of a month that is also a name or a verb.
const BEFORE_MONTH: &[&str] = &[
    "in",
    "since",
    "by",
    "until",
    "till",
    "of",
    "from",
    "before",
    "after",
    "during",
    "through",
    "throughout",
    "early",
    "late",
    "mid",
    "last",
    "next",
    "this",
    "each",
    "every",
    "between",
    "end",
    "beginning",
    "start",
    "middle",
];

/// Days that have a name of their own: "Black Friday".
const BEFORE_NAMED_DAY: &[&str] =
    &["Black", "Good", "Super", "Ash", "Bloody", "Cyber", "Giving", "Holy", "Easter", "Palm", "Maundy"];

/// The point at this token; `in_range` when the words around it leave no doubt that a date is meant.
pub fn point(scan: &Scan<'_>, at: usize, in_range: bool) -> Option<Point> {
    match scan.lex(at) {
        Some(Lex::Weekday(weekday)) if scan.is_capital(at) => weekday_first(scan, at, weekday),
        Some(Lex::Weekdays(weekday)) if scan.is_capital(at) && is_possessive(scan, at) => {
            Some((Partial { weekday: Some(weekday), ..Partial::default() }, at + 1))
        }
        Some(Lex::ShortWeekday(weekday)) if scan.is_capital(at) => {
            weekday_first(scan, at, weekday).filter(|(partial, _)| partial.day.is_some())
        }
        Some(Lex::Month(_)) => month_first(scan, at, in_range),
        _ if scan.is_number(at) => day_first(scan, at).or_else(|| {
            let year = if in_range { year_number(scan, at) } else { year_by_evidence(scan, at) };
            year.map(|year| (Partial::of_year(year), at + 1))
        }),
        _ => None,
    }
}

/// The month that the token names; months have a capital.
pub fn month(scan: &Scan<'_>, at: usize) -> Option<i8> {
    match scan.lex(at) {
        Some(Lex::Month(month)) if scan.is_capital(at) => Some(month),
        _ => None,
    }
}

/// The day of a month that the token prints: `20`, `20th`.
pub fn day(scan: &Scan<'_>, at: usize) -> Option<i8> {
    let text = scan.text(at);
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let day = integer(digits).filter(|day| scan.is_number(at) && digits.len() <= 2 && (1..=31).contains(day))?;
    let is_clock = scan.text(at + 1) == ":" && scan.is_glued(at + 1) && scan.is_number(at + 2) && scan.is_glued(at + 2);
    let counts = is_scaled(scan, at + 1) || is_clock;
    (!counts).then(|| i8::try_from(day).ok()).flatten()
}

/// A year after a day or a month, with or without a comma or "of", and the token after it.
pub fn year_after(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let at = if scan.is(at, "of") { at + 1 } else { scan.past_comma(at) };
    let year = four_digits(scan, at).filter(|_| !is_scaled(scan, at + 1))?;
    Some((year, at + 1))
}

/// A number of four digits that can be a year and does not count what follows.
pub fn year_number(scan: &Scan<'_>, at: usize) -> Option<i16> {
    four_digits(scan, at).filter(|year| !counts_what_follows(scan, at, *year))
}

fn four_digits(scan: &Scan<'_>, at: usize) -> Option<i16> {
    let year = scan.integer(at).filter(|year| scan.text(at).len() == 4 && YEARS.contains(year))?;
    i16::try_from(year).ok()
}

/// Whether the number before this token is in thousands, millions or percent.
fn is_scaled(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.lex(at), Some(Lex::Scale(_) | Lex::Hundred | Lex::Dozen)) || scan.is_one_of(at, &["percent", "%"])
}

/// Nouns that count: "a total of 1,990" may be printed without its comma.
const SUMS: &[&str] = &["total", "number", "sum", "maximum", "minimum", "average", "force", "crowd", "group"];

/// "2000 troops", "2000 million", "1500 km": no years. A round number before a noun in the plural counts it.
fn counts_what_follows(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    let summed = scan.before(at, 1).eq_ignore_ascii_case("of") && is_one_of(scan.before(at, 2), SUMS);
    let round = year % 50 == 0 || summed;
    is_scaled(scan, at + 1)
        || matches!(scan.lex(at + 1), Some(Lex::Unit(_)))
        || scan.is_one_of(at + 1, &["km", "kilometers", "kilometres", "miles", "tons", "tonnes"])
        || round && scan.is_plural(at + 1)
}

/// A bare year needs a reason: a preposition, "the year", brackets, another year beside it.
fn year_by_evidence(scan: &Scan<'_>, at: usize) -> Option<i16> {
    let year = year_number(scan, at)?;
    let joined = at.checked_sub(1).is_some_and(|before| scan.is_joint(before));
    let before = scan.before(at, 1);
    if scan.is_joint(at + 1) && scan.is_number(at + 2) || joined && !is_after_edge(scan, at) {
        return None;
    }
    let recent = RECENT_YEARS.contains(&i32::from(year));
    let modern = recent || year >= 1750 && year % 50 != 0;
    let stands = is_one_of(before, BEFORE_YEAR)
        || recent && before == "(" && matches!(scan.text(at + 1), ")" | "," | ";" | "-" | "–")
        || modern && is_one_of(before, BEFORE_YEAR_AND_NOUN) && scan.is_word(at + 1) && !scan.is_plural(at + 1)
        || recent && at == 0 && scan.is_one_of(1, &["was", "is", "will", "saw", "has", "marks", "brought"])
        || recent && is_one_of(before, &["the"]) && year % 100 != 0 && scan.is_plural(at + 1)
        || recent && is_one_of(before, &["and", "or", ",", "vs"]) && is_year_like(scan, at, 2)
        || recent && before == ":" && is_one_of(scan.before(at, 2), &["dob", "born", "year", "founded", "established"])
        || recent && before == "," && month(scan, at.wrapping_sub(2)).is_some()
        || recent && (is_year_like(scan, at, 1) || matches!(scan.text(at + 1), "'s" | "’s"))
        || is_after_edge(scan, at);
    stands.then_some(year)
}

/// "mid-2021", "early 2020".
fn is_after_edge(scan: &Scan<'_>, at: usize) -> bool {
    let is_edge = |at: usize| matches!(scan.lex(at), Some(Lex::Edge(_) | Lex::Modifier(_)));
    (1..=2).any(|places| at.checked_sub(places).is_some_and(is_edge))
}

/// Whether the token so many places before is a year of recent times.
fn is_year_like(scan: &Scan<'_>, at: usize, places: usize) -> bool {
    let before = scan.before(at, places);
    before.len() == 4 && integer(before).is_some_and(|year| RECENT_YEARS.contains(&year))
}

/// "January 20, 2022", "March 2022", "March"; abbreviations as well.
fn month_first(scan: &Scan<'_>, at: usize, in_range: bool) -> Option<Point> {
    let month = month(scan, at)?;
    let partial = Partial { month: Some(month), ..Partial::default() };
    if let Some(day) = day(scan, at + 1) {
        let is_verb = scan.is(at, "may") && scan.is_plural(at + 2);
        let (year, end) = with_year(scan, at + 2);
        return (!is_verb).then_some((Partial { day: Some(day), year, ..partial }, end));
    }
    if let Some((year, end)) = year_after(scan, at + 1) {
        return Some((Partial { year: Some(year), ..partial }, end));
    }
    (in_range || stands_alone(scan, at)).then_some((partial, at + 1))
}

fn with_year(scan: &Scan<'_>, at: usize) -> (Option<i16>, usize) {
    year_after(scan, at).map_or((None, at), |(year, end)| (Some(year), end))
}

/// How many years after the document a year of two digits may lie.
const AHEAD: i16 = 10;

/// The year of "8 Oct '99", or of "7 March 06" where nothing but a mark follows: the last one before the document's year
/// that ends so, or one of the next few.
fn short_year(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let apostrophe = matches!(scan.text(at), "'" | "’") && scan.is_glued(at + 1);
    let at = if apostrophe { at + 1 } else { at };
    let digits = i16::from(scan.small(at, 0, 99).filter(|_| scan.text(at).len() == 2)?);
    let ends = !scan.is_word(at + 1) && !scan.is_number(at + 1);
    let joins = matches!(scan.text(at + 1), "-" | "–" | "/" | ":" | "%");
    let latest = scan.anchor.at(Unit::Year)?.year() + AHEAD;
    let year = latest - (latest - digits).rem_euclid(100);
    (apostrophe || ends && !joins).then_some((year, at + 1))
}

/// Whether a month without day and year is one, and no name or verb.
fn stands_alone(scan: &Scan<'_>, at: usize) -> bool {
    let placed = is_one_of(scan.before(at, 1), BEFORE_MONTH) || scan.is_joint(at.wrapping_sub(1));
    let before_noun =
        scan.before(at, 1).eq_ignore_ascii_case("the") && scan.is_word(at + 1) && !scan.is_one_of(at + 1, &["on"]);
    let certain =
        is_one_of(scan.text(at), &["january", "february", "july", "september", "october", "november", "december"]);
    let opens_name = scan.is_word(at + 1) && scan.is_capital(at + 1) && !scan.in_title() && !(placed && certain);
    !opens_name && (placed || certain || before_noun)
}

/// "20 January 2022", "20th of January", "20-Jan-2022".
fn day_first(scan: &Scan<'_>, at: usize) -> Option<Point> {
    let day = day(scan, at)?;
    let month_at = if scan.is(at + 1, "of") { at + 2 } else { scan.past_joint(at + 1) };
    let month = month(scan, month_at)?;
    let year_at = scan.past_joint(month_at + 1);
    let (year, end) = match short_year(scan, year_at) {
        Some((year, end)) => (Some(year), end),
        None => with_year(scan, year_at),
    };
    let is_verb = year.is_none() && scan.is(month_at, "may") && scan.is_one_of(month_at + 1, &["be", "have", "not"]);
    (!is_verb).then_some((Partial { year, month: Some(month), day: Some(day), weekday: None }, end))
}

/// "Thursday, October 13", "Monday 7 March 2022", "Monday".
fn weekday_first(scan: &Scan<'_>, at: usize, weekday: i8) -> Option<Point> {
    let named = BEFORE_NAMED_DAY.contains(&scan.before(at, 1));
    let date_at = scan.past_comma(at + 1 + usize::from(scan.text(at + 1) == "."));
    let date_at = if scan.is(date_at, "the") { date_at + 1 } else { date_at };
    let date = month_first(scan, date_at, true).or_else(|| day_first(scan, date_at));
    let date = date.filter(|(partial, _)| partial.day.is_some());
    let weekday = Some(weekday);
    match date {
        Some((partial, end)) => Some((Partial { weekday, ..partial }, end)),
        None => (!named).then_some((Partial { weekday, ..Partial::default() }, at + 1)),
    }
}
