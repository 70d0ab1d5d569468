//! Which columns a kind of check can look at.

use arrow_schema::DataType;

use crate::schema::ColumnDef;

/// What a column holds, as far as checks care.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Number,
    Date,
    Flag,
    /// Lists and structs.
    Several,
}

impl Holds {
    pub(super) fn of(column: &ColumnDef) -> Self {
        match column.data_type() {
            DataType::Utf8 => Self::Text,
            DataType::Int32 | DataType::Int64 | DataType::Float32 => Self::Number,
            DataType::Date32 | DataType::Timestamp(..) => Self::Date,
            DataType::Boolean => Self::Flag,
            _ => Self::Several,
        }
    }

    /// In the middle of a sentence.
    pub(super) fn noun(self) -> &'static str {
        match self {
            Self::Text => "texts",
            Self::Number => "numbers",
            Self::Date => "dates",
            Self::Flag => "`true` and `false`",
            Self::Several => "lists",
        }
    }
}

/// Whether a kind of check can look at columns that hold this.
pub(super) fn suits(kind: &str, holds: Holds) -> bool {
    match kind {
        "range" => matches!(holds, Holds::Number | Holds::Date),
        "pattern" => holds == Holds::Text,
        "unique" => holds != Holds::Several,
        _ => true,
    }
}

/// What a kind of check can look at, in the middle of a sentence.
pub(super) fn suited(kind: &str) -> &'static str {
    match kind {
        "range" => "numbers or dates",
        "pattern" => "texts",
        _ => "single values",
    }
}
