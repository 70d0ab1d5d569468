//! The text of a JSON string literal (RFC 8259, section 7), with its positions in the line that holds it.

use std::ops::Range;

use super::decode::{Decoded, Sink, utf8};
use crate::text::AlignedTextBuilder;

/// Reads the literal at `literal` (quotation marks included) in `bytes`. Escapes are pieces of their own; one half of a
/// surrogate pair without the other becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], literal: Range<usize>) -> Decoded {
    let mut sink = Sink { out: AlignedTextBuilder::with_capacity(literal.len()), invalid: false };
    let end = literal.end.saturating_sub(1).min(bytes.len());
    let inside = bytes.get(..end).unwrap_or_default();
    let mut at = literal.start.saturating_add(1).min(end);
    while let Some(rest) = inside.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest).unwrap_or(rest.len());
        utf8(inside.get(..at + plain).unwrap_or_default(), at, &mut sink);
        at += plain;
        if at < end {
            let (decoded, width) = escape(inside.get(at..).unwrap_or_default());
            sink.char(decoded, at..at + width);
            at += width;
        }
    }
    let Sink { out, invalid } = sink;
    Decoded { text: out.finish(bytes.len()), encoding: "utf-8", guessed: false, invalid }
}

/// The character of the escape that `bytes` begin with, and its width in bytes.
fn escape(bytes: &[u8]) -> (Option<char>, usize) {
    let simple = |c| (Some(c), 2);
    match bytes {
        [_, b'n', ..] => simple('\n'),
        [_, b't', ..] => simple('\t'),
        [_, b'r', ..] => simple('\r'),
        [_, b'b', ..] => simple('\u{8}'),
        [_, b'f', ..] => simple('\u{C}'),
        [_, c @ (b'"' | b'\\' | b'/'), ..] => simple(char::from(*c)),
        [_, b'u', rest @ ..] => unicode(rest),
        _ => (None, 1),
    }
}

/// `XXXX` or `XXXX\uXXXX`, after the first `\u`.
fn unicode(digits: &[u8]) -> (Option<char>, usize) {
    let Some(high) = hex(digits) else { return (None, 2) };
    if let Some(decoded) = char::from_u32(high) {
        return (Some(decoded), 6);
    }
    let low = match digits.get(4..) {
        Some([b'\\', b'u', rest @ ..]) => hex(rest).filter(|low| (0xDC00..0xE000).contains(low)),
        _ => None,
    };
    match low {
        Some(low) if high < 0xDC00 => (char::from_u32(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)), 12),
        _ => (None, 6),
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    let four = std::str::from_utf8(digits.get(..4)?).ok()?;
    four.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(four, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use proptest::prelude::*;

    proptest! {
        /// The second reader is serde_json; positions point at what it would unescape to the same characters.
        #[test]
        fn reads_as_serde_json_does(text in any::<String>(), ascii in any::<bool>()) {
            let mut literal = serde_json::to_string(&text).unwrap();
            if ascii {
                let units = literal.encode_utf16().map(|u| match u8::try_from(u) {
                    Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
                    _ => format!("\\u{u:04X}"),
                });
                literal = units.collect();
            }
            let line = format!("{{\"text\": {literal}}}");
            let decoded = decode(line.as_bytes(), 9..9 + literal.len());
            prop_assert_eq!(decoded.text.as_str(), &text);
            prop_assert!(!decoded.invalid);
            for (at, character) in text.char_indices() {
                let raw = decoded.text.to_raw(Span::new(at, at + character.len_utf8())).unwrap();
                let alone: String = serde_json::from_str(&format!("\"{}\"", &line[raw])).unwrap();
                prop_assert_eq!(alone, character.to_string());
            }
        }

        #[test]
        fn never_panics(bytes in prop::collection::vec(any::<u8>(), 0..40), start in 0_usize..50, len in 0_usize..50) {
            decode(&bytes, start..start + len);
        }
    }

    #[test]
    fn half_a_pair_is_replaced() {
        let literal = br#""a\ud83dx\udE00\uD83D\uDE00""#;
        let decoded = decode(literal, 0..literal.len());
        assert_eq!(decoded.text.as_str(), "a\u{FFFD}x\u{FFFD}\u{1F600}");
        assert!(decoded.invalid);
    }
}
