//! The state of the fold over `mentions`: what is known of each entity, after any rows in any order.
//!
//! polars reduces each chunk to one row for each entity and form, office or type; the state takes those rows in. Counts
//! add, dates widen, sets unite, so that neither the order of the chunks nor where they were cut can be seen in the result,
//! as long as no document straddles two of them.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use polars::prelude::{DataFrame, IntoLazy as _, LazyFrame, PolarsError, PolarsResult, col, len};

use super::chunks::CHUNK_ROWS;
use super::columns::{counts, days, id, strings};
use super::{Dataset, DatasetError};
use crate::model::{EntityType, Role};

/// The columns of `mentions` that the fold reads.
pub(super) const COLUMNS: &[&str] =
    &["doc_id", "entity_id", "entity_type", "subtype", "text", "name", "role", "country", "published_date"];

/// What is known of one entity. A corpus has hundreds of thousands of them, so that every byte here counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EntityState {
    pub(super) entity_type: EntityType,
    pub(super) n_mentions: i64,
    pub(super) n_docs: i64,
    pub(super) dates: Dates,
    /// Printed forms and names, and how often each stands.
    pub(super) forms: SmallMap<Box<str>, u32>,
    pub(super) traits: SmallMap<Trait, Tally>,
}

/// What a mention may say of its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trait {
    /// Position of the subtype in [`Fold::subtypes`].
    Subtype(u16),
    Country(Country),
    Office(Role, Option<Country>),
}

/// ISO 3166-1 alpha-3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Country([u8; 3]);

impl Country {
    fn parse(code: &str) -> Option<Self> {
        code.is_ascii().then(|| code.as_bytes().try_into().ok().map(Self))?
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&letter| f.write_char(char::from(letter)))
    }
}

/// How often something is said: in mentions for subtypes and countries, in documents of these dates for offices.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) n: u32,
    pub(super) dates: Dates,
}

impl Tally {
    pub(super) fn add(&mut self, more: Self) {
        self.n = self.n.saturating_add(more.n);
        self.dates.widen(more.dates);
    }
}

/// First and last day, as days since 1970; the first is after the last where no day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dates {
    first: i32,
    last: i32,
}

impl Default for Dates {
    fn default() -> Self {
        Self { first: i32::MAX, last: i32::MIN }
    }
}

impl Dates {
    pub(super) fn widen(&mut self, other: Self) {
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
    }

    /// Whether both are known and have a day in common.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.first.max(other.first) <= self.last.min(other.last)
    }

    /// Whether both are known and the other lies within these.
    pub(super) fn holds(self, other: Self) -> bool {
        self.overlaps(other) && self.first <= other.first && other.last <= self.last
    }

    /// Whether both are known and more than so many days lie between them.
    pub(super) fn is_apart_from(self, other: Self, days: i32) -> bool {
        let both = self.known().zip(other.known());
        both.is_some_and(|((first, last), (from, to))| {
            first.saturating_sub(to) > days || from.saturating_sub(last) > days
        })
    }

    /// First and last, where any day is known.
    pub(super) fn known(self) -> Option<(i32, i32)> {
        (self.first <= self.last).then_some((self.first, self.last))
    }
}

/// A map for few entries: a sorted vector, without spare room while it is small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SmallMap<K, V>(Vec<(K, V)>);

/// Entries up to which no room is kept spare.
const SMALL: usize = 8;

impl<K: Ord, V: Default> SmallMap<K, V> {
    fn new() -> Self {
        Self(Vec::new())
    }

    fn entry(&mut self, key: K) -> &mut V {
        let at = match self.0.binary_search_by(|(known, _)| known.cmp(&key)) {
            Ok(at) => at,
            Err(at) => {
                if self.0.len() < SMALL {
                    self.0.reserve_exact(1);
                }
                self.0.insert(at, (key, V::default()));
                at
            }
        };
        &mut self.0[at].1
    }

    /// The entries, sorted by key.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

/// The state of the whole fold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fold {
    /// By id, hence in the order of the table `entities`.
    pub(super) entities: BTreeMap<u128, EntityState>,
    /// The subtypes met so far, each once.
    pub(super) subtypes: Vec<Box<str>>,
}

impl Fold {
    /// Folds all mentions of a version, chunk by chunk.
    pub(super) fn over(dataset: &Dataset) -> Result<Self, DatasetError> {
        let mut fold = Self::default();
        for chunk in dataset.chunks("mentions", COLUMNS, CHUNK_ROWS)? {
            fold.absorb(chunk?)?;
        }
        Ok(fold)
    }

    /// Takes in a chunk of `mentions` that holds whole documents.
    pub(super) fn absorb(&mut self, chunk: DataFrame) -> Result<(), DatasetError> {
        let linked = chunk.lazy().filter(col("entity_id").is_not_null());
        let steps = [Self::absorb_totals, Self::absorb_forms, Self::absorb_kinds, Self::absorb_offices];
        steps.iter().try_for_each(|step| step(self, &linked)).map_err(DatasetError::content("mentions"))
    }

    /// Mentions, documents and dates. The only step that makes new entities.
    fn absorb_totals(&mut self, linked: &LazyFrame) -> PolarsResult<()> {
        let totals = grouped(linked, ["entity_id", "entity_type"], "doc_id")?;
        let (ids, types) = (strings(&totals, "entity_id")?, strings(&totals, "entity_type")?);
        let (n_mentions, n_docs) = (counts(&totals, "n")?, counts(&totals, "n_docs")?);
        for (at, dates) in dates(&totals)?.enumerate() {
            let (entity_id, entity_type) = (ids.get(at), types.get(at));
            let (Some(key), Some(entity_type)) = (entity_id.and_then(id), entity_type.and_then(EntityType::parse))
            else {
                return Err(stranger(format!("entity {entity_id:?} of type {entity_type:?} is none of ours")));
            };
            let entity = self.entities.entry(key).or_insert_with(|| EntityState::new(entity_type));
            entity.n_mentions += n_mentions.get(at).unwrap_or_default();
            entity.n_docs += n_docs.get(at).unwrap_or_default();
            entity.dates.widen(dates);
        }
        Ok(())
    }

