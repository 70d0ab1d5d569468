//! Table `mentions`.

use super::column::{Day, Float32, Int32, Int64, Opt, UniqueText, Utf8};
use super::table::table;
use crate::model::{EntityType, Role};

table! {
    name: "mentions",
    doc: "Names, dates, amounts and numbers, with identities, codes and values.",
    grain: "One row per span; spans do not overlap, except a compound and its parts.",
    key: ["mention_id"],
    references: [
        "doc_id" => "documents"."doc_id",
        "sentence_id" => "sentences"."sentence_id",
        "entity_id" => "entities"."entity_id",
        "parent_mention_id" => "mentions"."mention_id",
    ],
    row: MentionRow, builder: MentionsBuilder,
    columns {
        /// The document's id, -m and the position among its mentions.
        mention_id: UniqueText;
        /// The document.
        doc_id: Utf8;
        /// The sentence.
        sentence_id: Utf8;
        /// Position of the sentence in the document, from 0.
        sent_idx: Int32;
        /// The entity; null for values, compounds, and where the text leaves two candidates.
        entity_id: Opt<Utf8>;
        /// OntoNotes type; MISC for named things outside them.
        entity_type: Utf8, one_of: EntityType::NAMES;
        /// Refines the type, for example city, igo, ministry, initiative, disease, pair, duration.
        subtype: Opt<Utf8>;
        /// The span as it stands in documents.text.
        text: Utf8;
        /// Start in documents.text, in code points.
        start_char: Int32;
        /// End in documents.text, in code points, exclusive.
        end_char: Int32;
        /// Start in the raw record, in bytes; null where it cannot be proved.
        start_byte: Opt<Int64>;
        /// End in the raw record, in bytes, exclusive; null where it cannot be proved.
        end_byte: Opt<Int64>;
        /// The name without title, article and possessive, in the usual letter case; null for values.
        name: Opt<Utf8>;
        /// The title as printed before or after the name.
        title: Opt<Utf8>;
        /// The office that the title names.
        role: Opt<Utf8>, one_of: Role::NAMES;
        /// ISO 3166-1 alpha-3 of the country, the demonym, or the title.
        country: Opt<Utf8>;
        /// ISO 8601 or TIMEX3 string, decimal, or amount with currency code.
        value: Opt<Utf8>;
        /// First day of the period.
        value_start: Opt<Day>;
        /// The day after the period.
        value_end: Opt<Day>;
        /// How fine the period is: minute, hour, day, week, month, quarter, season, year, decade, century.
        value_grain: Opt<Utf8>;
        /// The compound that this is a part of.
        parent_mention_id: Opt<Utf8>;
        /// What made the mention.
        recognizer: Utf8, one_of: &["model", "lexicon", "rule", "alias"];
        /// How sure the recogniser is, 0 to 1.
        score: Float32;
        /// Publication date of the document.
        published_date: Opt<Day>;
    }
}
