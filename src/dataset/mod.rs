//! Reads published tables as an analyst does: lazily, with polars, the second reader beside the one that wrote them.
//!
//! Here are the corpus-wide folds (`entities`, `duplicates`), the laws of `etl check`, SQL, the view of one document, and
//! the layout of the files. This is the only room that names polars.
//!
//! **Invariant:** `current` is resolved once; all tables that one [`Dataset`] reads are of one version.
//!
//! **Invariant:** folds and laws read a table piece by piece; memory does not grow with the corpus, but for ids and for the
//! entities themselves.

mod boilerplate;
mod check;
mod chunks;
mod columns;
mod diff;
mod duplicates;
mod entities;
mod error;
mod expectations;
mod file;
mod fold;
mod footer;
mod identities;
mod inspect;
mod manifest;
mod names;
mod open;
mod print;
mod quarantine;
mod scan;
mod show;
mod sql;
mod terminal;
mod versions;

pub use boilerplate::suggest_boilerplate;
pub use check::{Finding, LAWS, Law, Report, check, check_deep};
pub use diff::{Changes, Count, Diff, Difference, Label, Sample, Side, diff, named_version, write_diff};
pub use duplicates::{DuplicateRow, duplicates};
pub use entities::{Entities, EntityRow, entities};
pub use error::DatasetError;
pub use expectations::{CheckOutcome, Expectation, PREVIOUS_VERSION, expectations, version_before};
pub use inspect::{ColumnLayout, TableLayout, inspect, write_layout};
pub use manifest::{Manifest, ManifestFile, ManifestTable};
pub use open::{CURRENT, Dataset};
pub use print::{CsvCells, Format, write_frame};
pub use quarantine::{CodeCount, QuarantineFilter, Quarantined, by_code, quarantined, quarantined_at};
pub use show::{Paint, show};
pub use sql::run_sql;
pub use terminal::width;
pub use versions::{
    Counts, Depth, Fault, FaultKind, Links, State, VERSIONS, Version, Versions, current_number, faults, number_of,
    version_name, versions,
};

#[cfg(test)]
mod testing;
