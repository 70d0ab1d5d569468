//! Times of day as press texts print them.

use jiff::civil::Time;

use super::date_tokens::{Kind, Token};

/// `20:56`, `20:56:00`, `8:56 p.m.`, `8 pm`, `20时56分`, with the zone after it.
pub(super) fn time(rest: &[Token<'_>]) -> Option<(Time, usize)> {
    use Kind::{Mark, Number, Word};
    let kinds: Vec<Kind<'_>> = rest.iter().take(12).map(|token| token.kind).collect();
    let (hour, minute, mut used) = match kinds.as_slice() {
        [Number(h, 1 | 2), Mark(':'), Number(m, 2), Mark(':'), Number(s, 2), ..] if *s < 61 => (*h, *m, 5),
        [Number(h, 1 | 2), Mark(':'), Number(m, 2), ..] => (*h, *m, 3),
        [Number(h, 1 | 2), Word("时" | "時"), Number(m, 1 | 2), Word("分"), ..] => (*h, *m, 4),
        [Number(h, 1 | 2), tail @ ..] if half_of_day(tail).is_some() => (*h, 0, 1),
        _ => return None,
    };
    let half = half_of_day(kinds.get(used..).unwrap_or_default());
    let hour = match half {
        Some((_, _)) if !(1..=12).contains(&hour) => return None,
        Some((after_noon, width)) => {
            used += width;
            hour % 12 + if after_noon { 12 } else { 0 }
        }
        None => hour,
    };
    used += zone_width(kinds.get(used..).unwrap_or_default());
    Some((Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?, used))
}

/// `pm`, `p.m.`: whether it is after noon, and how many tokens it takes.
fn half_of_day(rest: &[Kind<'_>]) -> Option<(bool, usize)> {
    use Kind::{Mark, Word};
    match rest {
        [Word(word), ..] if word.eq_ignore_ascii_case("am") => Some((false, 1)),
        [Word(word), ..] if word.eq_ignore_ascii_case("pm") => Some((true, 1)),
        [Word(half), Mark('.'), Word("m" | "M"), tail @ ..] => {
            let after_noon = match *half {
                "a" | "A" => false,
                "p" | "P" => true,
                _ => return None,
            };
            Some((after_noon, 3 + usize::from(tail.first() == Some(&Mark('.')))))
        }
        _ => None,
    }
}

/// `Z`, `GMT`, `GMT+8`, `+08:00`, `.000Z`, `local time`.
fn zone_width(rest: &[Kind<'_>]) -> usize {
    use Kind::{Mark, Number, Word};
    match rest {
        [Mark('.'), Number(..), Word("Z"), ..] => 3,
        [Mark('+' | '-'), Number(_, 2), Mark(':'), Number(_, 2), ..] => 4,
        [Mark('+' | '-'), Number(_, 4), ..] => 2,
        [Word(word), Mark('+' | '-'), Number(_, 1 | 2), ..] if is_zone_name(word) => 3,
        [Word("local" | "Local"), Word("time" | "Time"), ..] => 2,
        [Word(word), ..] if is_zone_name(word) => 1,
        _ => 0,
    }
}

pub(super) fn is_zone_name(word: &str) -> bool {
    const ZONES: [&str; 17] = [
        "Z", "GMT", "UTC", "EST", "EDT", "ET", "CST", "CDT", "CT", "PST", "PDT", "PT", "CET", "CEST", "BST", "MSK",
        "IST",
    ];
    ZONES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::super::date_tokens::tokens;
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        time(&tokens(text)).map(|(time, used)| (time.strftime("%H:%M").to_string(), used))
    }

    #[test]
    fn forms_of_times() {
        for (text, expected) in [
            ("20:56", "20:56"),
            ("20:56:59", "20:56"),
            ("8:56 p.m.", "20:56"),
            ("12 a.m.", "00:00"),
            ("12:30 PM EST", "12:30"),
            ("20时56分", "20:56"),
            ("20:56 GMT+3", "20:56"),
            ("20:56:00.000Z", "20:56"),
            ("20:56 local time", "20:56"),
        ] {
            assert_eq!(read(text), Some((expected.to_owned(), tokens(text).len())), "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in ["24:10", "8:61", "13 p.m.", "20", "3-2", "p.m."] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
