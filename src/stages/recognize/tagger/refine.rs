//! From the class of a name to its type: which places are states or cities, rivers or buildings; which other names are
//! events, laws, peoples.
//!
//! A linear classifier over the words of the name and its neighbours; its weights stand in the same table as the tagger's.

use std::ops::Range;

use super::features::EDGE;
use super::hash::{finish, mix};
use super::labels::{Class, N_LABELS};
use super::view::View;
use super::weights::{NO_SCORES, Scores, Weights};
use crate::model::EntityType;

/// Number of finer types.
pub const N_FINE: usize = 7;

/// The types of places, then those of other names.
pub const FINE: [(Class, EntityType); N_FINE] = [
    (Class::Place, EntityType::Gpe),
    (Class::Place, EntityType::Loc),
    (Class::Place, EntityType::Fac),
    (Class::Other, EntityType::Norp),
    (Class::Other, EntityType::Event),
    (Class::Other, EntityType::Law),
    (Class::Other, EntityType::Misc),
];

/// Keeps these features apart from the tagger's.
const SEED: u64 = 0x7265_6669;

/// Gives the features of a name.
pub fn features(view: &View, name: Range<usize>, class: Class, mut to: impl FnMut(u64)) {
    let seed = mix(SEED, class as u64);
    let mut emit = |template: u64, value: u64| to(finish(mix(mix(seed, template), value)));
    let lower = |at: Option<usize>| at.and_then(|at| view.words.get(at)).map_or(EDGE, |word| word.lower);
    let words = view.words.get(name.clone()).unwrap_or_default();
    emit(0, 0);
    emit(1, words.iter().fold(0, |hash, word| mix(hash, word.lower)));
    emit(2, words.first().map_or(0, |word| word.lower));
    emit(3, words.last().map_or(0, |word| word.lower));
    emit(4, lower(name.start.checked_sub(1)));
    emit(5, lower(Some(name.end)));
    emit(6, words.len().min(4) as u64);
    emit(7, words.last().map_or(0, |word| word.known.coarse()));
    emit(8, words.first().map_or(0, |word| word.known.coarse()));
    emit(9, words.last().map_or(0, |word| word.known.lists()));
    emit(10, words.first().map_or(0, |word| word.lexicon));
    emit(11, words.last().map_or(0, |word| word.shape));
    emit(12, words.last().map_or(0, |word| word.known.fine()));
    for word in words {
        emit(13, word.lower);
        emit(14, u64::from(word.case.digit));
    }
    for suffix in words.last().map(|word| word.suffixes).unwrap_or_default().iter().skip(1) {
        emit(15, *suffix);
    }
}

/// The type of a name of this class.
pub fn entity_type(view: &View, name: Range<usize>, class: Class, weights: &Weights) -> EntityType {
    match class {
        Class::Person => return EntityType::Person,
        Class::Organisation => return EntityType::Org,
        Class::Place | Class::Other => {}
    }
    let mut scores = NO_SCORES;
    features(view, name, class, |feature| weights.add(feature, &mut scores));
    best(&scores, class).unwrap_or(EntityType::Misc)
}

/// The type of the class with the highest score; of equal ones the first.
pub fn best(scores: &Scores, class: Class) -> Option<EntityType> {
    let fine = scores.iter().skip(N_LABELS).zip(FINE).filter(|(_, (of, _))| *of == class);
    let better = |best: (i32, EntityType), next: (i32, EntityType)| if next.0 > best.0 { next } else { best };
    fine.map(|(score, (_, entity_type))| (*score, entity_type)).reduce(better).map(|(_, entity_type)| entity_type)
}
