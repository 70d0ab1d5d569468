//! The ledger of a version, `inputs.tsv`: every input that its rows were made of, as it was when it was read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::content::Content;
use super::fingerprint::Fingerprint;
use crate::dataset::Manifest;
use crate::model::{Code, content_hash};
use crate::stages::extract::Stamp;

/// What a version was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pipeline) struct Ledger {
    /// What shaped the rows, beside the inputs.
    pub(in crate::pipeline) fingerprint: Fingerprint,
    /// By source path.
    pub(in crate::pipeline) lines: BTreeMap<String, Line>,
}

/// One input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pipeline) struct Line {
    pub(in crate::pipeline) size_bytes: u64,
    pub(in crate::pipeline) stamp: Option<Stamp>,
    pub(in crate::pipeline) content: Content,
    pub(in crate::pipeline) documents: u64,
    pub(in crate::pipeline) quarantined: BTreeMap<Code, u64>,
    /// The part of the tables that holds its rows.
    pub(in crate::pipeline) part: u32,
    /// Whether it was so young that a later change may leave the same stamp.
    pub(in crate::pipeline) racy: bool,
}

impl Line {
    pub(in crate::pipeline) fn n_quarantined(&self) -> u64 {
        self.quarantined.values().sum()
    }
}

/// Why a ledger cannot be had.
#[derive(Debug)]
pub(super) enum LedgerError {
    Io(PathBuf, io::Error),
    /// In words.
    Content(String),
}

impl Ledger {
    /// Name of the ledger in a version's folder.
    pub(in crate::pipeline) const FILE_NAME: &str = "inputs.tsv";

    /// Reads the ledger of a version.
    ///
    /// # Errors
    /// Where there is none, or not the one that was written, or it cannot be read.
    pub(super) fn read(version: &Path, manifest: &Manifest) -> Result<Self, LedgerError> {
        let content = |why: String| LedgerError::Content(why);
        let listed = manifest.inputs.as_ref().ok_or_else(|| content("the manifest names no ledger".to_owned()))?;
        let path = version.join(&listed.path);
        let bytes = fs::read(&path).map_err(|error| LedgerError::Io(path, error))?;
        if content_hash(&bytes).to_string() != listed.hash {
            return Err(content(format!("{} is not the file that was published", listed.path)));
        }
        let text = String::from_utf8(bytes).map_err(|error| content(error.to_string()))?;
        Self::parse(&text).map_err(|detail| content(format!("{}: {detail}", listed.path)))
    }

    /// Documents of all inputs.
    pub(in crate::pipeline) fn documents(&self) -> u64 {
        self.lines.values().map(|line| line.documents).sum()
    }

    /// Records in quarantine, by code.
    pub(in crate::pipeline) fn quarantined(&self) -> BTreeMap<Code, u64> {
        let mut all = BTreeMap::new();
        for (code, n) in self.lines.values().flat_map(|line| &line.quarantined) {
            *all.entry(*code).or_default() += n;
        }
        all
    }
}
