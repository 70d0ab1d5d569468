//! Why a run did not publish.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::BeyondLimit;
use crate::dataset::{DatasetError, Outcome, escape};
use crate::stages::extract::ExtractError;
use crate::stages::load::LoadError;

/// A run that ended without a new version, but for [`RunError::Unrecorded`]. What was published before is untouched.
#[derive(Debug)]
#[non_exhaustive]
pub enum RunError {
    /// A setting that cannot be used, found after the file was read.
    Configuration(String),
    /// The inputs cannot be listed.
    Input(ExtractError),
    /// There is nothing at the input path.
    NoRecords {
        path: String,
    },
    /// Every record went to quarantine.
    NothingReadable {
        records: u64,
        codes: Vec<(&'static str, u64)>,
    },
    /// More records are in quarantine than the settings allow, and they ask for a refusal.
    BeyondLimit(BeyondLimit),
    /// Checks of the configuration do not hold: these, one of which at least forbids to publish.
    ChecksFailed(Vec<Outcome>),
    /// Another run holds the lock.
    Locked {
        path: PathBuf,
    },
    /// The output folder cannot be made.
    CannotCreate {
        path: PathBuf,
        source: io::Error,
    },
    /// Reading or writing in the output folder failed.
    Output {
        path: PathBuf,
        doing: &'static str,
        source: io::Error,
    },
    Load(LoadError),
    /// What was written could not be read back.
    Dataset(DatasetError),
    /// The counts of a run do not add up: a fault of this program.
    Unbalanced {
        records: u64,
        documents: u64,
        quarantined: u64,
    },
    /// A signal asked for the end.
    Interrupted {
        signal: i32,
    },
    /// The version was published, but what the run was could not be kept.
    Unrecorded {
        version: u64,
        path: PathBuf,
        source: io::Error,
    },
    /// Threads could not be started.
    Threads(String),
}

impl RunError {
    /// For `map_err`: names the path and what was being done there.
    pub(super) fn output(path: &Path, doing: &'static str) -> impl FnOnce(io::Error) -> RunError {
        let path = path.to_owned();
        move |source| RunError::Output { path, doing, source }
    }

    /// The I/O error at the bottom, if there is one.
    pub fn io(&self) -> Option<&io::Error> {
        match self {
            Self::CannotCreate { source, .. } | Self::Output { source, .. } | Self::Unrecorded { source, .. } => {
                Some(source)
            }
            Self::Load(LoadError::Io { source, .. }) => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for RunError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Configuration(message) => f.write_str(message),
            Self::Input(error) => error.fmt(f),
            Self::NoRecords { path } => write!(
                f,
                "no input: {path} holds no file of a known format; see `etl run --help` for the formats, and input.path and input.ignore"
            ),
            Self::NothingReadable { records, codes } => {
                write!(f, "none of the {records} records could be read (")?;
                for (at, (code, n)) in codes.iter().enumerate() {
                    write!(f, "{}{code}: {n}", if at == 0 { "" } else { ", " })?;
                }
                f.write_str("); nothing was published")
            }
            Self::BeyondLimit(beyond) => write!(
                f,
                "{beyond}; nothing was published. With run.beyond_limit = \"publish\" it is, and `etl quarantine list` shows all of them"
            ),
            Self::ChecksFailed(failed) => {
                f.write_str("the tables are not as the checks of the configuration demand; nothing was published")?;
                failed.iter().try_for_each(|outcome| {
                    write!(f, "\n  {}: {}: {}", outcome.severity, escape(&outcome.name), outcome.message)
                })
            }
            Self::Locked { path } => {
                write!(f, "another run holds {}; try again when it has ended", path.display())
            }
            Self::CannotCreate { path, source } => {
                write!(f, "cannot create the output folder {}: {source}; choose another with --output", path.display())
            }
            Self::Output { path, doing, source } => write!(f, "cannot {doing} {}: {source}", path.display()),
            Self::Load(error) => error.fmt(f),
            Self::Dataset(error) => error.fmt(f),
            Self::Unbalanced { records, documents, quarantined } => write!(
                f,
                "{records} records were found, but {documents} documents and {quarantined} quarantined came out; nothing was published"
            ),
            Self::Interrupted { signal } => write!(f, "ended by signal {signal}; nothing was published"),
            Self::Unrecorded { version, path, source } => {
                write!(
                    f,
                    "version {version} was published, but the record of the run {} was not written: {source}",
                    path.display()
                )
            }
            Self::Threads(message) => write!(f, "cannot start the worker threads: {message}; try a smaller --jobs"),
        }
    }
}

impl std::error::Error for RunError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Input(error) => Some(error),
            Self::CannotCreate { source, .. } | Self::Output { source, .. } | Self::Unrecorded { source, .. } => {
                Some(source)
            }
            Self::Load(error) => Some(error),
            Self::Dataset(error) => Some(error),
            _ => None,
        }
    }
}

impl From<LoadError> for RunError {
    fn from(error: LoadError) -> Self {
        Self::Load(error)
    }
}

impl From<DatasetError> for RunError {
    fn from(error: DatasetError) -> Self {
        Self::Dataset(error)
    }
}

impl From<ExtractError> for RunError {
    fn from(error: ExtractError) -> Self {
        Self::Input(error)
    }
}
