//! Dates that count from the document's date: "today", "last Friday", "next month", "the past 30 years", "30 years ago".

use jiff::civil::Date;

use super::calendar;
use super::durations::{Length, length, several};
use super::partial::weekday_from;
use super::points;
use super::scan::{Found, Scan};
use super::words::{Lex, Relative, Unit};
use crate::model::{EntityType, Grain, Value};

/// The relative date that begins at this token.
pub fn relative(scan: &Scan<'_>, at: usize) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Day(days)) => Some(day_word(scan, at, days)),
        Some(Lex::Unit(Unit::Day)) => day_beyond(scan, at),
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
            (way != Relative::This).then(|| vague_span(scan, next, unit, reference)).flatten()
        }
        Some(Lex::Unit(unit)) => one_unit(scan, at, way, unit),
        Some(Lex::Weekday(weekday)) if scan.is_capital(next) => weekday_by(scan, next, way, weekday),
        Some(Lex::Month(_)) => month_by(scan, next, way),
        Some(Lex::Season(code)) => season_by(scan, next, way, code),
        Some(Lex::Fiscal) if matches!(scan.lex(next + 1), Some(Lex::Unit(Unit::Year))) => fiscal_by(scan, next, way),
        _ if scan.is(next, "weekend") => Some(weekend_by(scan, next, way)?),
        _ => length_by(scan, next, way),
    }
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
        _ if unit == Unit::Day => return open_unit(at + 2, unit),
        Relative::Last => -1,
        Relative::This => 0,
        Relative::Next => 1,
        Relative::Elsewhere | Relative::Recent => return open_unit(at + 2, unit),
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
        Unit::Year => Some("XXXX"),
        Unit::Decade => Some("XXX"),
        Unit::Century => Some("XX"),
        Unit::Second | Unit::Minute | Unit::Hour => None,
    }
}

fn open_unit(end: usize, unit: Unit) -> Option<Found> {
    Some(from_anchor(end, None, open_text(unit)?, unit.grain()))
}

/// "last Friday" is before the document's day, "next Tuesday" after it, "this Sunday" in its week.
fn weekday_by(scan: &Scan<'_>, at: usize, way: Relative, weekday: i8) -> Option<Found> {
    let day = match way {
        Relative::Last => weekday_from(scan, weekday, -7),
        Relative::Next => weekday_from(scan, weekday, 1),
        Relative::This => {
            let monday = scan.anchor.day().map(|anchor| 1 - i64::from(anchor.weekday().to_monday_one_offset()));
            monday.and_then(|by| weekday_from(scan, weekday, by))
        }
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

/// "last summer": the last one that is over in either count of its months; without days, as all seasons.
fn season_by(scan: &Scan<'_>, at: usize, way: Relative, code: &'static str) -> Option<Found> {
    let months = match code {
        "SP" => Some((3, 5)),
        "SU" => Some((6, 8)),
        "FA" => Some((9, 11)),
        _ => None,
    };
    let year = months.zip(scan.anchor.at(Unit::Month)).and_then(|((first, last), anchor)| match way {
        Relative::Last if last < anchor.month() => Some(anchor.year()),
        Relative::Last => anchor.year().checked_sub(1),
        Relative::Next if first > anchor.month() => Some(anchor.year()),
        Relative::Next => anchor.year().checked_add(1),
        Relative::This => Some(anchor.year()),
        Relative::Elsewhere | Relative::Recent => None,
    });
    let value = year.map(|year| calendar::season(year, code));
    Some(from_anchor(at + 1, value, &format!("XXXX-{code}"), Grain::Season))
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
        let week = around_step(anchor, Unit::Week, weeks)?;
        let (monday, end) = week.days?;
        let saturday = calendar::step(monday, Unit::Day, 5)?;
        Some(Value { text: format!("{}-WE", week.text), days: Some((saturday, end)), grain: Some(Grain::Week) })
    });
    Some(from_anchor(at + 1, value, "XXXX-WXX-WE", Grain::Week))
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

/// "30 years ago", "a decade ago", "two weeks ago", "several years ago".
fn ago(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if let Some(vague) = several(scan, at).filter(|vague| scan.is(vague.end, "ago")) {
        let value = vague.value.map(|value| Value { text: "PAST_REF".to_owned(), ..value });
        return Some(Found::new(vague.end + 1, EntityType::Date, value));
    }
    let length = length(scan, at).or_else(|| article_unit(scan, at))?;
    if !scan.is(length.end, "ago") || length.unit.is_below_day() {
        return None;
    }
    let value = scan.anchor.at(length.unit).zip(length.whole).and_then(|(anchor, count)| {
        calendar::around(calendar::step(anchor, length.unit, count.checked_neg()?)?, length.unit)
    });
    Some(from_anchor(length.end + 1, value, open_text(length.unit)?, length.unit.grain()))
}

/// "a year", "a decade".
fn article_unit(scan: &Scan<'_>, at: usize) -> Option<Length> {
    match (scan.lex(at)?, scan.lex(at + 1)?) {
        (Lex::Article, Lex::Unit(unit)) if !is_plural_unit(scan, at + 1) => Some(Length::one(unit, at + 2)),
        _ => None,
    }
}
