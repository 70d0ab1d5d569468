//! Opens a published version: resolves `current` once, so that all tables come from the same version.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::versions::{VERSIONS, version_name};
use super::{DatasetError, Manifest};

/// The symbolic link to the published version.
pub const CURRENT: &str = "current";

/// One version of all tables.
#[derive(Clone, Debug)]
pub struct Dataset {
    version_dir: PathBuf,
}

impl Dataset {
    /// The version that is published in this output folder at this moment. A later publication does not change it.
    ///
    /// # Errors
    /// If nothing is published there, or the link cannot be resolved.
    pub fn open(output: &Path) -> Result<Self, DatasetError> {
        let current = output.join(CURRENT);
        match fs::canonicalize(&current) {
            Ok(version_dir) => Ok(Self { version_dir }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(DatasetError::NotPublished { output: output.to_owned() })
            }
            Err(source) => Err(DatasetError::Io { path: current, source }),
        }
    }

    /// The version of this number, current or not, whatever state it is in.
    ///
    /// # Errors
    /// If there is none, or its folder cannot be resolved.
    pub fn open_version(output: &Path, number: u64) -> Result<Self, DatasetError> {
        let version_dir = output.join(VERSIONS).join(version_name(number));
        match fs::canonicalize(&version_dir) {
            Ok(version_dir) => Ok(Self { version_dir }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(DatasetError::NoVersion { number, output: output.to_owned() })
            }
            Err(source) => Err(DatasetError::Io { path: version_dir, source }),
        }
    }

    /// The version in this folder, published or still being staged.
    pub fn at(version_dir: impl Into<PathBuf>) -> Self {
        Self { version_dir: version_dir.into() }
    }

    /// The folder of the version, which holds a folder for each table and the manifest.
    pub fn dir(&self) -> &Path {
        &self.version_dir
    }

    /// The number of the version, as its folder is called.
    pub fn number(&self) -> Option<u64> {
        self.version_dir.file_name()?.to_str()?.parse().ok()
    }

    /// What the run wrote about this version.
    ///
    /// # Errors
    /// As [`Manifest::read`].
    pub fn manifest(&self) -> Result<Manifest, DatasetError> {
        Manifest::read(&self.version_dir)
    }

    /// Names of the tables: the folders of the version, sorted.
    ///
    /// # Errors
    /// If the folder cannot be read.
    pub fn tables(&self) -> Result<Vec<String>, DatasetError> {
        let mut names = Vec::new();
        for path in entries(&self.version_dir)? {
            if path.is_dir() {
                names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
            }
        }
        Ok(names)
    }

    /// The Parquet files of a table, in their order.
    ///
    /// # Errors
    /// If there is no such table, or it has no file.
    pub fn files(&self, table: &str) -> Result<Vec<PathBuf>, DatasetError> {
        let missing = || DatasetError::NoTable { name: table.to_owned(), version: self.version_dir.clone() };
        let dir = self.version_dir.join(table);
        if !dir.is_dir() {
            return Err(missing());
        }
        let mut files = entries(&dir)?;
        files.retain(|path| path.extension().is_some_and(|extension| extension == "parquet"));
        if files.is_empty() { Err(missing()) } else { Ok(files) }
    }
}

/// The entries of a folder, sorted.
pub(super) fn entries(dir: &Path) -> Result<Vec<PathBuf>, DatasetError> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(dir).map_err(DatasetError::io(dir))? {
        paths.push(entry.map_err(DatasetError::io(dir))?.path());
    }
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn an_open_dataset_stays_at_its_version_when_another_is_published() {
        let output = tempfile::tempdir().unwrap();
        let versions = output.path().join("_versions");
        for version in ["000001", "000002"] {
            fs::create_dir_all(versions.join(version)).unwrap();
        }
        let current = output.path().join(CURRENT);
        std::os::unix::fs::symlink("_versions/000001", &current).unwrap();
        let dataset = Dataset::open(output.path()).unwrap();
        fs::remove_file(&current).unwrap();
        std::os::unix::fs::symlink("_versions/000002", &current).unwrap();
        assert!(dataset.dir().ends_with("_versions/000001"));
        assert!(Dataset::open(output.path()).unwrap().dir().ends_with("_versions/000002"));
    }

    #[test]
    fn an_unpublished_output_says_what_to_do() {
        let output = tempfile::tempdir().unwrap();
        let error = Dataset::open(output.path()).unwrap_err();
        assert!(matches!(error, DatasetError::NotPublished { .. }));
        assert!(error.to_string().contains("etl run"));
    }

    #[test]
    fn only_parquet_files_are_data_and_they_come_sorted() {
        let version = tempfile::tempdir().unwrap();
        let table = version.path().join("documents");
        fs::create_dir(&table).unwrap();
        assert!(matches!(Dataset::at(version.path()).files("documents"), Err(DatasetError::NoTable { .. })));
        for name in ["part-00001.parquet", "README.md", "part-00000.parquet"] {
            fs::write(table.join(name), "").unwrap();
        }
        let files = Dataset::at(version.path()).files("documents").unwrap();
        assert_eq!(files, [table.join("part-00000.parquet"), table.join("part-00001.parquet")]);
    }
}
