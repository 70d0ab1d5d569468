//! The tables: one file a table, each the single declaration that all else derives from.
//!
//! A declaration gives the Arrow schema with the docs as field metadata, a typed row and a builder for it, `etl schema`,
//! `docs/tables.md`, and what `etl check` holds a published version to.

mod column;
mod docs;
mod table;

pub mod documents;
pub mod duplicates;
pub mod entities;
pub mod mentions;
pub mod quarantine;
pub mod sentences;

pub use column::{Cell, ColumnBuilder, RoleCell, Storage};
pub use docs::{markdown, table_markdown};
pub use table::{ColumnDef, Reference, TableBuilder, TableDef};

/// Version of all tables together; a change that a reader must know of raises it.
pub const SCHEMA_VERSION: u32 = 1;

/// What wrote a file, as its metadata says.
pub const SOFTWARE: &str = concat!("communique ", env!("CARGO_PKG_VERSION"));

/// Every table, in the order in which they are documented and published.
pub static TABLES: &[&TableDef] =
    &[&documents::TABLE, &sentences::TABLE, &mentions::TABLE, &entities::TABLE, &duplicates::TABLE, &quarantine::TABLE];

/// The table of this name.
pub fn table(name: &str) -> Option<&'static TableDef> {
    TABLES.iter().copied().find(|table| table.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_are_unique_and_plain() {
        let mut tables = HashSet::new();
        for table in TABLES {
            assert!(tables.insert(table.name), "{} is declared twice", table.name);
            let mut columns = HashSet::new();
            for column in table.columns {
                assert!(columns.insert(column.name), "{}.{} is declared twice", table.name, column.name);
                let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(column.name.chars().all(plain), "{}.{} is not a plain name", table.name, column.name);
            }
        }
    }

    #[test]
    fn everything_is_documented_in_a_sentence() {
        for table in TABLES {
            assert!(table.doc.ends_with('.') && table.grain.ends_with('.'), "{}", table.name);
            for column in table.columns {
                assert!(column.doc.trim().len() > 8 && column.doc.ends_with('.'), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn keys_and_references_name_columns_that_exist() {
        for own in TABLES {
            for key in own.key {
                let column = own.column(key).unwrap_or_else(|| panic!("{}: no key column {key}", own.name));
                assert!(!column.nullable || own.name == "quarantine", "{}.{key} is a key and may be null", own.name);
            }
            for reference in own.references {
                let from = own.column(reference.column).expect("the column that refers exists");
                let target = table(reference.table).expect("the table that is referred to exists");
                let to = target.column(reference.target).expect("the column that is referred to exists");
                assert_eq!(from.data_type(), to.data_type(), "{}.{}", own.name, from.name);
                assert!(target.key.contains(&to.name), "{}.{} refers to no key", own.name, from.name);
            }
        }
    }

    /// Spark and pandas stumble over unsigned integers, nanoseconds, large strings and dictionaries.
    #[test]
    fn only_types_that_every_reader_knows() {
        use arrow_schema::{DataType, TimeUnit};
        fn portable(data_type: &DataType) -> bool {
            match data_type {
                DataType::Utf8 | DataType::Int32 | DataType::Int64 | DataType::Float32 => true,
                DataType::Boolean | DataType::Date32 => true,
                DataType::Timestamp(TimeUnit::Microsecond, None) => true,
                DataType::List(item) => portable(item.data_type()),
                DataType::Struct(fields) => fields.iter().all(|field| portable(field.data_type())),
                _ => false,
            }
        }
        for table in TABLES {
            for column in table.columns {
                assert!(portable(&column.data_type()), "{}.{}", table.name, column.name);
            }
        }
    }
}
