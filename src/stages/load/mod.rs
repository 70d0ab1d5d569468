//! The load stage: record batches in, verified Parquet files out. It knows the declarations of the tables and nothing
//! of documents.

mod files;
mod link;
mod properties;
mod reader;
mod verify;
mod writer;

pub use files::{LoadError, sync_folder, write_verified};
pub use link::link;
pub use reader::TableReader;
pub use verify::verify;
pub use writer::{TableWriter, WrittenFile, part_name, part_number};
