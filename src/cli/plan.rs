//! `etl plan`: what a run would do.

use std::fmt::Write;

use clap::builder::NonEmptyStringValueParser;
use serde_json::json;

use super::args::{ConfigArg, Globals, LookingArgs, OutputArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::quantities::count;
use super::{signals, stdout};
use crate::config::Options;
use crate::pipeline::{self, Interrupt, Preview, RunOptions};
use crate::text::printable;

/// Say what a run would do, and do nothing
///
/// Compares the input with what is published and lists the files that are new (+), changed (~), touched but the same (=) and gone
/// (-). Takes no lock and writes nothing.
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
    #[command(flatten)]
    looking: LookingArgs,
    /// Print one JSON object for programs
    #[arg(long)]
    json: bool,
    /// Give the finding as the exit code, too
    #[arg(long)]
    exit_code: bool,
}

const EXAMPLES: &str = "\
Examples:
  etl plan
  etl plan --json
  etl plan --exit-code --quiet    0 nothing to do, 10 work to do";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let mut flags = Options::default();
    flags.input.path = args.input;
    flags.output.path = args.output.output;
    let settings = globals.settings(&args.config, flags)?;

    let interrupt = Interrupt::default();
    signals::watch(interrupt.clone())?;
    let LookingArgs { refresh, paranoid } = args.looking;
    let preview = pipeline::preview(&settings, &RunOptions { refresh, paranoid, interrupt, ..RunOptions::default() })?;
    if args.json { stdout::print_json(&as_json(&preview)) } else { stdout::print(&as_text(&preview)) }?;
    Ok(if args.exit_code && preview.has_work { ExitCode::WorkToDo } else { ExitCode::Ok })
}

fn as_text(preview: &Preview) -> String {
    let mut out = String::new();
    match (&preview.refresh, preview.has_work) {
        (Some((_, reason)), _) => {
            let _ = writeln!(out, "everything is read anew, {} files: {reason}", count(preview.counts.new));
            return out;
        }
        (None, true) => out.push_str("a new version\n"),
        (None, false) => out.push_str("nothing to do\n"),
    }
    let counts = preview.counts;
    for (name, n) in [
        ("new", counts.new),
        ("changed", counts.changed),
        ("removed", counts.removed),
        ("kept", counts.kept),
        ("unchanged", counts.unchanged),
    ] {
        let _ = writeln!(out, "{name:<10} {:>12}", count(n));
    }
    for (mark, paths) in
        [('+', &preview.new), ('~', &preview.changed), ('-', &preview.vanished), ('=', &preview.touched)]
    {
        for path in paths {
            let _ = writeln!(out, "{mark} {}", printable(path));
        }
    }
    out
}

fn as_json(preview: &Preview) -> String {
    let Preview { has_work, version, refresh, counts, new, changed, touched, vanished } = preview;
    let refresh = refresh.as_ref().map(|(code, reason)| json!({ "code": code, "reason": reason }));
    let object = json!({
        "has_work": has_work, "version": version, "refresh": refresh, "counts": counts,
        "new": new, "changed": changed, "touched": touched, "vanished": vanished,
    });
    format!("{object:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Changes;

    fn preview() -> Preview {
        Preview {
            has_work: true,
            version: Some(4),
            refresh: None,
            counts: Changes { new: 1, changed: 1, removed: 1, kept: 0, unchanged: 2_000, touched: 0 },
            new: vec!["2024/a\u{1b}[31m.txt".into()],
            changed: vec!["b.txt".into()],
            touched: Vec::new(),
            vanished: vec!["c.txt".into()],
        }
    }

    #[test]
    fn it_lists_what_a_run_would_do() {
        let expected = "\
a new version
new                   1
changed               1
removed               1
kept                  0
unchanged         2,000
+ 2024/a\\u{1b}[31m.txt
~ b.txt
- c.txt
";
        assert_eq!(as_text(&preview()), expected);
    }

    #[test]
    fn a_refresh_is_told_with_its_reason_and_not_file_by_file() {
        let refresh = Preview { refresh: Some(("asked", "asked for".into())), ..preview() };
        assert_eq!(as_text(&refresh), "everything is read anew, 1 files: asked for\n");
        let value: serde_json::Value = serde_json::from_str(&as_json(&refresh)).unwrap();
        assert_eq!((&value["refresh"]["code"], &value["new"][0]), (&json!("asked"), &json!("2024/a\u{1b}[31m.txt")));
    }
}
