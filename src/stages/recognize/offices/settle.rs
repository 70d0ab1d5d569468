//! Decides the countries and roles of all titled persons of a document together.

use std::collections::{BTreeMap, BTreeSet};

use super::bare_titles::{deputy_of, goes_with, is_bare, is_precise};
use super::bodies::Body;
use super::claims::{self, Claim, Told};
use super::company::{Company, Tie, tie};
use super::holders::{Held, Holders, Wanted};
use super::home::home;
use super::identity::{Names, words};
use super::issuer::{Issuer, issuer};
use super::named::named;
use super::phrase::Phrase;
use super::polities;
use super::roles::{Setting, role};
use super::scene::{Asked, Scene};
use super::traditions;
use crate::model::{Mention, Role};
use crate::stages::recognize::DocumentCx;
use crate::text::Span;

/// Queens and empresses who reigned; all others are the wives of kings, or their widows.
const REIGNING: &[&str] = &[
    "elizabeth",
    "victoria",
    "juliana",
    "wilhelmina",
    "beatrix",
    "margrethe",
    "salote",
    "isabella",
    "catherine",
    "christina",
];

/// How many sentences may hold the first one of the body, and how far from its start a title may begin.
const FIRST: usize = 4;
const NEAR: u32 = 24;

/// What was read beside the name of one person.
#[derive(Debug)]
pub(super) struct Reading {
    /// The position of the mention.
    pub(super) person: usize,
    pub(super) title: Option<Span>,
    pub(super) phrase: Option<Phrase>,
    /// What the chosen title says of whose office it is, and what each of all titles says.
    pub(super) told: Option<Told>,
    pub(super) others: Vec<Told>,
    /// The form of address before the name, folded.
    pub(super) address: Option<String>,
    /// The letters of a member of parliament behind the name.
    pub(super) letters: Option<Span>,
    /// The country or body behind the name.
    pub(super) of: Option<usize>,
    pub(super) led_in: Option<&'static str>,
    /// Whether one of the titles is a rank.
    pub(super) has_rank: bool,
}

type Country = Option<&'static str>;

/// Writes titles, roles and countries to the persons.
pub(super) fn settle(document: &DocumentCx<'_>, readings: &[Reading], mentions: &mut [Mention]) {
    let decided = Decision::of(document, readings, mentions).decide();
    for (reading, (role, country)) in readings.iter().zip(decided) {
        let Some(mention) = mentions.get_mut(reading.person) else { continue };
        let is_open = country.is_none() && matches!(role, Some(Role::HeadOfState | Role::DeputyHeadOfState));
        mention.title = reading.title.filter(|_| role.is_some() || reading.letters.is_none()).or(reading.letters);
        mention.role = role.filter(|_| !is_open);
        mention.country = country.filter(|_| role.is_some()).or(mention.country);
    }
}

struct Decision<'a> {
    document: &'a DocumentCx<'a>,
    readings: &'a [Reading],
    mentions: &'a [Mention],
    /// The words of the name of each reading's person.
    names: Vec<Vec<String>>,
    /// Countries that the document names.
    named: BTreeSet<&'static str>,
    scene: Scene,
    holders: &'static Holders,
    issuer: Issuer,
    /// Whether the document names the European Union or its Commission.
    is_european: bool,
    /// What is known of the persons by name: their countries, and who holds an office of no state.
    known: Names<&'static str>,
    stateless: Names<bool>,
    /// The countries of the persons by their mentions.
    countries: BTreeMap<usize, Country>,
}

impl<'a> Decision<'a> {
    fn of(document: &'a DocumentCx<'a>, readings: &'a [Reading], mentions: &'a [Mention]) -> Self {
        let name = |reading: &Reading| {
            mentions.get(reading.person).map(|mention| words(document.text, mention.span)).unwrap_or_default()
        };
        let named = named(document, mentions);
        let implied = readings.iter().filter_map(|reading| {
            let by_title = || reading.phrase.as_ref().and_then(claims::implied);
            reading.implied(document.text).or_else(by_title).or_else(|| reading.speaks(document, mentions))
        });
        let used: BTreeSet<usize> = readings
            .iter()
            .flat_map(|reading| reading.others.iter().flat_map(|told| told.names.iter().copied()).chain(reading.of))
            .collect();
        let home = home(document, mentions, &named, &used, implied);
        Self {
            document,
            readings,
            mentions,
            names: readings.iter().map(name).collect(),
            scene: Scene::new(document.text, home, &named, mentions, &used),
            named: named.iter().map(|named| named.country).collect(),
            holders: Holders::of(document.lexicon),
            issuer: issuer(document, mentions, readings),
            is_european: mentions.iter().any(is_european),
            known: Names::default(),
            stateless: Names::default(),
            countries: BTreeMap::new(),
        }
    }

