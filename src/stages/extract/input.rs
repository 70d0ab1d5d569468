//! One opened input: its bytes, decompressed as they are read, and what to say when that goes wrong.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::sync::Arc;

use rustix::fs::OFlags;

use super::limits::{Limited, Limits, Refusal};
use super::reject::{self, EXCERPT_BYTES};
use super::stored::StoredHasher;
use super::version::FileVersion;
use super::{Compression, Entry, Reading};
use crate::model::{Code, Diagnostic, Rejected, content_hash};

/// Bytes that a compressed text commonly grows to, as a multiple of what is stored: the first guess of a capacity.
pub(super) const COMMON_EXPANSION: u64 = 4;
/// The most room made before the first byte is read: what a file says of its size may be far from the truth.
const FIRST_CAPACITY_MAX: u64 = 64 << 20;

/// Where the bytes of an input come from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Path relative to the input root.
    pub path: &'a str,
    /// Bytes on disk, before decompression.
    pub stored_bytes: u64,
    pub compression: Option<Compression>,
}

impl Source<'_> {
    /// A record whose bytes are not at hand: `bytes` says how many there are, `head` holds the first ones.
    pub(super) fn rejected(&self, member: Option<String>, diagnostic: Diagnostic, bytes: u64, head: &[u8]) -> Rejected {
        Rejected {
            source_path: self.path.to_owned(),
            source_member: member,
            content_hash: None,
            source_bytes: bytes,
            diagnostic,
            excerpt: reject::excerpt(head),
        }
    }

    /// A record that was read as far as its bytes go.
    pub(super) fn rejected_bytes(
        &self,
        member: Option<String>,
        code: Code,
        detail: impl Into<String>,
        bytes: &[u8],
    ) -> Rejected {
        let rejected = self.rejected(member, reject::diagnostic(code, detail), bytes.len() as u64, bytes);
        Rejected { content_hash: Some(content_hash(bytes)), ..rejected }
    }

    /// What a failed read means: an error without a system error code is a limit or one of the decoder's.
    pub(super) fn diagnose(&self, error: &io::Error) -> Diagnostic {
        if let Some(refusal) = Refusal::inside(error) {
            return reject::diagnostic(refusal.code(), refusal.to_string());
        }
        match self.compression {
            Some(compression) if error.raw_os_error().is_none() => {
                let detail = format!("the .{} file is damaged or cut off: {error}", compression.extension());
                reject::diagnostic(Code::BadCompression, detail)
            }
            _ => reject::of_io_error(error),
        }
    }
}

/// One opened input.
pub struct Input<'a> {
    pub source: Source<'a>,
    /// The decompressed bytes.
    pub reader: Box<dyn Read + 'a>,
    /// The file as it was when it was opened; nothing where the bytes are no file's.
    pub(super) version: Option<FileVersion>,
}

impl std::fmt::Debug for Input<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Input").field("source", &self.source).finish_non_exhaustive()
    }
}

impl<'a> Input<'a> {
    /// Opens the file of an entry.
    ///
    /// What is appended to the file from now on is not read: it would have no end if somebody wrote as fast as we read.
    pub(super) fn open(
        entry: &'a Entry,
        reading: Reading,
        limits: Limits,
        seen: &'a mut StoredHasher,
    ) -> Result<Self, Diagnostic> {
        let (file, metadata) = open_file(entry)?;
        let (file, stored_bytes) = (Arc::new(file), metadata.len());
        let reader = seen.watch(Arc::clone(&file).take(stored_bytes));
        let input = Self::of(&entry.source_path, reader, stored_bytes, reading.compression, limits);
        Ok(Self { version: Some(FileVersion::new(file, &metadata)), ..input })
    }

    /// Bytes in memory as an input.
    pub fn from_bytes(path: &'a str, bytes: &'a [u8]) -> Self {
        let source = Source { path, stored_bytes: bytes.len() as u64, compression: None };
        Self { source, reader: Box::new(bytes), version: None }
    }

    fn of(
        path: &'a str,
        reader: impl Read + 'a,
        stored_bytes: u64,
        compression: Option<Compression>,
        limits: Limits,
    ) -> Self {
        // An empty file has nothing to take off: it is empty, not damaged.
        let compression = compression.filter(|_| stored_bytes > 0);
        let source = Source { path, stored_bytes, compression };
        let reader: Box<dyn Read + 'a> = match compression {
            None => Box::new(Limited::new(reader, limits, None)),
            Some(compression) => compression.decompress(reader, limits),
        };
        Self { source, reader, version: None }
    }

    /// All bytes, if they are at most `limit` and those of one version of the file. No more than one byte over the limit is
    /// ever held.
    pub fn read_whole(self, limit: u64) -> Result<Vec<u8>, Box<Rejected>> {
        let Self { source, mut reader, version } = self;
        let known_size = source.compression.is_none().then_some(source.stored_bytes);
        let too_large = known_size.is_some_and(|bytes| bytes > limit);
        let wanted = if too_large { EXCERPT_BYTES as u64 } else { limit.saturating_add(1) };
        let expected = known_size.unwrap_or(source.stored_bytes.saturating_mul(COMMON_EXPANSION));
        // One byte more than expected, so that the read that finds the end needs no new room.
        let mut bytes = Vec::with_capacity(expected.saturating_add(1).min(wanted).min(FIRST_CAPACITY_MAX) as usize);
        if let Err(error) = reader.by_ref().take(wanted).read_to_end(&mut bytes) {
            return Err(Box::new(source.rejected(None, source.diagnose(&error), source.stored_bytes, &[])));
        }
        if too_large || bytes.len() as u64 > limit {
            let detail = format!("the record has more than the {limit} bytes that input.max_record_bytes allows");
            let diagnostic = reject::diagnostic(Code::TooLarge, detail);
            return Err(Box::new(source.rejected(None, diagnostic, source.stored_bytes, &bytes)));
        }
        match version.and_then(|version| version.change()) {
            Some(diagnostic) => Err(Box::new(source.rejected(None, diagnostic, source.stored_bytes, &[]))),
            None => Ok(bytes),
        }
    }
}

