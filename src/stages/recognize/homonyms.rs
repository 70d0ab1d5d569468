//! Names that a country shares with a state of another one: where the document speaks of that state's like, and never
//! clearly of the country, the state is meant (Georgia among Alabama and Florida).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::lexicon::{FormKind, Lexicon, Place};
use crate::model::{EntityType, Mention};

/// The places that share their name with a country.
#[derive(Debug)]
pub(super) struct Homonyms(HashMap<&'static str, Homonym>);

#[derive(Debug)]
struct Homonym {
    place: &'static Place,
    id: Arc<str>,
    country: &'static str,
}

impl Homonyms {
    pub(super) fn of(lexicon: &'static Lexicon) -> Self {
        let mut homonyms = HashMap::new();
        for form in lexicon.country_forms.iter().filter(|form| form.kind == FormKind::Name && form.ambiguous) {
            let place = lexicon.places.iter().find(|place| place.name == form.form && place.subtype == Some("state"));
            if let Some(place) = place {
                let id = super::matcher::place_id(place.name).into();
                homonyms.insert(form.form, Homonym { place, id, country: form.alpha3 });
            }
        }
        Self(homonyms)
    }

    /// Turns the mentions that mean a state into such.
    pub(super) fn decide(&self, text: &str, mentions: &mut [Mention]) {
        let is_open = |mention: &Mention| mention.entity_type == EntityType::Gpe && mention.lexicon_id.is_none();
        if !mentions.iter().any(is_open) {
            return;
        }
        let is_state = |mention: &&Mention| mention.subtype == Some("state");
        let of_states: BTreeSet<_> = mentions.iter().filter(is_state).filter_map(|mention| mention.country).collect();
        let countries: BTreeSet<_> = mentions.iter().filter_map(|mention| mention.country).collect();
        for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
            let Some(homonym) = self.0.get(mention.span.of(text)) else { continue };
            let is_state = homonym.place.country.is_some_and(|country| of_states.contains(country));
            if is_state && !countries.contains(homonym.country) {
                mention.subtype = homonym.place.subtype;
                mention.country = homonym.place.country;
                mention.lexicon_id = Some(homonym.id.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::stages::recognize::tests_support::Sample;

    fn georgia(text: &str) -> Vec<Option<&'static str>> {
        let sample = Sample::new(text);
        let mentions = sample.mentions();
        mentions.iter().filter(|mention| mention.span.of(text) == "Georgia").map(|mention| mention.country).collect()
    }

    #[test]
    fn a_state_among_states() {
        assert_eq!(georgia("Farmers met in Georgia.\nThey went on to Alabama."), [Some("USA")]);
    }

    #[test]
    fn a_country_that_is_named_clearly_is_left_open() {
        assert_eq!(georgia("Talks on Georgia.\nThe capital Tbilisi and Alabama agreed."), [None]);
        assert_eq!(georgia("Talks on Georgia.\nFrance agreed."), [None]);
    }
}
