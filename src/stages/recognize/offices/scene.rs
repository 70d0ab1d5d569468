//! What a whole document shows of whose an office may be that stands without a country: where it speaks from, which
//! countries it names and where, and who holds which office already.

use std::collections::{BTreeMap, BTreeSet};

use super::company::{Company, Tie};
use super::home::Home;
use super::named::Named;
use super::phrase::Phrase;
use super::polities::{is_sole, may_have};
use super::profile::Profile;
use super::traditions;
use crate::model::{Mention, Role};

/// The countries of a document.
#[derive(Debug)]
pub(super) struct Scene {
    home: Home,
    profile: Profile,
    /// Where countries are named: byte, sentence, country, and whether the name only says whose some office is.
    places: Vec<Place>,
    /// Who holds the sole offices: the words of their names.
    holders: BTreeMap<(Role, &'static str), BTreeSet<Vec<String>>>,
    /// Countries of known office-holders that the document names without their country, as the press of a country does.
    familiar: BTreeSet<&'static str>,
}

#[derive(Debug)]
struct Place {
    start: u32,
    sentence: usize,
    country: &'static str,
    is_used: bool,
}

/// How an office belongs to a country.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// An office of the state as a whole.
    State,
    /// Sent by a state to another one.
    Sent,
    Military,
    Organisation,
    Official,
    /// Held anywhere: members of parliaments, mayors, judges, clergy.
    Local,
}

fn kind(role: Option<Role>) -> Kind {
    match role {
        Some(
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
            | Role::Speaker,
        ) => Kind::State,
        Some(Role::Ambassador | Role::Diplomat) => Kind::Sent,
        Some(Role::Military) => Kind::Military,
        Some(Role::OrganisationHead | Role::OrganisationDeputy) => Kind::Organisation,
        Some(Role::Official | Role::Spokesperson) => Kind::Official,
        _ => Kind::Local,
    }
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
    pub(super) company: Option<Company>,
}

impl Scene {
    /// `used` are the names that say whose some office is.
    pub(super) fn new(text: &str, home: Home, named: &[Named], mentions: &[Mention], used: &BTreeSet<usize>) -> Self {
        let place = |Named { at, country }: &Named| {
            let mention = mentions.get(*at)?;
            let is_used = used.contains(at);
            Some(Place { start: mention.span.start, sentence: mention.sentence, country, is_used })
        };
        let profile = Profile::of(text, &home, named, mentions);
        let places = named.iter().filter_map(place).collect();
        Self { home, profile, places, holders: BTreeMap::new(), familiar: BTreeSet::new() }
    }

