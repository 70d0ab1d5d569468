//! `etl run`: the main job.

use clap::builder::NonEmptyStringValueParser;

use super::args::{ConfigArg, Globals, LookingArgs, OutputArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::{gc, progress, signals, summary};
use crate::config::{Options, Settings};
use crate::pipeline::{self, RunOptions, RunReport};

/// Read raw texts and publish a new version of all tables
///
/// Reads what is new or changed since the last run, and all of it where settings, model or program have changed; what is gone
/// from the input goes from the tables, unless `run.vanished` says keep. Where nothing has changed, nothing is published.
///
/// Reads .txt, .text, .md and .jsonl files, also compressed (.gz, .zst). Records that cannot be read go to the quarantine
/// table with the reason; the run goes on. Readers of the output folder see the old version or the new one, never a mixture.
/// A summary closes the run, on standard error.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    config: ConfigArg,
    /// File, folder or glob to read, over `input.path`
    #[arg(long, short, value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    input: Option<String>,
    #[command(flatten)]
    output: OutputArg,
    /// Worker threads, over `run.jobs`; 0 takes all cores
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u32).range(..=1_024))]
    jobs: Option<u32>,
    /// Records to read at most, over `run.limit`; 0 for all
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    /// Do all the work and write nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    looking: LookingArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl run                                         read input/, publish output/
  etl run --config config/default.toml
  etl run --input \"press/2024/*.txt\" --output tables
  etl run --limit 100 --dry-run                   try the first hundred records
  etl run --refresh                               read everything anew
  etl run --quiet --log-format json               for a scheduler

Exit codes: 0 published or nothing to do, 1 published with too much in quarantine, 3 refused by a limit or check of the configuration, 75 another run is at work; docs/exit-codes.md has all.";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let mut flags = Options::default();
    flags.input.path = args.input;
    flags.output.path = args.output.output;
    flags.run.jobs = args.jobs;
    flags.run.limit = args.limit;
    let settings = globals.settings(&args.config, flags)?;

    let LookingArgs { refresh, paranoid } = args.looking;
    let options = RunOptions { dry_run: args.dry_run, refresh, paranoid, ..RunOptions::default() };
    publish(&settings, &options, globals)
}

/// Runs the pipeline and closes with the summary.
pub(super) fn publish(settings: &Settings, options: &RunOptions, globals: &Globals) -> Result<ExitCode, Failure> {
    signals::watch(options.interrupt.clone())?;
    let report = pipeline::run(settings, options, progress::choose(globals.quiet).as_ref())?;
    for outcome in report.checks.iter().filter(|outcome| !outcome.holds) {
        tracing::warn!(check = outcome.name, found = outcome.message, "a check does not hold");
    }
    if !globals.quiet {
        summary::print(&report);
    }
    if settings.output.gc_after_run && report.version.is_some() {
        gc::after_run(&settings.output)?;
    }
    Ok(exit_of(&report))
}

/// A published version that lacks more than the settings allow, or what a fault of this program cost it, is no full success.
fn exit_of(report: &RunReport) -> ExitCode {
    let is_in_full = report.unlisted_folders.is_empty();
    if report.beyond_limit.is_some() || report.has_faults() || !is_in_full {
        ExitCode::DataProblems
    } else {
        ExitCode::Ok
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::BeyondLimit;

    #[test]
    fn one_panic_is_enough_for_exit_code_1() {
        let report = |quarantined: &[(&'static str, u64)], beyond_limit: bool| RunReport {
            quarantined: quarantined.to_vec(),
            beyond_limit: beyond_limit.then(BeyondLimit::default),
            ..RunReport::default()
        };
        assert_eq!(exit_of(&report(&[], false)), ExitCode::Ok);
        assert_eq!(exit_of(&report(&[("empty", 9)], false)), ExitCode::Ok);
        assert_eq!(exit_of(&report(&[("empty", 9)], true)), ExitCode::DataProblems);
        assert_eq!(exit_of(&report(&[("empty", 9), ("panic", 1)], false)), ExitCode::DataProblems);
    }
}
