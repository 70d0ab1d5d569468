//! Where the time goes: a probe around each stage, which costs nothing where nobody measures.

use std::time::{Duration, Instant};

/// The parts of a run whose time is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measured {
    Extract,
    Normalize,
    Segment,
    Recognize,
    Resolve,
    Batch,
    Load,
    Merge,
    Fold,
    Check,
    Publish,
}

impl Measured {
    pub(super) const ALL: [Measured; 11] = [
        Measured::Extract,
        Measured::Normalize,
        Measured::Segment,
        Measured::Recognize,
        Measured::Resolve,
        Measured::Batch,
        Measured::Load,
        Measured::Merge,
        Measured::Fold,
        Measured::Check,
        Measured::Publish,
    ];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Extract => "extract",
            Self::Normalize => "normalize",
            Self::Segment => "segment",
            Self::Recognize => "recognize",
            Self::Resolve => "resolve",
            Self::Batch => "batch",
            Self::Load => "load",
            Self::Merge => "merge",
            Self::Fold => "fold",
            Self::Check => "check",
            Self::Publish => "publish",
        }
    }
}

pub(super) trait Probe {
    fn around<T>(&mut self, part: Measured, work: impl FnOnce() -> T) -> T;
}

/// Measures nothing.
pub(super) struct NoProbe;

impl Probe for NoProbe {
    fn around<T>(&mut self, _: Measured, work: impl FnOnce() -> T) -> T {
        work()
    }
}

/// Adds up the time of each part, over all threads.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stopwatch {
    spent: [Duration; Measured::ALL.len()],
}

impl Stopwatch {
    pub(super) fn add(&mut self, other: &Stopwatch) {
        for (mine, theirs) in self.spent.iter_mut().zip(other.spent) {
            *mine += theirs;
        }
    }

    /// Adds time that was measured elsewhere.
    pub(super) fn spend(&mut self, part: Measured, time: Duration) {
        if let Some(spent) = self.spent.get_mut(part as usize) {
            *spent += time;
        }
    }

    pub(super) fn seconds(&self, part: Measured) -> f64 {
        self.spent.get(part as usize).map_or(0.0, Duration::as_secs_f64)
    }
}

impl Probe for Stopwatch {
    fn around<T>(&mut self, part: Measured, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.spend(part, start.elapsed());
        result
    }
}
