//! Dates that count from the document's date: "today", "last Friday", "next month", "the past 30 years", "30 years ago".

use jiff::civil::Date;

use super::calendar;
use super::durations::{Length, length, several};
use super::partial::weekday_from;
use super::points;
use super::scan::{Found, Scan};
use super::seasons::relative_season;
use super::words::{Lex, Relative, Unit};
use crate::model::{EntityType, Grain, Value};

/// The relative date that begins at this token.
pub fn relative(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Day(days)) => Some(day_word(scan, at, days)),
        Some(Lex::Unit(unit)) => day_beyond(scan, at).or_else(|| unit_before(scan, at, unit)),
        Some(Lex::Relative(way)) => after_relative(scan, at, way),
        _ => ago(scan, at),
    }
}

fn day_word(scan: &Scan<'_>, at: usize, days: i64) -> Found {
    let day = scan.anchor.day().and_then(|anchor| calendar::step(anchor, Unit::Day, days));
    from_anchor(at + 1, day.and_then(calendar::day), "XXXX-XX-XX", Grain::Day)
}

/// "day after tomorrow", "day before yesterday".
fn day_beyond(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let days = match (scan.text(at + 1), scan.lex(at + 2)?) {
        ("after", Lex::Day(1)) => 2,
        ("before", Lex::Day(-1)) => -2,
        _ => return None,
    };
    Some(day_word(scan, at + 2, days))
}

/// "the day before", "the year earlier": counted from the date that the sentence spoke of.
fn unit_before(scan: &Scan<'_>, at: usize, unit: Unit) -> Option<Found> {
    let is_whole = !scan.is_word(at + 2) || scan.is_one_of(at + 2, &["and", "in", "to", "at", "with"]);
    let by = match scan.text(at + 1) {
        "before" | "earlier" => -1,
        "after" | "later" => 1,
        _ => return None,
    };
    let named = scan.before(at, 1).eq_ignore_ascii_case("the") && is_whole && !is_plural_unit(scan, at);
    let value = beside(scan, unit, by).filter(|_| named)?;
    Some(Found::new(at + 2, EntityType::Date, Some(value)).inferred())
}

/// The period of this unit before or after the date that the sentence spoke of.
fn beside(scan: &Scan<'_>, unit: Unit, by: i64) -> Option<Value> {
    let (start, end) = scan.spoken_of.filter(|_| !unit.is_below_day())?;
    let inside = if by < 0 { start } else { end.yesterday().ok()? };
    around_step(inside, unit, by)
}

/// A date counted from the document's; without such a date it stays open.
fn from_anchor(end: usize, value: Option<Value>, open: &str, grain: Grain) -> Found {
    let value = value.unwrap_or_else(|| Value { text: open.to_owned(), days: None, grain: Some(grain) });
    Found::new(end, EntityType::Date, Some(value)).inferred()
}

fn after_relative(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let next = at + 1;
    match scan.lex(next) {
        Some(Lex::Unit(unit)) if way == Relative::Recent => vague_span(scan, next, unit, "PAST_REF"),
        Some(Lex::Unit(unit)) if is_plural_unit(scan, next) => {
            let reference = if way == Relative::Next { "FUTURE_REF" } else { "PAST_REF" };
            let told = way != Relative::Elsewhere || scan.before(at, 1).eq_ignore_ascii_case("the");
            (way != Relative::This && told).then(|| vague_span(scan, next, unit, reference)).flatten()
        }
        Some(Lex::Unit(unit)) => one_unit(scan, at, way, unit),
        Some(Lex::Weekday(weekday)) if scan.is_capital(next) => weekday_by(scan, next, way, weekday),
        Some(Lex::Month(_)) => month_by(scan, next, way),
        Some(Lex::Season(code)) => Some(relative_season(scan, next, way, code)),
        Some(Lex::Fiscal) if matches!(scan.lex(next + 1), Some(Lex::Unit(Unit::Year))) => fiscal_by(scan, next, way),
        Some(Lex::Relative(second @ (Relative::Last | Relative::Next))) if way == Relative::This => {
            doubled(scan, next, second)
        }
        _ if scan.is(next, "weekend") => Some(weekend_by(scan, next, way)?),
        _ => length_by(scan, next, way),
    }
}

