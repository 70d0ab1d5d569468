//! `etl inspect`: how the tables lie on the disk, as the footers tell it.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};

use super::file::TableFile;
use super::footer::encodings;
use super::{Dataset, DatasetError};
use crate::text::printable;

/// How a table lies on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableLayout {
    pub name: String,
    pub files: usize,
    pub rows: u64,
    /// Of the files, footers included.
    pub bytes: u64,
    pub row_groups: usize,
    pub columns: Vec<ColumnLayout>,
}

/// How a column lies on the disk, over all files. A list or struct has a column for each of its leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnLayout {
    /// Names from the root to the leaf, with a period between.
    pub path: String,
    pub physical_type: String,
    pub compressed_bytes: u64,
    pub uncompressed_bytes: u64,
    pub encodings: BTreeSet<&'static str>,
    pub compressions: BTreeSet<String>,
}

/// The layout of every table, by name.
///
/// # Errors
/// If a file or its footer cannot be read.
pub fn inspect(dataset: &Dataset) -> Result<Vec<TableLayout>, DatasetError> {
    dataset.tables()?.into_iter().map(|name| table_layout(dataset, name)).collect()
}

fn table_layout(dataset: &Dataset, name: String) -> Result<TableLayout, DatasetError> {
    let mut table = TableLayout { name, files: 0, rows: 0, bytes: 0, row_groups: 0, columns: Vec::new() };
    for path in dataset.files(&table.name)? {
        let file = TableFile::open(&path)?;
        table.files += 1;
        table.rows += file.rows() as u64;
        table.bytes += fs::metadata(&path).map_err(DatasetError::io(&path))?.len();
        table.row_groups += file.metadata.row_groups.len();
        add_columns(&mut table.columns, &file);
    }
    Ok(table)
}

fn add_columns(columns: &mut Vec<ColumnLayout>, file: &TableFile) {
    for (at, leaf) in file.metadata.schema_descr.columns().iter().enumerate() {
        if columns.len() == at {
            let path = leaf.path_in_schema.join(".");
            let physical_type = format!("{:?}", leaf.descriptor.primitive_type.physical_type).to_lowercase();
            columns.push(ColumnLayout { path, physical_type, ..ColumnLayout::default() });
        }
    }
    for group in &file.metadata.row_groups {
        for (column, chunk) in columns.iter_mut().zip(group.parquet_columns()) {
            column.compressed_bytes += chunk.compressed_size().max(0) as u64;
            column.uncompressed_bytes += chunk.uncompressed_size().max(0) as u64;
            column.compressions.insert(format!("{:?}", chunk.compression()).to_lowercase());
        }
    }
    for (column, names) in columns.iter_mut().zip(encodings(&file.metadata.footer_buf).unwrap_or_default()) {
        column.encodings.extend(names);
    }
}

/// Writes the layout as text: a line a table, and with `columns` a line a column below it.
///
/// # Errors
/// If `out` cannot be written.
pub fn write_layout(tables: &[TableLayout], columns: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{:<12} {:>6} {:>12} {:>15} {:>10}", "table", "files", "rows", "bytes", "row groups")?;
    for table in tables {
        let TableLayout { name, files, rows, bytes, row_groups, .. } = table;
        let name = printable(name);
        writeln!(out, "{name:<12} {files:>6} {rows:>12} {bytes:>15} {row_groups:>10}")?;
        if columns {
            table.columns.iter().try_for_each(|column| write_column(column, out))?;
        }
    }
    Ok(())
}

fn write_column(column: &ColumnLayout, out: &mut dyn Write) -> io::Result<()> {
    let ColumnLayout { path, physical_type, compressed_bytes, uncompressed_bytes, encodings, compressions } = column;
    let path = printable(path);
    let encodings: Vec<&str> = encodings.iter().copied().collect();
    let compressions: Vec<&str> = compressions.iter().map(String::as_str).collect();
    writeln!(
        out,
        "  {path:<32} {physical_type:<10} {compressed_bytes:>13} of {uncompressed_bytes:>13}  {:<6} {}",
        compressions.join(" "),
        encodings.join(" ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;
    use crate::schema::TABLES;

    #[test]
    fn the_layout_is_that_of_the_files() {
        let release = Release::publish(&["[Minsk]{GPE BLR} spoke. All is well.", "One. Two. Three.", "Four."]);
        let tables = inspect(&release.dataset()).unwrap();
        assert_eq!(tables.len(), TABLES.len());
        let sentences = tables.iter().find(|table| table.name == "sentences").unwrap();
        assert_eq!((sentences.files, sentences.rows, sentences.row_groups), (1, 6, 2));
        assert_eq!(sentences.bytes, fs::metadata(release.file("sentences")).unwrap().len());
        let column = |path: &str| sentences.columns.iter().find(|column| column.path == path).unwrap();
        assert!(column("zone").encodings.contains("rle_dictionary"), "{:?}", column("zone"));
        assert!(!column("text").encodings.contains("rle_dictionary"), "{:?}", column("text"));
        assert_eq!(column("text").compressions, BTreeSet::from(["zstd".to_owned()]));
        assert!(column("text").uncompressed_bytes > 0);
        let entities = tables.iter().find(|table| table.name == "entities").unwrap();
        assert!(entities.columns.iter().any(|column| column.path == "roles.list.element.country"));
    }

    #[test]
    fn columns_are_written_where_they_are_asked_for() {
        let tables = inspect(&Release::publish(&["One."]).dataset()).unwrap();
        let written = |columns| {
            let mut out = Vec::new();
            write_layout(&tables, columns, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(false).lines().count(), 1 + TABLES.len());
        let leaves: usize = tables.iter().map(|table| table.columns.len()).sum();
        assert_eq!(written(true).lines().count(), 1 + TABLES.len() + leaves);
    }
}
