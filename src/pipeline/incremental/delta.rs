//! What is there beside what was read: each input is new, changed, touched or unchanged, and some have vanished.

use std::collections::HashSet;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use super::content::{Content, failure};
use super::ledger::{Ledger, Line};
use super::survey::SurveyOptions;
use crate::pipeline::{RunError, threads};
use crate::stages::extract::{Entry, Plan, Stamp};

/// The coarsest clock of a file system in use, FAT's: a change within it may leave the stamp as it was.
const TICK: Duration = Duration::from_secs(2);

/// What became of an input since it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    Unchanged,
    /// Another stamp, the same bytes.
    Touched,
    Changed,
    New,
}

/// When a run began, on the clock of the files.
#[derive(Clone, Copy, Debug)]
pub(in crate::pipeline) struct Began {
    ns: i64,
}

impl Began {
    pub(in crate::pipeline) fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self { ns: i64::try_from(since.as_nanos()).unwrap_or(i64::MAX) }
    }

    /// Whether a file of this stamp may change once more and keep the stamp.
    pub(in crate::pipeline) fn is_racy(self, stamp: Option<Stamp>) -> bool {
        let tick = i64::try_from(TICK.as_nanos()).unwrap_or_default();
        stamp.is_some_and(|stamp| stamp.modified_ns >= self.ns.saturating_sub(tick))
    }
}

/// Compares each entry of a plan with its line, in the order of the plan. Files whose stamps do not settle it are read, on
/// `jobs` threads; all of them if the options are paranoid.
pub(super) fn compare(
    plan: &Plan,
    ledger: &Ledger,
    options: &SurveyOptions,
    jobs: u32,
) -> Result<Vec<Change>, RunError> {
    let verdict = |entry: &Entry| match ledger.lines.get(&entry.source_path) {
        Some(_) if options.again.contains(&entry.source_path) => Some(Change::Changed),
        Some(line) => at_a_glance(entry, line, options.paranoid),
        None => Some(Change::New),
    };
    let mut changes: Vec<Option<Change>> = plan.entries.iter().map(verdict).collect();
    let open: Vec<usize> = (0..).zip(&changes).filter(|(_, change)| change.is_none()).map(|(at, _)| at).collect();
    if !open.is_empty() {
        let look = |at: &usize| {
            let entry = plan.entries.get(*at)?;
            let line = ledger.lines.get(&entry.source_path)?;
            options.interrupt.signal().is_none().then(|| (*at, at_the_bytes(entry, line)))
        };
        let looked: Vec<Option<(usize, Change)>> = threads::pool(jobs)?.install(|| open.par_iter().map(look).collect());
        for (at, change) in looked.into_iter().flatten() {
            if let Some(open) = changes.get_mut(at) {
                *open = Some(change);
            }
        }
    }
    Ok(changes.into_iter().map(|change| change.unwrap_or(Change::Changed)).collect())
}

/// What size and stamp tell; nothing where the bytes must be read.
fn at_a_glance(entry: &Entry, line: &Line, paranoid: bool) -> Option<Change> {
    if let Some(diagnostic) = entry.rejection() {
        let same = line.content == Content::Failed(failure(diagnostic)) && line.size_bytes == entry.size_bytes;
        return Some(if same { Change::Unchanged } else { Change::Changed });
    }
    if line.content == Content::Outdated || line.size_bytes != entry.size_bytes {
        return Some(Change::Changed);
    }
    let is_proved = line.stamp == entry.stamp && entry.stamp.is_some() && !line.racy;
    let was_read = matches!(line.content, Content::Stored(_));
    (is_proved && was_read && !paranoid).then_some(Change::Unchanged)
}

fn at_the_bytes(entry: &Entry, line: &Line) -> Change {
    if line.content.look_again(entry) != line.content {
        Change::Changed
    } else if line.stamp == entry.stamp {
        Change::Unchanged
    } else {
        Change::Touched
    }
}

/// The inputs that were read and are no longer there, sorted.
pub(super) fn vanished(plan: &Plan, ledger: &Ledger) -> Vec<String> {
    let there: HashSet<&str> = plan.entries.iter().map(|entry| entry.source_path.as_str()).collect();
    ledger.lines.keys().filter(|path| !there.contains(path.as_str())).cloned().collect()
}
