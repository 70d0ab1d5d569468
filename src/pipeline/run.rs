//! The main job, from a folder of raw texts to a published version.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Instant;

use super::analyze::Analyzer;
use super::flow::{Sink, Totals, flow};
use super::folds::write_folds;
use super::layout::Layout;
use super::probe::{Measured, Probe, Stopwatch};
use super::publish::Publication;
use super::report::{Progress, RunReport, StageTime};
use super::worker::{STREAMED, TableBatches};
use super::{RunError, memory};
use crate::config::Settings;
use crate::dataset::Manifest;
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
    pub interrupt: Interrupt,
}

/// Runs the pipeline: reads, analyzes, writes, verifies, publishes.
///
/// # Errors
/// Nothing is published then, and what was published before is untouched.
pub fn run(settings: &Settings, options: &RunOptions, progress: &dyn Progress) -> Result<RunReport, RunError> {
    let start = Instant::now();
    let analyzer = Analyzer::new(settings)?;
    let layout = Layout::new(&settings.output.path);
    // Before anything is made: an output folder in the input would be input from then on.
    extract::refuse_overlap(&settings.input, layout.root())?;
    // The lock comes first: who cannot publish should not read a whole archive before saying so.
    let publication = if options.dry_run { None } else { Some(Publication::begin(layout.clone())?) };
    let plan = extract::plan(&settings.input)?;
    if plan.entries.is_empty() {
        return Err(RunError::NoRecords { path: settings.input.path.clone() });
    }

    let mut run = Run { settings, options, progress, plan: &plan, analyzer: &analyzer };
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
}

impl Run<'_> {
    /// All the work, and nothing written.
    fn rehearse(&mut self) -> Result<RunReport, RunError> {
        let mut sink = CountingSink::default();
        let totals = self.flow(&mut sink)?;
        let rows = STREAMED.into_iter().zip(sink.rows).collect();
        Ok(self.report(&totals, rows))
    }

    fn publish(&mut self, publication: Publication) -> Result<RunReport, RunError> {
        let mut sink = WritingSink::create(publication.staging(), self.settings)?;
        let mut totals = self.flow(&mut sink)?;
        let WritingSink { writers, mut stopwatch } = sink;

        let streamed = stopwatch
            .around(Measured::Load, || writers.into_iter().map(TableWriter::finish).collect::<Result<Vec<_>, _>>())?;
        self.progress.begin("fold", None);
        let folded = stopwatch.around(Measured::Fold, || write_folds(publication.staging(), &self.settings.output))?;
        self.progress.end();
        let files = in_registry_order(streamed.into_iter().chain(folded));
        self.stop_if_interrupted()?;

        self.progress.begin("publish", None);
        let number = publication.number();
        let mut manifest = manifest(number, &totals, &files, publication.staging());
        manifest.run = self.about();
        let published_at = stopwatch.around(Measured::Publish, || publication.publish(&files, &manifest))?;
        self.progress.end();

        totals.stopwatch.add(&stopwatch);
        let rows = files.iter().map(|file| (file.table, file.rows)).collect();
        let mut report = self.report(&totals, rows);
        report.written_bytes = files.iter().map(|file| file.bytes).sum();
        report.version = Some(number);
        report.published_at = Some(published_at);
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
            (records, 0) => {
                let path = self.settings.input.path.clone();
                Err(RunError::NothingReadable { path, records, codes: by_code(&totals) })
            }
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
        about.insert("settings".into(), super::about::settings(self.settings));
        about
    }

    fn report(&self, totals: &Totals, rows: Vec<(&'static str, u64)>) -> RunReport {
        let tally = &totals.tally;
        let share = tally.n_quarantined() as f64 / tally.records.max(1) as f64;
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
            beyond_limit: share > self.settings.run.max_quarantined_fraction,
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
        assert!(report.has_faults() && !report.beyond_limit);
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
