//! Times of the day: `20:56`, "8:30 a.m.", "noon", "3 p.m. EST", "tonight", "Monday morning".
//!
//! A date and a clock that touch in figures, `2022-01-20 20:56`, are one timestamp and one TIME with a full value.
//! In prose, "January 20 at 8:30 a.m." is a DATE and a TIME; the time's value takes the day over: `2022-01-20T08:30`.

use jiff::civil::Date;

use super::calendar;
use super::dates::date;
use super::numeric::numeric_date;
use super::scan::{Found, Scan, integer};
use super::words::{Lex, Relative, Unit};
use crate::model::{EntityType, Grain, Mention, Value};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Times of the day.
#[derive(Clone, Copy, Debug)]
pub struct Times;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "times",
    what: "Times of the day, with the day where one stands beside them.",
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

/// An hour of the day with its minutes, on a clock of twenty-four hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clock {
    hour: i32,
    minute: Option<i32>,
    second: Option<i32>,
    /// "p.m." is true; nothing where the print does not say.
    after_noon: Option<bool>,
    end: usize,
}

/// `2022-01-20 20:56`: figures that touch.
pub fn timestamp(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let day = numeric_date(scan, at)?;
    let clock = clock(scan, scan.past_comma(day.end)).filter(|clock| clock.minute.is_some())?;
    let (end, zone) = zone(scan, clock.end);
    let value = day.day().map(|day| format!("{day}T{}{zone}", clock.text()));
    Some(timed(end, value, Some(clock)).on(day.day()))
}

/// The time that begins at this token; `day` is the date that was printed just before it.
pub fn time(scan: &Scan<'_>, at: usize, day: Option<Date>) -> Option<Found> {
    match scan.lex(at) {
        Some(Lex::Tonight) => return Some(part_of_day(at + 1, scan.anchor.day(), "NI")),
        Some(Lex::Relative(way)) => return relative_part(scan, at, way),
        Some(Lex::NamedHour(hour)) => {
            let clock = Clock { hour: hour.into(), minute: Some(0), second: None, after_noon: None, end: at + 1 };
            return Some(on_some_day(scan, clock, None, day));
        }
        _ => {}
    }
    let first = clock(scan, at).or_else(|| bare_hour(scan, at))?;
    let second = scan.past_range_sign(first.end).and_then(|next| clock(scan, next));
    let first = match second {
        Some(second) if first.after_noon.is_none() => first.in_half_of(second),
        _ => first,
    };
    let known = first.minute.is_some() || first.after_noon.is_some();
    (known && first.hour < 24).then(|| on_some_day(scan, first, second.filter(|second| second.hour < 24), day))
}

/// "morning" after a date: "Monday morning", "tomorrow night".
pub fn part_after(scan: &Scan<'_>, found: &Found) -> Option<Found> {
    match scan.lex(found.end)? {
        Lex::DayPart(part) => found.day().map(|day| part_of_day(found.end + 1, Some(day), part)),
        _ => None,
    }
}

impl Clock {
    /// `20:56`, `20:56:30`, `08`.
    fn text(self) -> String {
        match (self.minute, self.second) {
            (Some(minute), Some(second)) => format!("{:02}:{minute:02}:{second:02}", self.hour),
            (Some(minute), None) => format!("{:02}:{minute:02}", self.hour),
            (None, _) => format!("{:02}", self.hour),
        }
    }

