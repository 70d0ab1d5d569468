//! Persons whom texts name by surname only: which of the persons with full names they are, by office and period.

use std::collections::BTreeSet;

use super::buckets::MAX_COMPARED;
use super::full_names::People;
use super::offices::{Career, Office};
use super::persons::Persons;
use super::{Proof, Verdict, Verdicts};
use crate::dataset::fold::Dates;
use crate::stages::resolve::PersonName;

/// A surname with an office is not the holder of whom the corpus speaks only so many days before or after.
const OTHER_TIMES: i32 = 5 * 365;
/// A text that does not name the country speaks of the holder only so many days around the time in which others do.
const SAME_TIME: i32 = 365;

/// Judges all persons without a full name.
pub(super) fn judge(persons: &Persons<'_>, people: &People, verdicts: &mut Verdicts) {
    for short in persons.short.iter().copied() {
        let Some((name, id)) = persons.name(short).zip(persons.id(short)) else { continue };
        let career = persons.career(&[short]);
        let verdict = verdict(persons, people, &name, &career);
        verdicts.extend(verdict.map(|verdict| (id, verdict)));
    }
}

/// A person with full name, by the representative, with the offices under all names.
struct Candidate {
    root: u32,
    career: Career,
}

fn verdict(persons: &Persons<'_>, people: &People, name: &PersonName, career: &Career) -> Option<Verdict> {
    let bearers = persons.bearers(name);
    let is_borne = !bearers.is_empty();
    let bearers = if is_borne { bearers } else { bearers_spelled_alike(persons, name, career) };
    let candidates = candidates(persons, people, bearers);
    let found = by_office(&candidates, career).or_else(|| by_role(&candidates, career));
    match found {
        Some((root, Proof::Surname(office))) if !is_borne => same_as(persons, root, Proof::Spelling(office)),
        Some((root, proof)) => same_as(persons, root, proof),
        None => (candidates.len() > 1).then_some(Verdict::Ambiguous),
    }
}

/// The persons whom these names mean, but for those that only seem to be persons: a name of one document without any
/// office, a run of names, and the shorter form of another candidate's name.
fn candidates(persons: &Persons<'_>, people: &People, bearers: Vec<u32>) -> Vec<Candidate> {
    let roots: BTreeSet<u32> = bearers.into_iter().map(|person| people.root(person)).collect();
    let named = roots.iter().filter_map(|root| Some((*root, persons.name(*root)?)));
    let names: Vec<(u32, PersonName)> =
        named.filter(|(root, name)| !persons.is_run_on(*root, name)).take(MAX_COMPARED).collect();
    let is_whole = |root: u32, name: &PersonName| {
        !names.iter().any(|(other, full)| *other != root && name.is_form_of(full) && full.fullness() > name.fullness())
    };
    let candidate = |(root, name): &(u32, PersonName)| {
        let all = people.names(*root);
        let career = persons.career(&all);
        let n_docs: i64 = all.iter().filter_map(|person| persons.state(*person)).map(|entity| entity.n_docs).sum();
        let is_shown = n_docs > 1 || career.iter().next().is_some();
        (is_shown && is_whole(*root, name)).then_some(Candidate { root: *root, career })
    };
    names.iter().filter_map(candidate).collect()
}

fn same_as(persons: &Persons<'_>, root: u32, proof: Proof) -> Option<Verdict> {
    persons.id(root).map(|id| Verdict::SameAs { id, proof })
}

/// The holders of an office of the person whose surnames are spelled in another way.
fn bearers_spelled_alike(persons: &Persons<'_>, name: &PersonName, career: &Career) -> Vec<u32> {
    let Some(core) = name.core() else { return Vec::new() };
    let unique = career.iter().map(|(office, _)| office).filter(|office| office.is_unique());
    unique.flat_map(|office| persons.holders_spelled(core, office)).collect()
}

/// The only candidate who holds an office of the person, or of several the only one who held it at the time.
fn by_office(candidates: &[Candidate], career: &Career) -> Option<(u32, Proof)> {
    let shares = |candidate: &Candidate| {
        let (office, held) = candidate.career.common(career)?;
        let printed = career.dates(office)?;
        (candidate.career.explains(career) && !held.is_apart_from(printed, OTHER_TIMES)).then_some((
            candidate.root,
            office,
            held,
            printed,
        ))
    };
    let sharing: Vec<(u32, Office, Dates, Dates)> = candidates.iter().filter_map(shares).collect();
    if let [(root, office, ..)] = sharing.as_slice() {
        return Some((*root, Proof::Surname(*office)));
    }
    let mut at_the_time = sharing.iter().filter(|(_, _, held, printed)| held.overlaps(*printed));
    match (at_the_time.next(), at_the_time.next()) {
        (Some((root, office, held, printed)), None) if held.holds(*printed) => {
            Some((*root, Proof::SurnameInPeriod(*office, *held)))
        }
        _ => None,
    }
}

/// Where the surname is printed with one role and never with a country: the only candidate who holds such an office of a
/// state, or the only one at all if he or she holds that office; if both are named at about the same time.
fn by_role(candidates: &[Candidate], career: &Career) -> Option<(u32, Proof)> {
    let mut roles = career.iter();
    let (silent, printed) = roles.next().filter(|(office, _)| office.country.is_none())?;
    if roles.next().is_some() || !silent.role.is_unique() && candidates.len() > 1 {
        return None;
    }
    let holds = |candidate: &Candidate| {
        let mut held =
            candidate.career.iter().filter(|(office, _)| office.role == silent.role && office.country.is_some());
        let (office, dates) = held.next().filter(|_| held.next().is_none())?;
        (!dates.is_apart_from(printed, SAME_TIME)).then_some((candidate.root, office))
    };
    let mut holders = candidates.iter().filter_map(holds);
    match (holders.next(), holders.next()) {
        (Some((root, office)), None) => Some((root, Proof::SurnameOfHolder(office))),
        _ => None,
    }
}
