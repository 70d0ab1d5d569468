//! `etl gc`: removes versions that need not be kept.

use std::fmt::Write;
use std::path::Path;

use jiff::Timestamp;
use serde_json::json;

use super::args::{ConfigArg, Globals, OutputArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::bytes;
use super::{stdout, versions};
use crate::config::{Options, OutputSettings};
use crate::pipeline::{self, Keep, Removal, RunError};

/// Remove versions that need not be kept
///
/// A version is removed only if it is beyond both the number and the age that are kept. The current version always stays, and
/// so do newer ones, which a rollback left behind, unless --also-newer is given. Under the lock of a run; a version's
/// folder is whole or gone whenever the power goes, and who has files open reads on. `output.gc_after_run` does it after every
/// run.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Versions to keep at least, the current one included, over `output.keep_versions`
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    keep: Option<u64>,
    /// Days for which versions are kept at least, over `output.keep_days`
    #[arg(long, value_name = "DAYS")]
    keep_days: Option<u64>,
    /// Remove also what is newer than the current version and beyond both
    #[arg(long)]
    also_newer: bool,
    /// Do all the work and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    output: OutputArg,
    #[command(flatten)]
    config: ConfigArg,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl gc --dry-run                                say what would be removed
  etl gc --keep 5 --keep-days 0                   keep five versions, however young the others are
  etl gc --keep 1 --keep-days 0 --also-newer      keep the current version alone
  etl gc --config config/default.toml --json";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let mut flags = Options::default();
    flags.output.path = args.output.output;
    flags.output.keep_versions = args.keep;
    flags.output.keep_days = args.keep_days;
    let settings = globals.settings(&args.config, flags)?.output;
    let done = remove(&settings, args.also_newer, args.dry_run).map_err(Failure::of_versions)?;
    if args.json {
        stdout::print_json(&as_json(&done, args.dry_run))
    } else {
        stdout::print(&as_text(&done, args.dry_run))
    }?;
    Ok(ExitCode::Ok)
}

/// What a run does at its end where the settings ask for it. Another run that has the lock by then will do the same.
pub(super) fn after_run(settings: &OutputSettings) -> Result<(), Failure> {
    match remove(settings, false, false) {
        Ok(done) if done.removed.is_empty() => {}
        Ok(done) => tracing::info!("{}", as_text(&done, false).trim_end()),
        Err(RunError::Locked { .. }) => tracing::info!("old versions stay for now: another run is at work"),
        Err(error) => return Err(Failure::of_versions(error)),
    }
    Ok(())
}

fn remove(settings: &OutputSettings, also_newer: bool, dry_run: bool) -> Result<Removal, RunError> {
    let keep = Keep { versions: settings.keep_versions, days: settings.keep_days, also_newer };
    let now = u64::try_from(Timestamp::now().as_second()).unwrap_or_default();
    pipeline::remove_old(Path::new(&settings.path), keep, now, dry_run)
}

fn as_text(done: &Removal, dry_run: bool) -> String {
    let mut out = String::from(if dry_run { "would remove " } else { "removed " });
    match done.removed.len() {
        0 => out.push_str("nothing"),
        1 => out.push_str("1 version: "),
        n => {
            let _ = write!(out, "{n} versions: ");
        }
    }
    let numbers: Vec<String> = done.removed.iter().map(|version| version.number.to_string()).collect();
    out.push_str(&numbers.join(", "));
    if !numbers.is_empty() {
        let _ = write!(out, "; {} {}", bytes(done.freed_bytes), if dry_run { "would be freed" } else { "freed" });
    }
    let _ = writeln!(out, "; {} kept", done.kept.len());
    out
}

fn as_json(done: &Removal, dry_run: bool) -> String {
    let removed: Vec<_> = done.removed.iter().map(|version| versions::version_json(version, None)).collect();
    let object = json!({ "dry_run": dry_run, "removed": removed, "kept": done.kept, "freed_bytes": done.freed_bytes });
    format!("{object:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{State, Version};

    fn removal(numbers: &[u64]) -> Removal {
        let version = |&number: &u64| Version {
            number,
            dir: "x".into(),
            state: State::Whole,
            unix_secs: None,
            counts: None,
            bytes: 3,
            shared_bytes: 0,
        };
        Removal { removed: numbers.iter().map(version).collect(), kept: vec![7, 8], freed_bytes: 2_400_000 }
    }

    #[test]
    fn it_says_what_is_gone_and_what_would_be() {
        assert_eq!(as_text(&removal(&[]), false), "removed nothing; 2 kept\n");
        assert_eq!(as_text(&removal(&[3]), false), "removed 1 version: 3; 2.4 MB freed; 2 kept\n");
        assert_eq!(as_text(&removal(&[3, 4]), true), "would remove 2 versions: 3, 4; 2.4 MB would be freed; 2 kept\n");
        let object: serde_json::Value = serde_json::from_str(&as_json(&removal(&[3]), true)).unwrap();
        assert_eq!((&object["dry_run"], &object["removed"][0]["version"]), (&json!(true), &json!(3)));
        assert_eq!((&object["kept"], &object["freed_bytes"]), (&json!([7, 8]), &json!(2_400_000)));
    }
}
