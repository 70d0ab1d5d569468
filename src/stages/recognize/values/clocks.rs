//! Clocks as printed: `20:56`, `8:30 p.m.`, `10am`, `14h30`, "1400 hrs", "half past ten", "4 o'clock in the morning", "noon".

use super::scan::{Scan, integer};
use super::words::Lex;

/// An hour of the day with its minutes, on a clock of twenty-four hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    pub hour: i32,
    pub minute: Option<i32>,
    second: Option<i32>,
    /// "p.m." is true; nothing where the print does not say.
    pub after_noon: Option<bool>,
    /// `14.00`: a number too, where what follows counts.
    is_dotted: bool,
    pub end: usize,
}

impl Clock {
    fn at(hour: i32, minute: Option<i32>, end: usize) -> Self {
        Self { hour, minute, second: None, after_noon: None, is_dotted: false, end }
    }

    /// `20:56`, `20:56:30`.
    pub fn text(self) -> String {
        match (self.minute, self.second) {
            (Some(minute), Some(second)) => format!("{:02}:{minute:02}:{second:02}", self.hour),
            (minute, _) => format!("{:02}:{:02}", self.hour, minute.unwrap_or(0)),
        }
    }

    /// "2 to 4 p.m.", "8:30-10:30 a.m.": the first hour is in the half of the second where that is later.
    pub fn in_half_of(self, second: Self) -> Self {
        let shifted = match second.after_noon {
            Some(true) if self.hour < 12 && self.hour + 12 < second.hour + i32::from(second.hour == 12) * 12 => 12,
            _ => 0,
        };
        Self { hour: self.hour + shifted, after_noon: second.after_noon, ..self }
    }

    /// Whether what follows counts: "10.00 percent" is no clock.
    pub fn counts(self, scan: &Scan<'_>) -> bool {
        let scaled = matches!(scan.lex(self.end), Some(Lex::Scale(_) | Lex::Unit(_)));
        self.is_dotted && (scaled || scan.is_one_of(self.end, &["percent", "%", "per", "points", "against"]))
    }
}

/// The clock at this token.
pub fn clock(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    read(scan, at, false)
}

/// The clock at this token, as the other end of a range that `first` opens.
pub fn last_clock(scan: &Scan<'_>, at: usize, first: Clock) -> Option<Clock> {
    read(scan, at, first.is_dotted)
}

fn read(scan: &Scan<'_>, at: usize, after_dotted: bool) -> Option<Clock> {
    if !scan.is_number(at) {
        return named(scan, at).or_else(|| past_or_to(scan, at));
    }
    let clock = glued(scan, at)
        .or_else(|| military(scan, at))
        .or_else(|| twelve_noon(scan, at))
        .or_else(|| figures(scan, at, after_dotted).map(|clock| with_half(scan, clock)))?;
    let twelve = clock.after_noon.is_none() || (1..=12).contains(&clock.hour);
    let valid = clock.hour < 24 && clock.minute.is_none_or(|minute| minute < 60) && twelve;
    let said = clock.minute.is_some() || clock.after_noon.is_some();
    (valid && said).then(|| twenty_four(clock))
}

/// "2" of "2 to 4 p.m.", of which `second` is the other end.
pub fn bare_hour(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let hour = scan.small(at, 1, 12)?;
    Some(Clock::at(hour.into(), None, at + 1))
}

/// "noon", "midday", "midnight".
fn named(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    match scan.lex(at)? {
        Lex::NamedHour(hour) => Some(Clock::at(hour.into(), Some(0), at + 1)),
        _ => None,
    }
}

/// "12 noon", "12 midnight".
fn twelve_noon(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    (scan.text(at) == "12").then(|| named(scan, at + 1)).flatten()
}

/// "half past ten", "quarter to nine".
fn past_or_to(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let hour = match scan.lex(at + 2) {
        Some(Lex::Ones(hour)) => i32::from(hour),
        _ => scan.small(at + 2, 1, 12)?.into(),
    };
    let (hour, minute) = match (scan.lex(at), scan.text(at + 1)) {
        _ if !(1..=12).contains(&hour) => return None,
        (Some(Lex::Half), "past") => (hour, 30),
        (_, "past") if scan.is(at, "quarter") => (hour, 15),
        (_, "to") if scan.is(at, "quarter") => ((hour + 11) % 12, 45),
        _ => return None,
    };
    Some(twenty_four(with_half(scan, Clock::at(hour, Some(minute), at + 3))))
}

