//! A table as a lazy frame: reads only the columns that a query names, and only as many rows as it takes.
//!
//! polars has a scan of its own for this, but it comes with a streaming engine and an HTTP client.

use std::any::Any;
use std::path::PathBuf;
use std::sync::Arc;

use polars::prelude::{
    AnonymousScan, AnonymousScanArgs, DataFrame, LazyFrame, PolarsError, PolarsResult, ScanArgsAnonymous, SchemaRef,
};

use super::file::TableFile;
use super::{Dataset, DatasetError};

impl Dataset {
    /// A table to query lazily.
    ///
    /// # Errors
    /// If there is no such table, or its first footer cannot be read.
    pub fn lazy(&self, table: &str) -> Result<LazyFrame, DatasetError> {
        let files = self.files(table)?;
        let mut schema = None;
        if let Some(first) = files.first() {
            schema = Some(Arc::new(TableFile::open(first)?.schema()));
        }
        let options = ScanArgsAnonymous { schema, name: "TABLE", ..ScanArgsAnonymous::default() };
        LazyFrame::anonymous_scan(Arc::new(TableScan { files }), options).map_err(DatasetError::query)
    }
}

/// The files of one table.
struct TableScan {
    files: Vec<PathBuf>,
}

impl AnonymousScan for TableScan {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn scan(&self, wanted: AnonymousScanArgs) -> PolarsResult<DataFrame> {
        let columns = projection(&wanted);
        let mut left = wanted.n_rows.unwrap_or(usize::MAX);
        let mut whole: Option<DataFrame> = None;
        for path in &self.files {
            let file = TableFile::open(path).map_err(to_polars)?;
            let part = file.read(columns.as_deref(), 0, left).map_err(to_polars)?;
            left -= part.height();
            match &mut whole {
                Some(whole) => {
                    whole.vstack_mut(&part)?;
                }
                None => whole = Some(part),
            }
            if left == 0 {
                break;
            }
        }
        Ok(whole.unwrap_or_else(|| DataFrame::empty_with_schema(output_schema(&wanted))))
    }

    fn schema(&self, _infer_schema_length: Option<usize>) -> PolarsResult<SchemaRef> {
        match self.files.first() {
            Some(first) => Ok(Arc::new(TableFile::open(first).map_err(to_polars)?.schema())),
            None => Err(PolarsError::NoData("the table has no file".into())),
        }
    }

    fn allows_projection_pushdown(&self) -> bool {
        true
    }
}

/// The columns that the query needs; `None` for all.
fn projection(wanted: &AnonymousScanArgs) -> Option<Vec<&str>> {
    let names = wanted.with_columns.as_deref()?;
    Some(names.iter().map(|name| name.as_str()).collect())
}

fn output_schema(wanted: &AnonymousScanArgs) -> &SchemaRef {
    wanted.output_schema.as_ref().unwrap_or(&wanted.schema)
}

fn to_polars(error: DatasetError) -> PolarsError {
    PolarsError::ComputeError(error.to_string().into())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use polars::prelude::{DataFrame, IntoLazy as _, col, len, lit};

    use super::*;
    use crate::dataset::testing::Release;

    /// The sentences of a release, twice: the table in two files.
    fn two_files() -> (Release, DataFrame) {
        let release = Release::publish(&["One. Two. Three.", "Four. Five.", "Six."]);
        let once = release.dataset().lazy("sentences").unwrap().collect().unwrap();
        let file = release.file("sentences");
        fs::copy(&file, file.with_file_name("part-00001.parquet")).unwrap();
        let twice = once.vstack(&once).unwrap();
        (release, twice)
    }

    #[test]
    fn files_are_one_table_in_their_order() {
        let (release, twice) = two_files();
        assert!(release.dataset().lazy("sentences").unwrap().collect().unwrap().equals_missing(&twice));
    }

    #[test]
    fn a_query_gives_what_it_gives_in_memory() {
        let (release, twice) = two_files();
        let queries: [fn(LazyFrame) -> LazyFrame; 6] = [
            |rows| rows.select([len()]),
            |rows| rows.limit(8),
            |rows| rows.slice(5, 4),
            |rows| rows.select([col("end_char"), col("sent_idx")]),
            |rows| rows.filter(col("sent_idx").eq(lit(1))).limit(3),
            |rows| rows.filter(col("text").eq(lit("nowhere"))).select([col("zone")]),
        ];
        for (at, query) in queries.iter().enumerate() {
            let found = query(release.dataset().lazy("sentences").unwrap()).collect().unwrap();
            assert!(found.equals_missing(&query(twice.clone().lazy()).collect().unwrap()), "query {at}: {found}");
        }
    }
}
