//! Which rows were added, changed and removed, by a key, in bounded memory.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use polars::prelude::{Column, DataFrame, DataType, PolarsResult, StringChunked};
use rustc_hash::FxBuildHasher;

use super::{Changes, Label, Sample};
use crate::dataset::DatasetError;
use crate::dataset::chunks::Chunks;

/// How the rows of a table are told apart, compared and named. All are columns of texts or numbers.
#[derive(Debug)]
pub(super) struct Keyed {
    pub(super) table: &'static str,
    pub(super) key: &'static [&'static str],
    pub(super) value: &'static [&'static str],
    pub(super) label: &'static [&'static str],
}

/// Of the columns that make a key or a value, 128 bits.
type Digest = u128;

/// What a row of `a` holds, by its key.
type Rows = HashMap<Digest, Digest, FxBuildHasher>;

/// Compares the rows of these files in so many passes, each over the keys of one share.
pub(super) fn compare(
    keyed: &Keyed,
    a: &[PathBuf],
    b: &[PathBuf],
    named: usize,
    passes: u64,
) -> Result<Changes, DatasetError> {
    let mut changes = Changes { columns: keyed.label, ..Changes::default() };
    for pass in 0..passes {
        let is_of_pass = |key: Digest| key % Digest::from(passes) == Digest::from(pass);
        let mut rows = Rows::default();
        keyed.visit(a, &mut |row| {
            let key = row.key();
            if is_of_pass(key) {
                rows.insert(key, row.value());
            }
        })?;
        keyed.visit(b, &mut |row| {
            let key = row.key();
            if !is_of_pass(key) {
                return;
            }
            match rows.remove(&key) {
                Some(value) if value == row.value() => changes.unchanged += 1,
                Some(_) => changes.changed.add(named, || row.label()),
                None => changes.added.add(named, || row.label()),
            }
        })?;
        // What is left was not met in `b`; its labels were not kept.
        if !rows.is_empty() {
            keyed.visit(a, &mut |row| {
                if rows.contains_key(&row.key()) {
                    changes.removed.add(named, || row.label());
                }
            })?;
        }
    }
    Ok(changes)
}

impl Sample {
    /// Counts a row, and keeps its label if it is among the first.
    fn add(&mut self, named: usize, label: impl FnOnce() -> Label) {
        self.count += 1;
        self.first.insert(label());
        if self.first.len() > named {
            self.first.pop_last();
        }
    }
}

impl Keyed {
    fn columns(&self) -> BTreeSet<&'static str> {
        [self.key, self.value, self.label].into_iter().flatten().copied().collect()
    }

    /// Visits the rows of these files, in their order.
    fn visit(&self, files: &[PathBuf], visit: &mut dyn FnMut(Row<'_>)) -> Result<(), DatasetError> {
        let columns: Vec<&str> = self.columns().into_iter().collect();
        for chunk in Chunks::of_files(files.to_vec(), &columns) {
            let chunk = chunk?;
            let part = |names| texts(&chunk, names).map_err(DatasetError::content(self.table));
            let (key, value, label) = (part(self.key)?, part(self.value)?, part(self.label)?);
            for at in 0..chunk.height() {
                visit(Row { key: &key, value: &value, label: &label, at });
            }
        }
        Ok(())
    }
}

/// Columns as texts.
fn texts(chunk: &DataFrame, names: &[&str]) -> PolarsResult<Vec<StringChunked>> {
    let text = |column: &Column| column.cast(&DataType::String)?.str().cloned();
    names.iter().map(|name| text(chunk.column(name)?)).collect()
}

/// A row of a chunk.
#[derive(Clone, Copy)]
struct Row<'c> {
    key: &'c [StringChunked],
    value: &'c [StringChunked],
    label: &'c [StringChunked],
    at: usize,
}

impl Row<'_> {
    fn key(&self) -> Digest {
        digest(self.key, self.at)
    }

    fn value(&self) -> Digest {
        digest(self.value, self.at)
    }

    fn label(&self) -> Label {
        self.label.iter().map(|column| column.get(self.at).map(str::to_owned)).collect()
    }
}

/// A null is not an empty text, and no text runs into the next.
fn digest(columns: &[StringChunked], at: usize) -> Digest {
    let mut hasher = blake3::Hasher::new();
    for column in columns {
        let value = column.get(at);
        hasher.update(&value.map_or(u64::MAX, |text| text.len() as u64).to_le_bytes());
        hasher.update(value.unwrap_or_default().as_bytes());
    }
    let mut bytes = [0; 16];
    hasher.finalize_xof().fill(&mut bytes);
    Digest::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use polars::prelude::NewChunkedArray as _;

    use super::*;

    #[test]
    fn digests_tell_nulls_and_borders_apart() {
        let columns = |row: [Option<&str>; 2]| row.map(|value| StringChunked::from_slice_options("".into(), &[value]));
        let rows = [
            [Some("ab"), Some("c")],
            [Some("a"), Some("bc")],
            [Some("abc"), None],
            [Some("abc"), Some("")],
            [None, Some("abc")],
        ];
        let digests: BTreeSet<_> = rows.iter().map(|row| digest(&columns(*row), 0)).collect();
        assert_eq!(digests.len(), rows.len());
    }
}
