//! The gate between tables that are written and tables that are published: how much may be in quarantine, and the checks of the
//! configuration.

use std::collections::BTreeMap;
use std::path::Path;

use super::RunError;
use super::incremental::Ledger;
use super::limits::{BeyondLimit, exceeded};
use crate::config::Settings;
use crate::dataset::{self, CheckOutcome, CodeCount, Dataset, DatasetError, Expectation, QuarantineFilter};
use crate::model::Code;

/// What the settings demand of a version.
pub(super) struct Gate<'s> {
    settings: &'s Settings,
    expectations: Vec<Expectation>,
}

impl<'s> Gate<'s> {
    /// # Errors
    /// If a check of the configuration is wrong: said before any work is done.
    pub(super) fn new(settings: &'s Settings) -> Result<Self, RunError> {
        let wrong = |error: crate::config::ConfigError| RunError::Configuration(error.to_string());
        Ok(Self { settings, expectations: dataset::expectations(&settings.checks).map_err(wrong)? })
    }

    /// Whether too much is in quarantine, by the counts of the whole version. Its tables, where there are any, know examples.
    pub(super) fn quarantine(
        &self,
        ledger: &Ledger,
        tables: Option<&Dataset>,
    ) -> Result<Option<BeyondLimit>, RunError> {
        let by_code = ledger.quarantined();
        let quarantined = by_code.values().sum();
        let records = ledger.documents() + quarantined;
        let limits = exceeded(&self.settings.run, records, quarantined);
        if limits.is_empty() {
            return Ok(None);
        }
        let codes = match tables {
            Some(tables) => dataset::by_code(tables, &QuarantineFilter::default())?,
            None => most_frequent(&by_code),
        };
        Ok(Some(BeyondLimit::new(records, quarantined, limits, codes)))
    }

    /// As [`Gate::quarantine`] of tables that are to be published; an error where the settings refuse such a version.
    pub(super) fn admit(&self, ledger: &Ledger, tables: Option<&Dataset>) -> Result<Option<BeyondLimit>, RunError> {
        match self.quarantine(ledger, tables)? {
            Some(beyond) if self.settings.run.beyond_limit == "refuse" => Err(RunError::BeyondLimit(beyond)),
            outcome => Ok(outcome),
        }
    }

    /// Holds the staged tables to the checks, and asks between them whether to go on; an error where one forbids to publish.
    pub(super) fn checks(
        &self,
        staged: &Dataset,
        before: Option<&Dataset>,
        go_on: &dyn Fn() -> Result<(), RunError>,
    ) -> Result<Vec<CheckOutcome>, RunError> {
        let mut outcomes = Vec::with_capacity(self.expectations.len());
        for expectation in &self.expectations {
            outcomes.push(expectation.evaluate(staged, before)?);
            go_on()?;
        }
        if outcomes.iter().any(CheckOutcome::is_fatal) {
            outcomes.retain(|outcome| !outcome.holds);
            return Err(RunError::ChecksFailed(outcomes));
        }
        Ok(outcomes)
    }
}

/// The version that readers of an output folder have now.
pub(super) fn published(output: &Path) -> Result<Option<Dataset>, RunError> {
    match Dataset::open(output) {
        Ok(version) => Ok(Some(version)),
        Err(DatasetError::NotPublished { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The codes of a run that writes nothing, the most frequent first.
fn most_frequent(quarantined: &BTreeMap<Code, u64>) -> Vec<CodeCount> {
    let count = |code: &Code| {
        let records = *quarantined.get(code)?;
        Some(CodeCount { code: code.as_str().to_owned(), records, example: None })
    };
    let mut codes: Vec<CodeCount> = Code::ALL.iter().filter_map(count).collect();
    codes.sort_by_key(|count| std::cmp::Reverse(count.records));
    codes
}
