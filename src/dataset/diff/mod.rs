//! What differs between two versions: what made them, their columns, their rows, their documents.
//!
//! Files that both versions have, by their hashes, are not read. Of the others only keys and a few columns are read, in passes
//! over a share of the keys each, so that memory does not grow with the corpus.

mod about;
mod keyed;
mod text;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::chunks::Chunks;
use super::columns::strings;
use super::{CURRENT, Dataset, DatasetError, Manifest};
use keyed::{Keyed, compare};

pub use text::write_diff;

/// Keys that are held at a time: some 70 MB.
const KEYS_A_PASS: u64 = 1_000_000;

const DOCUMENTS: Keyed = Keyed {
    table: "documents",
    key: &["doc_id"],
    value: &["content_hash"],
    label: &["source_path", "source_member", "doc_id"],
};

const QUARANTINE: Keyed = Keyed {
    table: "quarantine",
    key: &["source_path", "source_member"],
    value: &["content_hash", "code"],
    label: &["source_path", "source_member", "code"],
};

const ENTITIES: Keyed = Keyed {
    table: "entities",
    key: &["entity_id"],
    value: &["name", "n_mentions", "n_docs"],
    label: &["name", "entity_type", "entity_id"],
};

/// What differs between two versions, `a` and `b`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diff {
    pub a: Side,
    pub b: Side,
    /// Software and settings, by name.
    pub settings: Vec<Difference>,
    /// Columns, by table and name; their types.
    pub schema: Vec<Difference>,
    /// Rows of every table.
    pub tables: Vec<Count>,
    /// By `doc_id`; changed is a document whose raw record is another.
    pub documents: Changes,
    /// By path and member; changed is a record with another content or reason.
    pub quarantine: Changes,
    /// By `entity_id`; changed is an entity with another name, or with other numbers of mentions or documents.
    pub entities: Changes,
    /// Entities of every type.
    pub entity_types: Vec<Count>,
}

/// Which version is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Side {
    pub version: u64,
    pub path: PathBuf,
}

/// A value that is not the same; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub name: String,
    pub a: Option<String>,
    pub b: Option<String>,
}

/// A number in both versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub name: String,
    pub a: u64,
    pub b: u64,
}

/// How the rows of a table differ, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The columns of the labels.
    pub columns: &'static [&'static str],
    pub unchanged: u64,
    /// In `b` only.
    pub added: Sample,
    /// In both, with other content; named as in `b`.
    pub changed: Sample,
    /// In `a` only.
    pub removed: Sample,
}

/// So many rows, and the first of them by their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    pub count: u64,
    pub first: BTreeSet<Label>,
}

/// What names a row to people: path, member and id, or name, type and id.
pub type Label = Vec<Option<String>>;

impl Diff {
    /// Whether anything differs.
    pub fn is_empty(&self) -> bool {
        let counts = self.tables.iter().chain(&self.entity_types);
        let changes = [&self.documents, &self.quarantine, &self.entities];
        self.settings.is_empty()
            && self.schema.is_empty()
            && counts.into_iter().all(|count| count.a == count.b)
            && changes.into_iter().all(Changes::is_empty)
    }
}

impl Changes {
    /// Whether no row was added, changed or removed.
    pub fn is_empty(&self) -> bool {
        [&self.added, &self.changed, &self.removed].iter().all(|sample| sample.count == 0)
    }
}

/// The version that a user names: a number, `current`, the folder of a version, or an output folder, whose current version is
/// meant.
///
/// # Errors
/// If there is none.
pub fn named_version(output: &Path, name: &str) -> Result<Dataset, DatasetError> {
    if name == CURRENT {
        return Dataset::open(output);
    }
    if let Ok(number) = name.parse() {
        return Dataset::open_version(output, number);
    }
    let folder = Path::new(name);
    if folder.join(Manifest::FILE_NAME).is_file() { Ok(Dataset::at(folder)) } else { Dataset::open(folder) }
}

/// Compares two versions; at most `named` rows are named of each kind of change.
///
/// # Errors
/// If a manifest or a table cannot be read.
pub fn diff(a: &Dataset, b: &Dataset, named: usize) -> Result<Diff, DatasetError> {
    diff_in_passes(a, b, named, KEYS_A_PASS)
}

