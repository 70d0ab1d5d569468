//! Which countries a document names, and where.

use std::collections::BTreeSet;

use super::country_names::CountryNames;
use super::holders::plain;
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention};
use crate::stages::recognize::DocumentCx;
use crate::stages::recognize::words::is_all_caps;

/// A country, people or organisation of the document, with its country.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    /// The position of the mention.
    pub(super) at: usize,
    pub(super) country: &'static str,
}

/// Names that several states have, and the one that is meant where the document speaks of no other.
const BY_DEFAULT: &[(&str, &str)] =
    &[("Guinea", "GIN"), ("Guinean", "GIN"), ("Korea", "KOR"), ("Korean", "KOR"), ("Georgia", "GEO")];

/// The mentions that say a country, in order.
pub(super) fn named(document: &DocumentCx<'_>, mentions: &[Mention]) -> Vec<Named> {
    let is_counted = |mention: &Mention| {
        matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp | EntityType::Org)
            && mention.subtype != Some("pair")
    };
    let counted = || mentions.iter().enumerate().filter(|(_, mention)| is_counted(mention));
    let clear: BTreeSet<&'static str> = counted().filter_map(|(_, mention)| mention.country).collect();
    let country = |mention: &Mention| mention.country.or_else(|| by_readings(document, mention, &clear));
    counted().filter_map(|(at, mention)| Some(Named { at, country: country(mention)? })).collect()
}

/// The country of a name that several have: the only one of them that the document names clearly, or the usual one.
fn by_readings(document: &DocumentCx<'_>, mention: &Mention, clear: &BTreeSet<&'static str>) -> Option<&'static str> {
    if mention.entity_type == EntityType::Org {
        return None;
    }
    let (names, printed) = (CountryNames::of(document.lexicon), mention.span.of(document.text));
    if is_all_caps(printed)
        && let Some(country) = names.in_capitals(printed)
    {
        return Some(country);
    }
    let readings = names.meanings(printed);
    if readings.is_empty() && mention.entity_type == EntityType::Gpe {
        return by_city(document.lexicon, printed, clear);
    }
    let known: Vec<_> = readings.iter().filter(|country| clear.contains(*country)).collect();
    match known.as_slice() {
        [country] => Some(country),
        [] if readings.len() == 1 => readings.first().copied(),
        [] => {
            let usual = BY_DEFAULT.iter().find(|(name, _)| *name == printed).map(|(_, country)| *country);
            usual.filter(|_| !(printed == "Georgia" && clear.contains("USA")))
        }
        _ => None,
    }
}

/// A city is the usual meaning of its name if it has so many times the people of the next one.
const DOMINANT: u32 = 8;

/// The country of a city: the only one that has a city of the name, or that the document names, or the one of by far the
/// largest.
fn by_city(lexicon: &Lexicon, printed: &str, clear: &BTreeSet<&'static str>) -> Option<&'static str> {
    let folded = plain(&printed.to_lowercase());
    let homes: Vec<(&'static str, u32)> = lexicon.cities.get(&folded)?.homes().collect();
    let named: Vec<&'static str> =
        homes.iter().map(|(country, _)| *country).filter(|country| clear.contains(country)).collect();
    match (named.as_slice(), homes.as_slice()) {
        ([country], _) | ([], [(country, _)]) => Some(country),
        ([], [(country, people), (_, next), ..]) if *people >= DOMINANT * next => Some(country),
        _ => None,
    }
}
