//! Ordinals: "30th", "the first visit", "twenty-first". "The 30th anniversary" is one of these and no date.

use super::scan::{Found, Scan, integer, is_one_of};
use super::tense::is_irregular_past;
use super::words::Lex;
use crate::model::{EntityType, Mention};
use crate::stages::recognize::{Recognizer, RecognizerDoc, SentenceCx};

/// Ordinal numbers.
#[derive(Clone, Copy, Debug)]
pub struct Ordinals;

static DOC: RecognizerDoc = RecognizerDoc {
    name: "ordinals",
    what: "Ordinal numbers, with the number as value.",
    example: "The 30th anniversary was marked by the first visit.",
    finds: &[("30th", EntityType::Ordinal), ("first", EntityType::Ordinal)],
    not_for: "\"First\" as an adverb or a part of a title (\"at first\", \"First Lady\"), and days of a month.",
};

impl Recognizer for Ordinals {
    fn doc(&self) -> &'static RecognizerDoc {
        &DOC
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        super::recognize_kinds(sentence, &[super::Kind::Ordinal], out);
    }
}

/// The ordinal that begins at this token.
pub fn ordinal(scan: &Scan<'_>, at: usize) -> Option<Found> {
    if scan.is_number(at) {
        let number = figures(scan.text(at))?;
        let found = Found::plain(at + 1, EntityType::Ordinal, Some(number.to_string()));
        return (!is_of_unit_or_street(scan, at + 1)).then_some(found);
    }
    let (number, end) = word(scan, at)?;
    let found = Found::plain(end, EntityType::Ordinal, Some(number.to_string()));
    let named = is_part_of_name(scan, at, end, number) || scan.is_capital(at) && is_of_unit_or_street(scan, end);
    let counts = !named && !is_fraction(scan, at, end) && (number > 3 || is_adjective(scan, at, end, number));
    counts.then_some(found)
}

/// Words with a capital that make a name of the ordinal before them: of troops, of ranks, of streets.
const UNITS_AND_STREETS: &[&str] = &[
    "Battalion",
    "Regiment",
    "Division",
    "Brigade",
    "Infantry",
    "Cavalry",
    "Marine",
    "Marines",
    "Fleet",
    "Squadron",
    "Army",
    "Corps",
    "Wing",
    "Airborne",
    "Armored",
    "Armoured",
    "Artillery",
    "Battery",
    "Fighter",
    "Expeditionary",
    "Mountain",
    "Engineer",
    "Lieutenant",
    "Lt.",
    "Sergeant",
    "Sgt.",
    "Class",
    "Street",
    "St.",
    "Avenue",
    "Ave.",
    "Floor",
];

fn is_of_unit_or_street(scan: &Scan<'_>, end: usize) -> bool {
    UNITS_AND_STREETS.contains(&scan.text(end))
}

/// "one third", "a fifth of": no rank, but a part.
fn is_fraction(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let before = if at > 0 && scan.is_joint(at - 1) { scan.before(at, 2) } else { scan.before(at, 1) };
    is_one_of(before, &["one"]) || is_one_of(before, &["a", "about", "nearly", "over"]) && scan.is(end, "of")
}

/// The number of `1st`, `22nd`, `108th`; nothing where the ending does not fit the number.
pub fn figures(token: &str) -> Option<i64> {
    let (digits, ending) = token.split_at_checked(token.len().checked_sub(2)?)?;
    let number = integer(digits).filter(|number| *number > 0)?;
    let fits = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    ending.eq_ignore_ascii_case(fits).then_some(number.into())
}

/// "first", "twentieth", "twenty-first", with the token after it.
pub fn word(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    match scan.lex(at)? {
        Lex::Nth(nth) => Some((nth.into(), at + 1)),
        Lex::Tens(tens) if scan.is_joint(at + 1) => match scan.lex(at + 2)? {
            Lex::Nth(nth) if nth < 10 => Some((i64::from(tens) + i64::from(nth), at + 3)),
            _ => None,
        },
        _ => None,
    }
}

/// Words that make a title or a fixed name of the "first" before them.
const NAMED_FIRST: &[&str] = &[
    "lady",
    "ladies",
    "gentleman",
    "deputy",
    "vice",
    "secretary",
    "minister",
    "responder",
    "responders",
    "name",
    "names",
    "aid",
    "hand",
    "class",
    "rate",
    "nations",
];

/// Offices of which there are a first and a second, if these have a capital: "First Prime Minister".
const NUMBERED_OFFICES: &[&str] = &["Prime", "President", "Secretary", "Minister", "Lord", "Deputy", "Vice"];

/// "First Lady", "first-hand", "first responders", "Second World War", "second-in-command", "third parties".
fn is_part_of_name(scan: &Scan<'_>, at: usize, end: usize, number: i64) -> bool {
    let next = scan.past_joint(end);
    let office = scan.is_capital(at) && NUMBERED_OFFICES.contains(&scan.text(next)) && !scan.in_title();
    match number {
        1..=3 if office || scan.is(next, "world") && scan.is_capital(next) => true,
        1 => scan.is_one_of(next, NAMED_FIRST),
        2 => next > end && scan.is_one_of(next, &["hand", "in", "class", "rate", "guess", "guessing"]),
        3 => scan.is_one_of(next, &["party", "parties"]),
        _ => false,
    }
}

/// Words before "first", "second" and "third" that make adjectives of them.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "your", "'s", "’s", "very", "and",
    "or", "every", "each", "any", "no", "for", "of", "two", "three", "as", "s", "whose", "which",
];

/// Verbs before a place that somebody won: "came third".
const PLACING: &[&str] = &["came", "finished", "placed", "ranked", "ranks"];

/// "the first visit", "China's second proposal", "came third"; not "at first", "first of all", "First, …", "who first
/// introduced".
fn is_adjective(scan: &Scan<'_>, at: usize, end: usize, number: i64) -> bool {
    let before = scan.before(at, 1);
    let determined = is_one_of(before, DETERMINERS) || number > 1 && is_one_of(before, PLACING);
    let noun_follows = scan.is_word(end) || scan.is_joint(end) || scan.is_number(end);
    let all = scan.is(end, "of") && scan.is(end + 1, "all");
    let next = scan.text(end);
    let verb = next.ends_with("ed") || is_one_of(next, AFTER_ADVERB) || is_irregular_past(next);
    let free = noun_follows && !verb && !is_one_of(next, &["and", "of", "in", "to"]);
    match number {
        _ if all || before.eq_ignore_ascii_case("at") => false,
        2 if scan.is(at.wrapping_sub(1), "a") => noun_follows,
        _ if determined => true,
        2 => free && scan.is_capital(at) && (at == 0 || scan.in_title() || scan.is_capital(end)),
        _ => free,
    }
}

/// Words that follow the adverb "first".
const AFTER_ADVERB: &[&str] =
    &["set", "i", "we", "he", "she", "they", "it", "let", "the", "by", "on", "at", "is", "are", "has", "have"];

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn the_ending_must_fit() {
        assert_eq!(figures("22nd"), Some(22));
        assert_eq!(figures("111th"), Some(111));
        assert_eq!(figures("21th"), None);
        assert_eq!(figures("th"), None);
        assert_eq!(figures("0th"), None);
    }
}
