//! `etl show`: one document with its mentions marked.

use std::io::Write;

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::{stdout, style};
use crate::dataset::{self, Dataset, Paint};

/// Show a document, sentence by sentence, with its mentions marked
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// A doc_id, the first characters of one, or a source_path as the table documents has it
    document: String,
    #[command(flatten)]
    published: PublishedArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl show 000_93615f555710dd2e.txt
  etl show 5f2a
  etl show --color always 5f2a | less -R";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = Dataset::open(&args.published.folder(globals)?)?;
    let paint = if style::stdout_has_colour() { Paint::Colour } else { Paint::Plain };
    let mut out = stdout::buffered();
    dataset::show(&dataset, &args.document, paint, &mut out)?;
    out.flush().map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}
