//! Typed access to the columns of a chunk, and ids as numbers.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use polars::prelude::{DataFrame, DataType, Int32Chunked, Int64Chunked, PolarsResult, StringChunked};

pub(super) fn strings<'f>(frame: &'f DataFrame, name: &str) -> PolarsResult<&'f StringChunked> {
    frame.column(name)?.str()
}

pub(super) fn int32s<'f>(frame: &'f DataFrame, name: &str) -> PolarsResult<&'f Int32Chunked> {
    frame.column(name)?.i32()
}

/// Any count as 64 bits.
pub(super) fn counts(frame: &DataFrame, name: &str) -> PolarsResult<Int64Chunked> {
    frame.column(name)?.cast(&DataType::Int64)?.i64().cloned()
}

/// Dates as days since 1970.
pub(super) fn days(frame: &DataFrame, name: &str) -> PolarsResult<Int32Chunked> {
    frame.column(name)?.cast(&DataType::Int32)?.i32().cloned()
}

/// The date so many days after 1 January 1970; the nearest that the calendar has, where that is beyond its ends.
pub(super) fn date_of(days: i32) -> Date {
    date(1970, 1, 1).saturating_add(days.days())
}

/// A derived id as the number that its 32 hex digits write. Ids are compared and stored so: 16 bytes instead of 56.
pub(super) fn id(hex: &str) -> Option<u128> {
    let plain = hex.len() == 32 && hex.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
    if plain { u128::from_str_radix(hex, 16).ok() } else { None }
}

/// The id that [`id`] reads.
pub(super) fn hex(id: u128) -> String {
    format!("{id:032x}")
}
