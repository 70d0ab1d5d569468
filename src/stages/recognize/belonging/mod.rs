//! Whose an organisation is: by the lexicon, by the country in its name or beside it, by another mention of the same name,
//! and for bodies that every state has by the country that the document is about.
//!
//! Names that several organisations of the lexicon have ("Labour Party", PPP) are decided here as well; a short acronym of a
//! country of which the document does not speak is taken back.

mod document;
mod names;
mod split;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::evidence::Evidence;
use super::matcher::LexiconIndex;
use super::settle::in_order;
use super::{DocumentCx, organisations};
use crate::lexicon::{Lexicon, Organisation};
use crate::model::{EntityType, Mention, RecognizerKind};
use names::{is_english_party, is_short_acronym, may_be_shared};

/// How many times as strong as the country of a shared name the country of the document must be.
const ELSEWHERE: u32 = 3;

/// Percent of the weight of all countries from which on a bare "Army" is that of the country.
const MOSTLY: u32 = 60;

/// The score of an acronym whose meaning is open.
const DOUBTFUL: f32 = 0.6;

/// The organisations of the lexicon, as a document looks them up.
#[derive(Debug)]
pub(super) struct Belonging {
    lexicon: &'static Lexicon,
    /// Forms that several organisations have.
    shared: FxHashMap<&'static str, Vec<&'static Organisation>>,
    /// The bodies of states by form, without the country before it, and country; nothing where a state has two of the form.
    owned: FxHashMap<(&'static str, &'static str), Option<&'static Organisation>>,
}

impl Belonging {
    pub(super) fn of(lexicon: &'static Lexicon) -> Self {
        let mut shared: FxHashMap<&'static str, Vec<&'static Organisation>> = FxHashMap::default();
        for row in &lexicon.organisations {
            for form in [row.name].into_iter().chain(row.acronym).chain(row.aliases.iter().copied()) {
                shared.entry(form).or_default().push(row);
            }
        }
        shared.retain(|_, rows| rows.len() > 1);
        Self { lexicon, shared, owned: owned(lexicon) }
    }

    /// Gives the organisations of a document their countries.
    pub(super) fn decide(&self, document: &DocumentCx<'_>, index: &LexiconIndex, mentions: &mut Vec<Mention>) {
        if !mentions.iter().any(|mention| mention.entity_type == EntityType::Org) {
            return;
        }
        split::split(document, index, mentions);
        let evidence = evidence(document, mentions);
        self.settle_shared(document.text, mentions, &evidence);
        self.take_back(document.text, mentions, &evidence);
        words::by_words(document, index, mentions, &evidence);
        document::agencies(document, mentions);
        document::by_name(document.text, mentions, false);
        let evidence = self::evidence(document, mentions);
        self.reown(document.text, mentions, &evidence);
        document::by_document(document, mentions, &evidence);
        document::by_name(document.text, mentions, true);
        document::followers(mentions, &evidence);
        self.link_owned(document.text, mentions, &evidence);
    }

