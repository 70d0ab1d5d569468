//! The stored bytes of an input, compressed or not: hashed while they are read, so that what is remembered of a file is what
//! was made into records, and not what stood there a moment later.

use std::io::{self, Read};

use super::input::open_file;
use super::{Entry, reject};
use crate::model::{Diagnostic, Hash128};

/// As much of a file as was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    /// How many bytes were read. A damaged or too large file is not read to its end.
    pub bytes: u64,
    /// BLAKE3, 128 bits, of these bytes.
    pub hash: Hash128,
}

/// Reads the first `bytes` of the stored bytes of an entry again.
///
/// # Errors
/// What [`super::read`] would say of a file that cannot be read.
pub fn reread(entry: &Entry, bytes: u64) -> Result<Stored, Diagnostic> {
    if let Some(diagnostic) = entry.rejection() {
        return Err(diagnostic.clone());
    }
    let (file, _) = open_file(entry)?;
    let mut seen = StoredHasher::default();
    io::copy(&mut seen.watch(file).take(bytes), &mut io::sink()).map_err(|error| reject::of_io_error(&error))?;
    Ok(seen.stored())
}

/// Collects what passes through a [`Watched`] reader.
#[derive(Default)]
pub(super) struct StoredHasher {
    hasher: blake3::Hasher,
    bytes: u64,
}

impl StoredHasher {
    pub(super) fn watch<R>(&mut self, reader: R) -> Watched<'_, R> {
        Watched { reader, seen: self }
    }

    pub(super) fn stored(&self) -> Stored {
        Stored { bytes: self.bytes, hash: Hash128::from(self.hasher.finalize()) }
    }
}

/// A reader whose bytes are counted and hashed.
pub(super) struct Watched<'s, R> {
    reader: R,
    seen: &'s mut StoredHasher,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.seen.hasher.update(buffer.get(..read).unwrap_or_default());
        self.seen.bytes += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::ops::ControlFlow;

    use proptest::prelude::*;

    use super::super::compression::tests::compress;
    use super::super::{Compression, Plan, plan, read};
    use super::*;
    use crate::config::InputSettings;
    use crate::model::content_hash;

    fn plan_of(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Plan, InputSettings) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let settings = InputSettings { path: folder.path().to_string_lossy().into_owned(), ..InputSettings::default() };
        let plan = plan(&settings).unwrap();
        (folder, plan, settings)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever the format and the state of the file, reading it again shows whether it has changed.
        #[test]
        fn what_was_read_is_known_again(
            text in "[a-z{}\\[\\]:\" \n]{0,200}",
            ending in prop::sample::select(vec!["txt", "jsonl", "txt.gz", "jsonl.gz", "txt.zst"]),
            cut in 0usize..4,
            limit in prop::sample::select(vec![10u64, 1_000]),
        ) {
            let bytes = match ending.rsplit_once('.') {
                Some((_, "gz")) => compress(Compression::Gzip, text.as_bytes()),
                Some((_, "zst")) => compress(Compression::Zstd, text.as_bytes()),
                _ => text.into_bytes(),
            };
            let kept = bytes.len().saturating_sub(cut);
            let (_folder, plan, settings) = plan_of(&format!("a.{ending}"), &bytes[..kept]);
            let settings = InputSettings { max_record_bytes: limit, ..settings };
            let entry = &plan.entries[0];
            let stored = read(entry, &settings, &mut |_| ControlFlow::Continue(())).unwrap();
            prop_assert_eq!(reread(entry, stored.bytes).unwrap(), stored);
            let read_bytes = &bytes[..kept][..usize::try_from(stored.bytes).unwrap()];
            prop_assert_eq!(stored.hash, content_hash(read_bytes));
        }
    }

    #[test]
    fn a_file_that_cannot_be_opened_says_why() {
        let (folder, plan, settings) = plan_of("a.txt", b"Minsk");
        fs::remove_file(folder.path().join("a.txt")).unwrap();
        let entry = &plan.entries[0];
        assert_eq!(read(entry, &settings, &mut |_| ControlFlow::Continue(())), None);
        assert_eq!(reread(entry, 5).unwrap_err().code, crate::model::Code::Vanished);
    }
}
