//! One Parquet file as polars reads it: its footer, and a slice of its rows. A reader's panic becomes an error.
//!
//! Of 20,000 files damaged at random about one in four hundred makes a Parquet reader panic rather than fail.

use std::any::Any;
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use polars::prelude::{
    ArrowSchema, DataFrame, FileMetadataRef, ParallelStrategy, ParquetReader, PolarsResult, Schema, SchemaExt as _,
    SerReader as _,
};

use super::DatasetError;

/// A file with its footer read.
#[derive(Debug)]
pub(super) struct TableFile {
    pub(super) path: PathBuf,
    pub(super) metadata: FileMetadataRef,
    pub(super) arrow: ArrowSchema,
}

impl TableFile {
    pub(super) fn open(path: &Path) -> Result<Self, DatasetError> {
        let file = File::open(path).map_err(DatasetError::io(path))?;
        guarded(path, || {
            let mut reader = ParquetReader::new(file);
            let arrow = reader.schema()?.as_ref().clone();
            let metadata = reader.get_metadata()?.clone();
            Ok(Self { path: path.to_owned(), metadata, arrow })
        })
    }

    /// The columns as polars names and types them.
    pub(super) fn schema(&self) -> Schema {
        Schema::from_arrow_schema(&self.arrow)
    }

    pub(super) fn rows(&self) -> usize {
        self.metadata.num_rows
    }

    /// Rows of each row group.
    pub(super) fn row_groups(&self) -> impl Iterator<Item = usize> + '_ {
        self.metadata.row_groups.iter().map(|group| group.num_rows())
    }

    /// Reads `len` rows from `offset`, all columns or those named, in the order in which they are named.
    ///
    /// Row groups outside the slice are not touched. The file is mapped anew each time, so that pages read before do not
    /// count against the memory of this process.
    pub(super) fn read(&self, columns: Option<&[&str]>, offset: usize, len: usize) -> Result<DataFrame, DatasetError> {
        let height = len.min(self.rows().saturating_sub(offset));
        if columns.is_some_and(<[&str]>::is_empty) {
            return Ok(DataFrame::empty_with_height(height));
        }
        let file = File::open(&self.path).map_err(DatasetError::io(&self.path))?;
        guarded(&self.path, || {
            let mut reader = ParquetReader::new(file);
            reader.set_metadata(self.metadata.clone());
            let frame = reader
                .with_columns(columns.map(|names| names.iter().map(|&name| name.to_owned()).collect()))
                .with_slice(Some((offset, height)))
                .read_parallel(ParallelStrategy::RowGroups)
                .finish()?;
            match columns {
                Some(names) => frame.select(names.iter().copied()),
                None => Ok(frame),
            }
        })
    }
}

/// Runs a reader and turns its panic into an error.
fn guarded<T>(path: &Path, read: impl FnOnce() -> PolarsResult<T>) -> Result<T, DatasetError> {
    match catch_unwind(AssertUnwindSafe(read)) {
        Ok(result) => result.map_err(DatasetError::parquet(path)),
        Err(payload) => Err(DatasetError::Damaged { path: path.to_owned(), message: panic_message(payload.as_ref()) }),
    }
}

/// What a panic said.
pub(super) fn panic_message(payload: &(dyn Any + Send)) -> String {
    let said = payload.downcast_ref::<String>().map(String::as_str);
    said.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("the reader panicked").to_owned()
}
