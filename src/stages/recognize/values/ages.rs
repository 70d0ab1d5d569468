//! Ages that have no unit: "Rosa Lund, 33, said", "aged 24", "at the age of four", "he was 91", "died at 86", "a boy of six".
//!
//! A bare number is an age by the words beside it only; where they could mean something else, it is left to the numbers.

use super::decimal::Decimal;
use super::numerals::{Form, numeral};
use super::scan::{Found, Scan, is_one_of};
use super::words::Lex;
use crate::model::{EntityType, Grain, Value};

/// The oldest that a person is said to be.
const OLDEST: i64 = 120;

/// The age, or the range of two, that begins at this token.
pub fn age(scan: &Scan<'_>, at: usize) -> Option<Found> {
    let (years, end) = years(scan, at)?;
    if let Some((last, end)) = last_of_range(scan, at, end).filter(|(last, _)| *last > years && is_labelled(scan, at)) {
        return Some(found(end, format!("P{years}Y/P{last}Y")));
    }
    let counts = scan.is_plural(end) || scan.is_joint(end) || is_measured(scan, end);
    let is_age = is_labelled(scan, at) && !counts
        || is_apposition(scan, at, end, years)
        || is_predicate(scan, at, end)
        || closes_sentence(scan, at, end, years)
        || is_of_somebody(scan, at, end);
    is_age.then(|| found(end, format!("P{years}Y")))
}

fn found(end: usize, text: String) -> Found {
    let value = Value { text, days: None, grain: Some(Grain::Year) };
    Found::new(end, EntityType::Date, Some(value)).subtype("age")
}

/// A whole number that an age may be, and the token after it.
fn years(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    let numeral = numeral(scan, at, false)?;
    let plain = numeral.form != Form::Spaced && (scan.is_number(at) || scan.lex(at) != Some(Lex::Article));
    let years = numeral.value.filter(|_| plain).and_then(Decimal::whole)?;
    (1..=OLDEST).contains(&years).then_some((years, numeral.end))
}

fn last_of_range(scan: &Scan<'_>, at: usize, end: usize) -> Option<(i64, usize)> {
    let joined = scan.past_range_sign(end).or_else(|| {
        let pair = scan.is(end, "and") && (scan.is_between(at) || is_one_of(scan.before(at, 1), &["of", "ages"]));
        pair.then_some(end + 1)
    });
    years(scan, joined?)
}

fn is_measured(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.lex(at), Some(Lex::Unit(_) | Lex::Scale(_)))
        || scan.is_one_of(at, &["percent", "%", "per", "°", "°C", "°F", "degrees"])
}

/// "aged 24", "age 5", "at the age of 97", "between the ages of 18 and 25", "aged between 18 and 25".
fn is_labelled(scan: &Scan<'_>, at: usize) -> bool {
    const LABELS: &[&str] = &["aged", "age", "ages"];
    let before = scan.before(at, 1);
    let linked = matches!(before, "of" | "between" | "under" | "over") && is_one_of(scan.before(at, 2), LABELS);
    is_one_of(before, LABELS) || linked
}

/// People who are called by what they are, with their age behind them.
const PEOPLE: &[&str] = &[
    "man",
    "woman",
    "boy",
    "girl",
    "child",
    "baby",
    "infant",
    "toddler",
    "teenager",
    "youth",
    "judge",
    "soldier",
    "worker",
    "father",
    "mother",
    "son",
    "daughter",
    "brother",
    "sister",
    "husband",
    "wife",
    "widow",
    "teacher",
    "doctor",
    "nurse",
    "farmer",
    "lawyer",
    "journalist",
    "officer",
    "driver",
    "student",
    "victim",
    "suspect",
    "resident",
    "activist",
    "engineer",
    "pilot",
    "singer",
    "writer",
    "player",
    "minister",
    "senator",
    "politician",
    "migrant",
    "refugee",
];

