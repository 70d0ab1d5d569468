//! A wish to end, set by a signal handler and read by the pipeline.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};

use super::RunError;

/// Shared by all its clones.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicI32>);

impl Interrupt {
    /// Asks the run to end because of this signal.
    pub fn raise(&self, signal: i32) {
        self.0.store(signal, Ordering::Relaxed);
    }

    pub fn signal(&self) -> Option<i32> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(signal),
        }
    }

    /// An error where a signal has asked for the end.
    pub(super) fn check(&self) -> Result<(), RunError> {
        match self.signal() {
            Some(signal) => Err(RunError::Interrupted { signal }),
            None => Ok(()),
        }
    }
}
