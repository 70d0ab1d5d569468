//! Why a verb did not do what was asked, and the exit code of that.

use std::error::Error;
use std::path::PathBuf;
use std::{fmt, io};

use super::exit::ExitCode;
use crate::config::ConfigError;
use crate::dataset::DatasetError;
use crate::eval::gold::GoldError;
use crate::pipeline::RunError;
use crate::stages::extract::ExtractError;
use crate::text::{printable, printable_path};

/// An error on its way to the exit code.
#[derive(Debug)]
pub(super) enum Failure {
    Config(ConfigError),
    Run(RunError),
    Dataset(DatasetError),
    Gold(GoldError),
    /// Standard output cannot be written.
    Stdout(io::Error),
    /// A file or folder of `etl init` cannot be made.
    Create {
        path: PathBuf,
        source: io::Error,
    },
    /// No record of this path is in quarantine.
    NotInQuarantine {
        record: String,
    },
    /// There is no table of this name.
    NoTable {
        name: String,
        hint: String,
    },
    /// Signals cannot be received.
    Signals(io::Error),
}

impl Failure {
    /// Why a published version was not made current or removed: what the dataset says of it counts as for its readers.
    pub(super) fn of_versions(error: RunError) -> Self {
        match error {
            RunError::Dataset(error) => Self::Dataset(error),
            other => Self::Run(other),
        }
    }

    pub(super) fn exit(&self) -> ExitCode {
        if self.is_broken_pipe() {
            return ExitCode::Ok;
        }
        if self.io_kind() == Some(io::ErrorKind::PermissionDenied) {
            return ExitCode::NoPermission;
        }
        match self {
            Self::Config(_) => ExitCode::BadConfiguration,
            Self::Run(error) => exit_of_run(error),
            Self::Dataset(error) => exit_of_dataset(error),
            Self::Gold(error) => exit_of_gold(error),
            Self::Stdout(_) => ExitCode::InputOutput,
            Self::Create { .. } => ExitCode::CannotCreate,
            Self::NotInQuarantine { .. } => ExitCode::NoInput,
            Self::NoTable { .. } => ExitCode::Usage,
            Self::Signals(_) => ExitCode::InputOutput,
        }
    }

    /// Whether the reader of standard output has gone away, as `head` does: nothing to report.
    pub(super) fn is_broken_pipe(&self) -> bool {
        let own = matches!(self, Self::Stdout(_) | Self::Dataset(DatasetError::Write { .. }));
        own && self.io_kind() == Some(io::ErrorKind::BrokenPipe)
    }

    /// The kind of the system's error at the bottom, if there is one.
    fn io_kind(&self) -> Option<io::ErrorKind> {
        let mut next: Option<&(dyn Error + 'static)> = Some(self);
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<io::Error>() {
                return Some(error.kind());
            }
            next = error.source();
        }
        None
    }
}

fn exit_of_run(error: &RunError) -> ExitCode {
    match error {
        RunError::Configuration(_) => ExitCode::BadConfiguration,
        RunError::Input(error) => exit_of_input(error),
        RunError::NoRecords { .. } => ExitCode::NoInput,
        RunError::NothingReadable { .. } => ExitCode::NothingReadable,
        RunError::BeyondLimit(_) | RunError::ChecksFailed(_) => ExitCode::Refused,
        RunError::Locked { .. } => ExitCode::Locked,
        RunError::CannotCreate { .. } => ExitCode::CannotCreate,
        RunError::Output { .. }
        | RunError::Unrecorded { .. }
        | RunError::Unsynced { .. }
        | RunError::Load(_)
        | RunError::Dataset(_) => ExitCode::InputOutput,
        RunError::DamagedPart { .. } | RunError::WouldForget { .. } => ExitCode::NothingReadable,
        RunError::Unbalanced { .. } | RunError::Threads(_) => ExitCode::Internal,
        RunError::Interrupted { signal } if *signal == signal_hook::consts::SIGTERM => ExitCode::Terminated,
        RunError::Interrupted { .. } => ExitCode::Interrupted,
    }
}

fn exit_of_input(error: &ExtractError) -> ExitCode {
    match error {
        ExtractError::NotFound { .. } => ExitCode::NoInput,
        ExtractError::PermissionDenied { .. } => ExitCode::NoPermission,
        ExtractError::Unreadable { .. } => ExitCode::InputOutput,
        ExtractError::BadGlob { .. }
        | ExtractError::BadIgnorePattern { .. }
        | ExtractError::InputInOutput { .. }
        | ExtractError::OutputInInput { .. } => ExitCode::BadConfiguration,
    }
}

