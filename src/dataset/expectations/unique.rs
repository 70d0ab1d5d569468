//! Whether values are unique, with bounded memory: hashes of the values, a part of them at a time.

use std::collections::HashSet;
use std::ops::ControlFlow;

use polars::prelude::{DataFrame, DataType, PolarsResult, StringChunked};

use super::examples::Examples;
use super::{Expectation, Verdict, share};
use crate::dataset::{Dataset, DatasetError};
use crate::model::Hash128;

/// Hashes that are held at a time, about: 32 MB.
const HASHES_HELD: u64 = 2_000_000;

/// How many values that recur are looked up.
const LOOKED_UP: usize = 3;

pub(super) fn unique(expectation: &Expectation, dataset: &Dataset, columns: &[&str]) -> Result<Verdict, DatasetError> {
    let rows = expectation.count(dataset)?;
    let found = recurring(expectation, dataset, columns, rows.div_ceil(HASHES_HELD).max(1))?;
    if found.surplus == 0 {
        return Ok(Verdict { holds: true, message: format!("holds of all {rows} rows") });
    }
    // Each value once: the second row with it tells nothing new.
    let mut left: HashSet<u128> = found.some.into_iter().collect();
    let examples = Examples::find(expectation, dataset, columns, &mut |slice| {
        let hashes = hashes(slice, columns)?;
        Ok(hashes.into_iter().map(|hash| hash.is_some_and(|hash| left.remove(&hash))).collect())
    })?;
    let (surplus, share) = (found.surplus, share(found.surplus, rows));
    let message = format!("{surplus} of {rows} rows ({share}) repeat the values of an earlier one{examples}");
    Ok(Verdict { holds: false, message })
}

/// Values that recur.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Recurring {
    /// Rows beyond the first of each value.
    pub(super) surplus: u64,
    /// Hashes of some of the values.
    some: Vec<u128>,
}

/// Goes over the table once for each of `parts` parts of the hashes.
pub(super) fn recurring(
    expectation: &Expectation,
    dataset: &Dataset,
    columns: &[&str],
    parts: u64,
) -> Result<Recurring, DatasetError> {
    let mut found = Recurring::default();
    for part in 0..parts {
        let mut held: Vec<u128> = Vec::new();
        expectation.for_each_slice(dataset, columns, &mut |slice| {
            let of_part = hashes(slice, columns)?.into_iter().flatten().filter(|hash| part_of(*hash, parts) == part);
            held.extend(of_part);
            Ok(ControlFlow::Continue(()))
        })?;
        held.sort_unstable();
        for group in held.chunk_by(|a, b| a == b).filter(|group| group.len() > 1) {
            found.surplus += group.len() as u64 - 1;
            if found.some.len() < LOOKED_UP {
                found.some.extend(group.first());
            }
        }
    }
    Ok(found)
}

fn part_of(hash: u128, parts: u64) -> u64 {
    (hash as u64) % parts
}

/// A hash of each row's values; nothing where one of them is null.
fn hashes(slice: &DataFrame, columns: &[&str]) -> PolarsResult<Vec<Option<u128>>> {
    let as_text = |name: &&str| -> PolarsResult<StringChunked> {
        let physical = slice.column(name)?.to_physical_repr().cast(&DataType::String)?;
        physical.str().cloned()
    };
    let columns: Vec<StringChunked> = columns.iter().map(as_text).collect::<PolarsResult<_>>()?;
    let hash = |at: usize| {
        let values: Option<Vec<&[u8]>> = columns.iter().map(|column| column.get(at).map(str::as_bytes)).collect();
        Some(Hash128::of(&values?).into())
    };
    Ok((0..slice.height()).map(hash).collect())
}
