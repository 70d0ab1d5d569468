//! Who is who inside one document: gives each mention its entity, or none where two are possible.
//!
//! ```text
//! mentions ─► places ─► persons ─► named things ─► countries of offices ─► names to show
//! ```
//!
//! Keys of entities: the lexicon's id where the recogniser found one (`country:BLR`, `org:un`), else `name:` and the
//! [folded name](fold_name), with `|` and a country where the name alone is not enough; a user's alias has the key of the name that it
//! stands for, or the user's id. A country and its people are two
//! entities with one key, told apart by their types. Roles and titles stay on the mentions that print them.
//!
//! Not for: same-as across documents, which is a fold over the tables.

mod acronyms;
mod address;
mod canonical;
mod catalogue;
mod cities;
mod fold;
#[cfg(test)]
mod golden_tests;
mod governments;
#[cfg(test)]
mod laws;
mod named;
mod office_countries;
mod offices;
mod people;
mod person_evidence;
mod person_name;
mod persons;
mod places;
mod spelling;
#[cfg(test)]
mod testing;

pub use acronyms::is_acronym;
pub use fold::fold_name;
pub use offices::is_common_office;
pub use person_name::PersonName;
pub use spelling::skeleton;

use std::collections::{BTreeSet, HashSet};

use crate::lexicon::{Lexicon, UserAlias};
use crate::model::{Document, EntityKey, EntityType, LinkReason, Mention, RecognizerKind};
use catalogue::Catalogue;

/// Links the mentions of one document at a time; holds nothing but indexes over the lexicon.
#[derive(Debug)]
pub struct Resolver {
    catalogue: Catalogue,
    surnames_first: &'static HashSet<&'static str>,
}

impl Resolver {
    /// `aliases` holds the user's own names; mentions that a recogniser found by them hold their ids.
    pub fn new(lexicon: &'static Lexicon, aliases: &[UserAlias]) -> Self {
        Self { catalogue: Catalogue::new(lexicon, aliases), surnames_first: &lexicon.surnames_first }
    }

    /// Fills `entity`, `name`, `canonical` and `link` of the mentions, and the country of an ambiguous form, a city or an
    /// office that the document decides. Pure, and near-linear in the number of mentions. To be called once: what it fills in would count as
    /// printed the next time.
    pub fn resolve(&self, document: &Document, mentions: &mut [Mention]) {
        let text = document.as_str();
        for mention in mentions.iter_mut() {
            mention.entity = None;
            let is_compound = is_pair(mention) && mention.entity_type.is_linked();
            mention.link = is_compound.then(|| Box::new(LinkReason::Compound));
        }
        places::link(text, mentions, &self.catalogue);
        persons::link(document, mentions, &self.catalogue, self.surnames_first);
        named::link(document, mentions, &self.catalogue);
        office_countries::place_domestic(document, mentions);
        canonical::fill_names(text, mentions, &self.catalogue);
    }
}

/// What is decided about one mention.
struct Linked {
    entity: Option<EntityKey>,
    reason: LinkReason,
}

impl Linked {
    /// A link for this reason; none if there is no entity.
    fn to(entity: Option<EntityKey>, reason: LinkReason) -> Self {
        let reason = if entity.is_some() { reason } else { LinkReason::NoName };
        Self { entity, reason }
    }

    fn none(reason: LinkReason) -> Self {
        Self { entity: None, reason }
    }

    /// The entity of the id that the recogniser found, in the lexicon or in the user's table.
    fn by_id(mention: &Mention) -> Self {
        let entity = mention.lexicon_id.clone().map(|id| EntityKey::new(mention.entity_type, id));
        let is_alias = mention.recognizer == RecognizerKind::Alias;
        Self::to(entity, if is_alias { LinkReason::UserAlias } else { LinkReason::Lexicon })
    }

    fn fill(self, mention: &mut Mention) {
        mention.entity = self.entity;
        mention.link = Some(Box::new(self.reason));
    }
}

/// A compound of two countries, which is no entity; its parts are.
fn is_pair(mention: &Mention) -> bool {
    mention.subtype == Some("pair")
}

/// The countries that a document names: alpha-3 codes of its countries and peoples, alone or in compounds, and of the
/// titles of its persons; sorted, each once.
pub fn countries_of(mentions: &[Mention]) -> Vec<&'static str> {
    let names_country =
        |mention: &&Mention| matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp | EntityType::Person);
    let countries: BTreeSet<_> = mentions.iter().filter(names_country).filter_map(|mention| mention.country).collect();
    countries.into_iter().collect()
}
