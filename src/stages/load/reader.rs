//! Rows of a published file, read back in order to be written into another one.

use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::LoadError;

/// Rows that are decoded at a time: few, since a row may be a whole text.
const BATCH_ROWS: usize = 1_024;

/// Reads the rows of one file from the first to the last.
pub struct TableReader {
    path: PathBuf,
    batches: ParquetRecordBatchReader,
    batch: Option<RecordBatch>,
    at: usize,
}

impl TableReader {
    /// Opens a file for the named columns, which come in the order of the file; all of them where none is named.
    ///
    /// # Errors
    /// If the file cannot be opened, or is no Parquet file.
    pub fn open(path: &Path, columns: &[&str]) -> Result<Self, LoadError> {
        let unreadable = |source| LoadError::Read { path: path.to_owned(), source };
        let file = File::open(path).map_err(LoadError::io(path, "open"))?;
        let mut builder =
            ParquetRecordBatchReaderBuilder::try_new(file).map_err(unreadable)?.with_batch_size(BATCH_ROWS);
        if !columns.is_empty() {
            let mask = ProjectionMask::columns(builder.parquet_schema(), columns.iter().copied());
            builder = builder.with_projection(mask);
        }
        let batches = builder.build().map_err(unreadable)?;
        Ok(Self { path: path.to_owned(), batches, batch: None, at: 0 })
    }

    /// The next rows, at least one and at most `most`; nothing at the end of the file.
    ///
    /// # Errors
    /// If the file is damaged.
    pub fn next_rows(&mut self, most: usize) -> Result<Option<RecordBatch>, LoadError> {
        loop {
            if let Some(batch) = self.batch.as_ref().filter(|batch| self.at < batch.num_rows()) {
                let rows = batch.slice(self.at, most.min(batch.num_rows() - self.at));
                self.at += rows.num_rows();
                return Ok(Some(rows));
            }
            let next = self.batches.next().transpose();
            self.batch = next.map_err(|source| LoadError::Read { path: self.path.clone(), source: source.into() })?;
            self.at = 0;
            if self.batch.is_none() {
                return Ok(None);
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl std::fmt::Debug for TableReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableReader").field("path", &self.path).field("at", &self.at).finish_non_exhaustive()
    }
}
