//! What the guidelines leave outside a name (docs/annotation.md), taken off what the model finds: titles and degrees of
//! persons, possessive endings, leading articles.

use std::ops::Range;

use crate::model::Zone;
use crate::stages::recognize::SentenceCx;
use crate::stages::recognize::matcher::Fact;
use crate::stages::recognize::person_names::is_digraph;
use crate::stages::recognize::words::{
    is_capitalised, is_function_word, is_head_word, is_headline_verb, is_particle, without_article, without_possessive,
};
use crate::text::Span;

/// Letters behind a person's name that are no part of it: seats, degrees, orders.
const POSTNOMINALS: &[&str] = &[
    "AC", "AM", "AO", "CBE", "CMG", "FRS", "KBE", "KC", "KCMG", "MEP", "MHA", "MLA", "MP", "MPP", "MSP", "OBE", "OC",
    "PC", "PhD", "Ph.D.", "QC", "RN", "SC", "TD", "T.D.", "USA", "USAF", "USMC", "USN",
];

/// Words with a capital that begin a sentence or a contraction, never a name: "I'm Maria Lopez".
const CONTRACTIONS: &[&str] = &["I'm", "I’m", "It's", "It’s", "He's", "He’s", "She's", "She’s"];

/// The tokens of a person's name without titles in front and letters behind; nothing if no more is left.
pub(super) fn person(sentence: &SentenceCx<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let Range { start, mut end } = tokens;
    let mut start = with_first_words(sentence, start);
    loop {
        let title = sentence.title_at(start).filter(|title| title.tokens.start == start);
        if title.is_some_and(|title| title.tokens.end == end) && is_office(sentence, start) {
            return None;
        }
        match title.filter(|title| title.tokens.end < end) {
            Some(title) => start = title.tokens.end,
            None if people_of_title(sentence, start).is_some_and(|behind| behind < end) => start += 1,
            None if matches!(sentence.word(start), "Excellency" | "Majesty" | "Highness") && start + 1 < end => {
                start += 1
            }
            None if CONTRACTIONS.contains(&sentence.word(start)) && start + 1 < end => start += 1,
            None => break,
        }
    }
    // "Bob Corker R TN": party and state, whose brackets are lost.
    let is_party = |at: &usize| {
        matches!(sentence.word(*at), "D" | "R" | "I") && sentence.word(at + 1).starts_with(char::is_uppercase)
    };
    end = (start + 2..end).find(is_party).unwrap_or(end);
    if sentence.zone() == Zone::Title && !sentence.is_in_capitals() {
        // All words of a headline have capitals; the name ends where the verb begins.
        end = (start + 1..end).find(|at| is_headline_verb(sentence.word(*at))).unwrap_or(end);
    }
    while end > start + 1 && POSTNOMINALS.contains(&sentence.word(end - 1)) {
        end -= 1;
        if end > start + 1 && sentence.word(end - 1) == "," {
            end -= 1;
        }
    }
    // Half a given name: "Moon Jae-".
    if end > start + 1 && sentence.word(end - 1) == "-" {
        end = if sentence.is_glued(end) { end + 1 } else { end - 1 };
    }
    (start < end).then_some(start..end)
}

/// The position of a title of an office behind the people or country that stands here: "Afghan President Hamid Karzai".
fn people_of_title(sentence: &SentenceCx<'_>, at: usize) -> Option<usize> {
    let people = sentence.name_at(at).filter(|form| form.tokens == (at..at + 1))?;
    let is_country = people.entries.iter().any(|entry| matches!(entry.fact, Fact::Country(_)));
    let title =
        sentence.title_at(at + 1).filter(|title| title.tokens.start == at + 1 && is_office(sentence, at + 1))?;
    is_country.then_some(title.tokens.end)
}

/// Where the name begins, with what the model takes for no part of it: an initial of two letters and the given name before it
/// ("Guðni Th. Jóhannesson"), and a family name that is a common word too, inside a sentence ("spokesman He Yufan").
fn with_first_words(sentence: &SentenceCx<'_>, start: usize) -> usize {
    let before = |steps: usize| start.checked_sub(steps).map_or("", |at| sentence.word(at));
    if is_digraph(before(1)) {
        let is_given = is_capitalised(before(2)) && !is_function_word(before(2)) && !before(2).ends_with('.');
        let is_free = start.checked_sub(2).is_some_and(|at| {
            sentence.title_at(at).is_none() && sentence.name_at(at).is_none() && !is_head_word(before(2))
        });
        return if is_given && is_free { start - 2 } else { start - 1 };
    }
    let is_surname = is_function_word(before(1))
        && sentence.lexicon.surnames_first.contains(before(1).to_lowercase().as_str())
        && before(2).ends_with(char::is_alphanumeric);
    if is_surname { start - 1 } else { start }
}

