//! How many rows each input has in the files of a part.

use std::collections::BTreeMap;
use std::path::Path;

use arrow_array::{Array, Int32Array, RecordBatch, StringArray};

use crate::pipeline::worker::STREAMED;
use crate::stages::load::{LoadError, TableReader, WrittenFile};

/// Rows that are counted at a time.
const ROWS: usize = 1_024;

/// Rows of one input in each table, in the order of [`STREAMED`].
pub(super) type Rows = [u64; STREAMED.len()];

/// Rows of each input of a part, by source path: `documents` and `quarantine` name the inputs, and a document says how many
/// rows it has in the tables between.
pub(super) fn rows_of_inputs(files: &[WrittenFile]) -> Result<BTreeMap<String, Rows>, LoadError> {
    let mut inputs = BTreeMap::new();
    if let Some(file) = file_of(files, "documents") {
        each_row(&file.path, &["source_path", "n_sentences", "n_mentions"], &mut inputs, |rows, columns, at| {
            let [documents, sentences, mentions, _] = rows;
            *documents += 1;
            *sentences += count(columns, "n_sentences", at);
            *mentions += count(columns, "n_mentions", at);
        })?;
    }
    if let Some(file) = file_of(files, "quarantine") {
        each_row(&file.path, &["source_path"], &mut inputs, |[.., quarantined], _, _| *quarantined += 1)?;
    }
    Ok(inputs)
}

/// The file of a table among those of a part.
pub(super) fn file_of<'f>(files: &'f [WrittenFile], table: &str) -> Option<&'f WrittenFile> {
    files.iter().find(|file| file.table == table)
}

fn each_row(
    path: &Path,
    columns: &[&str],
    inputs: &mut BTreeMap<String, Rows>,
    add: impl Fn(&mut Rows, &RecordBatch, usize),
) -> Result<(), LoadError> {
    let mut reader = TableReader::open(path, columns)?;
    while let Some(batch) = reader.next_rows(ROWS)? {
        let paths =
            batch.column_by_name("source_path").and_then(|column| column.as_any().downcast_ref::<StringArray>());
        for (at, path) in paths.into_iter().flatten().enumerate() {
            let path = path.unwrap_or_default();
            if let Some(rows) = inputs.get_mut(path) {
                add(rows, &batch, at);
            } else {
                add(inputs.entry(path.to_owned()).or_default(), &batch, at);
            }
        }
    }
    Ok(())
}

fn count(columns: &RecordBatch, name: &str, at: usize) -> u64 {
    let column = columns.column_by_name(name).and_then(|column| column.as_any().downcast_ref::<Int32Array>());
    let n = column.filter(|column| at < column.len()).map_or(0, |column| column.value(at));
    u64::try_from(n).unwrap_or_default()
}
