//! Decoding and alignment: whatever the charset, clean text leads back to its bytes, and cleaning is done at once.

use std::sync::{LazyLock, OnceLock};

use communique::config::NormalizeSettings;
use communique::lexicon::Lexicon;
use communique::model::{Document, Flag, Payload, RawRecord};
use communique::stages::normalize::Normalizer;
use communique::text::AlignedText;

use super::aligned::{assert_aligned, assert_same_letters};
use crate::{input, plant};

/// What `normalize.encoding` may name: of every kind of decoder at least one.
const CHARSETS: &[&str] = &[
    "auto",
    "utf-8",
    "utf-16le",
    "utf-16be",
    "windows-1252",
    "koi8-r",
    "windows-874",
    "x-user-defined",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "gb18030",
    "big5",
    "euc-kr",
];

static NORMALIZERS: LazyLock<Vec<OnceLock<Normalizer>>> =
    LazyLock::new(|| CHARSETS.iter().map(|_| OnceLock::new()).collect());

/// The normalizer with this charset of the list.
fn normalizer(at: usize) -> &'static Normalizer {
    NORMALIZERS[at].get_or_init(|| {
        let settings = NormalizeSettings { encoding: CHARSETS[at].to_owned(), ..NormalizeSettings::default() };
        Normalizer::new(&settings, Lexicon::embedded(), &[]).expect("the charsets exist")
    })
}

fn record(bytes: &[u8]) -> RawRecord {
    RawRecord::whole("a/b.txt", "text", bytes.to_vec())
}

/// The first byte chooses the charset, the rest is the record.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((charset, raw)) = input::choice(data, CHARSETS.len()) else { return };
    let Ok(mut document) = normalizer(charset).normalize(&record(raw)) else { return };
    plant::spoil(
        &mut document,
        |document| document.as_str().contains('\u{e9}') && raw.contains(&b'\r'),
        |document| document.text = AlignedText::identity(document.as_str().to_owned()),
    );
    assert_aligned(&document.text, raw);
    assert_same_letters(&document, raw, document.blocks.iter().map(|block| block.span));
    assert_clean_at_once(&document, raw);
    assert_like_a_json_string(&document, raw);
}

/// Normalizing the clean text changes nothing, but where pages were put together.
fn assert_clean_at_once(once: &Document, raw: &[u8]) {
    if once.flags.contains(&Flag::PageFurniture) || raw.contains(&b'\x0c') {
        return;
    }
    let twice = normalizer(1).normalize(&record(once.as_str().as_bytes())).expect("clean text is text");
    assert_eq!(twice.as_str(), once.as_str(), "normalizing twice");
}

/// A JSON string gives the same text as the file that holds it.
fn assert_like_a_json_string(document: &Document, raw: &[u8]) {
    let Ok(text) = std::str::from_utf8(raw) else { return };
    if document.encoding != "utf-8" {
        return;
    }
    let line = serde_json::to_string(text).expect("a text can be written");
    let json = RawRecord { payload: Payload::JsonString(0..line.len()), ..record(line.as_bytes()) };
    let read = normalizer(1).normalize(&json).expect("the same text is text");
    assert_eq!(read.as_str(), document.as_str(), "as a JSON string");
    assert_aligned(&read.text, line.as_bytes());
}
