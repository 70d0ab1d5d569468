//! Table `duplicates`.

use super::column::{Float32, UniqueText, Utf8};
use super::table::table;

table! {
    name: "duplicates",
    doc: "Documents that say the same.",
    grain: "One row per document that is not alone.",
    key: ["doc_id"],
    references: ["doc_id" => "documents"."doc_id", "cluster_id" => "documents"."doc_id"],
    row: DuplicateRow, builder: DuplicatesBuilder,
    columns {
        /// The document.
        doc_id: UniqueText;
        /// The cluster: the id of its first document in the order of the table documents.
        cluster_id: Utf8;
        /// How alike they are: exact for equal text_hash.
        kind: Utf8, one_of: &["exact"];
        /// Share of the text that is equal, 0 to 1.
        similarity: Float32;
    }
}