    /// "2 to 4 p.m.", "8:30-10:30 a.m.": the first hour is in the half of the second where that is later.
    fn in_half_of(self, second: Self) -> Self {
        let shifted = match second.after_noon {
            Some(true) if self.hour < 12 && self.hour + 12 < second.hour + i32::from(second.hour == 12) * 12 => 12,
            _ => 0,
        };
        Self { hour: self.hour + shifted, after_noon: second.after_noon, ..self }
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

fn timed(end: usize, value: Option<String>, clock: Option<Clock>) -> Found {
    let grain = if clock.is_some_and(|clock| clock.minute.is_some()) { Grain::Minute } else { Grain::Hour };
    Found::new(end, EntityType::Time, value.map(|text| Value { text, days: None, grain: Some(grain) }))
}

fn part_of_day(end: usize, day: Option<Date>, part: &str) -> Found {
    let date = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
    timed(end, Some(format!("{date}T{part}")), None).on(day).inferred()
}

/// "this morning", "last night".
fn relative_part(scan: &Scan<'_>, at: usize, way: Relative) -> Option<Found> {
    let Some(Lex::DayPart(part)) = scan.lex(at + 1) else { return None };
    let days = match way {
        Relative::This => 0,
        Relative::Last if part == "NI" => -1,
        _ => return None,
    };
    let day = scan.anchor.day().and_then(|anchor| calendar::step(anchor, Unit::Day, days));
    Some(part_of_day(at + 2, day, part))
}

/// A time, or a range of two, on the day that stands before or after it.
fn on_some_day(scan: &Scan<'_>, first: Clock, second: Option<Clock>, before: Option<Date>) -> Found {
    let (end, zone) = zone(scan, second.unwrap_or(first).end);
    let day = before.or_else(|| day_after(scan, end));
    let print = |clock: Clock| match day {
        Some(day) => format!("{day}T{}{zone}", clock.text()),
        None => format!("T{}{zone}", clock.text()),
    };
    match second {
        None => timed(end, Some(print(first)), Some(first)).on(day),
        Some(second) => {
            timed(end, Some(format!("{}/{}", print(first), print(second))), Some(second)).on(day).subtype("range")
        }
    }
}

/// The day that follows: "8:30 a.m. on January 20, 2022", "2 p.m., Thursday".
fn day_after(scan: &Scan<'_>, at: usize) -> Option<Date> {
    let at = scan.past_comma(at);
    let at = if scan.is(at, "on") { at + 1 } else { at };
    let dated = scan.is_number(at) || matches!(scan.lex(at), Some(Lex::Month(_) | Lex::Weekday(_) | Lex::Day(_)));
    dated.then(|| date(scan, at)).flatten().and_then(|found| found.day())
}

/// `20:56`, `8:30 p.m.`, "8 p.m.", `10am`, `8.30 p.m.`, "3 o'clock".
fn clock(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    if !scan.is_number(at) {
        return None;
    }
    let clock = glued_half(scan, at).or_else(|| figures(scan, at))?;
    let clock = match clock.after_noon {
        Some(_) => clock,
        None => with_half(scan, clock),
    };
    let twelve = clock.after_noon.is_none() || (1..=12).contains(&clock.hour);
    let valid = clock.hour < 24 && clock.minute.is_none_or(|minute| minute < 60) && twelve;
    let said =
        clock.minute.is_some() || clock.after_noon.is_some() || scan.is_one_of(clock.end, &["o'clock", "o’clock"]);
    (valid && said).then(|| twenty_four(scan, clock))
}

/// The clock on twenty-four hours.
fn twenty_four(scan: &Scan<'_>, clock: Clock) -> Clock {
    let spoken = clock.minute.is_none() && clock.after_noon.is_none();
    let end = clock.end + usize::from(spoken && scan.is_one_of(clock.end, &["o'clock", "o’clock"]));
    let hour = match clock.after_noon {
        Some(true) => clock.hour % 12 + 12,
        Some(false) => clock.hour % 12,
        None => clock.hour,
    };
    Clock { hour, end, minute: clock.minute.or(spoken.then_some(0)), ..clock }
}

/// "2" of "2 to 4 p.m.".
fn bare_hour(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let hour = scan.small(at, 1, 12)?;
    let second = clock(scan, scan.past_range_sign(at + 1)?)?;
    let clock = Clock { hour: hour.into(), minute: None, second: None, after_noon: None, end: at + 1 };
    second.after_noon.is_some().then_some(clock)
}

/// `10am`.
fn glued_half(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let text = scan.text(at);
    let (hour, after_noon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(hour), _) => (hour, false),
        (_, Some(hour)) => (hour, true),
        _ => return None,
    };
    let (hour, minute) = match hour.split_once(':') {
        Some((hour, minute)) => (hour, Some(integer(minute)?)),
        None => (hour, None),
    };
    let hour = integer(hour).filter(|hour| (1..=12).contains(hour))?;
    Some(Clock { hour, minute, second: None, after_noon: Some(after_noon), end: at + 1 })
}

/// Hours, minutes and seconds in figures.
fn figures(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let text = scan.text(at);
    let bare = |hour, minute, second, end| Some(Clock { hour, minute, second, after_noon: None, end });
    if let Some((hour, minute)) = text.split_once([':', '.']) {
        let spoken = text.contains(':') || half_at(scan, at + 1).is_some();
        let two = minute.len() == 2 && hour.len() <= 2 && spoken;
        return two.then(|| bare(integer(hour)?, Some(integer(minute)?), None, at + 1)).flatten();
    }
    let hour = integer(text).filter(|_| text.len() <= 2)?;
    let Some((minute, end)) = after_colon(scan, at + 1) else {
        let lost_colon =
            scan.integer(at + 1).filter(|_| scan.text(at + 1).len() == 2 && half_at(scan, at + 2).is_some());
        return bare(hour, lost_colon, None, at + 1 + usize::from(lost_colon.is_some()));
    };
    match after_colon(scan, end) {
        Some((second, end)) if second.after_noon.is_none() => bare(hour, Some(minute.number), Some(second.number), end),
        _ => Some(Clock { hour, minute: Some(minute.number), second: None, after_noon: minute.after_noon, end }),
    }
}

/// Two digits after a colon, with "am" or "pm" glued on perhaps.
#[derive(Clone, Copy, Debug)]
struct Sixtieth {
    number: i32,
    after_noon: Option<bool>,
}

fn after_colon(scan: &Scan<'_>, at: usize) -> Option<(Sixtieth, usize)> {
    let glued = scan.text(at) == ":" && scan.is_glued(at) && scan.is_glued(at + 1);
    let text = scan.text(at + 1);
    let (digits, after_noon) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(false)),
        (_, Some(digits)) => (digits, Some(true)),
        _ => (text, None),
    };
    let number = integer(digits).filter(|_| glued && digits.len() == 2)?;
    Some((Sixtieth { number, after_noon }, at + 2))
}

