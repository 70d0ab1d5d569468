//! Bytes to characters, with the proof which bytes each character came from.

use encoding_rs::{DecoderResult, Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::charset::{self, Charset};
use crate::text::{AlignedText, AlignedTextBuilder};

/// U+FFFD, which stands for bytes that mean nothing in the charset.
pub(super) const REPLACEMENT: char = '\u{FFFD}';

/// Decoded text.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: AlignedText,
    pub(super) encoding: &'static str,
    pub(super) guessed: bool,
    /// Whether some bytes became U+FFFD.
    pub(super) invalid: bool,
}

/// Decodes a whole record; `configured` is the charset of the settings, if they name one.
pub(super) fn decode(bytes: &[u8], configured: Option<&'static Encoding>) -> Decoded {
    let Charset { encoding, bom, guessed } = charset::choose(bytes, configured);
    let mut sink = Sink { out: AlignedTextBuilder::with_capacity(bytes.len()), invalid: false };
    let proved = if encoding == UTF_8 {
        utf8(bytes, bom, &mut sink);
        true
    } else if encoding == UTF_16LE || encoding == UTF_16BE {
        utf16(bytes, bom, encoding == UTF_16LE, &mut sink);
        true
    } else if encoding.is_single_byte() {
        single_byte(bytes, encoding, &mut sink);
        true
    } else {
        encoding != ISO_2022_JP && multi_byte(bytes, encoding, &mut sink).is_some()
    };
    if !proved {
        let (text, invalid) = encoding.decode_without_bom_handling(bytes);
        let text = AlignedText::unaligned(text.into_owned(), bytes.len());
        return Decoded { text, encoding: charset::name(encoding), guessed, invalid };
    }
    let Sink { out, invalid } = sink;
    Decoded { text: out.finish(bytes.len()), encoding: charset::name(encoding), guessed, invalid }
}

/// What the decoders write to.
pub(super) struct Sink {
    pub(super) out: AlignedTextBuilder,
    pub(super) invalid: bool,
}

impl Sink {
    /// One character, or none that the bytes can mean.
    pub(super) fn char(&mut self, decoded: Option<char>, raw: std::ops::Range<usize>) {
        self.invalid |= decoded.is_none();
        let mut buffer = [0; 4];
        self.out.replaced(decoded.unwrap_or(REPLACEMENT).encode_utf8(&mut buffer), raw);
    }

    /// Bytes that are their own text.
    fn ascii(&mut self, bytes: &[u8], at: usize) {
        self.out.verbatim(std::str::from_utf8(bytes).unwrap_or_default(), at);
    }
}

/// UTF-8 from `start` on; each longest ill-formed sequence becomes one U+FFFD (Unicode, section 3.9, "maximal subpart").
pub(super) fn utf8(bytes: &[u8], start: usize, sink: &mut Sink) {
    let mut at = start;
    for chunk in bytes.get(start..).unwrap_or_default().utf8_chunks() {
        sink.out.verbatim(chunk.valid(), at);
        at += chunk.valid().len();
        let bad = chunk.invalid().len();
        if bad > 0 {
            sink.char(None, at..at + bad);
        }
        at += bad;
    }
}

