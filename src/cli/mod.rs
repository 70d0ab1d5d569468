//! The command line: one file a verb. Types and words only; what is done is done in the rooms below.
//!
//! **Invariant:** standard output carries what was asked for; logs, progress, summaries and errors go to standard error.

mod args;
mod check;
mod completions;
mod diff;
mod eval;
pub mod exit;
mod explain;
mod failure;
mod gc;
mod init;
mod inspect;
mod logging;
mod path;
mod plan;
mod progress;
mod quantities;
mod quarantine;
mod rollback;
mod run;
mod schema;
mod show;
mod signals;
mod sql;
mod stdout;
mod style;
mod suggest;
mod summary;
mod versions;

use std::io::Write;
use std::panic;

use clap::{Parser, Subcommand};

use args::Globals;
use exit::ExitCode;
use failure::Failure;

use crate::text::{is_steering, printable_lines};

/// Turns folders of raw press texts into Parquet tables that analysts can trust.
#[derive(Debug, Parser)]
#[command(name = "etl", bin_name = "etl", version, styles = style::HELP, after_long_help = EXAMPLES)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    verb: Verb,
}

const EXAMPLES: &str = "\
Examples:
  etl run --config config/default.toml            read input/, publish output/
  etl check                                       prove that what is published is whole
  etl sql \"SELECT title FROM documents LIMIT 5\"   ask it something

Exit codes: docs/exit-codes.md. Options: docs/config.md. Tables: `etl schema`.";

#[derive(Debug, Subcommand)]
enum Verb {
    Run(run::Args),
    Plan(plan::Args),
    Check(check::Args),
    Quarantine(quarantine::Args),
    Sql(sql::Args),
    Show(show::Args),
    Schema(schema::Args),
    Eval(eval::Args),
    Explain(explain::Args),
    Inspect(inspect::Args),
    Versions(versions::Args),
    Diff(diff::Args),
    Path(path::Args),
    Rollback(rollback::Args),
    Gc(gc::Args),
    Init(init::Args),
    Completions(completions::Args),
    Suggest(suggest::Args),
}

impl Verb {
    fn run(self, globals: &Globals) -> Result<ExitCode, Failure> {
        match self {
            Self::Run(args) => run::run(args, globals),
            Self::Plan(args) => plan::run(args, globals),
            Self::Check(args) => check::run(args, globals),
            Self::Quarantine(args) => quarantine::run(args, globals),
            Self::Sql(args) => sql::run(args, globals),
            Self::Show(args) => show::run(args, globals),
            Self::Schema(args) => schema::run(&args),
            Self::Eval(args) => eval::run(args, globals),
            Self::Explain(args) => explain::run(args, globals),
            Self::Inspect(args) => inspect::run(args, globals),
            Self::Versions(args) => versions::run(args, globals),
            Self::Diff(args) => diff::run(args, globals),
            Self::Path(args) => path::run(args, globals),
            Self::Rollback(args) => rollback::run(args, globals),
            Self::Gc(args) => gc::run(args, globals),
            Self::Init(args) => init::run(&args),
            Self::Completions(args) => completions::run(&args),
            Self::Suggest(args) => suggest::run(args, globals),
        }
    }
}

/// Reads the command line, does what it asks for, and tells how that went.
pub fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(asked_or_wrong) => {
            print_usage(&asked_or_wrong);
            return if asked_or_wrong.use_stderr() { ExitCode::Usage } else { ExitCode::Ok };
        }
    };
    style::choose(cli.globals.color);
    logging::tell_panics();
    let Cli { globals, verb } = cli;
    guarded(&globals, || verb.run(&globals))
}

