//! Laws between tables: unique keys, order, and that whatever is referred to exists.

use std::collections::{HashMap, HashSet};

use polars::prelude::{DataFrame, IntoLazy as _, PolarsResult, StringChunked, col, len};

use super::children::position_of;
use super::{Cx, Findings};
use crate::dataset::DatasetError;
use crate::dataset::columns::{counts, id, int32s, strings};
use crate::model::Hash128;
use crate::schema::{Reference, TABLES};

/// Tables whose keys the law on positions proves unique, without keeping them.
const NUMBERED: &[&str] = &["sentences", "mentions"];

pub(super) fn keys(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for table in TABLES.iter().filter(|table| !NUMBERED.contains(&table.name)) {
        let mut seen = HashSet::new();
        for chunk in cx.dataset.slices(table.name, table.key)? {
            let chunk = chunk?;
            let columns: PolarsResult<Vec<&StringChunked>> = table.key.iter().map(|key| strings(&chunk, key)).collect();
            let columns = columns.map_err(DatasetError::content(table.name))?;
            for at in 0..chunk.height() {
                let parts: Vec<Option<&str>> = columns.iter().map(|column| column.get(at)).collect();
                if !seen.insert(fingerprint(&parts)) {
                    let key: Vec<&str> = parts.into_iter().map(|part| part.unwrap_or("null")).collect();
                    findings.add(table.name, || format!("{} stands twice", key.join(" ")));
                }
            }
        }
    }
    Ok(())
}

/// A key of several parts in 128 bits; null and the empty text differ.
fn fingerprint(parts: &[Option<&str>]) -> Hash128 {
    let bytes: Vec<&[u8]> =
        parts.iter().flat_map(|part| part.map_or([&b"0"[..], b""], |part| [b"1", part.as_bytes()])).collect();
    Hash128::of(&bytes)
}

/// Each run adds a file of documents, so that only the rows of one file are sorted.
pub(super) fn order(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for (table, column) in [("documents", "source_path"), ("entities", "entity_id")] {
        for path in cx.dataset.files(table)? {
            let mut last = String::new();
            for chunk in cx.dataset.slices_of(vec![path], &[column]) {
                let chunk = chunk?;
                for value in strings(&chunk, column).map_err(DatasetError::content(table))?.iter().flatten() {
                    if value < last.as_str() {
                        findings.add(table, || format!("{value} stands after {last}"));
                    }
                    value.clone_into(&mut last);
                }
            }
        }
    }
    in_order_of_paths(cx, findings)
}

/// Duplicates are sorted by the paths of their documents, those of one file as they stand in it.
fn in_order_of_paths(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let mut rows = Vec::new();
    for chunk in cx.dataset.slices("duplicates", &["doc_id"])? {
        let chunk = chunk?;
        let ids = strings(&chunk, "doc_id").map_err(DatasetError::content("duplicates"))?;
        rows.extend(ids.iter().flatten().filter_map(id));
    }
    let mut places: HashMap<u128, (String, u32)> = HashMap::new();
    let wanted: HashSet<u128> = rows.iter().copied().collect();
    for chunk in cx.dataset.slices("documents", &["doc_id", "source_path"])? {
        let chunk = chunk?;
        let columns = || -> PolarsResult<_> { Ok((strings(&chunk, "doc_id")?, strings(&chunk, "source_path")?)) };
        let (ids, paths) = columns().map_err(DatasetError::content("documents"))?;
        for (doc_id, path) in ids.iter().zip(paths.iter()) {
            let Some(document) = doc_id.and_then(id).filter(|id| wanted.contains(id)) else { continue };
            let position = cx.documents.get(doc_id).map_or(0, |facts| facts.position);
            places.insert(document, (path.unwrap_or_default().to_owned(), position));
        }
    }
    let placed: Vec<(u128, &(String, u32))> = rows.iter().filter_map(|row| Some((*row, places.get(row)?))).collect();
    for pair in placed.windows(2) {
        if let [(_, before), (row, after)] = pair
            && after < before
        {
            findings.add("duplicates", || format!("{row:032x} is out of order"));
        }
    }
    Ok(())
}

/// References to `documents` and `entities` are looked up; those to `sentences` and `mentions` are numbers within the
/// document, which need no table of ids.
pub(super) fn references(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let entities = entity_counts(cx)?;
    for table in TABLES {
        for reference in table.references {
            let exists: &dyn Fn(&str) -> bool = match reference.table {
                "documents" => &|key| cx.documents.contains(key),
                "entities" => &|key| id(key).is_some_and(|id| entities.contains_key(&id)),
                _ => continue,
            };
            for chunk in cx.dataset.slices(table.name, &[reference.column])? {
                let chunk = chunk?;
                let keys = strings(&chunk, reference.column).map_err(DatasetError::content(table.name))?;
                look_up(keys, reference, exists, |message| findings.add(table.name, message));
            }
        }
    }
    within_documents(cx, findings)
}