    fn decide(mut self) -> Vec<(Option<Role>, Country)> {
        let readings = self.readings;
        let own: Vec<Country> = readings.iter().map(|reading| self.own(reading)).collect();
        let names = std::mem::take(&mut self.names);
        for ((reading, name), own) in readings.iter().zip(&names).zip(&own) {
            self.known.add(name.clone(), *own);
            self.stateless.add(name.clone(), reading.is_of_many().then_some(true));
            if let Some(phrase) = &reading.phrase {
                self.scene.hold(reading.role(*own), *own, phrase, name);
            }
        }
        for (reading, own) in readings.iter().zip(&own) {
            self.countries.insert(reading.person, *own);
        }
        for (reading, name) in
            readings.iter().zip(&names).zip(&own).filter(|(_, own)| own.is_none()).map(|(asked, _)| asked)
        {
            if let Some(country) = self.held(reading, name).and_then(|held| held.country) {
                self.scene.is_familiar_with(country);
            }
        }
        // Who has a telling name goes first: the others have to take what is left.
        let asked = || readings.iter().zip(&names).zip(&own).filter(|(_, own)| own.is_none()).map(|(asked, _)| asked);
        for is_telling in [true, false] {
            for (reading, name) in asked() {
                if self.tradition(reading, name).is_some() == is_telling {
                    let country = self.elsewhere(reading, name);
                    self.note(reading, name, country);
                }
            }
        }
        let mut roles = Names::default();
        let mut offices = Names::default();
        let mut settled = Vec::new();
        for (reading, name) in readings.iter().zip(&names) {
            let country = self.countries.get(&reading.person).copied().flatten();
            let role = reading.role(country);
            roles.add(name.clone(), role.filter(|role| is_precise(*role)));
            offices.add(name.clone(), role);
            settled.push((role, country));
        }
        readings
            .iter()
            .zip(&names)
            .zip(settled)
            .map(|((reading, name), (role, country))| {
                let role = match reading.told.as_ref().and_then(|told| told.like) {
                    Some(person) => self.like(reading, person, &offices).or(role.filter(|_| !reading.is_counterpart())),
                    None => self.precise(reading, name, role, country, &roles),
                };
                (role, country)
            })
            .collect()
    }

    /// Notes what was found for a person, for those that come after.
    fn note(&mut self, reading: &Reading, name: &[String], country: Country) {
        self.countries.insert(reading.person, country);
        if country.is_none() {
            return;
        }
        self.known.add(name.to_vec(), country);
        if let Some(phrase) = &reading.phrase {
            self.scene.hold(reading.role(country), country, phrase, name);
        }
    }

    /// The office that the lexicon knows the person to hold, if it is one only.
    fn held(&self, reading: &Reading, name: &[String]) -> Option<Held> {
        let phrase = reading.phrase.as_ref().filter(|phrase| !phrase.head.is_address)?;
        let year = self.document.document.published.date.map(|date| date.year());
        let wanted =
            Wanted { role: reading.role(None), is_bare: is_bare(phrase), is_former: phrase.has("former"), year };
        let held = self.holders.held(name, wanted);
        let countries: BTreeSet<_> = held.iter().map(|held| held.country).collect();
        let named: Vec<_> =
            held.iter().filter(|held| held.country.is_none_or(|country| self.named.contains(country))).collect();
        match named.as_slice() {
            [held] => Some(**held),
            [] if countries.len() == 1 && (year.is_some() || name.len() > 1) => held.first().copied(),
            _ => None,
        }
    }

    /// Whether no state has the office, so that the document's own country says nothing.
    fn is_of_no_state(&self, phrase: &Phrase, role: Option<Role>) -> bool {
        let is_general = phrase.words.windows(2).any(|pair| pair == ["secretary", "general"])
            && role == Some(Role::OrganisationHead);
        is_general
            || phrase.has("pope")
            || phrase.has("allied")
            || phrase.has("high") && phrase.has("representative")
            || matches!(phrase.words.as_slice(), [only] if only == "commissioner") && self.is_european
            || matches!(role, Some(Role::Academic | Role::Envoy))
    }

