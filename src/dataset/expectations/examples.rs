//! The first rows that fail, by their key and the values that were looked at: what a user needs to find them.

use std::fmt;
use std::ops::ControlFlow;

use polars::prelude::{AnyValue, DataFrame, PolarsResult};

use super::Expectation;
use crate::dataset::terminal::fit;
use crate::dataset::{Dataset, DatasetError};
use crate::schema::table;
use crate::text::printable;

/// How many are told.
const TOLD: usize = 3;

/// Columns of a terminal that a value may take.
const VALUE_WIDTH: usize = 40;

/// Some rows, in words. Prints as the end of a sentence: nothing where there are none.
#[derive(Debug, Default)]
pub(super) struct Examples(Vec<String>);

impl Examples {
    /// The first rows that fail, in table order.
    pub(super) fn find(
        expectation: &Expectation,
        dataset: &Dataset,
        columns: &[&str],
        fails: &mut dyn FnMut(&DataFrame) -> PolarsResult<Vec<bool>>,
    ) -> Result<Self, DatasetError> {
        let mut told = names(expectation.check.table);
        told.extend(columns.iter().filter(|column| !told.contains(column)).copied().collect::<Vec<_>>());
        let mut examples = Vec::new();
        expectation.for_each_slice(dataset, &told, &mut |slice| {
            for (at, _) in fails(slice)?.iter().enumerate().filter(|(_, fails)| **fails) {
                examples.push(row(slice, at, &told)?);
                if examples.len() == TOLD {
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(Self(examples))
    }
}

impl fmt::Display for Examples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.as_slice() {
            [] => Ok(()),
            examples => write!(f, ", such as {}", examples.join(", ")),
        }
    }
}

/// The columns by which users know a row: its key, and its path where it has one.
fn names(name: &str) -> Vec<&'static str> {
    let Some(table) = table(name) else { return Vec::new() };
    let path = table.column("source_path").map(|column| column.name).filter(|path| !table.key.contains(path));
    table.key.iter().copied().chain(path).collect()
}

/// `{doc_id: 5f2a…, title: null}`.
fn row(slice: &DataFrame, at: usize, columns: &[&str]) -> PolarsResult<String> {
    let cells: PolarsResult<Vec<String>> =
        columns.iter().map(|name| Ok(format!("{name}: {}", value(&slice.column(name)?.get(at)?)))).collect();
    Ok(format!("{{{}}}", cells?.join(", ")))
}

fn value(value: &AnyValue<'_>) -> String {
    let text = match value {
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        other => other.to_string(),
    };
    fit(&printable(&text), VALUE_WIDTH).into_owned()
}