fn utf16(bytes: &[u8], start: usize, little_endian: bool, sink: &mut Sink) {
    let body = bytes.get(start..).unwrap_or_default();
    let units = body.chunks_exact(2).filter_map(|pair| {
        let pair = pair.try_into().ok()?;
        Some(if little_endian { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    });
    let mut at = start;
    for decoded in char::decode_utf16(units) {
        let width = decoded.as_ref().map_or(2, |c| 2 * c.len_utf16());
        sink.char(decoded.ok(), at..at + width);
        at += width;
    }
    if at < bytes.len() {
        sink.char(None, at..bytes.len());
    }
}

fn single_byte(bytes: &[u8], encoding: &'static Encoding, sink: &mut Sink) {
    let upper: Vec<Option<char>> = (0x80..=0xFF_u8)
        .map(|byte| encoding.decode_without_bom_handling_and_without_replacement(&[byte])?.chars().next())
        .collect();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let ascii = ascii_run(bytes, at);
        if ascii.is_empty() {
            let decoded = upper.get(usize::from(byte).saturating_sub(0x80)).copied().flatten();
            sink.char(decoded, at..at + 1);
            at += 1;
        } else {
            sink.ascii(ascii, at);
            at += ascii.len();
        }
    }
}

/// The multi-byte charsets of East Asia. The decoder is fed byte by byte, so that what it gives comes from the bytes
/// since it last gave something. Nothing where that does not add up to the text that it gives for the whole.
fn multi_byte(bytes: &[u8], encoding: &'static Encoding, sink: &mut Sink) -> Option<()> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut at, mut pending) = (0, 0);
    while at < bytes.len() {
        if pending == at {
            let ascii = ascii_run(bytes, at);
            sink.ascii(ascii, at);
            at += ascii.len();
            pending = at;
        }
        let fed = bytes.get(at..(at + 1).min(bytes.len()))?;
        let mut buffer = [0; 32];
        let last = at + fed.len() == bytes.len();
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(fed, &mut buffer, last);
        if read == 0 && written == 0 && !matches!(result, DecoderResult::Malformed(..)) && !fed.is_empty() {
            return None;
        }
        at += read;
        if written > 0 {
            sink.out.replaced(std::str::from_utf8(buffer.get(..written)?).ok()?, pending..at);
            pending = at;
        }
        if let DecoderResult::Malformed(_, after) = result {
            let end = at.checked_sub(usize::from(after)).filter(|end| *end > pending)?;
            sink.char(None, pending..end);
            pending = end;
        }
    }
    // A sequence that the end of the text cut off.
    if pending < bytes.len() {
        return None;
    }
    Some(())
}

fn ascii_run(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    const EAST_ASIAN: [&Encoding; 6] = [BIG5, EUC_JP, EUC_KR, GBK, GB18030, SHIFT_JIS];

    fn pick() -> impl Strategy<Value = &'static Encoding> {
        prop::sample::select([&EAST_ASIAN[..], &[WINDOWS_1251, WINDOWS_1252]].concat())
    }

    fn aligned(bytes: &[u8], encoding: &'static Encoding) -> Option<AlignedText> {
        let mut sink = Sink { out: AlignedTextBuilder::with_capacity(0), invalid: false };
        if encoding.is_single_byte() {
            single_byte(bytes, encoding, &mut sink);
        } else {
            multi_byte(bytes, encoding, &mut sink)?;
        }
        Some(sink.out.finish(bytes.len()))
    }

    proptest! {
        /// Whatever the bytes are, an aligned text is the text that the charset gives for the whole.
        #[test]
        fn aligned_text_is_the_text(bytes in prop::collection::vec(any::<u8>(), 0..60), encoding in pick()) {
            if let Some(text) = aligned(&bytes, encoding) {
                prop_assert_eq!(text.as_str(), encoding.decode_without_bom_handling(&bytes).0);
            }
        }

        /// The bytes under a character decode to that character alone.
        #[test]
        fn each_character_has_its_bytes(text in "[ -~а-я一-三ア-ン가-갛é]{0,30}", encoding in pick()) {
            let text: String = text.chars().filter(|c| !encoding.encode(&c.to_string()).2).collect();
            let bytes = encoding.encode(&text).0;
            let decoded = aligned(&bytes, encoding).expect("well-formed text is proved");
            prop_assert_eq!(decoded.as_str(), &text);
            for (at, character) in text.char_indices() {
                let raw = decoded.to_raw(Span::new(at, at + character.len_utf8())).unwrap();
                let alone = encoding.decode_without_bom_handling(&bytes[raw]).0.into_owned();
                prop_assert_eq!(alone, character.to_string());
            }
        }

        #[test]
        fn utf16_has_exact_positions(text in "\\PC{0,30}") {
            let bytes: Vec<u8> = [0xFFFE_u16].into_iter().map(u16::swap_bytes).chain(text.encode_utf16())
                .flat_map(u16::to_le_bytes).collect();
            let decoded = decode(&bytes, None);
            prop_assert_eq!(decoded.text.as_str(), &text);
            let mut at = 2;
            for (start, character) in text.char_indices() {
                let raw = decoded.text.to_raw(Span::new(start, start + character.len_utf8())).unwrap();
                prop_assert_eq!(raw.clone(), at..at + 2 * character.len_utf16());
                at = raw.end;
            }
        }
    }

    #[test]
    fn bad_bytes_become_one_replacement_each_sequence() {
        let decoded = decode(b"Caf\xC3\xA9 \xE2\x82 in \xC3\xA9t\xC3\xA9\xFF\xFE.", None);
        assert_eq!(decoded.text.as_str(), "Café \u{FFFD} in été\u{FFFD}\u{FFFD}.");
        assert!(decoded.invalid && decoded.guessed);
        assert_eq!(decoded.text.to_raw(Span::new(6, 9)), Some(6..8));
    }

    #[test]
    fn windows_1252_has_positions_and_iso_2022_jp_has_none() {
        let decoded = decode(b"The minister\x92s visit to K\xF6ln was \x93fruitful\x94.", None);
        assert_eq!(decoded.text.as_str(), "The minister\u{2019}s visit to K\u{F6}ln was \u{201C}fruitful\u{201D}.");
        assert_eq!(decoded.text.to_raw(Span::new(12, 15)), Some(12..13));
        let (bytes, _, _) = ISO_2022_JP.encode("外務大臣は声明を発表した。");
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.text.as_str(), "外務大臣は声明を発表した。");
        assert!(!decoded.text.is_exact());
    }

    #[test]
    fn a_sequence_cut_off_at_the_end_is_marked() {
        let whole = BIG5.encode("外交部").0.into_owned();
        let cut = &whole[..5];
        let (expected, bad) = BIG5.decode_without_bom_handling(cut);
        let decoded = decode(cut, Some(BIG5));
        assert_eq!((decoded.text.as_str(), decoded.invalid), (&*expected, bad));
    }
}
