//! What a run tells: progress while it works, a report at its end.

use std::path::PathBuf;

use serde::Serialize;

use super::BeyondLimit;
use crate::dataset::Outcome;

/// Told what a run is doing. Called from several threads.
pub trait Progress: Sync {
    /// A part of the run begins; `total_bytes` is known for the part that reads.
    fn begin(&self, part: &'static str, total_bytes: Option<u64>);
    /// So many more raw bytes and records are done.
    fn advance(&self, bytes: u64, records: u64);
    fn end(&self);
}

/// Says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &'static str, _: Option<u64>) {}
    fn advance(&self, _: u64, _: u64) {}
    fn end(&self) {}
}

/// Time of one part of a run, added up over all threads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StageTime {
    pub name: &'static str,
    pub seconds: f64,
}

/// What a run did.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RunReport {
    pub records: u64,
    pub documents: u64,
    /// By code, in the order of the documentation of the codes.
    pub quarantined: Vec<(&'static str, u64)>,
    /// Rows of every table, in the order of the registry; only those that were made.
    pub rows: Vec<(&'static str, u64)>,
    pub stages: Vec<StageTime>,
    pub raw_bytes: u64,
    pub written_bytes: u64,
    /// Files in the input folder that are of no known format.
    pub skipped_files: u64,
    pub seconds: f64,
    pub peak_memory_bytes: Option<u64>,
    /// Not set by a dry run.
    pub version: Option<u64>,
    pub published_at: Option<PathBuf>,
    /// Set where more records are in quarantine than the settings allow.
    pub beyond_limit: Option<BeyondLimit>,
    /// What became of the checks of the configuration, in its order. A dry run has no tables to look at.
    pub checks: Vec<Outcome>,
}

impl RunReport {
    pub fn n_quarantined(&self) -> u64 {
        self.quarantined.iter().map(|(_, n)| n).sum()
    }
}
