//! Fixed sets of words that are asked about nearly every word of a text.

use rustc_hash::FxHashSet;

/// A set of words; only asked for single words, never walked over.
#[derive(Debug)]
pub struct WordSet {
    words: FxHashSet<&'static str>,
    /// For each first byte the lengths of the words with it, as bits: most words are turned away without a hash.
    lengths: [u32; 256],
}

/// The bit for this length and all longer ones.
const LONGEST: usize = 31;

impl FromIterator<&'static str> for WordSet {
    fn from_iter<I: IntoIterator<Item = &'static str>>(words: I) -> Self {
        let mut set = Self { words: FxHashSet::default(), lengths: [0; 256] };
        for word in words {
            if let Some(lengths) = first_byte(word).and_then(|first| set.lengths.get_mut(first)) {
                *lengths |= length_bit(word);
                set.words.insert(word);
            }
        }
        set
    }
}

impl WordSet {
    /// Whether the word is one of the set; the empty one never is.
    #[inline]
    pub fn contains(&self, word: &str) -> bool {
        self.may_hold(word) && self.words.contains(word)
    }

    #[inline]
    fn may_hold(&self, word: &str) -> bool {
        let lengths = first_byte(word).and_then(|first| self.lengths.get(first));
        lengths.is_some_and(|lengths| lengths & length_bit(word) != 0)
    }

    /// Whether all words of this set are in the other.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.words.is_subset(&other.words)
    }
}

#[inline]
fn first_byte(word: &str) -> Option<usize> {
    word.as_bytes().first().copied().map(usize::from)
}

#[inline]
fn length_bit(word: &str) -> u32 {
    1 << word.len().min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &[&str] = &["a", "ab", "b", "été", "a word of more than thirty-one bytes", ""];

    proptest! {
        #[test]
        fn a_word_is_in_the_set_if_it_is_listed(word in prop_oneof!["[ab]{0,3}", "[ét]{1,3}", Just("a word of more than thirty-one bytes".to_owned())]) {
            let set: WordSet = WORDS.iter().copied().collect();
            prop_assert_eq!(set.contains(&word), !word.is_empty() && WORDS.contains(&word.as_str()));
        }
    }

    #[test]
    fn a_set_is_part_of_a_larger_one() {
        let (small, large): (WordSet, WordSet) = (["a"].into_iter().collect(), WORDS.iter().copied().collect());
        assert!(small.is_subset(&large) && !large.is_subset(&small));
    }
}