/// "this past Monday", "this coming weekend".
fn doubled(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let pinned = matches!(scan.lex(at + 1), Some(Lex::Weekday(_) | Lex::Season(_))) || scan.is(at + 1, "weekend");
    pinned.then(|| after_relative(scan, at, way)).flatten()
}

fn is_plural_unit(scan: &Scan<'_>, at: usize) -> bool {
    scan.text(at).ends_with('s') || scan.is(at, "centuries")
}

/// "recent years", "coming weeks".
fn vague_span(scan: &Scan<'_>, at: usize, unit: Unit, reference: &str) -> Option<Found> {
    let value = Value { text: reference.to_owned(), days: None, grain: Some(unit.grain()) };
    (is_plural_unit(scan, at) && !unit.is_below_day()).then(|| Found::new(at + 1, EntityType::Date, Some(value)))
}

/// "last year", "this month", "next week": the period of the calendar. "the past year" is a length of time instead.
fn one_unit(scan: &Scan<'_>, at: usize, way: Relative, unit: Unit) -> Option<Found> {
    if unit.is_below_day() || unit == Unit::Day && matches!(way, Relative::Last | Relative::This) {
        return None;
    }
    let is_length = scan.is_one_of(at, &["past", "coming"]) || unit == Unit::Decade || unit == Unit::Century;
    if is_length && !matches!(way, Relative::This | Relative::Elsewhere) {
        return counted(scan, Length::one(unit, at + 2), way);
    }
    let by = match way {
        Relative::Last => -1,
        Relative::This => 0,
        Relative::Next if unit == Unit::Day => return counted_on(scan, at, unit, 1),
        Relative::Next => 1,
        Relative::Elsewhere if scan.is(at, "following") => return counted_on(scan, at, unit, 1),
        Relative::Elsewhere => return counted_on(scan, at, unit, -1),
        Relative::Recent => return None,
    };
    let value = scan.anchor.at(unit).and_then(|anchor| around_step(anchor, unit, by));
    Some(from_anchor(at + 2, value, open_text(unit)?, unit.grain()))
}

/// The period so many units from the one that holds the day.
fn around_step(anchor: Date, unit: Unit, by: i64) -> Option<Value> {
    let start = if matches!(unit, Unit::Day | Unit::Week | Unit::Fortnight) { anchor } else { anchor.first_of_month() };
    calendar::around(calendar::step(start, unit, by)?, unit)
}

