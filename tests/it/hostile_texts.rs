//! Hostile texts through the one pure function: whatever anyone may have written, the laws hold and nothing panics.
//!
//! The long form: `cargo test --release --test it hostile_texts -- --ignored` and `cargo run --release --example hostile`.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use communique::config::{InputSettings, Settings};
use communique::model::{Analysis, Analyzed, Code, RawRecord};
use communique::pipeline::{Analyzer, analyze};
use communique::stages::extract::{Extracted, FORMATS, Input};

use crate::hostile_shapes::{SHAPES, Text, pairs, small};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(&Settings::default()).unwrap());

/// Analyzes a record and holds the result to the laws; says what is broken.
fn check(record: &RawRecord) -> Result<(), String> {
    match catch_unwind(AssertUnwindSafe(|| analyze(record, &ANALYZER))) {
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            Err(format!("panic: {}", text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("?")))
        }
        Ok(Analysis::Document(analyzed)) => check_document(&analyzed, &record.bytes),
        Ok(Analysis::Quarantined(diagnostic)) => {
            let is_expected = matches!(diagnostic.code, Code::Empty | Code::Binary);
            is_expected.then_some(()).ok_or_else(|| format!("quarantined as {}", diagnostic.code.as_str()))
        }
    }
}

/// The laws, each in one pass.
fn check_document(analyzed: &Analyzed, raw: &[u8]) -> Result<(), String> {
    let text = analyzed.document.as_str();
    let law = |holds: bool, law: &str| holds.then_some(()).ok_or_else(|| law.to_owned());
    let mut last = 0;
    for sentence in &analyzed.sentences {
        let span = sentence.span;
        law(span.start() >= last && !span.is_empty() && span.end() <= text.len(), "sentences are in order")?;
        let gap = text.get(last..span.start()).ok_or("a sentence begins inside a character")?;
        law(gap.trim().is_empty(), "only white space lies between sentences")?;
        law(text.is_char_boundary(span.end()) && span.trim(text) == span, "sentences are trimmed")?;
        if let Some(range) = analyzed.document.text.to_raw(span) {
            law(range.start <= range.end && raw.get(range).is_some(), "raw positions lie in the raw bytes")?;
        }
        last = span.end();
    }
    law(text[last..].trim().is_empty(), "only white space lies after the last sentence")?;
    let mut last = 0;
    for token in &analyzed.tokens {
        law(text.get(token.span.start()..token.span.end()).is_some(), "tokens slice the text")?;
        law(token.span.start() >= last, "tokens are in order")?;
        last = token.span.end();
    }
    let mut whole_end = 0;
    for mention in &analyzed.mentions {
        let sentence = analyzed.sentences.get(mention.sentence).ok_or("a mention has a sentence")?;
        law(sentence.span.contains(mention.span), "a mention lies in its sentence")?;
        law(text.get(mention.span.start()..mention.span.end()).is_some(), "mentions slice the text")?;
        law(mention.span.trim(text) == mention.span && !mention.span.is_empty(), "mentions are trimmed")?;
        law(mention.parent.is_some() || mention.span.start() >= whole_end, "mentions do not overlap")?;
        if mention.parent.is_none() {
            whole_end = mention.span.end();
        }
    }
    Ok(())
}

#[track_caller]
fn check_all(texts: impl Iterator<Item = Text>) -> usize {
    let (mut checked, mut broken) = (0, Vec::new());
    for (name, bytes) in texts {
        checked += 1;
        if let Err(what) = check(&RawRecord::whole("2022/a.txt", "text", bytes)) {
            broken.push(format!("{name}: {what}"));
        }
    }
    assert!(broken.is_empty(), "{} of {checked}:\n{}", broken.len(), broken.join("\n"));
    checked
}

#[test]
fn the_laws_hold_for_every_hostile_thing_in_every_place() {
    assert!(check_all(small().into_iter()) >= 500);
}

