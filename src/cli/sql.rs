//! `etl sql`: questions to the published tables.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;

use super::args::{Globals, PublishedArgs};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::{self, CsvCells, Dataset};

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
    /// Write texts into CSV as they are, also those that a spreadsheet would run as formulas
    ///
    /// Without it a cell that begins with = + - @ or a control and is no number gets an apostrophe before it.
    #[arg(long)]
    no_formula_guard: bool,
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

/// The form that is asked for. CSV has no escapes of its own for controls: a file gets them as they are, a terminal does not.
fn format(args: &Args) -> dataset::Format {
    match args.format {
        Format::Table => dataset::Format::TABLE,
        Format::Csv => dataset::Format::Csv(CsvCells {
            formula_guard: !args.no_formula_guard,
            printable: std::io::stdout().is_terminal(),
        }),
        Format::Jsonl => dataset::Format::JsonLines,
    }
}

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let format = format(&args);
    let dataset = Dataset::open(&args.published.folder(globals)?)?;
    let answer = dataset::run_sql(&dataset, &args.query)?;
    let mut out = stdout::buffered();
    dataset::write_frame(&answer, format, &mut out)?;
    out.flush().map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}
