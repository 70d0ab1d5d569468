//! What a run tells: progress while it works, a report at its end.

use std::path::PathBuf;

use serde::Serialize;

use super::BeyondLimit;
use super::incremental::Changes;
use crate::dataset::CheckOutcome;
use crate::model::Code;

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

/// How a run ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A new version is current.
    Published,
    /// All the work was done, and nothing was written.
    DryRun,
    /// There was nothing to do.
    #[default]
    UpToDate,
}

/// What a run did. Records, documents, quarantined and rows are those of the whole version, read in this run or in one before;
/// a dry run counts what it read.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RunReport {
    pub outcome: Outcome,
    /// Why all inputs were read anew.
    pub refresh: Option<String>,
    /// Inputs that are new, changed, gone, as they were.
    pub inputs: Changes,
    pub records: u64,
    pub documents: u64,
    /// By code, in the order of the documentation of the codes.
    pub quarantined: Vec<(&'static str, u64)>,
    /// Rows of every table, in the order of the registry; only those that were made.
    pub rows: Vec<(&'static str, u64)>,
    pub stages: Vec<StageTime>,
    /// Raw bytes that this run read.
    pub raw_bytes: u64,
    /// Bytes of the files that this run wrote; those that it linked do not count.
    pub written_bytes: u64,
    /// Files in the input folder that are of no known format.
    pub skipped_files: u64,
    /// Folders in the input folder that could not be listed, by source path. What is published of texts in them is kept.
    pub unlisted_folders: Vec<String>,
    pub seconds: f64,
    pub peak_memory_bytes: Option<u64>,
    /// The version that is current now; not set by a dry run.
    pub version: Option<u64>,
    pub published_at: Option<PathBuf>,
    /// Set where more records are in quarantine than the settings allow.
    pub beyond_limit: Option<BeyondLimit>,
    /// What became of the checks of the configuration, in its order. A dry run has no tables to look at.
    pub checks: Vec<CheckOutcome>,
}

impl RunReport {
    /// Whether a document met a fault of this program.
    pub fn has_faults(&self) -> bool {
        self.quarantined.iter().any(|(code, n)| *code == Code::Panic.as_str() && *n > 0)
    }

    pub fn n_quarantined(&self) -> u64 {
        self.quarantined.iter().map(|(_, n)| n).sum()
    }
}