    pub(super) fn home(&self) -> Option<&'static str> {
        self.home.country
    }

    /// Whether the document speaks from this country, or from none.
    pub(super) fn is_home(&self, country: &str) -> bool {
        self.home.country.is_none_or(|home| home == country)
    }

    /// Notes that the document names a known office-holder of the country without saying which country it is.
    pub(super) fn is_familiar_with(&mut self, country: &'static str) {
        self.familiar.insert(country);
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

    /// The country whose office it most likely is, unless it is likelier that no state has it.
    pub(super) fn likely(&self, asked: &Asked<'_>) -> Option<&'static str> {
        let by_name = asked.tradition.filter(|list| list.len() == 3 && asked.role.is_some_and(is_sole));
        let candidates = self.profile.countries().chain(self.home.country).chain(by_name).collect::<BTreeSet<_>>();
        let scored = candidates
            .into_iter()
            .filter(|country| may_have(country, asked.role, asked.phrase))
            .map(|country| (self.score(asked, country), country));
        let best = scored.max_by_key(|(score, country)| (*score, std::cmp::Reverse(*country)))?;
        (best.0 > self.score_of_none(asked)).then_some(best.1)
    }

    /// What speaks for a country and against it. The weights are those of a multinomial logistic regression over the
    /// countries of a document and none (l2 = 1), fitted to the persons of the gold whose office has no country beside it,
    /// in tenths; those that cross-validation could do without are left out, and a few were moved by hand afterwards.
    fn score(&self, asked: &Asked<'_>, country: &'static str) -> i32 {
        let kind = kind(asked.role);
        let is_home = self.home.country == Some(country);
        let is_dateline = self.home.dateline == Some(country);
        let weigh = |is_so: bool, weight: i32| if is_so { weight } else { 0 };
        let mut score = 12 * self.profile.share(country) / 100
            + 5 * self.profile.share_of_organisations(country) / 100
            + 5 * self.profile.cities(country) / 100;
        score += weigh(is_home, 13)
            + weigh(is_home && kind == Kind::Military, -10)
            + weigh(is_home && kind == Kind::Sent, 4)
            + weigh(is_dateline && kind == Kind::Sent, -13)
            + weigh(is_dateline && kind == Kind::Official, 5)
            + weigh(self.familiar.contains(country), 14)
            + weigh(self.home.implied.contains(country), 7)
            + weigh(self.home.opening.contains(country), 3)
            + weigh(self.home.missions.contains(country), 3)
            + weigh(self.profile.is_first(country), 4)
            + weigh(self.profile.is_second(country), 3);
        score += match asked.tradition {
            Some(list) if list == country => 16,
            Some(list) if traditions::has(list, country) => 12,
            Some(_) => -23,
            None => weigh(asked.is_misfit && traditions::has_surnames_first(country), -18),
        };
        score += weigh(asked.led_in == Some(country), 14)
            + weigh(asked.posted.contains(&country), -6)
            + weigh(self.is_held_by_other(asked, country), -90)
            + self.nearness(asked.mention, country, kind);
        score
            + asked.company.filter(|company| company.country == country).map_or(0, |company| match company.tie {
                Tie::Retinue => 15,
                Tie::Together => 9,
                Tie::Opposite => -7,
                Tie::Open => 2,
            })
    }

    /// What speaks for no state's having the office.
    fn score_of_none(&self, asked: &Asked<'_>) -> i32 {
        let weigh = |is_so: bool, weight: i32| if is_so { weight } else { 0 };
        let kind = kind(asked.role);
        let of_many = if kind == Kind::State { 7 } else { 20 };
        9 + match kind {
            Kind::State => -14,
            Kind::Organisation => 13,
            Kind::Military => 4,
            Kind::Official => 3,
            Kind::Sent | Kind::Local => 1,
        } + match asked.role {
            Some(Role::Clergy) => 21,
            Some(Role::OrganisationDeputy) => 9,
            Some(Role::Spokesperson) => -8,
            _ => 0,
        } + weigh(self.home.is_of_many, of_many)
            + weigh(asked.tradition.is_some(), -5)
    }

    /// What the countries named right before the person weigh.
    fn nearness(&self, mention: &Mention, country: &'static str, kind: Kind) -> i32 {
        let before = self.places.partition_point(|place| place.start < mention.span.start);
        let recent = self.places.get(before.saturating_sub(12)..before).unwrap_or_default();
        let is_here = |place: &&Place| !place.is_used && place.country == country && place.sentence == mention.sentence;
        let is_last = recent.last().is_some_and(|last| last.country == country);
        let of_last = match kind {
            Kind::Sent => -8,
            Kind::Military => 6,
            Kind::Organisation => 5,
            Kind::State => 3,
            Kind::Official | Kind::Local => 0,
        };
        i32::from(recent.iter().any(|place| is_here(&place))) * 14 + i32::from(is_last) * of_last
    }

    fn is_held_by_other(&self, asked: &Asked<'_>, country: &'static str) -> bool {
        let Some(role) = asked.role.filter(|role| is_sole(*role) && !asked.phrase.has("former")) else { return false };
        let is_other = |words: &Vec<String>| !words.iter().any(|word| asked.words.contains(word));
        self.holders.get(&(role, country)).is_some_and(|holders| holders.iter().any(is_other))
    }
}
