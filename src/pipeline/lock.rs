//! One run at a time: an advisory lock that the system frees when its holder dies, however it dies.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

use super::RunError;

/// Held until it is dropped.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock, or says at once that another run holds it.
    pub(super) fn take(path: &Path) -> Result<Self, RunError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(RunError::output(path, "open the lock"))?;
        match file.try_lock() {
            Ok(()) => Ok(Self { _file: file }),
            Err(TryLockError::WouldBlock) => Err(RunError::Locked { path: path.to_owned() }),
            Err(TryLockError::Error(source)) => Err(RunError::output(path, "lock")(source)),
        }
    }
}