    fn absorb_forms(&mut self, linked: &LazyFrame) -> PolarsResult<()> {
        let forms = linked.clone().group_by([col("entity_id"), col("name"), col("text")]).agg([len().alias("n")]);
        let forms = forms.collect()?;
        let (names, texts, n) = (strings(&forms, "name")?, strings(&forms, "text")?, counts(&forms, "n")?);
        for (at, entity_id) in strings(&forms, "entity_id")?.iter().enumerate() {
            let Some(entity) = self.known(entity_id) else { continue };
            let (name, text, n) = (names.get(at), texts.get(at), small(n.get(at)));
            for form in name.into_iter().chain(text.filter(|&text| name != Some(text))) {
                entity.add_form(form, n);
            }
        }
        Ok(())
    }

    /// Subtypes and countries.
    fn absorb_kinds(&mut self, linked: &LazyFrame) -> PolarsResult<()> {
        let kinds = linked.clone().group_by([col("entity_id"), col("subtype"), col("country")]).agg([len().alias("n")]);
        let kinds = kinds.collect()?;
        let (subtypes, countries, n) = (strings(&kinds, "subtype")?, strings(&kinds, "country")?, counts(&kinds, "n")?);
        for (at, entity_id) in strings(&kinds, "entity_id")?.iter().enumerate() {
            let subtype = subtypes.get(at).map(|subtype| self.subtype(subtype));
            let country = country(countries.get(at))?.map(Trait::Country);
            let Some(entity) = self.known(entity_id) else { continue };
            for said in subtype.into_iter().chain(country) {
                entity.add_trait(said, Tally { n: small(n.get(at)), dates: Dates::default() });
            }
        }
        Ok(())
    }

    fn absorb_offices(&mut self, linked: &LazyFrame) -> PolarsResult<()> {
        let held = linked.clone().filter(col("role").is_not_null());
        let offices = grouped(&held, ["entity_id", "role", "country"], "doc_id")?;
        let (ids, roles) = (strings(&offices, "entity_id")?, strings(&offices, "role")?);
        let (countries, n_docs) = (strings(&offices, "country")?, counts(&offices, "n_docs")?);
        for (at, dates) in dates(&offices)?.enumerate() {
            let role = roles.get(at).unwrap_or_default();
            let role = Role::parse(role).ok_or_else(|| stranger(format!("role {role:?} is none of ours")))?;
            let office = Trait::Office(role, country(countries.get(at))?);
            if let Some(entity) = self.known(ids.get(at)) {
                entity.add_trait(office, Tally { n: small(n_docs.get(at)), dates });
            }
        }
        Ok(())
    }

    fn known(&mut self, entity_id: Option<&str>) -> Option<&mut EntityState> {
        self.entities.get_mut(&entity_id.and_then(id)?)
    }

    fn subtype(&mut self, name: &str) -> Trait {
        let at = self.subtypes.iter().position(|known| **known == *name).unwrap_or_else(|| {
            self.subtypes.push(name.into());
            self.subtypes.len() - 1
        });
        Trait::Subtype(u16::try_from(at).unwrap_or(u16::MAX))
    }
}

impl EntityState {
    pub(super) fn new(entity_type: EntityType) -> Self {
        Self {
            entity_type,
            n_mentions: 0,
            n_docs: 0,
            dates: Dates::default(),
            forms: SmallMap::new(),
            traits: SmallMap::new(),
        }
    }

    /// Counts a form `n` times more.
    pub(super) fn add_form(&mut self, form: &str, n: u32) {
        let count = self.forms.entry(form.into());
        *count = count.saturating_add(n);
    }

    fn add_trait(&mut self, said: Trait, more: Tally) {
        self.traits.entry(said).add(more);
    }
}

/// Rows `n`, documents `n_docs`, and the days `first` and `last`, by the columns `by`.
fn grouped<const N: usize>(rows: &LazyFrame, by: [&str; N], document: &str) -> PolarsResult<DataFrame> {
    let aggregates = [
        len().alias("n"),
        col(document).n_unique().alias("n_docs"),
        col("published_date").min().alias("first"),
        col("published_date").max().alias("last"),
    ];
    rows.clone().group_by(by.map(col)).agg(aggregates).collect()
}

/// The columns `first` and `last` of each row.
fn dates(frame: &DataFrame) -> PolarsResult<impl Iterator<Item = Dates>> {
    let (first, last) = (days(frame, "first")?, days(frame, "last")?);
    let rows: Vec<Dates> = first
        .iter()
        .zip(last.iter())
        .map(|(first, last)| first.zip(last).map_or_else(Dates::default, |(first, last)| Dates { first, last }))
        .collect();
    Ok(rows.into_iter())
}

fn country(code: Option<&str>) -> PolarsResult<Option<Country>> {
    let Some(code) = code else { return Ok(None) };
    Country::parse(code).map(Some).ok_or_else(|| stranger(format!("country {code:?} is no alpha-3 code")))
}

/// A value that no run writes.
fn stranger(message: String) -> PolarsError {
    PolarsError::ComputeError(message.into())
}

fn small(n: Option<i64>) -> u32 {
    n.and_then(|n| u32::try_from(n).ok()).unwrap_or_default()
}
