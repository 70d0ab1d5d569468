//! Dates: points, ranges and periods of the calendar, resolved against the document's date.
//!
//! One left-to-right pass in the manner of HeidelTime (Strötgen and Gertz 2013) and SUTime (Chang and Manning 2012),
//! with TIMEX3 values (ISO-TimeML) and half-open days. What is printed decides the span, not whether it can be
//! resolved: an impossible day and one that reads in two ways keep their span and have no value.

use super::fiscal::year_then_fiscal;
use super::holidays::holiday;
use super::month_days::day_of_month;
use super::numeric::numeric_date;
use super::periods::{decade, period};
use super::ranges::date_or_range;
use super::relative::relative;
use super::scan::{Found, Scan};
use super::sets::set;
use super::words::Lex;
use crate::model::{EntityType, Grain, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Dates of all grains, from a day to a century, and sets of them.
#[derive(Clone, Copy, Debug)]
pub struct Dates;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "dates",
    what: "Days, months, quarters, years, decades, ranges and sets of them, resolved against the document's date.",
    example: "The talks of January 20, 2022 followed those of March to May 2021.",
    finds: &[("January 20, 2022", EntityType::Date), ("March to May 2021", EntityType::Date)],
    not_for: "Bare numbers that might be years, anniversaries (ordinals), and lengths of time (durations).",
};

impl Recognizer for Dates {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Date], out);
    }
}

/// The date that begins at this token.
pub fn date(scan: &Scan<'_>, at: usize) -> Option<Found> {
    read(scan, at).map(|found| modified(scan, at, found))
}

/// With "early" or "late" before it as subtype: the word is no part of the mention.
fn modified(scan: &Scan<'_>, at: usize, found: Found) -> Found {
    let grain = found.value.as_ref().and_then(|value| value.grain);
    let coarse = found.subtype.is_none() && grain.is_some_and(|grain| grain > Grain::Day);
    let at_places = |places: usize| at.checked_sub(places).and_then(|at| scan.lex(at));
    let linked = scan.is_one_of(at.wrapping_sub(1), &["in", "-", "the"]);
    match (at_places(1), at_places(2).filter(|_| linked)) {
        (Some(Lex::Modifier(edge)), _) | (_, Some(Lex::Modifier(edge))) if coarse => found.subtype(edge),
        _ => found,
    }
}

fn read(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.is_number(at) {
        return numeric_date(scan, at)
            .or_else(|| year_then_fiscal(scan, at))
            .or_else(|| decade(scan, at))
            .or_else(|| date_or_range(scan, at))
            .or_else(|| period(scan, at))
            .or_else(|| day_of_month(scan, at))
            .or_else(|| relative(scan, at));
    }
    match scan.lex(at) {
        Some(Lex::Month(_)) => holiday(scan, at).or_else(|| date_or_range(scan, at)),
        Some(Lex::Weekday(_) | Lex::ShortWeekday(_)) => date_or_range(scan, at),
        Some(Lex::Holiday) => holiday(scan, at),
        Some(Lex::Nth(_) | Lex::Tens(_)) => {
            holiday(scan, at).or_else(|| period(scan, at)).or_else(|| relative(scan, at))
        }
        Some(Lex::Season(_)) => holiday(scan, at).or_else(|| period(scan, at)),
        Some(Lex::Fiscal | Lex::Edge(_)) => period(scan, at),
        Some(Lex::Modifier(_)) => None,
        Some(Lex::Weekdays(_)) => set(scan, at).or_else(|| date_or_range(scan, at)),
        Some(Lex::Every | Lex::Frequency(_)) => set(scan, at),
        Some(_) => period(scan, at).or_else(|| relative(scan, at)),
        None => period(scan, at),
    }
}
