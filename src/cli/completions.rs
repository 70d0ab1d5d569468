//! `etl completions`: what a shell needs to complete our words.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Cli;
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;

/// Print the completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  etl completions bash > ~/.local/share/bash-completion/completions/etl
  etl completions zsh > ~/.zfunc/_etl
  etl completions fish > ~/.config/fish/completions/etl.fish";

pub(super) fn run(args: &Args) -> Result<ExitCode, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "etl", &mut script);
    stdout::print(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::Ok)
}