    fn tradition(&self, reading: &Reading, name: &[String]) -> Option<&'static str> {
        let printed = self.mentions.get(reading.person)?.span.of(self.document.text);
        traditions::countries(self.document.lexicon, name, printed, reading.address.as_deref())
    }

    /// The country that the words beside the name say.
    fn own(&self, reading: &Reading) -> Country {
        // A name of the user's own may have a country already.
        if let Some(known) = self.mentions.get(reading.person).and_then(|mention| mention.country) {
            return Some(known);
        }
        let told = reading.told.as_ref()?;
        if told.claim == Claim::Many || reading.phrase.as_ref().is_none_or(|phrase| phrase.head.is_address) {
            return None;
        }
        let is_named = |country: &&'static str| self.named.contains(*country);
        let decided = |claim: &Claim| match claim {
            Claim::Country(country) => Some(*country),
            Claim::Open(readings) => {
                let named: Vec<_> = readings.iter().copied().filter(is_named).collect();
                match named.as_slice() {
                    [country] => Some(*country),
                    [] => readings.first().copied().filter(|_| readings.len() == 1),
                    _ => None,
                }
            }
            _ => None,
        };
        let of = reading.of.and_then(|at| self.mentions.get(at)).and_then(|mention| mention.country);
        std::iter::once(told).chain(&reading.others).find_map(|told| decided(&told.claim)).or(of)
    }

    /// The country that the rest of the document shows.
    fn elsewhere(&self, reading: &Reading, name: &[String]) -> Country {
        if reading.is_member() {
            let implied = reading.implied(self.document.text);
            return implied.or_else(|| self.known.told(name)).or(self.scene.home());
        }
        let (told, phrase) = (reading.told.as_ref()?, reading.phrase.as_ref()?);
        if reading.is_of_many() {
            return None;
        }
        if let Some(known) = self.known.told(name) {
            return Some(known);
        }
        if told.claim == Claim::Unknown && self.stateless.told(name).is_some() {
            return None;
        }
        if let Claim::OfPerson(person) = told.claim {
            return self.countries.get(&person).copied().flatten();
        }
        let role = reading.role(None);
        if role.is_none() || self.is_of_no_state(phrase, role) {
            return None;
        }
        if let Some(held) = self.held(reading, name) {
            return held.country;
        }
        if let Some(country) = claims::usual(phrase)
            && self.scene.home().is_none_or(|home| home == country || !polities::has_secretaries(home))
        {
            return Some(country);
        }
        if let Claim::Generic(country) = told.claim
            && self.scene.is_home(country)
        {
            return Some(country);
        }
        let mention = self.mentions.get(reading.person)?;
        let tradition = self.tradition(reading, name);
        let is_misfit = !name.iter().any(|word| self.document.lexicon.surnames_first.contains(word.as_str()));
        self.scene.likely(&Asked {
            mention,
            words: name,
            phrase,
            role,
            tradition,
            is_misfit,
            led_in: reading.led_in,
            posted: &told.posted,
            company: self.company(reading),
        })
    }

    /// The titled person before in the same sentence; that of the sentence before where "He was accompanied by" opens it.
    fn company(&self, reading: &Reading) -> Option<Company> {
        let mention = self.mentions.get(reading.person)?;
        let at = self.readings.partition_point(|other| other.person < reading.person);
        let before = self.readings.get(..at)?;
        let is_at = |other: &&Reading, sentence: usize| {
            self.mentions.get(other.person).is_some_and(|other| other.sentence == sentence)
        };
        let (other, tie) = match before.last().filter(|last| is_at(last, mention.sentence)) {
            Some(last) => {
                let end = self.mentions.get(last.person)?.span.end();
                (last, tie(self.document.text.get(end..mention.span.start())?))
            }
            None => {
                let start = self.document.sentences.get(mention.sentence)?.span.start();
                let led_in = tie(self.document.text.get(start..mention.span.start())?);
                let earlier = mention.sentence.checked_sub(1).filter(|_| led_in == Tie::Retinue)?;
                let first = before.iter().rev().take_while(|other| is_at(other, earlier)).last()?;
                (first, Tie::Retinue)
            }
        };
        let told = || self.known.told(&words(self.document.text, self.mentions.get(other.person)?.span));
        let country = self.countries.get(&other.person).copied().flatten().or_else(told)?;
        Some(Company { country, tie })
    }

    /// The role of a counterpart or deputy, by that of the other person.
    fn like(&self, reading: &Reading, person: usize, offices: &Names<Role>) -> Option<Role> {
        let name = words(self.document.text, self.mentions.get(person)?.span);
        let role = offices.told(&name)?;
        Some(if reading.is_counterpart() { role } else { deputy_of(role) })
    }

    /// The role, made precise where the title does not name the ministry but the document does.
    fn precise(
        &self,
        reading: &Reading,
        name: &[String],
        role: Option<Role>,
        country: Country,
        roles: &Names<Role>,
    ) -> Option<Role> {
        let role = role?;
        let Some(phrase) = reading.phrase.as_ref().filter(|_| !reading.is_member()) else { return Some(role) };
        if matches!(role, Role::Monarch) && ["queen", "empress"].iter().any(|word| phrase.has(word)) {
            let reigns = name.first().is_some_and(|first| REIGNING.contains(&first.as_str()));
            return Some(if reigns { role } else { Role::Royal });
        }
        if role == Role::RegionalHead
            && self.issuer.is_bank
            && phrase.has("governor")
            && reading.told.as_ref().is_some_and(|told| told.body.is_none())
        {
            return Some(if phrase.has("deputy") { Role::OrganisationDeputy } else { Role::OrganisationHead });
        }
        let is_open = matches!(role, Role::HeadOfState | Role::Official) && country.is_none();
        if is_open && let Some(held) = self.held(reading, name).filter(|held| held.country.is_none()) {
            return Some(held.role);
        }
        if !is_bare(phrase) {
            return Some(role);
        }
        let told = roles.told(name).filter(|told| goes_with(role, *told));
        let held = || self.held(reading, name).filter(|held| country == held.country).map(|held| held.role);
        Some(
            told.or_else(|| held().filter(|held| goes_with(role, *held)))
                .unwrap_or_else(|| self.issuer.precise(role, phrase, country)),
        )
    }
}

