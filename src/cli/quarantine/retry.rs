//! `etl quarantine retry`: would the records be read now? And, on request, a run that reads them.

use std::fmt::Write;

use serde_json::{Value, json};

use super::super::args::{ConfigArg, Globals, OutputArg};
use super::super::exit::ExitCode;
use super::super::failure::Failure;
use super::super::quantities::count;
use super::super::{run as run_verb, stdout};
use super::{FilterArgs, InputArg};
use crate::config::Options;
use crate::dataset::{self, Dataset, QuarantineFilter, Quarantined};
use crate::pipeline::{self, Retried, RunOptions};
use crate::text::printable;

/// Try records in quarantine again with the present settings
///
/// Says of each whether it would be read now, and writes nothing. With --publish a run follows in which they are worked on again.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    filter: FilterArgs,
    /// Run the pipeline, so that these records are worked on again, and publish
    #[arg(long, conflicts_with = "json")]
    publish: bool,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    input: InputArg,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    config: ConfigArg,
}

const EXAMPLES: &str = "\
Examples:
  etl quarantine retry
  etl quarantine retry --code no_text_field --config etl.toml
  etl quarantine retry --path \"archive/**\" --publish

With --publish the exit codes are those of `etl run`; docs/exit-codes.md has all.";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let mut flags = Options::default();
    flags.input.path = args.input.input;
    flags.output.path = args.output.output;
    let settings = globals.settings(&args.config, flags)?;
    let dataset = Dataset::open(settings.output.path.as_ref())?;
    let records = dataset::quarantined(&dataset, &QuarantineFilter::from(args.filter), usize::MAX)?;
    if args.publish && !records.is_empty() {
        let options = RunOptions { again: paths(records), ..RunOptions::default() };
        return run_verb::publish(&settings, &options, globals);
    }
    let mut retries = Vec::with_capacity(records.len());
    if !records.is_empty() {
        pipeline::retry(&settings, &records, &mut |record, retried| retries.push((record.clone(), retried)))?;
    }
    if args.json { stdout::print_json(&as_json(&retries)) } else { stdout::print(&as_text(&retries)) }?;
    Ok(ExitCode::Ok)
}

/// The paths, each once, sorted.
fn paths(records: Vec<Quarantined>) -> Vec<String> {
    let mut paths: Vec<String> = records.into_iter().map(|record| record.source_path).collect();
    paths.sort();
    paths.dedup();
    paths
}

type Retry = (Quarantined, Retried);

/// A word for programs, and why, in words.
fn outcome(retried: &Retried) -> (&'static str, String) {
    match retried {
        Retried::Read => ("read", String::new()),
        Retried::Quarantined(diagnostic) => {
            ("quarantined", format!("{}: {}", diagnostic.code.as_str(), diagnostic.detail))
        }
        Retried::NoFile => ("no_file", "the file is gone, or left out by the settings".to_owned()),
        Retried::NoRecord => ("no_record", "the file holds no record of this name any more".to_owned()),
    }
}

fn as_text(retries: &[Retry]) -> String {
    let mut out = String::new();
    for (record, retried) in retries {
        let (word, why) = outcome(retried);
        let place = record.place();
        let line = format!("{word:<12} {}  {}", printable(&place), printable(&why));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    let read = retries.iter().filter(|(_, retried)| *retried == Retried::Read).count() as u64;
    let _ = match (retries.len() as u64, read) {
        (0, _) => writeln!(out, "nothing of this kind is in quarantine"),
        (all, 0) => writeln!(out, "none of {} would be read now", count(all)),
        (all, read) => writeln!(out, "{} of {} would be read now; --publish does it", count(read), count(all)),
    };
    out
}

fn as_json(retries: &[Retry]) -> String {
    let retry = |(record, retried): &Retry| -> Value {
        let (word, why) = outcome(retried);
        json!({
            "source_path": record.source_path,
            "source_member": record.source_member,
            "code": record.code,
            "outcome": word,
            "message": why,
        })
    };
    format!("{:#}\n", json!({ "records": retries.iter().map(retry).collect::<Vec<_>>() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Code, Diagnostic, Stage};

    fn record(path: &str) -> Quarantined {
        Quarantined {
            source_path: path.to_owned(),
            source_member: None,
            content_hash: None,
            source_bytes: 0,
            stage: "extract".to_owned(),
            code: "empty".to_owned(),
            message: String::new(),
            excerpt: String::new(),
        }
    }

    #[test]
    fn each_is_told_and_then_all_together() {
        let still = Diagnostic::new(Stage::Normalize, Code::Binary, "a PDF\u{7}");
        let retries = [
            (record("a.txt"), Retried::Read),
            (record("b\n.txt"), Retried::Quarantined(still)),
            (record("c.txt"), Retried::NoFile),
        ];
        let expected = "\
read         a.txt
quarantined  b\\n.txt  binary: a PDF\\u{7}
no_file      c.txt  the file is gone, or left out by the settings
1 of 3 would be read now; --publish does it
";
        assert_eq!(as_text(&retries), expected);
        let json: Value = serde_json::from_str(&as_json(&retries)).unwrap();
        assert_eq!(json["records"][1]["outcome"], "quarantined");
        assert_eq!(as_text(&[]), "nothing of this kind is in quarantine\n");
    }

    #[test]
    fn a_file_of_many_records_is_worked_on_once() {
        assert_eq!(paths(vec![record("b"), record("a"), record("b")]), ["a", "b"]);
    }
}
