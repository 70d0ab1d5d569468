//! The main job, from a folder of raw texts to a published version.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use super::analyze::Analyzer;
use super::assemble::{TakenOver, fill_up, ledger_of, recipe_of, take_over};
use super::flow::{Sink, Totals, flow};
use super::folds::write_folds;
use super::gate::{Gate, published};
use super::incremental::{Began, Fingerprint, Ledger, Refresh, Survey, SurveyOptions};
use super::layout::Layout;
use super::parts::Recipe;
use super::probe::{Measured, Probe, Stopwatch};
use super::publish::{Publication, keep_current};
use super::report::{Outcome, Progress, RunReport, StageTime};
use super::resources::Resources;
use super::sinks::{CountingSink, WritingSink};
use super::worker::STREAMED;
use super::{Interrupt, RunError, memory};
use crate::config::Settings;
use crate::dataset::{Dataset, Manifest, ManifestFile, PREVIOUS_VERSION};
use crate::model::Code;
use crate::schema::TABLES;
use crate::stages::extract::{self, Entry, Plan};
use crate::stages::load::{WrittenFile, write_verified};

/// How to run, beside what the settings say.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// Do all the work, write nothing.
    pub dry_run: bool,
    /// Read all inputs anew, whatever is published.
    pub refresh: bool,
    /// Read every file to see whether it has changed, whatever its time and size say.
    pub paranoid: bool,
    /// Source paths of inputs to work on again although they are as they were.
    pub again: Vec<String>,
    pub interrupt: Interrupt,
}

impl From<&RunOptions> for SurveyOptions {
    fn from(options: &RunOptions) -> Self {
        let RunOptions { refresh, paranoid, again, interrupt, .. } = options.clone();
        Self { refresh, paranoid, again: again.into_iter().collect(), interrupt }
    }
}

/// Runs the pipeline: reads what is new or changed, analyzes, writes, verifies, publishes.
///
/// # Errors
/// Nothing is published then, and what was published before is untouched.
pub fn run(settings: &Settings, options: &RunOptions, progress: &dyn Progress) -> Result<RunReport, RunError> {
    let (start, began) = (Instant::now(), Began::now());
    let resources = Resources::read(settings)?;
    let fingerprint = Fingerprint::of(settings, &resources);
    let analyzer = Analyzer::with(settings, resources)?;
    let gate = Gate::new(settings)?;
    let layout = Layout::new(&settings.output.path);
    // Before anything is made: an output folder in the input would be input from then on.
    extract::refuse_overlap(&settings.input, layout.root())?;
    // The lock comes first: who cannot publish should not read a whole archive before saying so.
    let publication = if options.dry_run { None } else { Some(Publication::begin(layout.clone())?) };
    let survey = Survey::take(listed(settings)?, began, &layout, settings, fingerprint, &SurveyOptions::from(options))?;
    options.interrupt.check()?;

    let run = Run { settings, options, progress, analyzer: &analyzer, gate: &gate };
    let mut report = match publication {
        _ if survey.is_up_to_date() => run.stand_by(&survey, &layout)?,
        None => run.rehearse(&survey)?,
        Some(publication) => run.publish(survey, publication)?,
    };
    report.seconds = start.elapsed().as_secs_f64();
    report.peak_memory_bytes = memory::peak_bytes();
    if let (Outcome::Published, Some(number)) = (report.outcome, report.version) {
        record(&layout, number, &report)?;
    }
    Ok(report)
}

/// The inputs, of which there is at least one.
pub(super) fn listed(settings: &Settings) -> Result<Plan, RunError> {
    let plan = extract::plan(&settings.input)?;
    if plan.entries.is_empty() {
        return Err(RunError::NoRecords { path: settings.input.path.clone() });
    }
    Ok(plan)
}

struct Run<'a> {
    settings: &'a Settings,
    options: &'a RunOptions,
    progress: &'a dyn Progress,
    analyzer: &'a Analyzer,
    gate: &'a Gate<'a>,
}

