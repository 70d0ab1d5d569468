//! Time zones behind a clock: `GMT`, `EDT`, "Eastern Time", `UTC+3`.
//!
//! An abbreviation has an offset where press texts mean one zone by it; `CST` and `IST` are of several, and `ET` changes
//! with the season. "Local time" names no zone and is no part of the mention.

use super::scan::{Scan, is_one_of};

/// Abbreviations with their offset from the world's time; the empty ones are zones whose offset cannot be told.
const ZONES: &[(&str, &str)] = &[
    ("GMT", "Z"),
    ("UTC", "Z"),
    ("Z", "Z"),
    ("WET", "Z"),
    ("WEST", "+01:00"),
    ("BST", "+01:00"),
    ("CET", "+01:00"),
    ("WAT", "+01:00"),
    ("CEST", "+02:00"),
    ("EET", "+02:00"),
    ("CAT", "+02:00"),
    ("SAST", "+02:00"),
    ("EEST", "+03:00"),
    ("EAT", "+03:00"),
    ("MSK", "+03:00"),
    ("TRT", "+03:00"),
    ("PKT", "+05:00"),
    ("NPT", "+05:45"),
    ("ICT", "+07:00"),
    ("WIB", "+07:00"),
    ("WITA", "+08:00"),
    ("HKT", "+08:00"),
    ("SGT", "+08:00"),
    ("MYT", "+08:00"),
    ("PHT", "+08:00"),
    ("AWST", "+08:00"),
    ("JST", "+09:00"),
    ("KST", "+09:00"),
    ("WIT", "+09:00"),
    ("ACST", "+09:30"),
    ("AEST", "+10:00"),
    ("ACDT", "+10:30"),
    ("AEDT", "+11:00"),
    ("NZST", "+12:00"),
    ("NZDT", "+13:00"),
    ("NDT", "-02:30"),
    ("ADT", "-03:00"),
    ("BRT", "-03:00"),
    ("NST", "-03:30"),
    ("AST", "-04:00"),
    ("EDT", "-04:00"),
    ("EST", "-05:00"),
    ("CDT", "-05:00"),
    ("MDT", "-06:00"),
    ("MST", "-07:00"),
    ("PDT", "-07:00"),
    ("PST", "-08:00"),
    ("AKDT", "-08:00"),
    ("AKST", "-09:00"),
    ("HST", "-10:00"),
    ("CST", ""),
    ("IST", ""),
    ("GST", ""),
    ("ET", ""),
    ("CT", ""),
    ("MT", ""),
    ("PT", ""),
];

/// Regions whose name makes a zone with "time": "Eastern Daylight Time".
const REGIONS: &[(&str, &str, &str)] = &[
    ("Atlantic", "-04:00", "-03:00"),
    ("Eastern", "-05:00", "-04:00"),
    ("Central", "-06:00", "-05:00"),
    ("Mountain", "-07:00", "-06:00"),
    ("Pacific", "-08:00", "-07:00"),
    ("Alaska", "-09:00", "-08:00"),
];

/// The zone that may stand at the token, in brackets or not: the token after it, and what the value takes from it.
pub fn zone(scan: &Scan<'_>, at: usize) -> (usize, String) {
    let bracket = usize::from(scan.text(at) == "(");
    match name(scan, at + bracket) {
        Some((end, offset)) if bracket == 0 || scan.text(end) == ")" => (end + bracket, offset),
        _ => (at, String::new()),
    }
}

fn name(scan: &Scan<'_>, at: usize) -> Option<(usize, String)> {
    region(scan, at).or_else(|| {
        let (name, offset) = ZONES.iter().find(|(name, _)| *name == scan.text(at))?;
        let end = at + 1 + usize::from(scan.is(at + 1, "time"));
        match from_world_time(scan, at + 1).filter(|_| matches!(*name, "GMT" | "UTC")) {
            Some(from_world_time) => Some(from_world_time),
            None => Some((end, (*offset).to_owned())),
        }
    })
}

/// "Eastern", "Eastern Time", "Pacific Daylight Time".
fn region(scan: &Scan<'_>, at: usize) -> Option<(usize, String)> {
    let (name, standard, daylight) = REGIONS.iter().find(|(name, ..)| *name == scan.text(at))?;
    let offset = match scan.text(at + 1) {
        kind if kind.eq_ignore_ascii_case("standard") => standard,
        kind if kind.eq_ignore_ascii_case("daylight") => daylight,
        kind if kind.eq_ignore_ascii_case("time") => return Some((at + 2, String::new())),
        _ => return (*name == "Eastern").then(|| (at + 1, String::new())),
    };
    scan.is(at + 2, "time").then(|| (at + 3, (*offset).to_owned()))
}

/// `+3`, `-05:30`: so many hours from the world's time.
fn from_world_time(scan: &Scan<'_>, at: usize) -> Option<(usize, String)> {
    let sign = scan.text(at);
    let hours = scan.small(at + 1, 0, 14).filter(|_| is_one_of(sign, &["+", "-", "−", "–"]))?;
    let minutes = scan.small(at + 3, 0, 59).filter(|_| scan.text(at + 2) == ":" && scan.is_glued(at + 3));
    let end = if minutes.is_some() { at + 4 } else { at + 2 };
    let sign = if sign == "+" { '+' } else { '-' };
    Some((end, format!("{sign}{hours:02}:{:02}", minutes.unwrap_or(0))))
}