/// Looks up each key, but one that is repeated in a row only once.
fn look_up(
    keys: &StringChunked,
    reference: &Reference,
    exists: &dyn Fn(&str) -> bool,
    mut missing: impl FnMut(Box<dyn FnOnce() -> String>),
) {
    let mut found = None;
    for key in keys.iter().flatten() {
        if found == Some(key) {
            continue;
        }
        if exists(key) {
            found = Some(key);
        } else {
            let Reference { column, table, .. } = *reference;
            let key = key.to_owned();
            missing(Box::new(move || format!("{column} {key} is not in {table}")));
        }
    }
}

/// A mention lies in a sentence that its document has, and a part stands after its compound.
fn within_documents(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    const COLUMNS: &[&str] = &["mention_id", "doc_id", "sentence_id", "sent_idx", "parent_mention_id"];
    for chunk in cx.dataset.slices("mentions", COLUMNS)? {
        check_mentions(cx, &chunk?, findings).map_err(DatasetError::content("mentions"))?;
    }
    Ok(())
}

fn check_mentions(cx: &Cx<'_>, chunk: &DataFrame, findings: &mut Findings) -> PolarsResult<()> {
    let (mentions, documents) = (strings(chunk, "mention_id")?, strings(chunk, "doc_id")?);
    let (sentences, parents) = (strings(chunk, "sentence_id")?, strings(chunk, "parent_mention_id")?);
    let positions = int32s(chunk, "sent_idx")?;
    let rows = mentions.iter().zip(documents.iter()).zip(sentences.iter()).zip(positions.iter()).zip(parents.iter());
    for ((((mention, doc_id), sentence), position), parent) in rows {
        let (Some(mention), Some(doc_id), Some(sentence)) = (mention, doc_id, sentence) else { continue };
        let position = position.and_then(|position| usize::try_from(position).ok());
        let named = position_of(sentence, doc_id, "-s");
        let n_sentences = cx.documents.get(Some(doc_id)).map_or(0, |facts| facts.n_sentences.unsigned_abs() as usize);
        if named.is_none() || named != position || named >= Some(n_sentences) {
            findings.add("mentions", || format!("{mention}: sentence_id {sentence} is not in sentences"));
        }
        let before = |parent: &str| position_of(parent, doc_id, "-m") < position_of(mention, doc_id, "-m");
        if let Some(parent) = parent
            && (position_of(parent, doc_id, "-m").is_none() || !before(parent))
        {
            findings.add("mentions", || format!("{mention}: parent_mention_id {parent} is no mention before it"));
        }
    }
    Ok(())
}

/// Every entity that a row names is there, and each has as many mentions as it counts.
pub(super) fn mentions(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let mut left = entity_counts(cx)?;
    for chunk in cx.dataset.slices("mentions", &["entity_id"])? {
        let counted = chunk?.lazy().group_by([col("entity_id")]).agg([len().alias("n")]).collect();
        let counted = counted.map_err(DatasetError::content("mentions"))?;
        let mut subtract = || -> PolarsResult<()> {
            let n = counts(&counted, "n")?;
            for (entity, n) in strings(&counted, "entity_id")?.iter().zip(n.iter()) {
                if let Some(left) = entity.and_then(id).and_then(|id| left.get_mut(&id)) {
                    *left -= n.unwrap_or_default();
                }
            }
            Ok(())
        };
        subtract().map_err(DatasetError::content("mentions"))?;
    }
    let mut wrong: Vec<(u128, i64)> = left.into_iter().filter(|(_, left)| *left != 0).collect();
    wrong.sort_unstable();
    for (entity, left) in wrong {
        findings.add("entities", || format!("{entity:032x} counts {left} more mentions than there are"));
    }
    Ok(())
}

/// `n_mentions` by entity.
fn entity_counts(cx: &Cx<'_>) -> Result<HashMap<u128, i64>, DatasetError> {
    let mut entities = HashMap::new();
    for chunk in cx.dataset.slices("entities", &["entity_id", "n_mentions"])? {
        let chunk = chunk?;
        let mut add = || -> PolarsResult<()> {
            let n_mentions = counts(&chunk, "n_mentions")?;
            for (entity, n) in strings(&chunk, "entity_id")?.iter().zip(n_mentions.iter()) {
                entities.extend(entity.and_then(id).map(|id| (id, n.unwrap_or_default())));
            }
            Ok(())
        };
        add().map_err(DatasetError::content("entities"))?;
    }
    Ok(entities)
}
