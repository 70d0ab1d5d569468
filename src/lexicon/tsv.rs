//! A strict reader of the lexicon's tables: a header line, tab-separated cells, `#` comments, no quoting.

use std::fmt;

/// A table that does not have the form it must have.
#[derive(Debug, PartialEq, Eq)]
pub struct TsvError {
    pub table: String,
    /// From 1.
    pub line: usize,
    pub message: String,
}

impl fmt::Display for TsvError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.table, self.line, self.message)
    }
}

impl std::error::Error for TsvError {}

/// A row type of one table.
pub trait Row: Sized {
    /// Names of the columns, as the header line must give them.
    const COLUMNS: &'static [&'static str];
    /// Reads the cells, as many as there are columns, each trimmed.
    fn from_cells(cells: &[&'static str]) -> Result<Self, String>;
}

/// Parses a whole table.
pub fn parse<R: Row>(table: &str, text: &'static str) -> Result<Vec<R>, TsvError> {
    let fail = |line: usize, message: String| TsvError { table: table.to_owned(), line: line + 1, message };
    let mut lines =
        text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let (header_at, header) = lines.next().ok_or_else(|| fail(0, "no header line".into()))?;
    if !header.split('\t').map(str::trim).eq(R::COLUMNS.iter().copied()) {
        return Err(fail(header_at, format!("the header must be: {}", R::COLUMNS.join("\t"))));
    }
    let mut cells: Vec<&'static str> = Vec::with_capacity(R::COLUMNS.len());
    lines
        .map(|(at, line)| {
            cells.clear();
            cells.extend(line.split('\t').map(str::trim));
            if cells.len() != R::COLUMNS.len() {
                return Err(fail(at, format!("{} cells where {} are due", cells.len(), R::COLUMNS.len())));
            }
            R::from_cells(&cells).map_err(|message| fail(at, message))
        })
        .collect()
}
