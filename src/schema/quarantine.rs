//! Table `quarantine`.

use super::column::{Int64, LongText, Opt, Utf8};
use super::table::table;
use crate::model::Code;

table! {
    name: "quarantine",
    doc: "What could not be read, and why; nothing disappears.",
    grain: "One row per input that gave no document.",
    key: ["source_path", "source_member"],
    references: [],
    row: QuarantineRow, builder: QuarantineBuilder,
    columns {
        /// Path of the file relative to the input root, with / between its parts.
        source_path: Utf8;
        /// Which record of a container file; null where it is the whole file.
        source_member: Opt<Utf8>;
        /// 128-bit BLAKE3 hash of the raw record, in hex; null where it could not be read.
        content_hash: Opt<Utf8>;
        /// Length of the raw record in bytes, as far as it was read.
        source_bytes: Int64;
        /// The stage that gave up.
        stage: Utf8, one_of: &["extract", "normalize", "analyze"];
        /// Why, as a stable code.
        code: Utf8, one_of: Code::NAMES;
        /// Why, in words.
        message: LongText;
        /// The first characters of the record, printable.
        excerpt: LongText;
    }
}
