//! Full names that are one person: with and without middle names, in the other order, in another spelling.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::persons::Persons;
use super::{Proof, Verdict, Verdicts};
use crate::stages::resolve::PersonName;

/// The full names by person: each that is joined to others has a representative.
#[derive(Debug, Default)]
pub(super) struct People {
    root: BTreeMap<u32, u32>,
    members: BTreeMap<u32, Vec<u32>>,
}

impl People {
    /// The representative of the person.
    pub(super) fn root(&self, person: u32) -> u32 {
        self.root.get(&person).copied().unwrap_or(person)
    }

    /// All names of the person, of which `root` is the representative.
    pub(super) fn names(&self, root: u32) -> Vec<u32> {
        self.members.get(&root).cloned().unwrap_or_else(|| vec![root])
    }
}

/// Joins the full names that offices prove to be one, and tells which are left ambiguous.
pub(super) fn join(persons: &Persons<'_>, verdicts: &mut Verdicts) -> People {
    let mut groups = Groups::new(persons.len());
    let mut ambiguous = Vec::new();
    for person in persons.full.iter().copied() {
        let Some(name) = persons.name(person) else { continue };
        match fuller_name(persons, person, &name) {
            Fuller::One(other, proof) => groups.join(person, other, proof),
            Fuller::Several => ambiguous.push(person),
            Fuller::None => {}
        }
        let same = turned_names(persons, person, &name)
            .chain(spelled_alike(persons, person, &name))
            .chain(short_given_names(persons, person, &name))
            .chain(same_letters(persons, person, &name));
        same.for_each(|(other, proof)| groups.join(person, other, proof));
    }
    let people = represent(persons, &mut groups, verdicts);
    for person in ambiguous {
        if people.root(person) == person {
            verdicts.extend(persons.id(person).map(|id| (id, Verdict::Ambiguous)));
        }
    }
    people
}

enum Fuller {
    None,
    One(u32, Proof),
    /// Several people have the name and more, and no office decides.
    Several,
}

/// The fuller name that a name without its middle name stands for.
fn fuller_name(persons: &Persons<'_>, person: u32, name: &PersonName) -> Fuller {
    let fuller = |(other, full): (u32, PersonName)| {
        let same_ends = full.core() == name.core() && same_given_name(name, &full);
        let is_fuller = same_ends && name.is_form_of(&full) && full.fullness() > name.fullness();
        (is_fuller && !persons.is_run_on(other, &full)).then_some((other, full))
    };
    let others = persons.with_same_ends(name).filter(|other| *other != person);
    let forms: Vec<(u32, PersonName)> =
        others.filter_map(|other| Some((other, persons.name(other)?))).filter_map(fuller).collect();
    let is_whole = |(at, name): &(u32, PersonName)| {
        !forms.iter().any(|(other, full)| other != at && name.is_form_of(full) && full.fullness() > name.fullness())
    };
    let whole: Vec<u32> = forms.iter().filter(|form| is_whole(form)).map(|(at, _)| *at).collect();
    let career = persons.career(&[person]);
    let shared = |other: &u32| {
        let office = persons.career(&[*other]).common_by_role(&career)?;
        Some((*other, Proof::FullerName(office)))
    };
    let mut sharing = whole.iter().filter_map(shared);
    match (sharing.next(), sharing.next()) {
        (Some((other, proof)), None) => Fuller::One(other, proof),
        _ if whole.len() > 1 => Fuller::Several,
        // The whole name may be known from other texts than those that print an office.
        _ => match forms.iter().map(|(other, _)| other).filter_map(shared).min() {
            Some((other, proof)) => Fuller::One(other, proof),
            None => Fuller::None,
        },
    }
}

/// Whether the first tokens are equal, or one is the initial of the other.
fn same_given_name(name: &PersonName, full: &PersonName) -> bool {
    let (Some(one), Some(other)) = (name.tokens.first(), full.tokens.first()) else { return false };
    one == other || one.chars().count() == 1 || other.chars().count() == 1
}

