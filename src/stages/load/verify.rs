//! Re-opens what was written: the last look before it is published.

use std::fs::File;

use parquet::file::reader::{FileReader, SerializedFileReader};

use super::{LoadError, WrittenFile};
use crate::model::Hash128;

/// Reads a file back from the disk: its hash, its length, and the row count of its footer must be those written.
pub fn verify(written: &WrittenFile) -> Result<(), LoadError> {
    let path = &written.path;
    let differs = |what| LoadError::Differs { path: path.clone(), what };

    let mut hasher = blake3::Hasher::new();
    let mut file = File::open(path).map_err(LoadError::io(path, "re-open"))?;
    let bytes = std::io::copy(&mut file, &mut hasher).map_err(LoadError::io(path, "re-read"))?;
    if bytes != written.bytes {
        return Err(differs("length"));
    }
    if Hash128::from(hasher.finalize()) != written.hash {
        return Err(differs("bytes"));
    }

    let footer = SerializedFileReader::new(file).map_err(|source| LoadError::Read { path: path.clone(), source })?;
    let rows = footer.metadata().file_metadata().num_rows();
    if u64::try_from(rows) != Ok(written.rows) {
        return Err(differs("rows"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::OutputSettings;
    use crate::schema::{TableBuilder, duplicates};
    use crate::stages::load::TableWriter;

    fn written(folder: &std::path::Path, batches: usize, settings: &OutputSettings) -> WrittenFile {
        let mut writer = TableWriter::create(folder, &duplicates::TABLE, 0, settings).unwrap();
        let mut builder = duplicates::DuplicatesBuilder::default();
        for batch in 0..batches {
            for row in 0..10 {
                let id = format!("{batch}-{row}");
                builder.push(duplicates::DuplicateRow {
                    doc_id: &id,
                    cluster_id: "0-0",
                    kind: "exact",
                    similarity: 1.0,
                });
            }
            writer.write(&builder.finish()).unwrap();
        }
        writer.finish().unwrap()
    }

    #[test]
    fn a_file_that_changed_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let file = written(folder.path(), 3, &OutputSettings::default());
        assert_eq!(file.rows, 30);
        verify(&file).unwrap();

        let mut bytes = std::fs::read(&file.path).unwrap();
        bytes[file.bytes as usize / 2] ^= 1;
        std::fs::write(&file.path, &bytes).unwrap();
        assert!(matches!(verify(&file), Err(LoadError::Differs { what: "bytes", .. })));
        bytes.pop();
        std::fs::write(&file.path, &bytes).unwrap();
        assert!(matches!(verify(&file), Err(LoadError::Differs { what: "length", .. })));
    }

    #[test]
    fn row_groups_end_between_batches() {
        let folder = tempfile::tempdir().unwrap();
        let settings = OutputSettings { row_group_rows: 25, ..OutputSettings::default() };
        let file = written(folder.path(), 5, &settings);
        let reader = SerializedFileReader::new(File::open(&file.path).unwrap()).unwrap();
        let groups: Vec<i64> = reader.metadata().row_groups().iter().map(|group| group.num_rows()).collect();
        assert_eq!(groups, [20, 20, 10]);
    }

    #[test]
    fn an_empty_table_is_a_file_with_a_schema() {
        let folder = tempfile::tempdir().unwrap();
        let file = written(folder.path(), 0, &OutputSettings::default());
        verify(&file).unwrap();
        let reader = SerializedFileReader::new(File::open(&file.path).unwrap()).unwrap();
        assert_eq!(reader.metadata().file_metadata().schema().get_fields().len(), duplicates::TABLE.columns.len());
    }
}
