//! How the columns of a table are stored, derived from its declaration.

use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use crate::config::OutputSettings;
use crate::schema::{SOFTWARE, Storage, TableDef};

/// Writer properties of a table.
///
/// Row groups end where [`TableWriter`](super::TableWriter) says, never in the middle of a batch: a document's rows
/// then lie in one row group, and whoever reads group by group sees whole documents.
pub(super) fn writer_properties(table: &TableDef, settings: &OutputSettings) -> WriterProperties {
    let level = ZstdLevel::try_new(settings.compression_level).unwrap_or_default();
    let key_values = table.key_values().into_iter().map(|(key, value)| KeyValue::new(key, value)).collect();
    let mut builder = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(SOFTWARE.to_owned())
        .set_key_value_metadata(Some(key_values))
        .set_max_row_group_row_count(None)
        .set_max_row_group_bytes(None)
        .set_statistics_enabled(EnabledStatistics::Page);
    for column in table.columns {
        let path = ColumnPath::from(column.name);
        builder = match column.storage {
            Storage::Recurring => builder,
            Storage::Unique => builder.set_column_dictionary_enabled(path, false),
            Storage::Long => builder
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_statistics_enabled(path, EnabledStatistics::Chunk),
        };
    }
    builder.build()
}
