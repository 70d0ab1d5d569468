//! Forms of address, and what they say: gender, nobility, more than one person.

use super::fold_name;
use crate::model::Mention;

/// Forms of address and offices that only men bear in English, folded.
const MALE: &[&str] = &[
    "mr",
    "messrs",
    "sir",
    "lord",
    "king",
    "prince",
    "duke",
    "baron",
    "viscount",
    "count",
    "earl",
    "sheikh",
    "emir",
    "sultan",
    "pope",
    "emperor",
    "monsieur",
    "congressman",
    "spokesman",
    "chairman",
    "councilman",
    "father",
];

/// The same of women.
const FEMALE: &[&str] = &[
    "mrs",
    "ms",
    "miss",
    "madam",
    "madame",
    "lady",
    "dame",
    "queen",
    "princess",
    "duchess",
    "baroness",
    "viscountess",
    "countess",
    "sheikha",
    "empress",
    "congresswoman",
    "spokeswoman",
    "chairwoman",
    "councilwoman",
    "sister",
];

/// Titles of the peerage, before a surname or a territory.
const PEERAGE: &[&str] = &["lord", "lady", "baron", "baroness", "viscount", "viscountess", "earl", "countess"];

/// Titles of monarchs, their families and popes, before a given name.
const ROYAL: &[&str] = &[
    "king",
    "queen",
    "prince",
    "princess",
    "emperor",
    "empress",
    "sultan",
    "emir",
    "sheikh",
    "sheikha",
    "pope",
    "duke",
    "duchess",
    "archduke",
    "archduchess",
];

/// Titles of knights, before a given name.
const KNIGHTLY: &[&str] = &["sir", "dame"];

/// Forms of address without any office; "the President and Mr. Clinton" are no couple.
const BARE: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "sir", "lord", "rev", "madam", "madame", "prof", "professor"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// What a folded title says about the gender, if it says one thing.
pub(super) fn gender(title: &str) -> Option<Gender> {
    match (has_word(title, MALE), has_word(title, FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}

pub(super) fn is_peerage(title: &str) -> bool {
    has_word(title, PEERAGE)
}

pub(super) fn is_royal(title: &str) -> bool {
    has_word(title, ROYAL)
}

pub(super) fn is_knightly(title: &str) -> bool {
    has_word(title, KNIGHTLY)
}

/// Whether a folded title names no office.
pub(super) fn is_bare_address(title: &str) -> bool {
    title.split(' ').all(|word| BARE.contains(&word))
}

fn has_word(title: &str, words: &[&str]) -> bool {
    title.split(' ').any(|word| words.contains(&word))
}

/// Whether the words around the mention say that it names two people or a family: "Mr. and Mrs. Clinton", "the Clintons".
pub(super) fn names_more_than_one(text: &str, mention: &Mention, is_surname: impl Fn(&str) -> bool) -> bool {
    let start = mention.title.map_or(mention.span.start(), |title| title.start().min(mention.span.start()));
    let before = last_characters(text.get(..start).unwrap_or_default(), WINDOW);
    let before: Vec<&str> = before.split_whitespace().rev().take(2).collect();
    let is_and = |word: &str| matches!(word, "and" | "&" | "AND");
    let joined_titles = mention.title.is_some_and(|title| is_couple(&fold_name(title.of(text))));
    let couple = match before.as_slice() {
        [and, address] => is_and(and) && is_bare_address(&fold_name(address)) && mention.title.is_some(),
        _ => false,
    };
    let family = before.first().is_some_and(|word| word.eq_ignore_ascii_case("the"))
        && fold_name(mention.span.of(text)).strip_suffix('s').is_some_and(is_surname);
    joined_titles || couple || family
}

/// "mr and mrs", but not "minister for foreign affairs and trade".
fn is_couple(title: &str) -> bool {
    title.contains(" and ") && title.split(" and ").all(is_bare_address)
}

/// How many characters before a mention are looked at.
const WINDOW: usize = 24;

fn last_characters(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Gender, gender, is_bare_address, is_couple, is_peerage, is_royal};

    #[test]
    fn titles_say_gender_and_rank() {
        assert_eq!(gender("mr"), Some(Gender::Male));
        assert_eq!(gender("deputy spokeswoman"), Some(Gender::Female));
        assert_eq!(gender("mr and mrs"), None);
        assert_eq!(gender("president"), None);
        assert!(is_couple("mr and mrs") && !is_couple("minister for foreign affairs and trade"));
        assert!(is_peerage("baroness") && !is_peerage("king"));
        assert!(is_royal("crown prince") && is_bare_address("prof dr") && !is_bare_address("prime minister"));
    }
}
