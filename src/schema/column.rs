//! Typed column builders: what a declaration may name as the type of a column.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Date32Builder, Float32Builder, Int32Builder, Int64Builder, ListBuilder,
    StringBuilder, StructBuilder, TimestampMicrosecondBuilder,
};
use arrow_schema::{DataType, Field, Fields, TimeUnit};
use jiff::civil::{Date, DateTime};

/// A column under construction.
pub trait ColumnBuilder: Default {
    type Value<'a>;
    const NULLABLE: bool = false;
    const STORAGE: Storage = Storage::Recurring;
    fn data_type() -> DataType;
    fn push(&mut self, value: Self::Value<'_>);
    fn push_null(&mut self);
    fn finish(&mut self) -> ArrayRef;
}

/// What the values of a column are like; the writer chooses encodings and statistics by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// Values recur: a dictionary pays, and statistics of pages let readers skip.
    Recurring,
    /// Every value differs: no dictionary, statistics of pages.
    Unique,
    /// Long text: no dictionary, statistics of the chunk only.
    Long,
}

/// The Rust type of one cell of a column.
pub type Cell<'a, C> = <C as ColumnBuilder>::Value<'a>;

/// A column that may be null.
#[derive(Debug, Default)]
pub struct Opt<C>(C);

impl<C: ColumnBuilder> ColumnBuilder for Opt<C> {
    type Value<'a> = Option<C::Value<'a>>;
    const NULLABLE: bool = true;
    const STORAGE: Storage = C::STORAGE;

    fn data_type() -> DataType {
        C::data_type()
    }

    fn push(&mut self, value: Self::Value<'_>) {
        match value {
            Some(value) => self.0.push(value),
            None => self.0.push_null(),
        }
    }

    fn push_null(&mut self) {
        self.0.push_null();
    }

    fn finish(&mut self) -> ArrayRef {
        self.0.finish()
    }
}

/// A column of plain values: its builder, the Rust type of a cell, the Arrow type, and how a cell is stored.
macro_rules! plain {
    ($($(#[$doc:meta])* $name:ident($builder:ty): $value:ty => $data_type:expr, $store:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $name($builder);

        impl ColumnBuilder for $name {
            type Value<'a> = $value;

            fn data_type() -> DataType {
                $data_type
            }

            fn push(&mut self, value: $value) {
                let store: fn($value) -> _ = $store;
                self.0.append_value(store(value));
            }

            fn push_null(&mut self) {
                self.0.append_null();
            }

            fn finish(&mut self) -> ArrayRef {
                ArrayBuilder::finish(&mut self.0)
            }
        }
    )+};
}

plain! {
    Int32(Int32Builder): i32 => DataType::Int32, |value| value;
    Int64(Int64Builder): i64 => DataType::Int64, |value| value;
    Float32(Float32Builder): f32 => DataType::Float32, |value| value;
    Bool(BooleanBuilder): bool => DataType::Boolean, |value| value;
    /// A day without zone.
    Day(Date32Builder): Date => DataType::Date32, days_since_epoch;
    /// A time as printed, without zone, in microseconds.
    Timestamp(TimestampMicrosecondBuilder): DateTime => DataType::Timestamp(TimeUnit::Microsecond, None), micros_since_epoch;
}

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

fn days_since_epoch(date: Date) -> i32 {
    EPOCH.until(date).map(|span| span.get_days()).unwrap_or_default()
}

fn micros_since_epoch(at: DateTime) -> i64 {
    let time = at.time();
    let seconds = i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second());
    (i64::from(days_since_epoch(at.date())) * 86_400 + seconds) * 1_000_000
}

/// Columns of text; they differ in how the values are best stored.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident => $storage:ident;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Default)]
        pub struct $name(StringBuilder);

        impl ColumnBuilder for $name {
            type Value<'a> = &'a str;
            const STORAGE: Storage = Storage::$storage;

            fn data_type() -> DataType {
                DataType::Utf8
            }

            fn push(&mut self, value: &str) {
                self.0.append_value(value);
            }

            fn push_null(&mut self) {
                self.0.append_null();
            }

            fn finish(&mut self) -> ArrayRef {
                Arc::new(self.0.finish())
            }
        }
    )+};
}

