//! Lines that print a date and little else.

use super::date_tokens::{Kind, Token, is_weekday, tokens};
use super::dates::{PrintedDate, bare_numbers, date_then_time, time_then_date};
use super::times::{is_zone_name, time};

/// A line that prints a date and little else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateLine<'t> {
    pub(super) date: PrintedDate,
    /// `Washington, DC` in `Washington, DC – March 3, 2006`.
    pub(super) place: Option<&'t str>,
}

/// Longest line, in bytes, that may be a date line.
const MAX_LINE: usize = 120;

/// Whether the line is a date line, in whichever order its numbers are to be read.
pub(super) fn is_date_line(line: &str) -> bool {
    date_line(line, true).is_some()
}

/// Reads a line that holds a date, with a label, weekday or place before it and a time after it, and nothing more.
/// A year alone is no date here.
pub(super) fn date_line(line: &str, day_first: bool) -> Option<DateLine<'_>> {
    if line.len() > MAX_LINE || !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let all = tokens(line);
    if let Some((date, _)) = bare_numbers(&all, day_first).filter(|_| all.len() == 3) {
        return Some(DateLine { date, place: None });
    }
    let mut before = 0;
    while let Some(rest) = all.get(before..).filter(|rest| !rest.is_empty()) {
        let found = time_then_date(rest, day_first).or_else(|| date_then_time(rest, day_first));
        if let Some((date, used)) = found {
            let prefix = all.get(..before)?;
            let suffix = rest.get(used..)?;
            let place = prefix_place(line, prefix)?;
            return is_afterword(suffix, day_first).then_some(DateLine { date, place });
        }
        before += 1;
    }
    None
}

/// Whether all that stands before a date is labels, a weekday or a place; gives the place. Outer `None`: it is more.
fn prefix_place<'t>(line: &'t str, prefix: &[Token<'t>]) -> Option<Option<&'t str>> {
    let is_label = |token: &&Token<'_>| match token.kind {
        Kind::Word(word) => is_label_word(word) || is_weekday(word),
        Kind::Mark(mark) => is_filler(mark),
        Kind::Number(..) => false,
    };
    let mut rest = prefix;
    while let [first, tail @ ..] = rest {
        if !is_label(&first) {
            break;
        }
        rest = tail;
    }
    while let [head @ .., last] = rest {
        if !is_label(&last) {
            break;
        }
        rest = head;
    }
    let (Some(first), Some(last)) = (rest.first(), rest.last()) else { return Some(None) };
    // A period after an abbreviation belongs to the place: `Washington, D.C.`
    let letter = matches!(last.kind, Kind::Word(word) if word.chars().count() == 1);
    let period = letter && line.get(last.end..).is_some_and(|after| after.starts_with('.'));
    let place = line.get(first.start..last.end + usize::from(period))?;
    is_place_like(rest).then_some(Some(place))
}

