//! Days with a name: "Christmas", "New Year's Eve", "World Water Day". They are events, not dates.

use super::scan::{Found, Scan, is_one_of};
use super::words::Lex;
use crate::model::EntityType;

const SCORE: f32 = 0.85;

/// Tokens of the names in small letters; longer names stand before shorter ones that they begin with.
static HOLIDAYS: &[&[&str]] = &[
    &["new", "year", "'s", "day"],
    &["new", "year", "'s", "eve"],
    &["new", "year"],
    &["christmas", "eve"],
    &["christmas", "day"],
    &["christmas"],
    &["boxing", "day"],
    &["valentine", "'s", "day"],
    &["easter", "sunday"],
    &["easter", "monday"],
    &["easter"],
    &["good", "friday"],
    &["anzac", "day"],
    &["armistice", "day"],
    &["bastille", "day"],
    &["columbus", "day"],
    &["constitution", "day"],
    &["earth", "day"],
    &["europe", "day"],
    &["africa", "day"],
    &["independence", "day"],
    &["labor", "day"],
    &["labour", "day"],
    &["may", "day"],
    &["memorial", "day"],
    &["presidents", "day"],
    &["remembrance", "day"],
    &["republic", "day"],
    &["victory", "day"],
    &["veterans", "day"],
    &["july", "fourth"],
    &["fourth", "of", "july"],
    &["thanksgiving", "day"],
    &["thanksgiving"],
    &["human", "rights", "day"],
    &["chinese", "new", "year"],
    &["lunar", "new", "year"],
    &["spring", "festival"],
    &["eid", "al", "-", "fitr"],
    &["eid", "al", "-", "adha"],
    &["diwali"],
    &["nowruz"],
    &["passover"],
    &["hanukkah"],
    &["halloween"],
];

/// The holiday that begins at this token.
pub fn holiday(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let may_open = matches!(scan.lex(at)?, Lex::Holiday | Lex::Month(5 | 7) | Lex::Nth(4) | Lex::Season("SP"));
    if !may_open || !scan.is_capital(at) {
        return None;
    }
    let named = HOLIDAYS.iter().find(|name| stands(scan, at, name)).map(|name| at + name.len());
    let end = named.or_else(|| observance(scan, at))?;
    Some(Found { score: SCORE, ..Found::plain(end, EntityType::Event, None) }.subtype("holiday"))
}

/// Every word of the name has its capital, but for "of" and the possessive ending.
fn stands(scan: &Scan<'_>, at: usize, name: &[&str]) -> bool {
    name.iter().enumerate().all(|(by, word)| {
        let printed = scan.text(at + by);
        match *word {
            "'s" => matches!(printed, "'s" | "’s"),
            "of" | "al" => printed.eq_ignore_ascii_case(word),
            "-" => printed == "-",
            word => printed.eq_ignore_ascii_case(word) && scan.is_capital(at + by),
        }
    })
}

/// The most tokens that the name of an observance has.
const LONGEST: usize = 9;

/// "World Water Day", "International Women's Day", "International Day of Peace": the token after it.
fn observance(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !scan.is_one_of(at, &["international", "world", "national"]) {
        return None;
    }
    let part_of_name = |at: usize| scan.is_word(at) && scan.is_capital(at) || matches!(scan.text(at), "'s" | "’s");
    let linked = |at: usize| part_of_name(at) || is_one_of(scan.text(at), &["and", "of", "the", "for"]);
    let day = (at + 1..at + LONGEST).take_while(|at| linked(*at)).find(|at| scan.text(*at) == "Day")?;
    let of = scan.is_one_of(day + 1, &["of", "for", "against"]) && part_of_name(day + 2) && day == at + 1;
    let end = (day + 2..day + LONGEST).find(|at| !linked(*at)).filter(|_| of).unwrap_or(day + 1);
    Some(end)
}