/// "Rosa Lund, 33, said", "The judge, 47, was shot", "Boy, 16, Shot".
fn is_apposition(scan: &Scan<'_>, at: usize, end: usize, years: i64) -> bool {
    let period = usize::from(scan.before(at, 2) == ".");
    let Some(name_at) = at.checked_sub(2 + period).filter(|_| scan.before(at, 1) == "," && scan.is_number(at)) else {
        return false;
    };
    let name = scan.text(name_at);
    let is_name = scan.is_word(name_at) && scan.is_capital(name_at) && !is_no_name(scan, name_at)
        || matches!(name, "Jr." | "Sr." | "III");
    let someone = is_name && (years > 12 || is_one_of(name, PEOPLE)) || is_one_of(name, PEOPLE);
    let closed = matches!(scan.text(end), "," | ";" | ")" | "–" | "—") && !scan.is_number(end + 1)
        || end == scan.len()
        || scan.in_title() && scan.text(end) == ":"
        || scan.text(end) == "." && end + 1 == scan.len();
    someone && closed
}

/// Words with a capital that numbers of other kinds stand behind: "May, 22", "Section, 5", "Room, 331".
fn is_no_name(scan: &Scan<'_>, at: usize) -> bool {
    const NUMBERED: &[&str] = &[
        "section",
        "sections",
        "article",
        "articles",
        "chapter",
        "title",
        "room",
        "suite",
        "no.",
        "nos.",
        "rule",
        "act",
        "street",
        "avenue",
        "road",
        "box",
        "page",
        "pages",
        "district",
        "resolution",
        "dc",
        "part",
        "annex",
        "psalm",
    ];
    let in_list = at >= 2 && scan.text(at - 1) == "," && scan.is_number(at - 2);
    matches!(scan.lex(at), Some(Lex::Month(_) | Lex::Weekday(_) | Lex::ShortWeekday(_)))
        || is_one_of(scan.text(at), NUMBERED)
        || in_list
}

/// "She was 91.", "who is 21", "would have turned 90", "dies at 86", "joined the Army at 16", "the youngest of them 17".
fn is_predicate(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let next = scan.text(end);
    let free = !scan.is_word(end) && !matches!(next, "%" | "-" | "–" | "/" | ":" | "°")
        || is_one_of(next, &["and", "when", "in", "on", "at", "but", "this", "last", "next"]);
    let before = scan.before(at, 1);
    let subject = scan.before(at, 2);
    let somebody = is_one_of(subject, &["he", "she", "who"]);
    let near = |words: &[&str]| (2..=4).any(|places| is_one_of(scan.before(at, places), words));
    free && (is_one_of(before, &["was", "is"]) && somebody && !scan.is(end, "in")
        || is_one_of(before, &["turned", "turns", "turning"])
        || before == "at"
            && near(&["died", "dies", "dead", "die", "married", "retired", "joined", "enlisted", "orphaned"])
        || is_one_of(before, &["them", "whom", "was", "is"]) && near(&["youngest", "oldest", "eldest"]))
}

/// "Zolotuhin, as the trade knew him, was 74."
fn closes_sentence(scan: &Scan<'_>, at: usize, end: usize, years: i64) -> bool {
    const SUMS: &[&str] =
        &["toll", "total", "number", "count", "score", "turnout", "margin", "temperature", "rate", "index"];
    let closed = scan.text(end) == "." && end + 1 == scan.len();
    let parenthetic = scan.is(at.wrapping_sub(1), "was") && scan.before(at, 2) == "," && scan.is_number(at);
    years > 12 && closed && parenthetic && !(0..at).any(|at| scan.is_one_of(at, SUMS))
}

/// Those of whom an age is said.
const GROUPS: &[&str] = &[
    "children",
    "youngsters",
    "minors",
    "adults",
    "people",
    "persons",
    "those",
    "anyone",
    "women",
    "men",
    "boys",
    "girls",
    "infants",
    "everyone",
    "citizens",
    "students",
    "voters",
    "workers",
];

/// "a boy of six", "children under four", "people over 65".
fn is_of_somebody(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let (before, whom) = (scan.before(at, 1), scan.before(at, 2));
    let one = before == "of" && is_one_of(whom, &["man", "woman", "boy", "girl", "child"]);
    let group = is_one_of(before, &["under", "over", "above", "below"]) && is_one_of(whom, GROUPS);
    (one || group) && !scan.is_plural(end) && !scan.is_joint(end) && !is_measured(scan, end)
}
