//! Expectations, as the field calls what a user demands of tables: the entries `[[checks]]` of the configuration, held against a
//! version. Not to be confused with the laws of `etl check`, which hold of every version.
//!
//! What is not as demanded is an [`CheckOutcome`], never an error. Tables are read in slices, and only in the columns that a check
//! needs; the rows that fail are looked up in a second reading, which ends with the first few.

mod condition;
mod counts;
mod examples;
mod rows;
#[cfg(test)]
mod tests;
mod unique;

use std::ops::ControlFlow;

use polars::prelude::{DataFrame, PolarsResult};
use serde::Serialize;

use super::{Dataset, DatasetError};
use crate::config::checks::{Check, Demand, Severity};
use crate::config::{ConfigError, Problem};

use condition::RowCondition;

/// A check that is ready to be held against tables.
#[derive(Debug)]
pub struct Expectation {
    check: Check,
    condition: Option<RowCondition>,
}

/// What became of one check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CheckOutcome {
    pub name: String,
    pub table: &'static str,
    pub kind: &'static str,
    /// `warn` or `error`.
    pub severity: &'static str,
    pub holds: bool,
    /// What was found, in words; printable.
    pub message: String,
}

impl CheckOutcome {
    /// Whether it forbids to publish.
    pub fn is_fatal(&self) -> bool {
        !self.holds && self.severity == Severity::Error.as_str()
    }
}

/// What was found, and whether it is as demanded.
struct Verdict {
    holds: bool,
    message: String,
}

/// Makes the checks of a configuration ready.
///
/// # Errors
/// If a condition is no SQL, names a column that is not there, or is not decided row by row: each with its place in the file.
pub fn expectations(checks: &[Check]) -> Result<Vec<Expectation>, ConfigError> {
    let mut ready = Vec::with_capacity(checks.len());
    let mut problems = Vec::new();
    for check in checks {
        let written = check.condition.as_ref();
        match written.map(|written| RowCondition::parse(check.table, &written.sql)).transpose() {
            Ok(condition) => ready.push(Expectation { check: check.clone(), condition }),
            Err(fault) => problems.extend(written.map(|written| Problem {
                place: written.place.clone(),
                message: fault.message,
                hint: fault.hint,
            })),
        }
    }
    if problems.is_empty() { Ok(ready) } else { Err(ConfigError { problems }) }
}

impl Expectation {
    /// Holds the check against a version, and where it is about a change, against the one `before`.
    ///
    /// # Errors
    /// If the tables of this version cannot be read.
    pub fn evaluate(&self, dataset: &Dataset, before: Option<&Dataset>) -> Result<CheckOutcome, DatasetError> {
        let verdict = match &self.check.demand {
            Demand::NotNull { columns, max_failed_fraction } => {
                rows::not_null(self, dataset, columns, *max_failed_fraction)?
            }
            Demand::Range { columns, bounds, max_failed_fraction } => {
                rows::range(self, dataset, columns, bounds, *max_failed_fraction)?
            }
            Demand::Pattern { columns, pattern, max_failed_fraction } => {
                rows::pattern(self, dataset, columns, pattern, *max_failed_fraction)?
            }
            Demand::Unique { columns } => unique::unique(self, dataset, columns)?,
            Demand::RowCount { min, max } => counts::row_count(self, dataset, *min, *max)?,
            Demand::LanguageShare { language, min, max } => {
                counts::language_share(self, dataset, language, *min, *max)?
            }
            Demand::Change { max_increase, max_decrease } => {
                counts::change(self, dataset, before, *max_increase, *max_decrease)?
            }
        };
        Ok(self.outcome(verdict))
    }

    /// What becomes of a check whose tables cannot be read.
    pub fn unreadable(&self, error: &DatasetError) -> CheckOutcome {
        self.outcome(Verdict { holds: false, message: format!("cannot be looked at: {error}") })
    }

    fn outcome(&self, Verdict { holds, message }: Verdict) -> CheckOutcome {
        let Check { name, table, kind, severity, .. } = &self.check;
        CheckOutcome { name: name.clone(), table, kind, severity: severity.as_str(), holds, message }
    }

    /// Hands over the rows that the condition lets through, slice by slice, with these columns and those of the condition, until
    /// `visit` breaks.
    fn for_each_slice(
        &self,
        dataset: &Dataset,
        columns: &[&str],
        visit: &mut dyn FnMut(&DataFrame) -> PolarsResult<ControlFlow<()>>,
    ) -> Result<(), DatasetError> {
        let table = self.check.table;
        let mut wanted = columns.to_vec();
        let needed = self.condition.iter().flat_map(|condition| &condition.columns);
        wanted.extend(needed.map(String::as_str).filter(|name| !columns.contains(name)));
        for slice in dataset.slices(table, &wanted)? {
            let mut slice = slice?;
            if let Some(condition) = &self.condition {
                slice = condition.filter(slice).map_err(DatasetError::content(table))?;
            }
            if visit(&slice).map_err(DatasetError::content(table))?.is_break() {
                break;
            }
        }
        Ok(())
    }

    /// How many rows the condition lets through. Without one the footers know.
    fn count(&self, dataset: &Dataset) -> Result<u64, DatasetError> {
        let mut rows = 0;
        if self.condition.is_none() {
            for path in dataset.files(self.check.table)? {
                rows += super::file::TableFile::open(&path)?.rows() as u64;
            }
            return Ok(rows);
        }
        self.for_each_slice(dataset, &[], &mut |slice| {
            rows += slice.height() as u64;
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(rows)
    }
}

/// The version that was published when a run made this one; nothing where there was none, or it is gone.
///
/// # Errors
/// If there is no manifest, or the folder of the versions cannot be listed.
pub fn version_before(dataset: &Dataset) -> Result<Option<Dataset>, DatasetError> {
    let manifest = dataset.manifest()?;
    let before = manifest.run.get(PREVIOUS_VERSION).and_then(serde_json::Value::as_u64);
    let (Some(before), Some(versions)) = (before, dataset.dir().parent()) else { return Ok(None) };
    let versions = super::open::entries(versions)?.into_iter().map(Dataset::at);
    Ok(versions.into_iter().find(|version| version.number() == Some(before)))
}

/// What the manifest calls the number of the version that was published before.
pub const PREVIOUS_VERSION: &str = "previous_version";

/// A share in words: `0.25`, never with more than four digits.
fn share(part: u64, whole: u64) -> String {
    fraction(part as f64 / whole.max(1) as f64)
}

fn fraction(number: f64) -> String {
    let digits = format!("{number:.4}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}
