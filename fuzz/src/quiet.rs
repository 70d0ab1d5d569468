//! Panics that the program under test catches itself, told from those that are finds.

use std::panic::{set_hook, take_hook};
use std::sync::atomic::{AtomicBool, Ordering};

static IS_QUIET: AtomicBool = AtomicBool::new(false);

/// Replaces the hook of libFuzzer, which ends the process before a panic can be caught. What nobody catches ends it all the
/// same, at the edge of the input.
pub fn listen() {
    // The hook is libFuzzer's own; without one the standard hook stands.
    let _ = take_hook();
    let print = take_hook();
    set_hook(Box::new(move |panic| {
        if !IS_QUIET.load(Ordering::Relaxed) {
            print(panic);
        }
    }));
}

/// Calls `work`, whose panics are its own business, on whatever thread.
pub(crate) fn quietly<T>(work: impl FnOnce() -> T) -> T {
    IS_QUIET.store(true, Ordering::Relaxed);
    let result = work();
    IS_QUIET.store(false, Ordering::Relaxed);
    result
}
