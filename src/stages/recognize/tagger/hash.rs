//! Hashes of words and features: 64 bits, the same on every machine, since the model's tables are built from them.

/// Multiplier of the mixing step: 2^64 divided by the golden ratio, odd.
const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of two numbers in their order.
#[inline]
pub fn mix(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(GOLDEN)
}

/// Spreads every bit over all others, so that any bits of the result can choose a slot (the finalizer of SplitMix64:
/// Steele, Lea & Flood, OOPSLA 2014).
#[inline]
pub fn finish(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// The hash of characters.
#[inline]
pub fn of_chars(chars: impl Iterator<Item = char>) -> u64 {
    chars.fold(GOLDEN, |hash, char| mix(hash, u64::from(u32::from(char))))
}

/// The hash of a word in small letters.
pub fn of_word(word: &str) -> u64 {
    if word.is_ascii() {
        of_chars(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())))
    } else {
        of_chars(word.chars().flat_map(char::to_lowercase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_case_is_folded_and_order_counts() {
        assert_eq!(of_word("Minsk"), of_word("MINSK"));
        assert_eq!(of_word("ÉLYSÉE"), of_word("élysée"));
        assert_ne!(of_word("ab"), of_word("ba"));
    }

    #[test]
    fn the_tables_of_shipped_models_stay_readable() {
        // Computed apart from this code: whoever changes a hash has to train again and to raise the model's version.
        assert_eq!(of_word("Minsk"), 0x19bee2b86df333b6);
        assert_eq!(finish(mix(1, of_word("minsk"))), 0xcdcab129108f9aed);
    }
}
