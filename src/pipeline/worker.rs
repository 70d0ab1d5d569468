//! The stage chain, run over one unit of work.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_array::RecordBatch;

use super::analyze::{Analyzer, analyze_probed};
use super::incremental::failure;
use super::probe::{Measured, Probe, Stopwatch};
use super::rows::{push_document, push_rejected};
use super::units::Unit;
use crate::config::InputSettings;
use crate::model::{Analysis, Code, Diagnostic, Hash128, RawRecord, Rejected, Stage, content_hash};
use crate::schema::TableBuilder;
use crate::schema::documents::DocumentsBuilder;
use crate::schema::mentions::MentionsBuilder;
use crate::schema::quarantine::QuarantineBuilder;
use crate::schema::sentences::SentencesBuilder;
use crate::stages::extract::{self, Entry, Extracted, Stored, excerpt};

/// One batch a table, and what the run wants to know of them.
#[derive(Debug)]
pub(super) struct TableBatches {
    /// In the order of [`STREAMED`].
    pub(super) batches: Vec<RecordBatch>,
    /// What became of each input, by its position in the work.
    pub(super) outcomes: Vec<(usize, Outcome)>,
    pub(super) stopwatch: Stopwatch,
}

/// The tables that units of work fill; the others are folds over them.
pub(super) const STREAMED: [&str; 4] = ["documents", "sentences", "mentions", "quarantine"];

/// What was counted on the way.
#[derive(Clone, Debug, Default)]
pub(super) struct Tally {
    pub(super) records: u64,
    pub(super) documents: u64,
    pub(super) raw_bytes: u64,
    pub(super) quarantined: BTreeMap<Code, u64>,
}

impl Tally {
    pub(super) fn of(outcomes: &[(usize, Outcome)]) -> Self {
        let mut sum = Self::default();
        outcomes.iter().for_each(|(_, outcome)| sum.add(&outcome.tally));
        sum
    }

    pub(super) fn add(&mut self, other: &Tally) {
        self.records += other.records;
        self.documents += other.documents;
        self.raw_bytes += other.raw_bytes;
        for (code, n) in &other.quarantined {
            *self.quarantined.entry(*code).or_default() += n;
        }
    }

    pub(super) fn n_quarantined(&self) -> u64 {
        self.quarantined.values().sum()
    }
}

/// What became of one input, or of a piece of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    pub(super) tally: Tally,
    /// The stored bytes that were read; of a container, only the last piece knows.
    pub(super) stored: Option<Stored>,
    /// What the file system said that stood in the way of reading it.
    pub(super) failure: Option<Hash128>,
}

impl Outcome {
    pub(super) fn add(&mut self, more: Self) {
        self.tally.add(&more.tally);
        self.stored = more.stored.or(self.stored);
        self.failure = more.failure.or(self.failure);
    }
}

/// Runs the stages over records and collects their rows. One lives for one unit, on one thread.
pub(super) struct Worker<'a> {
    analyzer: &'a Analyzer,
    settings: &'a InputSettings,
    documents: DocumentsBuilder,
    sentences: SentencesBuilder,
    mentions: MentionsBuilder,
    quarantine: QuarantineBuilder,
    /// Of the input at hand.
    outcome: Outcome,
    stopwatch: Stopwatch,
}

impl<'a> Worker<'a> {
    pub(super) fn new(analyzer: &'a Analyzer, settings: &'a InputSettings) -> Self {
        Self {
            analyzer,
            settings,
            documents: DocumentsBuilder::default(),
            sentences: SentencesBuilder::default(),
            mentions: MentionsBuilder::default(),
            quarantine: QuarantineBuilder::default(),
            outcome: Outcome::default(),
            stopwatch: Stopwatch::default(),
        }
    }

    pub(super) fn process(mut self, unit: Unit<'_>) -> TableBatches {
        let mut outcomes = Vec::new();
        match unit {
            Unit::Files(entries) => {
                for (at, entry) in entries {
                    self.read(entry);
                    outcomes.push((at, std::mem::take(&mut self.outcome)));
                }
            }
            Unit::Records(at, records, read_in) => {
                self.stopwatch.spend(Measured::Extract, read_in);
                for extracted in records {
                    self.take(extracted);
                }
                outcomes.push((at, std::mem::take(&mut self.outcome)));
            }
        }
        self.finish(outcomes)
    }

    fn read(&mut self, entry: &Entry) {
        let settings = self.settings;
        let mut found = Vec::with_capacity(1);
        self.outcome.stored = self.stopwatch.around(Measured::Extract, || {
            extract::read(entry, settings, &mut |extracted| {
                found.push(extracted);
                ControlFlow::Continue(())
            })
        });
        for extracted in found {
            self.take(extracted);
        }
    }

    fn take(&mut self, extracted: Extracted) {
        self.outcome.tally.records += 1;
        match extracted {
            Extracted::Record(record) => self.analyze(&record),
            Extracted::Rejected(rejected) => {
                self.outcome.tally.raw_bytes += rejected.source_bytes;
                self.reject(&rejected);
            }
        }
    }

    /// A panic in the stages is a fault of ours; it costs this record, not the run.
    fn analyze(&mut self, record: &RawRecord) {
        self.outcome.tally.raw_bytes += record.bytes.len() as u64;
        let analyzer = self.analyzer;
        let stopwatch = &mut self.stopwatch;
        let outcome = catch_unwind(AssertUnwindSafe(|| analyze_probed(record, analyzer, stopwatch)));
        match outcome {
            Ok(Analysis::Document(analyzed)) => {
                self.outcome.tally.documents += 1;
                let (documents, sentences, mentions) = (&mut self.documents, &mut self.sentences, &mut self.mentions);
                self.stopwatch.around(Measured::Batch, || {
                    push_document(record, &analyzed, documents, sentences, mentions);
                });
            }
            Ok(Analysis::Quarantined(diagnostic)) => self.reject(&rejected(record, diagnostic)),
            Err(panic) => {
                let detail = panic_message(panic.as_ref());
                self.reject(&rejected(record, Diagnostic::new(Stage::Analyze, Code::Panic, detail)));
            }
        }
    }

    fn reject(&mut self, rejected: &Rejected) {
        *self.outcome.tally.quarantined.entry(rejected.diagnostic.code).or_default() += 1;
        if rejected.diagnostic.code.is_of_the_file_system() {
            self.outcome.failure = Some(failure(&rejected.diagnostic));
        }
        push_rejected(rejected, &mut self.quarantine);
    }

    fn finish(mut self, outcomes: Vec<(usize, Outcome)>) -> TableBatches {
        let builders: [&mut dyn TableBuilder; STREAMED.len()] =
            [&mut self.documents, &mut self.sentences, &mut self.mentions, &mut self.quarantine];
        let batches = self.stopwatch.around(Measured::Batch, || builders.map(TableBuilder::finish).into());
        TableBatches { batches, outcomes, stopwatch: self.stopwatch }
    }
}

fn rejected(record: &RawRecord, diagnostic: Diagnostic) -> Rejected {
    Rejected {
        source_path: record.source_path.clone(),
        source_member: record.source_member.clone(),
        content_hash: Some(content_hash(&record.bytes)),
        source_bytes: record.bytes.len() as u64,
        diagnostic,
        excerpt: excerpt(&record.bytes),
    }
}

pub(super) fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "a panic without a message".to_owned())
}
