//! JSON Lines: one record a line, streamed.

use std::collections::HashSet;
use std::io::{self, BufReader};
use std::ops::{ControlFlow, Range};

use super::json_object::{self, JsonObject};
use super::lines::{Line, Lines};
use super::{Emit, Extracted, FormatDoc, Input, Source, SourceFormat, reject, sniff};
use crate::config::{InputSettings, JsonlSettings};
use crate::model::{Code, Hash128, Metadata, Payload, RawRecord, Rejected, content_hash};

/// How much is read ahead.
const BUFFER_BYTES: usize = 64 << 10;
/// How many of an object's fields a message names.
const NAMED_FIELDS: usize = 8;

/// Stands before an id that looks like the name of a line.
const ID_MARK: &str = "id:";

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// One JSON object a line.
#[derive(Debug)]
pub(super) struct Jsonl;

static DOC: FormatDoc = FormatDoc {
    what: "JSON Lines in UTF-8: one object a line, one record each, streamed, so that a file may be of any size. \
           `input.jsonl` names the fields of text, title, date, URL and id. Fields may be strings or numbers, the text \
           must be a string. A record is called by its id, or else by its line: `L7`. \
           An id that looks like a line is marked: `id:L7`.",
    example: "{\"id\": \"2023-114\", \"date\": \"2023-03-14\", \"title\": \"Visit to Chile\", \
              \"text\": \"The Foreign Minister arrived in Santiago on Tuesday.\"}\n",
    not_for: "A JSON document that spans lines, such as an array of objects: write one object a line.",
};

impl SourceFormat for Jsonl {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson"]
    }

    fn doc(&self) -> &'static FormatDoc {
        &DOC
    }

    fn is_container(&self) -> bool {
        true
    }

    fn records(&self, input: Input<'_>, settings: &InputSettings, emit: &mut Emit<'_>) -> ControlFlow<()> {
        let Input { source, reader, version } = input;
        let mut lines = Lines::new(BufReader::with_capacity(BUFFER_BYTES, reader), settings.max_record_bytes);
        if let Some(rejected) = not_json_lines(source, lines.peek()) {
            return emit(Extracted::Rejected(rejected));
        }
        let mut records = Records { source, fields: &settings.jsonl, seen: HashSet::new() };
        let mut found = 0;
        loop {
            let extracted = match lines.next() {
                Ok(None) => break,
                Ok(Some(Line::Whole(line))) => records.record(line, lines.number()),
                Ok(Some(Line::TooLong { head, bytes })) => {
                    Some(records.too_long(lines.number(), bytes, &head, settings))
                }
                Err(error) => {
                    // What was read of this line is not used; the lines before it stand.
                    let changed = version.and_then(|version| version.change());
                    let diagnostic = changed.unwrap_or_else(|| source.diagnose(&error));
                    let member = Some(line_name(lines.number()));
                    return emit(Extracted::Rejected(source.rejected(member, diagnostic, source.stored_bytes, &[])));
                }
            };
            if let Some(extracted) = extracted {
                if found == settings.jsonl.max_records {
                    return emit(Extracted::Rejected(records.too_many(lines.number(), found)));
                }
                found += 1;
                emit(extracted)?;
            }
        }
        let of_whole_file = version.and_then(|version| version.change()).or_else(|| {
            (found == 0).then(|| reject::diagnostic(Code::Empty, "the file holds no lines but blank ones"))
        });
        match of_whole_file {
            Some(diagnostic) => emit(Extracted::Rejected(source.rejected(None, diagnostic, source.stored_bytes, &[]))),
            None => ControlFlow::Continue(()),
        }
    }
}

/// Why a file is refused by its first bytes: one row then, not one for every line of rubbish.
fn not_json_lines(source: Source<'_>, head: io::Result<&[u8]>) -> Option<Rejected> {
    let head = match head {
        Ok(head) => head,
        Err(error) => return Some(source.rejected(None, source.diagnose(&error), source.stored_bytes, &[])),
    };
    let diagnostic = if sniff::has_wide_mark(head) {
        reject::diagnostic(Code::BadJson, "the file is UTF-16 or UTF-32: convert it to UTF-8, which JSON Lines must be")
    } else {
        reject::diagnostic(Code::Binary, sniff::binary(head)?)
    };
    Some(source.rejected(None, diagnostic, source.stored_bytes, head))
}

/// Name of a record without an id.
fn line_name(number: u64) -> String {
    format!("L{number}")
}

/// Name of a record with an id: the id, marked where it could be taken for the name of a line or for a marked one.
///
/// So no id takes the name of a record without one, nor of a line that is rejected, wherever in the file they stand.
fn member_name(id: String) -> String {
    let is_line_name =
        id.strip_prefix('L').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    if is_line_name || id.starts_with(ID_MARK) { format!("{ID_MARK}{id}") } else { id }
}

/// Makes records of the lines of one file.
struct Records<'a> {
    source: Source<'a>,
    fields: &'a JsonlSettings,
    /// Hashes of the ids in use: 16 bytes a record, whatever the ids look like. Names of lines cannot meet each other, nor
    /// those of ids.
    seen: HashSet<Hash128>,
}

