//! The office-holders that the corpus shows: who was called what, of which country, from when to when.

use std::fmt;

use crate::dataset::fold::{Country, Dates, EntityState, Tally, Trait};
use crate::model::Role;

/// An office; of no country where the texts name none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::dataset) struct Office {
    pub(in crate::dataset) role: Role,
    pub(in crate::dataset) country: Option<Country>,
}

impl Office {
    /// Whether one person holds it at a time.
    pub(super) fn is_unique(self) -> bool {
        self.role.is_unique() && self.country.is_some()
    }
}

impl fmt::Display for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.role.as_str())?;
        self.country.map_or(Ok(()), |country| write!(f, " {country}"))
    }
}

/// The offices that the titles of an entity name, sorted. Where all of one role that name a country name the same one, those
/// that name none are counted with them.
pub(in crate::dataset) fn offices(entity: &EntityState) -> Vec<(Office, Tally)> {
    let said = entity.traits.iter().filter_map(|(said, tally)| match said {
        Trait::Office(role, country) => Some((Office { role: *role, country: *country }, *tally)),
        _ => None,
    });
    let printed: Vec<(Office, Tally)> = said.collect();
    let mut offices: Vec<(Office, Tally)> = Vec::new();
    for (office, tally) in &printed {
        let mut countries =
            printed.iter().filter(|(other, _)| other.role == office.role).filter_map(|(o, _)| o.country);
        let only = countries.next().filter(|_| countries.next().is_none());
        let office = Office { country: office.country.or(only), ..*office };
        match offices.iter_mut().find(|(known, _)| *known == office) {
            Some((_, known)) => known.add(*tally),
            None => offices.push((office, *tally)),
        }
    }
    offices.sort_by_key(|(office, _)| *office);
    offices
}

/// The offices of several entities that are one.
#[derive(Clone, Debug, Default)]
pub(super) struct Career(Vec<(Office, Dates)>);

impl Career {
    pub(super) fn of<'f>(entities: impl Iterator<Item = &'f EntityState>) -> Self {
        let mut career = Self::default();
        for (office, tally) in entities.flat_map(offices) {
            match career.0.iter_mut().find(|(known, _)| *known == office) {
                Some((_, dates)) => dates.widen(tally.dates),
                None => career.0.push((office, tally.dates)),
            }
        }
        career.0.sort_by_key(|(office, _)| *office);
        career
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (Office, Dates)> {
        self.0.iter().copied()
    }

    /// The first office with a country that both have, and when this one had it.
    pub(super) fn common(&self, other: &Career) -> Option<(Office, Dates)> {
        self.iter().filter(|(office, _)| office.country.is_some()).find(|(office, _)| other.dates(*office).is_some())
    }

    /// The first office that both have by its role, with the country of the one that names it: the same office, or else the
    /// same role where one of the two names no country.
    pub(super) fn common_by_role(&self, other: &Career) -> Option<Office> {
        let is_telling = |office: &Office| !matches!(office.role, Role::Official | Role::Academic | Role::Clergy);
        let mut own = self.iter().map(|(office, _)| office).filter(is_telling);
        let same = own.find(|office| other.dates(*office).is_some());
        let pairs = || self.iter().flat_map(|(own, _)| other.iter().map(move |(held, _)| (own, held)));
        let silent = |(own, held): &(Office, Office)| {
            let is_half = own.country.is_some() != held.country.is_some();
            own.role == held.role && is_half && is_telling(own)
        };
        let half = || pairs().find(silent).map(|(own, held)| if own.country.is_some() { own } else { held });
        self.common(other).map(|(office, _)| office).or(same).or_else(half)
    }

    /// When the office was held, if it was.
    pub(super) fn dates(&self, office: Office) -> Option<Dates> {
        self.iter().find(|(known, _)| *known == office).map(|(_, dates)| dates)
    }

    /// Whether each country of the offices of `other` is the country of an office here, so that no office is left
    /// unexplained.
    pub(super) fn explains(&self, other: &Career) -> bool {
        let known = |country: Country| self.iter().any(|(office, _)| office.country == Some(country));
        other.iter().filter_map(|(office, _)| office.country).all(known)
    }
}
