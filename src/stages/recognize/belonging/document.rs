//! The country of an organisation by what the rest of the document shows.

use std::collections::BTreeMap;

use super::super::evidence::Evidence;
use super::super::{DocumentCx, bodies};
use super::names::{OF_STATES, OF_STATES_ALONE};
use super::{is_embassy, is_international, lacks_country};
use crate::model::{EntityType, Mention, Zone};

/// Percent of the weight of all countries from which on a name of several words, and one of a single word, is taken for one
/// of the country of the document.
const MOSTLY: u32 = 80;
const ALONE: u32 = 95;
/// Bytes of a dateline between its place and the agency.
const DATELINE: usize = 32;
/// Sentences of the head of a document.
const HEAD: usize = 3;

/// Gives the organisations without a country that of the mentions with the same name. Embassies are left: several of them
/// may stand in one document; common names where nothing else shows whose they are.
pub(super) fn by_name(text: &str, mentions: &mut [Mention], with_common: bool) {
    let mut known: BTreeMap<String, Option<&'static str>> = BTreeMap::new();
    let organisations = |mention: &&Mention| {
        let name = mention.name.as_deref().unwrap_or(mention.span.of(text));
        mention.entity_type == EntityType::Org
            && !is_embassy(text, mention)
            && (with_common || !bodies::is_common_name(name))
    };
    for mention in mentions.iter().filter(organisations) {
        let Some(country) = mention.country else { continue };
        for name in names(text, mention) {
            let entry = known.entry(name).or_insert(Some(country));
            *entry = entry.filter(|known| *known == country);
        }
    }
    if known.is_empty() {
        return;
    }
    for mention in mentions.iter_mut().filter(|mention| lacks_country(mention) && !is_embassy(text, mention)) {
        let country = names(text, mention).find_map(|name| known.get(&name).copied().flatten());
        mention.country = country;
    }
}

/// The names of a mention, as printed and in full, in small letters.
fn names(text: &str, mention: &Mention) -> impl Iterator<Item = String> {
    let printed = mention.span.of(text).to_lowercase();
    let full = mention.name.as_ref().map(|name| name.to_lowercase());
    [printed].into_iter().chain(full)
}

/// Gives the bodies of states the country that the document is about, and other organisations that of a document that speaks
/// of hardly any other. A document of an international body names bodies of its own by like names.
pub(super) fn by_document(document: &DocumentCx<'_>, mentions: &mut [Mention], evidence: &Evidence) {
    let text = document.text;
    let Some(home) = evidence.home() else { return };
    let is_issued_abroad = is_of_international_body(document, mentions);
    let issued_at = evidence.issued_at().filter(|_| !is_issued_abroad);
    let has_share = |percent| evidence.with_share(percent) == Some(home) && !is_issued_abroad;
    let (is_alone, is_all_but_alone) = (has_share(ALONE), has_share(MOSTLY));
    let may_be_of = if is_issued_abroad { &OF_STATES_ALONE } else { &OF_STATES };
    for mention in mentions.iter_mut().filter(|mention| lacks_country(mention)) {
        let name = mention.name.as_deref().unwrap_or(mention.span.of(text));
        let is_of_state = may_be_of.are_in(name) && (name.contains(' ') || OF_STATES_ALONE.are_in(name));
        let home = issued_at.filter(|_| is_in_head(document, mention)).unwrap_or(home);
        let is_agency = text.get(..mention.span.start()).is_some_and(|before| before.ends_with('('));
        let is_other = !is_agency && if name.contains(' ') { is_all_but_alone } else { is_alone };
        if !is_international(name, mention) && !is_embassy(text, mention) && (is_of_state || is_other) {
            mention.country = Some(home);
        }
    }
}

fn is_in_head(document: &DocumentCx<'_>, mention: &Mention) -> bool {
    mention.sentence < HEAD || document.zone(mention) == Some(Zone::Title)
}

/// Gives the followers of parties the country of a document that speaks of hardly any other.
pub(super) fn followers(mentions: &mut [Mention], evidence: &Evidence) {
    let Some(country) = evidence.with_share(MOSTLY) else { return };
    let is_follower = |mention: &&mut Mention| {
        mention.entity_type == EntityType::Norp && mention.subtype == Some("political") && mention.country.is_none()
    };
    for mention in mentions.iter_mut().filter(is_follower) {
        mention.country = Some(country);
    }
}

/// Gives the agency in the brackets of a dateline the country of its place: "SUVA, 4 May (Island News) --". Agencies that work
/// everywhere are in the lexicon.
pub(super) fn agencies(document: &DocumentCx<'_>, mentions: &mut [Mention]) {
    let mut place: Option<(usize, Option<&'static str>)> = None;
    for mention in mentions.iter_mut() {
        let before = document.text.get(..mention.span.start()).unwrap_or_default();
        let behind = document.text.get(mention.span.end()..).unwrap_or_default();
        let is_bracketed = before.ends_with('(') && behind.starts_with(')');
        let is_near = document.zone(mention) == Some(Zone::Dateline) || mention.sentence < HEAD;
        if mention.entity_type == EntityType::Gpe && is_near {
            place = place.or(Some((mention.span.end(), mention.country)));
        }
        let Some((end, Some(country))) = place else { continue };
        let is_dateline = document.text.get(end..mention.span.start()).is_some_and(|gap| {
            gap.len() <= DATELINE && gap.starts_with(',') && gap.contains(|char: char| char.is_ascii_digit())
        });
        if is_near && is_bracketed && is_dateline && lacks_country(mention) {
            mention.country = Some(country);
        }
    }
}

/// Whether an international body is the first that the head of the document names.
fn is_of_international_body(document: &DocumentCx<'_>, mentions: &[Mention]) -> bool {
    let mut bodies =
        mentions.iter().filter(|mention| mention.entity_type == EntityType::Org && mention.parent.is_none());
    let is_head = |mention: &Mention| is_in_head(document, mention);
    bodies.next().is_some_and(|first| {
        let is_foreign_court = first.subtype == Some("court") && first.country.is_none() && first.lexicon_id.is_some();
        is_head(first) && (is_foreign_court || is_international(first.span.of(document.text), first))
    })
}