/// Prints a help page, or what is wrong with the command line: with colours, unless that quotes something which would bring
/// others of its own.
fn print_usage(asked_or_wrong: &clap::Error) {
    let plain = asked_or_wrong.render().to_string();
    let quotes = std::env::args_os().any(|argument| argument.to_string_lossy().contains(is_steering));
    // A reader of the help that has gone away is no fault.
    let _ = match quotes && asked_or_wrong.use_stderr() {
        true => std::io::stderr().write_all(printable_lines(&plain).as_bytes()),
        false => asked_or_wrong.print(),
    };
}

/// Does the work and reports how it failed; a panic is a fault of ours, and ends in order like any other.
fn guarded(globals: &Globals, work: impl FnOnce() -> Result<ExitCode, Failure> + panic::UnwindSafe) -> ExitCode {
    match panic::catch_unwind(work) {
        Ok(Ok(exit)) => exit,
        Ok(Err(failure)) => {
            let exit = failure.exit();
            if !failure.is_broken_pipe() {
                logging::report_error(globals, &failure.to_string(), exit);
            }
            exit
        }
        Err(_) => {
            logging::report_error(
                globals,
                "a fault in this program; please report it with the lines above",
                ExitCode::Internal,
            );
            ExitCode::Internal
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_declaration_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_panic_is_reported_as_a_fault_of_the_program() {
        let globals = Cli::try_parse_from(["etl", "schema"]).unwrap().globals;
        assert_eq!(guarded(&globals, || panic!("planted")), ExitCode::Internal);
        assert_eq!(guarded(&globals, || Ok(ExitCode::Ok)), ExitCode::Ok);
    }

    #[test]
    fn every_verb_says_what_it_does_and_gives_an_example() {
        let mut command = Cli::command();
        command.build();
        for verb in command.get_subcommands() {
            let name = verb.get_name();
            assert!(verb.get_about().is_some_and(|about| about.to_string().len() > 10), "{name}: no about");
            let help = verb.clone().render_long_help().to_string();
            assert!(
                help.contains("Example") && help.contains(&format!("\n  etl {name}")),
                "{name}: no example in\n{help}"
            );
        }
    }

    #[test]
    fn every_argument_is_explained() {
        let mut command = Cli::command();
        command.build();
        for verb in command.get_subcommands() {
            for argument in verb.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", verb.get_name(), argument.get_id());
            }
        }
    }

    /// So `etl run` and `etl check` mean the same thing by the same flag.
    #[test]
    fn flags_of_one_name_have_one_meaning() {
        let mut command = Cli::command();
        command.build();
        let mut meanings = std::collections::BTreeMap::new();
        for argument in command.get_subcommands().flat_map(clap::Command::get_arguments) {
            let (Some(name), Some(help)) = (argument.get_long(), argument.get_help()) else { continue };
            if name == "help" || name == "format" {
                continue;
            }
            let meaning = meanings.entry(name).or_insert_with(|| help.to_string());
            assert_eq!(*meaning, help.to_string(), "--{name}");
        }
    }

    #[test]
    fn every_example_on_a_help_page_parses() {
        let mut command = Cli::command();
        command.build();
        let mut pages = vec![command.clone().render_long_help().to_string()];
        pages.extend(command.get_subcommands().map(|verb| verb.clone().render_long_help().to_string()));
        let examples: Vec<String> = pages
            .iter()
            .flat_map(|page| page.lines())
            .filter(|line| line.starts_with("  etl ") && !line.contains("[OPTIONS]"))
            .map(str::to_owned)
            .collect();
        assert!(examples.len() > 10);
        for example in examples {
            let words = words(&example);
            assert!(Cli::try_parse_from(&words).is_ok(), "{words:?}");
        }
    }

    /// The words of an example, up to its remark, pipe or redirection; quoted words are one.
    fn words(example: &str) -> Vec<String> {
        let end = example.trim_start().find("  ").map_or(example.len(), |at| at + 2);
        let command = example[..end].split([';', '>']).next().unwrap().split(" | ").next().unwrap();
        let mut words = Vec::new();
        for (at, part) in command.split('"').enumerate() {
            if at % 2 == 1 {
                words.push(part.to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words
    }
}
