//! Mentions of one person in a document: the office and the country that one of them shows are those of the others.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::line::fold;
use crate::text::Span;

/// How many different names with one word are compared; a bound for lists of thousands of relatives.
const MAX_NAMESAKES: usize = 64;

/// The names of a document's persons, with what is told of each.
#[derive(Debug)]
pub(super) struct Names<T> {
    names: Vec<(Vec<String>, BTreeSet<T>)>,
    by_name: FxHashMap<Vec<String>, usize>,
    by_word: FxHashMap<String, Vec<usize>>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self { names: Vec::new(), by_name: FxHashMap::default(), by_word: FxHashMap::default() }
    }
}

impl<T: Copy + Ord> Names<T> {
    /// Adds a name, and what is told of its bearer if anything is.
    pub(super) fn add(&mut self, words: Vec<String>, told: Option<T>) {
        let at = match self.by_name.get(&words) {
            Some(at) => *at,
            None => {
                let at = self.names.len();
                for word in &words {
                    let namesakes = self.by_word.entry(word.clone()).or_default();
                    if namesakes.len() < MAX_NAMESAKES {
                        namesakes.push(at);
                    }
                }
                self.by_name.insert(words.clone(), at);
                self.names.push((words, BTreeSet::new()));
                at
            }
        };
        if let Some((_, known)) = self.names.get_mut(at) {
            known.extend(told);
        }
    }

    /// What is told of the bearer of this name, where all that may be the same person agree.
    pub(super) fn told(&self, words: &[String]) -> Option<T> {
        let same = self.by_name.get(words).and_then(|at| self.names.get(*at));
        if let Some(told) = same.and_then(|(_, told)| only(told)) {
            return Some(told);
        }
        let namesakes: BTreeSet<usize> =
            words.iter().filter_map(|word| self.by_word.get(word)).flatten().copied().collect();
        let may_be_same = |known: &[String]| {
            let (short, long) = if known.len() < words.len() { (known, words) } else { (words, known) };
            short.iter().all(|word| long.contains(word))
        };
        let all: BTreeSet<T> = namesakes
            .iter()
            .filter_map(|at| self.names.get(*at))
            .filter(|(known, _)| may_be_same(known))
            .flat_map(|(_, told)| told.iter().copied())
            .collect();
        only(&all)
    }
}

fn only<T: Copy + Ord>(set: &BTreeSet<T>) -> Option<T> {
    set.first().copied().filter(|_| set.len() == 1)
}

/// The words of a person's name, folded.
pub(super) fn words(text: &str, name: Span) -> Vec<String> {
    fold_words(name.of(text))
}

/// The words of a printed name, folded.
pub(super) fn fold_words(name: &str) -> Vec<String> {
    name.split([' ', '-', '\u{2010}', '\u{2011}', ',']).map(fold).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(known: &[(&str, Option<u8>)], name: &str) -> Option<u8> {
        let mut names = Names::default();
        for (name, told) in known {
            names.add(fold_words(name), *told);
        }
        names.told(&fold_words(name))
    }

    proptest! {
        #[test]
        fn what_is_told_of_a_name_alone_is_found_again(name in "[A-Z][a-z]{1,6}( [A-Z][a-z]{1,6}){0,3}", fact: u8) {
            prop_assert_eq!(told(&[(&name, Some(fact))], &name), Some(fact));
        }
    }

    #[test]
    fn parts_of_a_name_are_the_same_person_unless_two_bear_them() {
        assert_eq!(told(&[("Jana Marek", Some(1)), ("Marek", None)], "Marek"), Some(1));
        assert_eq!(told(&[("Jana Marek", Some(1)), ("Petr Marek", Some(2))], "Marek"), None);
        assert_eq!(told(&[("Jana Marek", Some(1)), ("Petr Marek", None)], "Petr Marek"), None);
    }
}