/// Whether the title at this position is that of an office, and no word that is a name as well ("Prince", "Dean").
fn is_office(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let entries = sentence.title_at(at).map_or(&[][..], |title| title.entries);
    entries.iter().any(|entry| matches!(entry.fact, Fact::Title(row) if row.role.is_some() && !row.only_before_name))
}

/// The tokens of a name without words at its edges that belong to no name: "to the" before it, "It" behind it.
pub(super) fn small_words(sentence: &SentenceCx<'_>, tokens: Range<usize>) -> Option<Range<usize>> {
    let belongs = |at: &usize| {
        let word = sentence.word(*at);
        !word.starts_with(char::is_lowercase) || is_particle(word)
    };
    let start = tokens.clone().find(belongs)?;
    // The next sentence, where the period between them is lost: "War on Terror It".
    let is_next = |at: &usize| is_function_word(sentence.word(*at)) && *at > start;
    let lost = tokens.clone().rev().take_while(is_next).count();
    Some(start..tokens.end - lost)
}

/// A name without possessive ending and leading article; nothing if no more is left.
pub(super) fn name(sentence: &SentenceCx<'_>, span: Span) -> Option<Span> {
    let printed = span.of(sentence.text);
    let kept = without_possessive(printed).trim_end();
    let article = kept.len() - without_article(kept).len();
    let name = Span::new(span.start() + article, span.start() + kept.len());
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::{Facts, Model, Tagger};
    use crate::stages::recognize::tests_support::Sample;

    /// What is left of the first line, taken as the name of a person; empty for nothing.
    fn person(text: &str) -> String {
        let mut left = String::new();
        Sample::new(text).each_sentence(|sentence| {
            let tokens = super::person(sentence, 0..sentence.tokens.len());
            left = tokens.map_or_else(String::new, |tokens| sentence.span(tokens).unwrap().of(text).to_owned());
        });
        left
    }

    #[test]
    fn titles_and_letters_stay_outside() {
        assert_eq!(person("Chief Justice Antonio Lamer"), "Antonio Lamer");
        assert_eq!(person("Philippa Osei QC"), "Philippa Osei");
        assert_eq!(person("Willie Dunne, T.D."), "Willie Dunne");
        assert_eq!(person("I'm Maria Lopez"), "Maria Lopez");
        assert_eq!(person("Maria Lopez R TN"), "Maria Lopez");
    }

    #[test]
    fn a_people_before_the_office_stays_outside() {
        assert_eq!(person("Afghan President Hamid Marek"), "Hamid Marek");
    }

    #[test]
    fn a_family_name_that_is_a_common_word_belongs_to_the_name_behind_it() {
        let from = |text: &str, start: usize| {
            let mut found = String::new();
            Sample::new(text).each_sentence(|sentence| {
                let tokens = super::person(sentence, start..sentence.tokens.len());
                found = tokens.map_or_else(String::new, |tokens| sentence.span(tokens).unwrap().of(text).to_owned());
            });
            found
        };
        assert_eq!(from("The spokesman He Yufan", 3), "He Yufan");
        assert_eq!(from("He Yufan", 1), "Yufan");
    }

    #[test]
    fn a_given_name_is_not_cut_at_its_hyphen() {
        let text = "Moon Jae-in spoke";
        Sample::new(text).each_sentence(|sentence| {
            let hyphen = (0..sentence.tokens.len()).find(|at| sentence.word(*at) == "-").unwrap();
            let tokens = super::person(sentence, 0..hyphen + 1).unwrap();
            assert_eq!(sentence.span(tokens).unwrap().of(text), "Moon Jae-in");
        });
    }

    #[test]
    fn an_office_alone_is_nobody() {
        assert_eq!(person("Prime Minister"), "");
    }

    #[test]
    fn what_the_model_finds_holds_no_article() {
        let text = "A study of the Harrow Institute's was read in Tarnow.";
        let (sample, tagger) = (Sample::new(text), Tagger::new(Model::embedded()));
        sample.each_sentence(|sentence| {
            let mut found = Vec::new();
            tagger.recognize(sentence, &Facts::default(), &mut Default::default(), &mut found);
            let printed: Vec<&str> = found.iter().map(|mention| mention.span.of(text)).collect();
            assert_eq!(printed, ["Harrow Institute", "Tarnow"]);
        });
    }
}
