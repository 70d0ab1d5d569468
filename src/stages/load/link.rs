//! A file of the version before, taken over as it is.

use std::fs;
use std::fs::File;
use std::path::Path;

use super::{LoadError, WrittenFile, verify};

/// Gives the file at `from` the second name `file.path`, without copying a byte; copies it where the file system has no
/// second names. The folder is there already and is to be synced by the caller.
///
/// # Errors
/// If the file is gone, has another length than it was published with, or cannot be copied.
pub fn link(from: &Path, file: &WrittenFile) -> Result<(), LoadError> {
    let length = fs::metadata(from).map_err(LoadError::io(from, "look at"))?.len();
    if length != file.bytes {
        return Err(LoadError::Differs { path: from.to_owned(), what: "length" });
    }
    match fs::hard_link(from, &file.path) {
        Ok(()) => Ok(()),
        Err(_) => copy(from, file),
    }
}

/// The copy is read back: unlike a second name it is new bytes on the disk.
fn copy(from: &Path, file: &WrittenFile) -> Result<(), LoadError> {
    fs::copy(from, &file.path).map_err(LoadError::io(&file.path, "copy to"))?;
    File::open(&file.path).and_then(|file| file.sync_all()).map_err(LoadError::io(&file.path, "sync"))?;
    verify(file)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::MetadataExt;
    use std::path::PathBuf;

    use super::*;
    use crate::config::OutputSettings;
    use crate::schema::duplicates;
    use crate::stages::load::TableWriter;

    fn published(folder: &Path) -> (PathBuf, WrittenFile) {
        let file = TableWriter::create(folder, &duplicates::TABLE, 0, &OutputSettings::default()).unwrap();
        let file = file.finish().unwrap();
        let taken_over = WrittenFile { path: folder.join("second.parquet"), ..file.clone() };
        (file.path, taken_over)
    }

    #[test]
    fn a_second_name_and_a_copy_hold_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let (from, file) = published(folder.path());
        link(&from, &file).unwrap();
        assert_eq!(fs::metadata(&from).unwrap().ino(), fs::metadata(&file.path).unwrap().ino());
        let copied = WrittenFile { path: folder.path().join("third.parquet"), ..file };
        copy(&from, &copied).unwrap();
        assert_eq!(fs::read(&from).unwrap(), fs::read(&copied.path).unwrap());
    }

    #[test]
    fn a_file_of_another_length_is_not_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let (from, file) = published(folder.path());
        let longer = WrittenFile { bytes: file.bytes + 1, ..file };
        assert!(matches!(link(&from, &longer), Err(LoadError::Differs { what: "length", .. })));
        assert!(!longer.path.exists());
    }
}