impl Run<'_> {
    /// Nothing to do: the published version is what a run would make.
    ///
    /// The checks of the configuration are not asked: they guard the way to publication, and the tables may be large.
    fn stand_by(&self, survey: &Survey, layout: &Layout) -> Result<RunReport, RunError> {
        let mut report = report(Outcome::UpToDate, survey);
        if let Some(baseline) = &survey.baseline {
            let number = baseline.manifest.version;
            if !self.options.dry_run {
                keep_current(layout, number)?;
            }
            count(&mut report, &baseline.ledger);
            report.beyond_limit = self.gate.quarantine(&baseline.ledger, None)?;
            report.rows = rows_of(&baseline.manifest);
            report.version = Some(number);
            report.published_at = Some(layout.version(number));
        }
        Ok(report)
    }

    /// All the work, and nothing written.
    fn rehearse(&self, survey: &Survey) -> Result<RunReport, RunError> {
        let mut sink = CountingSink::default();
        let work = survey.work();
        let totals = self.flow(&work, &mut sink)?;
        let recipe = recipe_of(survey, &self.settings.output);
        let ledger = ledger_of(survey, &recipe, &work, totals.outcomes);
        self.hold_to_something(&ledger)?;
        let mut report = report(Outcome::DryRun, survey);
        report.stages = stage_times(&totals.stopwatch);
        count(&mut report, &ledger);
        report.beyond_limit = self.gate.admit(&ledger, None)?;
        report.rows = STREAMED.into_iter().zip(sink.rows).collect();
        report.raw_bytes = totals.tally.raw_bytes;
        Ok(report)
    }

    fn publish(&self, survey: Survey, publication: Publication) -> Result<RunReport, RunError> {
        let (staging, output) = (publication.staging(), &self.settings.output);
        let recipe = recipe_of(&survey, output);
        let mut sink = WritingSink::new(staging, recipe.new, output);
        let work = survey.work();
        let mut totals = self.flow(&work, &mut sink)?;
        let (mut written, mut stopwatch) = sink.finish()?;
        let raw_bytes = totals.tally.raw_bytes;

        let ledger = ledger_of(&survey, &recipe, &work, std::mem::take(&mut totals.outcomes));
        self.hold_to_something(&ledger)?;
        let TakenOver { linked, merged } = self.take_over(&survey, &recipe, staging, &mut stopwatch)?;
        let (mut report, about) = (report(Outcome::Published, &survey), self.about(&survey));
        // The folds need memory of their own, and nobody needs the list of the inputs any more.
        drop(work);
        drop(survey);

        written.extend(merged);
        let streamed: Vec<WrittenFile> = written.iter().chain(&linked).cloned().collect();
        written.extend(fill_up(&streamed, staging, recipe.new, output)?);
        let staged = Dataset::at(staging);
        let beyond_limit = self.gate.admit(&ledger, Some(&staged))?;

        self.progress.begin("fold", None);
        written.extend(stopwatch.around(Measured::Fold, || write_folds(staging, output))?);
        self.progress.end();
        self.options.interrupt.check()?;

        self.progress.begin("check", None);
        let before = published(self.settings.output.path.as_ref())?;
        let checks = stopwatch.around(Measured::Check, || {
            self.gate.checks(&staged, before.as_ref(), &|| self.options.interrupt.check())
        })?;
        self.progress.end();

        self.progress.begin("publish", None);
        let number = publication.number();
        let files = in_registry_order(written.iter().chain(&linked).cloned());
        let mut manifest = manifest(number, &ledger, &files, staging)?;
        manifest.run = about;
        manifest.run.insert(PREVIOUS_VERSION.into(), before.and_then(|before| before.number()).into());
        let published_at = stopwatch.around(Measured::Publish, || {
            manifest.inputs = Some(keep(&ledger, &publication)?);
            publication.publish(&written, &manifest)
        })?;
        self.progress.end();

        totals.stopwatch.add(&stopwatch);
        report.stages = stage_times(&totals.stopwatch);
        count(&mut report, &ledger);
        report.beyond_limit = beyond_limit;
        report.checks = checks;
        report.rows = rows_of(&manifest);
        report.raw_bytes = raw_bytes;
        report.written_bytes = written.iter().map(|file| file.bytes).sum();
        report.version = Some(number);
        report.published_at = Some(published_at);
        Ok(report)
    }

    /// Reads and analyzes the work into the sink, and holds the result to the conservation law.
    fn flow(&self, work: &[&Entry], sink: &mut dyn Sink) -> Result<Totals, RunError> {
        let total_bytes = work.iter().map(|entry| entry.size_bytes).sum();
        self.progress.begin("read", Some(total_bytes));
        let totals = flow(work, self.settings, self.analyzer, &self.options.interrupt, self.progress, sink)?;
        self.progress.end();

        let tally = &totals.tally;
        let quarantined = tally.n_quarantined();
        if totals.found != tally.documents + quarantined {
            let (records, documents) = (totals.found, tally.documents);
            return Err(RunError::Unbalanced { records, documents, quarantined });
        }
        Ok(totals)
    }

    fn take_over(
        &self,
        survey: &Survey,
        recipe: &Recipe,
        staging: &Path,
        stopwatch: &mut Stopwatch,
    ) -> Result<TakenOver, RunError> {
        if recipe.is_all_new() {
            return Ok(TakenOver::default());
        }
        self.progress.begin("merge", None);
        let (output, interrupt) = (&self.settings.output, &self.options.interrupt);
        let taken = stopwatch.around(Measured::Merge, || take_over(survey, recipe, staging, output, interrupt))?;
        self.progress.end();
        Ok(taken)
    }

    /// A version without a document is none.
    fn hold_to_something(&self, ledger: &Ledger) -> Result<(), RunError> {
        let (documents, quarantined) = (ledger.documents(), ledger.quarantined());
        match (documents, quarantined.values().sum()) {
            (0, 0) => Err(RunError::NoRecords { path: self.settings.input.path.clone() }),
            (0, records) => {
                let path = self.settings.input.path.clone();
                Err(RunError::NothingReadable { path, records, codes: by_code(&quarantined) })
            }
            _ => Ok(()),
        }
    }

    /// What the manifest says of the run, beside its counts.
    fn about(&self, survey: &Survey) -> serde_json::Map<String, serde_json::Value> {
        let mut about = serde_json::Map::new();
        about.insert("verified_unix_secs".into(), unix_secs().into());
        about.insert("input_path".into(), self.settings.input.path.as_str().into());
        about.insert("skipped_files".into(), survey.skipped().into());
        about.insert("limit".into(), self.settings.run.limit.into());
        about.insert("settings".into(), super::about::settings(self.settings));
        about.insert("refresh".into(), survey.refresh.as_ref().map(Refresh::code).into());
        about
    }
}

