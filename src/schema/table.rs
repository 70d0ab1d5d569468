//! The declaration of a table, and the macro that derives a row and a builder from it.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Schema};

use super::{SCHEMA_VERSION, SOFTWARE, Storage};

/// A column of a table.
#[derive(Clone, Copy, Debug)]
pub struct ColumnDef {
    pub name: &'static str,
    /// One sentence or more, shown in `etl schema` and carried as field metadata.
    pub doc: &'static str,
    pub nullable: bool,
    /// The only values that may stand here; empty for any.
    pub values: &'static [&'static str],
    pub storage: Storage,
    data_type: fn() -> DataType,
}

impl ColumnDef {
    /// For the `table!` macro.
    pub(super) const fn new(
        name: &'static str,
        doc: &'static str,
        nullable: bool,
        values: &'static [&'static [&'static str]],
        storage: Storage,
        data_type: fn() -> DataType,
    ) -> Self {
        let values = match values {
            [values] => *values,
            _ => &[],
        };
        Self { name, doc, nullable, values, storage, data_type }
    }

    pub fn data_type(&self) -> DataType {
        (self.data_type)()
    }

    /// The type as documentation names it: `string`, `int32`, `list<string>` …
    pub fn type_name(&self) -> String {
        type_name(&self.data_type())
    }
}

fn type_name(data_type: &DataType) -> String {
    match data_type {
        DataType::Utf8 => "string".into(),
        DataType::Int32 => "int32".into(),
        DataType::Int64 => "int64".into(),
        DataType::Float32 => "float32".into(),
        DataType::Boolean => "bool".into(),
        DataType::Date32 => "date".into(),
        DataType::Timestamp(..) => "timestamp[us]".into(),
        DataType::List(item) => format!("list<{}>", type_name(item.data_type())),
        DataType::Struct(fields) => {
            let fields: Vec<_> = fields.iter().map(|f| format!("{}: {}", f.name(), type_name(f.data_type()))).collect();
            format!("struct<{}>", fields.join(", "))
        }
        other => format!("{other:?}"),
    }
}

/// A column whose values are keys of another table.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    pub column: &'static str,
    pub table: &'static str,
    pub target: &'static str,
}

/// The declaration of a table.
#[derive(Debug)]
pub struct TableDef {
    pub name: &'static str,
    pub doc: &'static str,
    /// What one row stands for.
    pub grain: &'static str,
    pub key: &'static [&'static str],
    pub references: &'static [Reference],
    pub columns: &'static [ColumnDef],
}

impl TableDef {
    pub fn column(&self, name: &str) -> Option<&'static ColumnDef> {
        self.columns.iter().find(|column| column.name == name)
    }

    /// The Arrow schema: the docs travel as the metadata `description` of the fields, name and version as that of the schema.
    pub fn arrow_schema(&self) -> Arc<Schema> {
        let fields: Vec<Field> = self
            .columns
            .iter()
            .map(|column| {
                Field::new(column.name, column.data_type(), column.nullable)
                    .with_metadata(HashMap::from([("description".to_owned(), column.doc.to_owned())]))
            })
            .collect();
        Arc::new(Schema::new_with_metadata(fields, HashMap::from_iter(self.key_values())))
    }

    /// Key-value metadata of every file of the table. Nothing here depends on the run, so that bytes are reproducible.
    pub fn key_values(&self) -> Vec<(String, String)> {
        vec![
            ("communique.schema".to_owned(), self.name.to_owned()),
            ("communique.schema_version".to_owned(), SCHEMA_VERSION.to_string()),
            ("communique.software".to_owned(), SOFTWARE.to_owned()),
        ]
    }
}

/// What all row builders have in common.
pub trait TableBuilder {
    fn table(&self) -> &'static TableDef;
    /// Rows so far.
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Takes the rows out as one batch and leaves the builder empty.
    fn finish(&mut self) -> RecordBatch;
}

/// Declares a table: its [`TableDef`], a row with one typed field a column, and a builder of record batches.
macro_rules! table {
    (
        name: $name:literal,
        doc: $doc:literal,
        grain: $grain:literal,
        key: [$($key:literal),*],
        references: [$($from:literal => $target_table:literal . $target:literal),* $(,)?],
        row: $Row:ident, builder: $Builder:ident,
        columns { $( $(#[doc = $col_doc:literal])+ $col:ident : $Type:ty $(, one_of: $values:expr)? ; )+ }
    ) => {
        /// The declaration of the table.
        pub static TABLE: $crate::schema::TableDef = $crate::schema::TableDef {
            name: $name,
            doc: $doc,
            grain: $grain,
            key: &[$($key),*],
            references: &[$($crate::schema::Reference { column: $from, table: $target_table, target: $target }),*],
            columns: &[$(
                $crate::schema::ColumnDef::new(
                    stringify!($col),
                    concat!($($col_doc),+).trim_ascii(),
                    <$Type as $crate::schema::ColumnBuilder>::NULLABLE,
                    &[$($values)?],
                    <$Type as $crate::schema::ColumnBuilder>::STORAGE,
                    <$Type as $crate::schema::ColumnBuilder>::data_type,
                ),
            )+],
        };

        /// One row of the table, borrowed from what it is made of.
        #[derive(Clone, Debug)]
        pub struct $Row<'a> {
            $( $(#[doc = $col_doc])+ pub $col: $crate::schema::Cell<'a, $Type>, )+
        }

        /// Collects rows into record batches.
        #[derive(Debug, Default)]
        pub struct $Builder {
            rows: usize,
            $( $col: $Type, )+
        }

        impl $Builder {
            pub fn push(&mut self, row: $Row<'_>) {
                self.rows += 1;
                $( $crate::schema::ColumnBuilder::push(&mut self.$col, row.$col); )+
            }
        }

        impl $crate::schema::TableBuilder for $Builder {
            fn table(&self) -> &'static $crate::schema::TableDef {
                &TABLE
            }

            fn len(&self) -> usize {
                self.rows
            }

            fn finish(&mut self) -> arrow_array::RecordBatch {
                self.rows = 0;
                let columns = vec![$( $crate::schema::ColumnBuilder::finish(&mut self.$col), )+];
                match arrow_array::RecordBatch::try_new(TABLE.arrow_schema(), columns) {
                    Ok(batch) => batch,
                    // The columns come from the declaration that the schema comes from.
                    Err(error) => panic!("table {}: {error}", TABLE.name),
                }
            }
        }
    };
}

pub(super) use table;
