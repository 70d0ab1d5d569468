//! Days with a name: those that fall on the same date everywhere, and a few that do not and have no value.

use super::partial::{Partial, tense};
use super::points::year_after;
use super::scan::{Found, Scan};
use super::words::Lex;
use crate::model::EntityType;

/// Tokens of the name in small letters, and month and day where they are fixed. Longer names stand first.
type Holiday = (&'static [&'static str], Option<(i8, i8)>);

static HOLIDAYS: &[Holiday] = &[
    (&["new", "year", "'s", "day"], Some((1, 1))),
    (&["new", "year", "'s", "eve"], Some((12, 31))),
    (&["christmas", "eve"], Some((12, 24))),
    (&["christmas", "day"], Some((12, 25))),
    (&["christmas"], Some((12, 25))),
    (&["boxing", "day"], Some((12, 26))),
    (&["valentine", "'s", "day"], Some((2, 14))),
    (&["international", "women", "'s", "day"], Some((3, 8))),
    (&["world", "water", "day"], Some((3, 22))),
    (&["world", "health", "day"], Some((4, 7))),
    (&["earth", "day"], Some((4, 22))),
    (&["may", "day"], Some((5, 1))),
    (&["world", "environment", "day"], Some((6, 5))),
    (&["world", "refugee", "day"], Some((6, 20))),
    (&["july", "fourth"], Some((7, 4))),
    (&["fourth", "of", "july"], Some((7, 4))),
    (&["united", "nations", "day"], Some((10, 24))),
    (&["world", "aids", "day"], Some((12, 1))),
    (&["human", "rights", "day"], Some((12, 10))),
    (&["veterans", "day"], Some((11, 11))),
    (&["independence", "day"], None),
    (&["thanksgiving", "day"], None),
    (&["thanksgiving"], None),
];

/// The holiday that begins at this token.
pub fn holiday(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let may_open = matches!(scan.lex(at)?, Lex::Holiday | Lex::Month(5 | 7) | Lex::Nth(4)) && scan.is_capital(at);
    let (name, date) = HOLIDAYS.iter().filter(|_| may_open).find(|(name, _)| stands(scan, at, name))?;
    let (year, end) =
        year_after(scan, at + name.len()).map_or((None, at + name.len()), |(year, end)| (Some(year), end));
    let Some((month, day)) = *date else {
        return Some(Found::new(end, EntityType::Date, None).subtype("holiday"));
    };
    let partial = Partial { year, month: Some(month), day: Some(day), weekday: None };
    let resolved = partial.resolve(scan, tense(scan, at, end));
    let found = Found::new(end, EntityType::Date, resolved.value).subtype("holiday");
    Some(if resolved.inferred { found.inferred() } else { found })
}

/// Every word of the name has its capital, but for "of" and the possessive ending.
fn stands(scan: &Scan<'_>, at: usize, name: &[&str]) -> bool {
    name.iter().enumerate().all(|(by, word)| {
        let printed = scan.text(at + by);
        match *word {
            "'s" => matches!(printed, "'s" | "’s"),
            "of" => printed == "of",
            word => printed.eq_ignore_ascii_case(word) && scan.is_capital(at + by),
        }
    })
}
