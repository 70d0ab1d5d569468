//! What can go wrong with the environment of a dataset, each with its path and a way out.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

use polars::prelude::PolarsError;

use crate::text::printable_path;

/// An error of the environment or of the caller's query; what the tables hold is never an error of this kind.
#[derive(Debug)]
#[non_exhaustive]
pub enum DatasetError {
    /// The output folder has no `current`.
    NotPublished { output: PathBuf },
    /// The output folder has no version of this number.
    NoVersion { number: u64, output: PathBuf },
    /// No version stands before the current one, or none is current.
    NoVersionBefore { current: Option<u64>, output: PathBuf },
    /// A version is not, or no longer, what was published.
    DamagedVersion { version: PathBuf, faults: Vec<String> },
    /// A file or folder could not be read.
    Io { path: PathBuf, source: io::Error },
    /// The manifest is not the JSON that a run writes.
    Manifest { path: PathBuf, source: serde_json::Error },
    /// The manifest was written by a newer program.
    ManifestVersion { path: PathBuf, found: u32 },
    /// There is no table of this name.
    NoTable { name: String, version: PathBuf },
    /// A Parquet file could not be read.
    Parquet { path: PathBuf, source: PolarsError },
    /// The reader gave up on a Parquet file with a panic.
    Damaged { path: PathBuf, message: String },
    /// A table holds what no run writes.
    Content { table: String, message: String },
    /// The query is not valid, or failed.
    Query { source: PolarsError },
    /// The query would change something.
    ReadOnly { statement: String },
    /// No document has this id or path.
    NoDocument { wanted: String },
    /// Several documents have this path, or an id with this beginning.
    SeveralDocuments { wanted: String, some: Vec<String>, count: usize },
    /// The output could not be written.
    Write { source: io::Error },
}

impl DatasetError {
    pub(super) fn io(path: impl AsRef<Path>) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.as_ref().to_owned(), source }
    }

    pub(super) fn parquet(path: impl AsRef<Path>) -> impl FnOnce(PolarsError) -> Self {
        move |source| Self::Parquet { path: path.as_ref().to_owned(), source }
    }

    pub(super) fn content(table: &str) -> impl Fn(PolarsError) -> Self {
        move |source| Self::Content { table: table.to_owned(), message: source.to_string() }
    }

    pub(super) fn query(source: PolarsError) -> Self {
        Self::Query { source }
    }

    pub(super) fn write(source: io::Error) -> Self {
        Self::Write { source }
    }
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPublished { output } => {
                write!(
                    f,
                    "nothing is published in {}: run `etl run` first, or name the folder it wrote to",
                    printable_path(output)
                )
            }
            Self::NoVersion { number, output } => {
                write!(
                    f,
                    "there is no version {number} in {}; `etl versions` lists those that there are",
                    output.display()
                )
            }
            Self::NoVersionBefore { current: Some(current), output } => write!(
                f,
                "there is no version before {current} in {}; `etl versions` lists those that there are",
                output.display()
            ),
            Self::NoVersionBefore { current: None, output } => write!(
                f,
                "no version is current in {}; `etl rollback N` makes one so, `etl versions` lists them",
                output.display()
            ),
            Self::DamagedVersion { version, faults } => {
                write!(f, "{} is damaged: {}; `etl versions` lists the others", version.display(), faults.join("; "))
            }
            Self::Io { path, source } => {
                write!(f, "{}: {source}; check that it exists and may be read", printable_path(path))
            }
            Self::Manifest { path, source } => {
                write!(f, "{}: not a manifest ({source}); publish again with `etl run`", printable_path(path))
            }
            Self::ManifestVersion { path, found } => {
                write!(f, "{}: manifest version {found} is newer than this program; update it", printable_path(path))
            }
            Self::NoTable { name, version } => {
                write!(f, "no table `{name}` in {}; `etl inspect` lists the tables", printable_path(version))
            }
            Self::Parquet { path, source } => {
                write!(f, "{}: {source}; `etl check` tells whether the file is damaged", printable_path(path))
            }
            Self::Damaged { path, message } => {
                write!(f, "{}: the file is damaged ({message}); publish again with `etl run`", printable_path(path))
            }
            Self::Content { table, message } => {
                write!(f, "table {table}: {message}; `etl check` finds the rows, `etl run` writes them anew")
            }
            Self::Query { source } => write!(f, "{source}"),
            Self::ReadOnly { statement } if statement.is_empty() => f.write_str("the query is empty"),
            Self::ReadOnly { statement } => write!(
                f,
                "`{statement}` is not allowed: published tables are read-only; use SELECT, WITH, SHOW TABLES, DESCRIBE or EXPLAIN"
            ),
            Self::NoDocument { wanted } => write!(
                f,
                "no document `{wanted}`: give a doc_id, the first characters of one, or a source_path as the table documents has it"
            ),
            Self::SeveralDocuments { wanted, some, count } => {
                write!(f, "{count} documents match `{wanted}`: give more of the doc_id, such as {}", some.join(", "))
            }
            Self::Write { source } => write!(f, "cannot write the output: {source}"),
        }
    }
}

impl error::Error for DatasetError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Io { source, .. } | Self::Write { source } => Some(source),
            Self::Manifest { source, .. } => Some(source),
            Self::Parquet { source, .. } | Self::Query { source } => Some(source),
            _ => None,
        }
    }
}
