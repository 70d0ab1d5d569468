//! The small words that values are made of: months, weekdays, number words, units of time.
//!
//! One look-up of a token answers what it may be; nearly all tokens are none of these and leave after one comparison
//! of lengths. Months and weekdays are told apart from names and verbs by the reader, not here.

use crate::model::Grain;

/// A unit of time, from the shortest to the longest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Grain of a period of this length.
    pub fn grain(self) -> Grain {
        match self {
            Self::Second | Self::Minute => Grain::Minute,
            Self::Hour => Grain::Hour,
            Self::Day => Grain::Day,
            Self::Week | Self::Fortnight => Grain::Week,
            Self::Month => Grain::Month,
            Self::Quarter => Grain::Quarter,
            Self::Year => Grain::Year,
            Self::Decade => Grain::Decade,
            Self::Century => Grain::Century,
        }
    }

    /// Whether it is shorter than a day: such durations are TIME, not DATE.
    pub fn is_below_day(self) -> bool {
        matches!(self, Self::Second | Self::Minute | Self::Hour)
    }
}

/// Where a relative word points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// "last", "past".
    Last,
    /// "this", "current".
    This,
    /// "next", "coming", "upcoming".
    Next,
    /// "previous", "following": counted from what the text spoke of, not from the document's date.
    Elsewhere,
    /// "recent".
    Recent,
}