texts! {
    /// Short text that recurs: names, codes, references.
    Utf8 => Recurring;
    /// Text that does not recur and is not searched by its beginning.
    LongText => Long;
    /// A key, different in every row.
    UniqueText => Unique;
}

/// A list of texts; the list itself is never null.
#[derive(Debug)]
pub struct Utf8List(ListBuilder<StringBuilder>);

impl Default for Utf8List {
    fn default() -> Self {
        Self(ListBuilder::new(StringBuilder::new()).with_field(list_item(DataType::Utf8)))
    }
}

impl ColumnBuilder for Utf8List {
    type Value<'a> = &'a [&'a str];

    fn data_type() -> DataType {
        DataType::List(list_item(DataType::Utf8))
    }

    fn push(&mut self, values: &[&str]) {
        for value in values {
            self.0.values().append_value(value);
        }
        self.0.append(true);
    }

    fn push_null(&mut self) {
        self.0.append(false);
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

fn list_item(data_type: DataType) -> Arc<Field> {
    // `element` is the name that the Parquet specification gives to items of lists.
    Arc::new(Field::new("element", data_type, false))
}

/// An office that an entity was given, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RoleCell {
    pub role: String,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// First and last publication date of the documents that say so.
    pub first_date: Option<Date>,
    pub last_date: Option<Date>,
    pub n_docs: i64,
}

/// A list of offices.
#[derive(Debug)]
pub struct RoleList(ListBuilder<StructBuilder>);

impl RoleList {
    fn fields() -> Fields {
        Fields::from(vec![
            Field::new("role", DataType::Utf8, false),
            Field::new("country", DataType::Utf8, true),
            Field::new("first_date", DataType::Date32, true),
            Field::new("last_date", DataType::Date32, true),
            Field::new("n_docs", DataType::Int64, false),
        ])
    }
}

impl Default for RoleList {
    fn default() -> Self {
        let item = StructBuilder::from_fields(Self::fields(), 0);
        Self(ListBuilder::new(item).with_field(list_item(DataType::Struct(Self::fields()))))
    }
}

impl ColumnBuilder for RoleList {
    type Value<'a> = &'a [RoleCell];

    fn data_type() -> DataType {
        DataType::List(list_item(DataType::Struct(Self::fields())))
    }

    fn push(&mut self, roles: &[RoleCell]) {
        let item = self.0.values();
        for role in roles {
            // The builders stand in the order of `fields`.
            if let Some(builder) = item.field_builder::<StringBuilder>(0) {
                builder.append_value(&role.role);
            }
            if let Some(builder) = item.field_builder::<StringBuilder>(1) {
                builder.append_option(role.country.as_deref());
            }
            if let Some(builder) = item.field_builder::<Date32Builder>(2) {
                builder.append_option(role.first_date.map(days_since_epoch));
            }
            if let Some(builder) = item.field_builder::<Date32Builder>(3) {
                builder.append_option(role.last_date.map(days_since_epoch));
            }
            if let Some(builder) = item.field_builder::<Int64Builder>(4) {
                builder.append_value(role.n_docs);
            }
            item.append(true);
        }
        self.0.append(true);
    }

    fn push_null(&mut self) {
        self.0.append(false);
    }

    fn finish(&mut self) -> ArrayRef {
        Arc::new(self.0.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_and_micros_count_from_1970() {
        assert_eq!(days_since_epoch(date(1970, 1, 1)), 0);
        assert_eq!(days_since_epoch(date(2022, 1, 20)), 19_012);
        assert_eq!(days_since_epoch(date(1969, 12, 31)), -1);
        assert_eq!(micros_since_epoch(date(2022, 1, 20).at(20, 56, 0, 0)), 1_642_712_160_000_000);
    }
}