fn diff_in_passes(a: &Dataset, b: &Dataset, named: usize, keys_a_pass: u64) -> Result<Diff, DatasetError> {
    let (a, b) = (Opened::new(a)?, Opened::new(b)?);
    let changes = |keyed: &Keyed| {
        let (unchanged, a_files, b_files) = a.other_files(&b, keyed.table);
        let passes = a.rows(keyed.table) / keys_a_pass + 1;
        let changes = compare(keyed, &a_files, &b_files, named, passes)?;
        Ok::<_, DatasetError>(Changes { unchanged: changes.unchanged + unchanged, ..changes })
    };
    Ok(Diff {
        settings: about::settings(a.dataset.dir(), b.dataset.dir())?,
        schema: about::schema(a.dataset, b.dataset)?,
        tables: counts(a.tables(), b.tables()),
        documents: changes(&DOCUMENTS)?,
        quarantine: changes(&QUARANTINE)?,
        entities: changes(&ENTITIES)?,
        entity_types: counts(a.entity_types()?, b.entity_types()?),
        a: a.side(),
        b: b.side(),
    })
}

/// A version with its manifest read.
struct Opened<'d> {
    dataset: &'d Dataset,
    manifest: Manifest,
}

impl<'d> Opened<'d> {
    fn new(dataset: &'d Dataset) -> Result<Self, DatasetError> {
        Ok(Self { dataset, manifest: dataset.manifest()? })
    }

    fn side(&self) -> Side {
        Side { version: self.manifest.version, path: self.dataset.dir().to_owned() }
    }

    fn rows(&self, table: &str) -> u64 {
        self.manifest.table(table).map_or(0, |table| table.rows)
    }

    fn tables(&self) -> Vec<(String, u64)> {
        self.manifest.tables.iter().map(|table| (table.name.clone(), table.rows)).collect()
    }

    /// Entities by type, in the order of the names.
    fn entity_types(&self) -> Result<Vec<(String, u64)>, DatasetError> {
        let mut types = BTreeMap::new();
        for chunk in Chunks::of_files(self.files("entities", |_| true), &["entity_type"]) {
            let chunk = chunk?;
            let values = strings(&chunk, "entity_type").map_err(DatasetError::content("entities"))?;
            for value in values.iter().flatten() {
                match types.get_mut(value) {
                    Some(n) => *n += 1,
                    None => {
                        types.insert(value.to_owned(), 1);
                    }
                }
            }
        }
        Ok(types.into_iter().collect())
    }

    /// The files of a table whose hashes are wanted; none where there is no such table.
    fn files(&self, table: &str, wanted: impl Fn(&str) -> bool) -> Vec<PathBuf> {
        let listed = self.manifest.table(table).map_or(&[][..], |table| &table.files);
        let wanted = listed.iter().filter(|file| wanted(&file.hash));
        wanted.map(|file| self.dataset.dir().join(&file.path)).collect()
    }

    fn hashes(&self, table: &str) -> BTreeSet<&str> {
        let listed = self.manifest.table(table).map_or(&[][..], |table| &table.files);
        listed.iter().map(|file| file.hash.as_str()).collect()
    }

    /// Rows in files that both versions have, and the other files of each.
    fn other_files(&self, other: &Self, table: &str) -> (u64, Vec<PathBuf>, Vec<PathBuf>) {
        let (own, others) = (self.hashes(table), other.hashes(table));
        let listed = self.manifest.table(table).map_or(&[][..], |table| &table.files);
        let shared = listed.iter().filter(|file| others.contains(file.hash.as_str())).map(|file| file.rows).sum();
        (shared, self.files(table, |hash| !others.contains(hash)), other.files(table, |hash| !own.contains(hash)))
    }
}

/// Both numbers of every name, in the order of `a`, then of `b`.
fn counts(a: Vec<(String, u64)>, b: Vec<(String, u64)>) -> Vec<Count> {
    let of =
        |counts: &[(String, u64)], name: &str| counts.iter().find(|count| count.0 == name).map_or(0, |count| count.1);
    let mut out: Vec<Count> = Vec::new();
    for (name, _) in a.iter().chain(&b) {
        if !out.iter().any(|count| count.name == *name) {
            out.push(Count { name: name.clone(), a: of(&a, name), b: of(&b, name) });
        }
    }
    out
}

#[cfg(test)]
mod tests;
