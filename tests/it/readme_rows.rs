//! The rows that the README shows are real: they come from a run on the samples, and a test holds the README to them.

use serde_json::Value;

use crate::generated_pages::hold_part_to;
use crate::support::{repository, rows, succeed};

/// What is shown of each table: three rows of the columns that tell most.
const SHOWN: &[(&str, &str)] = &[
    (
        "documents",
        "SELECT source_path, title, published_date, published_source AS source, language AS lang, n_sentences, countries \
         FROM documents WHERE source_path LIKE 'statements/20%' ORDER BY source_path DESC LIMIT 3",
    ),
    (
        "sentences",
        "SELECT sent_idx, zone, start_char, end_char, start_byte, end_byte, sentences.text FROM sentences \
         JOIN documents ON sentences.doc_id = documents.doc_id \
         WHERE source_path = 'statements/2023-05-11-readout-kenya-japan.txt' AND sent_idx IN (1, 3, 5) ORDER BY sent_idx",
    ),
    (
        "mentions",
        "SELECT mentions.text, entity_type, mentions.title, role, country, value, start_char, end_char, recognizer FROM mentions \
         JOIN documents ON mentions.doc_id = documents.doc_id \
         WHERE source_path = 'statements/2023-05-11-readout-kenya-japan.txt' AND sent_idx IN (2, 4) \
         AND mentions.text IN ('May 11, 2023', 'Kenji Morikawa', '$1.1 billion') ORDER BY start_char",
    ),
    (
        "entities",
        "SELECT name, entity_type, subtype, country, aliases, n_mentions, n_docs, first_date FROM entities \
         WHERE name IN ('Daniel Mwangi', 'Japan', 'United Nations') ORDER BY name",
    ),
    ("duplicates", "SELECT doc_id, cluster_id, kind, similarity FROM duplicates LIMIT 3"),
    (
        "quarantine",
        "SELECT source_path, source_bytes, stage, code, message FROM quarantine ORDER BY source_path LIMIT 3",
    ),
];

/// Longer cells end in an ellipsis: the README is read, not parsed.
const LONGEST_CELL: usize = 72;

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('|', "\\|"),
        Value::Array(items) => items.iter().map(cell).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    match text.char_indices().nth(LONGEST_CELL) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text,
    }
}

#[test]
fn the_rows_of_the_readme_are_real() {
    let folder = tempfile::tempdir().unwrap();
    let input = repository().join("input");
    succeed(folder.path(), &["run", "--input", input.to_str().unwrap()]);
    let mut part = String::new();
    for (table, query) in SHOWN {
        let rows = rows(folder.path(), query);
        let wanted = if ["duplicates", "quarantine"].contains(table) { 2 } else { 3 };
        assert_eq!(rows.len(), wanted, "{table}");
        let columns: Vec<&String> = rows[0].as_object().unwrap().keys().collect();
        let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
        part += &format!("\n`{table}`\n\n");
        part += &line(columns.iter().map(|name| (*name).clone()).collect());
        part += &line(columns.iter().map(|_| "---".to_owned()).collect());
        for row in &rows {
            part += &line(columns.iter().map(|name| cell(&row[name.as_str()])).collect());
        }
    }
    hold_part_to("README.md", "rows", &format!("{part}\n"));
}
