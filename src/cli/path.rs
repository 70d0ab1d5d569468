//! `etl path`: where a version lies.

use std::ffi::OsString;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use super::args::{Globals, PublishedArgs, VersionArg};
use super::exit::ExitCode;
use super::failure::Failure;
use super::stdout;
use crate::dataset::Dataset;

/// Print the folder of the current version, or the glob of one of its tables
///
/// The folder is that of one version and stays the same while another is published: whoever opens several tables should ask once
/// and read below it, so that all are of one version. Nothing else is printed on standard output.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Table whose files are meant; without it the folder of all tables
    table: Option<String>,
    #[command(flatten)]
    version: VersionArg,
    #[command(flatten)]
    published: PublishedArgs,
}

const EXAMPLES: &str = "\
Examples:
  etl path
  etl path mentions --version 41
  etl path documents --output tables

In a script:
  version=$(etl path) && duckdb -c \"SELECT count(*) FROM '$version/documents/*.parquet'\"";

pub(super) fn run(args: Args, globals: &Globals) -> Result<ExitCode, Failure> {
    let dataset = args.version.open(&args.published.folder(globals)?)?;
    let mut line = match args.table {
        Some(table) => glob(&dataset, table)?,
        None => dataset.dir().as_os_str().to_owned(),
    };
    line.push("\n");
    let mut out = stdout::buffered();
    out.write_all(line.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Stdout)?;
    Ok(ExitCode::Ok)
}

fn glob(dataset: &Dataset, table: String) -> Result<OsString, Failure> {
    let tables = dataset.tables()?;
    if !tables.contains(&table) {
        return Err(Failure::NoTable { name: table, hint: format!("there are {}", tables.join(", ")) });
    }
    Ok(dataset.dir().join(Path::new(&table)).join("*.parquet").into_os_string())
}
