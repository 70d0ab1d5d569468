//! Cuts the plan into units of work, by size alone: the same units for any number of threads, so that batches and
//! bytes are the same too.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::config::InputSettings;
use crate::stages::extract::{self, Entry, Extracted, Plan};

/// A unit is closed when it holds this many raw bytes …
const UNIT_BYTES: u64 = 256 << 10;
/// … or this many records.
const UNIT_RECORDS: usize = 256;

/// What a worker takes at a time.
#[derive(Debug)]
pub(super) enum Unit<'p> {
    /// Files of one record each; the worker reads them.
    Files(Vec<&'p Entry>),
    /// Records of a container, which only one reader can read, and the time that it took to read them.
    Records(Vec<Extracted>, Duration),
}

impl Unit<'_> {
    /// Raw bytes of the unit, as far as they are known before it is read.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Files(entries) => entries.iter().map(|entry| entry.expected_bytes()).sum(),
            Self::Records(records, _) => records.iter().map(record_bytes).sum(),
        }
    }

    /// Records of the unit: a file that is no container is one, whatever becomes of it.
    pub(super) fn records(&self) -> u64 {
        let records = match self {
            Self::Files(entries) => entries.len(),
            Self::Records(records, _) => records.len(),
        };
        records as u64
    }
}

fn record_bytes(extracted: &Extracted) -> u64 {
    match extracted {
        Extracted::Record(record) => record.bytes.len() as u64,
        Extracted::Rejected(rejected) => rejected.excerpt.len() as u64,
    }
}

/// Hands over the units of a plan in order, up to `limit` records (0 for all), until `emit` breaks.
pub(super) fn for_each_unit<'p>(
    plan: &'p Plan,
    settings: &InputSettings,
    limit: u64,
    emit: &mut dyn FnMut(Unit<'p>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut left = if limit == 0 { u64::MAX } else { limit };
    let mut files: Vec<&Entry> = Vec::new();
    let mut bytes = 0;
    for entry in &plan.entries {
        if left == 0 {
            break;
        }
        if entry.is_container() {
            flush_files(&mut files, &mut bytes, emit)?;
            stream_container(entry, settings, &mut left, emit)?;
            continue;
        }
        files.push(entry);
        bytes += entry.expected_bytes();
        left -= 1;
        if bytes >= UNIT_BYTES || files.len() >= UNIT_RECORDS {
            flush_files(&mut files, &mut bytes, emit)?;
        }
    }
    flush_files(&mut files, &mut bytes, emit)
}

fn flush_files<'p>(
    files: &mut Vec<&'p Entry>,
    bytes: &mut u64,
    emit: &mut dyn FnMut(Unit<'p>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    *bytes = 0;
    if files.is_empty() { ControlFlow::Continue(()) } else { emit(Unit::Files(std::mem::take(files))) }
}

fn stream_container<'p>(
    entry: &Entry,
    settings: &InputSettings,
    left: &mut u64,
    emit: &mut dyn FnMut(Unit<'p>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let mut records: Vec<Extracted> = Vec::new();
    let mut bytes = 0;
    let mut flow = ControlFlow::Continue(());
    let mut reading_since = Instant::now();
    extract::read(entry, settings, &mut |extracted| {
        bytes += record_bytes(&extracted);
        records.push(extracted);
        *left -= 1;
        if bytes >= UNIT_BYTES || records.len() >= UNIT_RECORDS {
            bytes = 0;
            flow = emit(Unit::Records(std::mem::take(&mut records), reading_since.elapsed()));
            // What went by in `emit` was waiting, not reading.
            reading_since = Instant::now();
        }
        if flow.is_break() || *left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    flow?;
    if records.is_empty() { ControlFlow::Continue(()) } else { emit(Unit::Records(records, reading_since.elapsed())) }
}