#[test]
fn the_laws_hold_for_every_shape() {
    let shaped = |(name, shape): &(&str, fn(usize) -> Vec<u8>)| ((*name).to_owned(), shape(4_000));
    assert!(check_all(SHAPES.iter().map(shaped)) >= 60);
}

#[test]
fn a_hundred_thousand_lines_of_one_character() {
    assert_eq!(check(&RawRecord::whole("a.txt", "text", b"x\n".repeat(100_000))), Ok(()));
}

#[test]
fn a_line_and_a_word_of_two_megabytes() {
    let line = b"talks ".repeat(2_000_000 / 6);
    assert_eq!(check(&RawRecord::whole("a.txt", "text", line)), Ok(()));
    assert_eq!(check(&RawRecord::whole("a.txt", "text", b"x".repeat(2_000_000))), Ok(()));
}

/// What a line of JSON Lines may hold as a text, and what becomes of it.
const JSON_TEXTS: &[(&str, Option<Code>)] = &[
    (r#""Minsk""#, None),
    (r#""\ud83c\udf0d Minsk""#, None),
    (r#""lone \ud800 high""#, None),
    (r#""lone \udc00 low""#, None),
    (r#""twice \ud800\ud800\udc00\udc00""#, None),
    (r#""high at the end \ud800""#, None),
    (r#""\u0000\u0001\u001b[2J\u009b\u202e""#, None),
    (r#""Talks in Minsk went on \u0000 all the day long""#, None),
    (r#""\ufeff\ufffe\uffff Minsk""#, None),
    (r#""\r\n\r\n""#, Some(Code::Empty)),
    (r#""""#, Some(Code::Empty)),
    (r#""\\u0041 \/ \b \f \t""#, None),
    (r#""\u00""#, Some(Code::BadJson)),
    (r#""\x41""#, Some(Code::BadJson)),
    (r#""open"#, Some(Code::BadJson)),
    ("\"raw \u{1b} control\"", Some(Code::BadJson)),
    ("12345678901234567890", Some(Code::NoTextField)),
    ("1e999999", Some(Code::NoTextField)),
    ("null", Some(Code::NoTextField)),
    ("[[[[]]]]", Some(Code::NoTextField)),
];

#[test]
fn strings_of_json_are_texts_like_any_other() {
    let jsonl = FORMATS.iter().find(|format| format.name() == "jsonl").unwrap();
    for (text, expected) in JSON_TEXTS {
        let line = format!("{{\"text\": {text}}}\n");
        let mut found = Vec::new();
        let _ = jsonl.records(Input::from_bytes("a.jsonl", line.as_bytes()), &InputSettings::default(), &mut |it| {
            found.push(it);
            ControlFlow::Continue(())
        });
        let code = match found.as_slice() {
            [Extracted::Rejected(rejected)] => Some(rejected.diagnostic.code),
            [Extracted::Record(record)] => match analyze(record, &ANALYZER) {
                Analysis::Document(_) => check(record).map(|()| None).unwrap(),
                Analysis::Quarantined(diagnostic) => Some(diagnostic.code),
            },
            other => panic!("one record a line: {other:?}"),
        };
        assert_eq!(code, *expected, "{text}");
    }
}

#[test]
#[ignore = "the long form: more than 50,000 texts"]
fn the_laws_hold_for_every_pair_of_hostile_things() {
    assert!(check_all(pairs()) >= 50_000);
}

#[test]
#[ignore = "the long form: ten million lines, and the longest line that a record may be"]
fn the_laws_hold_at_the_limits_of_a_record() {
    assert_eq!(check(&RawRecord::whole("a.txt", "text", b"x\n".repeat(10_000_000))), Ok(()));
    let longest = Settings::default().input.max_record_bytes as usize;
    assert_eq!(check(&RawRecord::whole("a.txt", "text", b"talks ".repeat(longest / 6))), Ok(()));
}
