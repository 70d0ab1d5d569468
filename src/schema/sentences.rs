//! Table `sentences`.

use super::column::{Day, Int32, Int64, LongText, Opt, UniqueText, Utf8};
use super::table::table;

/// Zones of a text.
pub const ZONES: &[&str] = &["title", "dateline", "body", "question", "answer", "boilerplate"];

table! {
    name: "sentences",
    doc: "The sentences of all documents, titles and boilerplate lines included.",
    grain: "One row per sentence.",
    key: ["sentence_id"],
    references: ["doc_id" => "documents"."doc_id"],
    row: SentenceRow, builder: SentencesBuilder,
    columns {
        /// The document's id, -s and sent_idx.
        sentence_id: UniqueText;
        /// The document.
        doc_id: Utf8;
        /// Position in the document, from 0.
        sent_idx: Int32;
        /// Position of its paragraph in the document, from 0.
        para_idx: Int32;
        /// What the part of the text is for.
        zone: Utf8, one_of: ZONES;
        /// The sentence as it stands in documents.text.
        text: LongText;
        /// Start in documents.text, in code points.
        start_char: Int32;
        /// End in documents.text, in code points, exclusive.
        end_char: Int32;
        /// Start in the raw record, in bytes; null where it cannot be proved.
        start_byte: Opt<Int64>;
        /// End in the raw record, in bytes, exclusive; null where it cannot be proved.
        end_byte: Opt<Int64>;
        /// Tokens of the sentence.
        n_tokens: Int32;
        /// Publication date of the document.
        published_date: Opt<Day>;
    }
}
