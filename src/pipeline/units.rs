//! Cuts the plan into units of work, by size alone: the same units for any number of threads, so that batches and
//! bytes are the same too.

use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use crate::config::InputSettings;
use crate::stages::extract::{self, Entry, Extracted, Stored};

/// A unit is closed when it holds this many raw bytes …
const UNIT_BYTES: u64 = 256 << 10;
/// … or this many records.
const UNIT_RECORDS: usize = 256;

/// What a worker takes at a time.
#[derive(Debug)]
pub(super) enum Unit<'p> {
    /// Files of one record each, with their positions in the work; the worker reads them.
    Files(Vec<(usize, &'p Entry)>),
    /// Records of the container at this position, which only one reader can read, and the time that it took to read them.
    Records(usize, Vec<Extracted>, Duration),
}

impl Unit<'_> {
    /// Raw bytes of the unit, as far as they are known before it is read.
    pub(super) fn bytes(&self) -> u64 {
        match self {
            Self::Files(entries) => entries.iter().map(|(_, entry)| entry.expected_bytes()).sum(),
            Self::Records(_, records, _) => records.iter().map(record_bytes).sum(),
        }
    }

    /// Records of the unit: a file that is no container is one, whatever becomes of it.
    pub(super) fn records(&self) -> u64 {
        let records = match self {
            Self::Files(entries) => entries.len(),
            Self::Records(_, records, _) => records.len(),
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

/// Takes what is cut from the work.
pub(super) trait Units<'p> {
    /// A unit; whether to go on.
    fn unit(&mut self, unit: Unit<'p>) -> ControlFlow<()>;

    /// The container at this position was read: these are the bytes.
    fn container(&mut self, at: usize, stored: Option<Stored>);
}

/// Hands over the units of the work in order, up to `limit` records (0 for all).
pub(super) fn for_each_unit<'p>(
    work: &[&'p Entry],
    settings: &InputSettings,
    limit: u64,
    units: &mut impl Units<'p>,
) -> ControlFlow<()> {
    let mut left = if limit == 0 { u64::MAX } else { limit };
    let mut files: Vec<(usize, &Entry)> = Vec::new();
    let mut bytes = 0;
    for (at, &entry) in work.iter().enumerate() {
        if left == 0 {
            break;
        }
        if entry.is_container() {
            flush_files(&mut files, &mut bytes, units)?;
            stream_container(at, entry, settings, &mut left, units)?;
            continue;
        }
        files.push((at, entry));
        bytes += entry.expected_bytes();
        left -= 1;
        if bytes >= UNIT_BYTES || files.len() >= UNIT_RECORDS {
            flush_files(&mut files, &mut bytes, units)?;
        }
    }
    flush_files(&mut files, &mut bytes, units)
}

fn flush_files<'p>(
    files: &mut Vec<(usize, &'p Entry)>,
    bytes: &mut u64,
    units: &mut impl Units<'p>,
) -> ControlFlow<()> {
    *bytes = 0;
    if files.is_empty() { ControlFlow::Continue(()) } else { units.unit(Unit::Files(std::mem::take(files))) }
}

fn stream_container<'p>(
    at: usize,
    entry: &Entry,
    settings: &InputSettings,
    left: &mut u64,
    units: &mut impl Units<'p>,
) -> ControlFlow<()> {
    let mut records: Vec<Extracted> = Vec::new();
    let mut bytes = 0;
    let mut flow = ControlFlow::Continue(());
    let mut reading_since = Instant::now();
    let stored = extract::read(entry, settings, &mut |extracted| {
        bytes += record_bytes(&extracted);
        records.push(extracted);
        *left -= 1;
        if bytes >= UNIT_BYTES || records.len() >= UNIT_RECORDS {
            bytes = 0;
            flow = units.unit(Unit::Records(at, std::mem::take(&mut records), reading_since.elapsed()));
            // What went by in `unit` was waiting, not reading.
            reading_since = Instant::now();
        }
        if flow.is_break() || *left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    flow?;
    units.container(at, stored);
    if records.is_empty() {
        return ControlFlow::Continue(());
    }
    units.unit(Unit::Records(at, records, reading_since.elapsed()))
}
