//! What a whole document shows of whose an office may be that stands without a country: where it speaks from, which
//! countries it names and where, and who holds which office already.

use std::collections::{BTreeMap, BTreeSet};

use super::home::Home;
use super::named::Named;
use super::phrase::Phrase;
use super::polities::{is_sole, may_have};
use super::traditions;
use crate::model::{Mention, Role};

/// The least score with which a country is taken.
const LEAST: i32 = 10;

/// The countries of a document.
#[derive(Debug)]
pub(super) struct Scene {
    home: Home,
    /// How often each country is named.
    counts: BTreeMap<&'static str, u32>,
    /// Where countries are named: byte, sentence, country.
    places: Vec<(u32, usize, &'static str)>,
    /// Who holds the sole offices: the words of their names.
    holders: BTreeMap<(Role, &'static str), BTreeSet<Vec<String>>>,
}

/// Whether the office is one of the state as a whole; others may be held anywhere.
fn is_of_state(role: Role) -> bool {
    matches!(
        role,
        Role::HeadOfState
            | Role::HeadOfGovernment
            | Role::DeputyHeadOfState
            | Role::DeputyHeadOfGovernment
            | Role::ForeignMinister
            | Role::DeputyForeignMinister
            | Role::DefenceMinister
            | Role::FinanceMinister
            | Role::Minister
            | Role::DeputyMinister
            | Role::Monarch
            | Role::Royal
            | Role::Speaker
    )
}

/// A person whose country is asked.
pub(super) struct Asked<'a> {
    pub(super) mention: &'a Mention,
    pub(super) words: &'a [String],
    pub(super) phrase: &'a Phrase,
    pub(super) role: Option<Role>,
    /// The countries in which such names are usual.
    pub(super) tradition: Option<&'static str>,
    /// Whether no part of the name is a surname that stands first.
    pub(super) is_misfit: bool,
    pub(super) led_in: Option<&'static str>,
    /// The countries to which the office sends.
    pub(super) posted: &'a [&'static str],
}

impl Scene {
    /// `used` are the names that say whose some office is.
    pub(super) fn new(home: Home, named: &[Named], mentions: &[Mention], used: &BTreeSet<usize>) -> Self {
        let (mut counts, mut places) = (BTreeMap::new(), Vec::new());
        for Named { at, country } in named {
            let Some(mention) = mentions.get(*at) else { continue };
            *counts.entry(*country).or_default() += 1;
            if used.contains(at) {
                continue;
            }
            places.push((mention.span.start, mention.sentence, *country));
        }
        Self { home, counts, places, holders: BTreeMap::new() }
    }

    pub(super) fn home(&self) -> Option<&'static str> {
        self.home.country
    }

    /// Whether the document speaks from this country, or from none.
    pub(super) fn is_home(&self, country: &str) -> bool {
        self.home.country.is_none_or(|home| home == country)
    }

    /// Notes that the person holds the office.
    pub(super) fn hold(
        &mut self,
        role: Option<Role>,
        country: Option<&'static str>,
        phrase: &Phrase,
        words: &[String],
    ) {
        if let (Some(role), Some(country)) = (role.filter(|role| is_sole(*role)), country)
            && !phrase.has("former")
        {
            self.holders.entry((role, country)).or_default().insert(words.to_vec());
        }
    }

    /// The country whose office it most likely is, if one is likely enough.
    pub(super) fn likely(&self, asked: &Asked<'_>) -> Option<&'static str> {
        let by_name = asked.tradition.filter(|list| list.len() == 3 && asked.role.is_some_and(is_sole));
        let candidates = self.counts.keys().copied().chain(self.home.country).chain(by_name).collect::<BTreeSet<_>>();
        let scored = candidates
            .into_iter()
            .filter(|country| may_have(country, asked.role, asked.phrase))
            .map(|country| (self.score(asked, country), country));
        let best = scored.max_by_key(|(score, country)| (*score, std::cmp::Reverse(*country)))?;
        (best.0 >= LEAST).then_some(best.1)
    }

    /// What speaks for a country and against it. The weights were set by hand on the training and development gold; what
    /// counts is their order: where the document speaks from, then the form of the name, then where the country was named.
    fn score(&self, asked: &Asked<'_>, country: &'static str) -> i32 {
        let is_sent = matches!(asked.role, Some(Role::Ambassador | Role::Diplomat));
        let is_local = !asked.role.is_some_and(is_of_state) && !is_sent;
        let is_sole = asked.role.is_some_and(is_sole);
        let mut score = i32::try_from(self.counts.get(country).copied().unwrap_or(0).min(8)).unwrap_or(0);
        score += match (self.home.country == Some(country), self.home.sureness) {
            (true, _) if is_sent && !self.home.is_mission && country != "USA" => 14,
            (true, 3..) => 30,
            (true, 2) => 20,
            (true, _) => 14,
            (false, _) if is_sent => 10,
            (false, _) if is_local => -8,
            (false, 0) => 9,
            (false, _) => 4,
        };
        score += match asked.tradition {
            Some(list) if list == country => 24,
            Some(list) if traditions::has(list, country) => 18,
            Some(_) if is_sole => -30,
            Some(_) => -18,
            None if asked.is_misfit && traditions::has_surnames_first(country) => -18,
            None => 0,
        };
        score += if asked.led_in == Some(country) { 40 } else { 0 };
        score -= if asked.posted.contains(&country) { 20 } else { 0 };
        score += if self.counts.len() == 1 { 6 } else { 0 };
        score += self.nearness(asked.mention, country);
        if self.is_held_by_other(asked, country) {
            score -= 30;
        }
        score
    }

    /// How near before the person the country was named last.
    fn nearness(&self, mention: &Mention, country: &'static str) -> i32 {
        let before = self.places.partition_point(|(start, ..)| *start < mention.span.start);
        let recent = self.places.get(before.saturating_sub(12)..before).unwrap_or_default();
        let Some((_, sentence, _)) = recent.iter().rev().find(|(.., named)| *named == country) else { return 0 };
        match mention.sentence.saturating_sub(*sentence) {
            0 => 8,
            1 => 6,
            _ => 0,
        }
    }

    fn is_held_by_other(&self, asked: &Asked<'_>, country: &'static str) -> bool {
        let Some(role) = asked.role.filter(|role| is_sole(*role) && !asked.phrase.has("former")) else { return false };
        let is_other = |words: &Vec<String>| !words.iter().any(|word| asked.words.contains(word));
        self.holders.get(&(role, country)).is_some_and(|holders| holders.iter().any(is_other))
    }
}
