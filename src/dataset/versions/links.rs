//! Bytes on the disk where versions share files by hard links.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use crate::dataset::open::entries;

/// The files of some folders, each once however many names it has.
#[derive(Debug, Default)]
pub struct Links(BTreeMap<(u64, u64), Seen>);

#[derive(Debug, Default)]
struct Seen {
    bytes: u64,
    /// Names that were met.
    names: u64,
    /// Names that the file has, wherever.
    links: u64,
}

impl Links {
    /// Adds all files below a folder. Gives their bytes, and how many of these are in files that were met before. What cannot
    /// be read counts nothing.
    pub fn add(&mut self, folder: &Path) -> (u64, u64) {
        let (mut bytes, mut shared) = (0, 0);
        for path in entries(folder).unwrap_or_default() {
            let Ok(metadata) = fs::symlink_metadata(&path) else { continue };
            if metadata.is_dir() {
                let (inside, known) = self.add(&path);
                bytes += inside;
                shared += known;
            } else {
                bytes += metadata.len();
                shared += if self.meet(&metadata) { metadata.len() } else { 0 };
            }
        }
        (bytes, shared)
    }

    /// Whether the file was met before.
    fn meet(&mut self, metadata: &Metadata) -> bool {
        let seen = self.0.entry((metadata.dev(), metadata.ino())).or_default();
        *seen = Seen { bytes: metadata.len(), names: seen.names + 1, links: metadata.nlink() };
        seen.names > 1
    }

    /// Bytes of all files, each counted once.
    pub fn bytes(&self) -> u64 {
        self.0.values().map(|seen| seen.bytes).sum()
    }

    /// Bytes that are free once the folders are gone: those of files that have no name elsewhere.
    pub fn freed_bytes(&self) -> u64 {
        self.0.values().filter(|seen| seen.names >= seen.links).map(|seen| seen.bytes).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_two_names_counts_once_and_is_freed_with_both() {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("1"), folder.path().join("2/documents"));
        for dir in [&one, &two] {
            fs::create_dir_all(dir).unwrap();
        }
        fs::write(one.join("a"), [0; 100]).unwrap();
        fs::write(one.join("own"), [0; 10]).unwrap();
        fs::hard_link(one.join("a"), two.join("a")).unwrap();

        let mut links = Links::default();
        assert_eq!(links.add(&one), (110, 0));
        assert_eq!((links.bytes(), links.freed_bytes()), (110, 10));
        assert_eq!(links.add(&two), (100, 100));
        assert_eq!((links.bytes(), links.freed_bytes()), (110, 110));
    }
}