/// Whether "a.m." or "p.m." stands at the token, or "p m" that lost its periods, and the token after it.
fn half_at(scan: &Scan<'_>, at: usize) -> Option<(bool, usize)> {
    let is = |forms: &[&str]| scan.is_one_of(at, forms);
    if is(&["p.m.", "p.m", "pm", "pm."]) {
        return Some((true, at + 1));
    }
    if scan.is(at + 1, "m") && is(&["a", "p"]) {
        return Some((scan.is(at, "p"), at + 2));
    }
    // "am" alone is the verb as well; the capitals and the periods are not.
    (is(&["a.m.", "a.m", "am", "am."]) && scan.text(at) != "Am").then_some((false, at + 1))
}

fn with_half(scan: &Scan<'_>, clock: Clock) -> Clock {
    match half_at(scan, clock.end) {
        Some((after_noon, end)) => Clock { after_noon: Some(after_noon), end, ..clock },
        None => clock,
    }
}

/// Names of time zones; only the world's own time enters the value, for the others are names of several zones.
const ZONES: &[&str] = &[
    "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "ET", "CT", "MT", "PT", "BST", "CET", "CEST", "EET", "IST",
    "JST", "HST", "MSK", "Eastern",
];

/// The zone after a clock: the token after it, and what the value takes from it.
fn zone(scan: &Scan<'_>, at: usize) -> (usize, &'static str) {
    let open = usize::from(scan.text(at) == "(" && scan.text(at + 2) == ")");
    let name = scan.text(at + open);
    match name {
        "GMT" | "UTC" | "Z" => (at + 1 + 2 * open, "Z"),
        _ if ZONES.contains(&name) => (at + 1 + 2 * open + usize::from(scan.is(at + 1, "time")), ""),
        _ if scan.is(at, "local") && scan.is(at + 1, "time") => (at + 2, ""),
        _ => (at, ""),
    }
}
