//! The corpus-wide fold `entities`: one row for each entity that the mentions name, and what the whole corpus shows.

use std::cmp::Reverse;
use std::collections::{HashMap, btree_map};

use jiff::civil::Date;

use super::columns::{date_of, hex};
use super::fold::{Country, Dates, EntityState, Fold, Tally, Trait};
use super::names::{LexiconNames, display_name, person_tokens, surnames};
use super::{Dataset, DatasetError};
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Role};
use crate::schema::RoleCell;
use crate::schema::entities::{EntitiesBuilder, EntityRow as Cells};

/// One row of the table `entities`, owned; the columns mean what the schema says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityRow {
    pub entity_id: String,
    pub entity_type: EntityType,
    pub subtype: Option<String>,
    pub name: String,
    pub country: Option<String>,
    pub aliases: Vec<String>,
    pub roles: Vec<RoleCell>,
    pub n_mentions: i64,
    pub n_docs: i64,
    pub first_date: Option<Date>,
    pub last_date: Option<Date>,
    pub ambiguous: bool,
    pub same_as: Option<String>,
    pub evidence: Option<String>,
}

impl EntityRow {
    /// Appends the row to a builder of the table.
    pub fn push_to(&self, builder: &mut EntitiesBuilder) {
        let aliases: Vec<&str> = self.aliases.iter().map(String::as_str).collect();
        builder.push(Cells {
            entity_id: &self.entity_id,
            entity_type: self.entity_type.as_str(),
            subtype: self.subtype.as_deref(),
            name: &self.name,
            country: self.country.as_deref(),
            aliases: &aliases,
            roles: &self.roles,
            n_mentions: self.n_mentions,
            n_docs: self.n_docs,
            first_date: self.first_date,
            last_date: self.last_date,
            ambiguous: self.ambiguous,
            same_as: self.same_as.as_deref(),
            evidence: self.evidence.as_deref(),
        });
    }
}

/// Folds the mentions of a version into the rows of `entities`, sorted by id.
///
/// Memory: one chunk of mentions, and some 250 bytes an entity. The rows do not depend on how the mentions are cut into files
/// and row groups, nor on their order, as long as no document straddles two row groups.
///
/// # Errors
/// If `mentions` cannot be read, or holds ids, types, roles or countries that no run writes.
pub fn entities(dataset: &Dataset, lexicon: &Lexicon) -> Result<Entities, DatasetError> {
    Ok(Entities::new(Fold::over(dataset)?, lexicon))
}

/// The rows of a finished fold, made one by one, since they take more memory than the state that they are made of.
#[derive(Debug)]
pub struct Entities {
    states: btree_map::IntoIter<u128, EntityState>,
    subtypes: Vec<Box<str>>,
    lexicon_names: LexiconNames,
    verdicts: HashMap<u128, Verdict>,
}

impl Entities {
    fn new(fold: Fold, lexicon: &Lexicon) -> Self {
        let verdicts = Persons::new(&fold, lexicon).verdicts(&fold);
        let lexicon_names = LexiconNames::new(lexicon);
        Self { states: fold.entities.into_iter(), subtypes: fold.subtypes, lexicon_names, verdicts }
    }

    fn row(&self, id: u128, entity: &EntityState) -> EntityRow {
        let known = self.lexicon_names.get(id);
        let verdict = self.verdicts.get(&id);
        let (same_as, evidence) = match verdict {
            Some(Verdict::SameAs { full, office }) => (Some(hex(*full)), Some(evidence(*office))),
            _ => (None, None),
        };
        let (first_date, last_date) = first_and_last(entity.dates);
        EntityRow {
            entity_id: hex(id),
            entity_type: entity.entity_type,
            subtype: self.subtype(entity),
            name: known.map_or_else(|| display_name(entity), |known| known.name).to_owned(),
            country: known.and_then(|known| known.country).map(str::to_owned).or_else(|| agreed_country(entity)),
            aliases: entity.forms.iter().map(|(form, _)| form.to_string()).collect(),
            roles: role_cells(entity),
            n_mentions: entity.n_mentions,
            n_docs: entity.n_docs,
            first_date,
            last_date,
            ambiguous: matches!(verdict, Some(Verdict::Ambiguous)),
            same_as,
            evidence,
        }
    }

    /// The most frequent subtype, the first in byte order among equals.
    fn subtype(&self, entity: &EntityState) -> Option<String> {
        let counted = entity.traits.iter().filter_map(|(said, tally)| match said {
            Trait::Subtype(at) => Some((tally.n, Reverse(self.subtypes.get(usize::from(*at))?))),
            _ => None,
        });
        counted.max().map(|(_, Reverse(name))| name.to_string())
    }
}

