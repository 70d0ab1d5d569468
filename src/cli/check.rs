//! `etl check`: is what is published whole and true?

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::args::{Globals, PublishedArgs, VersionArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::count;
use super::stdout;
use crate::dataset::{self, Finding, Report};

/// Prove that what is published is whole
///
/// Reads everything again with a second reader and holds it to the laws of the tables: hashes and row counts of the files, keys
/// and references, offsets that slice to the printed text, records = documents + quarantined. With --deep, to its manifest byte by
/// byte as well: no bit of a version can change, and no file be lost or added, without a finding; that the manifest itself cannot
/// be read is one too. Exit code 1 where a law is broken.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    published: PublishedArgs,
    #[command(flatten)]
    version: VersionArg,
    /// Look at every byte: hash all files and hold them to the manifest
    #[arg(long)]
    deep: bool,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl check
  etl check --output tables --json
  etl check --deep
  etl check --deep --version 41";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = args.version.open(&args.published.folder(globals)?)?;
    let report = if args.deep { dataset::check_deep(&dataset) } else { dataset::check(&dataset)? };
    if args.json { stdout::print_json(&as_json(&report)) } else { stdout::print(&as_text(&report)) }?;
    Ok(if report.is_clean() { ExitCode::Ok } else { ExitCode::DataProblems })
}

fn as_text(report: &Report) -> String {
    let mut out = String::new();
    for Finding { table, code, message } in &report.findings {
        let place = if table.is_empty() { "version" } else { table };
        let _ = writeln!(out, "{code}: {place}: {message}");
    }
    for (table, rows) in &report.rows {
        let _ = writeln!(out, "{table:<12} {:>14} rows", count(*rows));
    }
    let verdict = match report.violations {
        0 => "all hold".to_owned(),
        violations => format!("{} violations", count(violations)),
    };
    let _ = write!(out, "version {}: {} laws, {verdict}", report.version, report.laws);
    if report.untried > 0 {
        let _ = write!(out, "; {} laws on contents were not tried, the files being others", report.untried);
    }
    out.push('\n');
    out
}

fn as_json(report: &Report) -> String {
    let finding =
        |Finding { table, code, message }: &Finding| json!({ "code": code, "table": table, "message": message });
    let rows: Map<String, Value> = report.rows.iter().map(|(table, rows)| (table.clone(), json!(rows))).collect();
    let object = json!({
        "version": report.version,
        "clean": report.is_clean(),
        "laws": report.laws,
        "untried": report.untried,
        "violations": report.violations,
        "rows": rows,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report(findings: Vec<Finding>, violations: u64) -> Report {
        Report { version: 7, laws: 15, untried: 0, rows: vec![("documents".into(), 72_631)], findings, violations }
    }

    #[test]
    fn a_clean_version_is_told_in_two_lines() {
        let text = as_text(&report(Vec::new(), 0));
        assert_eq!(text, "documents            72,631 rows\nversion 7: 15 laws, all hold\n");
    }

    #[test]
    fn findings_come_first_and_their_number_last() {
        let finding = |table: &str| Finding { table: table.into(), code: "hashes", message: "a file differs".into() };
        let report = report(vec![finding("mentions"), finding("")], 1_200);
        let text = as_text(&report);
        assert!(text.starts_with("hashes: mentions: a file differs\nhashes: version: a file differs\n"), "{text}");
        assert!(text.ends_with("version 7: 15 laws, 1,200 violations\n"), "{text}");
        let json: Value = serde_json::from_str(&as_json(&report)).unwrap();
        assert_eq!((json["clean"].as_bool(), json["findings"][0]["code"].as_str()), (Some(false), Some("hashes")));
        assert_eq!(json["rows"]["documents"], 72_631);
    }
}
