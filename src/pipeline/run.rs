//! The main job, from a folder of raw texts to a published version.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Instant;

use super::analyze::Analyzer;
use super::flow::{Sink, Totals, flow};
use super::folds::write_folds;
use super::gate::{Gate, published};
use super::layout::Layout;
use super::probe::{Measured, Probe, Stopwatch};
use super::publish::Publication;
use super::report::{Progress, RunReport, StageTime};
use super::worker::{STREAMED, TableBatches};
use super::{RunError, memory};
use crate::config::Settings;
use crate::dataset::{Dataset, Manifest, PREVIOUS_VERSION};
use crate::model::Code;
use crate::schema::{TABLES, table};
use crate::stages::extract::{self, Plan};
use crate::stages::load::{TableWriter, WrittenFile};

/// A wish to end, set by a signal handler and read by the pipeline.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicI32>);

impl Interrupt {
    /// Asks the run to end because of this signal.
    pub fn raise(&self, signal: i32) {
        self.0.store(signal, Ordering::Relaxed);
    }

    pub fn signal(&self) -> Option<i32> {
        match self.0.load(Ordering::Relaxed) {
            0 => None,
            signal => Some(signal),
        }
    }
}

/// How to run, beside what the settings say.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// Do all the work, write nothing.
    pub dry_run: bool,
    /// Source paths of inputs to work on again although they are as they were. A run that works on all inputs does so anyway.
    pub again: Vec<String>,
    pub interrupt: Interrupt,
}

/// Runs the pipeline: reads, analyzes, writes, verifies, publishes.
///
/// # Errors
/// Nothing is published then, and what was published before is untouched.
pub fn run(settings: &Settings, options: &RunOptions, progress: &dyn Progress) -> Result<RunReport, RunError> {
    let start = Instant::now();
    let analyzer = Analyzer::new(settings)?;
    let gate = Gate::new(settings)?;
    let layout = Layout::new(&settings.output.path);
    // The lock comes first: who cannot publish should not read a whole archive before saying so.
    let publication = if options.dry_run { None } else { Some(Publication::begin(layout.clone())?) };
    let plan = extract::plan(&settings.input)?;
    if plan.entries.is_empty() {
        return Err(RunError::NoRecords { path: settings.input.path.clone() });
    }

    let mut run = Run { settings, options, progress, plan: &plan, analyzer: &analyzer, gate: &gate };
    let mut report = match publication {
        None => run.rehearse()?,
        Some(publication) => run.publish(publication)?,
    };
    report.seconds = start.elapsed().as_secs_f64();
    report.peak_memory_bytes = memory::peak_bytes();
    if let Some(number) = report.version {
        record(&layout, number, &report)?;
    }
    Ok(report)
}

struct Run<'a> {
    settings: &'a Settings,
    options: &'a RunOptions,
    progress: &'a dyn Progress,
    plan: &'a Plan,
    analyzer: &'a Analyzer,
    gate: &'a Gate<'a>,
}

