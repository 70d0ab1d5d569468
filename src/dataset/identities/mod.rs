//! Which rows of `entities` the whole corpus shows to be one, with the proof, and which names it leaves ambiguous.
//!
//! ```text
//! full names ─► groups of one person ─► surnames, by office and period
//! acronyms ─► long forms;  bodies without a country ─► the one of that name
//! ```
//!
//! Everything is asked of the finished fold, so that nothing depends on the order of the documents. Two full names are
//! joined on an office that both hold, never on the name alone.

mod bodies;
mod buckets;
mod full_names;
mod groups;
mod offices;
mod persons;
mod proof;
mod surnames;

use std::collections::HashMap;

use super::fold::Fold;
use super::names::LexiconNames;
use crate::lexicon::Lexicon;
pub(super) use offices::{Office, offices};
use persons::Persons;
pub(super) use proof::Proof;

/// What the corpus shows of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is the entity of this id.
    SameAs { id: u128, proof: Proof },
    /// Several entities of the corpus may be meant, and nothing decides.
    Ambiguous,
}

/// By entity id.
pub(super) type Verdicts = HashMap<u128, Verdict>;

/// The verdicts on the entities of a fold; `names` are those of the lexicon. Most entities have none.
pub(super) fn verdicts(fold: &Fold, lexicon: &Lexicon, names: &LexiconNames) -> Verdicts {
    let persons = Persons::of(fold, lexicon);
    let mut verdicts = HashMap::new();
    let people = full_names::join(&persons, &mut verdicts);
    surnames::judge(&persons, &people, &mut verdicts);
    bodies::judge(fold, names, &mut verdicts);
    verdicts
}
