//! What a run would do, without doing it.

use serde::Serialize;

use super::delta::{Began, Change};
use super::fingerprint::Fingerprint;
use super::survey::{Changes, Survey, SurveyOptions};
use crate::config::Settings;
use crate::pipeline::resources::Resources;
use crate::pipeline::run::listed;
use crate::pipeline::{Layout, RunError, RunOptions};

/// What a run would do at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Preview {
    /// Whether a run would publish a version.
    pub has_work: bool,
    /// Number of the version that is published.
    pub version: Option<u64>,
    /// Why everything would be read anew: a word for programs, and a sentence.
    pub refresh: Option<(&'static str, String)>,
    pub counts: Changes,
    /// Source paths, sorted; all inputs where everything is read anew.
    pub new: Vec<String>,
    pub changed: Vec<String>,
    pub touched: Vec<String>,
    /// No longer there, whether their rows are removed or kept.
    pub vanished: Vec<String>,
}

/// Compares the inputs with what is published. Takes no lock and writes nothing.
///
/// # Errors
/// As [`crate::pipeline::run`], for settings and inputs.
pub fn preview(settings: &Settings, options: &RunOptions) -> Result<Preview, RunError> {
    let began = Began::now();
    let fingerprint = Fingerprint::of(settings, &Resources::read(settings)?);
    let plan = listed(settings)?;
    let layout = Layout::new(&settings.output.path);
    let survey = Survey::take(plan, began, &layout, settings, fingerprint, &SurveyOptions::from(options))?;
    options.interrupt.check()?;
    let paths = |kind| survey.of(&[kind]).map(|entry| entry.source_path.clone()).collect();
    Ok(Preview {
        has_work: !survey.is_up_to_date(),
        version: survey.baseline.as_ref().map(|baseline| baseline.manifest.version),
        refresh: survey.refresh.as_ref().map(|reason| (reason.code(), reason.to_string())),
        counts: survey.counts(),
        new: paths(Change::New),
        changed: paths(Change::Changed),
        touched: paths(Change::Touched),
        vanished: survey.vanished,
    })
}
