//! Why a run did not publish.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::BeyondLimit;
use crate::dataset::{CheckOutcome, DatasetError};
use crate::stages::extract::ExtractError;
use crate::stages::load::LoadError;
use crate::text::{printable, printable_path};

/// A run that ended without a new version, but for [`RunError::Unrecorded`] and [`RunError::Unsynced`]. What was published
/// before is untouched.
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
        path: String,
        records: u64,
        codes: Vec<(&'static str, u64)>,
    },
    /// More records are in quarantine than the settings allow, and they ask for a refusal.
    BeyondLimit(BeyondLimit),
    /// Checks of the configuration do not hold: these, one of which at least forbids to publish.
    ChecksFailed(Vec<CheckOutcome>),
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
    /// A published file is not what it was when it was published.
    DamagedPart {
        path: PathBuf,
    },
    /// Rows are to be kept, by `run.vanished` or because a folder cannot be listed, but the version that holds them cannot be
    /// built upon.
    WouldForget {
        why: String,
    },
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
    /// The version was published, but the system could not make that last through a power cut.
    Unsynced {
        version: u64,
        source: LoadError,
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
                "no input: {} holds no file of a known format; see `etl run --help` for the formats, and input.path and input.ignore",
                printable(path)
            ),
            Self::NothingReadable { path, records, codes } => {
                write!(f, "none of the {records} records of {path} could be read (")?;
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
                    write!(f, "\n  {}: {}: {}", outcome.severity, printable(&outcome.name), outcome.message)
                })
            }
            Self::Locked { path } => {
                write!(f, "another run holds {}; try again when it has ended", printable_path(path))
            }
            Self::CannotCreate { path, source } => {
                write!(
                    f,
                    "cannot create the output folder {}: {source}; choose another with --output",
                    printable_path(path)
                )
            }
            Self::Output { path, doing, source } => write!(f, "cannot {doing} {}: {source}", printable_path(path)),
            Self::Load(error) => error.fmt(f),
            Self::Dataset(error) => error.fmt(f),
            Self::DamagedPart { path } => write!(
                f,
                "{} is not the file that was published; `etl run --refresh` reads all inputs and makes it anew",
                printable_path(path)
            ),
            Self::WouldForget { why } => write!(
                f,
                "what is published cannot be built upon ({}), and it may hold the only rows of texts that are to be kept, by \
                 run.vanished = \"keep\" or because a folder cannot be listed; go back to a whole version (`etl versions`, `etl rollback`), or give those rows up with `etl run --refresh`",
                printable(why)
            ),
            Self::Unbalanced { records, documents, quarantined } => write!(
                f,
                "{records} records were found, but {documents} documents and {quarantined} quarantined came out; nothing was published"
            ),
            Self::Interrupted { signal } => write!(f, "ended by signal {signal}; nothing was published"),
            Self::Unrecorded { version, path, source } => {
                write!(
                    f,
                    "version {version} was published, but the record of the run {} was not written: {source}",
                    printable_path(path)
                )
            }
            Self::Unsynced { version, source } => {
                write!(f, "version {version} was published, but a power cut could still undo that: {source}")
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
            Self::Load(error) | Self::Unsynced { source: error, .. } => Some(error),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_after_the_swap_says_that_the_version_stands() {
        let source =
            LoadError::Io { path: "out".into(), doing: "sync the folder", source: io::Error::from_raw_os_error(5) };
        let message = RunError::Unsynced { version: 7, source }.to_string();
        assert!(message.starts_with("version 7 was published, but") && message.contains("out"), "{message}");
    }

    #[test]
    fn a_run_that_could_read_nothing_names_its_input() {
        let error = RunError::NothingReadable { path: "press".into(), records: 2, codes: vec![("unreadable", 2)] };
        assert_eq!(
            error.to_string(),
            "none of the 2 records of press could be read (unreadable: 2); nothing was published"
        );
    }
}
