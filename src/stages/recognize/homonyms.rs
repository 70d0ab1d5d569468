//! Names that a country shares with a state of another one: where the document speaks of that state's like, and never
//! clearly of the country, the state is meant (Georgia among Alabama and Florida). Names that a capital or a people shares
//! with towns and people elsewhere (Hamilton, Georgetown, Georgians) stay where the document names their country too.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::settle::in_order;
use crate::lexicon::{CountryForm, FormKind, Lexicon, Place};
use crate::model::{EntityType, Mention, RecognizerKind};

/// The places that share their name with a country, and the capitals and peoples that share theirs with others.
#[derive(Debug)]
pub(super) struct Homonyms {
    states: HashMap<&'static str, Homonym>,
    /// With their countries.
    shared: HashMap<&'static str, &'static str>,
}

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
        Self { shared: shared(lexicon), states: homonyms }
    }

    /// Turns the mentions that mean a state into such, and takes back the capitals and peoples that nothing supports.
    pub(super) fn decide(&self, text: &str, mentions: &mut Vec<Mention>) {
        self.decide_states(text, mentions);
        self.take_back(text, mentions);
    }

    fn take_back(&self, text: &str, mentions: &mut Vec<Mention>) {
        let shared = |mention: &Mention| {
            let is_place = matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp);
            let is_by_itself = is_place && mention.parent.is_none() && mention.recognizer == RecognizerKind::Lexicon;
            self.shared
                .get(mention.span.of(text))
                .copied()
                .filter(|country| is_by_itself && mention.country == Some(*country))
        };
        if !mentions.iter().any(|mention| shared(mention).is_some()) {
            return;
        }
        let others = mentions.iter().filter(|mention| shared(mention).is_none());
        let named: BTreeSet<_> =
            others.filter_map(|mention| mention.country.or_else(|| self.open(text, mention))).collect();
        let stays = |mention: &Mention| shared(mention).is_none_or(|country| named.contains(country));
        let numbered = std::mem::take(mentions).into_iter().enumerate();
        *mentions = in_order(numbered.filter(|(_, mention)| stays(mention)).collect());
    }

    /// The country of a name that has been left open between it and a state.
    fn open(&self, text: &str, mention: &Mention) -> Option<&'static str> {
        let homonym = self.states.get(mention.span.of(text)).filter(|_| mention.entity_type == EntityType::Gpe);
        homonym.map(|homonym| homonym.country)
    }

    fn decide_states(&self, text: &str, mentions: &mut [Mention]) {
        let is_open = |mention: &Mention| mention.entity_type == EntityType::Gpe && mention.lexicon_id.is_none();
        if !mentions.iter().any(is_open) {
            return;
        }
        let is_state = |mention: &&Mention| mention.subtype == Some("state");
        let of_states: BTreeSet<_> = mentions.iter().filter(is_state).filter_map(|mention| mention.country).collect();
        let countries: BTreeSet<_> = mentions.iter().filter_map(|mention| mention.country).collect();
        for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
            let Some(homonym) = self.states.get(mention.span.of(text)) else { continue };
            let is_state = homonym.place.country.is_some_and(|country| of_states.contains(country));
            if is_state && !countries.contains(homonym.country) {
                mention.subtype = homonym.place.subtype;
                mention.country = homonym.place.country;
                mention.lexicon_id = Some(homonym.id.clone());
            }
        }
    }
}

/// The ambiguous capitals, and the peoples of countries that share their names with states. Where a state of the same
/// country bears the name as well (Washington) the country is sure.
fn shared(lexicon: &'static Lexicon) -> HashMap<&'static str, &'static str> {
    let is_named = |place: &Place, name: &str| place.name.strip_suffix(" State").unwrap_or(place.name) == name;
    let state =
        |name: &str| lexicon.places.iter().find(|place| place.subtype == Some("state") && is_named(place, name));
    let is_shared_country = |alpha3: &str| {
        let mut names =
            lexicon.country_forms.iter().filter(|form| form.alpha3 == alpha3 && form.kind == FormKind::Name);
        names.any(|form| form.ambiguous && state(form.form).is_some())
    };
    let is_shared = |form: &&CountryForm| match form.kind {
        FormKind::Capital => form.ambiguous && state(form.form).is_none_or(|state| state.country != Some(form.alpha3)),
        FormKind::Demonym | FormKind::DemonymPlural => form.ambiguous && is_shared_country(form.alpha3),
        _ => false,
    };
    lexicon.country_forms.iter().filter(is_shared).map(|form| (form.form, form.alpha3)).collect()
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

    fn countries(text: &str) -> Vec<Option<&'static str>> {
        Sample::new(text).mentions().iter().map(|mention| mention.country).collect()
    }

    #[test]
    fn a_capital_that_shares_its_name_needs_its_country() {
        assert_eq!(countries("The road from Lolo to Hamilton was closed."), []);
        assert_eq!(countries("The ship from Bermuda left Hamilton."), [Some("BMU"), Some("BMU")]);
        assert_eq!(countries("They met in Washington."), [Some("USA")]);
    }

    #[test]
    fn georgians_among_states_are_not_of_the_country() {
        assert_eq!(countries("Many Georgians wrote from Alabama."), [Some("USA")]);
        assert_eq!(countries("Talks on Georgia.\nThe Georgian side agreed."), [None, Some("GEO")]);
        assert_eq!(countries("Many Georgians met in Tbilisi."), [Some("GEO"), Some("GEO")]);
    }
}
