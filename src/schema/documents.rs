//! Table `documents`.

use super::column::{Day, Float32, Int32, Int64, LongText, Opt, Timestamp, UniqueText, Utf8, Utf8List};
use super::table::table;

table! {
    name: "documents",
    doc: "The texts, normalized, with what their headers say.",
    grain: "One row per record that could be read.",
    key: ["doc_id"],
    references: [],
    row: DocumentRow, builder: DocumentsBuilder,
    columns {
        /// Identity of the document: 128 bits in hex, derived from source_path and source_member, so that a revised text keeps it.
        doc_id: UniqueText;
        /// Path of the file relative to the input root, with / between its parts.
        source_path: UniqueText;
        /// Which record of a container file: its own id, or L and the line number; null where the file is the record.
        source_member: Opt<Utf8>;
        /// Name of the source format.
        source_format: Utf8;
        /// Length of the raw record in bytes, after decompression.
        source_bytes: Int64;
        /// 128-bit BLAKE3 hash of the raw record, in hex.
        content_hash: UniqueText;
        /// Charset that the text was decoded from, as the WHATWG encoding standard names it.
        encoding: Utf8;
        /// The title, without date; from the text, else from the record's metadata.
        title: Opt<Utf8>;
        /// Date and time as printed, without zone; only where published_precision is minute.
        published_at: Opt<Timestamp>;
        /// Publication date; the first day of the period where only month or year are known.
        published_date: Opt<Day>;
        /// How exactly the date is known.
        published_precision: Utf8, one_of: &["minute", "day", "month", "year", "none"];
        /// Where the date was found.
        published_source: Utf8, one_of: &["header", "dateline", "metadata", "filename", "none"];
        /// Place that a wire dateline names, as printed.
        dateline_place: Opt<Utf8>;
        /// Detected language, ISO 639-1 (639-3 where there is no shorter code).
        language: Opt<Utf8>;
        /// How sure the detector is of the language, 0 to 1.
        language_score: Opt<Float32>;
        /// The clean text; all *_char offsets count its code points.
        text: LongText;
        /// Code points of text.
        n_chars: Int32;
        /// Paragraphs of text.
        n_paragraphs: Int32;
        /// Rows of the document in sentences.
        n_sentences: Int32;
        /// Tokens of the document.
        n_tokens: Int32;
        /// Rows of the document in mentions.
        n_mentions: Int32;
        /// Countries that are mentioned, by name, demonym or title: ISO 3166-1 alpha-3, sorted.
        countries: Utf8List;
        /// 128-bit hash of the body's words, in hex; equal for texts that differ in title, layout and letter case only.
        text_hash: UniqueText;
        /// What a reader should know: charset_guessed, invalid_bytes, control_characters, unwrapped, no_newlines, no_byte_offsets, year_inferred, ambiguous_date.
        flags: Utf8List;
    }
}
