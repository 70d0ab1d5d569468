//! JSON Lines: no line is lost, and what is taken for the text of a record is what serde_json reads there.

use std::ops::ControlFlow;
use std::sync::LazyLock;

use communique::config::{InputSettings, JsonlSettings, NormalizeSettings};
use communique::lexicon::Lexicon;
use communique::model::{Code, Payload, RawRecord, Rejected};
use communique::stages::extract::{Extracted, FORMATS, Input};
use communique::stages::normalize::Normalizer;
use serde_json::Value;

use super::aligned::assert_aligned;
use crate::{input, plant};

/// The usual limits, and limits so narrow that short inputs meet them.
static SETTINGS: LazyLock<[InputSettings; 2]> = LazyLock::new(|| {
    let narrow = JsonlSettings { max_nesting_levels: 3, max_records: 4, ..JsonlSettings::default() };
    [InputSettings::default(), InputSettings { max_record_bytes: 40, jsonl: narrow, ..InputSettings::default() }]
});

static NORMALIZER: LazyLock<Normalizer> = LazyLock::new(|| {
    Normalizer::new(&NormalizeSettings::default(), Lexicon::embedded(), &[]).expect("the default settings are good")
});

/// The first byte chooses the limits, the rest is the file.
pub(crate) fn holds_for(data: &[u8]) {
    let Some((limits, file)) = input::choice(data, SETTINGS.len()) else { return };
    let settings = &SETTINGS[limits];
    let mut found = extracted(file, settings);
    let codes = |found: &[Extracted]| found.iter().filter_map(code).collect::<Vec<_>>();
    plant::spoil(&mut found, |found| codes(found).contains(&Code::DuplicateMember), |found| drop(found.pop()));
    if let [Extracted::Rejected(whole)] = &found[..]
        && whole.source_member.is_none()
    {
        assert_refused(file, whole);
        return;
    }
    let lines: Vec<(u64, &[u8])> = filled_lines(file, settings.max_record_bytes).collect();
    let cut = codes(&found).contains(&Code::TooManyRecords);
    assert_eq!(found.len(), if cut { settings.jsonl.max_records as usize + 1 } else { lines.len() }, "a line is lost");
    for (extracted, (number, line)) in found.iter().zip(&lines) {
        match extracted {
            Extracted::Record(record) => assert_record(record, line, settings),
            Extracted::Rejected(rejected) => assert_rejected(rejected, *number, line, settings),
        }
    }
    assert_names_differ(&found);
}

fn extracted(file: &[u8], settings: &InputSettings) -> Vec<Extracted> {
    let jsonl = FORMATS.iter().find(|format| format.name() == "jsonl").expect("the format is registered");
    let mut all = Vec::new();
    // Nothing breaks off, so there is nothing to say.
    let _ = jsonl.records(Input::from_bytes("a.jsonl", file), settings, &mut |extracted| {
        all.push(extracted);
        ControlFlow::Continue(())
    });
    all
}

fn code(extracted: &Extracted) -> Option<Code> {
    match extracted {
        Extracted::Record(_) => None,
        Extracted::Rejected(rejected) => Some(rejected.diagnostic.code),
    }
}

/// The lines that are not blank, with their numbers from 1, without their ends and the byte order mark. Nobody knows of a line that
/// is too long whether it is blank.
fn filled_lines(file: &[u8], limit: u64) -> impl Iterator<Item = (u64, &[u8])> {
    (1..).zip(file.split(|byte| *byte == b'\n')).filter_map(move |(number, line)| {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let is_too_long = line.len() as u64 > limit;
        let line = if number == 1 { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        (is_too_long || !line.trim_ascii().is_empty()).then_some((number, line))
    })
}

/// A file is refused as a whole where it is blank, of another charset, or no text.
fn assert_refused(file: &[u8], whole: &Rejected) {
    match whole.diagnostic.code {
        Code::Empty => assert_eq!(filled_lines(file, u64::MAX).count(), 0),
        Code::BadJson => {
            assert!(file.starts_with(b"\xff\xfe") || file.starts_with(b"\xfe\xff") || file.starts_with(b"\0\0\xfe\xff"))
        }
        Code::Binary => assert!(serde_json::from_slice::<Value>(file).is_err()),
        other => panic!("{other:?} is no reason to refuse a file of bytes"),
    }
}

/// The record holds its line as it is, and its text is the one that an independent reader finds.
fn assert_record(record: &RawRecord, line: &[u8], settings: &InputSettings) {
    assert_eq!(record.bytes, line, "the bytes are those of the line");
    assert!(line.len() as u64 <= settings.max_record_bytes);
    let Payload::JsonString(range) = &record.payload else { panic!("the payload is a string") };
    let literal = &record.bytes[range.clone()];
    assert!(literal.len() >= 2 && literal.starts_with(b"\"") && literal.ends_with(b"\""), "the range is a literal");
    if let Ok(object) = serde_json::from_slice::<Value>(line) {
        let text = object[settings.jsonl.text_field.as_str()].as_str();
        assert_eq!(
            serde_json::from_slice::<String>(literal).ok().as_deref(),
            text,
            "the last field of the name counts"
        );
    }
    if let Ok(document) = NORMALIZER.normalize(record) {
        assert_aligned(&document.text, &record.bytes);
    }
}

/// A line is rejected for what it is.
fn assert_rejected(rejected: &Rejected, number: u64, line: &[u8], settings: &InputSettings) {
    let parsed = serde_json::from_slice::<Value>(line);
    match rejected.diagnostic.code {
        Code::BadJson => assert!(!parsed.is_ok_and(|value| value.is_object()), "line {number} is an object"),
        Code::TooLarge => {
            assert!(line.len() as u64 > settings.max_record_bytes || number == 1, "line {number} is short")
        }
        Code::NoTextField => {
            assert!(
                parsed.map_or(true, |object| !object[settings.jsonl.text_field.as_str()].is_string()),
                "line {number}"
            );
        }
        Code::DuplicateMember | Code::TooDeep | Code::TooManyRecords => {}
        other => panic!("{other:?} is no reason to reject a line"),
    }
    assert!(!rejected.diagnostic.detail.contains(char::is_control) && !rejected.excerpt.contains(char::is_control));
}

/// Ids of documents are made of members.
fn assert_names_differ(found: &[Extracted]) {
    let mut names: Vec<_> = found
        .iter()
        .map(|extracted| match extracted {
            Extracted::Record(record) => &record.source_member,
            Extracted::Rejected(rejected) => &rejected.source_member,
        })
        .collect();
    names.sort();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1] && pair[0].is_some()), "two of a name: {names:?}");
}
