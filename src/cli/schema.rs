//! `etl schema`: the declarations of the tables.

use std::fmt::Write;

use clap::ValueEnum;
use serde_json::{Value, json};

use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::schema::{self, ColumnDef, SCHEMA_VERSION, TABLES, TableDef};

/// Print the tables and their columns, with what they mean
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// One table; without it all
    table: Option<String>,
    /// Form of the output
    #[arg(long, short, default_value = "text")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  etl schema                      all tables
  etl schema mentions             one table
  etl schema --format json        for programs
  etl schema --format markdown    the page docs/tables.md";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
}

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let tables = match &args.table {
        None => TABLES.to_vec(),
        Some(name) => vec![schema::table(name).ok_or_else(|| no_table(name))?],
    };
    let answer = match (args.format, &args.table) {
        (Format::Text, _) => tables.iter().map(|table| text(table)).collect::<Vec<_>>().join("\n"),
        (Format::Json, _) => as_json(&tables),
        (Format::Markdown, None) => schema::markdown(),
        (Format::Markdown, Some(_)) => tables.iter().map(|table| schema::table_markdown(table)).collect(),
    };
    stdout::print(&answer)?;
    Ok(ExitCode::Ok)
}

fn no_table(name: &str) -> Failure {
    let names: Vec<_> = TABLES.iter().map(|table| table.name).collect();
    Failure::NoTable { name: name.to_owned(), hint: format!("there are {}", names.join(", ")) }
}

fn text(table: &TableDef) -> String {
    let mut out = format!("{}\n  {}\n  {}\n  key: {}\n\n", table.name, table.doc, table.grain, table.key.join(", "));
    let width = |of: fn(&ColumnDef) -> usize| table.columns.iter().map(of).max().unwrap_or(0);
    let names = width(|column| column.name.len());
    let types = width(|column| written_type(column).len());
    for column in table.columns {
        let _ = writeln!(
            out,
            "  {:names$}  {:types$}  {}{}",
            column.name,
            written_type(column),
            column.doc,
            values(column)
        );
    }
    for reference in table.references {
        let _ = writeln!(out, "  {} -> {}.{}", reference.column, reference.table, reference.target);
    }
    out
}

/// The type, with a question mark where the value may be null.
fn written_type(column: &ColumnDef) -> String {
    format!("{}{}", column.type_name(), if column.nullable { "?" } else { "" })
}

fn values(column: &ColumnDef) -> String {
    if column.values.is_empty() { String::new() } else { format!(" One of {}.", column.values.join(", ")) }
}

fn as_json(tables: &[&TableDef]) -> String {
    let tables: Vec<Value> = tables.iter().map(|table| table_json(table)).collect();
    format!("{:#}\n", json!({ "schema_version": SCHEMA_VERSION, "tables": tables }))
}

fn table_json(table: &TableDef) -> Value {
    let column = |column: &ColumnDef| {
        json!({
            "name": column.name,
            "type": column.type_name(),
            "nullable": column.nullable,
            "values": column.values,
            "doc": column.doc,
        })
    };
    let references = table
        .references
        .iter()
        .map(|reference| json!({ "column": reference.column, "table": reference.table, "target": reference.target }));
    json!({
        "name": table.name,
        "doc": table.doc,
        "grain": table.grain,
        "key": table.key,
        "references": references.collect::<Vec<_>>(),
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_json_have_every_column() {
        let json: Value = serde_json::from_str(&as_json(TABLES)).unwrap();
        for (table, from_json) in TABLES.iter().zip(json["tables"].as_array().unwrap()) {
            let text = text(table);
            assert_eq!(from_json["columns"].as_array().unwrap().len(), table.columns.len());
            for column in table.columns {
                assert!(text.contains(&format!("\n  {} ", column.name)), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn an_unknown_table_is_answered_with_the_known_ones() {
        let args = Args { table: Some("mention".into()), format: Format::Text };
        let message = run(&args).unwrap_err().to_string();
        assert!(
            message.starts_with("there is no table `mention`; there are documents, sentences, mentions"),
            "{message}"
        );
    }
}