    /// The organisations whose country came from the document are those of the lexicon with this name and country: "Senate"
    /// of the United States is the U.S. Senate.
    fn link_owned(&self, text: &str, mentions: &mut [Mention], evidence: &Evidence) {
        let home = evidence.with_share(MOSTLY);
        let is_open = |mention: &Mention| {
            let is_bare = mention.lexicon_id.is_none() && mention.parent.is_none();
            let is_told = mention.country == home || mention.span.of(text).contains(' ');
            mention.entity_type == EntityType::Org && is_bare && is_told
        };
        for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
            let Some(country) = mention.country else { continue };
            let name = mention.name.as_deref().unwrap_or(mention.span.of(text));
            if let Some(row) = self.owned.get(&(name, country)).copied().flatten() {
                mention.subtype = Some(row.kind);
                mention.lexicon_id = Some(format!("org:{}", row.id).into());
            }
        }
    }

    fn row(&self, mention: &Mention) -> Option<&'static Organisation> {
        organisations::by_id(self.lexicon, mention.lexicon_id.as_deref()?)
    }

    /// Names that several organisations have mean that of the country that the document speaks of.
    fn settle_shared(&self, text: &str, mentions: &mut [Mention], evidence: &Evidence) {
        for mention in mentions.iter_mut().filter(|mention| is_open(mention)) {
            let Some(rows) = self.shared.get(mention.span.of(text)) else { continue };
            let country = mention.country.or_else(|| evidence.choose(rows.iter().filter_map(|row| row.country)));
            let mut own = rows.iter().filter(|row| row.country.is_some() && row.country == country);
            let Some(row) = own.next().filter(|_| own.next().is_none()) else { continue };
            mention.country = row.country;
            mention.subtype = Some(row.kind);
            mention.lexicon_id = Some(format!("org:{}", row.id).into());
        }
    }

    /// An acronym that only the lexicon explains, of a country of which nothing else speaks, is some organisation's, if it has
    /// three letters or more; companies work everywhere.
    fn take_back(&self, text: &str, mentions: &mut Vec<Mention>, evidence: &Evidence) {
        let in_full = mentions.iter().filter(|mention| !is_short_acronym(mention.span.of(text)));
        let in_full: BTreeSet<Arc<str>> = in_full.filter_map(|mention| mention.lexicon_id.clone()).collect();
        let is_doubtful = |mention: &Mention| {
            let is_acronym = mention.entity_type == EntityType::Org
                && mention.recognizer == RecognizerKind::Lexicon
                && mention.parent.is_none()
                && is_short_acronym(mention.span.of(text));
            let is_explained =
                mention.name.is_some() || mention.lexicon_id.as_ref().is_some_and(|id| in_full.contains(id));
            is_acronym && !is_explained && !self.is_supported(text, mention, evidence)
        };
        let numbered = std::mem::take(mentions).into_iter().enumerate().filter_map(|(at, mention)| {
            let is_doubtful = is_doubtful(&mention);
            let is_long = mention.span.len() > 2;
            let some = |mention| Mention { lexicon_id: None, country: None, score: DOUBTFUL, ..mention };
            let mention = if is_doubtful { is_long.then(|| some(mention))? } else { mention };
            Some((at, mention))
        });
        *mentions = in_order(numbered.collect());
    }

    /// Whether the document, or the kind of the organisation, makes it likely that the acronym is that of the lexicon.
    fn is_supported(&self, text: &str, mention: &Mention, evidence: &Evidence) -> bool {
        let Some(row) = self.row(mention) else { return mention.country.is_some() };
        let is_long = mention.span.of(text).len() > 3;
        match row.kind {
            "media" | "company" => true,
            "agency" | "ngo" | "university" if is_long => true,
            _ => row.country.is_none_or(|country| country == "USA" || evidence.weight(country) > 0),
        }
    }

    /// The bodies of one country that the lexicon sees in a common name are those of the country that the document is about.
    /// A party of a country of which the document does not speak may be any country's.
    fn reown(&self, text: &str, mentions: &mut [Mention], evidence: &Evidence) {
        let home = evidence.home();
        for mention in mentions.iter_mut().filter(|mention| mention.entity_type == EntityType::Org) {
            let Some((row, country)) = self.row(mention).and_then(|row| Some((row, row.country?))) else { continue };
            let printed = mention.span.of(text);
            let is_party = row.kind == "party" && is_english_party(printed);
            let is_elsewhere = match home {
                Some(home) => {
                    home != country
                        && evidence.issuer() != Some(country)
                        && evidence.weight(country) * ELSEWHERE <= evidence.weight(home)
                }
                None => is_party && evidence.weight(country) == 0,
            };
            if is_elsewhere && (is_party || may_be_shared(printed)) {
                mention.country = home;
                mention.lexicon_id = None;
            }
        }
    }
}

