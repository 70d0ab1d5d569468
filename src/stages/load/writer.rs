//! One Parquet file under construction.

use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;

use super::files::HashingFile;
use super::properties::writer_properties;
use super::{LoadError, sync_folder};
use crate::config::OutputSettings;
use crate::model::Hash128;
use crate::schema::TableDef;

/// A file that is complete and durable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    pub table: &'static str,
    pub path: PathBuf,
    pub rows: u64,
    pub bytes: u64,
    /// BLAKE3, 128 bits, of the whole file.
    pub hash: Hash128,
}

/// Writes the batches of one table, in order, into one file of the table's folder.
pub struct TableWriter {
    table: &'static TableDef,
    folder: PathBuf,
    path: PathBuf,
    writer: ArrowWriter<HashingFile>,
    rows: u64,
    max_rows: usize,
    max_bytes: usize,
}

impl TableWriter {
    /// Creates the table's folder inside `version` and the file of a part in it.
    pub fn create(
        version: &Path,
        table: &'static TableDef,
        part: u32,
        settings: &OutputSettings,
    ) -> Result<Self, LoadError> {
        let folder = version.join(table.name);
        std::fs::create_dir_all(&folder).map_err(LoadError::io(&folder, "create the folder"))?;
        let path = folder.join(part_name(part));
        let file = HashingFile::create(&path).map_err(LoadError::io(&path, "create"))?;
        let writer = ArrowWriter::try_new(file, table.arrow_schema(), Some(writer_properties(table, settings)))
            .map_err(|source| LoadError::Parquet { path: path.clone(), source })?;
        Ok(Self {
            table,
            folder,
            path,
            writer,
            rows: 0,
            max_rows: usize::try_from(settings.row_group_rows).unwrap_or(usize::MAX),
            max_bytes: usize::try_from(settings.row_group_bytes).unwrap_or(usize::MAX),
        })
    }

    /// Appends a batch. A row group ends before a batch that would make it too large, never inside one.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), LoadError> {
        self.begin(batch.num_rows())?;
        self.append(batch)
    }

    /// Says that so many rows follow which belong together: the row group ends here if they would make it too large.
    pub fn begin(&mut self, rows: usize) -> Result<(), LoadError> {
        let waiting = self.writer.in_progress_rows();
        let full = waiting + rows > self.max_rows || self.writer.in_progress_size() >= self.max_bytes;
        if waiting > 0 && full {
            self.writer.flush().map_err(|source| LoadError::Parquet { path: self.path.clone(), source })?;
        }
        Ok(())
    }

    /// Appends a batch to the row group that is open.
    pub fn append(&mut self, batch: &RecordBatch) -> Result<(), LoadError> {
        self.rows += batch.num_rows() as u64;
        self.writer.write(batch).map_err(|source| LoadError::Parquet { path: self.path.clone(), source })
    }

    /// Ends the file and makes it durable.
    pub fn finish(self) -> Result<WrittenFile, LoadError> {
        let Self { table, folder, path, writer, rows, .. } = self;
        let file = writer.into_inner().map_err(|source| LoadError::Parquet { path: path.clone(), source })?;
        let (bytes, hash) = file.persist().map_err(LoadError::io(&path, "write"))?;
        sync_folder(&folder)?;
        Ok(WrittenFile { table: table.name, path, rows, bytes, hash })
    }
}

/// Name of a part's file in the folder of a table.
pub fn part_name(part: u32) -> String {
    format!("part-{part:05}.parquet")
}

/// The number in a file name that [`part_name`] gave.
pub fn part_number(name: &str) -> Option<u32> {
    let number = name.strip_prefix("part-")?.strip_suffix(".parquet")?.parse().ok()?;
    (part_name(number) == name).then_some(number)
}

impl std::fmt::Debug for TableWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TableWriter").field("path", &self.path).field("rows", &self.rows).finish_non_exhaustive()
    }
}
