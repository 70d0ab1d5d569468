//! What the rest of the document says about a word with a capital: non-local features after Ratinov & Roth 2009, section 5.
//!
//! Each occurrence of a word leaves evidence; an occurrence is judged by that of the others, its own taken off.

use rustc_hash::FxHashMap;

use super::hash::of_word;
use crate::model::{Token, TokenKind, Zone};
use crate::stages::recognize::DocumentCx;
use crate::stages::recognize::matcher::Match;
use crate::stages::recognize::words::{
    is_all_caps, is_capitalised, is_function_word, is_organisation_head, is_reporting_verb,
};

/// Kinds of evidence.
pub const N_EVIDENCE: usize = 10;

const IN_SMALL: usize = 0;
const MID_SENTENCE: usize = 1;
const AFTER_TITLE: usize = 2;
const BEHIND_CAPITAL: usize = 3;
const BEFORE_CAPITAL: usize = 4;
const BEFORE_SAYING: usize = 5;
const AFTER_IN: usize = 6;
const IN_BRACKETS: usize = 7;
const BEFORE_HEAD: usize = 8;
const AFTER_THE: usize = 9;

/// Evidence of one occurrence, as bits.
pub type Evidence = u16;

/// Words shorter than this are not looked for in small letters: hardly a name is as short.
const SHORTEST: usize = 4;

/// How often each kind was seen, up to 255.
type Counts = [u8; N_EVIDENCE];

/// The words with capitals of a document, by the hashes of their small letters.
#[derive(Debug, Default)]
pub struct Facts {
    words: FxHashMap<u64, Counts>,
    /// For each token of the document what its own place shows.
    occurrences: Vec<Option<Occurrence>>,
}

/// A word with a capital by the hash of its small letters, and what its place shows.
pub type Occurrence = (u64, Evidence);

impl Facts {
    /// Reads a document; `titles` gives the lexicon's titles in a sentence, by its position.
    pub fn read<'m>(&mut self, document: &DocumentCx<'_>, titles: impl Fn(usize) -> &'m [Match<'m>]) {
        self.words.clear();
        self.occurrences.clear();
        self.occurrences.resize(document.tokens.len(), None);
        for (index, sentence, tokens) in document.sentences() {
            let occurrences = self.occurrences.get_mut(sentence.tokens.clone()).unwrap_or_default();
            for (at, slot) in occurrences.iter_mut().enumerate() {
                *slot = occurrence(document.text, tokens, at, sentence.zone, titles(index));
            }
            if sentence.zone != Zone::Boilerplate {
                count(occurrences, &mut self.words);
            }
        }
        self.count_small(document);
    }

    fn count_small(&mut self, document: &DocumentCx<'_>) {
        if self.words.is_empty() {
            return;
        }
        for token in document.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let word = token.span.of(document.text);
            if word.len() < SHORTEST || is_capitalised(word) {
                continue;
            }
            if let Some(count) = self.words.get_mut(&of_word(word)).and_then(|counts| counts.get_mut(IN_SMALL)) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// What the other occurrences of the word at this token of the document show, as bits.
    pub fn of_others(&self, token: usize) -> Evidence {
        let Some((word, own)) = self.occurrences.get(token).copied().flatten() else { return 0 };
        let Some(counts) = self.words.get(&word) else { return 0 };
        let others = counts.iter().enumerate().filter(|(kind, count)| **count > (own >> kind & 1) as u8);
        others.fold(0, |bits, (kind, _)| bits | 1 << kind)
    }
}

/// Counts what the occurrences of a sentence show.
fn count(occurrences: &[Option<Occurrence>], words: &mut FxHashMap<u64, Counts>) {
    for (word, evidence) in occurrences.iter().flatten() {
        let counts = words.entry(*word).or_default();
        for (kind, count) in counts.iter_mut().enumerate() {
            *count = count.saturating_add((evidence >> kind & 1) as u8);
        }
    }
}

/// The occurrence at this position of a sentence; nothing for words without a capital.
fn occurrence(text: &str, tokens: &[Token], at: usize, zone: Zone, titles: &[Match<'_>]) -> Option<Occurrence> {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
    let printed = word(Some(at));
    if !is_capitalised(printed) {
        return None;
    }
    let (before, next) = (word(at.checked_sub(1)), word(at.checked_add(1)));
    let is_headline = zone == Zone::Title || is_all_caps(printed) && printed.len() > 5;
    let runs_on = |word: &str| is_capitalised(word) && !is_function_word(word);
    // Titles stand in order and do not overlap.
    let after_title = || titles.binary_search_by_key(&at, |title| title.tokens.end).is_ok();
    let mut bits = 0;
    let mut set = |kind: usize, holds: bool| bits |= Evidence::from(holds) << kind;
    set(MID_SENTENCE, !is_headline && at > 0 && !before.is_empty() && before.ends_with(char::is_alphanumeric));
    set(AFTER_TITLE, after_title());
    set(BEHIND_CAPITAL, !is_headline && runs_on(before));
    set(BEFORE_CAPITAL, !is_headline && runs_on(next));
    set(BEFORE_SAYING, is_reporting_verb(next));
    set(AFTER_IN, matches!(before, "in" | "at" | "from" | "near"));
    set(IN_BRACKETS, before == "(" && next == ")");
    set(BEFORE_HEAD, !is_headline && is_organisation_head(next));
    set(AFTER_THE, matches!(before, "the" | "The"));
    Some((of_word(printed), bits))
}
