//! What the formats share whose files are one record each.

use super::{Extracted, Input, sniff};
use crate::config::InputSettings;
use crate::model::{Code, RawRecord};

/// The file as one record of `format`, or why it is none.
pub(super) fn record(input: Input<'_>, format: &'static str, settings: &InputSettings) -> Extracted {
    let source = input.source;
    let bytes = match input.read_whole(settings.max_record_bytes) {
        Ok(bytes) => bytes,
        Err(rejected) => return Extracted::Rejected(*rejected),
    };
    if bytes.is_empty() {
        return Extracted::Rejected(source.rejected_bytes(None, Code::Empty, "the file holds no bytes", &bytes));
    }
    match sniff::binary(&bytes) {
        Some(what) => Extracted::Rejected(source.rejected_bytes(None, Code::Binary, what, &bytes)),
        None => Extracted::Record(RawRecord::whole(source.path, format, bytes)),
    }
}