/// The clock on twenty-four hours.
fn twenty_four(clock: Clock) -> Clock {
    let hour = match clock.after_noon {
        Some(true) => clock.hour % 12 + 12,
        Some(false) => clock.hour % 12,
        None => clock.hour,
    };
    Clock { hour, ..clock }
}

/// `10am`, `9.30am`, `14h30`.
fn glued(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let text = scan.text(at);
    if let Some((hour, minute)) = text.split_once(['h', 'H']) {
        let hour = integer(hour).filter(|_| minute.len() == 2)?;
        return Some(Clock::at(hour, Some(integer(minute)?), at + 1));
    }
    let (digits, after_noon) = split_half(text)?;
    let (hour, minute) = match digits.split_once([':', '.']) {
        Some((hour, minute)) => (hour, Some(integer(minute)?)),
        None => (digits, None),
    };
    let hour = integer(hour).filter(|hour| (1..=12).contains(hour))?;
    Some(Clock { after_noon: Some(after_noon), ..Clock::at(hour, minute, at + 1) })
}

/// The digits of `10am`, and whether it is after noon.
fn split_half(text: &str) -> Option<(&str, bool)> {
    let (digits, half) = text.split_at_checked(text.len().checked_sub(2)?)?;
    match half {
        "am" | "AM" => Some((digits, false)),
        "pm" | "PM" => Some((digits, true)),
        _ => None,
    }
}

/// "1400 hrs", "0600 hours", "1830 GMT".
fn military(scan: &Scan<'_>, at: usize) -> Option<Clock> {
    let number = scan.integer(at).filter(|_| scan.text(at).len() == 4)?;
    let (hour, minute) = (number / 100, number % 100);
    let hours = is_hours(scan, at + 1) && (!scan.is(at + 1, "hours") || scan.text(at).starts_with('0'));
    let zoned = scan.is_one_of(at + 1, &["GMT", "UTC"]);
    let end = at + 1 + usize::from(hours);
    ((hours || zoned) && hour < 24 && minute < 60).then(|| Clock::at(hour, Some(minute), end))
}

fn is_hours(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_one_of(at, &["hrs", "hrs.", "hours"])
}

/// Hours, minutes and seconds in figures.
fn figures(scan: &Scan<'_>, at: usize, after_dotted: bool) -> Option<Clock> {
    let text = scan.text(at);
    if let Some((hour, minute)) = text.split_once(':') {
        let two = minute.len() == 2 && hour.len() <= 2;
        return two.then(|| Some(Clock::at(integer(hour)?, Some(integer(minute)?), at + 1))).flatten();
    }
    if let Some((hour, minute)) = text.split_once('.') {
        let clock = dotted(at, hour, minute)?;
        return (after_dotted || is_dotted_clock(scan, at, clock)).then_some(clock);
    }
    let hour = integer(text).filter(|_| text.len() <= 2)?;
    let Some((minute, end)) = after_colon(scan, at + 1) else {
        let lost_colon =
            scan.integer(at + 1).filter(|_| scan.text(at + 1).len() == 2 && half_at(scan, at + 2).is_some());
        return Some(Clock::at(hour, lost_colon, at + 1 + usize::from(lost_colon.is_some())));
    };
    match after_colon(scan, end) {
        Some((second, end)) if second.after_noon.is_none() => {
            Some(Clock { second: Some(second.number), ..Clock::at(hour, Some(minute.number), end) })
        }
        _ => Some(Clock { after_noon: minute.after_noon, ..Clock::at(hour, Some(minute.number), end) }),
    }
}

/// The hour and minute of `8.30`, which may be a number as well.
fn dotted(at: usize, hour: &str, minute: &str) -> Option<Clock> {
    let two = minute.len() == 2 && hour.len() <= 2;
    let clock = two.then(|| Some(Clock::at(integer(hour)?, Some(integer(minute)?), at + 1))).flatten()?;
    Some(Clock { is_dotted: true, ..clock })
}

