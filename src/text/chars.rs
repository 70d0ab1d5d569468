//! Byte offsets to code-point offsets, as Python and R count them.

/// Bytes between two checkpoints: a lookup counts at most this many bytes.
const STRIDE: usize = 128;

/// Answers "how many code points lie before this byte?" in constant time.
///
/// ASCII text needs no table at all; other text keeps one count for every 128 bytes.
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    checkpoints: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut count = 0;
            for block in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(count);
                count += count_starts(block);
            }
        }
        Self { text, checkpoints }
    }

    /// Code points in `text[..byte]`; a byte past the end counts as the end.
    pub fn char_of(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        if self.checkpoints.is_empty() {
            return byte as u32;
        }
        let block = (byte / STRIDE).min(self.checkpoints.len() - 1);
        let counted = self.checkpoints.get(block).copied().unwrap_or_default();
        let rest = self.text.as_bytes().get(block * STRIDE..byte).unwrap_or_default();
        counted + count_starts(rest)
    }

    /// Code points in the whole text.
    pub fn len(&self) -> u32 {
        self.char_of(self.text.len())
    }

    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }
}

/// Every byte that is not a continuation byte starts a code point.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::CharIndex;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_the_standard_library_does(text in "\\PC{0,400}") {
            let index = CharIndex::new(&text);
            for (chars, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.char_of(byte), chars as u32);
            }
            prop_assert_eq!(index.len() as usize, text.chars().count());
        }
    }
}
