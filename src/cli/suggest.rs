//! `etl suggest`: what a corpus itself proposes for a user's own files.

use std::io::Write;

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::{self, Dataset};

/// Propose rows for lexicon files of your own, from what is published
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(subcommand)]
    what: What,
}

const EXAMPLES: &str = "\
Example:
  etl suggest boilerplate > boilerplate.tsv
  then read it, delete what is text, and name it in normalize.boilerplate_path";

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Lines that recur at the head and foot of documents
    #[command(after_long_help = EXAMPLES)]
    Boilerplate {
        /// Documents in which a line must stand
        #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u64).range(2..))]
        min_documents: u64,
        #[command(flatten)]
        published: PublishedArgs,
    },
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let What::Boilerplate { min_documents, published } = args.what;
    let dataset = Dataset::open(&published.folder(globals)?)?;
    let mut out = stdout::buffered();
    dataset::suggest_boilerplate(&dataset, min_documents, &mut out)?;
    out.flush().map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}
