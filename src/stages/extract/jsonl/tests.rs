//! Tests of the JSON Lines format.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn extract_with(bytes: &[u8], settings: &InputSettings) -> Vec<Extracted> {
    let mut all = Vec::new();
    let mut emit = |extracted| {
        all.push(extracted);
        ControlFlow::Continue(())
    };
    let _ = Jsonl.records(Input::from_bytes("releases.jsonl", bytes), settings, &mut emit);
    all
}

fn extract(text: &str) -> Vec<Extracted> {
    extract_with(text.as_bytes(), &InputSettings::default())
}

/// What came out, in short: the member, then the text or the code.
fn short(extracted: &Extracted) -> (Option<&str>, String) {
    match extracted {
        Extracted::Record(record) => (record.source_member.as_deref(), text_of(record)),
        Extracted::Rejected(rejected) => {
            (rejected.source_member.as_deref(), rejected.diagnostic.code.as_str().to_owned())
        }
    }
}

fn text_of(record: &RawRecord) -> String {
    let Payload::JsonString(range) = &record.payload else { panic!("the payload of a JSON record is a string") };
    serde_json::from_slice(&record.bytes[range.clone()]).unwrap()
}

#[track_caller]
fn assert_gives(text: &str, expected: &[(&str, &str)]) {
    let all = extract(text);
    let seen: Vec<_> = all.iter().map(short).collect();
    let expected: Vec<_> = expected.iter().map(|(member, what)| (Some(*member), (*what).to_owned())).collect();
    assert_eq!(seen, expected);
}

proptest! {
    /// The range of the text decodes to the text that was written, wherever the field stands.
    #[test]
    fn texts_survive_the_round_trip(
        texts in prop::collection::vec(any::<String>(), 1..5),
        before in any::<String>(),
        crlf in any::<bool>(),
        bom in any::<bool>(),
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let lines: String = texts
            .iter()
            .map(|text| json!({"note": before, "nested": {"text": "no"}, "text": text, "more": [text]}).to_string() + end)
            .collect();
        let all = extract(&format!("{}{lines}", if bom { "\u{feff}" } else { "" }));
        let seen: Vec<_> = all.iter().map(|extracted| short(extracted).1).collect();
        prop_assert_eq!(seen, texts);
    }

    /// Every line that is not blank gives exactly one thing, whatever it holds.
    #[test]
    fn no_line_is_lost(lines in prop::collection::vec("[{}\"\\[\\]:,a-z0-9 \\\\]{0,20}", 1..20)) {
        let filled = lines.iter().filter(|line| !line.trim().is_empty()).count();
        prop_assert_eq!(extract(&lines.join("\n")).len(), filled.max(1));
    }
}

#[test]
fn a_record_keeps_its_line_and_its_metadata() {
    let line =
        r#"{"id": 17, "title": "Visit", "date": "2023-03-14", "url": "https://example.org/17", "text": "Oslo."}"#;
    let [Extracted::Record(record)] = &extract(&format!("{line}\r\n"))[..] else { panic!("one record") };
    assert_eq!(record.bytes, line.as_bytes());
    assert_eq!(record.source_member.as_deref(), Some("17"));
    assert_eq!((record.source_path.as_str(), record.format), ("releases.jsonl", "jsonl"));
    let metadata = Metadata {
        title: Some("Visit".into()),
        date: Some("2023-03-14".into()),
        url: Some("https://example.org/17".into()),
    };
    assert_eq!(record.metadata, metadata);
}

#[test]
fn lines_are_counted_from_one_and_blank_ones_are_no_records() {
    assert_gives("\u{feff}{\"text\":\"a\"}\r\n\n  \t\r\n{\"text\":\"b\"}", &[("L1", "a"), ("L4", "b")]);
}

