//! Percentages: `3.5%`, "30 percent", "three per cent", "2 percentage points", "25 basis points", `3-5%`.

use super::numerals::{Amount, amount, is_change};
use super::scan::{Found, Scan, is_one_of};
use crate::model::{EntityType, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Percentages and percentage points.
#[derive(Clone, Copy, Debug)]
pub struct Percents;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "percents",
    what: "Percentages and percentage points, with the number as value.",
    example: "Trade grew by 3.5% and exports by ten percent.",
    finds: &[("3.5%", EntityType::Percent), ("ten percent", EntityType::Percent)],
    not_for: "Fractions in words, such as \"two thirds\".",
};

impl Recognizer for Percents {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Percent], out);
    }
}

/// The percentage that begins at this token, which may be a minus sign before a digit.
pub fn percent(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let negative = matches!(scan.text(at), "-" | "−" | "–") && !scan.is_glued(at) && scan.is_glued(at + 1);
    let amount = amount(scan, at + usize::from(negative), false, |at| at)?;
    let amount = repeated(scan, at, amount);
    let (end, sign) =
        sign(scan, scan.past_joint(amount.end)).or_else(|| points_of_a_lead(scan, at, scan.past_joint(amount.end)))?;
    let places = if sign == Sign::BasisPoints { 2 } else { 0 };
    let text = amount.show(|number| {
        let number = number.unshift(places);
        if negative { format!("-{number}") } else { number.to_string() }
    });
    let found = Found::plain(end, EntityType::Percent, text);
    Some(match (sign, amount.is_range()) {
        (Sign::Points | Sign::BasisPoints, _) => found.subtype("points"),
        (Sign::Percent, true) => found.subtype("range"),
        _ => found,
    })
}

/// What the number is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Percent,
    /// Percentage points.
    Points,
    /// Hundredths of a percentage point.
    BasisPoints,
}

/// "5% to 7%": the second end has its own sign, and so has the first.
fn repeated(scan: &Scan<'_>, at: usize, first: Amount) -> Amount {
    let longer = || {
        let (end, Sign::Percent) = sign(scan, first.end).filter(|_| !first.is_range() && !is_change(scan, at))? else {
            return None;
        };
        let next = scan.past_range_sign(end).or_else(|| {
            let between = scan.before(at, 1).eq_ignore_ascii_case("between") && scan.is(end, "and");
            between.then_some(end + 1)
        })?;
        let second = amount(scan, next, false, |at| at).filter(|second| !second.is_range())?;
        sign(scan, second.end)?;
        let rising = first.low.zip(second.low).is_some_and(|(low, high)| low.is_below(high));
        rising.then_some(Amount { end: second.end, high: Some(second.low), ..first })
    };
    longer().unwrap_or(first)
}

/// The sign or word at the token, and the token after it.
fn sign(scan: &Scan<'_>, at: usize) -> Option<(usize, Sign)> {
    let points = scan.is_one_of(at + 1, &["point", "points"]);
    if scan.is_one_of(at, &["percentage", "basis"]) {
        let sign = if scan.is(at, "basis") { Sign::BasisPoints } else { Sign::Points };
        return points.then_some((at + 2, sign));
    }
    if scan.is(at, "per") && scan.is(at + 1, "cent") {
        return Some((at + 2, Sign::Percent));
    }
    if scan.is_one_of(at, &["bps", "bp"]) {
        return Some((at + 1, Sign::BasisPoints));
    }
    scan.is_one_of(at, &["%", "percent", "pct", "pct.", "percents"]).then_some((at + 1, Sign::Percent))
}

/// "a lead of nine points": points of the vote.
fn points_of_a_lead(scan: &Scan<'_>, at: usize, end: usize) -> Option<(usize, Sign)> {
    let led = (1..=3).any(|places| {
        is_one_of(scan.before(at, places), &["lead", "margin", "swing", "majority", "led", "leads", "ahead", "behind"])
    });
    (led && scan.is_one_of(end, &["point", "points"])).then_some((end + 1, Sign::Points))
}
