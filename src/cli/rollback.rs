//! `etl rollback`: makes a former version current again.

use std::fmt::Write;

use serde_json::json;

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::Depth;
use crate::pipeline::{self, Rollback};

/// Make a former version current again
///
/// By the same atomic swap as a run, under its lock. A version that is missing or damaged is refused: its manifest and the lengths
/// of its files are looked at, with --deep every byte. No version is removed; the next run builds on the one that is current and
/// gets a number that was never given before.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Number of the version; without it the one before the current one
    #[arg(value_name = "N")]
    number: Option<u64>,
    /// Look at every byte: hash all files and hold them to the manifest
    #[arg(long)]
    deep: bool,
    #[command(flatten)]
    published: PublishedArgs,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl rollback                                    the version before the current one
  etl rollback 41 --deep
  etl rollback 41 --output tables --json";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let output = args.published.folder(globals)?;
    let depth = if args.deep { Depth::Hashes } else { Depth::Lengths };
    let done = pipeline::roll_back(&output, args.number, depth).map_err(Failure::of_versions)?;
    if args.json { stdout::print_json(&as_json(&done)) } else { stdout::print(&as_text(&done)) }?;
    Ok(ExitCode::Ok)
}

fn as_text(Rollback { from, to, .. }: &Rollback) -> String {
    if *from == Some(*to) {
        return format!("version {to} is current already\n");
    }
    let mut out = format!("version {to} is current");
    if let Some(from) = from {
        let _ = write!(out, ", in place of {from}");
    }
    out.push('\n');
    out
}

fn as_json(Rollback { from, to, path }: &Rollback) -> String {
    let object = json!({ "from": from, "to": to, "changed": *from != Some(*to), "path": path.to_string_lossy() });
    format!("{object:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_says_what_is_current_and_what_was() {
        let text = |from, to| as_text(&Rollback { from, to, path: "x".into() });
        assert_eq!(text(Some(42), 41), "version 41 is current, in place of 42\n");
        assert_eq!(text(Some(41), 41), "version 41 is current already\n");
        assert_eq!(text(None, 41), "version 41 is current\n");
        let object: serde_json::Value =
            serde_json::from_str(&as_json(&Rollback { from: Some(42), to: 41, path: "x".into() })).unwrap();
        assert_eq!(object, json!({ "from": 42, "to": 41, "changed": true, "path": "x" }));
    }
}
