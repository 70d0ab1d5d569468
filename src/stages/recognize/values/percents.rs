//! Percentages: `3.5%`, "30 percent", "three per cent", "2 percentage points", `3-5%`.

use super::numerals::{Amount, amount, is_change};
use super::scan::{Found, Scan};
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
    let (end, points) = sign(scan, scan.past_joint(amount.end))?;
    let text = amount.show(|number| if negative { format!("-{number}") } else { number.to_string() });
    let found = Found::plain(end, EntityType::Percent, text);
    Some(match (points, amount.is_range()) {
        (true, _) => found.subtype("points"),
        (_, true) => found.subtype("range"),
        _ => found,
    })
}

/// "5% to 7%": the second end has its own sign, and so has the first.
fn repeated(scan: &Scan<'_>, at: usize, first: Amount) -> Amount {
    let longer = || {
        let (end, false) = sign(scan, first.end).filter(|_| !first.is_range() && !is_change(scan, at))? else {
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

/// The token after the sign or word, and whether points are meant.
fn sign(scan: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    if scan.is(at, "percentage") {
        return scan.is_one_of(at + 1, &["point", "points"]).then_some((at + 2, true));
    }
    if scan.is(at, "per") && scan.is(at + 1, "cent") {
        return Some((at + 2, false));
    }
    scan.is_one_of(at, &["%", "percent", "pct", "pct.", "percents"]).then_some((at + 1, false))
}
