//! `etl sql`: questions to the published tables.

use std::io::Write;

use clap::ValueEnum;

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::{self, Dataset};

/// Ask the published tables a question in SQL
///
/// Tables have their published names (`etl schema` prints them). Nothing can be changed.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// One statement that reads: SELECT, WITH, SHOW TABLES, DESCRIBE
    query: String,
    /// Form of the answer
    #[arg(long, short, default_value = "table")]
    format: Format,
    #[command(flatten)]
    published: PublishedArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl sql \"SHOW TABLES\"
  etl sql \"SELECT name, n_docs FROM entities ORDER BY n_docs DESC LIMIT 10\"
  etl sql --format csv \"SELECT * FROM mentions WHERE country = 'BLR'\" > belarus.csv
  etl sql --format jsonl \"SELECT code, source_path FROM quarantine\" | head";

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// For people: long answers and long cells are cut
    Table,
    /// Comma-separated, with a header
    Csv,
    /// One JSON object a line
    Jsonl,
}

impl From<Format> for dataset::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Table => Self::TABLE,
            Format::Csv => Self::Csv,
            Format::Jsonl => Self::JsonLines,
        }
    }
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = Dataset::open(&args.published.folder(globals)?)?;
    let answer = dataset::run_sql(&dataset, &args.query)?;
    let mut out = stdout::buffered();
    dataset::write_frame(&answer, args.format.into(), &mut out)?;
    out.flush().map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}
