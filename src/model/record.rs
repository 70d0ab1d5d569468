//! One raw record, as extract found it.

use std::ops::Range;

use super::{Diagnostic, DocId, Hash128};

/// Where the text lies in the bytes of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// The bytes are the text, in some charset.
    Whole,
    /// The bytes are a JSON value and the text is the string literal in this range, quotation marks included.
    JsonString(Range<usize>),
}

/// What a container says about a record beside its text. All of it is as written, nothing is interpreted yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    pub date: Option<String>,
    pub url: Option<String>,
}

/// One record: the raw (decompressed) bytes of one text, and where they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawRecord {
    /// Path relative to the input root, with `/` between the parts.
    pub source_path: String,
    /// Which record of a container: its own id, or `L` and the line number.
    pub source_member: Option<String>,
    /// Name of the source format, as registered.
    pub format: &'static str,
    pub bytes: Vec<u8>,
    pub payload: Payload,
    pub metadata: Metadata,
}

impl RawRecord {
    /// A whole file as one record.
    pub fn whole(source_path: impl Into<String>, format: &'static str, bytes: Vec<u8>) -> Self {
        Self {
            source_path: source_path.into(),
            source_member: None,
            format,
            bytes,
            payload: Payload::Whole,
            metadata: Metadata::default(),
        }
    }

    pub fn doc_id(&self) -> DocId {
        DocId::of(&self.source_path, self.source_member.as_deref())
    }
}

/// An input that gave no document: one row of the quarantine table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejected {
    pub source_path: String,
    pub source_member: Option<String>,
    /// Hash of the raw bytes, where they could be read.
    pub content_hash: Option<Hash128>,
    pub source_bytes: u64,
    pub diagnostic: Diagnostic,
    /// The first characters, printable, where they could be read.
    pub excerpt: String,
}
