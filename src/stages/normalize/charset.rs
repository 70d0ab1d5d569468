//! Which charset the bytes of a record are in.
//!
//! The order: a byte order mark; valid UTF-8; the charset of the settings; UTF-8 with a few bad bytes; UTF-16 by its
//! bytes of zero; the guess of chardetng.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes looked at for the zeros of UTF-16.
const SAMPLE: usize = 8192;

/// The charset, and the bytes of the mark that announced it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Charset {
    pub(super) encoding: &'static Encoding,
    pub(super) bom: usize,
    pub(super) guessed: bool,
}

impl Charset {
    fn sure(encoding: &'static Encoding) -> Self {
        Self { encoding, bom: 0, guessed: false }
    }

    fn guess(encoding: &'static Encoding) -> Self {
        Self { encoding, bom: 0, guessed: true }
    }
}

/// The charset of `bytes`; `configured` is the one of the settings, if they name one.
pub(super) fn choose(bytes: &[u8], configured: Option<&'static Encoding>) -> Charset {
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Charset { encoding, bom, guessed: false };
    }
    // These two are made of bytes that are valid UTF-8 as well, so their word comes first.
    if let Some(encoding) = configured.filter(|e| !e.is_ascii_compatible()) {
        return Charset::sure(encoding);
    }
    let valid = std::str::from_utf8(bytes).is_ok();
    // UTF-16 may be valid UTF-8 by chance, but then hardly with a sequence of several bytes.
    if let Some(encoding) = utf16_by_zeros(bytes).filter(|_| !valid || bytes.is_ascii()) {
        return Charset::guess(encoding);
    }
    if valid && !has_iso_2022_escape(bytes) {
        return Charset::sure(UTF_8);
    }
    if let Some(encoding) = configured {
        return Charset::sure(encoding);
    }
    if !valid && is_mostly_utf8(bytes) {
        return Charset::guess(UTF_8);
    }
    match detect(bytes) {
        encoding if valid && encoding != ISO_2022_JP => Charset::sure(UTF_8),
        encoding => Charset::guess(encoding),
    }
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Allow);
    // Where two charsets give the same text (curly quotes in English), the common one is named.
    let same = guess.is_single_byte()
        && guess.decode_without_bom_handling(bytes).0 == WINDOWS_1252.decode_without_bom_handling(bytes).0;
    if same { WINDOWS_1252 } else { guess }
}

/// Whether an escape of ISO-2022-JP (RFC 1468) switches to its two-byte sets or to JIS X 0201.
fn has_iso_2022_escape(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1B, bytes)
        .any(|at| matches!(bytes.get(at + 1..at + 3), Some([b'$', b'@' | b'B'] | [b'(', b'J' | b'I'])))
}

/// Whether the text has multi-byte sequences of UTF-8, and no more bad bytes than these. Text in another charset rarely
/// has one by chance, text in UTF-8 that somebody pasted together may well have a few bad bytes.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut sequences, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sequences += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    sequences > 0 && sequences >= bad
}

