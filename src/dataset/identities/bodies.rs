//! Organisations, places and other things across the corpus: acronyms and their long forms, names with and without a country.

use std::collections::BTreeMap;

use super::{Proof, Verdict, Verdicts};
use crate::dataset::fold::{Country, EntityState, Fold, Trait};
use crate::dataset::names::{LexiconNames, display_name};
use crate::model::EntityType;
use crate::stages::resolve::{fold_name, is_acronym, is_common_office};

/// Judges the acronyms that some documents explain, and the bodies and places that are printed without a country.
///
/// An acronym in a document that explains it is a form of the long name's entity; in one that does not it is an entity of
/// its own, which is the same one if the whole corpus gives it one long name. A ministry without a country, or a city that
/// is not placed, is not taken for the only one that the corpus names: there are others.
pub(super) fn judge(fold: &Fold, lexicon: &LexiconNames, verdicts: &mut Verdicts) {
    let explained = explained_acronyms(fold);
    let placed = placed(fold);
    let is_open =
        |id: u128, entity: &EntityState| entity.entity_type != EntityType::Person && lexicon.get(id).is_none();
    for (id, entity) in fold.entities.iter().filter(|(id, entity)| is_open(**id, entity)) {
        let name = display_name(entity);
        let key = (entity.entity_type, fold_name(name));
        let by_acronym = || explained.get(&key).filter(|_| is_acronym(name)).and_then(|long| by_acronym(long));
        let is_placeless = may_be_placed(entity) && countries(entity).next().is_none();
        let by_country = || placed.get(&key).filter(|_| is_placeless).and_then(|known| by_country(&key, known));
        let verdict = by_acronym().or_else(by_country);
        verdicts.extend(verdict.map(|verdict| (*id, verdict)));
    }
}

/// The entities whose documents explain an acronym as a short form of their name, by type and folded acronym.
fn explained_acronyms(fold: &Fold) -> BTreeMap<(EntityType, String), Vec<u128>> {
    let mut explained: BTreeMap<_, Vec<u128>> = BTreeMap::new();
    for (id, entity) in &fold.entities {
        if entity.entity_type == EntityType::Person || is_acronym(display_name(entity)) {
            continue;
        }
        for (form, _) in entity.forms.iter().filter(|(form, _)| is_acronym(form)) {
            let long = explained.entry((entity.entity_type, fold_name(form))).or_default();
            if long.last() != Some(id) {
                long.push(*id);
            }
        }
    }
    explained
}

fn by_acronym(long: &[u128]) -> Option<Verdict> {
    match long {
        [] => None,
        [id] => Some(Verdict::SameAs { id: *id, proof: Proof::Acronym }),
        _ => Some(Verdict::Ambiguous),
    }
}

fn may_be_placed(entity: &EntityState) -> bool {
    matches!(entity.entity_type, EntityType::Org | EntityType::Gpe | EntityType::Fac)
}

fn countries(entity: &EntityState) -> impl Iterator<Item = Country> {
    entity.traits.iter().filter_map(|(said, _)| match said {
        Trait::Country(country) => Some(*country),
        _ => None,
    })
}

/// The entities of a country by type and each of their folded forms, by country.
fn placed(fold: &Fold) -> BTreeMap<(EntityType, String), BTreeMap<Country, u128>> {
    let mut placed: BTreeMap<_, BTreeMap<Country, u128>> = BTreeMap::new();
    for (id, entity) in fold.entities.iter().filter(|(_, entity)| may_be_placed(entity)) {
        for country in countries(entity) {
            for (form, _) in entity.forms.iter() {
                placed.entry((entity.entity_type, fold_name(form))).or_default().entry(country).or_insert(*id);
            }
        }
    }
    placed
}

fn by_country((entity_type, name): &(EntityType, String), known: &BTreeMap<Country, u128>) -> Option<Verdict> {
    let mut known = known.iter();
    let (country, id) = known.next()?;
    if known.next().is_some() {
        return Some(Verdict::Ambiguous);
    }
    let proves = *entity_type == EntityType::Org && !is_common_office(name);
    proves.then_some(Verdict::SameAs { id: *id, proof: Proof::OnlyCountry(*country) })
}
