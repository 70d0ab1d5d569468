//! The corpus-wide fold `duplicates`: documents whose normalized bodies are equal.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

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

/// The documents of a version that are not alone, in table order. A cluster bears the id of its first document.
///
/// Memory: 32 bytes a document.
///
/// # Errors
/// If `documents` cannot be read, or holds ids or hashes that no run writes.
pub fn duplicates(dataset: &Dataset) -> Result<Vec<DuplicateRow>, DatasetError> {
    let mut documents = Vec::new();
    for chunk in dataset.chunks("documents", &["doc_id", "text_hash"], CHUNK_ROWS)? {
        let chunk = chunk?;
        let read = || -> PolarsResult<_> { Ok((strings(&chunk, "doc_id")?, strings(&chunk, "text_hash")?)) };
        let (ids, hashes) = read().map_err(DatasetError::content("documents"))?;
        for (doc_id, text_hash) in ids.iter().zip(hashes.iter()) {
            let (Some(document), Some(hash)) = (doc_id.and_then(id), text_hash.and_then(id)) else {
                let message =
                    format!("document {doc_id:?} has the text_hash {text_hash:?}: not both are 32 hex digits");
                return Err(DatasetError::Content { table: "documents".into(), message });
            };
            documents.push((document, hash));
        }
    }
    Ok(exact(&documents))
}

/// The rows for documents given as id and hash of the text, in table order.
fn exact(documents: &[(u128, u128)]) -> Vec<DuplicateRow> {
    let mut clusters: HashMap<u128, Cluster> = HashMap::with_capacity(documents.len());
    for &(first, hash) in documents {
        match clusters.entry(hash) {
            Entry::Occupied(mut cluster) => cluster.get_mut().alone = false,
            Entry::Vacant(entry) => {
                entry.insert(Cluster { first, alone: true });
            }
        }
    }
    let row = |(document, hash): &(u128, u128)| {
        let cluster = clusters.get(hash).filter(|cluster| !cluster.alone)?;
        let (doc_id, cluster_id) = (hex(*document), hex(cluster.first));
        Some(DuplicateRow { doc_id, cluster_id, kind: "exact", similarity: 1.0 })
    };
    documents.iter().filter_map(row).collect()
}

struct Cluster {
    first: u128,
    alone: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_document_that_shares_its_text_stands_once_with_the_first_of_its_cluster(hashes in prop::collection::vec(0u128..8, 0..30)) {
            let documents: Vec<_> = (100u128..).zip(hashes.iter().copied()).collect();
            let mut expected = Vec::new();
            for &(document, hash) in &documents {
                let mut cluster = documents.iter().filter(|(_, other)| *other == hash);
                let first = cluster.next().unwrap().0;
                if cluster.next().is_some() {
                    expected.push((hex(document), hex(first)));
                }
            }
            let found: Vec<_> = exact(&documents).into_iter().map(|row| (row.doc_id, row.cluster_id)).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