impl Records<'_> {
    /// The record of a line; nothing where the line is blank.
    fn record(&mut self, mut line: Vec<u8>, number: u64) -> Option<Extracted> {
        if number == 1 && line.starts_with(BYTE_ORDER_MARK) {
            line.drain(..BYTE_ORDER_MARK.len());
        }
        if line.trim_ascii().is_empty() {
            return None;
        }
        let object = match JsonObject::parse(&line) {
            Ok(object) => object,
            Err(detail) => return Some(self.rejected(line_name(number), Code::BadJson, detail, &line)),
        };
        let (levels, limit) = (object.levels(), self.fields.max_nesting_levels);
        if levels > limit {
            let detail = format!("the line has {levels} levels, input.jsonl.max_nesting_levels allows {limit}");
            return Some(self.rejected(line_name(number), Code::TooDeep, detail, &line));
        }
        let found = Found::of(object, &line, self.fields);
        let is_named = found.id.is_some();
        let member = found.id.map_or_else(|| line_name(number), member_name);
        if is_named && !self.seen.insert(content_hash(member.as_bytes())) {
            let detail = format!("an earlier record of the file is called `{member}` too");
            return Some(self.rejected(line_name(number), Code::DuplicateMember, detail, &line));
        }
        let Some(text) = found.text else {
            let detail = no_text(object, &line, &self.fields.text_field);
            return Some(self.rejected(member, Code::NoTextField, detail, &line));
        };
        Some(Extracted::Record(RawRecord {
            source_path: self.source.path.to_owned(),
            source_member: Some(member),
            format: Jsonl.name(),
            bytes: line,
            payload: Payload::JsonString(text),
            metadata: found.metadata,
        }))
    }

    fn too_long(&self, number: u64, bytes: u64, head: &[u8], settings: &InputSettings) -> Extracted {
        let limit = settings.max_record_bytes;
        let detail = format!("the line has more than the {limit} bytes that input.max_record_bytes allows");
        let diagnostic = reject::diagnostic(Code::TooLarge, detail);
        Extracted::Rejected(self.source.rejected(Some(line_name(number)), diagnostic, bytes, head))
    }

    /// What is left of a file of too many records, from this line on.
    fn too_many(&self, number: u64, limit: u64) -> Rejected {
        let detail = format!("the file has more than the {limit} records that input.jsonl.max_records allows");
        let diagnostic = reject::diagnostic(Code::TooManyRecords, detail);
        self.source.rejected(Some(line_name(number)), diagnostic, self.source.stored_bytes, &[])
    }

    fn rejected(&self, member: String, code: Code, detail: String, line: &[u8]) -> Extracted {
        Extracted::Rejected(self.source.rejected_bytes(Some(member), code, detail, line))
    }
}

/// What the mapped fields of an object hold. Of fields with the same name the last one counts.
#[derive(Default)]
struct Found {
    text: Option<Range<usize>>,
    id: Option<String>,
    metadata: Metadata,
}

impl Found {
    fn of(object: JsonObject<'_>, line: &[u8], fields: &JsonlSettings) -> Self {
        let mut found = Self::default();
        for (key, value) in object.members() {
            let literal = line.get(value.clone()).unwrap_or_default();
            let key = line.get(key).unwrap_or_default();
            let is = |name: &str| !name.is_empty() && json_object::is_string(key, name);
            if is(&fields.text_field) {
                found.text = literal.starts_with(b"\"").then_some(value);
            }
            if is(&fields.id_field) {
                found.id = as_written(literal);
            }
            if is(&fields.title_field) {
                found.metadata.title = as_written(literal);
            }
            if is(&fields.date_field) {
                found.metadata.date = as_written(literal);
            }
            if is(&fields.url_field) {
                found.metadata.url = as_written(literal);
            }
        }
        found
    }
}

/// A string decoded, a number digit for digit; nothing for other values and for the empty string.
fn as_written(literal: &[u8]) -> Option<String> {
    let text = match literal.first() {
        Some(b'"') => json_object::decode(literal)?,
        Some(b'-' | b'0'..=b'9') => String::from_utf8(literal.to_vec()).ok()?,
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Says what is wrong with the text field and, where it is missing, which fields there are.
fn no_text(object: JsonObject<'_>, line: &[u8], name: &str) -> String {
    let literal = |range: Range<usize>| line.get(range).unwrap_or_default();
    let is_text = |key: Range<usize>| json_object::is_string(literal(key), name);
    if let Some((_, value)) = object.members().filter(|(key, _)| is_text(key.clone())).last() {
        return format!("the field \"{name}\" is {}, not a string", json_object::kind_of(literal(value)));
    }
    let keys: Vec<_> =
        object.members().take(NAMED_FIELDS).map(|(key, _)| String::from_utf8_lossy(literal(key))).collect();
    match keys.as_slice() {
        [] => format!("there is no field \"{name}\": the object is empty"),
        keys => format!("there is no field \"{name}\"; set input.jsonl.text_field to one of {}", keys.join(", ")),
    }
}

#[cfg(test)]
mod tests;
