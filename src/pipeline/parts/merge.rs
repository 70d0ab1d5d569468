//! Several parts written as one, sorted by source path, without the rows that are gone.
//!
//! Parts are sorted, and the rows of an input stand together in each table. So it is enough to know how many rows each input
//! has where: then every table is one walk through its files, side by side, that takes some rows and skips others.

use std::io;
use std::path::Path;

use arrow_array::RecordBatch;

use super::rows::{Rows, file_of, rows_of_inputs};
use super::writers::PartWriters;
use crate::config::OutputSettings;
use crate::pipeline::worker::STREAMED;
use crate::pipeline::{Interrupt, RunError};
use crate::schema::table;
use crate::stages::load::{LoadError, TableReader, WrittenFile, verify};

/// Rows of each table that are written as one piece, about: few, since a document or a sentence may be long.
const PIECE_ROWS: Rows = [256, 4_096, 4_096, 256];

/// Rows of one part, which are taken or skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Step {
    part: usize,
    is_live: bool,
    rows: Rows,
}

/// Writes the rows of the inputs that `stay` into the part `to`; each item of `parts` holds the files of one old part.
///
/// The old files are held to their hashes first: a fault of the disk must not get a hash of its own.
pub(in crate::pipeline) fn merge(
    parts: &[&[WrittenFile]],
    to: u32,
    stay: impl Fn(&str) -> bool,
    staging: &Path,
    settings: &OutputSettings,
    interrupt: &Interrupt,
) -> Result<Vec<WrittenFile>, RunError> {
    for file in parts.iter().copied().flatten() {
        interrupt.check()?;
        verify(file).map_err(damage_or_error)?;
    }
    let steps = steps(parts, stay)?;
    let mut writers = PartWriters::new(staging, to, settings);
    for (at, name) in STREAMED.into_iter().enumerate() {
        let files = parts.iter().map(|files| file_of(files, name));
        let mut readers: Vec<Option<TableReader>> = files
            .map(|file| file.map(|file| TableReader::open(&file.path, &[])).transpose())
            .collect::<Result<_, _>>()?;
        for step in &steps {
            interrupt.check()?;
            let Some(&rows) = step.rows.get(at).filter(|rows| **rows > 0) else { continue };
            let reader = readers.get_mut(step.part).and_then(Option::as_mut);
            walk(reader, rows, step.is_live, at, &mut writers)?;
        }
        if let Some(reader) = readers.iter_mut().flatten().find_map(|reader| has_more(reader).transpose()) {
            return Err(RunError::DamagedPart { path: reader? });
        }
    }
    Ok(writers.finish()?)
}

/// Other bytes, or none at all, are damage. What cannot be read now may be read later: nobody should give it up.
fn damage_or_error(error: LoadError) -> RunError {
    match error {
        LoadError::Differs { path, .. } => RunError::DamagedPart { path },
        LoadError::Io { path, source, .. } if source.kind() == io::ErrorKind::NotFound => {
            RunError::DamagedPart { path }
        }
        error => error.into(),
    }
}

/// The way through the parts, in the order of the source paths.
fn steps(parts: &[&[WrittenFile]], stay: impl Fn(&str) -> bool) -> Result<Vec<Step>, LoadError> {
    let mut inputs: Vec<(String, usize, Rows)> = Vec::new();
    for (part, files) in parts.iter().enumerate() {
        inputs.extend(rows_of_inputs(files)?.into_iter().map(|(path, rows)| (path, part, rows)));
    }
    inputs.sort_unstable_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut steps: Vec<Step> = Vec::new();
    for (path, part, rows) in inputs {
        let step = Step { part, is_live: stay(&path), rows };
        match steps.last_mut() {
            Some(last) if last.joins(step) => last.add(step),
            _ => steps.push(step),
        }
    }
    Ok(steps)
}

impl Step {
    /// Whether the step that follows can be taken together with this one.
    fn joins(&self, next: Self) -> bool {
        let is_small = self.rows.iter().zip(PIECE_ROWS).all(|(rows, most)| *rows < most);
        self.part == next.part && self.is_live == next.is_live && (is_small || !self.is_live)
    }

    fn add(&mut self, next: Self) {
        for (mine, more) in self.rows.iter_mut().zip(next.rows) {
            *mine += more;
        }
    }
}

/// Takes the next rows of a file to the writers, as one piece of a row group, or skips them.
fn walk(
    reader: Option<&mut TableReader>,
    rows: u64,
    is_live: bool,
    table_at: usize,
    writers: &mut PartWriters,
) -> Result<(), RunError> {
    let Some(reader) = reader else { return Ok(()) };
    let mut left = usize::try_from(rows).unwrap_or(usize::MAX);
    let mut writer = if is_live { writers.writer(table_at)? } else { None };
    if let Some(writer) = &mut writer {
        writer.begin(left)?;
    }
    while left > 0 {
        let piece = reader.next_rows(left)?;
        let damaged = || RunError::DamagedPart { path: reader.path().to_owned() };
        let piece = piece.ok_or_else(damaged)?;
        left -= piece.num_rows();
        if let Some(writer) = &mut writer {
            writer.append(&as_declared(&piece, table_at).ok_or_else(damaged)?)?;
        }
    }
    Ok(())
}

/// The rows under the schema as it is declared today: the words of its documentation may have changed.
fn as_declared(rows: &RecordBatch, table_at: usize) -> Option<RecordBatch> {
    let schema = table(STREAMED.get(table_at)?)?.arrow_schema();
    RecordBatch::try_new(schema, rows.columns().to_vec()).ok()
}

/// The path of a file that is not at its end.
fn has_more(reader: &mut TableReader) -> Result<Option<std::path::PathBuf>, LoadError> {
    Ok(reader.next_rows(1)?.map(|_| reader.path().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::load::TableWriter;

    fn merged(part: &WrittenFile, staging: &Path) -> Result<Vec<WrittenFile>, RunError> {
        let part = std::slice::from_ref(part);
        merge(&[part], 1, |_| true, staging, &OutputSettings::default(), &Interrupt::default())
    }

    /// `--refresh` would mend damage, at the cost of what only the old part holds: it is not to be advised for a disk that stumbles.
    #[test]
    fn only_an_old_part_that_is_gone_or_changed_is_damaged() {
        let folder = tempfile::tempdir().unwrap();
        let declared = table("documents").unwrap();
        let writer = TableWriter::create(folder.path(), declared, 0, &OutputSettings::default()).unwrap();
        let part = writer.finish().unwrap();
        let staging = folder.path().join("staging");
        assert!(merged(&part, &staging).is_ok());

        let changed = WrittenFile { bytes: part.bytes + 1, ..part.clone() };
        let gone = WrittenFile { path: folder.path().join("gone.parquet"), ..part.clone() };
        let unreadable = WrittenFile { path: folder.path().to_owned(), ..part };
        assert!(matches!(merged(&changed, &staging), Err(RunError::DamagedPart { .. })));
        assert!(matches!(merged(&gone, &staging), Err(RunError::DamagedPart { .. })));
        assert!(matches!(merged(&unreadable, &staging), Err(RunError::Load(LoadError::Io { .. }))));
    }
}
