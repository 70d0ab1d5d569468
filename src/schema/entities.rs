//! Table `entities`.

use super::column::{Bool, Day, Int64, Opt, RoleList, UniqueText, Utf8, Utf8List};
use super::table::table;
use crate::model::EntityType;

table! {
    name: "entities",
    doc: "Who and what the corpus speaks of: one identity for all its mentions.",
    grain: "One row per canonical entity of the corpus.",
    key: ["entity_id"],
    references: ["same_as" => "entities"."entity_id"],
    row: EntityRow, builder: EntitiesBuilder,
    columns {
        /// Identity of the entity: 128 bits in hex, derived from its type and canonical key.
        entity_id: UniqueText;
        /// OntoNotes type; MISC for named things outside them.
        entity_type: Utf8, one_of: EntityType::NAMES;
        /// Refines the type, for example country, city, igo, ministry, initiative, disease.
        subtype: Opt<Utf8>;
        /// The name to show: that of the lexicon, else the fullest and most frequent form.
        name: Utf8;
        /// ISO 3166-1 alpha-3 of the country that the entity is or belongs to: the lexicon's, else the one that nine of ten mentions with a country give.
        country: Opt<Utf8>;
        /// Every form in which the corpus names it, sorted.
        aliases: Utf8List;
        /// The offices that titles give it, each with its country, the first and last publication date and the number of documents: a table of office-holders by period. An office without a country is counted with the only one of that role that has one.
        roles: RoleList;
        /// Rows of the entity in mentions.
        n_mentions: Int64;
        /// Documents that mention it.
        n_docs: Int64;
        /// First publication date of those documents.
        first_date: Opt<Day>;
        /// Last publication date of those documents.
        last_date: Opt<Day>;
        /// Whether the corpus shows more than one entity that the name may stand for: full names with the surname, long forms of the acronym, countries with a body of the name.
        ambiguous: Bool;
        /// The entity that the whole corpus shows this one to be, which is itself no other; mentions keep the id they have.
        same_as: Opt<Utf8>;
        /// What shows it, such as `surname with office foreign_minister RUS` or `a short form of the given name with office legislator USA`.
        evidence: Opt<Utf8>;
    }
}
