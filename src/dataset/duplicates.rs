//! The corpus-wide fold `duplicates`: documents whose normalized bodies are equal.

use std::collections::HashMap;

use polars::prelude::PolarsResult;

use super::chunks::CHUNK_ROWS;
use super::columns::{hex, id, strings};
use super::{Dataset, DatasetError};
use crate::schema::duplicates::{DuplicateRow as Cells, DuplicatesBuilder};

/// One row of the table `duplicates`, owned; the columns mean what the schema says.
#[derive(Clone, Debug, PartialEq)]
pub struct DuplicateRow {
    pub doc_id: String,
    pub cluster_id: String,
    pub kind: &'static str,
    pub similarity: f32,
}

impl DuplicateRow {
    /// Appends the row to a builder of the table.
    pub fn push_to(&self, builder: &mut DuplicatesBuilder) {
        builder.push(Cells {
            doc_id: &self.doc_id,
            cluster_id: &self.cluster_id,
            kind: self.kind,
            similarity: self.similarity,
        });
    }
}

/// The documents of a version that are not alone, sorted by source path and, within a container, by their order in it. A
/// cluster bears the id of its first document. The rows do not depend on how the documents are cut into files.
///
/// Memory: 32 bytes a text, and 48 and the path for each document that is not alone; rows are made one by one.
///
/// # Errors
/// If `documents` cannot be read, or holds ids or hashes that no run writes.
pub fn duplicates(dataset: &Dataset) -> Result<impl Iterator<Item = DuplicateRow>, DatasetError> {
    let mut seen: HashMap<u128, bool> = HashMap::new();
    for chunk in dataset.chunks("documents", &["text_hash"], CHUNK_ROWS)? {
        let chunk = chunk?;
        for text_hash in strings(&chunk, "text_hash").map_err(DatasetError::content("documents"))?.iter() {
            let hash = known("text_hash", text_hash)?;
            seen.entry(hash).and_modify(|alone| *alone = false).or_insert(true);
        }
    }
    seen.retain(|_, alone| !*alone);
    let documents = if seen.is_empty() { Vec::new() } else { documents_of(dataset, &seen)? };
    drop(seen);
    Ok(exact(documents))
}

/// A document that shares its text with others.
struct Shared {
    source_path: Box<str>,
    id: u128,
    text_hash: u128,
}

/// The documents whose texts are among those that are shared, in table order.
fn documents_of(dataset: &Dataset, shared: &HashMap<u128, bool>) -> Result<Vec<Shared>, DatasetError> {
    let mut documents = Vec::new();
    for chunk in dataset.chunks("documents", &["doc_id", "source_path", "text_hash"], CHUNK_ROWS)? {
        let chunk = chunk?;
        let columns = || -> PolarsResult<_> {
            Ok((strings(&chunk, "doc_id")?, strings(&chunk, "source_path")?, strings(&chunk, "text_hash")?))
        };
        let (ids, paths, hashes) = columns().map_err(DatasetError::content("documents"))?;
        for ((doc_id, source_path), text_hash) in ids.iter().zip(paths.iter()).zip(hashes.iter()) {
            let text_hash = known("text_hash", text_hash)?;
            if shared.contains_key(&text_hash) {
                let source_path = source_path.unwrap_or_default().into();
                documents.push(Shared { source_path, id: known("doc_id", doc_id)?, text_hash });
            }
        }
    }
    Ok(documents)
}

fn known(column: &str, value: Option<&str>) -> Result<u128, DatasetError> {
    value.and_then(id).ok_or_else(|| {
        let message = format!("the {column} {value:?} is not 32 hex digits");
        DatasetError::Content { table: "documents".into(), message }
    })
}

/// The rows of documents that all share their texts, given in an order in which those of a container stand in theirs.
fn exact(mut documents: Vec<Shared>) -> impl Iterator<Item = DuplicateRow> {
    documents.sort_by(|one, other| one.source_path.cmp(&other.source_path));
    let mut firsts: HashMap<u128, u128> = HashMap::new();
    documents.into_iter().map(move |document| {
        let first = *firsts.entry(document.text_hash).or_insert(document.id);
        DuplicateRow { doc_id: hex(document.id), cluster_id: hex(first), kind: "exact", similarity: 1.0 }
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever the order of the files, a container's documents stay in theirs, and the first of a text leads its cluster.
        #[test]
        fn the_order_of_the_parts_cannot_be_seen(
            files in prop::collection::vec(prop::collection::vec(0u128..4, 1..4), 1..6),
            turn in 0usize..6,
        ) {
            let shared = |at: usize, hashes: &[u128]| -> Vec<Shared> {
                let file = |(row, text_hash): (usize, &u128)| Shared {
                    source_path: format!("{at}.jsonl").into(),
                    id: (at * 10 + row) as u128,
                    text_hash: *text_hash,
                };
                hashes.iter().enumerate().map(file).collect()
            };
            let parts: Vec<Vec<Shared>> = files.iter().enumerate().map(|(at, hashes)| shared(at, hashes)).collect();
            let mut turned: Vec<Vec<Shared>> = files.iter().enumerate().map(|(at, hashes)| shared(at, hashes)).collect();
            turned.rotate_left(turn % files.len());
            let rows: Vec<_> = exact(parts.into_iter().flatten().collect()).collect();
            prop_assert_eq!(&exact(turned.into_iter().flatten().collect()).collect::<Vec<_>>(), &rows);

            let all: Vec<(usize, u128)> =
                files.iter().enumerate().flat_map(|(at, hashes)| (0..).zip(hashes).map(move |(row, hash)| (at * 10 + row, *hash))).collect();
            for ((at, hash), row) in all.iter().zip(&rows) {
                let (first, _) = all.iter().find(|(_, other)| other == hash).unwrap();
                prop_assert_eq!((&row.doc_id, &row.cluster_id), (&hex(*at as u128), &hex(*first as u128)));
            }
        }
    }
}