/// Lists the files, and holds their rows to the ledger: the conservation law over all that was ever read.
fn manifest(number: u64, ledger: &Ledger, files: &[WrittenFile], staging: &Path) -> Result<Manifest, RunError> {
    let (documents, quarantined) = (ledger.documents(), ledger.quarantined().values().sum());
    let records = documents + quarantined;
    let mut manifest = Manifest::new(number, records, documents, quarantined);
    for file in files {
        let path = file.path.strip_prefix(staging).unwrap_or(&file.path);
        manifest.add_file(file.table, path, file.rows, file.bytes, file.hash);
    }
    let rows = |table| manifest.table(table).map_or(0, |table| table.rows);
    if (rows("documents"), rows("quarantine")) != (documents, quarantined) {
        let (documents, quarantined) = (rows("documents"), rows("quarantine"));
        return Err(RunError::Unbalanced { records, documents, quarantined });
    }
    Ok(manifest)
}

/// A report whose counts and times are still to be set.
fn report(outcome: Outcome, survey: &Survey) -> RunReport {
    RunReport {
        outcome,
        refresh: survey.refresh.as_ref().map(Refresh::to_string),
        inputs: survey.counts(),
        records: 0,
        documents: 0,
        quarantined: Vec::new(),
        rows: Vec::new(),
        stages: Vec::new(),
        raw_bytes: 0,
        written_bytes: 0,
        skipped_files: survey.skipped(),
        unlisted_folders: survey.unlisted().to_vec(),
        seconds: 0.0,
        peak_memory_bytes: None,
        version: None,
        published_at: None,
        beyond_limit: None,
        checks: Vec::new(),
    }
}

fn stage_times(stopwatch: &Stopwatch) -> Vec<StageTime> {
    let time = |part: Measured| StageTime { name: part.as_str(), seconds: stopwatch.seconds(part) };
    Measured::ALL.into_iter().map(time).collect()
}

