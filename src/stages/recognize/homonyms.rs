//! Names that several countries have (Congo, Korea, Dominican), or a country and a state of another one (Georgia): the words
//! around decide, then the sentence, then the document; where none of them does, the name stays open. Names that a capital
//! or a people shares with towns and people elsewhere (Hamilton, Georgetown, Georgians) stay where the document names their
//! country too. A town takes the country of the state or country that stands beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::DocumentCx;
use super::evidence::Evidence;
use crate::lexicon::{CountryForm, FormKind, Lexicon, Place};
use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

/// A country's name below this score may be something else.
const CLEAR: f32 = 0.8;
/// The score of a name that the words around or the document decide.
const DECIDED: f32 = 0.8;

/// How many mentions before and behind a name are looked at; a bound for sentences of thousands.
const NEAR: usize = 32;

/// The score of a capital or people of which nothing tells whose it is.
const UNSUPPORTED: f32 = 0.6;

/// What stands before a country's name and not before a state's.
const BEFORE_COUNTRY: &str = "\
    President of|Prime Minister of|Parliament of|Ambassador of|Ambassador to|Embassy of|Republic of|Mission to|\
    Foreign Affairs of|Foreign Minister of|Kingdom of|Consulate of|integrity of|sovereignty of";
/// What stands before a state's name and not before a country's.
const BEFORE_STATE: &str = "\
    State of|state of|Governor of|governor of|Senator from|Senators from|University of|District of|Attorney General of|\
    Secretary of State of";
/// What stands behind a state's name and not behind a country's.
const AFTER_STATE: &str = "\
    Department of|National Guard|State|Governor|Gov.|General Assembly|lawmakers|Republican|Democrat|Legislature|\
    House of Representatives|Senate";

/// The names that mean several places, and the capitals and peoples that share theirs with others.
#[derive(Debug)]
pub(super) struct Homonyms {
    open: FxHashMap<&'static str, Homonym>,
    /// With their countries.
    shared: FxHashMap<&'static str, &'static str>,
    /// Names of countries that are names of persons as well: Chad, Jordan.
    given_names: FxHashMap<&'static str, (&'static str, Arc<str>)>,
}

#[derive(Debug)]
struct Homonym {
    countries: Vec<(&'static str, Arc<str>)>,
    state: Option<(&'static Place, Arc<str>)>,
}

/// What an open name means.
enum Sense<'h> {
    Country(&'h (&'static str, Arc<str>)),
    State(&'h (&'static Place, Arc<str>)),
}

impl Homonyms {
    pub(super) fn of(lexicon: &'static Lexicon) -> Self {
        let mut forms: BTreeMap<&'static str, Vec<&'static CountryForm>> = BTreeMap::new();
        for form in lexicon.country_forms.iter().filter(|form| form.ambiguous) {
            forms.entry(form.form).or_default().push(form);
        }
        let mut open = FxHashMap::default();
        let mut given_names = FxHashMap::default();
        for (name, forms) in &forms {
            let is_name = forms.iter().any(|form| form.kind == FormKind::Name);
            let mut places = lexicon.places.iter().filter(|place| is_name && place.name == *name);
            let state = places.find(|place| place.subtype == Some("state"));
            let state = state.map(|place| (place, super::matcher::place_id(place.name).into()));
            let countries: Vec<(&str, Arc<str>)> =
                forms.iter().map(|form| (form.alpha3, format!("country:{}", form.alpha3).into())).collect();
            match countries.as_slice() {
                [country] if state.is_none() && is_name => {
                    given_names.insert(*name, country.clone());
                }
                _ if state.is_some() || countries.len() > 1 => {
                    open.insert(*name, Homonym { countries, state });
                }
                _ => {}
            }
        }
        Self { open, shared: shared(lexicon), given_names }
    }

    /// Gives towns the country beside them and open names the meaning that can be told, and takes back the country of the
    /// capitals and peoples that nothing supports.
    pub(super) fn decide(&self, document: &DocumentCx<'_>, mentions: &mut [Mention]) {
        place_towns(document, mentions);
        self.decide_open(document, mentions);
        self.take_back(document.text, mentions);
        self.reclaim(document, mentions);
    }

