//! The load stage: record batches in, verified Parquet files out. It knows the declarations of the tables and nothing
//! of documents.

mod files;
mod properties;
mod verify;
mod writer;

pub use files::{LoadError, sync_folder};
pub use verify::verify;
pub use writer::{TableWriter, WrittenFile};