/// The TIMEX3 value of a period that nothing pins down.
pub fn open_text(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Day => Some("XXXX-XX-XX"),
        Unit::Week | Unit::Fortnight => Some("XXXX-WXX"),
        Unit::Month => Some("XXXX-XX"),
        Unit::Quarter => Some("XXXX-QX"),
        Unit::Year | Unit::Decade | Unit::Century => Some("XXXX"),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

/// "the previous month", "the following day": counted from the date that the sentence spoke of, else open.
fn counted_on(scan: &Scan<'_>, at: usize, unit: Unit, by: i64) -> Option<Found> {
    Some(from_anchor(at + 2, beside(scan, unit, by), open_text(unit)?, unit.grain()))
}

/// "last Friday" is before the document's day, "this Sunday" in its week, "next Tuesday" in the week after, "the coming
/// Tuesday" the first to come.
fn weekday_by(scan: &Scan<'_>, at: usize, way: Relative, weekday: i8) -> Option<Found> {
    let monday = scan.anchor.day().map(|anchor| 1 - i64::from(anchor.weekday().to_monday_one_offset()));
    let day = match way {
        Relative::Last => weekday_from(scan, weekday, -7),
        Relative::Next if scan.before(at, 1).eq_ignore_ascii_case("next") => {
            monday.and_then(|by| weekday_from(scan, weekday, by + 7))
        }
        Relative::Next => weekday_from(scan, weekday, 1),
        Relative::This => monday.and_then(|by| weekday_from(scan, weekday, by)),
        Relative::Elsewhere | Relative::Recent => None,
    };
    Some(from_anchor(at + 1, day.and_then(calendar::day), &format!("XXXX-WXX-{weekday}"), Grain::Day))
}

/// "last December", "this May", "next March"; with a day, "this January 20" is left to the date itself.
fn month_by(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let month = points::month(scan, at)?;
    if points::day(scan, at + 1).is_some() || points::year_after(scan, at + 1).is_some() {
        return None;
    }
    let year = scan.anchor.at(Unit::Month).and_then(|anchor| match way {
        Relative::Last if month < anchor.month() => Some(anchor.year()),
        Relative::Last => anchor.year().checked_sub(1),
        Relative::Next if month > anchor.month() => Some(anchor.year()),
        Relative::Next => anchor.year().checked_add(1),
        Relative::This => Some(anchor.year()),
        Relative::Elsewhere | Relative::Recent => None,
    });
    let value = year.and_then(|year| calendar::month(year, month));
    Some(from_anchor(at + 1, value, &format!("XXXX-{month:02}"), Grain::Month))
}

/// "next fiscal year": no calendar says which.
fn fiscal_by(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let singular = scan.is(at + 1, "year") && way != Relative::Recent;
    singular.then(|| from_anchor(at + 2, None, "FYXXXX", Grain::Year))
}

/// "this weekend": Saturday and Sunday of the week.
fn weekend_by(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let weeks = match way {
        Relative::Last => -1,
        Relative::This => 0,
        Relative::Next => 1,
        Relative::Elsewhere | Relative::Recent => return None,
    };
    let value = scan.anchor.day().and_then(|anchor| {
        let (monday, end) = around_step(anchor, Unit::Week, weeks)?.days?;
        let (saturday, sunday) = (calendar::step(monday, Unit::Day, 5)?, calendar::step(monday, Unit::Day, 6)?);
        Some(Value { text: format!("{saturday}/{sunday}"), days: Some((saturday, end)), grain: Some(Grain::Day) })
    });
    Some(from_anchor(at + 1, value, "XXXX-WXX-WE", Grain::Day))
}

/// "past 30 years", "last two weeks", "next three months", "last few days".
fn length_by(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    match length(scan, at) {
        Some(length) if !length.unit.is_below_day() => counted(scan, length, way),
        Some(_) => None,
        None => several(scan, at).filter(|_| matches!(way, Relative::Last | Relative::Next)),
    }
}

/// A length of time up to the document's day and with it, or from that day on.
fn counted(scan: &Scan<'_>, length: Length, way: Relative) -> Option<Found> {
    let days = scan.anchor.day().zip(length.whole).and_then(|(anchor, count)| match way {
        Relative::Last => calendar::step(anchor, length.unit, -count).zip(anchor.tomorrow().ok()),
        Relative::Next => Some(anchor).zip(calendar::step(anchor, length.unit, count)),
        _ => None,
    });
    let mut found = length.found();
    if let Some(value) = found.value.as_mut() {
        value.days = days.filter(|(start, end)| start < end);
    }
    Some(if days.is_some() { found.inferred() } else { found })
}

/// "30 years ago", "two weeks ago", "several years ago"; "a decade ago" is the year ten years back.
fn ago(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(vague) = several(scan, at).filter(|vague| scan.is(vague.end, "ago")) {
        let value = vague.value.map(|value| Value { text: "PAST_REF".to_owned(), ..value });
        return Some(Found::new(vague.end + 1, EntityType::Date, value));
    }
    let length = length(scan, at).or_else(|| article_unit(scan, at))?;
    if !scan.is(length.end, "ago") || length.unit.is_below_day() {
        return None;
    }
    let grain = if matches!(length.unit, Unit::Decade | Unit::Century) { Unit::Year } else { length.unit };
    let value = scan.anchor.at(grain).zip(length.whole).and_then(|(anchor, count)| {
        calendar::around(calendar::step(anchor, length.unit, count.checked_neg()?)?, grain)
    });
    Some(from_anchor(length.end + 1, value, open_text(grain)?, grain.grain()))
}

/// "a year", "a decade".
fn article_unit(scan: &Scan<'_>, at: usize) -> Option<Length> {
    match (scan.lex(at)?, scan.lex(at + 1)?) {
        (Lex::Article, Lex::Unit(unit)) if !is_plural_unit(scan, at + 1) => Some(Length::one(unit, at + 2)),
        _ => None,
    }
}