/// Full names with the same letters, cut into tokens in another way.
fn same_letters(persons: &Persons<'_>, person: u32, name: &PersonName) -> impl Iterator<Item = (u32, Proof)> {
    let is_same = |other: &PersonName| {
        other.squashed() == name.squashed() && other.tokens != name.tokens && other.suffix == name.suffix
    };
    let later = persons.with_same_letters(name).filter(move |other| *other > person);
    later
        .filter(move |other| persons.name(*other).is_some_and(|other| is_same(&other)))
        .map(|other| (other, Proof::SameLetters))
}

/// Names with the given name in full, where the person's is a short form of it, with an office of both.
fn short_given_names(persons: &Persons<'_>, person: u32, name: &PersonName) -> impl Iterator<Item = (u32, Proof)> {
    let is_full = |other: &u32| persons.name(*other).is_some_and(|other| persons.is_nickname(name, &other));
    persons.with_same_surname(name).filter(is_full).filter_map(move |other| {
        let office = persons.career(&[person]).common_by_role(&persons.career(&[other]))?;
        Some((other, Proof::ShortGivenName(office)))
    })
}

/// The same names in the other order: by the family name that stands first in its language, or by an office of both.
fn turned_names(persons: &Persons<'_>, person: u32, name: &PersonName) -> impl Iterator<Item = (u32, Proof)> {
    let later = persons.with_same_tokens(name).filter(move |other| *other > person);
    later.filter_map(move |other| {
        let turned = persons.name(other).filter(|turned| name.is_turned(turned))?;
        let by_family_name = name.squashed_surname_first() == Some(turned.squashed())
            || turned.squashed_surname_first() == Some(name.squashed());
        if by_family_name {
            return Some((other, Proof::OtherOrder(None)));
        }
        let office = persons.career(&[person]).common_by_role(&persons.career(&[other]))?;
        Some((other, Proof::OtherOrder(Some(office))))
    })
}

/// Other spellings of the name, with an office of a state that has one holder at a time.
fn spelled_alike(persons: &Persons<'_>, person: u32, name: &PersonName) -> impl Iterator<Item = (u32, Proof)> {
    let career = persons.career(&[person]);
    let unique: Vec<_> = career.iter().map(|(office, _)| office).filter(|office| office.is_unique()).collect();
    unique.into_iter().flat_map(move |office| {
        let holders = name.core().into_iter().flat_map(move |core| persons.holders_spelled(core, office));
        let alike = move |other: &u32| persons.name(*other).is_some_and(|other| name.is_spelling_of(&other));
        holders.filter(move |other| *other > person).filter(alike).map(move |other| (other, Proof::Spelling(office)))
    })
}

/// Makes the name of the most documents the representative of each group; of equal ones the fullest.
fn represent(persons: &Persons<'_>, groups: &mut Groups, verdicts: &mut Verdicts) -> People {
    let mut people = People::default();
    for members in groups.members() {
        let n_docs = |person: u32| persons.state(person).map(|entity| entity.n_docs);
        let best = members.iter().copied().max_by(|one, other| {
            let (name, other_name) = (persons.name(*one), persons.name(*other));
            n_docs(*one).cmp(&n_docs(*other)).then_with(|| {
                name.as_ref().map(PersonName::fullness).cmp(&other_name.as_ref().map(PersonName::fullness))
            })
        });
        let Some((root, root_id)) = best.and_then(|best| Some((best, persons.id(best)?))) else { continue };
        for member in members.iter().copied().filter(|member| *member != root) {
            people.root.insert(member, root);
            if let Some((id, proof)) = persons.id(member).zip(groups.proof(member)) {
                verdicts.insert(id, Verdict::SameAs { id: root_id, proof });
            }
        }
        people.members.insert(root, members);
    }
    people
}