#[test]
fn keys_may_be_escaped_and_the_last_of_equal_keys_counts() {
    assert_gives(r#"{"text":"a","te\u0078t":"b","id":"x","id":"y"}"#, &[("y", "b")]);
    assert_gives(r#"{"text":"a","text":null}"#, &[("L1", "no_text_field")]);
}

#[test]
fn a_name_is_given_once_in_a_file() {
    assert_gives(
        "{\"id\":\"1\",\"text\":\"a\"}\n{\"id\":1,\"text\":\"b\"}\n{\"id\":\"\",\"text\":\"c\"}\n{\"id\":null,\"text\":\"d\"}\n{\"id\":\"L4\",\"text\":\"e\"}",
        &[("1", "a"), ("L2", "duplicate_member"), ("L3", "c"), ("L4", "d"), ("id:L4", "e")],
    );
}

#[test]
fn faults_are_rejected_line_by_line() {
    assert_gives(
        "{\"text\":\"a\"}\n{\"text\":\n[1]\n{\"id\":\"r4\",\"body\":\"b\"}\n{\"text\":5}\n{\"text\":\"c\"}",
        &[
            ("L1", "a"),
            ("L2", "bad_json"),
            ("L3", "bad_json"),
            ("r4", "no_text_field"),
            ("L5", "no_text_field"),
            ("L6", "c"),
        ],
    );
}

#[test]
fn a_rejected_line_says_what_to_do() {
    let [Extracted::Rejected(rejected)] = &extract(r#"{"body":"b","when":"2023"}"#)[..] else {
        panic!("one rejection")
    };
    assert_eq!(
        rejected.diagnostic.detail,
        r#"there is no field "text"; set input.jsonl.text_field to one of "body", "when""#
    );
    assert_eq!(rejected.content_hash, Some(content_hash(br#"{"body":"b","when":"2023"}"#)));
    let [Extracted::Rejected(rejected)] = &extract(r#"{"text":["b"]}"#)[..] else { panic!("one rejection") };
    assert_eq!(rejected.diagnostic.detail, r#"the field "text" is an array, not a string"#);
}

#[test]
fn invalid_utf8_is_bad_json() {
    let all = extract_with(b"{\"text\":\"caf\xe9\"}\n{\"text\":\"b\"}", &InputSettings::default());
    assert_eq!(all.iter().map(short).map(|(_, what)| what).collect::<Vec<_>>(), ["bad_json", "b"]);
}

#[test]
fn a_line_over_the_limit_is_skipped_to_its_end() {
    let settings = InputSettings { max_record_bytes: 21, ..InputSettings::default() };
    let text = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"0123456789\"}}\r\n", "x".repeat(200_000));
    let all = extract_with(text.as_bytes(), &settings);
    let [Extracted::Rejected(long), Extracted::Record(next)] = &all[..] else { panic!("{all:?}") };
    assert_eq!((long.diagnostic.code, long.source_bytes), (Code::TooLarge, 200_011));
    assert_eq!((long.source_member.as_deref(), long.content_hash), (Some("L1"), None));
    assert_eq!((next.source_member.as_deref(), next.bytes.len()), (Some("L2"), 21));
}

#[test]
fn a_file_that_is_no_json_lines_gives_one_row() {
    let wide: Vec<u8> = "\u{feff}{\"text\":\"a\"}\n".repeat(5).encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, code) in [
        (&b""[..], Code::Empty),
        (b"\n \r\n", Code::Empty),
        (b"%PDF-1.7\n1\n2\n3\n", Code::Binary),
        (&wide, Code::BadJson),
    ] {
        let all = extract_with(bytes, &InputSettings::default());
        let [Extracted::Rejected(rejected)] = &all[..] else { panic!("{all:?}") };
        assert_eq!((rejected.diagnostic.code, &rejected.source_member), (code, &None));
    }
}

#[test]
fn other_fields_can_be_mapped_and_left_out() {
    let jsonl = JsonlSettings {
        text_field: "body".into(),
        title_field: "headline".into(),
        date_field: String::new(),
        id_field: String::new(),
        ..JsonlSettings::default()
    };
    let settings = InputSettings { jsonl, ..InputSettings::default() };
    let line = br#"{"":"2023","id":"x","date":"2023","headline":"Visit","body":"Oslo."}"#;
    let [Extracted::Record(record)] = &extract_with(line, &settings)[..] else { panic!("one record") };
    assert_eq!((record.source_member.as_deref(), text_of(record).as_str()), (Some("L1"), "Oslo."));
    assert_eq!((record.metadata.title.as_deref(), &record.metadata.date), (Some("Visit"), &None));
}

#[test]
fn reading_stops_when_told() {
    let text = "{\"text\":\"a\"}\n".repeat(1000);
    let mut seen = 0;
    let mut emit = |_| {
        seen += 1;
        if seen < 3 { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let flow = Jsonl.records(Input::from_bytes("a.jsonl", text.as_bytes()), &InputSettings::default(), &mut emit);
    assert_eq!((flow, seen), (ControlFlow::Break(()), 3));
}

/// Otherwise the quarantine had two rows of one key, and a text was lost to an id that only looks like its line.
#[test]
fn an_id_never_takes_the_name_of_a_line() {
    let lines = "{\"id\": \"L2\", \"text\": 5}\nno JSON\n{\"id\": \"L4\", \"text\": \"One\"}\n{\"text\": \"Two\"}\n\
                 {\"id\": \"id:L4\", \"text\": \"Three\"}\n{\"id\": \"Lima\", \"text\": \"Four\"}\n";
    assert_gives(
        lines,
        &[
            ("id:L2", "no_text_field"),
            ("L2", "bad_json"),
            ("id:L4", "One"),
            ("L4", "Two"),
            ("id:id:L4", "Three"),
            ("Lima", "Four"),
        ],
    );
}
