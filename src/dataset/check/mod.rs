//! `etl check`: holds a published version to its laws, with another reader than the writer was.
//!
//! Each law is one function in [`LAWS`]. A violation is a [`Finding`], never an error: what cannot be read is a finding too.
//! Tables are read in slices of some megabytes and only with the columns that a law needs.

mod children;
mod deep;
mod files;
mod findings;
mod footers;
mod references;
mod texts;
mod values;

use std::collections::HashMap;

use polars::prelude::PolarsResult;

use super::columns::{days, id, int32s, strings};
use super::{Dataset, DatasetError, Manifest};

pub use deep::check_deep;
pub use findings::{Finding, Findings};

/// A law that every published version obeys.
#[derive(Debug)]
pub struct Law {
    /// Stable code of its findings.
    pub code: &'static str,
    /// What must hold, in a sentence.
    pub doc: &'static str,
    holds: fn(&Cx<'_>, &mut Findings) -> Result<(), DatasetError>,
}

/// Every law, the cheapest first.
pub static LAWS: &[Law] = &[
    Law {
        code: "files",
        doc: "The files of the manifest exist, and nothing else lies in the folders of the tables.",
        holds: files::files,
    },
    Law {
        code: "hashes",
        doc: "Every file has the length and the hash that the manifest gives.",
        holds: files::hashes,
    },
    Law {
        code: "schema",
        doc: "Every footer can be read and declares the table's columns, types, nullability, docs and version.",
        holds: footers::schema,
    },
    Law { code: "rows", doc: "Every file and every table has the rows that the manifest gives.", holds: footers::rows },
    Law {
        code: "conservation",
        doc: "The records that were found are the documents and those in quarantine; nothing disappears.",
        holds: footers::conservation,
    },
    Law {
        code: "nulls",
        doc: "Every page can be read, and only columns that may be null hold nulls.",
        holds: values::nulls,
    },
    Law { code: "values", doc: "Columns with a closed set of values hold no others.", holds: values::allowed },
    Law {
        code: "bytes",
        doc: "Byte offsets are both null or both set, not negative, and the start is not after the end.",
        holds: values::bytes,
    },
    Law { code: "keys", doc: "Keys are unique.", holds: references::keys },
    Law {
        code: "order",
        doc: "Rows stand in their order: documents by path within a file, duplicates by path, entities by id.",
        holds: references::order,
    },
    Law {
        code: "positions",
        doc: "Sentences and mentions stand in the order of their documents, one run each, numbered from 0, with the ids that follow from it.",
        holds: children::positions,
    },
    Law {
        code: "counts",
        doc: "Every document has the rows in sentences and mentions that it counts, with its publication date.",
        holds: children::counts,
    },
    Law { code: "references", doc: "Whatever a row refers to exists.", holds: references::references },
    Law { code: "mentions", doc: "Every entity has the rows in mentions that it counts.", holds: references::mentions },
    Law {
        code: "offsets",
        doc: "Sentences and mentions are printed in the text of their document exactly where their offsets say.",
        holds: texts::offsets,
    },
];

/// What came out of a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The version that was checked.
    pub version: u64,
    /// How many laws were tried.
    pub laws: usize,
    /// How many were not, because the files are not those that were published.
    pub untried: usize,
    /// Rows of each table, as the manifest gives them.
    pub rows: Vec<(String, u64)>,
    /// Violations, by law and table; the first few of each in words.
    pub findings: Vec<Finding>,
    /// How many violations there are, those that are not listed included.
    pub violations: u64,
}

impl Report {
    /// Whether every law holds.
    pub fn is_clean(&self) -> bool {
        self.violations == 0
    }
}

/// How many of [`LAWS`], the first, are about files and not about what is in them.
const LAWS_OF_FILES: usize = 2;

/// Checks a version against every law.
///
/// Where the files of a table are not those that were published, laws on contents are not tried: that is told already, and a
/// reader of Parquet can be made by a damaged page to ask for more memory than there is, which ends the program.
///
/// # Errors
/// If there is no manifest to hold it to.
pub fn check(dataset: &Dataset) -> Result<Report, DatasetError> {
    let manifest = dataset.manifest()?;
    let mut findings = Findings::default();
    // No law of files looks at documents.
    let cx = Cx { dataset, manifest: &manifest, documents: &Documents::default() };
    hold(&cx, &LAWS[..LAWS_OF_FILES], &mut findings);
    Ok(check_contents(dataset, &manifest, findings))
}

/// Holds what is in the files to the other laws, beside what was found of the files.
fn check_contents(dataset: &Dataset, manifest: &Manifest, mut findings: Findings) -> Report {
    let mut laws = LAWS_OF_FILES;
    if !findings.name_a_table() {
        let documents = Documents::read(dataset).unwrap_or_default();
        hold(&Cx { dataset, manifest, documents: &documents }, &LAWS[LAWS_OF_FILES..], &mut findings);
        laws = LAWS.len();
    }
    let (findings, violations) = findings.finish();
    let rows = manifest.tables.iter().map(|table| (table.name.clone(), table.rows)).collect();
    Report { version: manifest.version, laws, untried: LAWS.len() - laws, rows, findings, violations }
}

fn hold(cx: &Cx<'_>, laws: &[Law], findings: &mut Findings) {
    for law in laws {
        findings.begin(law.code);
        if let Err(error) = (law.holds)(cx, findings) {
            findings.unreadable(&error);
        }
    }
}

/// What the laws look at.
struct Cx<'d> {
    dataset: &'d Dataset,
    manifest: &'d Manifest,
    documents: &'d Documents,
}

/// What other tables say of a document must agree with this.
#[derive(Clone, Copy, Debug)]
struct DocumentFacts {
    /// Row in the table.
    position: u32,
    n_sentences: i32,
    n_mentions: i32,
    published_date: Option<i32>,
}

/// The documents by id. Empty where the table cannot be read, which the laws on files and pages find.
#[derive(Debug, Default)]
struct Documents(HashMap<u128, DocumentFacts>);

impl Documents {
    fn read(dataset: &Dataset) -> Result<Self, DatasetError> {
        const COLUMNS: &[&str] = &["doc_id", "n_sentences", "n_mentions", "published_date"];
        let mut documents = Self::default();
        let mut position = 0;
        for chunk in dataset.slices("documents", COLUMNS)? {
            let chunk = chunk?;
            let mut add = || -> PolarsResult<()> {
                let (n_sentences, n_mentions) = (int32s(&chunk, "n_sentences")?, int32s(&chunk, "n_mentions")?);
                let dates = days(&chunk, "published_date")?;
                let counts = n_sentences.iter().zip(n_mentions.iter()).zip(dates.iter());
                for (doc_id, ((n_sentences, n_mentions), published_date)) in
                    strings(&chunk, "doc_id")?.iter().zip(counts)
                {
                    let (n_sentences, n_mentions) = (n_sentences.unwrap_or_default(), n_mentions.unwrap_or_default());
                    let facts = DocumentFacts { position, n_sentences, n_mentions, published_date };
                    documents.0.extend(doc_id.and_then(id).map(|id| (id, facts)));
                    position += 1;
                }
                Ok(())
            };
            add().map_err(DatasetError::content("documents"))?;
        }
        Ok(documents)
    }

    fn get(&self, doc_id: Option<&str>) -> Option<DocumentFacts> {
        self.0.get(&doc_id.and_then(id)?).copied()
    }

    fn contains(&self, doc_id: &str) -> bool {
        id(doc_id).is_some_and(|id| self.0.contains_key(&id))
    }
}

#[cfg(test)]
mod tests;