/// What a word may be as a part of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lex {
    /// January is 1.
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    /// `Mon.`, `Tues`: a weekday only before a date.
    ShortWeekday(i8),
    /// `Mondays`.
    Weekdays(i8),
    /// "zero" to "nineteen".
    Ones(u8),
    /// "twenty" to "ninety".
    Tens(u8),
    Hundred,
    /// Ten to this power.
    Scale(u32),
    Dozen,
    Half,
    /// "a", "an".
    Article,
    /// "first" to "nineteenth", "twentieth" to "ninetieth".
    Nth(u8),
    Unit(Unit),
    /// TIMEX3 code: `SP`, `SU`, `FA`, `WI`.
    Season(&'static str),
    Relative(Relative),
    /// "early", "late": the modifier of TIMEX3, outside the span.
    Modifier(&'static str),
    /// "mid", and the nouns that stand for a part of a period: the modifier of TIMEX3, inside the span.
    Edge(&'static str),
    /// Days from the document's date.
    Day(i64),
    Tonight,
    /// "that", for "that night".
    That,
    /// TIMEX3 code: `MO`, `AF`, `EV`, `NI`.
    DayPart(&'static str),
    /// "noon" and "midnight": the hour.
    NamedHour(i8),
    /// "every", "each".
    Every,
    /// "daily", "annually": TIMEX3 value of the set.
    Frequency(&'static str),
    /// "several", "few", "many".
    Vague,
    Fiscal,
    /// A word that may open the name of a holiday.
    Holiday,
}

/// Longest word of the table.
const LONGEST: usize = 13;

/// What the word may be, whatever its case; a period at its end does not count.
pub fn lex(word: &str) -> Option<Lex> {
    let word = word.strip_suffix('.').unwrap_or(word);
    if word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return of_small(word);
    }
    let mut buffer = [0u8; LONGEST];
    let lower = buffer.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    of_small(std::str::from_utf8(lower).ok()?)
}

/// What a word in small letters may be.
fn of_small(lower: &str) -> Option<Lex> {
    match lower.as_bytes().first()? {
        b'a'..=b'd' => a_to_d(lower),
        b'e'..=b'f' => e_to_f(lower),
        b'g'..=b'm' => g_to_m(lower),
        b'n'..=b'r' => n_to_r(lower),
        b's' => s(lower),
        b't'..=b'z' => t_to_z(lower),
        _ => None,
    }
}

fn a_to_d(word: &str) -> Option<Lex> {
    Some(match word {
        "a" | "an" => Lex::Article,
        "afternoon" => Lex::DayPart("AF"),
        "annually" => Lex::Frequency("XXXX"),
        "april" | "apr" => Lex::Month(4),
        "august" | "aug" => Lex::Month(8),
        "autumn" => Lex::Season("FA"),
        "beginning" => Lex::Edge("start"),
        "billion" | "bn" => Lex::Scale(9),
        "africa" | "anzac" | "armistice" | "bastille" | "boxing" | "chinese" | "christmas" | "columbus"
        | "constitution" | "diwali" => Lex::Holiday,
        "century" | "centuries" => Lex::Unit(Unit::Century),
        "coming" => Lex::Relative(Relative::Next),
        "crore" | "crores" => Lex::Scale(7),
        "current" => Lex::Relative(Relative::This),
        "daily" => Lex::Frequency("XXXX-XX-XX"),
        "day" | "days" => Lex::Unit(Unit::Day),
        "decade" | "decades" => Lex::Unit(Unit::Decade),
        "december" | "dec" => Lex::Month(12),
        "dozen" => Lex::Dozen,
        _ => return None,
    })
}

fn e_to_f(word: &str) -> Option<Lex> {
    Some(match word {
        "each" | "every" => Lex::Every,
        "earlier" | "early" => Lex::Modifier("start"),
        "earth" | "easter" | "eid" | "europe" => Lex::Holiday,
        "eight" => Lex::Ones(8),
        "eighteen" => Lex::Ones(18),
        "eighteenth" => Lex::Nth(18),
        "eighth" => Lex::Nth(8),
        "eightieth" => Lex::Nth(80),
        "eighty" => Lex::Tens(80),
        "eleven" => Lex::Ones(11),
        "eleventh" => Lex::Nth(11),
        "end" => Lex::Edge("end"),
        "evening" => Lex::DayPart("EV"),
        "fall" => Lex::Season("FA"),
        "february" | "feb" => Lex::Month(2),
        "few" => Lex::Vague,
        "fifteen" => Lex::Ones(15),
        "fifteenth" => Lex::Nth(15),
        "fifth" => Lex::Nth(5),
        "fiftieth" => Lex::Nth(50),
        "fifty" => Lex::Tens(50),
        "first" => Lex::Nth(1),
        "financial" | "fiscal" | "fy" => Lex::Fiscal,
        "five" => Lex::Ones(5),
        "following" => Lex::Relative(Relative::Elsewhere),
        "fortieth" => Lex::Nth(40),
        "fortnight" => Lex::Unit(Unit::Fortnight),
        "forty" => Lex::Tens(40),
        "four" => Lex::Ones(4),
        "fourteen" => Lex::Ones(14),
        "fourteenth" => Lex::Nth(14),
        "fourth" => Lex::Nth(4),
        "friday" => Lex::Weekday(5),
        "fridays" => Lex::Weekdays(5),
        "fri" => Lex::ShortWeekday(5),
        _ => return None,
    })
}

fn g_to_m(word: &str) -> Option<Lex> {
    Some(match word {
        "half" => Lex::Half,
        "hour" | "hours" => Lex::Unit(Unit::Hour),
        "good" | "halloween" | "hanukkah" | "human" | "independence" | "international" | "labor" | "labour"
        | "lunar" | "memorial" => Lex::Holiday,
        "hundred" => Lex::Hundred,
        "hundredth" => Lex::Nth(100),
        "january" | "jan" => Lex::Month(1),
        "july" | "jul" => Lex::Month(7),
        "june" | "jun" => Lex::Month(6),
        "lakh" | "lakhs" => Lex::Scale(5),
        "last" => Lex::Relative(Relative::Last),
        "late" | "later" => Lex::Modifier("end"),
        "many" => Lex::Vague,
        "march" | "mar" => Lex::Month(3),
        "may" => Lex::Month(5),
        "mid" | "middle" => Lex::Edge("mid"),
        "midday" => Lex::NamedHour(12),
        "midnight" => Lex::NamedHour(0),
        "million" | "mn" => Lex::Scale(6),
        "minute" | "minutes" => Lex::Unit(Unit::Minute),
        "mon" => Lex::ShortWeekday(1),
        "monday" => Lex::Weekday(1),
        "mondays" => Lex::Weekdays(1),
        "month" | "months" => Lex::Unit(Unit::Month),
        "monthly" => Lex::Frequency("XXXX-XX"),
        "morning" => Lex::DayPart("MO"),
        _ => return None,
    })
}

fn n_to_r(word: &str) -> Option<Lex> {
    Some(match word {
        "national" | "new" | "nowruz" | "passover" | "presidents" | "remembrance" | "republic" => Lex::Holiday,
        "next" => Lex::Relative(Relative::Next),
        "night" => Lex::DayPart("NI"),
        "nine" => Lex::Ones(9),
        "nineteen" => Lex::Ones(19),
        "nineteenth" => Lex::Nth(19),
        "ninetieth" => Lex::Nth(90),
        "ninety" => Lex::Tens(90),
        "ninth" => Lex::Nth(9),
        "noon" => Lex::NamedHour(12),
        "november" | "nov" => Lex::Month(11),
        "october" | "oct" => Lex::Month(10),
        "one" => Lex::Ones(1),
        "past" => Lex::Relative(Relative::Last),
        "previous" => Lex::Relative(Relative::Elsewhere),
        "quarter" | "quarters" => Lex::Unit(Unit::Quarter),
        "quarterly" => Lex::Frequency("XXXX-QX"),
        "recent" => Lex::Relative(Relative::Recent),
        _ => return None,
    })
}

fn s(word: &str) -> Option<Lex> {
    Some(match word {
        "sat" => Lex::ShortWeekday(6),
        "saturday" => Lex::Weekday(6),
        "saturdays" => Lex::Weekdays(6),
        "second" => Lex::Nth(2),
        "seconds" => Lex::Unit(Unit::Second),
        "september" | "sept" | "sep" => Lex::Month(9),
        "seven" => Lex::Ones(7),
        "seventeen" => Lex::Ones(17),
        "seventeenth" => Lex::Nth(17),
        "seventh" => Lex::Nth(7),
        "seventieth" => Lex::Nth(70),
        "seventy" => Lex::Tens(70),
        "several" => Lex::Vague,
        "six" => Lex::Ones(6),
        "sixteen" => Lex::Ones(16),
        "sixteenth" => Lex::Nth(16),
        "sixth" => Lex::Nth(6),
        "sixtieth" => Lex::Nth(60),
        "sixty" => Lex::Tens(60),
        "spring" => Lex::Season("SP"),
        "start" => Lex::Edge("start"),
        "summer" => Lex::Season("SU"),
        "sun" => Lex::ShortWeekday(7),
        "sunday" => Lex::Weekday(7),
        "sundays" => Lex::Weekdays(7),
        _ => return None,
    })
}

fn t_to_z(word: &str) -> Option<Lex> {
    Some(match word {
        "ten" => Lex::Ones(10),
        "tenth" => Lex::Nth(10),
        "thanksgiving" => Lex::Holiday,
        "that" => Lex::That,
        "third" => Lex::Nth(3),
        "thirteen" => Lex::Ones(13),
        "thirteenth" => Lex::Nth(13),
        "thirtieth" => Lex::Nth(30),
        "thirty" => Lex::Tens(30),
        "this" => Lex::Relative(Relative::This),
        "thousand" => Lex::Scale(3),
        "three" => Lex::Ones(3),
        "thu" | "thur" | "thurs" => Lex::ShortWeekday(4),
        "thursday" => Lex::Weekday(4),
        "thursdays" => Lex::Weekdays(4),
        "today" => Lex::Day(0),
        "tomorrow" => Lex::Day(1),
        "tonight" => Lex::Tonight,
        "trillion" | "tn" => Lex::Scale(12),
        "tue" | "tues" => Lex::ShortWeekday(2),
        "tuesday" => Lex::Weekday(2),
        "tuesdays" => Lex::Weekdays(2),
        "twelfth" => Lex::Nth(12),
        "twelve" => Lex::Ones(12),
        "twentieth" => Lex::Nth(20),
        "twenty" => Lex::Tens(20),
        "two" => Lex::Ones(2),
        "upcoming" => Lex::Relative(Relative::Next),
        "valentine" | "veterans" | "victory" | "world" => Lex::Holiday,
        "wed" => Lex::ShortWeekday(3),
        "wednesday" => Lex::Weekday(3),
        "wednesdays" => Lex::Weekdays(3),
        "week" | "weeks" => Lex::Unit(Unit::Week),
        "weekly" => Lex::Frequency("XXXX-WXX"),
        "winter" => Lex::Season("WI"),
        "year" | "years" => Lex::Unit(Unit::Year),
        "yearly" => Lex::Frequency("XXXX"),
        "yesterday" => Lex::Day(-1),
        "zero" => Lex::Ones(0),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Lex, lex};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_word_may_be_asked(word in "\\PC{0,20}") {
            let _ = lex(&word);
            prop_assert_eq!(lex(&word.to_ascii_uppercase()), lex(&word.to_ascii_lowercase()));
        }
    }

    #[test]
    fn case_and_period_do_not_count() {
        assert_eq!(lex("JAN."), Some(Lex::Month(1)));
        assert_eq!(lex("international"), Some(Lex::Holiday));
        assert_eq!(lex("internationally"), None);
        assert_eq!(lex(""), None);
    }
}