    /// A capital or people that nothing else supports may be a town or people of the same name elsewhere.
    fn take_back(&self, text: &str, mentions: &mut [Mention]) {
        let shared = |mention: &Mention| {
            let is_place = matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp);
            let is_by_itself = is_place && mention.parent.is_none() && mention.recognizer == RecognizerKind::Lexicon;
            self.shared
                .get(mention.span.of(text))
                .copied()
                .filter(|country| is_by_itself && mention.country == Some(*country))
        };
        if !mentions.iter().any(|mention| shared(mention).is_some()) {
            return;
        }
        let others = mentions.iter().filter(|mention| shared(mention).is_none());
        let named: BTreeSet<_> =
            others.flat_map(|mention| mention.country.into_iter().chain(self.may_mean(text, mention))).collect();
        let is_other = |mention: &Mention| shared(mention).is_some_and(|country| !named.contains(country));
        for mention in mentions.iter_mut().filter(|mention| is_other(mention)) {
            (mention.country, mention.lexicon_id, mention.score) = (None, None, UNSUPPORTED);
        }
    }

    /// The country of a name that is still open between it and a state.
    fn may_mean(&self, text: &str, mention: &Mention) -> Option<&'static str> {
        let homonym = self.homonym(text, mention).filter(|homonym| homonym.state.is_some())?;
        homonym.countries.first().map(|(country, _)| *country)
    }

    fn homonym(&self, text: &str, mention: &Mention) -> Option<&Homonym> {
        let is_open = mention.country.is_none()
            && mention.lexicon_id.is_none()
            && mention.subtype != Some("pair")
            && matches!(mention.entity_type, EntityType::Gpe | EntityType::Norp);
        self.open.get(mention.span.of(text)).filter(|_| is_open)
    }

    fn decide_open(&self, document: &DocumentCx<'_>, mentions: &mut [Mention]) {
        let text = document.text;
        if !mentions.iter().any(|mention| self.homonym(text, mention).is_some()) {
            return;
        }
        let evidence = self.evidence(document, mentions);
        for at in 0..mentions.len() {
            let Some(mention) = mentions.get(at) else { continue };
            let Some(homonym) = self.homonym(text, mention) else { continue };
            let sense = homonym.sense(text, mention, mentions, at, &evidence);
            if let Some((sense, mention)) = sense.zip(mentions.get_mut(at)) {
                sense.give(mention);
            }
        }
    }

    /// What the document shows; among states the people of one (Georgians) show nothing.
    fn evidence(&self, document: &DocumentCx<'_>, mentions: &[Mention]) -> Evidence {
        let is_clear = |mention: &&Mention| !self.shared.contains_key(mention.span.of(document.text));
        let clear = Evidence::of(document, mentions.iter().filter(is_clear));
        let mut states = self.open.values().filter_map(|homonym| homonym.state.as_ref()?.0.country);
        match states.any(|country| clear.local(country) > 0) {
            true => clear,
            false => Evidence::of(document, mentions.iter()),
        }
    }

    /// Persons that the model sees in the name of a country that the document names by clear forms too, or of a place that it
    /// names as such elsewhere, where no person has the name.
    fn reclaim(&self, document: &DocumentCx<'_>, mentions: &mut [Mention]) {
        let text = document.text;
        let is_doubtful = |mention: &Mention| {
            mention.entity_type == EntityType::Person && mention.role.is_none() && mention.title.is_none()
        };
        if !mentions.iter().any(is_doubtful) {
            return;
        }
        let evidence = Evidence::of(document, mentions.iter());
        let places: BTreeMap<&str, Mention> = mentions
            .iter()
            .filter(|mention| mention.entity_type == EntityType::Gpe && mention.recognizer == RecognizerKind::Lexicon)
            .map(|mention| (mention.span.of(text), mention.clone()))
            .collect();
        let persons = mentions.iter().filter(|mention| mention.entity_type == EntityType::Person);
        let names = persons.filter(|person| !is_doubtful(person) || person.span.of(text).contains(' '));
        let words: BTreeSet<&str> = names.flat_map(|person| person.span.of(text).split(' ')).collect();
        for mention in mentions.iter_mut().filter(|mention| is_doubtful(mention)) {
            let printed = mention.span.of(text);
            if words.contains(printed) {
                continue;
            }
            let country = self.given_names.get(printed).filter(|(country, _)| evidence.weight(country) > 0);
            let place = places.get(printed);
            if let Some((country, id)) = country {
                become_place(mention, Some("country"), Some(country), Some(id.clone()));
            } else if let Some(place) = place {
                become_place(mention, place.subtype, place.country, place.lexicon_id.clone());
            }
        }
    }
}

fn become_place(
    mention: &mut Mention,
    subtype: Option<&'static str>,
    country: Option<&'static str>,
    lexicon_id: Option<Arc<str>>,
) {
    mention.entity_type = EntityType::Gpe;
    (mention.subtype, mention.country, mention.lexicon_id) = (subtype, country, lexicon_id);
    mention.recognizer = RecognizerKind::Lexicon;
    mention.name = None;
}

