//! How a document speaks of each country: what tells whose an office is that stands without a country.

use std::collections::{BTreeMap, BTreeSet};

use super::home::Home;
use super::named::Named;
use crate::model::{EntityType, Mention};

/// How many cities of a country count at most.
const MAX_CITIES: usize = 3;

/// The countries of a document.
#[derive(Debug, Default)]
pub(super) struct Profile {
    countries: BTreeMap<&'static str, Counts>,
    /// How many mentions name a country or something of one, and how many of them are organisations.
    names: usize,
    organisations: usize,
    first: Option<&'static str>,
    /// The country that is named most beside that of the document.
    second: Option<&'static str>,
}

/// What names one country.
#[derive(Debug, Default)]
struct Counts {
    names: usize,
    organisations: usize,
    cities: BTreeSet<String>,
    /// The place of its first mention among all.
    first: usize,
}

impl Profile {
    pub(super) fn of(text: &str, home: &Home, named: &[Named], mentions: &[Mention]) -> Self {
        let mut profile = Self { first: named.first().map(|named| named.country), ..Self::default() };
        for (nth, Named { at, country }) in named.iter().enumerate() {
            let Some(mention) = mentions.get(*at) else { continue };
            let counts =
                profile.countries.entry(*country).or_insert_with(|| Counts { first: nth, ..Counts::default() });
            counts.names += 1;
            profile.names += 1;
            match mention.entity_type {
                EntityType::Org => {
                    counts.organisations += 1;
                    profile.organisations += 1;
                }
                EntityType::Gpe if mention.subtype != Some("country") && counts.cities.len() < MAX_CITIES => {
                    counts.cities.insert(mention.span.of(text).to_owned());
                }
                _ => {}
            }
        }
        let others = profile.countries.iter().filter(|(country, _)| home.country != Some(**country));
        let second = others.max_by_key(|(_, counts)| (counts.names, std::cmp::Reverse(counts.first)));
        profile.second = second.map(|(country, _)| *country);
        profile
    }

    /// The countries that the document names.
    pub(super) fn countries(&self) -> impl Iterator<Item = &'static str> {
        self.countries.keys().copied()
    }

    /// The part, in percent, that the country has in all names of countries and of what belongs to one.
    pub(super) fn share(&self, country: &str) -> i32 {
        percent(self.countries.get(country).map_or(0, |counts| counts.names), self.names)
    }

    /// Its part in the organisations.
    pub(super) fn share_of_organisations(&self, country: &str) -> i32 {
        percent(self.countries.get(country).map_or(0, |counts| counts.organisations), self.organisations)
    }

    /// How many of its cities are named, in percent of those that count.
    pub(super) fn cities(&self, country: &str) -> i32 {
        percent(self.countries.get(country).map_or(0, |counts| counts.cities.len()), MAX_CITIES)
    }

    /// Whether the country is named first.
    pub(super) fn is_first(&self, country: &str) -> bool {
        self.first == Some(country)
    }

    /// Whether the country is named most beside that of the document.
    pub(super) fn is_second(&self, country: &str) -> bool {
        self.second == Some(country)
    }
}

fn percent(part: usize, whole: usize) -> i32 {
    i32::try_from(part * 100 / whole.max(1)).unwrap_or(100)
}
