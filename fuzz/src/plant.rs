//! Planted faults: with `COMMUNIQUE_FUZZ_PLANT` set, a law is shown a result that was spoiled for certain inputs, and the fuzzer has
//! to come upon one of them. A fuzzer that cannot find these finds nothing.

use std::sync::LazyLock;

static IS_ARMED: LazyLock<bool> = LazyLock::new(|| std::env::var_os("COMMUNIQUE_FUZZ_PLANT").is_some());

/// Spoils a result where `is_trigger` holds for the input; never unless faults are planted.
pub(crate) fn spoil<T>(result: &mut T, is_trigger: impl FnOnce(&T) -> bool, fault: impl FnOnce(&mut T)) {
    if *IS_ARMED && is_trigger(result) {
        fault(result);
    }
}
