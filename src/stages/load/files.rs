//! Files that are hashed while they are written, and made durable before they count.

use std::fmt;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::model::Hash128;
use crate::text::printable_path;

/// What can go wrong between a batch and the disk.
#[derive(Debug)]
#[non_exhaustive]
pub enum LoadError {
    Io {
        path: PathBuf,
        doing: &'static str,
        source: io::Error,
    },
    Parquet {
        path: PathBuf,
        source: parquet::errors::ParquetError,
    },
    /// A published file cannot be read.
    Read {
        path: PathBuf,
        source: parquet::errors::ParquetError,
    },
    /// The file that was read back is not the one that was written.
    Differs {
        path: PathBuf,
        what: &'static str,
    },
}

impl LoadError {
    pub(super) fn io(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> LoadError {
        let path = path.to_owned();
        move |source| LoadError::Io { path, doing, source }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, doing, source } => write!(f, "cannot {doing} {}: {source}", printable_path(path)),
            Self::Parquet { path, source } => write!(f, "cannot write {} as Parquet: {source}", printable_path(path)),
            Self::Read { path, source } => {
                write!(f, "cannot read {}: {source}; try again, and ask `etl check --deep`", printable_path(path))
            }
            Self::Differs { path, what } => write!(
                f,
                "{} was read back with other {what} than were written; the disk or its driver is faulty",
                printable_path(path)
            ),
        }
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::Parquet { source, .. } | Self::Read { source, .. } => Some(source),
            Self::Differs { .. } => None,
        }
    }
}

/// Makes the entries of a folder durable: new files are lost in a power cut until their folder is synced as well.
pub fn sync_folder(path: &Path) -> Result<(), LoadError> {
    File::open(path).and_then(|folder| folder.sync_all()).map_err(LoadError::io(path, "sync the folder"))
}

/// Creates a file that `fill` writes, makes it durable and reads it back, a piece at a time; gives its length in bytes and its
/// hash.
///
/// # Errors
/// If it cannot be written, or is not read back as it was written.
pub fn write_verified(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(u64, Hash128), LoadError> {
    let written = HashingFile::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        fill(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.persist()
    });
    let written = written.map_err(LoadError::io(path, "write"))?;
    let mut hasher = blake3::Hasher::new();
    let read = File::open(path).and_then(|mut file| io::copy(&mut file, &mut hasher));
    let read = (read.map_err(LoadError::io(path, "re-read"))?, Hash128::from(hasher.finalize()));
    if read != written {
        return Err(LoadError::Differs { path: path.to_owned(), what: "bytes" });
    }
    Ok(written)
}

/// Counts and hashes what passes through to the file.
pub(super) struct HashingFile {
    file: File,
    hasher: blake3::Hasher,
    bytes: u64,
}

impl HashingFile {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        Ok(Self { file: File::create_new(path)?, hasher: blake3::Hasher::new(), bytes: 0 })
    }

    /// Makes the content durable; gives its length in bytes and its hash.
    pub(super) fn persist(mut self) -> io::Result<(u64, Hash128)> {
        self.file.flush()?;
        self.file.sync_all()?;
        Ok((self.bytes, Hash128::from(self.hasher.finalize())))
    }
}

impl Write for HashingFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
