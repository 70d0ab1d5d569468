//! Seasons: "spring 2022", "last winter", "by the autumn".
//!
//! They have a year and no days: where a season begins depends on the hemisphere and on who counts. Winter has the year
//! that it begins in.

use jiff::civil::Date;

use super::calendar;
use super::points::year_after;
use super::scan::{Found, Scan, is_one_of};
use super::tense::{Tense, tense};
use super::words::{Lex, Relative, Unit};
use crate::model::{EntityType, Grain, Value};

/// "spring 2022", "summer of 2003", "in summer": a season alone needs words that make a time of it.
pub fn season(scan: &Scan<'_>, at: usize, code: &str) -> Option<Found> {
    if let Some((year, end)) = year_after(scan, at + 1) {
        return Some(Found::new(end, EntityType::Date, Some(calendar::season(year, code))));
    }
    is_a_time(scan, at).then(|| {
        let year = scan.anchor.at(Unit::Month).and_then(|anchor| near(anchor, code, tense(scan, at, at + 1)));
        found(at + 1, year, code)
    })
}

/// "last summer", "next spring", "this winter".
pub fn relative_season(scan: &Scan<'_>, at: usize, way: Relative, code: &str) -> Found {
    let year = scan.anchor.at(Unit::Month).and_then(|anchor| by(anchor, way, code));
    found(at + 1, year, code)
}

fn found(end: usize, year: Option<i16>, code: &str) -> Found {
    let open = || Value { text: format!("XXXX-{code}"), days: None, grain: Some(Grain::Season) };
    let value = year.map_or_else(open, |year| calendar::season(year, code));
    Found::new(end, EntityType::Date, Some(value)).inferred()
}

/// Words before a season that make a time of it.
const BEFORE: &[&str] =
    &["in", "by", "since", "until", "till", "during", "before", "after", "through", "over", "throughout"];

/// Words that may follow: any other would be what the season describes, as in "summer school".
const AFTER: &[&str] = &[
    "and", "or", "but", "when", "than", "as", "that", "to", "with", "for", "at", "on", "in", "will", "is", "was",
    "the", "after", "before", "he", "she", "they", "we", "it", "because", "if", "while", "which", "until",
];

fn is_a_time(scan: &Scan<'_>, at: usize) -> bool {
    let modified = at.checked_sub(1).is_some_and(|at| matches!(scan.lex(at), Some(Lex::Modifier(_) | Lex::Edge(_))));
    let article = scan.before(at, 1).eq_ignore_ascii_case("the");
    let placed = is_one_of(scan.before(at, if article { 2 } else { 1 }), BEFORE);
    let free = !scan.is_word(at + 1) && !scan.is_joint(at + 1) || scan.is_one_of(at + 1, AFTER);
    free && (placed || modified)
}

/// The month that the season begins in, counted from the year 0.
fn first_month(code: &str, year: i16) -> i32 {
    let month = match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    i32::from(year) * 12 + month
}

fn month_of(date: Date) -> i32 {
    i32::from(date.year()) * 12 + i32::from(date.month())
}

/// The years that the season nearest to the date may have.
fn years(anchor: Date) -> impl DoubleEndedIterator<Item = i16> {
    (-2..=2).filter_map(move |by| anchor.year().checked_add(by))
}

/// The season that a sentence of this tense means: the last that has begun, or the first that is not over.
fn near(anchor: Date, code: &str, tense: Tense) -> Option<i16> {
    let now = month_of(anchor);
    match tense {
        tense if tense.is_future() => years(anchor).find(|year| first_month(code, *year) + 3 > now),
        tense if tense.is_past() => years(anchor).rev().find(|year| first_month(code, *year) <= now),
        _ => years(anchor).min_by_key(|year| (first_month(code, *year) + 1 - now).abs()),
    }
}

fn by(anchor: Date, way: Relative, code: &str) -> Option<i16> {
    let now = month_of(anchor);
    match way {
        Relative::Last => years(anchor).rev().find(|year| first_month(code, *year) + 3 <= now),
        Relative::Next => years(anchor).find(|year| first_month(code, *year) > now),
        Relative::This if code == "WI" && anchor.month() <= 6 => anchor.year().checked_sub(1),
        Relative::This => Some(anchor.year()),
        Relative::Elsewhere | Relative::Recent => None,
    }
}