/// Up to five capitalised words, none of which names a kind of text.
fn is_place_like(tokens: &[Token<'_>]) -> bool {
    const TEXTS: [&str; 23] = [
        "today",
        "now",
        "until",
        "statement",
        "remarks",
        "release",
        "briefing",
        "conference",
        "transcript",
        "interview",
        "speech",
        "communique",
        "readout",
        "news",
        "press",
        "report",
        "summary",
        "press",
        "address",
        "meeting",
        "visit",
        "summit",
        "session",
    ];
    let words: Vec<&str> = tokens
        .iter()
        .filter_map(|token| match token.kind {
            Kind::Word(word) => Some(word),
            _ => None,
        })
        .collect();
    let marks_fit = tokens.iter().all(|token| match token.kind {
        Kind::Word(_) => true,
        Kind::Mark(mark) => matches!(mark, ',' | '.' | '-' | '\'' | '’' | '/'),
        Kind::Number(..) => false,
    });
    let capital =
        |word: &&str| word.chars().next().is_some_and(|c| !c.is_lowercase()) || ["de", "of", "al"].contains(word);
    let plain = |word: &&str| !TEXTS.iter().any(|text| word.eq_ignore_ascii_case(text));
    marks_fit && (1..=5).contains(&words.len()) && words.iter().all(capital) && words.iter().all(plain)
}

fn is_label_word(word: &str) -> bool {
    const LABELS: [&str; 24] = [
        "contact",
        "contacts",
        "published",
        "publication",
        "updated",
        "posted",
        "date",
        "dated",
        "on",
        "released",
        "release",
        "for",
        "immediate",
        "last",
        "modified",
        "at",
        "time",
        "issued",
        "created",
        "of",
        "the",
        "this",
        "day",
        "press",
    ];
    LABELS.iter().any(|label| word.eq_ignore_ascii_case(label))
}

fn is_filler(mark: char) -> bool {
    matches!(mark, ':' | ',' | '-' | '–' | '—' | '|' | '(' | ')' | '[' | ']' | '*' | '.' | '·' | '：' | '/' | ';')
}

/// Whether what stands after a date is only labels, weekdays, times, further dates ("Updated: …").
fn is_afterword(suffix: &[Token<'_>], day_first: bool) -> bool {
    let mut rest = suffix;
    while let Some(first) = rest.first() {
        let width = match first.kind {
            Kind::Mark(mark) if is_filler(mark) => 1,
            Kind::Word(word) if is_label_word(word) || is_weekday(word) || is_zone_name(word) => 1,
            _ => {
                match date_then_time(rest, day_first).map(|(_, used)| used).or_else(|| time(rest).map(|(_, used)| used))
                {
                    Some(used) => used,
                    None => return false,
                }
            }
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Precision;
    use jiff::civil;
    use proptest::prelude::*;

    fn read(line: &str) -> Option<(String, Precision)> {
        let date = date_line(line, true)?.date;
        let (day, precision) = date.value()?;
        Some((date.minute().map_or(day.to_string(), |at| at.to_string()), precision))
    }

    proptest! {
        #[test]
        fn never_panics(line in "\\PC{0,40}", day_first in any::<bool>()) {
            date_line(&line, day_first);
        }

        /// Whatever day is printed in these forms is read back.
        #[test]
        fn reads_what_was_printed(days in 0_i64..60_000, form in 0_usize..6) {
            let day = civil::date(1930, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let format = ["%Y-%m-%d", "%Y/%m/%d", "%B %-d, %Y", "%A, %-d %B %Y", "%b. %-d, %Y", "%d.%m.%Y"][form];
            let line = day.strftime(format).to_string();
            prop_assert_eq!(date_line(&line, true).and_then(|l| l.date.value()), Some((day, Precision::Day)), "{}", line);
        }
    }

    #[test]
    fn forms_of_date_lines() {
        let minute = "2022-01-20T20:56:00";
        for (line, expected) in [
            ("2022-01-20 20:56", minute),
            ("2022/01/20 20:56", minute),
            ("2022-01-20T20:56:00Z", minute),
            ("2022年1月20日 20:56", minute),
            ("20 January 2022, 8:56 p.m.", minute),
            ("Thursday, January 20, 2022 at 8:56 PM EST", minute),
            ("20:56, 20 January 2022", minute),
            ("Published: 20 January 2022 20:56 | Updated: 21 January 2022 09:00", minute),
        ] {
            assert_eq!(read(line), Some((expected.to_owned(), Precision::Minute)), "{line}");
        }
        for line in [
            "January 20, 2022",
            "20 January 2022",
            "20th of January, 2022",
            "Thursday  January 20th  2022",
            "20.01.2022",
            "01/20/2022",
            "For Immediate Release: January 20, 2022",
            "Updated: 20 Jan 2022",
            "2022年1月20日",
            "(20 January 2022)",
        ] {
            assert_eq!(read(line), Some(("2022-01-20".to_owned(), Precision::Day)), "{line}");
        }
        assert_eq!(read("January 2022"), Some(("2022-01-01".to_owned(), Precision::Month)));
    }

    #[test]
    fn places_before_a_date() {
        assert_eq!(date_line("Washington, DC – March 3, 2006", true).unwrap().place, Some("Washington, DC"));
        assert_eq!(date_line("Washington, D.C., March 3, 2006", true).unwrap().place, Some("Washington, D.C."));
        assert_eq!(date_line("New York, 20 January 2022", true).unwrap().place, Some("New York"));
    }

    #[test]
    fn what_is_no_date_line() {
        for line in [
            "Press Briefing, January 20, 2022",
            "On January 20, 2022, the two sides met in Minsk.",
            "30 February 2022",
            "2022",
            "Resolution 1234 of 2022",
            "May the force be with them",
            "Talks on the 30th anniversary",
            "13/13/2022",
        ] {
            assert_eq!(date_line(line, true), None, "{line}");
        }
    }
}
