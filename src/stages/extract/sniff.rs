//! Tells text from other data by its first bytes.

/// How many bytes are looked at.
const WINDOW: usize = 8 << 10;

/// First bytes of common formats that no text begins with.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive, or an office document, which is one"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "gzip data: the file's name should end in .gz"),
    (b"\x28\xb5\x2f\xfd", "zstd data: the file's name should end in .zst"),
    (b"\xfd7zXZ\0", "xz data"),
    (b"BZh91AY&SY", "bzip2 data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"PAR1", "a Parquet file"),
];

/// Byte order marks of the charsets in which NUL bytes are part of text (UTF-32LE begins as UTF-16LE does).
const WIDE_MARKS: &[&[u8]] = &[b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff"];

/// What the bytes are, if they are not text.
pub(super) fn binary(bytes: &[u8]) -> Option<&'static str> {
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    if let Some((_, what)) = SIGNATURES.iter().find(|(signature, _)| window.starts_with(signature)) {
        return Some(what);
    }
    let is_binary = !has_wide_mark(window) && has_binary_controls(window) && !looks_like_utf16(window);
    is_binary.then_some("the first bytes hold NUL and other control characters")
}

/// Whether a byte order mark says UTF-16 or UTF-32.
pub(super) fn has_wide_mark(bytes: &[u8]) -> bool {
    WIDE_MARKS.iter().any(|mark| bytes.starts_with(mark))
}

/// Whether there is a NUL, and control characters make up more than a twentieth.
///
/// A stray NUL or two is damage that normalization repairs. In random bytes a tenth are such controls, in programs and
/// databases far more.
fn has_binary_controls(window: &[u8]) -> bool {
    let controls = window.iter().filter(|byte| is_foreign_control(**byte)).count();
    window.contains(&0) && controls > 1 && controls * 20 > window.len()
}

/// Controls that no charset of text uses: not white space, nor the shifts and the escape of ISO 2022.
fn is_foreign_control(byte: u8) -> bool {
    matches!(byte, 0x00..=0x08 | 0x10..=0x1A | 0x1C..=0x1F | 0x7F)
}

/// Whether this is UTF-16 without a mark: NULs are the high bytes of printable ASCII, on one side only, and often.
fn looks_like_utf16(window: &[u8]) -> bool {
    let (units, _) = window.as_chunks::<2>();
    let (mut little, mut big, mut other_nuls) = (0, 0, 0);
    for unit in units {
        match *unit {
            [low, 0] if is_ascii_text(low) => little += 1,
            [0, low] if is_ascii_text(low) => big += 1,
            [_, 0] | [0, _] => other_nuls += 1,
            _ => {}
        }
    }
    let (one, other) = (little.max(big), little.min(big));
    one * 10 >= units.len() && (other + other_nuls) * 20 <= one
}

fn is_ascii_text(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    proptest! {
        #[test]
        fn text_of_any_script_is_text(text in "[ -~\n\r\t\u{a0}-\u{2fff}\u{4e00}-\u{9fff}]{0,300}") {
            prop_assume!(!SIGNATURES.iter().any(|(signature, _)| text.as_bytes().starts_with(signature)));
            prop_assert_eq!(binary(text.as_bytes()), None);
        }

        /// English and Russian without a byte order mark; a text of spaceless Chinese could not be told.
        #[test]
        fn utf16_is_text_with_and_without_its_mark(words in prop::collection::vec("[a-zа-я]{1,8}", 3..60)) {
            let text = words.join(" ") + ".";
            for to_bytes in [u16::to_le_bytes, u16::to_be_bytes] {
                prop_assert_eq!(binary(&utf16(&text, to_bytes)), None);
                prop_assert_eq!(binary(&utf16(&format!("\u{feff}{text}"), to_bytes)), None);
            }
        }

        #[test]
        fn random_bytes_are_binary(bytes in prop::collection::vec(any::<u8>(), 4096)) {
            prop_assert!(binary(&bytes).is_some());
        }

        /// Wherever the NUL stands.
        #[test]
        fn one_nul_does_not_make_a_text_binary(at in 0usize..60) {
            let mut bytes = b"The ministers met in Vilnius on Monday and will meet again in May.".to_vec();
            bytes.insert(at, 0);
            prop_assert_eq!(binary(&bytes), None);
        }
    }

    #[test]
    fn known_signatures_are_named() {
        for (signature, what) in SIGNATURES {
            let bytes = [signature, b" and then something that reads like text".as_slice()].concat();
            assert_eq!(binary(&bytes), Some(*what));
        }
    }

    #[test]
    fn records_of_numbers_are_binary() {
        let numbers: Vec<u8> = (0u32..500).flat_map(u32::to_le_bytes).collect();
        assert!(binary(&numbers).is_some());
        let samples: Vec<u8> = (0u16..500).flat_map(u16::to_be_bytes).collect();
        assert!(binary(&samples).is_some());
    }
}
