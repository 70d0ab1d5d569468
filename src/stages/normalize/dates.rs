//! Dates as press texts print them, with the time beside them.

use jiff::civil::{Date, DateTime, Time};

use super::date_line::date_line;
use super::date_tokens::{Kind, Token, is_weekday, month, tokens};
use super::times::{is_zone_name, time};
use crate::model::Precision;

/// A printed date, as far as it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PrintedDate {
    pub(super) year: Option<i16>,
    pub(super) month: Option<i8>,
    pub(super) day: Option<i8>,
    pub(super) time: Option<Time>,
    /// Whether day and month may also be read the other way round.
    pub(super) ambiguous: bool,
}

impl PrintedDate {
    /// The day (the first of the month or year where only that is printed) and how exactly it is known. Nothing where
    /// the year is missing.
    pub(super) fn value(self) -> Option<(Date, Precision)> {
        let date = Date::new(self.year?, self.month.unwrap_or(1), self.day.unwrap_or(1)).ok()?;
        let precision = match (self.month, self.day, self.time) {
            (None, ..) => Precision::Year,
            (_, None, _) => Precision::Month,
            (_, _, None) => Precision::Day,
            _ => Precision::Minute,
        };
        Some((date, precision))
    }

    /// The minute, where it is known.
    pub(super) fn minute(self) -> Option<DateTime> {
        let (date, precision) = self.value()?;
        (precision == Precision::Minute).then(|| date.to_datetime(self.time.unwrap_or(Time::midnight())))
    }

    /// Gives the year from elsewhere: the one that brings the date closest to `near`.
    pub(super) fn with_year_near(self, near: Date) -> Self {
        let distance = |year: &i16| {
            let there = Self { year: Some(*year), ..self }.value();
            there.map_or(i32::MAX, |(date, _)| near.until(date).map_or(i32::MAX, |span| span.get_days().abs()))
        };
        let year = [near.year(), near.year().saturating_sub(1), near.year().saturating_add(1)]
            .into_iter()
            .min_by_key(distance);
        Self { year, ..self }
    }

    /// The other reading of an ambiguous date.
    pub(super) fn swapped(self) -> Self {
        Self { month: self.day, day: self.month, ambiguous: false, ..self }
    }

    fn is_possible(self) -> bool {
        // Without a year, 29 February must do: 2000 is a leap year.
        Date::new(self.year.unwrap_or(2000), self.month.unwrap_or(1), self.day.unwrap_or(1)).is_ok()
    }

    fn with_time(self, time: Option<Time>) -> Self {
        Self { time, ..self }
    }

    fn ymd(year: Option<i16>, month: i8, day: Option<i8>) -> Self {
        Self { year, month: Some(month), day, ..Self::default() }
    }
}

/// Bytes of a line in which a date that it begins with may lie.
const MAX_LEADING: usize = 60;

/// A date with its year that `line` begins with, and the bytes that it takes. Lost marks are forgiven: `02 02 2005`.
pub(super) fn leading_date(line: &str, day_first: bool) -> Option<(PrintedDate, usize)> {
    let all = tokens(line.get(..line.floor_char_boundary(MAX_LEADING))?);
    let (date, used) = date_then_time(&all, day_first).or_else(|| bare_numbers(&all, day_first))?;
    let last = all.get(used.checked_sub(1)?)?;
    (date.year.is_some() && date.day.is_some()).then_some((date, last.end))
}

