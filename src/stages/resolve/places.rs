//! Countries, peoples and places of one document, and forms that name more than one of them.

use std::collections::HashSet;

use super::catalogue::Catalogue;
use super::{fold_name, is_pair};
use crate::model::{EntityKey, EntityType, Mention};

/// Links the GPE, NORP, LOC and FAC mentions; fills the country of an ambiguous form that the document decides.
///
/// A lexicon id is trusted, but for a country id without country, which is how a recogniser says "perhaps". An ambiguous
/// form (Georgia, Korea, Congolese) means the one of its countries that the document names elsewhere by a clear form:
/// another name, a demonym, the capital, a title. Where it names none of them, the form keeps a key of its own without
/// a country; where it names two, there is no link.
pub(super) fn link(text: &str, mentions: &mut [Mention], catalogue: &Catalogue) {
    let evidence: HashSet<&'static str> = mentions
        .iter()
        .filter(|mention| !is_ambiguous(text, mention, catalogue))
        .filter_map(|mention| mention.country)
        .collect();
    for mention in mentions.iter_mut() {
        if !is_place(mention.entity_type) || is_pair(mention) {
            continue;
        }
        match meaning(text, mention, catalogue, &evidence) {
            Meaning::Country(alpha3) => {
                mention.country = Some(alpha3);
                mention.entity = Some(EntityKey::new(mention.entity_type, format!("country:{alpha3}")));
            }
            Meaning::Entry => {
                mention.entity = mention.lexicon_id.clone().map(|id| EntityKey::new(mention.entity_type, id))
            }
            Meaning::Name => mention.entity = by_name(text, mention),
            Meaning::Undecided => mention.entity = None,
        }
    }
}

enum Meaning {
    /// A country or its people.
    Country(&'static str),
    /// The lexicon's entry that the recogniser found.
    Entry,
    /// Nothing known: the name itself.
    Name,
    /// Two countries are possible.
    Undecided,
}

fn is_place(entity_type: EntityType) -> bool {
    matches!(entity_type, EntityType::Gpe | EntityType::Norp | EntityType::Loc | EntityType::Fac)
}

/// An id without country is a guess.
fn is_settled(mention: &Mention) -> bool {
    mention.lexicon_id.as_deref().is_some_and(|id| !id.starts_with("country:") || mention.country.is_some())
}

/// Whether the printed form alone does not tell the country, so that it cannot be evidence for another mention.
fn is_ambiguous(text: &str, mention: &Mention, catalogue: &Catalogue) -> bool {
    catalogue.form(mention.entity_type, &fold_name(mention.span.of(text))).is_some_and(|form| form.ambiguous)
}

fn meaning(text: &str, mention: &Mention, catalogue: &Catalogue, evidence: &HashSet<&'static str>) -> Meaning {
    if is_settled(mention) {
        return Meaning::Entry;
    }
    let folded = fold_name(mention.span.of(text));
    let Some(form) = catalogue.form(mention.entity_type, &folded) else {
        return if mention.lexicon_id.is_some() { Meaning::Entry } else { Meaning::Name };
    };
    if let Some(printed) = mention.country {
        return if form.countries.contains(&printed) { Meaning::Country(printed) } else { Meaning::Name };
    }
    let mut named = form.countries.iter().filter(|alpha3| !form.ambiguous || evidence.contains(*alpha3));
    match (named.next(), named.next()) {
        (Some(alpha3), None) => Meaning::Country(alpha3),
        (Some(_), Some(_)) => Meaning::Undecided,
        (None, _) => Meaning::Name,
    }
}

/// The folded name; with its country where one is known, since Córdoba lies in Spain and in Argentina.
fn by_name(text: &str, mention: &Mention) -> Option<EntityKey> {
    let mut name = fold_name(mention.span.of(text));
    if mention.entity_type == EntityType::Norp {
        name = singular(&name).to_owned();
    }
    let key = match mention.country {
        Some(alpha3) => format!("name:{name}|{alpha3}"),
        None => format!("name:{name}"),
    };
    (!name.is_empty()).then(|| EntityKey::new(mention.entity_type, key))
}

/// Muslims and Muslim are one group.
fn singular(folded: &str) -> &str {
    match folded.strip_suffix('s') {
        Some(stem) if stem.len() > 3 && !stem.ends_with('s') => stem,
        _ => folded,
    }
}
