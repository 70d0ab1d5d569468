//! The user's checks over the tables, `[[checks]]`: what a check may say, read strictly, and as it is used.

mod columns;
mod declare;
mod docs;
mod read;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use declare::{CheckKind, CheckOption, KINDS, OPTIONS};
pub use docs::markdown;
pub(super) use docs::{section_markdown, toml_example};
pub(super) use read::read;

use super::error::Place;

/// What the list is called in the file.
pub(super) const LIST: &str = "checks";

/// One check: what must hold of a table before it is published.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// As the user named it, or else made of table, columns and kind.
    pub name: String,
    /// Name of a table of the schema.
    pub table: &'static str,
    /// Name of the kind, as it is declared in [`KINDS`].
    pub kind: &'static str,
    pub severity: Severity,
    /// Only rows of which this holds are looked at.
    pub condition: Option<Condition>,
    pub demand: Demand,
}

/// What follows where a check does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It is told.
    Warn,
    /// Nothing is published.
    Error,
}

impl Severity {
    /// The names, as they are written.
    pub(super) const NAMES: &'static [&'static str] = &["warn", "error"];

    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warn => "warn",
            Self::Error => "error",
        }
    }
}

/// A condition in SQL, not looked into yet: this room knows no SQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    pub sql: String,
    /// Where it is written, for whoever finds it wrong.
    pub place: Place,
}

/// What must hold, by kind. Columns exist in the table and are of a type that the kind can look at; every pair of limits is
/// in order; patterns compile.
#[derive(Clone, Debug, PartialEq)]
pub enum Demand {
    /// No null in the columns, but in this share of the rows.
    NotNull { columns: Vec<&'static str>, max_failed_fraction: f64 },
    /// No two rows have the same values in all these columns. Rows with a null among them are not compared.
    Unique { columns: Vec<&'static str> },
    /// Values lie within the bounds, but in this share of the rows. Null is not looked at.
    Range { columns: Vec<&'static str>, bounds: Bounds, max_failed_fraction: f64 },
    /// The pattern is found in the values, but in this share of the rows. Null is not looked at.
    Pattern { columns: Vec<&'static str>, pattern: String, max_failed_fraction: f64 },
    /// So many rows.
    RowCount { min: Option<u64>, max: Option<u64> },
    /// Share of the documents that are in this language.
    LanguageShare { language: String, min: Option<f64>, max: Option<f64> },
    /// How much more or fewer rows there may be than in the version before, as a fraction of those.
    Change { max_increase: Option<f64>, max_decrease: Option<f64> },
}

/// The ends of a range; both belong to it.
#[derive(Clone, Debug, PartialEq)]
pub enum Bounds {
    Numbers { min: Option<f64>, max: Option<f64> },
    Dates { earliest: Option<Date>, latest: Option<Date> },
}
