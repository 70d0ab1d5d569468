//! Which name an entity is shown under.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::fold::EntityState;
use crate::lexicon::{FormKind, Lexicon};
use crate::model::{EntityKey, EntityType};

/// The lexicon's names and countries, by entity id.
#[derive(Debug, Default)]
pub(super) struct LexiconNames(FxHashMap<u128, LexiconName>);

/// What the lexicon says of one entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LexiconName {
    pub(super) name: &'static str,
    pub(super) country: Option<&'static str>,
}

impl LexiconNames {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let mut names = Self::default();
        let mut demonyms = FxHashMap::default();
        for form in lexicon.country_forms.iter().filter(|form| form.kind == FormKind::Demonym) {
            demonyms.entry(form.alpha3).or_insert(form.form);
        }
        for country in &lexicon.countries {
            let (key, code) = (format!("country:{}", country.alpha3), Some(country.alpha3));
            names.add(EntityType::Gpe, &key, country.name, code);
            names.add(EntityType::Norp, &key, demonyms.get(country.alpha3).copied().unwrap_or(country.name), code);
        }
        for row in &lexicon.organisations {
            names.add(EntityType::Org, &format!("org:{}", row.id), row.name, row.country);
        }
        for row in &lexicon.initiatives {
            names.add(row.entity_type, &format!("misc:{}", row.id), row.name, None);
        }
        for row in &lexicon.places {
            let key = format!("place:{}", row.name.to_lowercase().replace(' ', "_"));
            names.add(row.entity_type, &key, row.name, row.country);
        }
        names
    }

    fn add(&mut self, entity_type: EntityType, key: &str, name: &'static str, country: Option<&'static str>) {
        let id = u128::from(EntityKey::new(entity_type, key).id());
        self.0.entry(id).or_insert(LexiconName { name, country });
    }

    pub(super) fn get(&self, id: u128) -> Option<LexiconName> {
        self.0.get(&id).copied()
    }
}

/// The form to show: in mixed case rather than not, then of the most tokens, then the most frequent, then the longest, then
/// the first in byte order.
pub(super) fn display_name(entity: &EntityState) -> &str {
    let rank = |form: &str, n: u32| (is_mixed_case(form), form.split_whitespace().count(), n, form.chars().count());
    let best = entity.forms.iter().max_by_key(|(form, n)| (rank(form, **n), Reverse(*form)));
    best.map_or("", |(form, _)| form)
}

fn is_mixed_case(form: &str) -> bool {
    form.chars().any(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entity(forms: &[(&str, u32)]) -> EntityState {
        let mut entity = EntityState::new(EntityType::Person);
        for (form, n) in forms {
            entity.add_form(form, *n);
        }
        entity
    }

    #[test]
    fn the_fullest_mixed_case_form_is_shown() {
        let forms = [("LUKASHENKO ALEXANDER GRIGORYEVICH", 9), ("Lukashenko", 5), ("Alexander Lukashenko", 2)];
        assert_eq!(display_name(&entity(&forms)), "Alexander Lukashenko");
        assert_eq!(display_name(&entity(&[("Ana Brnabic", 1), ("Ana Brnabić", 2)])), "Ana Brnabić");
        assert_eq!(display_name(&entity(&[("Al Bo", 1), ("Al Co", 1)])), "Al Bo");
        assert_eq!(display_name(&entity(&[("COVID-19", 1)])), "COVID-19");
    }
}
