//! `etl suggest boilerplate`: lines that recur at the head and foot of documents, as rows for a user's own lexicon file.
//!
//! A line is a paragraph of one sentence. Titles, datelines and what the lexicon marks already are left out. It is counted
//! twice: first by hash, so that memory holds no text that does not recur, then exactly.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;

use polars::prelude::{DataFrame, PolarsResult};

use super::chunks::CHUNK_ROWS;
use super::columns::{int32s, strings};
use super::{Dataset, DatasetError};
use crate::lexicon::BOILERPLATE_HEADER;
use crate::text::printable;

/// Lines that are looked at from each end of a document.
const EDGE_LINES: usize = 3;

/// Longer lines are text; in characters.
const LONGEST_CHARS: usize = 200;

/// Zones that hold what no rule has set apart yet.
const ZONES: &[&str] = &["body", "question", "answer"];

/// Writes the table of patterns: for every line that stands at the head or foot of so many documents a regular expression that
/// matches it whole, the place, and in how many documents it was seen; the commonest first.
///
/// # Errors
/// If `sentences` cannot be read, or `out` cannot be written.
pub fn suggest_boilerplate(dataset: &Dataset, min_documents: u64, out: &mut dyn Write) -> Result<(), DatasetError> {
    let mut seen: HashMap<u64, u64> = HashMap::new();
    each_edge(dataset, &mut |edge| *seen.entry(hash(&edge.folded)).or_default() += 1)?;
    let mut recurring: BTreeMap<String, Recurring> = BTreeMap::new();
    each_edge(dataset, &mut |edge| {
        if seen.get(&hash(&edge.folded)).is_some_and(|documents| *documents >= min_documents) {
            recurring.entry(edge.folded).or_insert_with(|| Recurring::new(edge.printed)).add(edge.head, edge.foot);
        }
    })?;
    write_rows(recurring.into_values(), min_documents, out).map_err(DatasetError::write)
}

/// A line near an end of a document.
#[derive(Debug, PartialEq)]
struct Edge<'t> {
    printed: &'t str,
    /// In small letters: a pattern does not know letter case.
    folded: String,
    head: bool,
    foot: bool,
}

/// Hands over the lines at the ends of all documents, each line once a document.
fn each_edge(dataset: &Dataset, tell: &mut dyn FnMut(Edge<'_>)) -> Result<(), DatasetError> {
    for chunk in dataset.chunks("sentences", &["doc_id", "para_idx", "zone", "text"], CHUNK_ROWS)? {
        let chunk = chunk?;
        let sentences = sentences(&chunk).map_err(DatasetError::content("sentences"))?;
        // A document never straddles two chunks.
        for document in sentences.chunk_by(|one, next| one.doc_id == next.doc_id) {
            edges(document).into_iter().for_each(&mut *tell);
        }
    }
    Ok(())
}

/// What is looked at of a row of `sentences`.
#[derive(Clone, Copy, Debug)]
struct Sentence<'t> {
    doc_id: &'t str,
    para_idx: i32,
    zone: &'t str,
    text: &'t str,
}

/// The rows of a chunk; a row with a null where none may be is for `etl check` to report.
fn sentences(chunk: &DataFrame) -> PolarsResult<Vec<Sentence<'_>>> {
    let (ids, zones, texts) = (strings(chunk, "doc_id")?, strings(chunk, "zone")?, strings(chunk, "text")?);
    let rows = ids.iter().zip(int32s(chunk, "para_idx")?.iter()).zip(zones.iter().zip(texts.iter()));
    let row = |((doc_id, para_idx), (zone, text))| {
        Some(Sentence { doc_id: doc_id?, para_idx: para_idx?, zone: zone?, text: text? })
    };
    Ok(rows.filter_map(row).collect())
}

/// The lines at both ends of one document.
fn edges<'t>(document: &[Sentence<'t>]) -> Vec<Edge<'t>> {
    let open: Vec<Sentence<'t>> = document.iter().copied().filter(|sentence| ZONES.contains(&sentence.zone)).collect();
    let paragraphs: Vec<&[Sentence<'t>]> = open.chunk_by(|one, next| one.para_idx == next.para_idx).collect();
    let mut told = HashSet::new();
    let mut out = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        let (head, foot) = (at < EDGE_LINES, at + EDGE_LINES >= paragraphs.len());
        let [Sentence { text, .. }] = paragraph else { continue };
        let printed = text.trim();
        if (head || foot) && is_line(printed) && told.insert(printed.to_lowercase()) {
            out.push(Edge { printed, folded: printed.to_lowercase(), head, foot });
        }
    }
    out
}

