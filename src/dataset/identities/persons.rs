//! The persons of the corpus by number, and where their names are found.

use std::collections::HashSet;

use super::buckets::Buckets;
use super::offices::{Career, Office};
use crate::dataset::fold::{EntityState, Fold};
use crate::dataset::names::display_name;
use crate::lexicon::Lexicon;
use crate::model::EntityType;
use crate::stages::resolve::{PersonName, skeleton};

/// Tokens of a name that are looked at for other names.
const MAX_TOKENS: usize = 12;

/// The persons, numbered in the order of their ids. Names are read anew where they are compared: a corpus has hundreds of
/// thousands, and a name that has been read takes more room than all that is known of the person.
pub(super) struct Persons<'f> {
    fold: &'f Fold,
    surnames_first: &'f HashSet<&'static str>,
    nicknames: &'f HashSet<(&'static str, &'static str)>,
    ids: Vec<u128>,
    /// Those with a full name, in ascending order.
    pub(super) full: Vec<u32>,
    /// The others that have a name.
    pub(super) short: Vec<u32>,
    by_surname: Buckets,
    by_ends: Buckets,
    by_tokens: Buckets,
    by_letters: Buckets,
    by_office: Buckets,
    /// The short names by themselves.
    by_short: Buckets,
}

impl<'f> Persons<'f> {
    pub(super) fn of(fold: &'f Fold, lexicon: &'f Lexicon) -> Self {
        let is_person = |entity: &EntityState| entity.entity_type == EntityType::Person;
        let ids = fold.entities.iter().filter(|(_, entity)| is_person(entity)).map(|(id, _)| *id).collect();
        let mut persons = Self {
            fold,
            surnames_first: &lexicon.surnames_first,
            nicknames: &lexicon.nicknames,
            ids,
            full: Vec::new(),
            short: Vec::new(),
            by_surname: Buckets::default(),
            by_ends: Buckets::default(),
            by_tokens: Buckets::default(),
            by_letters: Buckets::default(),
            by_short: Buckets::default(),
            by_office: Buckets::default(),
        };
        persons.number_names();
        persons.by_surname = persons.index(|_, name| surnames(name));
        persons.by_ends = persons.index(|_, name| ends(name).into_iter().collect());
        persons.by_tokens = persons.index(|_, name| vec![sorted_tokens(name)]);
        let short = persons.short.iter().filter_map(|person| Some((persons.name(*person)?.key(), *person)));
        persons.by_short = Buckets::of(short);
        persons.by_letters = persons.index(|_, name| vec![name.squashed()]);
        persons.by_office = persons.index(|person, name| persons.spelled_offices(person, name));
        persons
    }

    fn number_names(&mut self) {
        for (person, id) in (0..).zip(&self.ids) {
            let Some(name) = self.fold.entities.get(id).map(|entity| read(entity, self.surnames_first)) else {
                continue;
            };
            match name.is_full() {
                true => self.full.push(person),
                false if !name.tokens.is_empty() => self.short.push(person),
                false => {}
            }
        }
    }

    fn index(&self, keys: impl Fn(u32, &PersonName) -> Vec<String>) -> Buckets {
        let named = self.full.iter().filter_map(|person| Some((*person, self.name(*person)?)));
        Buckets::of(named.flat_map(|(person, name)| keys(person, &name).into_iter().map(move |key| (key, person))))
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, person: u32) -> Option<u128> {
        self.ids.get(person as usize).copied()
    }

