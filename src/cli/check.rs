//! `etl check`: is what is published whole and true?

use std::fmt::Write;

use serde_json::{Map, Value, json};

use super::args::{Globals, PublishedArgs, VersionArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::count;
use super::stdout;
use crate::dataset::{self, CheckOutcome, Dataset, Expectation, Finding, Report};
use crate::text::printable;

/// Prove that what is published is whole
///
/// Reads everything again with a second reader and holds it to the laws of the tables: hashes and row counts of the files, keys
/// and references, offsets that slice to the printed text, records = documents + quarantined. With --deep, to its manifest byte by
/// byte as well: no bit of a version can change, and no file be lost or added, without a finding; that the manifest itself cannot
/// be read is one too. Then it is held to the checks of the configuration. Exit code 1 where a law is broken or a check of severity
/// `error` does not hold.
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
  etl check --config etl.toml                     with the checks of your own
  etl check --output tables --json
  etl check --deep
  etl check --deep --version 41";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let settings = args.published.settings(globals)?;
    let expectations = dataset::expectations(&settings.checks)?;
    let dataset = args.version.open(settings.output.path.as_ref())?;
    let report = if args.deep { dataset::check_deep(&dataset) } else { dataset::check(&dataset)? };
    // Where contents were not read because the files are others, the checks are not to read them either.
    let outcomes = if report.untried == 0 { outcomes(&expectations, &dataset)? } else { Vec::new() };
    if args.json {
        stdout::print_json(&as_json(&report, &outcomes))
    } else {
        stdout::print(&as_text(&report, &outcomes))
    }?;
    Ok(if is_clean(&report, &outcomes) { ExitCode::Ok } else { ExitCode::DataProblems })
}

/// Holds the version to the checks of the configuration. What cannot be read does not hold.
fn outcomes(expectations: &[Expectation], dataset: &Dataset) -> Result<Vec<CheckOutcome>, Failure> {
    if expectations.is_empty() {
        return Ok(Vec::new());
    }
    let before = dataset::version_before(dataset)?;
    let outcome = |expectation: &Expectation| {
        expectation.evaluate(dataset, before.as_ref()).unwrap_or_else(|error| expectation.unreadable(&error))
    };
    Ok(expectations.iter().map(outcome).collect())
}

fn is_clean(report: &Report, outcomes: &[CheckOutcome]) -> bool {
    report.is_clean() && !outcomes.iter().any(CheckOutcome::is_fatal)
}

fn as_text(report: &Report, outcomes: &[CheckOutcome]) -> String {
    let mut out = String::new();
    for Finding { table, code, message } in &report.findings {
        let place = if table.is_empty() { "version" } else { table };
        let _ = writeln!(out, "{code}: {place}: {message}");
    }
    let failed = || outcomes.iter().filter(|outcome| !outcome.holds);
    for CheckOutcome { name, severity, message, .. } in failed() {
        let _ = writeln!(out, "{severity}: {}: {message}", printable(name));
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
    let _ = match (outcomes.len(), failed().count()) {
        (0, _) => writeln!(out),
        (all, 0) => writeln!(out, "; {all} checks, all hold"),
        (all, failed) => writeln!(out, "; {all} checks, {failed} of them not"),
    };
    out
}

fn as_json(report: &Report, outcomes: &[CheckOutcome]) -> String {
    let finding =
        |Finding { table, code, message }: &Finding| json!({ "code": code, "table": table, "message": message });
    let rows: Map<String, Value> = report.rows.iter().map(|(table, rows)| (table.clone(), json!(rows))).collect();
    let object = json!({
        "version": report.version,
        "clean": is_clean(report, outcomes),
        "laws": report.laws,
        "untried": report.untried,
        "violations": report.violations,
        "rows": rows,
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "checks": outcomes,
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
        let text = as_text(&report(Vec::new(), 0), &[]);
        assert_eq!(text, "documents            72,631 rows\nversion 7: 15 laws, all hold\n");
    }

    #[test]
    fn findings_come_first_and_their_number_last() {
        let finding = |table: &str| Finding { table: table.into(), code: "hashes", message: "a file differs".into() };
        let report = report(vec![finding("mentions"), finding("")], 1_200);
        let text = as_text(&report, &[]);
        assert!(text.starts_with("hashes: mentions: a file differs\nhashes: version: a file differs\n"), "{text}");
        assert!(text.ends_with("version 7: 15 laws, 1,200 violations\n"), "{text}");
        let json: Value = serde_json::from_str(&as_json(&report, &[])).unwrap();
        assert_eq!((json["clean"].as_bool(), json["findings"][0]["code"].as_str()), (Some(false), Some("hashes")));
        assert_eq!(json["rows"]["documents"], 72_631);
    }

    #[test]
    fn checks_of_the_configuration_are_told_and_only_errors_count() {
        let outcome = |severity: &'static str, holds| CheckOutcome {
            name: "documents.title not_null".into(),
            table: "documents",
            kind: "not_null",
            severity,
            holds,
            message: "fails in 2 of 9 rows".into(),
        };
        let report = report(Vec::new(), 0);
        let warned = [outcome("warn", false), outcome("error", true)];
        let text = as_text(&report, &warned);
        assert!(text.starts_with("warn: documents.title not_null: fails in 2 of 9 rows\n"), "{text}");
        assert!(text.ends_with("version 7: 15 laws, all hold; 2 checks, 1 of them not\n"), "{text}");
        assert!(is_clean(&report, &warned) && !is_clean(&report, &[outcome("error", false)]));
    }
}
