//! `etl quarantine show`: all that is known of a record, and what to do about it.

use std::fmt::Write;
use std::fs;

use clap::builder::NonEmptyStringValueParser;

use super::super::args::{ConfigArg, Globals, OutputArg};
use super::super::exit::ExitCode;
use super::super::failure::Failure;
use super::super::quantities::{bytes, count};
use super::super::stdout;
use super::{InputArg, code_of};
use crate::config::{InputSettings, Options};
use crate::dataset::{self, Dataset, Quarantined};
use crate::model::Code;
use crate::stages::extract;
use crate::text::printable;

/// Show all that is known of a record in quarantine, and what to do about it
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// A source_path as `etl quarantine list` has it; behind # the member of a file of many records
    #[arg(value_name = "PATH[#MEMBER]", value_parser = NonEmptyStringValueParser::new())]
    record: String,
    #[command(flatten)]
    input: InputArg,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    config: ConfigArg,
}

const EXAMPLES: &str = "\
Examples:
  etl quarantine show archive/scan-0042.txt
  etl quarantine show \"releases.jsonl#L17\"";

/// Records of one file that are shown at most.
const SHOWN: usize = 20;

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let mut flags = Options::default();
    flags.input.path = args.input.input;
    flags.output.path = args.output.output;
    let settings = globals.settings(&args.config, flags)?;
    let dataset = Dataset::open(settings.output.path.as_ref())?;
    let found = dataset::quarantined_at(&dataset, &args.record)?;
    if found.is_empty() {
        return Err(Failure::NotInQuarantine { record: args.record });
    }
    let mut out = String::new();
    for row in found.iter().take(SHOWN) {
        let _ = writeln!(out, "{}", told(row, &whereabouts(row, &settings.input)));
    }
    if found.len() > SHOWN {
        let left = count((found.len() - SHOWN) as u64);
        let _ = writeln!(out, "and {left} more records of this file; name one with #MEMBER");
    }
    stdout::print(&out)?;
    Ok(ExitCode::Ok)
}

/// Lines of names and values.
fn told(row: &Quarantined, whereabouts: &str) -> String {
    let mut out = String::new();
    let code = code_of(&row.code);
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{name:<11} {}", printable(value));
        }
    };
    line("path", &row.source_path);
    line("member", row.source_member.as_deref().unwrap_or_default());
    line("stage", &row.stage);
    line("code", &row.code);
    line("message", &row.message);
    line("meaning", code.map_or("a code of a later program", Code::doc));
    line("what to do", code.map_or("update this program", Code::remedy));
    line("bytes", &format!("{}, as far as they were read", count(row.source_bytes)));
    line("where", whereabouts);
    line("hash", row.content_hash.as_deref().unwrap_or_default());
    line("excerpt", &row.excerpt);
    out
}

/// Where the bytes are now, under the present settings.
fn whereabouts(row: &Quarantined, settings: &InputSettings) -> String {
    let Ok(plan) = extract::plan(settings) else {
        return format!("input.path = {:?} cannot be listed now; --input names another", settings.path);
    };
    let Some(entry) = plan.entries.iter().find(|entry| entry.source_path == row.source_path) else {
        return format!("not found below input.path = {:?}; --input names another", settings.path);
    };
    let place = entry.path();
    let path = place.display();
    match (fs::metadata(&place), &row.source_member) {
        (Ok(file), None) => format!("{path}, {} there now", bytes(file.len())),
        (Ok(_), Some(member)) => format!("record {member} of {path}"),
        (Err(error), _) => format!("{path}, which cannot be looked at: {error}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(path: &str, member: Option<&str>) -> Quarantined {
        Quarantined {
            source_path: path.to_owned(),
            source_member: member.map(str::to_owned),
            content_hash: Some("5f2a".to_owned()),
            source_bytes: 2_048,
            stage: "extract".to_owned(),
            code: "bad_json".to_owned(),
            message: "expected `}`".to_owned(),
            excerpt: "{\u{1b}]0;owned\u{7}".to_owned(),
        }
    }

    #[test]
    fn a_record_is_told_and_cannot_steer_the_terminal() {
        let expected = "\
path        a.jsonl
member      L3
stage       extract
code        bad_json
message     expected `}`
meaning     The line is not a JSON object.
what to do  Mend the line: one JSON object on each line, with nothing behind it.
bytes       2,048, as far as they were read
where       record L3 of input/a.jsonl
hash        5f2a
excerpt     {\\u{1b}]0;owned\\u{7}
";
        assert_eq!(told(&row("a.jsonl", Some("L3")), "record L3 of input/a.jsonl"), expected);
    }
}
