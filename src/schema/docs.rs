//! The registry as a page of Markdown: `docs/tables.md`.

use std::fmt::Write;

use super::{SCHEMA_VERSION, TABLES, TableDef};

/// The page for all tables.
pub fn markdown() -> String {
    let mut page = format!(
        "# Tables (schema version {SCHEMA_VERSION})\n\n\
         Generated from `src/schema/`; do not edit. Offsets are half-open. `*_char` count code points of `documents.text`: \
         `text[start_char:end_char]` in Python gives the printed text. `*_byte` count bytes of the raw record, after decompression.\n"
    );
    for table in TABLES {
        page.push_str(&table_markdown(table));
    }
    page
}

/// The section of one table.
pub fn table_markdown(table: &TableDef) -> String {
    let mut out = format!("\n## {}\n\n{} {}\n\n", table.name, table.doc, table.grain);
    let _ = writeln!(out, "Key: {}.\n", backticked(table.key));
    for reference in table.references {
        let _ = writeln!(out, "- `{}` refers to `{}.{}`.", reference.column, reference.table, reference.target);
    }
    if !table.references.is_empty() {
        out.push('\n');
    }
    out.push_str("| column | type | null | meaning |\n|---|---|---|---|\n");
    for column in table.columns {
        let values = match column.values {
            [] => String::new(),
            values => format!(" One of {}.", backticked(values)),
        };
        let null = if column.nullable { "yes" } else { "" };
        let type_name = column.type_name().replace('|', "\\|");
        let _ = writeln!(out, "| `{}` | `{type_name}` | {null} | {}{values} |", column.name, column.doc);
    }
    out
}

fn backticked(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
