//! The corpus-wide fold `entities`: one row for each entity that the mentions name, and what the whole corpus shows.

use std::cmp::Reverse;
use std::collections::btree_map;

use jiff::civil::Date;

use super::columns::{date_of, hex};
use super::fold::{Dates, EntityState, Fold, Tally, Trait};
use super::identities::{self, Office, Verdict, Verdicts, offices};
use super::names::{LexiconNames, display_name};
use super::{Dataset, DatasetError};
use crate::lexicon::Lexicon;
use crate::model::EntityType;
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
/// Memory: one chunk of mentions, and some 300 bytes an entity. The rows do not depend on how the mentions are cut into files
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
    verdicts: Verdicts,
}

impl Entities {
    fn new(fold: Fold, lexicon: &Lexicon) -> Self {
        let lexicon_names = LexiconNames::new(lexicon);
        let verdicts = identities::verdicts(&fold, lexicon, &lexicon_names);
        Self { states: fold.entities.into_iter(), subtypes: fold.subtypes, lexicon_names, verdicts }
    }

    fn row(&self, id: u128, entity: &EntityState) -> EntityRow {
        let known = self.lexicon_names.get(id);
        let verdict = self.verdicts.get(&id);
        let (same_as, evidence) = match verdict {
            Some(Verdict::SameAs { id, proof }) => (Some(hex(*id)), Some(proof.to_string())),
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

/// The offices with their periods, those of the most documents first, then by name and country.
fn role_cells(entity: &EntityState) -> Vec<RoleCell> {
    let mut cells: Vec<RoleCell> =
        offices(entity).into_iter().map(|(office, tally)| role_cell(office, tally)).collect();
    cells.sort_by(|one, other| other.n_docs.cmp(&one.n_docs).then_with(|| one.cmp(other)));
    cells
}

fn role_cell(office: Office, tally: Tally) -> RoleCell {
    let (first_date, last_date) = first_and_last(tally.dates);
    RoleCell {
        role: office.role.as_str().to_owned(),
        country: office.country.map(|country| country.to_string()),
        first_date,
        last_date,
        n_docs: i64::from(tally.n),
    }
}

#[cfg(test)]
#[path = "entities_tests.rs"]
mod tests;
