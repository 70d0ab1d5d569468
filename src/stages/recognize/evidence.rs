//! How strongly a document speaks of each country: what decides whose "Parliament" is meant, and which Georgia.

use std::collections::BTreeMap;

use super::DocumentCx;
use crate::model::{EntityType, Mention, Zone};

/// Weights of what names a country itself, what belongs to one, and the place from which the document is written.
const NAMED: u32 = 2;
const BELONGING: u32 = 1;
const ISSUED_AT: u32 = 4;
/// How many sentences may hold the place from which the document is written.
const HEAD: usize = 3;
/// Bytes of a date before the place in a dateline.
const DATE: usize = 16;
/// How many times as strong as the country of the first body and the first place of its head another one may be.
const CLEARLY: [u32; 2] = [4, 4];
/// How many times as strong as another the country must be that a name of both means.
const CHOSEN: u32 = 2;

/// The countries that a document names, with weights.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    weights: BTreeMap<&'static str, u32>,
    /// Of cities and states only.
    local: BTreeMap<&'static str, u32>,
    total: u32,
    /// Of the first place of the head, from which the document is written, and of the first body that it names there.
    head: [Option<&'static str>; 2],
}

impl Evidence {
    /// What countries, peoples, places, titled persons and bodies of states show.
    pub(super) fn of<'m>(document: &DocumentCx<'_>, mentions: impl IntoIterator<Item = &'m Mention>) -> Self {
        let mut evidence = Self::default();
        let [mut body, mut place] = [None; 2];
        for mention in mentions {
            let Some(country) = mention.country else { continue };
            let is_place = mention.entity_type == EntityType::Gpe;
            let is_local = is_place && mention.subtype != Some("country");
            let weight = match mention.entity_type {
                EntityType::Gpe if is_local => BELONGING,
                EntityType::Gpe | EntityType::Norp => NAMED,
                EntityType::Person => NAMED,
                EntityType::Org if is_of_state(mention) => NAMED,
                _ => continue,
            };
            let zone = document.zone(mention);
            let weight = if zone == Some(Zone::Title) { 2 * weight } else { weight };
            let is_title = zone == Some(Zone::Title);
            let opens = zone == Some(Zone::Dateline) || mention.sentence < HEAD && !is_title;
            let is_first = is_place && place.is_none() && opens && begins_sentence(document, mention);
            if is_first {
                place = Some(country);
            }
            if mention.entity_type == EntityType::Org && (opens || is_title) {
                body = body.or(Some(country));
            }
            let weight = if is_first { weight + ISSUED_AT } else { weight };
            *evidence.weights.entry(country).or_default() += weight;
            evidence.total += weight;
            if is_local {
                *evidence.local.entry(country).or_default() += weight;
            }
        }
        evidence.head = [body, place];
        evidence
    }

    /// The country of the first body that the head of the document names.
    pub(super) fn issuer(&self) -> Option<&'static str> {
        self.head.first().copied().flatten()
    }

    /// The country of the place from which the document is written.
    pub(super) fn issued_at(&self) -> Option<&'static str> {
        self.head.last().copied().flatten()
    }

    pub(super) fn weight(&self, country: &str) -> u32 {
        self.weights.get(country).copied().unwrap_or(0)
    }

    /// The weight of the cities and states of a country.
    pub(super) fn local(&self, country: &str) -> u32 {
        self.local.get(country).copied().unwrap_or(0)
    }

    /// How many countries are named beside this one.
    pub(super) fn others(&self, country: &str) -> usize {
        self.weights.keys().filter(|named| **named != country).count()
    }

    /// The country that the document is of: that of its head, if the rest speaks of it too, or the one that it is about.
    pub(super) fn home(&self) -> Option<&'static str> {
        let (country, weight) = self.strongest()?;
        let mut of_head =
            self.head.iter().zip(CLEARLY).filter_map(|(country, clearly)| Some((country.as_ref()?, clearly)));
        let of_head = of_head.find(|(country, clearly)| self.weight(country) * clearly >= weight);
        let is_about = weight * 2 > self.total && weight > NAMED;
        of_head.map(|(country, _)| *country).or(is_about.then_some(country))
    }

    /// The country that has so many percent of the weight of all.
    pub(super) fn with_share(&self, percent: u32) -> Option<&'static str> {
        let (country, weight) = self.strongest()?;
        (weight * 100 >= self.total * percent).then_some(country)
    }

    fn strongest(&self) -> Option<(&'static str, u32)> {
        let strongest = self.weights.iter().max_by_key(|(country, weight)| (**weight, std::cmp::Reverse(**country)));
        strongest.map(|(country, weight)| (*country, *weight))
    }

    /// The one of these countries that the document speaks of, or speaks of much more than of the others.
    pub(super) fn choose(&self, candidates: impl Iterator<Item = &'static str>) -> Option<&'static str> {
        let mut weights: Vec<(u32, &'static str)> = candidates.map(|country| (self.weight(country), country)).collect();
        weights.sort_unstable_by(|left, right| right.cmp(left));
        weights.dedup();
        match weights.as_slice() {
            [(first, country), rest @ ..] if *first > 0 => {
                let second = rest.first().map_or(0, |(weight, _)| *weight);
                (*first >= CHOSEN * second).then_some(*country)
            }
            _ => None,
        }
    }
}

/// Whether the mention stands where a dateline has its place: nothing but a date in digits before it in its sentence.
fn begins_sentence(document: &DocumentCx<'_>, mention: &Mention) -> bool {
    let sentence = document.sentences.get(mention.sentence);
    let before = sentence.and_then(|sentence| document.text.get(sentence.span.start()..mention.span.start()));
    before.is_some_and(|before| before.len() <= DATE && !before.contains(char::is_lowercase))
}

/// Whether a state's body or party; media, companies and charities work in countries that are not theirs.
fn is_of_state(mention: &Mention) -> bool {
    !matches!(mention.subtype, Some("media" | "company" | "ngo" | "armed_group" | "university" | "embassy"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn evidence(text: &str) -> Evidence {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        Evidence::of(&sample.document_cx(), &mentions)
    }

    #[test]
    fn the_country_of_most_names_is_home() {
        let found = evidence("Visit to Lisbon\nLISBON, 4 May. Portuguese and Spanish officials met. Portugal agreed.");
        assert_eq!(found.home(), Some("PRT"));
        assert!(found.weight("PRT") > found.weight("ESP") && found.weight("ESP") > 0);
        assert_eq!((found.with_share(50), found.with_share(95)), (Some("PRT"), None));
    }

    #[test]
    fn two_countries_of_like_weight_leave_it_open() {
        assert_eq!(
            evidence(
                "News\nTalks took place. They went on. Then all left. France met Italy. Italy met France. Spain came."
            )
            .home(),
            None
        );
    }

    #[test]
    fn one_of_several_is_chosen_where_it_is_much_stronger() {
        let found = evidence("News\nKenya spoke. Kenya and Kenyan farmers met Uganda.");
        assert_eq!(found.choose(["KEN", "UGA"].into_iter()), Some("KEN"));
        assert_eq!(found.choose(["PER", "BOL"].into_iter()), None);
    }
}
