//! What the model knows of single words: distributional clusters and lists of names.
//!
//! One table from a word (or a phrase of up to three words) to a packed number, so that a token costs one lookup.

use super::hash::{finish, mix, of_word};
use super::table::Table;

/// Lists of names that a word or phrase stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameList {
    Forename,
    Surname,
    City,
    /// A large city: a name that is rarely anything else.
    LargeCity,
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known(u32);

const FINE_BITS: u32 = 12;
const COARSE_BITS: u32 = 8;

impl Known {
    /// Clusters count from 1; 0 is for words that are in none.
    pub fn new(fine: u32, coarse: u32, lists: &[NameList]) -> Self {
        debug_assert!(fine < 1 << FINE_BITS && coarse < 1 << COARSE_BITS);
        let lists = lists.iter().fold(0, |bits, list| bits | 1 << *list as u32);
        Self(fine | coarse << FINE_BITS | lists << (FINE_BITS + COARSE_BITS))
    }

    /// The small cluster of the word, 0 for none.
    pub fn fine(self) -> u64 {
        u64::from(self.0 & ((1 << FINE_BITS) - 1))
    }

    /// The large cluster of the word, 0 for none.
    pub fn coarse(self) -> u64 {
        u64::from(self.0 >> FINE_BITS & ((1 << COARSE_BITS) - 1))
    }

    /// The lists as bits.
    pub fn lists(self) -> u64 {
        u64::from(self.0 >> (FINE_BITS + COARSE_BITS))
    }

    pub fn is_in(self, list: NameList) -> bool {
        self.lists() & 1 << list as u64 != 0
    }

    pub fn bits(self) -> u32 {
        self.0
    }
}

/// Hashes of what the table holds; kept apart from the features' hashes by their own seeds.
const WORD: u64 = 0x776F_7264;
const PHRASE: u64 = 0x7068_7261;

/// The key of a word, given the hash of its small letters.
pub fn word_key(word: u64) -> u64 {
    finish(mix(WORD, word))
}

/// The key of a phrase of several words, given the hashes of their small letters.
pub fn phrase_key(words: &[u64]) -> u64 {
    finish(words.iter().fold(PHRASE, |hash, word| mix(hash, *word)))
}

/// The key of a phrase as printed, words separated by spaces or hyphens.
pub fn key_of(phrase: &str) -> u64 {
    let words: Vec<u64> = phrase.split([' ', '-']).filter(|word| !word.is_empty()).map(of_word).collect();
    match words.as_slice() {
        [word] => word_key(*word),
        words => phrase_key(words),
    }
}

/// The table of known words.
#[derive(Clone, Debug)]
pub struct Words(pub(super) Table);

impl Words {
    pub fn new(table: Table) -> Self {
        Self(table)
    }

    /// The bytes of the table.
    pub fn bytes(&self) -> &[u8] {
        self.0.bytes()
    }

    /// What is known of the word with this hash of its small letters.
    #[inline]
    pub fn word(&self, word: u64) -> Known {
        self.0.get(word_key(word)).map_or_else(Known::default, Known)
    }

    /// What is known of a phrase.
    #[inline]
    pub fn phrase(&self, words: &[u64]) -> Known {
        self.0.get(phrase_key(words)).map_or_else(Known::default, Known)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let known = Known::new(1_023, 127, &[NameList::Surname, NameList::LargeCity]);
        assert_eq!((known.fine(), known.coarse()), (1_023, 127));
        assert!(known.is_in(NameList::Surname) && known.is_in(NameList::LargeCity));
        assert!(!known.is_in(NameList::Forename) && !known.is_in(NameList::City));
    }

    #[test]
    fn words_and_phrases_have_keys_of_their_own() {
        assert_eq!(key_of("Minsk"), word_key(of_word("minsk")));
        assert_eq!(key_of("New York"), phrase_key(&[of_word("new"), of_word("york")]));
        assert_ne!(key_of("York New"), key_of("New York"));
    }
}