/// UTF-16 without a mark: one side of its two-byte units is zero in Latin text; in any other text the spaces and
/// newlines still are units of their own. In both, many bytes are no printable ASCII.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    memchr::memchr(0, sample)?;
    let odd = sample.iter().filter(|byte| !(byte.is_ascii_graphic() || byte.is_ascii_whitespace())).count();
    if odd * 10 < sample.len() * 3 {
        return None;
    }
    let (mut first_zero, mut second_zero, mut both_zero) = (0, 0, 0);
    let (mut blanks_le, mut blanks_be) = (0, 0);
    for unit in sample.chunks_exact(2) {
        let [first, second] = [unit.first() == Some(&0), unit.get(1) == Some(&0)];
        first_zero += usize::from(first);
        second_zero += usize::from(second);
        both_zero += usize::from(first && second);
        blanks_le += usize::from(matches!(unit, [b' ' | b'\n', 0]));
        blanks_be += usize::from(matches!(unit, [0, b' ' | b'\n']));
    }
    let units = sample.len() / 2;
    let outweighs = |many: usize, few: usize, blanks: usize| {
        both_zero == 0 && few * 20 <= many && (many * 10 >= units * 7 || (blanks > 0 && many * 100 >= units))
    };
    if outweighs(second_zero, first_zero, blanks_le) && is_utf16(bytes, UTF_16LE) {
        Some(UTF_16LE)
    } else if outweighs(first_zero, second_zero, blanks_be) && is_utf16(bytes, UTF_16BE) {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn is_utf16(bytes: &[u8], encoding: &'static Encoding) -> bool {
    bytes.len().is_multiple_of(2) && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// The name in the WHATWG encoding standard, in lower case.
pub(super) fn name(encoding: &'static Encoding) -> &'static str {
    NAMES.iter().find(|name| name.eq_ignore_ascii_case(encoding.name())).copied().unwrap_or(encoding.name())
}

/// Every name of the standard.
const NAMES: &[&str] = &[
    "utf-8",
    "ibm866",
    "iso-8859-2",
    "iso-8859-3",
    "iso-8859-4",
    "iso-8859-5",
    "iso-8859-6",
    "iso-8859-7",
    "iso-8859-8",
    "iso-8859-8-i",
    "iso-8859-10",
    "iso-8859-13",
    "iso-8859-14",
    "iso-8859-15",
    "iso-8859-16",
    "koi8-r",
    "koi8-u",
    "macintosh",
    "windows-874",
    "windows-1250",
    "windows-1251",
    "windows-1252",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "x-mac-cyrillic",
    "gbk",
    "gb18030",
    "big5",
    "euc-jp",
    "iso-2022-jp",
    "shift_jis",
    "euc-kr",
    "replacement",
    "utf-16be",
    "utf-16le",
    "x-user-defined",
];

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{KOI8_R, SHIFT_JIS};

    fn charset(bytes: &[u8]) -> (&'static str, bool) {
        let chosen = choose(bytes, None);
        (name(chosen.encoding), chosen.guessed)
    }

    #[test]
    fn marks_and_validity_come_first() {
        assert_eq!(charset(b"\xEF\xBB\xBFMinsk"), ("utf-8", false));
        assert_eq!(charset(b"\xFF\xFEM\0"), ("utf-16le", false));
        assert_eq!(charset(b"\xFE\xFF\0M"), ("utf-16be", false));
        assert_eq!(charset("Besuch in Köln".as_bytes()), ("utf-8", false));
    }

    #[test]
    fn a_few_bad_bytes_leave_it_utf8() {
        assert_eq!(charset(b"Caf\xC3\xA9 in K\xC3\xB6ln, 5 \x80"), ("utf-8", true));
        assert_eq!(charset(b"The minister\x92s visit to K\xF6ln was \x93fruitful\x94."), ("windows-1252", true));
    }

    #[test]
    fn of_two_charsets_that_read_alike_the_common_one_is_named() {
        let quotes = b"\x93It is time,\x94 said Novak. \x93We\x92re ready.\x94 She said it \x96 and left.";
        assert_eq!(charset(quotes), ("windows-1252", true));
    }

    #[test]
    fn utf16_without_a_mark_is_seen_by_its_zeros() {
        let units = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
        for text in ["The two sides met in Minsk.", "Встреча прошла в Минске сегодня утром."]
        {
            assert_eq!(charset(&units(text, u16::to_le_bytes)), ("utf-16le", true));
            assert_eq!(charset(&units(text, u16::to_be_bytes)), ("utf-16be", true));
        }
        assert_eq!(charset(b"one lost \0 byte is no UTF-16"), ("utf-8", false));
    }

    #[test]
    fn the_settings_are_asked_before_the_detector() {
        assert_eq!(choose(b"K\xF6ln", Some(KOI8_R)).encoding, KOI8_R);
        assert_eq!(choose("Köln".as_bytes(), Some(WINDOWS_1252)).encoding, UTF_8);
    }

    #[test]
    fn japanese_escapes_are_no_ascii() {
        let (bytes, _, _) = ISO_2022_JP.encode("外務大臣は声明を発表した。");
        assert_eq!(charset(&bytes), ("iso-2022-jp", true));
        let (bytes, _, _) = SHIFT_JIS.encode("外務大臣は本日、東京で声明を発表した。両国の関係について述べた。");
        assert_eq!(charset(&bytes), ("shift_jis", true));
    }
}
