//! Lines that recur at the head and foot of many documents: candidates for a user's own boilerplate file.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use crate::model::Document;

/// A line that recurs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecurringLine {
    /// A regular expression for the boilerplate file; digits stand as `\d+`.
    pub pattern: String,
    /// The line as it was first seen.
    pub example: String,
    /// In how many documents it stands at the head or foot.
    pub documents: usize,
}

/// So many paragraphs at either end of a document are looked at.
const EDGE: usize = 5;

/// Longest line, in bytes, that is counted.
const MAX_LEN: usize = 200;

/// Distinct lines that are kept; later ones are left out, so that memory is bounded whatever the corpus.
const MAX_LINES: usize = 200_000;

/// The lines that stand at the head or foot of `least` documents at the fewest, the most frequent first.
pub fn recurring_lines(documents: impl IntoIterator<Item = Document>, least: usize) -> Vec<RecurringLine> {
    let mut counts: HashMap<u64, RecurringLine> = HashMap::new();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    for document in documents {
        let lines: BTreeMap<String, &str> = edges(&document).map(|line| (pattern(line), line)).collect();
        for (pattern, line) in lines {
            let key = hasher.hash_one(&pattern);
            if let Some(known) = counts.get_mut(&key) {
                known.documents += 1;
            } else if counts.len() < MAX_LINES {
                counts.insert(key, RecurringLine { pattern, example: line.to_owned(), documents: 1 });
            }
        }
    }
    let mut found: Vec<RecurringLine> = counts.into_values().filter(|line| line.documents >= least).collect();
    found.sort_by(|a, b| b.documents.cmp(&a.documents).then_with(|| a.pattern.cmp(&b.pattern)));
    found
}

/// The short paragraphs at both ends of a document.
fn edges(document: &Document) -> impl Iterator<Item = &str> {
    let text = document.as_str();
    let lines = move || text.split('\n').filter(|line| !line.is_empty());
    lines().take(EDGE).chain(lines().rev().take(EDGE)).filter(|line| line.len() <= MAX_LEN)
}

/// The line as a regular expression, every run of digits as `\d+`.
fn pattern(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut in_digits = false;
    for character in line.chars() {
        let digit = character.is_ascii_digit();
        if !digit {
            let mut buffer = [0; 4];
            out.push_str(&regex::escape(character.encode_utf8(&mut buffer)));
        } else if !in_digits {
            out.push_str(r"\d+");
        }
        in_digits = digit;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::NormalizeSettings;
    use crate::lexicon::Lexicon;
    use crate::model::RawRecord;
    use crate::stages::normalize::Normalizer;

    fn document(text: &str) -> Document {
        let normalizer = Normalizer::new(&NormalizeSettings::default(), Lexicon::embedded(), &[]).unwrap();
        normalizer.normalize(&RawRecord::whole("a.txt", "text", text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn lines_are_counted_once_a_document_with_digits_alike() {
        let texts = ["Ministry (12)\nA\nMinistry (13)", "Ministry (7)\nB\nGo back", "Go back\nC"];
        let found = recurring_lines(texts.iter().map(|text| document(text)), 2);
        let shown: Vec<_> = found.iter().map(|line| (line.pattern.as_str(), line.documents)).collect();
        assert_eq!(shown, [("Go back", 2), (r"Ministry \(\d+\)", 2)]);
    }

    #[test]
    fn patterns_match_their_lines() {
        for line in ["Tel. +375 (17) 222-26-74", "a.b*c[d]", "№ 5 — 2022", "100%"] {
            let pattern = regex::Regex::new(&format!("^(?:{})$", pattern(line))).unwrap();
            assert!(pattern.is_match(line), "{line}");
        }
    }
}
