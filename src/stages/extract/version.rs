//! Whether a file was written to while it was read.

use std::fs::{File, Metadata};
use std::os::unix::fs::MetadataExt;
use std::sync::Arc;

use super::reject;
use crate::model::{Code, Diagnostic};

/// A file as it was when it was opened.
#[derive(Debug)]
pub(super) struct FileVersion {
    file: Arc<File>,
    stamp: Stamp,
}

/// What the system changes when a file is written to. Its clock ticks every few milliseconds: two writes within one tick
/// that leave the size as it was look like one.
#[derive(Debug, PartialEq, Eq)]
struct Stamp {
    size_bytes: u64,
    modified: (i64, i64),
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        Self { size_bytes: metadata.len(), modified: (metadata.mtime(), metadata.mtime_nsec()) }
    }
}

impl FileVersion {
    /// `metadata` is that of the open `file`.
    pub(super) fn new(file: Arc<File>, metadata: &Metadata) -> Self {
        Self { file, stamp: Stamp::of(metadata) }
    }

    /// What is to be said if the file is not what it was; nothing where it is, or where the system would not say.
    ///
    /// A file that was replaced or removed by name is still the one that is open, whole and unchanged.
    pub(super) fn change(&self) -> Option<Diagnostic> {
        let now = Stamp::of(&self.file.metadata().ok()?);
        let was = &self.stamp;
        let detail = match (now.size_bytes, was.size_bytes) {
            (now, was) if now > was => format!("the file grew from {was} to {now} bytes while it was read"),
            (now, was) if now < was => format!("the file shrank from {was} to {now} bytes while it was read"),
            _ if now.modified != was.modified => "the file was written to while it was read".to_owned(),
            _ => return None,
        };
        Some(reject::diagnostic(Code::ChangedWhileRead, format!("{detail}; the next run reads it anew")))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn change(after: impl FnOnce(&std::path::Path)) -> Option<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "Vienna").unwrap();
        let file = Arc::new(File::open(&path).unwrap());
        let metadata = file.metadata().unwrap();
        let version = FileVersion::new(file, &metadata);
        after(&path);
        version.change().map(|diagnostic| diagnostic.detail)
    }

    #[test]
    fn growing_and_shrinking_are_told() {
        let grown = change(|path| File::options().append(true).open(path).unwrap().write_all(b"!").unwrap());
        assert_eq!(grown.unwrap(), "the file grew from 6 to 7 bytes while it was read; the next run reads it anew");
        let shrunk = change(|path| File::options().write(true).open(path).unwrap().set_len(2).unwrap());
        assert!(shrunk.unwrap().starts_with("the file shrank from 6 to 2 bytes"));
    }

    #[test]
    fn a_text_of_the_same_length_is_told_by_its_time() {
        let rewritten = change(|path| {
            let later = std::time::SystemTime::now() + std::time::Duration::from_secs(5);
            std::fs::write(path, "Geneva").unwrap();
            File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
        });
        assert!(rewritten.unwrap().starts_with("the file was written to"));
    }

    #[test]
    fn a_file_that_is_replaced_or_removed_by_name_is_unchanged() {
        assert_eq!(change(|_| ()), None);
        assert_eq!(change(|path| std::fs::remove_file(path).unwrap()), None);
    }
}
