//! Times of the day: `20:56`, "8:30 a.m.", "noon", "3 p.m. EST", "tonight", "Monday morning".
//!
//! A date and a clock beside each other are a DATE and a TIME, and the time's value takes the day over:
//! `2022-01-20T08:30`. Times that stand apart from their day get it once the whole document is read.

use jiff::civil::Date;

use super::calendar;
use super::clocks::{Clock, bare_hour, clock, last_clock};
use super::dates::date;
use super::scan::{Found, Scan, is_one_of};
use super::words::{Lex, Relative, Unit};
use super::zones::zone;
use crate::model::{EntityType, Grain, Mention, Value};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Times of the day.
#[derive(Clone, Copy, Debug)]
pub struct Times;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "times",
    what: "Times of the day, with the offset of their zone and the day where one stands beside them.",
    example: "The briefing starts at 8:30 a.m. and ends at noon.",
    finds: &[("8:30 a.m.", EntityType::Time), ("noon", EntityType::Time)],
    not_for: "Hours and minutes that are counted, such as \"two hours\": these are durations.",
};

impl Recognizer for Times {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Time], out);
    }
}

/// The time that begins at this token; `day` is the date that was printed just before it.
pub fn time(scan: &Scan<'_>, at: usize, day: Option<Date>) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Tonight) => return Some(part_of_day(at + 1, scan.anchor.day(), "NI")),
        Some(Lex::Relative(way)) => return relative_part(scan, at, way),
        Some(Lex::That) => return that_part(scan, at),
        Some(Lex::DayPart(part)) => return standing_part(scan, at, part),
        _ => {}
    }
    let (first, second) = clocks(scan, at)?;
    let last = second.unwrap_or(first);
    (!last.counts(scan)).then(|| on_some_day(scan, first, second, day))
}

/// "morning" after a date: "Monday morning", "tomorrow night"; the date behind it tells the day of "Thursday evening,
/// December 30".
pub fn part_after(scan: &Scan<'_>, found: &Found) -> Option<Found> {
    let Lex::DayPart(part) = scan.lex(found.end)? else { return None };
    let end = found.end + 1;
    let date_at = scan.past_comma(end);
    let printed = matches!(scan.lex(date_at), Some(Lex::Month(_))) || scan.is_number(date_at);
    let day = printed.then(|| date(scan, date_at)).flatten().and_then(|date| date.day()).or_else(|| found.day())?;
    Some(part_of_day(end, Some(day), part))
}

/// One clock, or the two ends of a range: "2 to 4 p.m.", "9 a.m. until noon", between "10:00 and 10:40".
fn clocks(scan: &Scan<'_>, at: usize) -> Option<(Clock, Option<Clock>)> {
    let second_after = |first: Clock| {
        let between = scan.is_between(at) && scan.is(first.end, "and");
        let joined = between || matches!(scan.text(first.end), "-" | "–" | "—");
        last_clock(scan, scan.past_range_sign(first.end).or(joined.then_some(first.end + 1))?, first)
    };
    let Some(first) = clock(scan, at) else {
        let first = bare_hour(scan, at)?;
        let second = second_after(first).filter(|second| second.after_noon.is_some())?;
        return Some((first.in_half_of(second), Some(second)));
    };
    let second = second_after(first);
    match second {
        Some(second) if first.after_noon.is_none() => Some((first.in_half_of(second), Some(second))),
        _ => Some((first, second)),
    }
}

impl Found {
    /// With the day that holds the time.
    fn on(mut self, day: Option<Date>) -> Self {
        if let Some(value) = self.value.as_mut() {
            value.days = day.and_then(calendar::day).and_then(|value| value.days);
        }
        self
    }
}

fn timed(end: usize, value: String, clock: Option<Clock>) -> Found {
    let grain = if clock.is_some_and(|clock| clock.minute.is_some()) { Grain::Minute } else { Grain::Hour };
    Found::new(end, EntityType::Time, Some(Value { text: value, days: None, grain: Some(grain) }))
}

/// `2022-01-20TMO`, or `TMO` of a day that is not told.
fn part_of_day(end: usize, day: Option<Date>, part: &str) -> Found {
    let date = day.map(|day| day.to_string()).unwrap_or_default();
    timed(end, format!("{date}T{part}"), None).on(day).inferred()
}

/// "this morning", "last night", "last evening".
fn relative_part(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let Some(Lex::DayPart(part)) = scan.lex(at + 1) else { return None };
    let days = match way {
        Relative::This => 0,
        Relative::Last => -1,
        _ => return None,
    };
    let day = scan.anchor.day().and_then(|anchor| calendar::step(anchor, Unit::Day, days));
    Some(part_of_day(at + 2, day, part))
}

/// "that night": of the day that the text is at.
fn that_part(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let same = at + 1 + usize::from(scan.is(at + 1, "same"));
    match scan.lex(same)? {
        Lex::DayPart(part) => Some(part_of_day(same + 1, None, part)),
        _ => None,
    }
}

/// "in the afternoon", "the night of 5 May"; not "the morning shift" and not "a bad evening".
fn standing_part(scan: &Scan<'_>, at: usize, part: &str) -> Option<Found> {
    if !scan.before(at, 1).eq_ignore_ascii_case("the") {
        return None;
    }
    if scan.is(at + 1, "of")
        && let Some(found) = date(scan, at + 2)
        && let Some(day) = found.day()
    {
        return Some(part_of_day(found.end, Some(day), part));
    }
    let placed = is_one_of(scan.before(at, 2), &["in", "during", "by", "into", "throughout"]);
    let free = !scan.is_word(at + 1) && !scan.is_joint(at + 1)
        || scan.is_one_of(
            at + 1,
            &["and", "to", "at", "with", "when", "before", "after", "but", "the", "he", "she", "on"],
        );
    (placed && free).then(|| part_of_day(at + 1, None, part))
}

/// A time, or a range of two, on the day that stands before or after it.
fn on_some_day(scan: &Scan<'_>, first: Clock, second: Option<Clock>, before: Option<Date>) -> Found {
    let (end, zone) = zone(scan, second.unwrap_or(first).end);
    let day = before.or_else(|| day_after(scan, end));
    let date = day.map(|day| day.to_string()).unwrap_or_default();
    let print = |clock: Clock| format!("{date}T{}{zone}", clock.text());
    match second {
        None => timed(end, print(first), Some(first)).on(day),
        Some(second) => {
            timed(end, format!("{}/{}", print(first), print(second)), Some(second)).on(day).subtype("range")
        }
    }
}

/// The day that follows: "8:30 a.m. on January 20, 2022", "2 p.m., Thursday"; not "on Thursday and Friday".
fn day_after(scan: &Scan<'_>, at: usize) -> Option<Date> {
    let at = scan.past_comma(at);
    let at = if scan.is_one_of(at, &["local", "on"]) { at + 1 } else { at };
    let at = if scan.is(at, "time") { at + 1 + usize::from(scan.is(at + 1, "on")) } else { at };
    let dated = scan.is_number(at) || matches!(scan.lex(at), Some(Lex::Month(_) | Lex::Weekday(_) | Lex::Day(_)));
    let found = dated.then(|| date(scan, at)).flatten()?;
    let two = scan.is(found.end, "and") && date(scan, found.end + 1).is_some();
    found.day().filter(|_| !two)
}
