//! A date as printed, with the parts that are missing, and how the document's date completes it.

use jiff::civil::{Date, Weekday};

use super::calendar;
use super::scan::Scan;
use super::tense::Tense;
use super::words::Unit;
use crate::model::{Grain, Value};

/// The parts of a date that are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Partial {
    pub year: Option<i16>,
    pub month: Option<i8>,
    pub day: Option<i8>,
    /// Monday is 1.
    pub weekday: Option<i8>,
}

/// What a partial date comes to.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// Nothing for a day that no calendar has.
    pub value: Option<Value>,
    /// Whether a part was taken from the document's date.
    pub inferred: bool,
}

impl Partial {
    pub fn of_year(year: i16) -> Self {
        Self { year: Some(year), ..Self::default() }
    }

    /// The value, with missing parts taken from the day that is nearest to the document's date. Without such a date the
    /// missing parts stay as TIMEX3 prints them, `XXXX-01-20`, and there are no days.
    pub fn resolve(self, scan: &Scan<'_>, tense: Tense) -> Resolved {
        let printed = |value| Resolved { value, inferred: false };
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(day)) => printed(Date::new(year, month, day).ok().and_then(calendar::day)),
            (Some(year), Some(month), None) => printed(calendar::month(year, month)),
            (Some(year), None, _) => printed(calendar::year(year)),
            (None, Some(month), Some(day)) => self.without_year(scan, tense, month, day),
            (None, Some(month), None) => near_month(scan, tense, month),
            (None, None, _) => self.weekday.map_or(printed(None), |weekday| near_weekday(scan, tense, weekday)),
        }
    }

    /// The first such date from this day on: the second end of a range.
    pub fn from(self, start: Date) -> Option<Resolved> {
        let years = || (0..=1).filter_map(|by| start.year().checked_add(by));
        let value = match (self.month, self.day, self.weekday) {
            (Some(month), Some(day), _) => {
                let day = years().filter_map(|year| Date::new(year, month, day).ok()).find(|day| *day >= start)?;
                calendar::day(day)
            }
            (Some(month), None, _) => {
                let first = start.first_of_month();
                let year = years().find(|year| Date::new(*year, month, 1).is_ok_and(|month| month >= first))?;
                calendar::month(year, month)
            }
            (None, None, Some(weekday)) => calendar::day(weekday_on(start, weekday)?),
            _ => return None,
        };
        Some(Resolved { value, inferred: true })
    }

    fn without_year(self, scan: &Scan<'_>, tense: Tense, month: i8, day: i8) -> Resolved {
        if Date::new(2000, month, day).is_err() {
            return Resolved { value: None, inferred: false };
        }
        let Some(anchor) = scan.anchor.near() else {
            return open(format!("XXXX-{month:02}-{day:02}"), Grain::Day);
        };
        let tense = if scan.anchor.day().is_some() { tense } else { Tense::Open };
        let years = (-4..=4).filter_map(|by| anchor.year().checked_add(by));
        let days: Vec<Date> = years.filter_map(|year| Date::new(year, month, day).ok()).collect();
        let on_weekday = |date: &&Date| self.weekday.is_none_or(|weekday| weekday_of(**date) == weekday);
        let best = nearest_day(days.iter().filter(on_weekday), anchor, tense)
            .or_else(|| nearest_day(days.iter(), anchor, tense));
        let is_news = |day: &Date| calendar::distance(*day, anchor).abs() <= NEWS_DAYS;
        if let Some(year) = spoken_year(scan, anchor, tense).filter(|_| !best.as_ref().is_some_and(is_news)) {
            let day = Date::new(year, month, day).ok();
            return Resolved { value: day.and_then(calendar::day), inferred: true };
        }
        Resolved { value: best.and_then(calendar::day), inferred: true }
    }
}

/// "In 2017 they met, and on 7 July agreed": the year of the past that the sentence spoke of.
fn spoken_year(scan: &Scan<'_>, anchor: Date, tense: Tense) -> Option<i16> {
    let (start, end) = scan.spoken_of.filter(|_| tense.is_past())?;
    let is_year = start.day_of_year() == 1 && end == Date::new(start.year().checked_add(1)?, 1, 1).ok()?;
    (is_year && start.year() < anchor.year()).then_some(start.year())
}

/// A day that lies so near to the document's date is meant, whatever year the sentence spoke of.
const NEWS_DAYS: i64 = 30;

/// A value that stays open for want of a date to count from.
fn open(text: String, grain: Grain) -> Resolved {
    Resolved { value: Some(Value { text, days: None, grain: Some(grain) }), inferred: true }
}

fn weekday_of(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// A day without a year that is farther from the document's date would have been printed with its year.
const REMEMBERED_DAYS: i64 = 240;

/// The day nearest to the anchor by the tense. Where only a distant verb or a preposition tells it, a day of the year before
/// or of the next one yields to the nearest.
fn nearest_day<'d>(days: impl Iterator<Item = &'d Date> + Clone, anchor: Date, tense: Tense) -> Option<Date> {
    let best = nearest(days.clone(), anchor, tense);
    let is_forgotten = |day: &Date| calendar::distance(*day, anchor).abs() > REMEMBERED_DAYS;
    let likely = matches!(tense, Tense::LikelyPast | Tense::LikelyFuture);
    let doubtful = likely && best.as_ref().is_some_and(is_forgotten);
    if doubtful { nearest(days, anchor, Tense::Open) } else { best }
}

/// The day nearest to the anchor on the side that the tense allows; the anchor itself is on both.
pub fn nearest<'d>(days: impl Iterator<Item = &'d Date>, anchor: Date, tense: Tense) -> Option<Date> {
    let allowed = |day: &Date| match tense {
        tense if tense.is_past() => *day <= anchor,
        tense if tense.is_future() => *day >= anchor,
        _ => true,
    };
    days.copied().filter(allowed).min_by_key(|day| calendar::distance(anchor, *day).abs())
}

fn near_month(scan: &Scan<'_>, tense: Tense, month: i8) -> Resolved {
    let Some(anchor) = scan.anchor.at(Unit::Month).map(Date::first_of_month) else {
        return open(format!("XXXX-{month:02}"), Grain::Month);
    };
    let years = (-1..=1).filter_map(|by| anchor.year().checked_add(by));
    let months: Vec<Date> = years.filter_map(|year| Date::new(year, month, 1).ok()).collect();
    let best = nearest(months.iter(), anchor, tense);
    Resolved { value: best.and_then(|first| calendar::month(first.year(), first.month())), inferred: true }
}

/// In the news, "on Monday" is the last one unless the sentence speaks of what is to come; the document's own weekday is
/// its day, for the one a week later would be called "next".
fn near_weekday(scan: &Scan<'_>, tense: Tense, weekday: i8) -> Resolved {
    let day = weekday_from(scan, weekday, if tense.is_future() { 0 } else { -6 });
    match day {
        Some(day) => Resolved { value: calendar::day(day), inferred: true },
        None => open(format!("XXXX-WXX-{weekday}"), Grain::Day),
    }
}

/// The first such weekday that is at least so many days after the document's date, which may be negative.
pub fn weekday_from(scan: &Scan<'_>, weekday: i8, days: i64) -> Option<Date> {
    weekday_on(calendar::step(scan.anchor.day()?, Unit::Day, days)?, weekday)
}

/// The first such weekday from the day on.
fn weekday_on(earliest: Date, weekday: i8) -> Option<Date> {
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    calendar::step(earliest, Unit::Day, i64::from(earliest.weekday().until(wanted)))
}
