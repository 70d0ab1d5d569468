//! The ministry that a document speaks for: its ministers are called by no more than "the Minister".

use std::collections::BTreeSet;

use super::bodies::{Body, body};
use super::phrase::Phrase;
use super::settle::Reading;
use crate::model::{EntityType, Mention, Role};
use crate::stages::recognize::DocumentCx;

/// How many sentences at the start name the issuer.
const HEAD: usize = 8;

/// The field of the ministry that speaks, and its country if it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Issuer {
    role: Option<Role>,
    country: Option<&'static str>,
    /// Whether a central bank speaks.
    pub(super) is_bank: bool,
}

/// Reads the issuer of a document: the only ministry that it names, or the office that its titles name.
pub(super) fn issuer(document: &DocumentCx<'_>, mentions: &[Mention], readings: &[Reading]) -> Issuer {
    let organisations = || mentions.iter().filter(|mention| mention.entity_type == EntityType::Org);
    let is_bank = organisations()
        .filter(|mention| mention.sentence < HEAD)
        .any(|mention| body(document.text, mention) == Body::Bank);
    let of_ministry = |mention: &Mention| Some((of_ministry(mention.span.of(document.text))?, mention.country));
    let ministries: Vec<_> = organisations().filter_map(of_ministry).collect();
    let roles: BTreeSet<Role> = ministries.iter().map(|(role, _)| *role).collect();
    let only = ministries.first().filter(|_| roles.len() == 1 && !roles.contains(&Role::Minister)).copied();
    let is_of_state = |reading: &&Reading| {
        reading.phrase.as_ref().is_some_and(|phrase| phrase.has("secretary") && phrase.has("state"))
    };
    let american = readings.iter().find(is_of_state).map(|_| (Role::ForeignMinister, Some("USA")));
    let in_title = || {
        let first = readings
            .iter()
            .take_while(|reading| mentions.get(reading.person).is_some_and(|mention| mention.sentence == 0));
        let is_foreign = |reading: &Reading| {
            reading.phrase.as_ref().is_some_and(|phrase| phrase.head.role == Some(Role::ForeignMinister))
        };
        let is_foreign = ministries.is_empty() && first.into_iter().any(is_foreign);
        is_foreign.then_some((Role::ForeignMinister, None))
    };
    let (role, country) =
        only.or(american).or_else(in_title).map_or((None, None), |(role, country)| (Some(role), country));
    Issuer { role, country, is_bank }
}

fn of_ministry(printed: &str) -> Option<Role> {
    let small = printed.to_lowercase();
    let is_ministry = ["ministry", "department", "mfa", "dfa", "dod", "mod"].iter().any(|word| small.contains(word));
    let has = |words: &[&str]| words.iter().any(|word| small.contains(word));
    match () {
        () if !is_ministry => None,
        () if has(&[
            "foreign",
            "external affairs",
            "external relations",
            "state department",
            "department of state",
            "mfa",
            "dfa",
        ]) =>
        {
            Some(Role::ForeignMinister)
        }
        () if has(&["defence", "defense", "dod", "mod"]) => Some(Role::DefenceMinister),
        () if has(&["finance", "treasury"]) => Some(Role::FinanceMinister),
        () if has(&["ministry"]) && small.contains(' ') => Some(Role::Minister),
        () => None,
    }
}

impl Issuer {
    /// The role of somebody called by a bare title in what this ministry issues.
    pub(super) fn precise(&self, role: Role, phrase: &Phrase, country: Option<&'static str>) -> Role {
        let is_own = self.country.is_none() || country.is_none() || self.country == country;
        let is_secretary = phrase.has("secretary");
        let is_deputy = role == Role::DeputyMinister;
        match self.role.filter(|_| is_own) {
            Some(Role::ForeignMinister) if role == Role::Minister && phrase.has("state") => Role::DeputyForeignMinister,
            Some(Role::ForeignMinister) if is_deputy && !phrase.has("assistant") => Role::DeputyForeignMinister,
            Some(own)
                if role == Role::Minister
                    || is_secretary && role == Role::Official && country == Some("USA") && phrase.words.len() == 1 =>
            {
                own
            }
            _ => role,
        }
    }
}
