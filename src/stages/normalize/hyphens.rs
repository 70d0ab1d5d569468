//! Words that a scan has torn apart behind their hyphen, where a line once ended: "twenty- first", "Secretary- General".
//!
//! A hyphen with a blank behind it may be a dash as well ("Washington- Senators agreed"), or end the first of two words that
//! share their second half ("low- and middle-income"). Only what can be neither is closed: numbers in words, known pairs, and
//! pairs that the text prints closed elsewhere.

use std::collections::HashMap;

use crate::text::AlignedText;

const TENS: &str = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const ONES: &str =
    "one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth";
const DIRECTIONS: &str = "North|South|East|West";
const SIDES: &str = "North|South|East|West|Northern|Southern|Eastern|Western";
/// Other pairs of first and second halves.
const PAIRS: &[(&str, &str)] = &[
    (TENS, ONES),
    (DIRECTIONS, SIDES),
    ("Secretary|Director|Attorney|Governor|Inspector", "General"),
    ("Guinea", "Bissau"),
    ("Timor", "Leste"),
    ("Asia|Indo", "Pacific"),
    ("Counter", "Terrorism"),
    ("Non", "Aligned|Proliferation"),
    ("Test", "Ban"),
    ("self", "determination|defence|defense|reliance|sufficiency"),
];

/// The longest word that is looked at, in bytes.
const MAX_WORD: usize = 40;

/// A hyphen with one blank behind it, between two letters.
struct Torn<'t> {
    /// Position of the blank.
    blank: usize,
    first: &'t str,
    second: &'t str,
}

/// The text with such words closed.
pub(super) fn close(text: AlignedText) -> AlignedText {
    let source = text.as_str();
    let torn: Vec<Torn<'_>> =
        memchr::memmem::find_iter(source.as_bytes(), "- ").filter_map(|at| torn(source, at)).collect();
    if torn.is_empty() {
        return text;
    }
    let printed_closed = printed_closed(source, &torn);
    let mut editor = text.edit();
    for torn in
        torn.iter().filter(|torn| is_pair(torn) || printed_closed.get(&torn.halves()).is_some_and(|closed| *closed))
    {
        editor.keep(torn.blank);
        editor.delete(torn.blank + 1);
    }
    editor.finish()
}

impl<'t> Torn<'t> {
    fn halves(&self) -> (&'t str, &'t str) {
        (self.first, self.second)
    }
}

fn torn(text: &str, hyphen: usize) -> Option<Torn<'_>> {
    let first = last_word(text.get(..hyphen)?)?;
    let second = first_word(text.get(hyphen + 2..)?)?;
    Some(Torn { blank: hyphen + 1, first, second })
}

fn last_word(before: &str) -> Option<&str> {
    let near = before.get(before.ceil_char_boundary(before.len().saturating_sub(MAX_WORD))..)?;
    let word = near.rsplit(|char: char| !char.is_alphabetic()).next()?;
    (!word.is_empty()).then_some(word)
}

fn first_word(behind: &str) -> Option<&str> {
    let near = behind.get(..behind.floor_char_boundary(MAX_WORD))?;
    let word = near.split(|char: char| !char.is_alphabetic()).next()?;
    (!word.is_empty()).then_some(word)
}

fn is_pair(torn: &Torn<'_>) -> bool {
    let is_one_of = |word: &str, list: &str| {
        list.split('|').any(|own| own == word || own.eq_ignore_ascii_case(word) && is_small(own))
    };
    PAIRS.iter().any(|(firsts, seconds)| is_one_of(torn.first, firsts) && is_one_of(torn.second, seconds))
}

fn is_small(word: &str) -> bool {
    word.starts_with(char::is_lowercase)
}

/// Which of the pairs with two capitals the text prints without the blank as well.
fn printed_closed<'t>(text: &'t str, torn: &[Torn<'t>]) -> HashMap<(&'t str, &'t str), bool> {
    let has_capitals = |torn: &&Torn<'_>| !is_small(torn.first) && !is_small(torn.second);
    let mut closed: HashMap<_, _> = torn.iter().filter(has_capitals).map(|torn| (torn.halves(), false)).collect();
    if !closed.is_empty() {
        for at in memchr::memchr_iter(b'-', text.as_bytes()) {
            let halves = text.get(..at).and_then(last_word).zip(text.get(at + 1..).and_then(first_word));
            if let Some(closed) = halves.and_then(|halves| closed.get_mut(&halves)) {
                *closed = true;
            }
        }
    }
    closed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn closed(text: &str) -> String {
        close(AlignedText::identity(text.to_owned())).into_string()
    }

    proptest! {
        #[test]
        fn only_blanks_behind_hyphens_go(text in "(twenty|first|Timor|Leste|a|-|- | |é){0,30}") {
            let short = closed(&text);
            prop_assert_eq!(short.replace("- ", "-"), text.replace("- ", "-"));
            prop_assert_eq!(closed(&short), short);
        }
    }

    #[test]
    fn torn_words_are_closed() {
        assert_eq!(
            closed("the Twenty- first session, the Secretary- General"),
            "the Twenty-first session, the Secretary-General"
        );
        assert_eq!(
            closed("Mr. Harrow- Tarn came. Mr. Harrow-Tarn spoke."),
            "Mr. Harrow-Tarn came. Mr. Harrow-Tarn spoke."
        );
    }

    #[test]
    fn dashes_and_shared_halves_stay() {
        for text in
            ["low- and middle-income", "Washington- Senators agreed", "more- first of all", "Twenty- and", "- first"]
        {
            assert_eq!(closed(text), text);
        }
    }
}