impl Homonym {
    fn sense(
        &self,
        text: &str,
        mention: &Mention,
        mentions: &[Mention],
        at: usize,
        evidence: &Evidence,
    ) -> Option<Sense<'_>> {
        match &self.state {
            Some(state) => {
                let country = self.countries.first()?;
                let is_state = is_state_by_words(text, mention, mentions, at, state.0.country)
                    .or_else(|| is_state_by_document(country.0, state.0.country?, evidence))?;
                Some(if is_state { Sense::State(state) } else { Sense::Country(country) })
            }
            None => {
                let chosen = self
                    .in_sentence(mention, mentions, at)
                    .or_else(|| evidence.choose(self.countries.iter().map(|(country, _)| *country)))?;
                self.countries.iter().find(|(country, _)| *country == chosen).map(Sense::Country)
            }
        }
    }

    /// The only one of the countries that the sentence names by a clear form near the name.
    fn in_sentence(&self, mention: &Mention, mentions: &[Mention], at: usize) -> Option<&'static str> {
        let near = mentions.get(at.saturating_sub(NEAR)..mentions.len().min(at + NEAR))?;
        let beside = near.iter().filter(|other| other.sentence == mention.sentence);
        let named: BTreeSet<&str> = beside.filter_map(|other| other.country).collect();
        let mut candidates =
            self.countries.iter().map(|(country, _)| *country).filter(|country| named.contains(country));
        let first = candidates.next();
        first.filter(|_| candidates.next().is_none())
    }
}

impl Sense<'_> {
    fn give(&self, mention: &mut Mention) {
        let (subtype, country, id) = match self {
            Self::Country((country, id)) => (Some("country"), Some(*country), id),
            Self::State((place, id)) => (place.subtype, place.country, id),
        };
        if mention.entity_type == EntityType::Gpe {
            mention.subtype = subtype;
        }
        mention.country = country;
        mention.lexicon_id = Some(id.clone());
        mention.score = mention.score.max(DECIDED);
    }
}

/// Whether the words around the name show that the state is meant, or the country.
fn is_state_by_words(
    text: &str,
    mention: &Mention,
    mentions: &[Mention],
    at: usize,
    state_of: Option<&str>,
) -> Option<bool> {
    let before = text.get(..mention.span.start()).unwrap_or_default().trim_end();
    let before = before.strip_suffix(" the").unwrap_or(before);
    let after = text.get(mention.span.end()..).unwrap_or_default().trim_start();
    let ends = |cues: &str| cues.split('|').any(|cue| before.ends_with(cue));
    if ends(BEFORE_STATE) || AFTER_STATE.split('|').any(|cue| after.starts_with(cue)) {
        return Some(true);
    }
    if ends(BEFORE_COUNTRY) {
        return Some(false);
    }
    let town = at.checked_sub(1).and_then(|before| mentions.get(before));
    let town = town.filter(|town| is_town(town) && between(text, town.span, mention.span) == ", ");
    town.and_then(|town| town.country).map(|country| Some(country) == state_of)
}

fn is_state_by_document(country: &str, state_of: &str, evidence: &Evidence) -> Option<bool> {
    let (abroad, at_home) = (evidence.weight(country), evidence.local(state_of));
    match (abroad, at_home) {
        (0, 0) => match (evidence.weight(state_of) > 0, evidence.others(state_of)) {
            (true, 0 | 1) | (false, 0) => None,
            _ => Some(false),
        },
        (0, _) => Some(true),
        _ if abroad >= 3 * at_home => Some(false),
        _ if at_home >= 3 * abroad => Some(true),
        _ => None,
    }
}

fn is_town(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Gpe
        && mention.parent.is_none()
        && !matches!(mention.subtype, Some("country" | "state" | "province" | "region" | "pair"))
}

fn between(text: &str, left: Span, right: Span) -> &str {
    text.get(left.end()..right.start()).unwrap_or_default()
}

/// Gives each town the country of the state or country behind it: "Paris, Texas", "Tripoli in Lebanon".
fn place_towns(document: &DocumentCx<'_>, mentions: &mut [Mention]) {
    let text = document.text;
    for at in 0..mentions.len().saturating_sub(1) {
        let Some([town, larger, rest @ ..]) = mentions.get(at..) else { continue };
        let is_namesake = town.subtype == Some("country") && town.score < CLEAR && town.parent.is_none();
        let is_pair =
            larger.entity_type == EntityType::Gpe && larger.parent.is_none() && (is_town(town) || is_namesake);
        let Some(country) = larger.country.filter(|_| is_pair && town.entity_type == EntityType::Gpe) else { continue };
        let is_possessive = text.get(larger.span.end()..).is_some_and(|rest| rest.starts_with(['\'', '’']));
        let goes_on = rest.first().is_some_and(|next| {
            next.entity_type == EntityType::Gpe
                && matches!(between(text, larger.span, next.span), ", " | " and " | ", and ")
        });
        let is_state = larger.subtype == Some("state");
        let holds = match between(text, town.span, larger.span) {
            ", " => is_state && !is_possessive || town.country.is_none() && is_town(town) && !is_possessive && !goes_on,
            " in " => is_town(town) && (is_state || larger.subtype == Some("country")),
            _ => false,
        };
        let Some(town) = mentions.get_mut(at).filter(|town| holds && town.country != Some(country)) else { continue };
        town.subtype = Some("city");
        town.country = Some(country);
        town.lexicon_id = None;
    }
}

