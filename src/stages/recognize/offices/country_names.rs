//! The names of countries by their forms: which countries a printed name may mean, in capitals too, and which one stands in
//! the name of an organisation.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::lexicon::{FormKind, Lexicon};

/// How many words the name of a country inside another name has at most.
const MAX_WORDS: usize = 4;

/// The names of the lexicon's countries, and of places in capitals.
#[derive(Debug)]
pub(super) struct CountryNames {
    /// The countries that a name or people may mean.
    meanings: FxHashMap<&'static str, Vec<&'static str>>,
    /// Names and peoples that mean one country and nothing else.
    clear: FxHashMap<&'static str, &'static str>,
    /// Countries, capitals and places as datelines print them.
    in_capitals: FxHashMap<String, &'static str>,
}

impl CountryNames {
    pub(super) fn of(lexicon: &'static Lexicon) -> &'static Self {
        static NAMES: OnceLock<CountryNames> = OnceLock::new();
        NAMES.get_or_init(|| Self::new(lexicon))
    }

    fn new(lexicon: &'static Lexicon) -> Self {
        let mut names =
            Self { meanings: FxHashMap::default(), clear: FxHashMap::default(), in_capitals: FxHashMap::default() };
        for form in &lexicon.country_forms {
            names.in_capitals.entry(form.form.to_uppercase()).or_insert(form.alpha3);
            if matches!(form.kind, FormKind::Name | FormKind::Demonym) && !form.ambiguous {
                names.clear.insert(form.form, form.alpha3);
            }
            if !matches!(form.kind, FormKind::Capital | FormKind::Combining) {
                let meanings = names.meanings.entry(form.form).or_default();
                if !meanings.contains(&form.alpha3) {
                    meanings.push(form.alpha3);
                }
            }
        }
        for place in &lexicon.places {
            if let Some(country) = place.country {
                names.in_capitals.entry(place.name.to_uppercase()).or_insert(country);
            }
        }
        names
    }

    /// The countries that the printed name may mean: Georgia, Congo, Guinea mean several.
    pub(super) fn meanings(&self, printed: &str) -> &[&'static str] {
        self.meanings.get(printed).map_or(&[], Vec::as_slice)
    }

    /// The country of a place in capitals: "MADRID, 3 November".
    pub(super) fn in_capitals(&self, printed: &str) -> Option<&'static str> {
        self.in_capitals.get(printed).copied()
    }

    /// The only country whose name stands in that of an organisation: "Council for the Development of Cambodia".
    pub(super) fn inside(&self, printed: &str) -> Option<&'static str> {
        let starts: Vec<usize> = word_starts(printed).collect();
        let names = starts.iter().enumerate().flat_map(|(first, start)| {
            let ends = starts.iter().skip(first + 1).copied().chain([printed.len()]).take(MAX_WORDS);
            ends.filter_map(|end| printed.get(*start..end)).filter_map(|name| self.clear.get(name.trim_end())).copied()
        });
        let mut only = None;
        for country in names {
            if only.is_some_and(|other| other != country) {
                return None;
            }
            only = Some(country);
        }
        only
    }
}

fn word_starts(printed: &str) -> impl Iterator<Item = usize> + '_ {
    let spaces = printed.match_indices([' ', '-']).map(|(at, _)| at + 1);
    std::iter::once(0).chain(spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_country_inside_a_name_is_found_where_it_is_the_only_one() {
        let names = CountryNames::of(Lexicon::embedded());
        assert_eq!(names.inside("Council for the Development of Cambodia"), Some("KHM"));
        assert_eq!(names.inside("Central Bank of Sri Lanka"), Some("LKA"));
        assert_eq!(names.inside("Belarusian Canadian Alliance"), None);
        assert_eq!(names.inside("Council for Trade"), None);
    }

    #[test]
    fn a_name_may_mean_several_countries() {
        let names = CountryNames::of(Lexicon::embedded());
        assert!(names.meanings("Korea").len() > 1);
        assert_eq!(names.meanings("Kenya"), ["KEN"]);
        assert_eq!(names.in_capitals("MADRID"), Some("ESP"));
    }
}
