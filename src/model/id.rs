//! Ids that are derived, never counted: the same on any machine, in any order, with any number of threads.

use std::fmt;

/// 128 bits of BLAKE3, printed as 32 hex digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash128([u8; 16]);

impl Hash128 {
    /// Hash of the parts; each is preceded by its length, so that `("a", "bc")` and `("ab", "c")` differ.
    pub fn of(parts: &[&[u8]]) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Self::from(hasher.finalize())
    }

    /// The hash that these 32 hex digits write, as it is printed.
    pub fn parse(hex: &str) -> Option<Self> {
        let is_printed = hex.len() == 32 && hex.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        let number = is_printed.then(|| u128::from_str_radix(hex, 16).ok())??;
        Some(Self(number.to_be_bytes()))
    }
}

/// The number that the digits write.
impl From<Hash128> for u128 {
    fn from(hash: Hash128) -> Self {
        Self::from_be_bytes(hash.0)
    }
}

/// The first half of a BLAKE3 hash.
impl From<blake3::Hash> for Hash128 {
    fn from(hash: blake3::Hash) -> Self {
        let mut out = [0; 16];
        for (to, from) in out.iter_mut().zip(hash.as_bytes()) {
            *to = *from;
        }
        Self(out)
    }
}

impl fmt::Display for Hash128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = [0; 32];
        for (pair, byte) in digits.as_chunks_mut::<2>().0.iter_mut().zip(self.0) {
            *pair = [hex_digit(byte >> 4), hex_digit(byte & 0xF)];
        }
        f.write_str(std::str::from_utf8(&digits).unwrap_or_default())
    }
}

/// The digit of a number below 16.
fn hex_digit(number: u8) -> u8 {
    if number < 10 { b'0' + number } else { b'a' + number - 10 }
}

impl fmt::Debug for Hash128 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Hash of bytes as they are: what `content_hash` and the manifest hold.
pub fn content_hash(bytes: &[u8]) -> Hash128 {
    Hash128::from(blake3::hash(bytes))
}

/// Identity of a document: where its record came from, so that a revised text keeps its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(pub Hash128);

impl DocId {
    pub fn of(source_path: &str, source_member: Option<&str>) -> Self {
        match source_member {
            None => Self(Hash128::of(&[source_path.as_bytes()])),
            Some(member) => Self(Hash128::of(&[source_path.as_bytes(), member.as_bytes()])),
        }
    }
}

/// Id of the sentence at this position of the document whose printed id this is.
pub fn sentence_id(doc_id: &str, position: usize) -> String {
    child_id(doc_id, "-s", position)
}

/// Id of the mention at this position of the document whose printed id this is.
pub fn mention_id(doc_id: &str, position: usize) -> String {
    child_id(doc_id, "-m", position)
}

fn child_id(doc_id: &str, kind: &str, position: usize) -> String {
    let mut id = String::with_capacity(doc_id.len() + kind.len() + DIGITS);
    id.push_str(doc_id);
    id.push_str(kind);
    push_number(position, &mut id);
    id
}

/// Digits of most positions.
const DIGITS: usize = 4;

/// Appends the number; ids are written for every row, and need none of what a formatter can do.
fn push_number(number: usize, out: &mut String) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(char::from(b'0' + (number % 10) as u8));
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_hash_is_printed_as_its_number(bytes: [u8; 16]) {
            let hash = Hash128(bytes);
            prop_assert_eq!(hash.to_string(), format!("{:032x}", u128::from(hash)));
        }

        #[test]
        fn children_are_numbered_in_decimals(position: usize) {
            prop_assert_eq!(sentence_id("abc", position), format!("abc-s{position}"));
        }
    }
}
