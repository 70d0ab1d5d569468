//! What there is to do: the inputs to read, the rows to keep.

use std::collections::HashSet;

use serde::Serialize;

use super::baseline::{Baseline, Obstacle, Refresh};
use super::content::Content;
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
    /// Source paths of inputs to read again, whatever became of them.
    pub(in crate::pipeline) again: HashSet<String>,
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
    /// No longer there, or in a folder that could not be listed; their rows are kept.
    pub kept: u64,
    /// As they were; touched ones among them.
    pub unchanged: u64,
    /// As they were, under another time or inode.
    pub touched: u64,
}

/// The inputs beside the published version.
#[derive(Debug)]
pub(in crate::pipeline) struct Survey {
    pub(super) plan: Plan,
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

impl Survey {
    pub(in crate::pipeline) fn take(
        plan: Plan,
        began: Began,
        layout: &Layout,
        settings: &Settings,
        fingerprint: Fingerprint,
        options: &SurveyOptions,
    ) -> Result<Self, RunError> {
        let keeps_vanished = settings.run.vanished == "keep";
        let (baseline, unusable) = match Baseline::read(layout) {
            Ok(baseline) => (Some(baseline), None),
            Err(Obstacle::Refresh(Refresh::Unusable(why)))
                if (keeps_vanished || !plan.unlisted.is_empty()) && !options.refresh =>
            {
                return Err(RunError::WouldForget { why });
            }
            Err(Obstacle::Refresh(reason)) => (None, Some(reason)),
            Err(Obstacle::Environment(error)) => return Err(error),
        };
        let reshaped = || {
            let parts = baseline.as_ref()?.ledger.fingerprint.differences(&fingerprint);
            (!parts.is_empty()).then_some(Refresh::Reshaped(parts))
        };
        let asked = options.refresh.then_some(Refresh::Asked);
        let limited = (settings.run.limit > 0).then_some(Refresh::Limited);
        let refresh = unusable.or(asked).or(limited).or_else(reshaped);
        let changes = match &baseline {
            Some(baseline) if refresh.is_none() => compare(&plan, &baseline.ledger, options, settings.run.jobs)?,
            _ => vec![Change::New; plan.entries.len()],
        };
        let vanished = baseline.as_ref().map_or_else(Vec::new, |baseline| vanished(&plan, &baseline.ledger));
        Ok(Self { plan, began, fingerprint, baseline, refresh, changes, vanished, keeps_vanished })
    }

    /// The inputs to read, in the order of the plan.
    pub(in crate::pipeline) fn work(&self) -> Vec<&Entry> {
        self.of(&[Change::New, Change::Changed]).collect()
    }

    /// The inputs of these kinds, in the order of the plan.
    pub(super) fn of<'s>(&'s self, kinds: &'s [Change]) -> impl Iterator<Item = &'s Entry> {
        let pairs = self.plan.entries.iter().zip(&self.changes);
        pairs.filter(|(_, change)| kinds.contains(change)).map(|(entry, _)| entry)
    }

    /// Files in the input folder that are no inputs.
    pub(in crate::pipeline) fn skipped(&self) -> u64 {
        self.plan.skipped
    }

    /// Folders in the input folder that could not be listed.
    pub(in crate::pipeline) fn unlisted(&self) -> &[String] {
        &self.plan.unlisted
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

    /// Whether the rows of a vanished input stay. What only filled the quarantine is no text to keep; of what lies in a folder
    /// that could not be listed nobody knows that it is gone.
    pub(super) fn is_kept(&self, path: &str) -> bool {
        let is_to_be_kept = || self.keeps_vanished && self.line(path).is_some_and(|line| line.documents > 0);
        self.plan.is_out_of_sight(path) || is_to_be_kept()
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
        // Whoever comes back into sight later is not to be taken for unchanged, if all others were made anew meanwhile.
        let is_outdated =
            self.baseline.as_ref().is_some_and(|baseline| baseline.ledger.fingerprint != self.fingerprint);
        let as_kept = |line: &Line| {
            let content = if is_outdated { Content::Outdated } else { line.content };
            Line { content, ..line.clone() }
        };
        let kept = kept.filter_map(|path| Some((path.clone(), as_kept(self.line(path)?))));
        Ledger { fingerprint: self.fingerprint.clone(), lines: there.chain(kept).collect() }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::pipeline::resources::Resources;
    use crate::pipeline::run::listed;
    use crate::pipeline::{RunOptions, Silent, run};

    /// A disk that stumbles while it is listed takes no rows away: rsync deletes nothing then either.
    #[test]
    fn what_lies_in_a_folder_that_could_not_be_listed_is_kept() {
        let house = tempfile::tempdir().unwrap();
        let input = house.path().join("input");
        for (name, city) in
            [("a.txt", "Oslo"), ("press/b.txt", "Minsk"), ("press/empty.txt", ""), ("pressing.txt", "Rome")]
        {
            let path = input.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            let text = if city.is_empty() { String::new() } else { format!("The minister spoke in {city}.") };
            fs::write(path, text).unwrap();
        }
        let mut settings = Settings::default();
        settings.input.path = input.to_string_lossy().into_owned();
        settings.output.path = house.path().join("output").to_string_lossy().into_owned();
        settings.run.max_quarantined_fraction = 1.0;
        run(&settings, &RunOptions::default(), &Silent).unwrap();

        let layout = Layout::new(&settings.output.path);
        let fingerprint = Fingerprint::of(&settings, &Resources::read(&settings).unwrap());
        let changes = |unlisted: &[&str]| {
            let mut plan = listed(&settings).unwrap();
            plan.entries.retain(|entry| entry.source_path == "a.txt");
            plan.unlisted = unlisted.iter().map(|folder| (*folder).to_owned()).collect();
            let options = SurveyOptions::default();
            let survey = Survey::take(plan, Began::now(), &layout, &settings, fingerprint.clone(), &options).unwrap();
            (survey.counts().kept, survey.counts().removed, survey.carried().len())
        };
        assert_eq!(changes(&[]), (0, 3, 1));
        assert_eq!(changes(&["press"]), (2, 1, 3));
        assert_eq!(changes(&["."]), (3, 0, 4));
    }

    /// Somebody removed the version's folder: that is not the state of a folder in which nothing was ever published.
    #[test]
    fn what_is_to_be_kept_is_not_given_up_because_the_link_leads_to_nothing() {
        let house = tempfile::tempdir().unwrap();
        let input = house.path().join("input");
        fs::create_dir(&input).unwrap();
        fs::write(input.join("a.txt"), "The minister spoke in Oslo.").unwrap();
        let mut settings = Settings::default();
        settings.input.path = input.to_string_lossy().into_owned();
        settings.output.path = house.path().join("output").to_string_lossy().into_owned();
        settings.run.vanished = "keep".into();
        run(&settings, &RunOptions::default(), &Silent).unwrap();
        fs::remove_dir_all(house.path().join("output/_versions/000001")).unwrap();
        let error = run(&settings, &RunOptions::default(), &Silent).unwrap_err();
        assert!(matches!(error, RunError::WouldForget { .. }), "{error}");
        let refresh = RunOptions { refresh: true, ..RunOptions::default() };
        assert_eq!(run(&settings, &refresh, &Silent).unwrap().version, Some(1));
    }
}
