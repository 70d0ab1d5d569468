//! Where the members of a JSON object stand in its text.
//!
//! `serde_json` checks the grammar; what is added here are byte ranges, so that a text keeps its place in the raw bytes.

use std::ops::Range;

use memchr::memchr2;
use serde::de::IgnoredAny;

/// An object whose grammar has been checked.
#[derive(Clone, Copy, Debug)]
pub(super) struct JsonObject<'a> {
    bytes: &'a [u8],
}

impl<'a> JsonObject<'a> {
    /// Checks that the bytes are one JSON object in UTF-8 and nothing else; the error says what is wrong.
    pub(super) fn parse(bytes: &'a [u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(bytes)
            .map_err(|error| format!("byte {} is not valid UTF-8, which JSON must be", error.valid_up_to() + 1))?;
        serde_json::from_str::<IgnoredAny>(text).map_err(|error| {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or_default();
            format!("{reason} at byte {}", error.column())
        })?;
        match kind_of(text.trim_ascii_start().as_bytes()) {
            "an object" => Ok(Self { bytes }),
            other => Err(format!("the line is {other}, not an object")),
        }
    }

    /// Levels of objects and arrays: 1 for an object of plain values.
    pub(super) fn levels(self) -> u64 {
        let mut scan = self.members();
        let (mut depth, mut deepest) = (0u64, 0);
        while let Some(byte) = scan.peek() {
            match byte {
                b'"' => {
                    scan.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            deepest = deepest.max(depth);
            scan.at += 1;
        }
        deepest
    }

    /// The ranges of each key, quotation marks included, and its value, in order.
    pub(super) fn members(self) -> Members<'a> {
        Members { bytes: self.bytes, at: 0 }
    }
}

/// What kind of value a literal is, for messages.
pub(super) fn kind_of(literal: &[u8]) -> &'static str {
    match literal.first() {
        Some(b'{') => "an object",
        Some(b'[') => "an array",
        Some(b'"') => "a string",
        Some(b't' | b'f') => "a truth value",
        Some(b'n') => "null",
        _ => "a number",
    }
}

/// Whether a literal is `name`, which may be written with escapes.
pub(super) fn is_string(literal: &[u8], name: &str) -> bool {
    let inner = literal.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or_default();
    if inner.contains(&b'\\') { decode(literal).as_deref() == Some(name) } else { inner == name.as_bytes() }
}

/// The text of a string literal; nothing where it is none, or names half a surrogate pair.
pub(super) fn decode(literal: &[u8]) -> Option<String> {
    serde_json::from_slice(literal).ok()
}

/// Iterator over the members of an object.
#[derive(Debug)]
pub(super) struct Members<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Iterator for Members<'_> {
    type Item = (Range<usize>, Range<usize>);

    fn next(&mut self) -> Option<Self::Item> {
        // In a valid object these marks and white space are all that lies between literals; the one end is `}`.
        self.skip(b"{, \t\r\n");
        if self.peek() != Some(b'"') {
            return None;
        }
        let key = self.literal();
        self.skip(b": \t\r\n");
        let value = self.literal();
        Some((key, value))
    }
}

impl Members<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip(&mut self, marks: &[u8]) {
        self.at += self.rest().iter().take_while(|byte| marks.contains(byte)).count();
    }

    /// Steps over one value.
    fn literal(&mut self) -> Range<usize> {
        let start = self.at;
        match self.peek() {
            Some(b'"') => self.string(),
            Some(b'{' | b'[') => self.nested(),
            _ => self.at += self.rest().iter().take_while(|byte| !b",} \t\r\n".contains(byte)).count(),
        }
        start..self.at
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(found) = memchr2(b'"', b'\\', self.rest()) {
            let is_escape = self.rest().get(found) == Some(&b'\\');
            self.at += found + if is_escape { 2 } else { 1 };
            if !is_escape {
                return;
            }
        }
        self.at = self.bytes.len();
    }

    fn nested(&mut self) {
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    self.string();
                    continue;
                }
                b'{' | b'[' => depth += 1,
                b'}' | b']' => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::Value;

    fn any_json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            "[a-z\"\\\\{}\\[\\],:\u{0}-\u{1f}\u{e9}\u{1f30d}]{0,10}".prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 20, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map("[a-c\"\\\\}]{0,3}", inner, 0..4).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        /// The ranges are the keys and values that serde_json sees, in its order, however the object is laid out.
        #[test]
        fn members_are_those_of_the_object(
            object in prop::collection::hash_map("[a-c\"\\\\}]{0,3}", any_json(), 0..5),
            pretty in any::<bool>(),
        ) {
            let object: serde_json::Map<String, Value> = object.into_iter().collect();
            let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) }.unwrap();
            let bytes = text.as_bytes();
            let seen: Vec<(String, Value)> = JsonObject::parse(bytes)
                .unwrap()
                .members()
                .map(|(key, value)| (decode(&bytes[key]).unwrap(), serde_json::from_slice(&bytes[value]).unwrap()))
                .collect();
            prop_assert_eq!(seen, object.into_iter().collect::<Vec<_>>());
        }

        #[test]
        fn random_text_never_panics(text in "[a-z\"\\\\{}\\[\\],: ]{0,40}") {
            if let Ok(object) = JsonObject::parse(text.as_bytes()) {
                prop_assert!(object.members().count() <= text.len());
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        let error = |text: &[u8]| JsonObject::parse(text).unwrap_err();
        assert_eq!(error(b"[1]"), "the line is an array, not an object");
        assert_eq!(error(b"null"), "the line is null, not an object");
        assert_eq!(error(b"{\"a\":1,}"), "key must be a string at byte 8");
        assert_eq!(error(b"{\"a\":\"\xe9\"}"), "byte 7 is not valid UTF-8, which JSON must be");
        assert!(error(b"{} {}").starts_with("trailing characters"));
    }

    #[test]
    fn deep_nesting_needs_no_stack() {
        let text = format!("{{\"a\":{}{}}}", "[".repeat(200_000), "]".repeat(200_000));
        let object = JsonObject::parse(text.as_bytes()).unwrap();
        assert_eq!((object.members().count(), object.levels()), (1, 200_001));
    }

    #[test]
    fn brackets_in_strings_are_no_levels() {
        let levels = |text: &str| JsonObject::parse(text.as_bytes()).unwrap().levels();
        assert_eq!(levels(r#"{"a[[[": "{{\"[[", "b": [1, {}], "c": []}"#), 3);
        assert_eq!(levels("{}"), 1);
    }

    #[test]
    fn names_may_be_escaped() {
        assert!(is_string(br#""text""#, "text") && is_string(br#""te\u0078t""#, "text"));
        assert!(!is_string(br#""text2""#, "text") && !is_string(b"12", "1"));
    }
}