fn count(report: &mut RunReport, ledger: &Ledger) {
    let quarantined = ledger.quarantined();
    report.documents = ledger.documents();
    report.records = report.documents + quarantined.values().sum::<u64>();
    report.quarantined = by_code(&quarantined);
}

fn by_code(quarantined: &BTreeMap<Code, u64>) -> Vec<(&'static str, u64)> {
    let count = |code: &Code| quarantined.get(code).map(|n| (code.as_str(), *n));
    Code::ALL.iter().filter_map(count).collect()
}

/// By table, and by part within a table.
fn in_registry_order(files: impl Iterator<Item = WrittenFile>) -> Vec<WrittenFile> {
    let mut files: Vec<WrittenFile> = files.collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files.sort_by_key(|file| TABLES.iter().position(|table| table.name == file.table));
    files
}

fn rows_of(manifest: &Manifest) -> Vec<(&'static str, u64)> {
    TABLES.iter().filter_map(|table| Some((table.name, manifest.table(table.name)?.rows))).collect()
}

/// Writes the ledger into the version, before the manifest that speaks of it.
fn keep(ledger: &Ledger, publication: &Publication) -> Result<ManifestFile, RunError> {
    let path = publication.staging().join(Ledger::FILE_NAME);
    let (bytes, hash) = write_verified(&path, |out| ledger.write_tsv(out))?;
    Ok(ManifestFile::new(Path::new(Ledger::FILE_NAME), ledger.lines.len() as u64, bytes, hash))
}

/// `_meta/runs/<version>.json`: when, how long, how much memory. Nothing reads it back.
fn record(layout: &Layout, number: u64, report: &RunReport) -> Result<(), RunError> {
    let record = serde_json::json!({ "ended_unix_secs": unix_secs(), "report": report });
    Publication::record_run(layout, number, &record)
}

fn unix_secs() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::pipeline::Silent;
    use crate::pipeline::analyze::PLANTED_PANIC;

    /// Input in one folder, output in another.
    fn settings(house: &Path) -> Settings {
        let mut settings = Settings::default();
        settings.input.path = house.join("input").to_str().unwrap().to_owned();
        settings.output.path = house.join("output").to_str().unwrap().to_owned();
        settings.run.max_quarantined_fraction = 1.0;
        settings
    }

    #[test]
    fn a_panic_costs_its_document_and_no_other() {
        let house = tempfile::tempdir().unwrap();
        let input = house.path().join("input");
        fs::create_dir(&input).unwrap();
        fs::write(input.join("a.txt"), "The minister spoke in Minsk.").unwrap();
        fs::write(input.join("b.txt"), PLANTED_PANIC).unwrap();
        fs::write(input.join("c.txt"), "The president spoke in Oslo.").unwrap();
        let report = run(&settings(house.path()), &RunOptions::default(), &Silent).unwrap();
        assert_eq!((report.records, report.documents, report.version), (3, 2, Some(1)));
        assert_eq!(report.quarantined, [("panic", 1)]);
        assert!(report.has_faults() && report.beyond_limit.is_none());
        let dataset = crate::dataset::Dataset::open(&house.path().join("output")).unwrap();
        let row =
            crate::dataset::run_sql(&dataset, "SELECT source_path, stage, code, message FROM quarantine").unwrap();
        let row = row.get(0).unwrap();
        let row: Vec<&str> = row.iter().filter_map(|cell| cell.get_str()).collect();
        assert_eq!(row, ["b.txt", "analyze", "panic", "a planted panic\\u{1b}[2J"]);
    }

    #[test]
    fn an_output_in_the_input_is_refused_before_it_is_made() {
        let house = tempfile::tempdir().unwrap();
        let input = house.path().join("input");
        fs::create_dir(&input).unwrap();
        let mut settings = settings(house.path());
        settings.output.path = input.join("tables").to_str().unwrap().to_owned();
        let error = run(&settings, &RunOptions::default(), &Silent).unwrap_err();
        assert!(matches!(error, RunError::Input(extract::ExtractError::OutputInInput { .. })), "{error}");
        assert_eq!(fs::read_dir(&input).unwrap().count(), 0);
    }
}