/// The bodies of states by form and country.
fn owned(lexicon: &'static Lexicon) -> FxHashMap<(&'static str, &'static str), Option<&'static Organisation>> {
    let mut owned = FxHashMap::default();
    for row in lexicon.organisations.iter().filter(|row| organisations::is_common(row.kind)) {
        let Some(country) = row.country else { continue };
        let forms: BTreeSet<&'static str> =
            [row.name].into_iter().chain(row.aliases.iter().copied()).map(organisations::without_country).collect();
        for form in forms {
            owned.entry((form, country)).and_modify(|known| *known = None).or_insert(Some(row));
        }
    }
    owned
}

/// What the mentions show, but for acronyms and common names without their country, which may be another one's.
fn evidence(document: &DocumentCx<'_>, mentions: &[Mention]) -> Evidence {
    let text = document.text;
    let is_evident = |at: usize, mention: &Mention| {
        let printed = mention.span.of(text);
        let may_be_other = is_short_acronym(printed)
            || (may_be_shared(printed) || mention.subtype == Some("party") && is_english_party(printed))
                && words::before(text, mentions, at).is_none();
        mention.entity_type != EntityType::Org || !may_be_other
    };
    let evident = mentions.iter().enumerate().filter(|(at, mention)| is_evident(*at, mention));
    Evidence::of(document, evident.map(|(_, mention)| mention))
}

/// An organisation of the lexicon that several rows explain.
fn is_open(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Org
        && mention.lexicon_id.is_none()
        && mention.recognizer == RecognizerKind::Lexicon
        && mention.subtype != Some("pair")
}

/// Whether the mention is an organisation that may have a country and has none.
fn lacks_country(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Org
        && mention.country.is_none()
        && mention.parent.is_none()
        && !matches!(mention.subtype, Some("pair" | "igo"))
        && (mention.lexicon_id.is_none() || matches!(mention.subtype, Some("parliament" | "agency" | "ministry")))
}

/// Whether the organisation stands in another country than its own.
fn is_embassy(text: &str, mention: &Mention) -> bool {
    let name = mention.span.of(text);
    mention.subtype == Some("embassy")
        || ["Embassy", "Consulate", "High Commission", "Mission"].iter().any(|head| name.starts_with(head))
}

/// Whether the organisation is one of several states, by its kind or its words.
fn is_international(name: &str, mention: &Mention) -> bool {
    mention.subtype == Some("igo") || names::INTERNATIONAL.are_in(name) && !names::begins_as_of_state(name)
}

#[cfg(test)]
mod tests {
    use crate::stages::recognize::tests_support::Sample;

    /// The country of the first mention with this printed text.
    fn country(name: &str, text: &str) -> Option<&'static str> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let mut found = mentions.iter().filter(|mention| mention.span.of(text) == name);
        found.next().unwrap_or_else(|| panic!("no {name} in {mentions:#?}")).country
    }

    #[test]
    fn the_words_of_a_name_show_its_country() {
        assert_eq!(
            country("Supreme Court of India", "News\nHe wrote to the Supreme Court of India on Monday."),
            Some("IND")
        );
        assert_eq!(
            country("Guyana Defence Force", "News\nA helicopter of the Guyana Defence Force landed."),
            Some("GUY")
        );
    }

    #[test]
    fn the_words_beside_a_name_show_its_country() {
        assert_eq!(country("Parliament", "News\nThe Finnish Parliament met. France and Italy watched."), Some("FIN"));
    }

    #[test]
    fn the_document_shows_whose_a_body_is() {
        let text = "Talks in Tashkent\nTASHKENT, 4 May. Uzbek officials met. The Senate and the Supreme Court agreed.";
        assert_eq!((country("Senate", text), country("Supreme Court", text)), (Some("UZB"), Some("UZB")));
        assert_eq!(country("Senate", "News\nThe Senate met. Montana and Idaho agreed."), Some("USA"));
    }

    #[test]
    fn international_bodies_have_none() {
        assert_eq!(country("World Bank", "Kenya\nKenya and Kenyan farmers thanked the World Bank in Nairobi."), None);
    }

    #[test]
    fn a_party_of_many_countries_is_that_of_the_document() {
        assert_eq!(country("Labour Party", "News\nThe Labour Party won in Valletta, Maltese radio said."), Some("MLT"));
        assert_eq!(country("Labour Party", "News\nThe Labour Party won, it is said."), None);
    }

    #[test]
    fn an_acronym_needs_its_country() {
        let text = "News\nThe BJP won in New Delhi. The FLN and the PS sent greetings.";
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let id = |name: &str| {
            let mut found = mentions.iter().filter(|mention| mention.span.of(text) == name);
            found.next().map(|mention| mention.lexicon_id.as_deref())
        };
        assert_eq!((id("BJP"), id("FLN")), (Some(Some("org:bjp")), Some(None)));
        assert_ne!(id("PS"), Some(Some("org:socialist_party_of_belgium")));
    }
}
