//! A date as printed, with the parts that are missing, and how the document's date completes it.

use jiff::civil::{Date, Weekday};

use super::calendar;
use super::scan::Scan;
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

/// Where the words near a date place it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Future,
    Open,
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
        let best =
            nearest(days.iter().filter(on_weekday), anchor, tense).or_else(|| nearest(days.iter(), anchor, tense));
        Resolved { value: best.and_then(calendar::day), inferred: true }
    }
}

/// A value that stays open for want of a date to count from.
fn open(text: String, grain: Grain) -> Resolved {
    Resolved { value: Some(Value { text, days: None, grain: Some(grain) }), inferred: true }
}

fn weekday_of(date: Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

/// The day nearest to the anchor on the side that the tense allows; the anchor itself is on both.
fn nearest<'d>(days: impl Iterator<Item = &'d Date>, anchor: Date, tense: Tense) -> Option<Date> {
    let allowed = |day: &Date| match tense {
        Tense::Past => *day <= anchor,
        Tense::Future => *day >= anchor,
        Tense::Open => true,
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

/// In the news, "on Monday" is the last one unless the sentence speaks of what is to come.
fn near_weekday(scan: &Scan<'_>, tense: Tense, weekday: i8) -> Resolved {
    let day = match tense {
        Tense::Future => weekday_from(scan, weekday, 1),
        Tense::Past | Tense::Open => weekday_from(scan, weekday, -6),
    };
    match day {
        Some(day) => Resolved { value: calendar::day(day), inferred: true },
        None => open(format!("XXXX-WXX-{weekday}"), Grain::Day),
    }
}

/// The first such weekday that is at least so many days after the document's date, which may be negative.
pub fn weekday_from(scan: &Scan<'_>, weekday: i8, days: i64) -> Option<Date> {
    let earliest = calendar::step(scan.anchor.day()?, Unit::Day, days)?;
    let wanted = Weekday::from_monday_one_offset(weekday).ok()?;
    let ahead = i64::from(earliest.weekday().until(wanted));
    calendar::step(earliest, Unit::Day, ahead)
}

/// How many tokens to each side may tell the tense.
const TENSE_WINDOW: usize = 12;

const FUTURE: &[&str] = &[
    "will",
    "shall",
    "'ll",
    "upcoming",
    "scheduled",
    "forthcoming",
    "plans",
    "expected",
    "slated",
    "invited",
    "planned",
];
const PAST: &[&str] = &[
    "was", "were", "had", "did", "said", "held", "met", "took", "made", "began", "went", "came", "gave", "spoke",
    "sent", "left", "told", "wrote", "became", "won", "saw", "led", "died", "broke", "fell", "rose", "since", "paid",
    "stood",
];

/// The tense of the words around these tokens; words of both kinds leave it open. A preposition that looks one way
/// outweighs them all: who "said that they cannot wait until June" means the June to come.
pub fn tense(scan: &Scan<'_>, start: usize, end: usize) -> Tense {
    match scan.before(start, 1) {
        "until" | "till" | "by" => return Tense::Future,
        "since" => return Tense::Past,
        _ => {}
    }
    let near = (start.saturating_sub(TENSE_WINDOW)..start).chain(end..end.saturating_add(TENSE_WINDOW).min(scan.len()));
    let (mut past, mut future) = (false, false);
    for at in near.filter(|at| scan.is_word(*at)) {
        let word = scan.text(at);
        future |= scan.is_one_of(at, FUTURE);
        let verb = scan.is_one_of(at, PAST) || word.len() > 4 && word.ends_with("ed") && !scan.is_one_of(at, FUTURE);
        past |= verb && !scan.before(at, 1).eq_ignore_ascii_case("be");
    }
    match (past, future) {
        (true, false) => Tense::Past,
        (false, true) => Tense::Future,
        _ => Tense::Open,
    }
}
