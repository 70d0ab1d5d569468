//! Where the batches of the units go: to the files of a part, or into a count.

use std::path::Path;

use super::RunError;
use super::flow::Sink;
use super::parts::PartWriters;
use super::probe::{Measured, Probe, Stopwatch};
use super::worker::{STREAMED, TableBatches};
use crate::config::OutputSettings;
use crate::stages::load::WrittenFile;

/// Writes the streamed tables of the new part.
pub(super) struct WritingSink {
    writers: PartWriters,
    pub(super) stopwatch: Stopwatch,
}

impl WritingSink {
    pub(super) fn new(staging: &Path, part: u32, settings: &OutputSettings) -> Self {
        Self { writers: PartWriters::new(staging, part, settings), stopwatch: Stopwatch::default() }
    }

    /// Ends the files.
    pub(super) fn finish(self) -> Result<(Vec<WrittenFile>, Stopwatch), RunError> {
        let Self { writers, mut stopwatch } = self;
        let files = stopwatch.around(Measured::Load, || writers.finish())?;
        Ok((files, stopwatch))
    }
}

impl Sink for WritingSink {
    fn write(&mut self, unit: &TableBatches) -> Result<(), RunError> {
        let writers = &mut self.writers;
        self.stopwatch.around(Measured::Load, || {
            for (at, batch) in unit.batches.iter().enumerate() {
                writers.write(at, batch)?;
            }
            Ok(())
        })
    }
}

/// Counts the rows of the streamed tables.
#[derive(Default)]
pub(super) struct CountingSink {
    pub(super) rows: [u64; STREAMED.len()],
}

impl Sink for CountingSink {
    fn write(&mut self, unit: &TableBatches) -> Result<(), RunError> {
        for (rows, batch) in self.rows.iter_mut().zip(&unit.batches) {
            *rows += batch.num_rows() as u64;
        }
        Ok(())
    }
}
