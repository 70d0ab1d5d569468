//! Which words no form of the lexicon begins with, told without a lookup.

/// Letters of the alphabet, and one more place for everything else.
const PLACES: usize = 27;

/// For the first two letters of a word the lengths, up to 31, of the first words of forms that begin with them: it spares
/// most words of running text the lookup.
#[derive(Debug)]
pub(super) struct Gate([u32; PLACES * PLACES]);

impl Default for Gate {
    fn default() -> Self {
        Self([0; PLACES * PLACES])
    }
}

impl Gate {
    /// Lets the word through, in whatever letter case.
    pub(super) fn open(&mut self, first: &str) {
        if let Some(lengths) = self.0.get_mut(Self::place(first)) {
            *lengths |= Self::length(first);
        }
    }

    /// Whether a word may be one of those that are let through.
    pub(super) fn is_open(&self, first: &str) -> bool {
        self.0.get(Self::place(first)).is_some_and(|lengths| lengths & Self::length(first) != 0)
    }

    fn place(word: &str) -> usize {
        let letter = |byte: Option<&u8>| match byte.map(u8::to_ascii_lowercase) {
            Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
            _ => PLACES - 1,
        };
        let bytes = word.as_bytes();
        letter(bytes.first()) * PLACES + letter(bytes.get(1))
    }

    fn length(word: &str) -> u32 {
        1 << word.len().min(31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_let_in_passes_in_any_case(word in "\\PC{1,40}") {
            let mut gate = Gate::default();
            gate.open(&word);
            prop_assert!(gate.is_open(&word) && gate.is_open(&word.to_ascii_uppercase()));
        }
    }

    #[test]
    fn other_letters_and_lengths_do_not_pass() {
        let mut gate = Gate::default();
        gate.open("Senate");
        assert!(gate.is_open("senior") && !gate.is_open("Senates") && !gate.is_open("Speech") && !gate.is_open(""));
    }
}
