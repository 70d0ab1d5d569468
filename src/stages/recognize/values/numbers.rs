//! Numbers that count something: `1,234`, "1.5 million", "three hundred", `5-10`.
//!
//! A number is worth a row when it is a real quantity. The words "one" and "two" alone are pronouns and pairs ("one of",
//! "the two sides") far more often than counts; digits that name something (`COVID-19`, `Article 5`, a telephone
//! number) count nothing.

use super::decimal::Decimal;
use super::numbered::{is_address, is_numbered};
use super::numerals::{Amount, Form, amount, spaced};
use super::scan::{Found, Scan, is_one_of};
use super::words::Lex;
use crate::model::{EntityType, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Cardinal numbers.
#[derive(Clone, Copy, Debug)]
pub struct Numbers;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "numbers",
    what: "Cardinal numbers that count something, with a decimal as value.",
    example: "More than 1,234 guests from twenty-one countries came.",
    finds: &[("1,234", EntityType::Cardinal), ("twenty-one", EntityType::Cardinal)],
    not_for: "\"One\" and \"two\" as words, and digits in names, lists, sections, telephone numbers.",
};

impl Recognizer for Numbers {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Number], out);
    }
}

/// The number that begins at this token.
pub fn number(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let amount = of_vote(scan, at, amount(scan, at, false, |at| at)?);
    let counts = match amount.form {
        Form::Digits => digits_count(scan, at, amount.end),
        Form::Spaced | Form::Compound if amount.is_range() && scan.is_number(at) => digits_count(scan, at, amount.end),
        Form::Spaced | Form::Compound => !is_glued_to_name(scan, at, amount.end),
        Form::Word => word_counts(scan, at, amount.end),
    };
    let text = amount.show(|number| number.to_string());
    let told = text.is_some() || amount.form != Form::Digits;
    let found = (counts && told && !is_pair(&amount)).then(|| Found::plain(amount.end, EntityType::Cardinal, text))?;
    Some(if amount.is_range() { found.subtype("range") } else { found })
}

/// "one or two": no more than "a few".
fn is_pair(amount: &Amount) -> bool {
    let high = amount.high.flatten();
    high.is_some_and(|high| high.is_below(Decimal::from_units(3))) && amount.form == Form::Compound
}

/// Words before a score.
const VOTING: &[&str] = &[
    "vote",
    "votes",
    "voted",
    "voting",
    "passed",
    "failed",
    "defeated",
    "approved",
    "adopted",
    "rejected",
    "won",
    "lost",
    "beat",
    "margin",
    "tally",
    "confirmed",
    "score",
    "decision",
    "split",
];

/// "failed 7-10", "by a vote of 48-52": two numbers, and no range; here the first of them.
fn of_vote(scan: &Scan<'_>, at: usize, amount: Amount) -> Amount {
    let is_score = amount.is_range() && scan.is_joint(at + 1) && scan.is_number(at + 2) && amount.end == at + 3;
    let voted = || (1..=6).any(|places| is_one_of(scan.before(at, places), VOTING));
    if is_score && voted() { Amount { end: at + 1, high: None, form: Form::Digits, ..amount } } else { amount }
}

/// Digits that belong together and count nothing: telephone numbers, `9/11`, dotted sections. Gives the token after.
pub fn run_of_figures(scan: &Scan<'_>, at: usize) -> Option<usize> {
    if !scan.is_number(at) || spaced(scan, at).is_some() {
        return None;
    }
    let mut end = at + 1;
    let mut joined = scan.text(at) == "9" && scan.is_joint(at + 1) && scan.text(at + 2) == "11";
    while end < scan.len() {
        let by_sign = matches!(scan.text(end), "-" | "–" | "/" | ")") && scan.is_glued(end) && scan.is_number(end + 1);
        let by_space = scan.integer(end).is_some() && !scan.is_glued(end) && !is_grouped(scan, end);
        if !by_sign && !by_space {
            break;
        }
        joined |= scan.text(end) == "/" || by_space || end > at + 1;
        end += if by_sign { 2 } else { 1 };
    }
    let telephone = end == at + 3 && scan.text(at).len() == 3 && scan.text(at + 2).len() == 4;
    (joined || telephone).then_some(end)
}

/// Whether three digits end here that a group of one to three may stand before.
fn is_grouped(scan: &Scan<'_>, at: usize) -> bool {
    scan.text(at).len() == 3 && !scan.is_number(at + 1) && scan.before(at, 1).len() <= 3
}

/// `19` of `COVID-19`, `35` of "35-member" not.
fn is_glued_to_name(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let after_name = scan.is_joint(at.wrapping_sub(1)) && !is_second_of_pair(scan, at);
    let before_name = scan.is_joint(end) && scan.is_word(end + 1) && scan.is_capital(end + 1);
    after_name || before_name || scan.is_glued(at) && scan.is_word(at.wrapping_sub(1))
}

fn digits_count(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let before = scan.before(at, 1);
    let head = if is_second_of_pair(scan, at) { at - 2 } else { at };
    let padded = scan.text(at).len() > 1 && scan.text(at).starts_with('0') && !scan.text(at).contains('.');
    let in_list = at == 0 && (end == scan.len() || matches!(scan.text(end), "." | ")" | ":"));
    let marked = matches!(before, "(" | "[" | "/" | ".") && matches!(scan.text(end), ")" | "]" | "/");
    let glued_sign = before == "." || scan.is_glued(at) && matches!(before, ":" | "/" | "_" | "@" | "=" | "&" | "+");
    let glued_next = scan.is_glued(end)
        && (matches!(scan.text(end), "(" | "°" | "+") || scan.is_glued(end + 1) && matches!(scan.text(end), "/" | ":"));
    let names = padded || in_list || marked || glued_sign || glued_next || scan.is_number(end);
    let named = is_numbered(scan, head, end) || is_address(scan, end);
    !names && !named && !is_glued_to_name(scan, at, end) && !is_bare_year(scan, at, end)
}

/// `15` of `85-15`: what stands before the pair decides for both.
fn is_second_of_pair(scan: &Scan<'_>, at: usize) -> bool {
    at >= 2 && scan.is_joint(at - 1) && scan.is_number(at - 2)
}

/// A number that could be a year and is followed by nothing that it counts.
fn is_bare_year(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let year = scan.text(at).len() == 4 && scan.integer(at).is_some_and(|number| (1900..=2100).contains(&number));
    year && !scan.is_plural(end)
}

/// Number words from three on; with a capital inside a sentence they are parts of names ("the Five Principles").
fn word_counts(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let small = matches!(scan.lex(at), Some(Lex::Ones(0..=2)));
    let named = at > 0 && scan.is_capital(at) && !scan.in_title();
    let glued = scan.is_joint(at.wrapping_sub(1));
    let denominator = scan.past_joint(end);
    let fraction = scan.is_one_of(denominator, &["fifths", "fourths", "thirds", "tenths", "eighths"])
        || scan.lex(at) == Some(Lex::Ones(3)) && scan.is(denominator, "quarters");
    !small && !named && !glued && !fraction
}
