//! SIGINT and SIGTERM: the first asks the run to end in order, the second ends at once.

use std::{process, thread};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::failure::Failure;
use crate::pipeline::Interrupt;

/// Raises `interrupt` when a signal comes.
pub(super) fn watch(interrupt: Interrupt) -> Result<(), Failure> {
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(Failure::Signals)?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if interrupt.signal().is_some() {
                // Staging is swept by the next run; what was published stands.
                process::exit(128 + signal);
            }
            interrupt.raise(signal);
            tracing::warn!("ending in order; a second signal ends at once");
        }
    });
    Ok(())
}