/// Three numbers whose marks were lost: `02 02 2005`.
pub(super) fn bare_numbers(rest: &[Token<'_>], day_first: bool) -> Option<(PrintedDate, usize)> {
    match rest {
        [
            Token { kind: Kind::Number(a, 1 | 2), .. },
            Token { kind: Kind::Number(b, 1 | 2), .. },
            Token { kind: Kind::Number(year, 4), .. },
            ..,
        ] => numeric(*a, *b, *year, day_first).filter(|date| date.is_possible()).map(|date| (date, 3)),
        _ => None,
    }
}

/// The first date anywhere in `text`, names of files included: `02Feb2005Kerry261`, `2022-01-20-title`, `20220120_x`.
pub(super) fn find_date(text: &str, day_first: bool) -> Option<PrintedDate> {
    let all = tokens(text);
    (0..all.len()).find_map(|at| {
        let rest = all.get(at..)?;
        let follows_digit = at > 0 && all.get(at - 1).is_some_and(|t| matches!(t.kind, Kind::Number(..)));
        compact_date(rest).or_else(|| {
            let (date, _) = date(rest, day_first).filter(|(date, _)| !follows_digit && date.year.is_some())?;
            Some(date)
        })
    })
}

/// Reads the whole of a date as a container gives it: ISO 8601 or any printed form.
pub(super) fn whole_date(text: &str, day_first: bool) -> Option<PrintedDate> {
    let text = text.trim();
    date_line(text, day_first).map(|line| line.date).or_else(|| match tokens(text).as_slice() {
        [only] => {
            compact_date(&[*only]).or_else(|| year(only).map(|y| PrintedDate { year: Some(y), ..Default::default() }))
        }
        [y, dash, m] if dash.kind == Kind::Mark('-') => month_of_year(year(y)?, m),
        _ => None,
    })
}

/// `20220120`.
fn compact_date(rest: &[Token<'_>]) -> Option<PrintedDate> {
    match rest {
        [Token { kind: Kind::Number(value, 8), .. }, ..] => {
            let year = plausible_year(value / 10_000)?;
            let month = i8::try_from(value / 100 % 100).ok()?;
            let day = i8::try_from(value % 100).ok()?;
            Some(PrintedDate::ymd(Some(year), month, Some(day))).filter(|date| date.is_possible())
        }
        _ => None,
    }
}

fn month_of_year(year: i16, token: &Token<'_>) -> Option<PrintedDate> {
    let Kind::Number(value, 2) = token.kind else { return None };
    Some(PrintedDate::ymd(Some(year), i8::try_from(value).ok()?, None)).filter(|date| date.is_possible())
}

/// A date and the time after it, if there is one, and how many tokens they take.
pub(super) fn date_then_time(rest: &[Token<'_>], day_first: bool) -> Option<(PrintedDate, usize)> {
    let (found, used) = date(rest, day_first)?;
    let after = rest.get(used..).unwrap_or_default();
    let skipped = after.iter().take_while(|token| joins_time(token)).count();
    match time(after.get(skipped..).unwrap_or_default()) {
        Some((time, width)) => Some((found.with_time(Some(time)), used + skipped + width)),
        None => Some((found, used)),
    }
}

/// A time and a date: `20:56, 20 January 2022`. Gives how many tokens they take as well.
pub(super) fn time_then_date(rest: &[Token<'_>], day_first: bool) -> Option<(PrintedDate, usize)> {
    let (time, used) = time(rest)?;
    let after = rest.get(used..).unwrap_or_default();
    let skipped = after.iter().take_while(|token| joins_time(token) || is_connective(token)).count();
    let (found, width) = date(after.get(skipped..).unwrap_or_default(), day_first)?;
    Some((found.with_time(Some(time)), used + skipped + width))
}

fn joins_time(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Mark(mark) => matches!(mark, ',' | '|' | '-' | '–' | '—' | '·' | '/' | '(' | ';'),
        Kind::Word(word) => ["at", "T"].contains(&word),
        Kind::Number(..) => false,
    }
}

/// Zone names, weekdays and small words between a time and a date.
fn is_connective(token: &Token<'_>) -> bool {
    matches!(token.kind, Kind::Word(word) if is_weekday(word) || is_zone_name(word) || word.eq_ignore_ascii_case("on"))
        || token.kind == Kind::Mark(')')
}

/// The date that `rest` begins with, and how many tokens it takes.
fn date(rest: &[Token<'_>], day_first: bool) -> Option<(PrintedDate, usize)> {
    use Kind::{Mark, Number, Word};
    let kinds: Vec<Kind<'_>> = rest.iter().take(9).map(|token| token.kind).collect();
    let found = match kinds.as_slice() {
        [Number(y, 4), Word("年"), Number(m, 1 | 2), Word("月"), Number(d, 1 | 2), Word("日"), ..] => {
            Some((calendar(*y, *m, *d)?, 6))
        }
        [Number(y, 4), Word("年"), Number(m, 1 | 2), Word("月"), ..] => Some((month_only(*y, *m)?, 4)),
        [Number(y, 4), Mark(a), Number(m, 1 | 2), Mark(b), Number(d, 1 | 2), ..] if a == b && is_separator(*a) => {
            Some((calendar(*y, *m, *d)?, 5))
        }
        [Number(a, 1 | 2), Mark(x), Number(b, 1 | 2), Mark(y), Number(c, digits @ (2 | 4)), ..]
            if x == y && is_separator(*x) =>
        {
            Some((numeric(*a, *b, full_year(*c, *digits)?, day_first)?, 5))
        }
        [Number(d, 1 | 2), ..] => day_month(*d, kinds.get(1..)?).map(|(date, used)| (date, used + 1)),
        [Word(name), tail @ ..] => month_first(month(name)?, tail).map(|(date, used)| (date, used + 1)),
        _ => None,
    };
    found.filter(|(date, _)| date.is_possible())
}

fn is_separator(mark: char) -> bool {
    matches!(mark, '-' | '/' | '.')
}

fn calendar(year: u32, month: u32, day: u32) -> Option<PrintedDate> {
    Some(PrintedDate::ymd(Some(plausible_year(year)?), small(month)?, Some(small(day)?)))
}

fn month_only(year: u32, month: u32) -> Option<PrintedDate> {
    Some(PrintedDate::ymd(Some(plausible_year(year)?), small(month)?, None))
}

/// `20.01.2022`, `01/20/2022`: by the order that is possible, else by the one that is configured.
fn numeric(first: u32, second: u32, year: u32, day_first: bool) -> Option<PrintedDate> {
    let either = first <= 12 && second <= 12;
    let (day, month) = if (either && day_first) || first > 12 { (first, second) } else { (second, first) };
    Some(PrintedDate { ambiguous: either && first != second, ..calendar(year, month, day)? })
}

/// `20 January 2022`, `20th of January`, `02Feb2005`; the day is read.
fn day_month(day: u32, rest: &[Kind<'_>]) -> Option<(PrintedDate, usize)> {
    let mut at = usize::from(is_ordinal_ending(rest.first()));
    at += usize::from(matches!(rest.get(at), Some(Kind::Word("of") | Kind::Mark('-'))));
    let Some(Kind::Word(name)) = rest.get(at) else { return None };
    let (month, after) = (month(name)?, at + 1);
    let (year, used) = year_after(rest.get(after..).unwrap_or_default(), true);
    Some((PrintedDate::ymd(year, month, Some(small(day)?)), after + used))
}

/// `January 20, 2022`, `Jan. 24`, `January 2022`; the month is read.
fn month_first(month: i8, rest: &[Kind<'_>]) -> Option<(PrintedDate, usize)> {
    let mut at = usize::from(rest.first() == Some(&Kind::Mark('.')));
    match rest.get(at) {
        Some(Kind::Number(day, 1 | 2)) => {
            at += 1;
            at += usize::from(is_ordinal_ending(rest.get(at)));
            let (year, used) = year_after(rest.get(at..).unwrap_or_default(), false);
            Some((PrintedDate::ymd(year, month, Some(small(*day)?)), at + used))
        }
        _ => {
            let (year, used) = year_after(rest.get(at..).unwrap_or_default(), false);
            year.map(|year| (PrintedDate::ymd(Some(year), month, None), at + used))
        }
    }
}

/// `, 2022`, ` 2022`, `. 2022`, and `-2022` where `dash` allows it.
fn year_after(rest: &[Kind<'_>], dash: bool) -> (Option<i16>, usize) {
    let skipped = match rest.first() {
        Some(Kind::Mark(',' | '.')) => 1,
        Some(Kind::Mark('-')) if dash => 1,
        _ => 0,
    };
    match rest.get(skipped) {
        Some(Kind::Number(value, 4)) => match plausible_year(*value) {
            Some(year) => (Some(year), skipped + 1),
            None => (None, 0),
        },
        _ => (None, 0),
    }
}

fn is_ordinal_ending(kind: Option<&Kind<'_>>) -> bool {
    matches!(kind, Some(Kind::Word(word)) if ["st", "nd", "rd", "th"].iter().any(|e| word.eq_ignore_ascii_case(e)))
}

fn year(token: &Token<'_>) -> Option<i16> {
    match token.kind {
        Kind::Number(value, 4) => plausible_year(value),
        _ => None,
    }
}

/// Four digits that a press text may print as its year.
pub(super) fn plausible_year(value: u32) -> Option<i16> {
    i16::try_from(value).ok().filter(|year| (1900..=2099).contains(year))
}

/// `22` is 2022, `98` is 1998.
fn full_year(value: u32, digits: usize) -> Option<u32> {
    match (digits, value) {
        (4, _) => Some(value),
        (2, 0..=69) => Some(2000 + value),
        (2, _) => Some(1900 + value),
        _ => None,
    }
}

fn small(value: u32) -> Option<i8> {
    i8::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn never_panics(line in "[0-9]{0,4}[ ./-]?\\PC{0,40}", day_first in any::<bool>()) {
            find_date(&line, day_first);
            whole_date(&line, day_first);
            leading_date(&line, day_first);
        }
    }

    #[test]
    fn dates_of_containers() {
        for (text, expected) in [
            ("2022-01-20T20:56:00+03:00", Some(("2022-01-20", Precision::Minute))),
            ("Thu, 20 Jan 2022 20:56:00 +0000", Some(("2022-01-20", Precision::Minute))),
            ("20220120", Some(("2022-01-20", Precision::Day))),
            ("2022-01", Some(("2022-01-01", Precision::Month))),
            ("2022", Some(("2022-01-01", Precision::Year))),
            ("yesterday", None),
            ("1642712160", None),
        ] {
            let read = whole_date(text, true).and_then(PrintedDate::value);
            let read = read.map(|(date, precision)| (date.to_string(), precision));
            assert_eq!(read, expected.map(|(date, precision)| (date.to_owned(), precision)), "{text}");
        }
    }

    #[test]
    fn dates_that_lines_begin_with() {
        let read = |line| leading_date(line, true).map(|(date, width)| (date.value().unwrap().0.to_string(), width));
        assert_eq!(read("02 02 2005 Statement"), Some(("2005-02-02".to_owned(), 10)));
        assert_eq!(read("September 30 2006 Statement"), Some(("2006-09-30".to_owned(), 17)));
        assert_eq!((read("September 30 Statement"), read("Statement 02 02 2005")), (None, None));
    }

    #[test]
    fn the_order_of_day_and_month() {
        let read = |line, day_first| {
            date_line(line, day_first).map(|l| (l.date.value().unwrap().0, l.date.ambiguous)).unwrap()
        };
        assert_eq!(read("03/04/2022", true), (civil::date(2022, 4, 3), true));
        assert_eq!(read("03/04/2022", false), (civil::date(2022, 3, 4), true));
        assert_eq!(read("03/03/2022", false), (civil::date(2022, 3, 3), false));
        assert_eq!(read("01/20/2022", true), (civil::date(2022, 1, 20), false));
    }

    #[test]
    fn a_missing_year_is_the_nearest() {
        let date = date_line("Dec. 31", true).unwrap().date;
        assert_eq!(date.value(), None);
        assert_eq!(
            date.with_year_near(civil::date(2022, 1, 2)).value(),
            Some((civil::date(2021, 12, 31), Precision::Day))
        );
    }
}
