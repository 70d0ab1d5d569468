//! Laws of footers: columns as declared, rows as the manifest gives them.

use polars::prelude::{ArrowDataType, ArrowField, ArrowTimeUnit};

use super::{Cx, Findings};
use crate::dataset::DatasetError;
use crate::dataset::file::TableFile;
use crate::schema::{ColumnDef, SCHEMA_VERSION, SOFTWARE, TABLES, TableDef};

pub(super) fn schema(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    if cx.manifest.schema_version != SCHEMA_VERSION {
        findings.add("", || {
            let found = cx.manifest.schema_version;
            format!("the tables have schema version {found}, this program ({SOFTWARE}) checks {SCHEMA_VERSION}")
        });
    }
    for table in TABLES {
        for path in cx.dataset.files(table.name)? {
            match TableFile::open(&path) {
                Ok(file) => {
                    compare_columns(table, &file, findings);
                    compare_key_values(table, &file, findings);
                }
                Err(error) => findings.unreadable(&error),
            }
        }
    }
    Ok(())
}

fn compare_columns(table: &TableDef, file: &TableFile, findings: &mut Findings) {
    let found: Vec<&ArrowField> = file.arrow.iter_values().collect();
    let names: Vec<&str> = found.iter().map(|field| field.name.as_str()).collect();
    let declared: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    if names != declared {
        findings.add(table.name, || format!("has the columns {}, not {}", names.join(", "), declared.join(", ")));
        return;
    }
    for (column, field) in table.columns.iter().zip(found) {
        if let Some(difference) = difference(column, field) {
            findings.add(table.name, || format!("column {}: {difference}", column.name));
        }
    }
}

/// What is other than declared.
fn difference(column: &ColumnDef, field: &ArrowField) -> Option<String> {
    let found = type_name(&field.dtype);
    if found != column.type_name() {
        return Some(format!("is {found}, not {}", column.type_name()));
    }
    if field.is_nullable != column.nullable {
        return Some(format!("nullable is {}, not {}", field.is_nullable, column.nullable));
    }
    let doc = field.metadata.as_ref().and_then(|metadata| metadata.get("description"));
    (doc.map(|doc| doc.as_str()) != Some(column.doc)).then(|| "the documentation is not the declared one".into())
}

/// The type as the schema room names it. polars reads texts as views and lists with long offsets.
fn type_name(data_type: &ArrowDataType) -> String {
    match data_type {
        ArrowDataType::Utf8View | ArrowDataType::Utf8 => "string".into(),
        ArrowDataType::Int32 => "int32".into(),
        ArrowDataType::Int64 => "int64".into(),
        ArrowDataType::Float32 => "float32".into(),
        ArrowDataType::Boolean => "bool".into(),
        ArrowDataType::Date32 => "date".into(),
        ArrowDataType::Timestamp(ArrowTimeUnit::Microsecond, None) => "timestamp[us]".into(),
        ArrowDataType::LargeList(item) | ArrowDataType::List(item) => format!("list<{}>", type_name(&item.dtype)),
        ArrowDataType::Struct(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|field| format!("{}: {}", field.name, type_name(&field.dtype))).collect();
            format!("struct<{}>", fields.join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// Name and version of the schema; which release of the software wrote the file does not matter.
fn compare_key_values(table: &TableDef, file: &TableFile, findings: &mut Findings) {
    let found = file.metadata.key_value_metadata.as_deref().unwrap_or_default();
    for (key, value) in table.key_values().into_iter().filter(|(_, value)| value != SOFTWARE) {
        let stored = found.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.as_deref());
        if stored != Some(value.as_str()) {
            findings.add(table.name, || format!("file metadata {key} is {stored:?}, not {value:?}"));
        }
    }
}

pub(super) fn rows(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for table in &cx.manifest.tables {
        let sum: u64 = table.files.iter().map(|file| file.rows).sum();
        if sum != table.rows {
            findings.add(&table.name, || format!("the manifest gives {} rows, but {sum} to its files", table.rows));
        }
        for file in &table.files {
            let path = cx.dataset.dir().join(&file.path);
            if path.is_file() {
                let found = TableFile::open(&path)?.rows() as u64;
                if found != file.rows {
                    findings.add(&table.name, || {
                        format!("{} has {found} rows, the manifest gives {}", path.display(), file.rows)
                    });
                }
            }
        }
    }
    Ok(())
}

pub(super) fn conservation(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let manifest = cx.manifest;
    let (records, documents, quarantined) = (manifest.records, manifest.documents, manifest.quarantined);
    if records != documents + quarantined {
        findings.add("", || format!("{records} records, but {documents} documents and {quarantined} in quarantine"));
    }
    for (table, counted) in [("documents", documents), ("quarantine", quarantined)] {
        let mut rows = 0;
        for path in cx.dataset.files(table)? {
            rows += TableFile::open(&path)?.rows() as u64;
        }
        if rows != counted {
            findings.add(table, || format!("has {rows} rows, the run counted {counted}"));
        }
    }
    Ok(())
}
