//! In which country a city lies that the text names without one: by the place behind the comma, by the countries that the
//! document names, by the size of the cities of the name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::catalogue::Catalogue;
use super::fold_name;
use crate::lexicon::City;
use crate::model::{CityEvidence, EntityType, Mention};
use crate::text::Span;

/// A city is meant wherever it is named if it has so many thousand people, and so many times as many as the next.
const WORLD_CITY: (u32, u32) = (500, 20);
/// A city is the usual meaning of its name if it has so many times the people of the next.
const DOMINANT: u32 = 8;
/// So many thousand people make a city known outside its country.
const KNOWN: u32 = 100;

/// The postal codes and the older abbreviations of the states of the USA, as they stand behind a city.
const STATES: &[&str] = &[
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA",
    "ME", "MD", "MA", "MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR",
    "PA", "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY", "Ala.", "Ariz.", "Ark.", "Calif.",
    "Colo.", "Conn.", "Del.", "Fla.", "Ga.", "Ill.", "Ind.", "Kan.", "Ky.", "La.", "Md.", "Mass.", "Mich.", "Minn.",
    "Miss.", "Mo.", "Mont.", "Neb.", "Nev.", "N.H.", "N.J.", "N.M.", "N.Y.", "N.C.", "N.D.", "Okla.", "Ore.", "Pa.",
    "R.I.", "S.C.", "S.D.", "Tenn.", "Tex.", "Vt.", "Va.", "Wash.", "W.Va.", "Wis.", "Wyo.", "D.C.",
];

/// What the document says of its places.
#[derive(Default)]
pub(super) struct Surroundings {
    /// The countries of states, provinces and countries by where they begin.
    larger: FxHashMap<usize, &'static str>,
    /// The countries that a folded name is given elsewhere in the document.
    given: FxHashMap<String, Vec<&'static str>>,
}

impl Surroundings {
    pub(super) fn of(text: &str, mentions: &[Mention]) -> Self {
        let places = || mentions.iter().filter(|mention| mention.entity_type == EntityType::Gpe);
        let is_larger = |place: &Mention| matches!(place.subtype, Some("country" | "state" | "province" | "territory"));
        let larger = places().filter(|place| is_larger(place));
        let mut around = Self {
            larger: larger.filter_map(|place| Some((place.span.start(), place.country?))).collect(),
            given: FxHashMap::default(),
        };
        for place in places() {
            if let Some(country) = place.country.or_else(|| around.behind_comma(text, place.span)) {
                let countries = around.given.entry(fold_name(place.span.of(text))).or_default();
                if !countries.contains(&country) {
                    countries.push(country);
                }
            }
        }
        around
    }

    /// The country of the place behind the comma that follows the span: "Bangor, Maine", "Springfield, Ill.".
    fn behind_comma(&self, text: &str, span: Span) -> Option<&'static str> {
        let rest = text.get(span.end()..)?.strip_prefix(", ")?;
        let start = text.len() - rest.len();
        self.larger.get(&start).copied().or_else(|| begins_with_state(rest).then_some("USA"))
    }

    /// The only country that the name is given elsewhere.
    fn given_elsewhere(&self, folded: &str) -> Option<&'static str> {
        match self.given.get(folded)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

/// Whether the text is the abbreviation of a state of the USA.
pub(super) fn is_state(text: &str) -> bool {
    STATES.contains(&text)
}

fn begins_with_state(rest: &str) -> bool {
    STATES.iter().any(|state| {
        rest.strip_prefix(state).is_some_and(|after| !after.starts_with(|next: char| next.is_alphanumeric()))
    })
}

/// The country of a city of this folded name, and what shows it; `named` holds the countries that the document names.
pub(super) fn country(
    text: &str,
    span: Span,
    folded: &str,
    around: &Surroundings,
    named: &FxHashSet<&'static str>,
    catalogue: &Catalogue,
) -> Option<(&'static str, CityEvidence)> {
    let by_comma = || Some((around.behind_comma(text, span)?, CityEvidence::PlaceBehindComma));
    let elsewhere = || Some((around.given_elsewhere(folded)?, CityEvidence::GivenElsewhere));
    by_comma().or_else(elsewhere).or_else(|| by_table(catalogue.city(folded)?, named))
}

fn by_table(city: City, named: &FxHashSet<&'static str>) -> Option<(&'static str, CityEvidence)> {
    let mut homes = city.homes();
    let (largest, people) = homes.next()?;
    let next = homes.next().map_or(0, |(_, people)| people);
    if next > 0 && people >= WORLD_CITY.0 && people >= WORLD_CITY.1 * next {
        return Some((largest, CityEvidence::Population));
    }
    let mut near = city.homes().map(|(country, _)| country).filter(|country| named.contains(country));
    match (near.next(), near.next()) {
        (Some(country), None) if next > 0 => Some((country, CityEvidence::NamedCountry)),
        (Some(country), None) => Some((country, CityEvidence::OnlyCountry)),
        _ if next == 0 => (people >= KNOWN).then_some((largest, CityEvidence::OnlyCountry)),
        _ => (people >= KNOWN && people >= DOMINANT * next).then_some((largest, CityEvidence::Population)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use CityEvidence::{NamedCountry, OnlyCountry, PlaceBehindComma, Population};

    fn found(text: &str, folded: &str, named: &[&'static str]) -> Option<(&'static str, CityEvidence)> {
        let catalogue = Catalogue::new(Lexicon::embedded(), &[]);
        let end = text.find([',', ' ']).unwrap_or(text.len());
        let named = named.iter().copied().collect();
        country(text, Span::new(0, end), folded, &Surroundings::default(), &named, &catalogue)
    }

    #[test]
    fn a_city_that_stands_alone_is_the_one_that_everybody_knows() {
        assert_eq!(found("Paris", "paris", &["USA"]), Some(("FRA", Population)));
        assert_eq!(found("Hamburg", "hamburg", &[]), Some(("DEU", OnlyCountry)));
        assert_eq!(found("Shenzhen", "shenzhen", &["USA"]), Some(("CHN", OnlyCountry)));
    }

    #[test]
    fn the_document_decides_between_cities_of_one_name() {
        assert_eq!(found("Birmingham", "birmingham", &["USA"]), Some(("USA", NamedCountry)));
        assert_eq!(found("Birmingham", "birmingham", &["GBR"]), Some(("GBR", NamedCountry)));
        assert_eq!(found("Bangor", "bangor", &["USA"]), Some(("USA", NamedCountry)));
        assert_eq!(found("Bangor", "bangor", &[]), None);
        assert_eq!(found("Valencia", "valencia", &["ESP", "VEN"]), None);
    }

    #[test]
    fn the_state_behind_the_comma_decides() {
        for text in ["Springfield, Ill.", "Moscow, ID 83843", "Paris, Tex."] {
            let folded = text.split(',').next().unwrap().to_lowercase();
            assert_eq!(found(text, &folded, &["FRA", "RUS"]), Some(("USA", PlaceBehindComma)), "{text}");
        }
        assert_eq!(found("Paris, INTERPOL said", "paris", &[]), Some(("FRA", Population)));
    }

    #[test]
    fn a_name_that_no_city_has_lies_nowhere() {
        assert_eq!(found("Nowhereville", "nowhereville", &["USA"]), None);
    }
}
