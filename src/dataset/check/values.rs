//! Laws of single columns: nulls, closed sets of values, byte offsets.

use polars::prelude::{DataFrame, IntoLazy as _, PolarsResult, col, lit};

use super::{Cx, Findings};
use crate::dataset::DatasetError;
use crate::dataset::columns::strings;
use crate::schema::TABLES;

/// One column at a time, so that memory stays that of one column of a chunk.
pub(super) fn nulls(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for table in TABLES {
        for column in table.columns {
            for chunk in cx.dataset.slices(table.name, &[column.name])? {
                let chunk = chunk?;
                let nulls = chunk.columns().first().map_or(0, |values| values.null_count());
                if nulls > 0 && !column.nullable {
                    findings.add(table.name, || format!("{} is null in {nulls} rows and must not be", column.name));
                }
            }
        }
    }
    Ok(())
}

pub(super) fn allowed(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for table in TABLES {
        for column in table.columns.iter().filter(|column| !column.values.is_empty()) {
            for chunk in cx.dataset.slices(table.name, &[column.name])? {
                for value in distinct(&chunk?, column.name).map_err(DatasetError::content(table.name))? {
                    if !column.values.contains(&value.as_str()) {
                        findings
                            .add(table.name, || format!("{} holds {value:?}, which is no value of it", column.name));
                    }
                }
            }
        }
    }
    Ok(())
}

/// The values of a column, each once, sorted.
fn distinct(chunk: &DataFrame, column: &str) -> PolarsResult<Vec<String>> {
    let unique = chunk.column(column)?.unique()?;
    let mut values: Vec<String> = unique.str()?.iter().flatten().map(str::to_owned).collect();
    values.sort();
    Ok(values)
}

pub(super) fn bytes(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let (start, end) = (|| col("start_byte"), || col("end_byte"));
    let half = start().is_null().neq(end().is_null());
    let broken = half.or(start().lt(lit(0)).or(start().gt(end())).fill_null(lit(false)));
    for (table, key) in [("sentences", "sentence_id"), ("mentions", "mention_id")] {
        for chunk in cx.dataset.slices(table, &[key, "start_byte", "end_byte"])? {
            let found = chunk?.lazy().filter(broken.clone()).collect().map_err(DatasetError::content(table))?;
            for id in strings(&found, key).map_err(DatasetError::content(table))?.iter() {
                findings.add(table, || format!("{}: the byte offsets are no range", id.unwrap_or("null")));
            }
        }
    }
    Ok(())
}