/// Opens the file of an entry, which may have become something else since it was listed.
pub(super) fn open_file(entry: &Entry) -> Result<(File, Metadata), Diagnostic> {
    let file = open_without_waiting(&entry.path()).map_err(|error| reject::of_io_error(&error))?;
    let metadata = file.metadata().map_err(|error| reject::of_io_error(&error))?;
    if metadata.is_dir() {
        return Err(reject::diagnostic(Code::Unreadable, "a folder has taken the place of the file"));
    }
    if !metadata.is_file() {
        return Err(reject::diagnostic(Code::NotAFile, "a pipe, socket or device has taken the place of the file"));
    }
    Ok((file, metadata))
}

/// Opens for reading. A pipe that has taken the place of a file would make a plain `open` wait for a writer, for ever.
fn open_without_waiting(path: &Path) -> io::Result<File> {
    let nonblocking = OFlags::NONBLOCK.bits().cast_signed();
    OpenOptions::new().read(true).custom_flags(nonblocking).open(path)
}

#[cfg(test)]
mod tests {
    use super::super::compression::tests::compress;
    use super::*;
    use proptest::prelude::*;

    fn limits() -> Limits {
        Limits::of(&crate::config::InputSettings::default())
    }

    fn opened(bytes: &[u8], compression: Option<Compression>) -> Input<'_> {
        Input::of("a.txt", bytes, bytes.len() as u64, compression, limits())
    }

    proptest! {
        /// The limit is on what comes out of the decompression, and is exact.
        #[test]
        fn a_record_may_be_as_large_as_the_limit(text in "[a-z]{1,200}") {
            let bytes = text.as_bytes();
            let limit = bytes.len() as u64;
            for compression in [None, Some(Compression::Gzip), Some(Compression::Zstd)] {
                let stored = compression.map_or(bytes.to_vec(), |c| compress(c, bytes));
                prop_assert_eq!(opened(&stored, compression).read_whole(limit).unwrap(), bytes);
                let rejected = opened(&stored, compression).read_whole(limit - 1).unwrap_err();
                prop_assert_eq!(rejected.diagnostic.code, Code::TooLarge);
                prop_assert_eq!(rejected.source_bytes, stored.len() as u64);
                prop_assert_eq!(&rejected.excerpt, &reject::excerpt(&bytes[..bytes.len().min(80)]));
            }
        }

        /// Any damage gives a rejection with nothing of the text in it, never a part of the text.
        #[test]
        fn damaged_files_are_rejected_as_a_whole(text in "[a-z ]{1,300}", cut in 1usize..8) {
            for &compression in Compression::ALL {
                let stored = compress(compression, text.as_bytes());
                let stored = &stored[..stored.len() - cut];
                let rejected = opened(stored, Some(compression)).read_whole(1 << 20).unwrap_err();
                prop_assert_eq!(rejected.diagnostic.code, Code::BadCompression);
                prop_assert_eq!((rejected.content_hash, rejected.excerpt.as_str()), (None, ""));
            }
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let stored = compress(Compression::Gzip, &vec![b' '; 8 << 20]);
        assert!(stored.len() < (8 << 20) / 50, "the test needs a file that grows a lot");
        let rejected = opened(&stored, Some(Compression::Gzip)).read_whole(1 << 10).unwrap_err();
        assert_eq!(rejected.diagnostic.code, Code::TooLarge);
    }

    #[test]
    fn a_pipe_without_a_writer_is_opened_at_once() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe.txt");
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
        assert!(!open_without_waiting(&pipe).unwrap().metadata().unwrap().is_file());
    }

    #[test]
    fn an_empty_compressed_file_is_empty_not_damaged() {
        assert_eq!(opened(b"", Some(Compression::Gzip)).read_whole(10).unwrap(), b"");
    }

    #[test]
    fn a_file_that_grew_since_its_size_was_asked_still_keeps_the_limit() {
        let input = Input::of("a.txt", &b"Vienna, Geneva"[..], 3, None, limits());
        assert_eq!(input.read_whole(10).unwrap_err().diagnostic.code, Code::TooLarge);
    }
}
