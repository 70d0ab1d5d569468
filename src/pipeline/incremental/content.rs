//! What was seen of an input: the bytes that were read, or why none could be.

use crate::model::{Diagnostic, Hash128};
use crate::stages::extract::{self, Entry, Stored};

/// Equal contents of files of one size give equal rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pipeline) enum Content {
    /// The stored bytes, as far as they were read.
    Stored(Stored),
    /// The file system stood in the way: a hash of what it said.
    Failed(Hash128),
    /// It was not there when everything else was read anew: its rows are those of other settings, or of another program.
    Outdated,
}

/// A hash of what stood in the way.
pub(in crate::pipeline) fn failure(diagnostic: &Diagnostic) -> Hash128 {
    Hash128::of(&[diagnostic.code.as_str().as_bytes(), diagnostic.detail.as_bytes()])
}

impl Content {
    /// What is there now, read as far as it was read before.
    pub(super) fn look_again(self, entry: &Entry) -> Self {
        let bytes = match self {
            Self::Stored(stored) => stored.bytes,
            Self::Failed(_) | Self::Outdated => u64::MAX,
        };
        match extract::reread(entry, bytes) {
            Ok(stored) => Self::Stored(stored),
            Err(diagnostic) => Self::Failed(failure(&diagnostic)),
        }
    }
}