    pub(super) fn state(&self, person: u32) -> Option<&'f EntityState> {
        self.fold.entities.get(&self.id(person)?)
    }

    pub(super) fn name(&self, person: u32) -> Option<PersonName> {
        Some(read(self.state(person)?, self.surnames_first))
    }

    /// The offices of these persons together.
    pub(super) fn career(&self, persons: &[u32]) -> Career {
        Career::of(persons.iter().filter_map(|person| self.state(*person)))
    }

    /// The persons with full names that the short name may be the surname of.
    pub(super) fn bearers(&self, short: &PersonName) -> Vec<u32> {
        let is_surname = |person: &u32| self.name(*person).is_some_and(|full| short.is_surname_of(&full));
        short.core().map(|core| self.by_surname.with(core).filter(is_surname).collect()).unwrap_or_default()
    }

    /// Other full names with the same first letter and last token.
    pub(super) fn with_same_ends(&self, name: &PersonName) -> impl Iterator<Item = u32> {
        ends(name).into_iter().flat_map(|ends| self.by_ends.with(&ends))
    }

    /// The full names with the same letters, wherever they are cut.
    pub(super) fn with_same_letters(&self, name: &PersonName) -> impl Iterator<Item = u32> {
        self.by_letters.with(&name.squashed())
    }

    /// The full names with the same surname at the end.
    pub(super) fn with_same_surname(&self, name: &PersonName) -> impl Iterator<Item = u32> {
        name.core().into_iter().flat_map(|core| self.by_surname.with(core))
    }

    /// Whether the given name of the first is a short form of that of the second, in the same name.
    pub(super) fn is_nickname(&self, name: &PersonName, full: &PersonName) -> bool {
        name.is_nickname_of(full, self.nicknames)
    }

    /// Other full names of the same tokens in any order.
    pub(super) fn with_same_tokens(&self, name: &PersonName) -> impl Iterator<Item = u32> {
        self.by_tokens.with(&sorted_tokens(name))
    }

    /// The persons whose surname is spelled like this one and who hold this office of a state.
    pub(super) fn holders_spelled(&self, surname: &str, office: Office) -> impl Iterator<Item = u32> {
        self.by_office.with(&spelled_office(surname, office))
    }

    /// Whether a name of one document only is made of others, as lists without commas make them: "Joe Biden Chris Dodd" holds
    /// a name of more documents at one end, "Warner McCain" begins with what the corpus knows as a surname only.
    pub(super) fn is_run_on(&self, person: u32, name: &PersonName) -> bool {
        let is_often = |other: u32| other != person && self.state(other).is_some_and(|entity| entity.n_docs > 1);
        if self.state(person).is_none_or(|entity| entity.n_docs > 1) {
            return false;
        }
        let is_name = |part: &[String]| {
            let same = |other: u32| is_often(other) && self.name(other).is_some_and(|other| other.tokens == part);
            self.by_letters.with(&part.concat()).any(same)
        };
        let ends = (2..name.tokens.len().min(MAX_TOKENS))
            .filter_map(|cut| Some((name.tokens.get(..cut)?, name.tokens.get(name.tokens.len().checked_sub(cut)?..)?)));
        let holds_name = ends.into_iter().any(|(start, end)| is_name(start) || is_name(end));
        holds_name || name.tokens.first().is_some_and(|first| self.is_surname_only(first, is_often))
    }

    /// Whether a token is known as a short name and begins no full name of several documents.
    fn is_surname_only(&self, token: &str, is_often: impl Fn(u32) -> bool) -> bool {
        let begins = |other: u32| {
            is_often(other)
                && self.name(other).is_some_and(|name| name.tokens.first().is_some_and(|first| first == token))
        };
        !self.surnames_first.contains(token)
            && self.by_short.with(token).any(&is_often)
            && !self.by_surname.with(token).any(begins)
    }

    fn spelled_offices(&self, person: u32, name: &PersonName) -> Vec<String> {
        let Some(surname) = name.core() else { return Vec::new() };
        let career = self.career(&[person]);
        let unique = career.iter().map(|(office, _)| office).filter(|office| office.is_unique());
        unique.map(|office| spelled_office(surname, office)).collect()
    }
}

fn read(entity: &EntityState, surnames_first: &HashSet<&'static str>) -> PersonName {
    PersonName::parse(display_name(entity), surnames_first)
}

/// The last token, and the first, which is the surname in some languages.
fn surnames(name: &PersonName) -> Vec<String> {
    let first = name.tokens.first().map(String::as_str);
    name.core().into_iter().chain(first).map(str::to_owned).collect()
}

fn ends(name: &PersonName) -> Option<String> {
    let (first, last) = (name.tokens.first()?, name.tokens.last()?);
    Some(format!("{} {last}", first.chars().next()?))
}

fn sorted_tokens(name: &PersonName) -> String {
    let mut tokens: Vec<&str> = name.tokens.iter().map(String::as_str).collect();
    tokens.sort_unstable();
    tokens.join(" ")
}

fn spelled_office(surname: &str, office: Office) -> String {
    format!("{} {office}", skeleton(surname))
}
