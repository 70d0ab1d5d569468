//! What is wrong with gold: where, and what was expected.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// One place that does not keep the format or the guidelines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub path: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1, in code points; in JSON Lines of the JSON text.
    pub column: usize,
    /// What is there and what was expected.
    pub message: String,
}

impl Fault {
    pub(super) fn new(path: &Path, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, column, message: message.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, line, column, message } = self;
        write!(f, "{}:{line}:{column}: {message}", path.display())
    }
}

/// Why gold could not be read.
#[derive(Debug)]
#[non_exhaustive]
pub enum GoldError {
    /// A file or folder could not be read.
    Io { path: PathBuf, source: io::Error },
    /// There is no file of gold at the path.
    NoGold { path: PathBuf },
    /// Files do not keep the format: every fault that was found, at least one.
    Malformed { faults: Vec<Fault> },
}

/// How many faults a message shows.
const SHOWN: usize = 20;

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => {
                write!(f, "cannot read gold at {}: {source}; name a file or folder that exists", path.display())
            }
            Self::NoGold { path } => {
                write!(f, "no gold at {}: name a .gold or .jsonl file, or a folder that holds some", path.display())
            }
            Self::Malformed { faults } => {
                let shown = faults.iter().take(SHOWN).map(Fault::to_string).collect::<Vec<_>>().join("\n");
                write!(f, "{shown}")?;
                match faults.len().saturating_sub(SHOWN) {
                    0 => Ok(()),
                    more => write!(f, "\nand {more} more"),
                }
            }
        }
    }
}

impl error::Error for GoldError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            Self::NoGold { .. } | Self::Malformed { .. } => None,
        }
    }
}