fn exit_of_dataset(error: &DatasetError) -> ExitCode {
    match error {
        DatasetError::NotPublished { .. }
        | DatasetError::NoVersion { .. }
        | DatasetError::NoVersionBefore { .. }
        | DatasetError::NoDocument { .. }
        | DatasetError::NoTable { .. } => ExitCode::NoInput,
        DatasetError::Io { .. } | DatasetError::Write { .. } => ExitCode::InputOutput,
        DatasetError::DamagedVersion { .. }
        | DatasetError::Manifest { .. }
        | DatasetError::ManifestVersion { .. }
        | DatasetError::Parquet { .. }
        | DatasetError::Damaged { .. }
        | DatasetError::Content { .. } => ExitCode::NothingReadable,
        DatasetError::Query { .. } | DatasetError::ReadOnly { .. } | DatasetError::SeveralDocuments { .. } => {
            ExitCode::Usage
        }
    }
}

fn exit_of_gold(error: &GoldError) -> ExitCode {
    match error {
        GoldError::Io { source, .. } if source.kind() != io::ErrorKind::NotFound => ExitCode::InputOutput,
        GoldError::Io { .. } | GoldError::NoGold { .. } => ExitCode::NoInput,
        GoldError::Malformed { .. } => ExitCode::NothingReadable,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(error) => error.fmt(f),
            Self::Run(error) => error.fmt(f),
            Self::Dataset(error) => error.fmt(f),
            Self::Gold(error) => error.fmt(f),
            Self::Stdout(source) => write!(f, "cannot write to standard output: {source}"),
            Self::Create { path, source } if source.kind() == io::ErrorKind::AlreadyExists => {
                write!(f, "{} is there already and was left as it is; name another folder", printable_path(path))
            }
            Self::Create { path, source } => {
                write!(f, "cannot create {}: {source}; name another folder", printable_path(path))
            }
            Self::NotInQuarantine { record } => {
                write!(f, "`{}` is not in quarantine; `etl quarantine list` shows what is", printable(record))
            }
            Self::NoTable { name, hint } => write!(f, "there is no table `{name}`; {hint}"),
            Self::Signals(source) => write!(f, "signals cannot be received: {source}"),
        }
    }
}

impl Error for Failure {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Config(error) => Some(error),
            Self::Run(error) => Some(error),
            Self::Dataset(error) => Some(error),
            Self::Gold(error) => Some(error),
            Self::Stdout(source) | Self::Create { source, .. } | Self::Signals(source) => Some(source),
            Self::NotInQuarantine { .. } | Self::NoTable { .. } => None,
        }
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Config(error)
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        Self::Run(error)
    }
}

impl From<DatasetError> for Failure {
    fn from(error: DatasetError) -> Self {
        Self::Dataset(error)
    }
}

impl From<GoldError> for Failure {
    fn from(error: GoldError) -> Self {
        Self::Gold(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn io(kind: io::ErrorKind) -> io::Error {
        kind.into()
    }

    #[test]
    fn a_reader_that_went_away_is_no_fault() {
        for failure in [
            Failure::Stdout(io(io::ErrorKind::BrokenPipe)),
            Failure::Dataset(DatasetError::Write { source: io(io::ErrorKind::BrokenPipe) }),
        ] {
            assert!(failure.is_broken_pipe());
            assert_eq!(failure.exit(), ExitCode::Ok);
        }
        let elsewhere = RunError::Output { path: "out".into(), doing: "write", source: io(io::ErrorKind::BrokenPipe) };
        assert_eq!(Failure::Run(elsewhere).exit(), ExitCode::InputOutput);
    }

    #[test]
    fn a_refusal_of_the_system_is_77_wherever_it_happens() {
        let denied = || io(io::ErrorKind::PermissionDenied);
        for failure in [
            Failure::Run(RunError::CannotCreate { path: "out".into(), source: denied() }),
            Failure::Run(RunError::Output { path: "out".into(), doing: "write", source: denied() }),
            Failure::Dataset(DatasetError::Io { path: "out".into(), source: denied() }),
            Failure::Create { path: "etl.toml".into(), source: denied() },
        ] {
            assert_eq!(failure.exit(), ExitCode::NoPermission, "{failure}");
        }
    }

    #[test]
    fn too_few_open_files_are_no_fault_of_the_program() {
        let lacking = io::Error::from_raw_os_error(24);
        assert_eq!(Failure::Signals(lacking).exit(), ExitCode::InputOutput);
    }

    #[test]
    fn signals_keep_their_numbers() {
        let exit = |signal| Failure::Run(RunError::Interrupted { signal }).exit().number();
        assert_eq!((exit(2), exit(15)), (130, 143));
    }
}