impl Run<'_> {
    /// All the work, and nothing written.
    fn rehearse(&mut self) -> Result<RunReport, RunError> {
        let mut sink = CountingSink::default();
        let totals = self.flow(&mut sink)?;
        let rows = STREAMED.into_iter().zip(sink.rows).collect();
        let mut report = self.report(&totals, rows);
        report.beyond_limit = self.gate.quarantine(&totals.tally, None)?;
        Ok(report)
    }

    fn publish(&mut self, publication: Publication) -> Result<RunReport, RunError> {
        let mut sink = WritingSink::create(publication.staging(), self.settings)?;
        let mut totals = self.flow(&mut sink)?;
        let WritingSink { writers, mut stopwatch } = sink;

        let streamed = stopwatch
            .around(Measured::Load, || writers.into_iter().map(TableWriter::finish).collect::<Result<Vec<_>, _>>())?;
        let staged = Dataset::at(publication.staging());
        let beyond_limit = self.gate.quarantine(&totals.tally, Some(&staged))?;
        self.progress.begin("fold", None);
        let folded = stopwatch.around(Measured::Fold, || write_folds(publication.staging(), &self.settings.output))?;
        self.progress.end();
        let files = in_registry_order(streamed.into_iter().chain(folded));
        self.stop_if_interrupted()?;
        self.progress.begin("check", None);
        let before = published(self.settings.output.path.as_ref())?;
        let checks = self.gate.checks(&staged, before.as_ref(), &|| self.stop_if_interrupted())?;
        self.progress.end();

        self.progress.begin("publish", None);
        let number = publication.number();
        let mut manifest = manifest(number, &totals, &files, publication.staging());
        manifest.run = self.about();
        manifest.run.insert(PREVIOUS_VERSION.into(), before.and_then(|before| before.number()).into());
        let published_at = stopwatch.around(Measured::Publish, || publication.publish(&files, &manifest))?;
        self.progress.end();

        totals.stopwatch.add(&stopwatch);
        let rows = files.iter().map(|file| (file.table, file.rows)).collect();
        let mut report = self.report(&totals, rows);
        report.written_bytes = files.iter().map(|file| file.bytes).sum();
        report.version = Some(number);
        report.published_at = Some(published_at);
        report.beyond_limit = beyond_limit;
        report.checks = checks;
        Ok(report)
    }

    /// Reads and analyzes everything into the sink, and holds the result to the conservation law.
    fn flow(&mut self, sink: &mut dyn Sink) -> Result<Totals, RunError> {
        let total_bytes = self.plan.entries.iter().map(|entry| entry.size_bytes).sum();
        self.progress.begin("read", Some(total_bytes));
        let totals = flow(self.plan, self.settings, self.analyzer, &self.options.interrupt, self.progress, sink)?;
        self.progress.end();

        let tally = &totals.tally;
        let quarantined = tally.n_quarantined();
        if totals.found != tally.documents + quarantined {
            let (records, documents) = (totals.found, tally.documents);
            return Err(RunError::Unbalanced { records, documents, quarantined });
        }
        match (tally.records, tally.documents) {
            (0, _) => Err(RunError::NoRecords { path: self.settings.input.path.clone() }),
            (records, 0) => Err(RunError::NothingReadable { records, codes: by_code(&totals) }),
            _ => Ok(totals),
        }
    }

    fn stop_if_interrupted(&self) -> Result<(), RunError> {
        match self.options.interrupt.signal() {
            Some(signal) => Err(RunError::Interrupted { signal }),
            None => Ok(()),
        }
    }

    /// What the manifest says of the run, beside its counts.
    fn about(&self) -> serde_json::Map<String, serde_json::Value> {
        let mut about = serde_json::Map::new();
        about.insert("verified_unix_secs".into(), unix_secs().into());
        about.insert("input_path".into(), self.settings.input.path.as_str().into());
        about.insert("skipped_files".into(), self.plan.skipped.into());
        about.insert("limit".into(), self.settings.run.limit.into());
        about
    }

    fn report(&self, totals: &Totals, rows: Vec<(&'static str, u64)>) -> RunReport {
        let tally = &totals.tally;
        RunReport {
            records: tally.records,
            documents: tally.documents,
            quarantined: by_code(totals),
            rows,
            stages: Measured::ALL
                .into_iter()
                .map(|part| StageTime { name: part.as_str(), seconds: totals.stopwatch.seconds(part) })
                .collect(),
            raw_bytes: tally.raw_bytes,
            written_bytes: 0,
            skipped_files: self.plan.skipped,
            seconds: 0.0,
            peak_memory_bytes: None,
            version: None,
            published_at: None,
            beyond_limit: None,
            checks: Vec::new(),
        }
    }
}

fn by_code(totals: &Totals) -> Vec<(&'static str, u64)> {
    let count = |code: &Code| totals.tally.quarantined.get(code).map(|n| (code.as_str(), *n));
    Code::ALL.iter().filter_map(count).collect()
}

fn in_registry_order(files: impl Iterator<Item = WrittenFile>) -> Vec<WrittenFile> {
    let mut files: Vec<WrittenFile> = files.collect();
    files.sort_by_key(|file| TABLES.iter().position(|table| table.name == file.table));
    files
}

fn manifest(number: u64, totals: &Totals, files: &[WrittenFile], staging: &Path) -> Manifest {
    let mut manifest =
        Manifest::new(number, totals.tally.records, totals.tally.documents, totals.tally.n_quarantined());
    for file in files {
        let path = file.path.strip_prefix(staging).unwrap_or(&file.path);
        manifest.add_file(file.table, path, file.rows, file.bytes, file.hash);
    }
    manifest
}

/// `_meta/runs/<version>.json`: when, how long, how much memory. Nothing reads it back.
fn record(layout: &Layout, number: u64, report: &RunReport) -> Result<(), RunError> {
    let record = serde_json::json!({ "ended_unix_secs": unix_secs(), "report": report });
    Publication::record_run(layout, number, &record)
}

fn unix_secs() -> u64 {
    std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

/// Writes the streamed tables.
struct WritingSink {
    writers: Vec<TableWriter>,
    stopwatch: Stopwatch,
}

impl WritingSink {
    fn create(staging: &Path, settings: &Settings) -> Result<Self, RunError> {
        let writers = STREAMED
            .into_iter()
            .filter_map(table)
            .map(|table| TableWriter::create(staging, table, &settings.output))
            .collect::<Result<_, _>>()?;
        Ok(Self { writers, stopwatch: Stopwatch::default() })
    }
}

impl Sink for WritingSink {
    fn write(&mut self, unit: &TableBatches) -> Result<(), RunError> {
        let writers = &mut self.writers;
        self.stopwatch.around(Measured::Load, || {
            for (writer, batch) in writers.iter_mut().zip(&unit.batches) {
                if batch.num_rows() > 0 {
                    writer.write(batch)?;
                }
            }
            Ok(())
        })
    }
}

/// Counts the rows of the streamed tables.
#[derive(Default)]
struct CountingSink {
    rows: [u64; STREAMED.len()],
}

impl Sink for CountingSink {
    fn write(&mut self, unit: &TableBatches) -> Result<(), RunError> {
        for (rows, batch) in self.rows.iter_mut().zip(&unit.batches) {
            *rows += batch.num_rows() as u64;
        }
        Ok(())
    }
}
