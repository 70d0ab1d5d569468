//! The corpus-wide folds, asked of `dataset` and written beside the tables that they were made from.

use std::path::Path;

use super::RunError;
use crate::config::OutputSettings;
use crate::dataset::{self, Dataset};
use crate::lexicon::Lexicon;
use crate::schema::duplicates::DuplicatesBuilder;
use crate::schema::entities::EntitiesBuilder;
use crate::schema::{self, TableBuilder};
use crate::stages::load::{TableWriter, WrittenFile};

/// Rows of a fold that are held before they are written.
const ROWS_A_BATCH: usize = 8_192;

/// Reads the streamed tables in `staging` and writes `entities` and `duplicates` there.
pub(super) fn write_folds(staging: &Path, settings: &OutputSettings) -> Result<Vec<WrittenFile>, RunError> {
    let version = Dataset::at(staging);

    let mut entities = Batches::create(staging, settings, EntitiesBuilder::default())?;
    for row in dataset::entities(&version, Lexicon::embedded())? {
        row.push_to(&mut entities.builder);
        entities.write_if_full()?;
    }
    let entities = entities.finish()?;

    let mut duplicates = Batches::create(staging, settings, DuplicatesBuilder::default())?;
    for row in dataset::duplicates(&version)? {
        row.push_to(&mut duplicates.builder);
        duplicates.write_if_full()?;
    }
    Ok(vec![entities, duplicates.finish()?])
}

/// A builder whose rows go to a file in batches.
struct Batches<B> {
    builder: B,
    writer: TableWriter,
}

impl<B: TableBuilder> Batches<B> {
    fn create(staging: &Path, settings: &OutputSettings, builder: B) -> Result<Self, RunError> {
        let table: &'static schema::TableDef = builder.table();
        Ok(Self { writer: TableWriter::create(staging, table, 0, settings)?, builder })
    }

    fn write_if_full(&mut self) -> Result<(), RunError> {
        if self.builder.len() >= ROWS_A_BATCH {
            self.writer.write(&self.builder.finish())?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<WrittenFile, RunError> {
        if !self.builder.is_empty() {
            self.writer.write(&self.builder.finish())?;
        }
        Ok(self.writer.finish()?)
    }
}
