//! SIGINT and SIGTERM: the first asks the run to end in order, the second ends at once.

use std::time::Duration;
use std::{process, thread};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::failure::Failure;
use crate::pipeline::Interrupt;

/// How long a run may take to end in order. A scheduler kills what has not ended some seconds after its signal, and a fold
/// over a large corpus, or one very long text, cannot be left half-way.
const IN_ORDER: Duration = Duration::from_secs(4);

/// Raises `interrupt` when a signal comes, and sees to it that the program has ended soon after.
pub(super) fn watch(interrupt: Interrupt) -> Result<(), Failure> {
    let mut signals = Signals::new([SIGINT, SIGTERM]).map_err(Failure::Signals)?;
    thread::spawn(move || {
        for signal in signals.forever() {
            if interrupt.signal().is_some() {
                // Staging is swept by the next run; what was published stands.
                process::exit(128 + signal);
            }
            interrupt.raise(signal);
            thread::spawn(move || {
                thread::sleep(IN_ORDER);
                process::exit(128 + signal);
            });
            tracing::warn!("ending in order; a second signal ends at once");
        }
    });
    Ok(())
}
