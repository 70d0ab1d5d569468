//! What there is to do: the inputs to read, the rows to keep.

use std::collections::HashSet;

use serde::Serialize;

use super::baseline::{Baseline, Refresh};
use super::delta::{Began, Change, compare, vanished};
use super::fingerprint::Fingerprint;
use super::ledger::{Ledger, Line};
use crate::config::Settings;
use crate::pipeline::{Interrupt, Layout, RunError};
use crate::stages::extract::{Entry, Plan};

/// How to look, beside what the settings say.
#[derive(Clone, Debug, Default)]
pub(in crate::pipeline) struct SurveyOptions {
    /// Read everything anew, whatever is published.
    pub(in crate::pipeline) refresh: bool,
    /// Read every file to see whether it has changed.
    pub(in crate::pipeline) paranoid: bool,
    pub(in crate::pipeline) interrupt: Interrupt,
}

/// How many inputs there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Read for the first time, or anew with all the others.
    pub new: u64,
    /// Read again, since they hold something else now.
    pub changed: u64,
    /// No longer there; their rows are removed.
    pub removed: u64,
    /// No longer there; their rows are kept.
    pub kept: u64,
    /// As they were; touched ones among them.
    pub unchanged: u64,
    /// As they were, under another time or inode.
    pub touched: u64,
}

/// The inputs beside the published version.
#[derive(Debug)]
pub(in crate::pipeline) struct Survey<'p> {
    pub(super) plan: &'p Plan,
    pub(in crate::pipeline) began: Began,
    pub(in crate::pipeline) fingerprint: Fingerprint,
    /// What is built upon, or where the rows of vanished inputs are taken from.
    pub(in crate::pipeline) baseline: Option<Baseline>,
    pub(in crate::pipeline) refresh: Option<Refresh>,
    /// In the order of the plan.
    pub(super) changes: Vec<Change>,
    /// Paths, sorted.
    pub(super) vanished: Vec<String>,
    keeps_vanished: bool,
}

impl<'p> Survey<'p> {
    pub(in crate::pipeline) fn take(
        plan: &'p Plan,
        began: Began,
        layout: &Layout,
        settings: &Settings,
        fingerprint: Fingerprint,
        options: &SurveyOptions,
    ) -> Result<Self, RunError> {
        let (baseline, unusable) = match Baseline::read(layout) {
            Ok(baseline) => (Some(baseline), None),
            Err(reason) => (None, Some(reason)),
        };
        let reshaped = || {
            let parts = baseline.as_ref()?.ledger.fingerprint.differences(&fingerprint);
            (!parts.is_empty()).then_some(Refresh::Reshaped(parts))
        };
        let asked = options.refresh.then_some(Refresh::Asked);
        let limited = (settings.run.limit > 0).then_some(Refresh::Limited);
        let refresh = unusable.or(asked).or(limited).or_else(reshaped);
        let changes = match &baseline {
            Some(baseline) if refresh.is_none() => {
                compare(plan, &baseline.ledger, options.paranoid, settings.run.jobs, &options.interrupt)?
            }
            _ => vec![Change::New; plan.entries.len()],
        };
        let vanished = baseline.as_ref().map_or_else(Vec::new, |baseline| vanished(plan, &baseline.ledger));
        let keeps_vanished = settings.run.vanished == "keep";
        Ok(Self { plan, began, fingerprint, baseline, refresh, changes, vanished, keeps_vanished })
    }

    /// The inputs to read, in the order of the plan.
    pub(in crate::pipeline) fn work(&self) -> Vec<&'p Entry> {
        self.of(&[Change::New, Change::Changed]).collect()
    }

    /// The inputs of these kinds, in the order of the plan.
    pub(super) fn of<'s>(&'s self, kinds: &'s [Change]) -> impl Iterator<Item = &'p Entry> + 's {
        let pairs = self.plan.entries.iter().zip(&self.changes);
        pairs.filter(|(_, change)| kinds.contains(change)).map(|(entry, _)| entry)
    }

    /// Files in the input folder that are no inputs.
    pub(in crate::pipeline) fn skipped(&self) -> u64 {
        self.plan.skipped
    }

    /// Whether the published version is what a run would make.
    pub(in crate::pipeline) fn is_up_to_date(&self) -> bool {
        let Changes { new, changed, removed, .. } = self.counts();
        self.refresh.is_none() && new + changed + removed == 0
    }

    pub(in crate::pipeline) fn counts(&self) -> Changes {
        let count = |kinds: &[Change]| self.of(kinds).count() as u64;
        let kept = self.vanished.iter().filter(|path| self.is_kept(path)).count() as u64;
        Changes {
            new: count(&[Change::New]),
            changed: count(&[Change::Changed]),
            removed: self.vanished.len() as u64 - kept,
            kept,
            unchanged: count(&[Change::Unchanged, Change::Touched]),
            touched: count(&[Change::Touched]),
        }
    }

    /// Whether the rows of a vanished input stay. What only filled the quarantine is no text to keep.
    pub(super) fn is_kept(&self, path: &str) -> bool {
        self.keeps_vanished && self.line(path).is_some_and(|line| line.documents > 0)
    }

    fn line(&self, path: &str) -> Option<&Line> {
        self.baseline.as_ref()?.ledger.lines.get(path)
    }

    /// The paths whose rows are taken over from the published version.
    pub(in crate::pipeline) fn carried(&self) -> HashSet<&str> {
        let unchanged = self.of(&[Change::Unchanged, Change::Touched]).map(|entry| entry.source_path.as_str());
        unchanged.chain(self.vanished.iter().map(String::as_str).filter(|path| self.is_kept(path))).collect()
    }

    /// The lines of what is taken over, with the stamps of this day, and none of what is read.
    pub(in crate::pipeline) fn carried_lines(&self) -> Ledger {
        let renewed = |entry: &Entry| {
            let line = self.line(&entry.source_path)?.clone();
            let line = Line { stamp: entry.stamp, racy: self.began.is_racy(entry.stamp), ..line };
            Some((entry.source_path.clone(), line))
        };
        let there = self.of(&[Change::Unchanged, Change::Touched]).filter_map(renewed);
        let kept = self.vanished.iter().filter(|path| self.is_kept(path));
        let kept = kept.filter_map(|path| Some((path.clone(), self.line(path)?.clone())));
        Ledger { fingerprint: self.fingerprint.clone(), lines: there.chain(kept).collect() }
    }
}
