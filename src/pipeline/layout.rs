//! Where things lie in an output folder.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::publish::write_durably;
use crate::dataset::VERSIONS;

pub(super) use crate::dataset::version_name;

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
        self.root.join(VERSIONS)
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

    /// Holds the highest version number that was removed.
    pub(super) fn last_number(&self) -> PathBuf {
        self.meta().join("last_version")
    }

    /// The highest version number there is or was, published or not; 0 if there is none.
    pub fn last_version(&self) -> io::Result<u64> {
        let mut last = self.remembered_version()?;
        for entry in fs::read_dir(self.versions())? {
            let number = entry?.file_name().to_str().and_then(|name| name.parse().ok());
            last = last.max(number.unwrap_or(0));
        }
        Ok(last)
    }

    fn remembered_version(&self) -> io::Result<u64> {
        let path = self.last_number();
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
            Err(error) => return Err(error),
        };
        text.trim().parse().map_err(|_| {
            let message = format!("{} holds no version number; write the highest one there ever was", path.display());
            io::Error::new(io::ErrorKind::InvalidData, message)
        })
    }

    /// Keeps a number known, durably, whose version is about to be removed.
    pub(super) fn remember_version(&self, number: u64) -> io::Result<()> {
        if number <= self.remembered_version()? {
            return Ok(());
        }
        let (path, new) = (self.last_number(), self.meta().join("last_version.new"));
        write_durably(&new, format!("{number}\n").as_bytes())?;
        fs::rename(&new, &path)?;
        fs::File::open(self.meta())?.sync_all()
    }
}
