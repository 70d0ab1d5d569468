//! `etl diff`: what differs between two versions.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::{self, Changes, Count, Diff, Difference, Label, Sample, Side};

/// Print what differs between two versions
///
/// Software and settings, columns, rows of every table; documents that were added, changed (another raw record under the same id)
/// or removed, changes in quarantine, and entities. Each list names the first few by path. Tables are streamed: memory
/// does not grow with the corpus, and files that both versions share are not read.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The older version: its number, `current`, or a folder (./7 where the name is a number)
    a: String,
    /// The newer version, likewise
    b: String,
    /// Rows to name in each list, at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    names: usize,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
    /// Give the finding as the exit code, too
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    published: PublishedArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl diff 41 42
  etl diff 41 current --names 100 --json
  etl diff current other/output --exit-code       exit code 1 if anything differs; a folder stands for its current version";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let output = args.published.folder(globals)?;
    let named = |name: &str| dataset::named_version(&output, name);
    let diff = dataset::diff(&named(&args.a)?, &named(&args.b)?, args.names)?;
    let mut out = stdout::buffered();
    let written = if args.json { writeln!(out, "{:#}", as_json(&diff)) } else { dataset::write_diff(&diff, &mut out) };
    written.and_then(|()| out.flush()).map_err(Failure::Stdout)?;
    Ok(if args.exit_code && !diff.is_empty() { ExitCode::DataProblems } else { ExitCode::Ok })
}

fn as_json(diff: &Diff) -> Value {
    json!({
        "a": side(&diff.a),
        "b": side(&diff.b),
        "same": diff.is_empty(),
        "settings": differences(&diff.settings),
        "schema": differences(&diff.schema),
        "tables": counts(&diff.tables),
        "documents": changes(&diff.documents),
        "quarantine": changes(&diff.quarantine),
        "entities": changes(&diff.entities),
        "entity_types": counts(&diff.entity_types),
    })
}

fn side(side: &Side) -> Value {
    json!({ "version": side.version, "path": side.path.to_string_lossy() })
}

fn differences(differences: &[Difference]) -> Value {
    differences.iter().map(|Difference { name, a, b }| json!({ "name": name, "a": a, "b": b })).collect()
}

fn counts(counts: &[Count]) -> Value {
    counts.iter().map(|Count { name, a, b }| json!({ "name": name, "a": a, "b": b })).collect()
}

fn changes(Changes { columns, unchanged, added, changed, removed }: &Changes) -> Value {
    json!({
        "unchanged": unchanged,
        "added": sample(columns, added),
        "changed": sample(columns, changed),
        "removed": sample(columns, removed),
    })
}

/// Rows are objects by the names of their columns.
fn sample(columns: &[&str], Sample { count, first }: &Sample) -> Value {
    let object = |label: &Label| -> Map<String, Value> {
        columns.iter().zip(label).map(|(column, value)| ((*column).to_owned(), json!(value))).collect()
    };
    json!({ "count": count, "first": first.iter().map(object).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_get_rows_by_the_names_of_their_columns() {
        let label = vec![Some("wire/a.txt".to_owned()), None];
        let added = Sample { count: 3, first: [label].into() };
        let changed = Changes { columns: &["source_path", "source_member"], unchanged: 5, added, ..Changes::default() };
        assert_eq!(
            changes(&changed)["added"],
            json!({ "count": 3, "first": [{ "source_path": "wire/a.txt", "source_member": null }] })
        );
        assert_eq!(changes(&changed)["removed"], json!({ "count": 0, "first": [] }));
    }
}
