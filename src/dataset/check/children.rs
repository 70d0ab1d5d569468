//! Laws of the rows that belong to documents: their order, numbers, ids, counts and dates.

use polars::prelude::{DataFrame, PolarsResult};

use super::{Cx, DocumentFacts, Findings};
use crate::dataset::DatasetError;
use crate::dataset::columns::{days, int32s, strings};

/// A table of rows that belong to documents.
struct Child {
    table: &'static str,
    key: &'static str,
    /// Between the document's id and the position in a key.
    infix: &'static str,
    /// The rows that a document counts.
    counted: fn(&DocumentFacts) -> i32,
}

impl Child {
    /// How many rows the document counts.
    fn rows_due(&self, facts: &DocumentFacts) -> i64 {
        i64::from((self.counted)(facts))
    }
}

const CHILDREN: &[Child] = &[
    Child { table: "sentences", key: "sentence_id", infix: "-s", counted: |facts| facts.n_sentences },
    Child { table: "mentions", key: "mention_id", infix: "-m", counted: |facts| facts.n_mentions },
];

/// Unique keys follow from this law: a key is the document and the position, positions count up, and no document has two runs.
pub(super) fn positions(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    for child in CHILDREN {
        let mut run = Run::default();
        for chunk in cx.dataset.slices(child.table, &["doc_id", child.key, "sent_idx"])? {
            walk_positions(cx, child, &chunk?, &mut run, findings).map_err(DatasetError::content(child.table))?;
        }
    }
    Ok(())
}

/// Where a walk through the rows of a child table stands.
#[derive(Debug, Default)]
struct Run {
    doc_id: String,
    /// Row of the document in `documents`.
    document: Option<u32>,
    next: usize,
    sentence: i32,
}

impl Run {
    /// Steps to the next row; whether a new document begins.
    fn step(&mut self, doc_id: &str) -> bool {
        if self.doc_id == doc_id {
            self.next += 1;
            return false;
        }
        doc_id.clone_into(&mut self.doc_id);
        self.next = 1;
        self.sentence = 0;
        true
    }

    fn position(&self) -> usize {
        self.next.saturating_sub(1)
    }
}

fn walk_positions(
    cx: &Cx<'_>,
    child: &Child,
    chunk: &DataFrame,
    run: &mut Run,
    findings: &mut Findings,
) -> PolarsResult<()> {
    let keys = strings(chunk, child.key)?;
    let sentences = int32s(chunk, "sent_idx")?;
    for ((doc_id, key), sentence) in strings(chunk, "doc_id")?.iter().zip(keys.iter()).zip(sentences.iter()) {
        let (doc_id, key) = (doc_id.unwrap_or_default(), key.unwrap_or_default());
        if run.step(doc_id) {
            let document = cx.documents.get(Some(doc_id)).map(|facts| facts.position);
            if document.is_some() && document <= run.document {
                findings.add(child.table, || format!("{key}: the rows of document {doc_id} stand out of order"));
            }
            run.document = document.or(run.document);
        }
        let position = run.position();
        if !is_key(key, doc_id, child.infix, position) {
            findings.add(child.table, || format!("{key}: should be {doc_id}{}{position}", child.infix));
        }
        let sentence = sentence.unwrap_or_default();
        let in_place = match child.infix {
            "-s" => usize::try_from(sentence) == Ok(position),
            _ => sentence >= run.sentence,
        };
        if !in_place {
            findings.add(child.table, || format!("{key}: sent_idx {sentence} is out of order"));
        }
        run.sentence = sentence;
    }
    Ok(())
}

/// Whether a key is made of the document's id, the infix and the position, without making it.
fn is_key(key: &str, doc_id: &str, infix: &str, position: usize) -> bool {
    position_of(key, doc_id, infix) == Some(position)
}

/// The position that a key of this document holds.
pub(super) fn position_of(key: &str, doc_id: &str, infix: &str) -> Option<usize> {
    let digits = key.strip_prefix(doc_id)?.strip_prefix(infix)?;
    let canonical = digits == "0" || !digits.starts_with(['0', '+']);
    digits.parse().ok().filter(|_| canonical)
}

pub(super) fn counts(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    CHILDREN.iter().try_for_each(|child| count_rows(cx, child, findings))
}

fn count_rows(cx: &Cx<'_>, child: &Child, findings: &mut Findings) -> Result<(), DatasetError> {
    let mut counted = 0;
    let mut run = CountedRun::default();
    for chunk in cx.dataset.slices(child.table, &["doc_id", "published_date"])? {
        let chunk = chunk?;
        let columns = || -> PolarsResult<_> { Ok((strings(&chunk, "doc_id")?, days(&chunk, "published_date")?)) };
        let (documents, dates) = columns().map_err(DatasetError::content(child.table))?;
        for (doc_id, date) in documents.iter().zip(dates.iter()) {
            let doc_id = doc_id.unwrap_or_default();
            if run.doc_id != doc_id {
                run.close(child, findings);
                run = CountedRun { doc_id: doc_id.to_owned(), facts: cx.documents.get(Some(doc_id)), rows: 0 };
                counted += run.facts.map_or(0, |facts| child.rows_due(&facts));
            }
            run.rows += 1;
            if run.facts.is_some_and(|facts| facts.published_date != date) {
                findings.add(child.table, || format!("a row of {doc_id} has another publication date than it"));
            }
        }
    }
    run.close(child, findings);
    // Documents without a row have no run to be counted in.
    let due: i64 = cx.documents.0.values().map(|facts| child.rows_due(facts)).sum();
    if due != counted {
        let missing = due - counted;
        findings.add(child.table, || format!("{missing} rows are counted by documents that have none"));
    }
    Ok(())
}

/// The rows of one document, so far.
#[derive(Debug, Default)]
struct CountedRun {
    doc_id: String,
    facts: Option<DocumentFacts>,
    rows: i64,
}

impl CountedRun {
    fn close(&self, child: &Child, findings: &mut Findings) {
        if let Some(facts) = &self.facts {
            let counted = child.rows_due(facts);
            if counted != self.rows {
                let (doc_id, rows) = (&self.doc_id, self.rows);
                findings.add(child.table, || format!("document {doc_id} counts {counted} rows and has {rows}"));
            }
        }
    }
}