/// Words before `14.00` that make a clock of it, if the minutes are round.
const BEFORE_DOTTED: &[&str] = &["at", "from", "until", "till", "between"];

/// Words after `14.00` that leave it a clock; "to" and its like do if another one follows.
const AFTER_DOTTED: &[&str] =
    &["on", "in", "today", "tomorrow", "yesterday", "local", "for", "with", "when", "where", "hrs", "hours"];

/// With "p.m.", at the head of a line of a programme, or after "at".
fn is_dotted_clock(scan: &Scan<'_>, at: usize, clock: Clock) -> bool {
    let next = scan.text(at + 1);
    let is_padded = scan.text(at).len() == 5;
    let round = clock.minute.is_some_and(|minute| minute % 5 == 0);
    let opens_line = at < 3 && (0..at).all(|before| !scan.is_word(before) && !scan.is_number(before))
        || round && at > 0 && (scan.is_capital(at - 1) || scan.text(at - 1) == ")");
    let in_line = opens_line && (scan.is_capital(at + 1) || matches!(next, "-" | "–" | ":"));
    let joined = scan.is_one_of(at + 1, &["to", "and", "until", "till"]) && scan.is_number(at + 2);
    let free = !scan.is_word(at + 1) && next != "%"
        || scan.is_capital(at + 1)
        || joined
        || scan.is_one_of(at + 1, AFTER_DOTTED);
    let placed = scan.is_one_of(at.wrapping_sub(1), BEFORE_DOTTED) && free;
    half_at(scan, at + 1).is_some() || is_padded && (in_line || placed && round)
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
    let (digits, after_noon) = match split_half(text) {
        Some((digits, after_noon)) => (digits, Some(after_noon)),
        None => (text, None),
    };
    let number = integer(digits).filter(|_| glued && digits.len() == 2)?;
    Some((Sixtieth { number, after_noon }, at + 2))
}

/// Whether the print tells at the token which half of the day is meant, and the token after it: "p.m.", "p m" that lost its
/// periods, "o'clock in the morning".
fn half_at(scan: &Scan<'_>, at: usize) -> Option<(bool, usize)> {
    let is = |forms: &[&str]| scan.is_one_of(at, forms);
    if is(&["p.m.", "p.m", "pm", "pm."]) {
        return Some((true, at + 1));
    }
    if scan.is(at + 1, "m") && is(&["a", "p"]) {
        return Some((scan.is(at, "p"), at + 2));
    }
    if is(&["in"]) && scan.is(at + 1, "the") {
        let after_noon = match scan.lex(at + 2)? {
            Lex::DayPart("MO") => false,
            Lex::DayPart("AF" | "EV") => true,
            _ => return None,
        };
        return Some((after_noon, at + 3));
    }
    // "am" alone is the verb as well; the capitals and the periods are not.
    (is(&["a.m.", "a.m", "am", "am."]) && scan.text(at) != "Am").then_some((false, at + 1))
}

/// With the half of the day, "o'clock" or "hrs" that may follow.
fn with_half(scan: &Scan<'_>, clock: Clock) -> Clock {
    let oclock = clock.minute.is_none() && scan.is_one_of(clock.end, &["o'clock", "o’clock"]);
    let clock = match oclock {
        true => Clock { minute: Some(0), end: clock.end + 1, ..clock },
        false => clock,
    };
    let in_words =
        scan.is(clock.end, "in") && clock.minute.is_none() && !scan.before(clock.end, 2).eq_ignore_ascii_case("at");
    let afternoon_hour = clock.hour > 12;
    match half_at(scan, clock.end) {
        Some((after_noon, end)) if clock.after_noon.is_none() && !in_words && !afternoon_hour => {
            Clock { after_noon: Some(after_noon), end, ..clock }
        }
        _ if clock.minute.is_some() && is_hours(scan, clock.end) => Clock { end: clock.end + 1, ..clock },
        _ => clock,
    }
}