/// Whether a text is short enough for a line of a page, and says something.
fn is_line(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.chars().count() <= LONGEST_CHARS && !text.contains(['\n', '\t'])
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// A line and where it was seen.
#[derive(Debug)]
struct Recurring {
    printed: String,
    documents: u64,
    head: u64,
    foot: u64,
}

impl Recurring {
    fn new(printed: &str) -> Self {
        Self { printed: printed.to_owned(), documents: 0, head: 0, foot: 0 }
    }

    fn add(&mut self, head: bool, foot: bool) {
        self.documents += 1;
        self.head += u64::from(head);
        self.foot += u64::from(foot);
    }

    /// `any` too where all documents are so short that head and foot are the same.
    fn place(&self) -> &'static str {
        match (self.head == self.documents, self.foot == self.documents) {
            (true, false) => "head",
            (false, true) => "foot",
            _ => "any",
        }
    }
}

fn write_rows(lines: impl Iterator<Item = Recurring>, min_documents: u64, out: &mut dyn Write) -> std::io::Result<()> {
    let mut lines: Vec<Recurring> = lines.filter(|line| line.documents >= min_documents).collect();
    lines.sort_by_key(|line| std::cmp::Reverse(line.documents));
    writeln!(out, "{BOILERPLATE_HEADER}")?;
    for line in &lines {
        // What is made printable is written as a regular expression writes it too: `\u{1b}`.
        let pattern = regex::escape(&line.printed);
        writeln!(out, "{}\t{}\t{} documents", printable(&pattern), line.place(), line.documents)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::testing::Release;

    fn sentence<'t>(para_idx: i32, zone: &'t str, text: &'t str) -> Sentence<'t> {
        Sentence { doc_id: "d", para_idx, zone, text }
    }

    fn printed<'t>(edges: &[Edge<'t>]) -> Vec<(&'t str, bool, bool)> {
        edges.iter().map(|edge| (edge.printed, edge.head, edge.foot)).collect()
    }

    #[test]
    fn only_single_lines_near_the_ends_count() {
        let document = [
            sentence(0, "title", "Talks in Minsk"),
            sentence(1, "dateline", "2022-01-20 20:56"),
            sentence(2, "body", "Press Office"),
            sentence(3, "body", "Talks took place."),
            sentence(3, "body", "They will go on."),
            sentence(4, "body", "The minister thanked the host."),
            sentence(5, "body", "A line in the middle"),
            sentence(6, "body", "12"),
            sentence(7, "body", "Print this page"),
            sentence(8, "body", "press office"),
            sentence(9, "boilerplate", "Suggest to a friend"),
        ];
        let expected = [
            ("Press Office", true, false),
            ("The minister thanked the host.", true, false),
            ("Print this page", false, true),
        ];
        assert_eq!(printed(&edges(&document)), expected);
    }

    #[test]
    fn rows_are_patterns_of_the_lexicon_commonest_first() {
        let line = |printed: &str, documents, head, foot| Recurring { printed: printed.into(), documents, head, foot };
        let lines =
            [line("Rare", 1, 1, 0), line("# Contact (press)", 5, 0, 5), line("Home", 9, 9, 2), line("Share", 7, 7, 7)];
        let mut out = Vec::new();
        write_rows(lines.into_iter(), 2, &mut out).unwrap();
        let expected = "pattern\tplace\tsource\n\
            Home\thead\t9 documents\n\
            Share\tany\t7 documents\n\
            \\# Contact \\(press\\)\tfoot\t5 documents\n";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn lines_of_a_published_version_are_counted_by_document() {
        let release = Release::publish(&["Press service", "PRESS SERVICE", "Press service", "Another line"]);
        let suggested = |min_documents| {
            let mut out = Vec::new();
            suggest_boilerplate(&release.dataset(), min_documents, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(suggested(2), "pattern\tplace\tsource\nPress service\tany\t3 documents\n");
        assert_eq!(suggested(4), "pattern\tplace\tsource\n");
    }
}