/// The ambiguous capitals, and the peoples of countries that share their names with states. Where a state of the same
/// country bears the name as well (Washington) the country is sure.
fn shared(lexicon: &'static Lexicon) -> FxHashMap<&'static str, &'static str> {
    let is_named = |place: &Place, name: &str| place.name.strip_suffix(" State").unwrap_or(place.name) == name;
    let state =
        |name: &str| lexicon.places.iter().find(|place| place.subtype == Some("state") && is_named(place, name));
    let is_shared_country = |alpha3: &str| {
        let mut names =
            lexicon.country_forms.iter().filter(|form| form.alpha3 == alpha3 && form.kind == FormKind::Name);
        names.any(|form| form.ambiguous && state(form.form).is_some())
    };
    let is_shared = |form: &&CountryForm| match form.kind {
        FormKind::Capital => form.ambiguous && state(form.form).is_none_or(|state| state.country != Some(form.alpha3)),
        FormKind::Demonym | FormKind::DemonymPlural => form.ambiguous && is_shared_country(form.alpha3),
        _ => false,
    };
    lexicon.country_forms.iter().filter(is_shared).map(|form| (form.form, form.alpha3)).collect()
}

#[cfg(test)]
mod tests {
    use crate::stages::recognize::tests_support::Sample;

    /// The countries that the mentions with this printed text have.
    fn meant(name: &str, text: &str) -> Vec<Option<&'static str>> {
        let sample = Sample::new(text);
        let mentions = sample.mentions();
        mentions.iter().filter(|mention| mention.span.of(text) == name).map(|mention| mention.country).collect()
    }

    fn georgia(text: &str) -> Vec<Option<&'static str>> {
        meant("Georgia", text)
    }

    #[test]
    fn a_state_among_states() {
        assert_eq!(georgia("Farmers met in Georgia.\nThey went on to Alabama."), [Some("USA")]);
    }

    #[test]
    fn a_country_among_countries() {
        assert_eq!(georgia("Talks on Georgia.\nThe capital Tbilisi agreed."), [Some("GEO")]);
        assert_eq!(georgia("Talks on Georgia.\nFrance agreed."), [Some("GEO")]);
    }

    #[test]
    fn what_nothing_decides_is_left_open() {
        assert_eq!(georgia("Talks on Georgia.\nThe capital Tbilisi and Alabama agreed."), [None]);
        assert_eq!(georgia("Talks on Georgia went on."), [None]);
    }

    #[test]
    fn the_words_around_come_first() {
        let text = "The Ambassador of Georgia thanked Alabama.\nThe Governor of Georgia came from Tbilisi.";
        assert_eq!(georgia(text), [Some("GEO"), Some("USA")]);
        assert_eq!(georgia("They left Batumi, Alabama. They met in Tbilisi, Georgia."), [Some("GEO")]);
    }

    #[test]
    fn one_of_two_countries_of_a_name() {
        assert_eq!(meant("Congo", "The ministers met in Brazzaville.\nCongo agreed."), [Some("COG")]);
        assert_eq!(meant("Korea", "Envoys of Seoul and Pyongyang spoke.\nKorea is one."), [None]);
        assert_eq!(meant("Dominican", "Dominica was hit. A Dominican nurse came."), [Some("DMA")]);
    }

    #[test]
    fn a_town_lies_in_the_state_behind_it() {
        assert_eq!(meant("Paris", "He came from Paris, Texas."), [Some("USA")]);
        assert_eq!(meant("Tripoli", "Corn for Tripoli in Lebanon arrived."), [Some("LBN")]);
    }

    fn countries(text: &str) -> Vec<Option<&'static str>> {
        Sample::new(text).mentions().iter().map(|mention| mention.country).collect()
    }

    #[test]
    fn a_capital_that_shares_its_name_needs_its_country() {
        assert_eq!(meant("Hamilton", "The road from Lolo to Hamilton was closed.").into_iter().flatten().next(), None);
        assert_eq!(countries("The ship from Bermuda left Hamilton."), [Some("BMU"), Some("BMU")]);
        assert_eq!(countries("They met in Washington."), [Some("USA")]);
    }

    #[test]
    fn georgians_among_states_are_not_of_the_country() {
        assert_eq!(countries("Many Georgians wrote from Alabama."), [None, Some("USA")]);
        assert_eq!(countries("Talks on Georgia.\nThe Georgian side agreed."), [Some("GEO"), Some("GEO")]);
        assert_eq!(countries("Many Georgians met in Tbilisi."), [Some("GEO"), Some("GEO")]);
    }
}
