//! Faults of the environment: the run cannot begin. Everything else is a rejected record.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::text::{printable, printable_path};

/// Why no plan could be made.
#[derive(Debug)]
#[non_exhaustive]
pub enum ExtractError {
    /// There is nothing at the input path.
    NotFound { path: PathBuf },
    /// The input itself may not be read by this user.
    PermissionDenied { path: PathBuf, source: io::Error },
    /// The input is there but the system cannot read it.
    Unreadable { path: PathBuf, source: io::Error },
    /// `input.path` is meant as a glob but is not a valid one.
    BadGlob { pattern: String, reason: String },
    /// A pattern of `input.ignore` is not valid.
    BadIgnorePattern { pattern: String, reason: String },
    /// The input is the output folder, or lies in it.
    InputInOutput { input: PathBuf, output: PathBuf },
    /// The output folder lies in the input, where a run would read it.
    OutputInInput { output: PathBuf, input: PathBuf },
}

impl ExtractError {
    /// Sorts a failure at the input root by what the user can do about it.
    pub(super) fn at_root(path: impl Into<PathBuf>, source: io::Error) -> Self {
        let path = path.into();
        match source.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { path },
            io::ErrorKind::PermissionDenied => Self::PermissionDenied { path, source },
            _ => Self::Unreadable { path, source },
        }
    }
}

impl fmt::Display for ExtractError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotFound { path } => {
                write!(
                    f,
                    "no such input: `{}`; set input.path to a file, a folder or a glob that exists",
                    printable_path(path)
                )
            }
            Self::PermissionDenied { path, source } => {
                write!(
                    f,
                    "no permission to read `{}` ({source}); give this user read access to it",
                    printable_path(path)
                )
            }
            Self::Unreadable { path, source } => {
                write!(f, "cannot read the input `{}` ({source}); check the disk or the path", printable_path(path))
            }
            Self::BadGlob { pattern, reason } => {
                write!(f, "input.path `{}` does not exist and is no valid glob: {reason}", printable(pattern))
            }
            Self::BadIgnorePattern { pattern, reason } => {
                write!(f, "input.ignore holds the invalid pattern `{}`: {reason}", printable(pattern))
            }
            Self::InputInOutput { input, output } => write!(
                f,
                "the input `{}` lies in the output `{}`, which is for published tables only; choose another input.path or \
                 output.path",
                printable_path(input),
                printable_path(output)
            ),
            Self::OutputInInput { output, input } => write!(
                f,
                "the output `{}` lies in the input `{}`, so that a run would look for texts in what runs have published; \
                 choose another output.path, or name that folder in input.ignore",
                printable_path(output),
                printable_path(input)
            ),
        }
    }
}

impl std::error::Error for ExtractError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::PermissionDenied { source, .. } | Self::Unreadable { source, .. } => Some(source),
            Self::NotFound { .. }
            | Self::BadGlob { .. }
            | Self::BadIgnorePattern { .. }
            | Self::InputInOutput { .. }
            | Self::OutputInInput { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_at_the_root_are_told_apart_and_name_the_path() {
        let at = |kind| ExtractError::at_root("releases", io::Error::from(kind));
        assert!(matches!(at(io::ErrorKind::NotFound), ExtractError::NotFound { .. }));
        assert!(matches!(at(io::ErrorKind::PermissionDenied), ExtractError::PermissionDenied { .. }));
        assert!(matches!(at(io::ErrorKind::TimedOut), ExtractError::Unreadable { .. }));
        for kind in [io::ErrorKind::NotFound, io::ErrorKind::PermissionDenied, io::ErrorKind::TimedOut] {
            assert!(at(kind).to_string().contains("`releases`"));
        }
    }
}