fn is_european(mention: &Mention) -> bool {
    matches!(mention.lexicon_id.as_deref(), Some("org:eu" | "org:european_commission" | "org:european_union"))
}

impl Reading {
    /// Whether letters behind the name are all that names an office.
    fn is_member(&self) -> bool {
        self.letters.is_some() && self.phrase.as_ref().is_none_or(|phrase| phrase.head.is_address)
    }

    /// Whether a body of several states has the office.
    fn is_of_many(&self) -> bool {
        let is_of_many = |told: &Told| told.claim == Claim::Many;
        self.told
            .as_ref()
            .is_some_and(|told| is_of_many(told) || told.claim == Claim::Unknown && self.others.iter().any(is_of_many))
    }

    /// Whether the title is no more than "chief of staff", which offices have as well as armies.
    fn is_chief_of_staff(&self) -> bool {
        self.phrase.as_ref().is_some_and(|phrase| phrase.words.ends_with(&["chief", "of", "staff"].map(String::from)))
    }

    fn is_counterpart(&self) -> bool {
        self.phrase.as_ref().is_some_and(|phrase| phrase.has("counterpart"))
    }

    /// The country that the letters behind the name imply.
    fn implied(&self, text: &str) -> Country {
        match self.letters?.of(text) {
            "TD" | "T.D." | "T.D" => Some("IRL"),
            "MSP" => Some("GBR"),
            "MdB" => Some("DEU"),
            _ => None,
        }
    }

    /// The country of somebody with whom the first sentence behind the title begins: "President Niinistö of Finland
    /// decided".
    fn speaks(&self, document: &DocumentCx<'_>, mentions: &[Mention]) -> Country {
        let mention = mentions.get(self.person)?;
        let sentence = document.sentences.get(mention.sentence)?;
        let is_first = (1..FIRST).contains(&mention.sentence);
        let opens = self.title.is_some_and(|title| title.start.min(mention.span.start) <= sentence.span.start + NEAR);
        match self.told.as_ref()?.claim {
            Claim::Country(country) if is_first && opens => Some(country),
            _ => None,
        }
    }

    fn role(&self, country: Country) -> Option<Role> {
        if self.is_member() {
            return Some(Role::Legislator);
        }
        let body = self.told.as_ref().and_then(|told| told.body);
        let is_foreign = self.told.as_ref().is_some_and(|told| told.is_foreign);
        let role = self.phrase.as_ref().and_then(|phrase| role(phrase, Setting { body, country, is_foreign }))?;
        // "the Chief of Staff, Mr. Marek" is no soldier.
        let is_civil = self.address.as_deref().is_some_and(|form| matches!(form, "mr" | "mrs" | "ms" | "miss"));
        let is_post = matches!(role, Role::Official | Role::OrganisationHead | Role::OrganisationDeputy);
        let is_of_forces = matches!(body, None | Some(Body::Forces | Body::Ministry));
        Some(match role {
            Role::Military if is_civil || body.is_none() && !self.has_rank && self.is_chief_of_staff() => {
                Role::Official
            }
            _ if is_post && self.has_rank && is_of_forces => Role::Military,
            _ => role,
        })
    }
}
