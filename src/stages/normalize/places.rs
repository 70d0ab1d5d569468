//! Whether a printed name is that of a place, for datelines.

use std::collections::HashSet;

use crate::lexicon::{FormKind, Lexicon};
use crate::model::EntityType;

/// Names of places, folded to lower case, and acronyms that look like places in capitals but are none.
#[derive(Debug)]
pub(super) struct Places {
    names: HashSet<String>,
    acronyms: HashSet<String>,
}

/// Seats of press offices that the tables may lack.
const SEATS: [&str; 4] = ["washington", "new york", "geneva", "united nations"];

impl Places {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let countries = lexicon.countries.iter().flat_map(|country| country.capital.into_iter().chain([country.name]));
        let forms = lexicon.country_forms.iter().filter(|row| matches!(row.kind, FormKind::Name | FormKind::Capital));
        let places = lexicon.places.iter().filter(|row| matches!(row.entity_type, EntityType::Gpe));
        let places = places.flat_map(|row| row.aliases.iter().copied().chain([row.name]));
        let names = countries.chain(forms.map(|row| row.form)).chain(places).chain(SEATS);
        let acronyms = lexicon.organisations.iter().filter_map(|row| row.acronym);
        Self { names: names.map(str::to_lowercase).collect(), acronyms: acronyms.map(str::to_lowercase).collect() }
    }

    /// Whether the name, or its part before a comma, is a place that the tables know; a region of two letters after it
    /// (`Washington DC`, `Washington, D.C.`) does not count.
    pub(super) fn is_known(&self, printed: &str) -> bool {
        let lower = printed.to_lowercase();
        let main = lower.split([',', '/']).next().unwrap_or_default().trim();
        let without_region = [" d.c.", " d.c", " dc", " d c"].iter().find_map(|region| main.strip_suffix(region));
        self.names.contains(main) || without_region.is_some_and(|main| self.names.contains(main.trim()))
    }

    /// Whether the name is that of a city with many press offices.
    pub(super) fn is_seat(&self, printed: &str) -> bool {
        let lower = printed.to_lowercase();
        self.is_known(printed) && SEATS.iter().any(|seat| lower.starts_with(seat))
    }

    /// Whether the name may be a place by its shape alone: capitals throughout its first part, and no acronym of an
    /// organisation.
    pub(super) fn is_in_capitals(&self, printed: &str) -> bool {
        let main = printed.split(',').next().unwrap_or_default().trim();
        let letters = main.chars().filter(|c| c.is_alphabetic()).count();
        letters >= 4 && !main.contains(char::is_lowercase) && !self.acronyms.contains(&main.to_lowercase())
    }
}
