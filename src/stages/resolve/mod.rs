//! Who is who inside one document: gives each mention its entity, or none where two are possible.
//!
//! ```text
//! mentions ─► places ─► persons ─► named things ─► names to show
//! ```
//!
//! Keys of entities: the lexicon's id where the recogniser found one (`country:BLR`, `org:un`), else `name:` and the
//! [folded name](fold_name), with `|` and a country where the name alone is not enough. A country and its people are two
//! entities with one key, told apart by their types. Roles and titles stay on the mentions that print them.
//!
//! Not for: same-as across documents, which is a fold over the tables.

mod acronyms;
mod canonical;
mod catalogue;
mod fold;
#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod laws;
mod named;
mod offices;
mod person_evidence;
mod person_name;
mod persons;
mod places;
#[cfg(test)]
mod testing;

pub use fold::fold_name;

use std::collections::{BTreeSet, HashSet};

use crate::lexicon::Lexicon;
use crate::model::{Document, EntityType, Mention};
use catalogue::Catalogue;

/// Links the mentions of one document at a time; holds nothing but indexes over the lexicon.
#[derive(Debug)]
pub struct Resolver {
    catalogue: Catalogue,
    surnames_first: &'static HashSet<&'static str>,
}

impl Resolver {
    pub fn new(lexicon: &'static Lexicon) -> Self {
        Self { catalogue: Catalogue::of(lexicon), surnames_first: &lexicon.surnames_first }
    }

    /// Fills `entity`, `name` and `canonical` of the mentions, and the country of an ambiguous form that the document
    /// decides. Pure, and near-linear in the number of mentions; resolving twice changes nothing.
    pub fn resolve(&self, document: &Document, mentions: &mut [Mention]) {
        let text = document.as_str();
        for mention in mentions.iter_mut() {
            mention.entity = None;
        }
        places::link(text, mentions, &self.catalogue);
        persons::link(text, mentions, self.surnames_first);
        named::link(text, mentions, &self.catalogue);
        canonical::fill_names(text, mentions, &self.catalogue);
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
