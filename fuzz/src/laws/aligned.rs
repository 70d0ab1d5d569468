//! What holds between a clean text and the bytes it came from.

use communique::model::{Document, Flag};
use communique::text::{AlignedText, Span};
use encoding_rs::{Encoding, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

/// The pieces tile both texts, verbatim ones are equal, and every character leads to its bytes and back.
pub(super) fn assert_aligned(text: &AlignedText, raw: &[u8]) {
    if !text.is_exact() {
        assert_eq!(text.to_raw(Span::new(0, text.as_str().len())), None, "positions that are not proved are not given");
        return;
    }
    let (mut clean_at, mut raw_at) = (0, 0);
    for (clean, from, verbatim) in text.pieces() {
        assert_eq!((clean.start(), from.start), (clean_at, raw_at), "pieces tile both texts");
        if verbatim {
            assert_eq!(clean.of(text.as_str()).as_bytes(), &raw[from.clone()], "verbatim pieces are equal");
        }
        (clean_at, raw_at) = (clean.end(), from.end);
    }
    assert_eq!((clean_at, raw_at), (text.as_str().len(), raw.len()), "pieces hold all of both texts");
    let mut last_start = 0;
    for (at, character) in text.as_str().char_indices() {
        let span = Span::new(at, at + character.len_utf8());
        let range = text.to_raw(span).expect("exact text has raw positions");
        assert!(range.end <= raw.len() && range.start >= last_start, "raw positions are in order");
        last_start = range.start;
        if !range.is_empty() {
            assert!(text.to_clean(range).expect("the range lies inside").contains(span), "there and back");
        }
    }
}

/// The raw bytes under a span, decoded alone, hold the same letters and digits. A page number that stood inside a sentence is in
/// its bytes and not in its text, and the document says so.
pub(super) fn assert_same_letters(document: &Document, raw: &[u8], spans: impl Iterator<Item = Span>) {
    if document.flags.contains(&Flag::PageFurniture) {
        return;
    }
    let encoding = Encoding::for_label(document.encoding.as_bytes()).expect("a charset of the standard");
    for span in spans {
        let Some(range) = document.text.to_raw(span) else { continue };
        let (printed, _) = encoding.decode_without_bom_handling(&raw[range.clone()]);
        assert_eq!(letters(&printed), letters(span.of(document.as_str())), "the bytes {range:?} under {span:?}");
    }
}

/// What normalizing cannot change. Decomposed, since a sign that is taken out may let letter and accent meet; and controls from
/// U+0080 to U+009F are what windows-1252 has in their places.
fn letters(text: &str) -> String {
    let as_meant = |c: char| match u8::try_from(c) {
        Ok(byte @ 0x80..=0x9F) => WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or(c),
        _ => c,
    };
    text.chars().map(as_meant).nfd().filter(char::is_ascii_alphanumeric).collect()
}
