//! A table in chunks of whole row groups, so that memory does not grow with the corpus.
//!
//! No document of `sentences` and `mentions` straddles two row groups, hence none straddles two chunks.

use std::ops::Range;
use std::path::PathBuf;
use std::vec;

use polars::prelude::DataFrame;

use super::columns::strings;
use super::file::TableFile;
use super::{Dataset, DatasetError};

/// Rows of a chunk, about: enough to keep the reader busy, few enough to be forgotten soon.
pub(super) const CHUNK_ROWS: usize = 120_000;

/// Bytes of a slice, about, before compression.
const SLICE_BYTES: u64 = 16 << 20;

/// Rows of a slice, at most: a dictionary makes the bytes of short values look fewer than they become.
const SLICE_ROWS: usize = 120_000;

impl Dataset {
    /// The named columns of a table, about `rows` rows at a time, in table order.
    ///
    /// # Errors
    /// If there is no such table. Each chunk that cannot be read is an error in its place.
    pub(super) fn chunks<'c>(
        &self,
        table: &str,
        columns: &'c [&'c str],
        rows: usize,
    ) -> Result<Chunks<'c>, DatasetError> {
        Ok(Chunks { files: self.files(table)?.into_iter(), columns, cut: Cut::Groups { rows }, open: None })
    }

    /// The named columns of a table, about [`SLICE_BYTES`] of values at a time, in table order. Slices do not respect the
    /// bounds of documents.
    ///
    /// # Errors
    /// As [`Dataset::chunks`].
    pub(super) fn slices<'c>(&self, table: &str, columns: &'c [&'c str]) -> Result<Chunks<'c>, DatasetError> {
        Ok(self.slices_of(self.files(table)?, columns))
    }

    /// As [`Dataset::slices`], of these files.
    pub(super) fn slices_of<'c>(&self, files: Vec<PathBuf>, columns: &'c [&'c str]) -> Chunks<'c> {
        Chunks::of_files(files, columns)
    }

    /// All columns of the rows of a table in which `column` satisfies `wanted`: a frame for each run of such rows. Other rows
    /// are not decoded but in that column.
    pub(super) fn rows_where(
        &self,
        table: &str,
        column: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<DataFrame>, DatasetError> {
        let mut found = Vec::new();
        for path in self.files(table)? {
            let file = TableFile::open(&path)?;
            for range in whole_groups(file.row_groups(), CHUNK_ROWS) {
                let keys = file.read(Some(&[column]), range.start, range.len())?;
                let keys = strings(&keys, column).map_err(DatasetError::content(table))?;
                for run in runs(keys.iter().map(|key| key.is_some_and(&wanted))) {
                    found.push(file.read(None, range.start + run.start, run.len())?);
                }
            }
        }
        Ok(found)
    }
}

/// The ranges in which a condition holds.
fn runs(conditions: impl Iterator<Item = bool>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in conditions.enumerate().filter(|(_, holds)| *holds) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// How a file is cut.
#[derive(Clone, Copy, Debug)]
enum Cut {
    /// Into whole row groups that hold about so many rows.
    Groups { rows: usize },
    /// Into slices of about [`SLICE_BYTES`].
    Bytes,
}

/// Iterator over the chunks of a table.
pub(super) struct Chunks<'c> {
    files: vec::IntoIter<PathBuf>,
    columns: &'c [&'c str],
    cut: Cut,
    open: Option<(TableFile, vec::IntoIter<Range<usize>>)>,
}

impl<'c> Chunks<'c> {
    /// The named columns of these files, cut as [`Dataset::slices`] does.
    pub(super) fn of_files(files: Vec<PathBuf>, columns: &'c [&'c str]) -> Self {
        Self { files: files.into_iter(), columns, cut: Cut::Bytes, open: None }
    }
}

impl Iterator for Chunks<'_> {
    type Item = Result<DataFrame, DatasetError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some((file, ranges)) = &mut self.open
                && let Some(range) = ranges.next()
            {
                return Some(file.read(Some(self.columns), range.start, range.len()));
            }
            match TableFile::open(&self.files.next()?) {
                Ok(file) => {
                    let ranges = match self.cut {
                        Cut::Groups { rows } => whole_groups(file.row_groups(), rows),
                        Cut::Bytes => slices(&file, self.columns),
                    };
                    self.open = Some((file, ranges.into_iter()));
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Cuts a file into ranges of whole row groups that hold about `rows` rows: a range ends once it has so many.
fn whole_groups(groups: impl Iterator<Item = usize>, rows: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut range = 0..0;
    for group in groups {
        range.end += group;
        if range.len() + group / 2 >= rows {
            ranges.push(range.clone());
            range = range.end..range.end;
        }
    }
    if !range.is_empty() {
        ranges.push(range);
    }
    ranges
}

/// Cuts each row group of a file into slices of about [`SLICE_BYTES`] of the named columns.
fn slices(file: &TableFile, columns: &[&str]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    for group in &file.metadata.row_groups {
        let chunks = columns.iter().filter_map(|column| group.columns_under_root_iter(column)).flatten();
        let bytes: u64 = chunks.map(|chunk| chunk.uncompressed_size().max(0) as u64).sum();
        let rows = group.num_rows();
        let parts = usize::try_from(bytes.div_ceil(SLICE_BYTES)).unwrap_or(1).max(rows.div_ceil(SLICE_ROWS)).max(1);
        let end = start + rows;
        while start < end {
            let next = end.min(start + rows.div_ceil(parts));
            ranges.push(start..next);
            start = next;
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ranges_tile_the_file_at_bounds_of_row_groups(groups in prop::collection::vec(0usize..50, 0..40), rows in 1usize..120) {
            let ranges = whole_groups(groups.iter().copied(), rows);
            let mut bounds = vec![0];
            for group in &groups {
                bounds.push(bounds.last().unwrap() + group);
            }
            let mut at = 0;
            for range in &ranges {
                prop_assert_eq!(range.start, at);
                prop_assert!(bounds.contains(&range.end));
                prop_assert!(range.len() <= rows + 50);
                at = range.end;
            }
            prop_assert_eq!(at, *bounds.last().unwrap());
        }
    }
    proptest! {
        #[test]
        fn runs_hold_what_satisfies_and_nothing_else(conditions in prop::collection::vec(any::<bool>(), 0..40)) {
            let runs = runs(conditions.iter().copied());
            for (at, holds) in conditions.iter().enumerate() {
                prop_assert_eq!(runs.iter().filter(|run| run.contains(&at)).count(), usize::from(*holds));
            }
            prop_assert!(runs.windows(2).all(|pair| pair[0].end < pair[1].start));
        }
    }
}