impl Iterator for Entities {
    type Item = EntityRow;

    fn next(&mut self) -> Option<EntityRow> {
        let (id, entity) = self.states.next()?;
        Some(self.row(id, &entity))
    }
}

fn first_and_last(dates: Dates) -> (Option<Date>, Option<Date>) {
    dates.known().map(|(first, last)| (date_of(first), date_of(last))).unzip()
}

/// Nine of ten mentions that name a country must name this one: among thousands of documents a few are always wrong, and
/// they should not silence the rest.
const AGREEMENT: (u64, u64) = (9, 10);

/// The country, if the mentions agree on one.
fn agreed_country(entity: &EntityState) -> Option<String> {
    let said = entity.traits.iter().filter_map(|(said, tally)| match said {
        Trait::Country(country) => Some((tally.n, country.to_string())),
        _ => None,
    });
    let counted: Vec<(u64, String)> = said.map(|(n, country)| (u64::from(n), country)).collect();
    let total: u64 = counted.iter().map(|(n, _)| n).sum();
    let (n, country) = counted.into_iter().max()?;
    (n * AGREEMENT.1 >= total * AGREEMENT.0).then_some(country)
}

/// The offices, those of the most documents first, then by name and country.
fn role_cells(entity: &EntityState) -> Vec<RoleCell> {
    let mut cells: Vec<RoleCell> = entity.traits.iter().filter_map(|(said, tally)| role_cell(*said, *tally)).collect();
    cells.sort_by(|one, other| other.n_docs.cmp(&one.n_docs).then_with(|| one.cmp(other)));
    cells
}

fn role_cell(said: Trait, tally: Tally) -> Option<RoleCell> {
    let Trait::Office(role, country) = said else { return None };
    let (first_date, last_date) = first_and_last(tally.dates);
    Some(RoleCell {
        role: role.as_str().to_owned(),
        country: country.map(|country| country.to_string()),
        first_date,
        last_date,
        n_docs: i64::from(tally.n),
    })
}

/// What the corpus shows of a person that it names by one token.
#[derive(Clone, Copy, Debug)]
enum Verdict {
    /// Exactly one person with that surname holds the same office.
    SameAs { full: u128, office: (Role, Country) },
    /// Several persons have that surname, and no office decides.
    Ambiguous,
}

/// The persons with full names by surname, and those of a single token.
struct Persons {
    full: HashMap<String, Vec<u128>>,
    single: Vec<(u128, String)>,
}

impl Persons {
    fn new(fold: &Fold, lexicon: &Lexicon) -> Self {
        let mut persons = Self { full: HashMap::new(), single: Vec::new() };
        for (&id, entity) in fold.entities.iter().filter(|(_, entity)| entity.entity_type == EntityType::Person) {
            let mut tokens = person_tokens(display_name(entity));
            match tokens.as_slice() {
                [] => {}
                [_] => persons.single.extend(tokens.pop().map(|surname| (id, surname))),
                _ => {
                    for surname in surnames(&tokens, &lexicon.surnames_first) {
                        persons.full.entry(surname.to_owned()).or_default().push(id);
                    }
                }
            }
        }
        persons
    }

    fn verdicts(&self, fold: &Fold) -> HashMap<u128, Verdict> {
        let judge = |(id, surname): &(u128, String)| {
            let candidates = self.full.get(surname)?;
            Some((*id, verdict(fold.entities.get(id)?, candidates, fold)?))
        };
        self.single.iter().filter_map(judge).collect()
    }
}

/// Judges a person of one token by the persons that have it as a surname.
fn verdict(person: &EntityState, candidates: &[u128], fold: &Fold) -> Option<Verdict> {
    let shares = |id: &u128| {
        let full = fold.entities.get(id)?;
        let office =
            offices(person).find(|(role, country)| full.traits.contains(&Trait::Office(*role, Some(*country))))?;
        Some((*id, office))
    };
    let mut sharing = candidates.iter().filter_map(shares);
    match (sharing.next(), sharing.next()) {
        (Some((full, office)), None) => Some(Verdict::SameAs { full, office }),
        _ => (candidates.len() > 1).then_some(Verdict::Ambiguous),
    }
}

/// The offices of a person that are evidence: those with a country, for a spokesperson of no country named is nobody in
/// particular.
fn offices(person: &EntityState) -> impl Iterator<Item = (Role, Country)> {
    person.traits.iter().filter_map(|(said, _)| match said {
        Trait::Office(role, Some(country)) => Some((*role, *country)),
        _ => None,
    })
}

fn evidence((role, country): (Role, Country)) -> String {
    format!("surname with office {} {country}", role.as_str())
}

#[cfg(test)]
#[path = "entities_tests.rs"]
mod tests;
