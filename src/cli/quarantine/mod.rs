//! `etl quarantine`: what could not be read, and what to do about it.

mod list;
mod retry;
mod show;

use clap::builder::{NonEmptyStringValueParser, PossibleValuesParser};
use globset::{GlobBuilder, GlobMatcher};

use super::args::Globals;
use super::exit::ExitCode;
use super::failure::Failure;
use crate::dataset::QuarantineFilter;
use crate::model::Code;

/// Look at records that could not be read, and try them again
///
/// Nothing that was found disappears: what gave no document is a row of the table quarantine, with the reason. docs/formats.md
/// explains the codes.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Examples:
  etl quarantine list
  etl quarantine show archive/scan-0042.txt
  etl quarantine retry --code binary
  etl quarantine retry --code binary --publish";

#[derive(Debug, clap::Subcommand)]
enum What {
    List(list::Args),
    Show(show::Args),
    Retry(retry::Args),
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    match args.what {
        What::List(args) => list::run(args, globals),
        What::Show(args) => show::run(args, globals),
        What::Retry(args) => retry::run(args, globals),
    }
}

/// Which records.
#[derive(Clone, Debug, clap::Args)]
struct FilterArgs {
    /// Only records of this code
    #[arg(long, value_name = "CODE", value_parser = PossibleValuesParser::new(Code::NAMES), hide_possible_values = true)]
    code: Option<String>,
    /// Only records whose source_path matches; `*` stays inside a folder, `**` does not
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    path: Option<GlobMatcher>,
}

impl From<FilterArgs> for QuarantineFilter {
    fn from(args: FilterArgs) -> Self {
        Self { code: args.code, path: args.path }
    }
}

fn glob(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).backslash_escape(true).build();
    glob.map(|glob| glob.compile_matcher()).map_err(|error| error.kind().to_string())
}

/// Where the texts are.
#[derive(Clone, Debug, clap::Args)]
struct InputArg {
    /// File, folder or glob to read, over `input.path`
    #[arg(long, short, value_name = "PATH", value_parser = NonEmptyStringValueParser::new())]
    input: Option<String>,
}

/// The meaning of a code, also of one that a later program wrote.
fn code_of(name: &str) -> Option<Code> {
    Code::ALL.iter().copied().find(|code| code.as_str() == name)
}
