//! `etl inspect`: how the published files lie on the disk.

use std::io::Write;

use serde_json::{Value, json};

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::{self, ColumnLayout, Dataset, TableLayout};
use crate::text::printable_json;

/// Print tables, rows, bytes and row groups of what is published
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    published: PublishedArgs,
    /// Print every column too: its bytes, encodings and compression
    #[arg(long)]
    columns: bool,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl inspect
  etl inspect --columns
  etl inspect --columns --json";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = Dataset::open(&args.published.folder(globals)?)?;
    let layout = dataset::inspect(&dataset)?;
    let mut out = stdout::buffered();
    let written = match args.json {
        true => writeln!(out, "{}", printable_json(&format!("{:#}", as_json(&layout, args.columns)))),
        false => dataset::write_layout(&layout, args.columns, &mut out),
    };
    written.and_then(|()| out.flush()).map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}

fn as_json(layout: &[TableLayout], columns: bool) -> Value {
    let tables: Vec<Value> = layout.iter().map(|table| table_json(table, columns)).collect();
    json!({ "tables": tables })
}

fn table_json(table: &TableLayout, columns: bool) -> Value {
    let TableLayout { name, files, rows, bytes, row_groups, columns: of } = table;
    let mut out = json!({ "name": name, "files": files, "rows": rows, "bytes": bytes, "row_groups": row_groups });
    if columns {
        out["columns"] = of.iter().map(column_json).collect();
    }
    out
}

fn column_json(column: &ColumnLayout) -> Value {
    json!({
        "path": column.path,
        "physical_type": column.physical_type,
        "compressed_bytes": column.compressed_bytes,
        "uncompressed_bytes": column.uncompressed_bytes,
        "encodings": column.encodings,
        "compressions": column.compressions,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_in_the_json_only_where_they_are_asked_for() {
        let column = ColumnLayout { path: "text".into(), compressed_bytes: 7, ..ColumnLayout::default() };
        let table = TableLayout {
            name: "documents".into(),
            files: 1,
            rows: 3,
            bytes: 90,
            row_groups: 1,
            columns: vec![column],
        };
        let short = as_json(std::slice::from_ref(&table), false);
        assert_eq!(short["tables"][0]["rows"], 3);
        assert_eq!(short["tables"][0].get("columns"), None);
        assert_eq!(as_json(&[table], true)["tables"][0]["columns"][0]["compressed_bytes"], 7);
    }
}
