//! Countries, peoples and places of one document, and forms that name more than one of them.

use rustc_hash::FxHashSet;

use super::catalogue::Catalogue;
use super::cities::{self, Surroundings};
use super::{Linked, fold_name, is_pair};
use crate::model::{EntityKey, EntityType, LinkReason, Mention};

/// Links the GPE, NORP, LOC and FAC mentions; fills the country of an ambiguous form and of a city that the document decides.
///
/// A lexicon id is trusted, but for a country id without country, which is how a recogniser says "perhaps". An ambiguous
/// form (Georgia, Korea, Congolese) means the one of its countries that the document names elsewhere by a clear form:
/// another name, a demonym, the capital, a title. Where it names none of them, the form keeps a key of its own without
/// a country; where it names two, there is no link.
pub(super) fn link(text: &str, mentions: &mut [Mention], catalogue: &Catalogue) {
    let evidence: FxHashSet<&'static str> = mentions
        .iter()
        .filter(|mention| mention.country.is_some() && !is_ambiguous(text, mention, catalogue))
        .filter_map(|mention| mention.country)
        .collect();
    let around = Surroundings::of(text, mentions);
    for mention in mentions.iter_mut().filter(|mention| is_place(mention.entity_type) && !is_pair(mention)) {
        let linked = match meaning(text, mention, catalogue, &evidence) {
            Meaning::Country(alpha3, reason) => {
                mention.country = Some(alpha3);
                Linked::to(Some(EntityKey::new(mention.entity_type, format!("country:{alpha3}"))), reason)
            }
            Meaning::Entry => match place_city(text, mention, &around, &evidence, catalogue) {
                Some(reason) => Linked::to(by_name(mention.span.of(text), mention), reason),
                None => Linked::by_id(mention),
            },
            Meaning::Alias(name) => Linked::to(by_name(&name, mention), LinkReason::UserAlias),
            Meaning::Undecided(candidates) => {
                let names = candidates.iter().filter_map(|id| catalogue.name(EntityType::Gpe, id)).map(Into::into);
                Linked::none(LinkReason::Ambiguous { candidates: names.collect() })
            }
            Meaning::Name => {
                let reason = place_city(text, mention, &around, &evidence, catalogue).unwrap_or(LinkReason::OwnName);
                Linked::to(by_name(mention.span.of(text), mention), reason)
            }
        };
        linked.fill(mention);
    }
}

enum Meaning {
    /// A country or its people.
    Country(&'static str, LinkReason),
    /// The entry that the recogniser found: the lexicon's, or the user's with an id.
    Entry,
    /// The user's name, which is the identity.
    Alias(String),
    /// Nothing known: the name itself.
    Name,
    /// Several countries are possible; their ids.
    Undecided(Vec<String>),
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
    let is_form = is_place(mention.entity_type);
    is_form && catalogue.form(mention.entity_type, &fold_name(mention.span.of(text))).is_some_and(|form| form.ambiguous)
}

fn meaning(text: &str, mention: &Mention, catalogue: &Catalogue, evidence: &FxHashSet<&'static str>) -> Meaning {
    if let Some(alias) = catalogue.alias(mention).filter(|alias| alias.id.is_none()) {
        return Meaning::Alias(alias.name.clone());
    }
    if is_settled(mention) {
        return Meaning::Entry;
    }
    let folded = fold_name(mention.span.of(text));
    let Some(form) = catalogue.form(mention.entity_type, &folded) else {
        return if mention.lexicon_id.is_some() { Meaning::Entry } else { Meaning::Name };
    };
    if let Some(country) = mention.country {
        let reason = LinkReason::ClearCountry { country };
        return if form.countries.contains(&country) { Meaning::Country(country, reason) } else { Meaning::Name };
    }
    let named: Vec<&'static str> =
        form.countries.iter().copied().filter(|alpha3| !form.ambiguous || evidence.contains(alpha3)).collect();
    match named.as_slice() {
        [] => Meaning::Name,
        [country] if form.ambiguous => Meaning::Country(country, LinkReason::SharedCountry { country }),
        [country] => Meaning::Country(country, LinkReason::ClearCountry { country }),
        several => Meaning::Undecided(several.iter().map(|alpha3| format!("country:{alpha3}")).collect()),
    }
}

/// Fills the country of a city that is named without one, and says how it was found. The lexicon has cities without a
/// country too, whose names several share.
fn place_city(
    text: &str,
    mention: &mut Mention,
    around: &Surroundings,
    evidence: &FxHashSet<&'static str>,
    catalogue: &Catalogue,
) -> Option<LinkReason> {
    let is_known = mention.lexicon_id.is_some() && mention.subtype != Some("city");
    if mention.entity_type != EntityType::Gpe || mention.country.is_some() || is_known {
        return None;
    }
    let folded = fold_name(mention.span.of(text));
    if catalogue.form(EntityType::Gpe, &folded).is_some() {
        return None;
    }
    let (country, evidence) = cities::country(text, mention.span, &folded, around, evidence, catalogue)?;
    mention.country = Some(country);
    mention.subtype = mention.subtype.or(Some("city"));
    Some(LinkReason::City { country, evidence })
}

/// The folded name; with its country where one is known, since Córdoba lies in Spain and in Argentina.
fn by_name(name: &str, mention: &Mention) -> Option<EntityKey> {
    let mut name = fold_name(name);
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
