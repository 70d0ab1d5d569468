//! Where things lie in an output folder.

use std::io;
use std::path::{Path, PathBuf};

/// The paths of an output folder; see "What is published" in ARCHITECTURE.md.
#[derive(Clone, Debug)]
pub struct Layout {
    root: PathBuf,
}

impl Layout {
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The link that publishes all tables at once.
    pub fn current(&self) -> PathBuf {
        self.root.join("current")
    }

    pub fn versions(&self) -> PathBuf {
        self.root.join("_versions")
    }

    pub fn version(&self, number: u64) -> PathBuf {
        self.versions().join(version_name(number))
    }

    pub fn staging(&self) -> PathBuf {
        self.root.join("_staging")
    }

    pub fn meta(&self) -> PathBuf {
        self.root.join("_meta")
    }

    pub fn lock(&self) -> PathBuf {
        self.meta().join("lock")
    }

    pub fn runs(&self) -> PathBuf {
        self.meta().join("runs")
    }

    /// The highest version number there is, published or not; 0 if there is none.
    pub fn last_version(&self) -> io::Result<u64> {
        let mut last = 0;
        for entry in std::fs::read_dir(self.versions())? {
            let number = entry?.file_name().to_str().and_then(|name| name.parse().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(last)
    }
}

/// Six digits, so that names sort as numbers do for the first million versions.
pub(super) fn version_name(number: u64) -> String {
    format!("{number:06}")
}
