//! One part under construction: a file in each streamed table that gets a row.

use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;

use crate::config::OutputSettings;
use crate::pipeline::worker::STREAMED;
use crate::schema::{TableDef, table};
use crate::stages::load::{LoadError, TableWriter, WrittenFile};

/// The files of one part, in the order of [`STREAMED`]; each is made when its first row comes.
pub(in crate::pipeline) struct PartWriters {
    staging: PathBuf,
    number: u32,
    settings: OutputSettings,
    tables: Vec<(&'static TableDef, Option<TableWriter>)>,
}

impl PartWriters {
    pub(in crate::pipeline) fn new(staging: &Path, number: u32, settings: &OutputSettings) -> Self {
        let tables = STREAMED.into_iter().filter_map(table).map(|table| (table, None)).collect();
        Self { staging: staging.to_owned(), number, settings: settings.clone(), tables }
    }

    /// Appends rows of whole documents to the table at this position.
    pub(in crate::pipeline) fn write(&mut self, table: usize, batch: &RecordBatch) -> Result<(), LoadError> {
        if batch.num_rows() == 0 {
            return Ok(());
        }
        self.writer(table)?.map_or(Ok(()), |writer| writer.write(batch))
    }

    /// The writer of the table at this position.
    pub(super) fn writer(&mut self, table: usize) -> Result<Option<&mut TableWriter>, LoadError> {
        let Some((table, writer)) = self.tables.get_mut(table) else { return Ok(None) };
        if writer.is_none() {
            *writer = Some(TableWriter::create(&self.staging, table, self.number, &self.settings)?);
        }
        Ok(writer.as_mut())
    }

    /// Ends the files that were begun and makes them durable.
    pub(in crate::pipeline) fn finish(self) -> Result<Vec<WrittenFile>, LoadError> {
        self.tables.into_iter().filter_map(|(_, writer)| writer).map(TableWriter::finish).collect()
    }

    /// A file without rows for a table that would have none: readers need one to see the columns.
    pub(in crate::pipeline) fn empty(
        staging: &Path,
        table: &'static TableDef,
        number: u32,
        settings: &OutputSettings,
    ) -> Result<WrittenFile, LoadError> {
        TableWriter::create(staging, table, number, settings)?.finish()
    }
}
