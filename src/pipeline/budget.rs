//! Back-pressure: how many bytes may be under way between the reader and the writers.

use std::sync::{Condvar, Mutex, PoisonError};

/// A counting gate. Whoever asks for more than is left waits; a single claim beyond the whole budget passes alone.
#[derive(Debug)]
pub(super) struct Budget {
    limit: u64,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    used: u64,
    closed: bool,
}

impl Budget {
    pub(super) fn new(limit: u64) -> Self {
        Self { limit, state: Mutex::new(State::default()), changed: Condvar::new() }
    }

    /// Waits until `bytes` fit. False once the budget is closed: nobody will give anything back any more.
    pub(super) fn claim(&self, bytes: u64) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while !state.closed && state.used > 0 && state.used.saturating_add(bytes) > self.limit {
            state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.used += bytes;
        !state.closed
    }

    pub(super) fn give_back(&self, bytes: u64) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.used = state.used.saturating_sub(bytes);
        self.changed.notify_all();
    }

    /// Lets everyone who waits go on, with the answer that it is over.
    pub(super) fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).closed = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn a_claim_waits_for_what_is_given_back() {
        let budget = Budget::new(10);
        let passed = AtomicBool::new(false);
        assert!(budget.claim(8));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                assert!(budget.claim(5));
                passed.store(true, Ordering::SeqCst);
            });
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert!(!passed.load(Ordering::SeqCst), "the claim must wait");
            budget.give_back(8);
        });
        assert!(passed.load(Ordering::SeqCst));
    }

    #[test]
    fn one_claim_beyond_the_limit_passes_alone() {
        let budget = Budget::new(10);
        assert!(budget.claim(50));
    }

    #[test]
    fn closing_frees_who_waits() {
        let budget = Budget::new(1);
        assert!(budget.claim(1));
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| budget.claim(1));
            budget.close();
            assert!(!waiting.join().unwrap());
        });
    }
}
