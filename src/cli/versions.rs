//! `etl versions`: which versions there are, and in which state.

use std::fmt::Write;

use jiff::Timestamp;
use serde_json::{Value, json};

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::{bytes, count};
use super::stdout;
use crate::dataset::{self, Counts, State, Version, Versions};
use crate::text::printable;

/// List the versions of the output folder
///
/// Each with its number, the time when it was verified (UTC), its counts and its bytes; the current one is marked with `*`.
/// Files that versions share by hard links count once in the sum. A version without a manifest is unfinished; one whose
/// manifest or files are not as they were written is damaged (`etl check --deep --version N` looks at every byte).
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    published: PublishedArgs,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl versions
  etl versions --output tables
  etl versions --json";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let found = dataset::versions(&args.published.folder(globals)?)?;
    if args.json { stdout::print_json(&as_json(&found)) } else { stdout::print(&as_text(&found)) }?;
    Ok(ExitCode::Ok)
}

fn as_text(found: &Versions) -> String {
    let mut out = format!(
        "{:>8}  {:<20} {:>11} {:>11} {:>11} {:>13} {:>7}  state\n",
        "version", "time", "records", "documents", "quarantined", "rows", "bytes"
    );
    for version in &found.versions {
        let mark = if found.current == Some(version.number) { '*' } else { ' ' };
        let of =
            |number: fn(&Counts) -> u64| version.counts.as_ref().map_or("-".to_owned(), |counts| count(number(counts)));
        let _ = writeln!(
            out,
            "{mark}{:>7}  {:<20} {:>11} {:>11} {:>11} {:>13} {:>7}  {}",
            version.number,
            time(version.unix_secs).unwrap_or_default(),
            of(|counts| counts.records),
            of(|counts| counts.documents),
            of(|counts| counts.quarantined),
            of(|counts| counts.rows),
            bytes(version.bytes),
            state_in_words(version, found.current),
        );
    }
    let _ = write!(out, "{} versions, {}", found.versions.len(), bytes(found.bytes));
    let shared: u64 = found.versions.iter().map(|version| version.shared_bytes).sum();
    if shared > 0 {
        let _ = write!(out, " on the disk; {} more are shared by hard links and counted once", bytes(shared));
    }
    if found.staging > 0 {
        let _ = write!(out, "; {} in _staging, of a run at work or swept by the next one", found.staging);
    }
    if found.current.is_none() {
        out.push_str("; none is current, `etl rollback N` makes one so");
    }
    out.push('\n');
    out
}

fn state_in_words(version: &Version, current: Option<u64>) -> String {
    match &version.state {
        State::Whole if current == Some(version.number) => "current".into(),
        State::Whole if current.is_some_and(|current| version.number > current) => "newer than the current one".into(),
        State::Whole => "whole".into(),
        State::Unfinished => "unfinished: no manifest".into(),
        State::Damaged(faults) => {
            let more = if faults.len() > 1 { format!(" and {} more", faults.len() - 1) } else { String::new() };
            format!("damaged: {}{more}", printable(faults.first().map_or("", String::as_str)))
        }
    }
}

/// In UTC, to the second.
fn time(unix_secs: Option<u64>) -> Option<String> {
    let seconds = i64::try_from(unix_secs?).ok()?;
    Timestamp::from_second(seconds).ok().map(|time| time.to_string())
}

fn as_json(found: &Versions) -> String {
    let object = json!({
        "current": found.current,
        "bytes": found.bytes,
        "staging": found.staging,
        "versions": found.versions.iter().map(|version| version_json(version, found.current)).collect::<Vec<_>>(),
    });
    format!("{object:#}\n")
}

pub(super) fn version_json(version: &Version, current: Option<u64>) -> Value {
    let (state, faults) = match &version.state {
        State::Whole => ("whole", &[][..]),
        State::Unfinished => ("unfinished", &[][..]),
        State::Damaged(faults) => ("damaged", &faults[..]),
    };
    let counts = version.counts;
    json!({
        "version": version.number,
        "current": current == Some(version.number),
        "state": state,
        "faults": faults,
        "time": time(version.unix_secs),
        "unix_secs": version.unix_secs,
        "records": counts.map(|counts| counts.records),
        "documents": counts.map(|counts| counts.documents),
        "quarantined": counts.map(|counts| counts.quarantined),
        "rows": counts.map(|counts| counts.rows),
        "bytes": version.bytes,
        "shared_bytes": version.shared_bytes,
        "path": version.dir.to_string_lossy(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(number: u64, state: State) -> Version {
        let whole = state == State::Whole;
        Version {
            number,
            dir: format!("output/_versions/{number:06}").into(),
            state,
            unix_secs: Some(1_643_000_000 + number),
            counts: whole.then_some(Counts { records: 12_001, documents: 12_000, quarantined: 1, rows: 345_678 }),
            bytes: 1_500_000,
            shared_bytes: if number == 2 { 1_400_000 } else { 0 },
        }
    }

    fn found() -> Versions {
        let versions = vec![
            version(1, State::Whole),
            version(2, State::Whole),
            version(3, State::Damaged(vec!["a\u{1b}[2J is missing".into(), "b".into()])),
            version(4, State::Unfinished),
            version(5, State::Whole),
        ];
        Versions { versions, current: Some(2), bytes: 6_100_000, staging: 1 }
    }

    #[test]
    fn every_state_has_its_words() {
        let expected = "\
\x20version  time                     records   documents quarantined          rows   bytes  state
       1  2022-01-24T04:53:21Z      12,001      12,000           1       345,678  1.5 MB  whole
*      2  2022-01-24T04:53:22Z      12,001      12,000           1       345,678  1.5 MB  current
       3  2022-01-24T04:53:23Z           -           -           -             -  1.5 MB  damaged: a\\u{1b}[2J is missing and 1 more
       4  2022-01-24T04:53:24Z           -           -           -             -  1.5 MB  unfinished: no manifest
       5  2022-01-24T04:53:25Z      12,001      12,000           1       345,678  1.5 MB  newer than the current one
5 versions, 6.1 MB on the disk; 1.4 MB more are shared by hard links and counted once; 1 in _staging, of a run at work or swept by the next one
";
        assert_eq!(as_text(&found()), expected);
        let none = Versions { versions: Vec::new(), current: None, bytes: 0, staging: 0 };
        assert!(as_text(&none).ends_with("0 versions, 0 B; none is current, `etl rollback N` makes one so\n"));
    }

    #[test]
    fn programs_get_every_number() {
        let object: Value = serde_json::from_str(&as_json(&found())).unwrap();
        assert_eq!((object["current"].as_u64(), object["bytes"].as_u64()), (Some(2), Some(6_100_000)));
        let versions = &object["versions"];
        assert_eq!((&versions[1]["current"], &versions[1]["shared_bytes"]), (&json!(true), &json!(1_400_000)));
        assert_eq!((&versions[2]["state"], &versions[2]["faults"][1]), (&json!("damaged"), &json!("b")));
        assert_eq!((&versions[3]["rows"], &versions[3]["time"]), (&Value::Null, &json!("2022-01-24T04:53:24Z")));
    }
}
