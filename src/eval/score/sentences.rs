//! Sentences: exact spans, white space at their ends apart.

use std::collections::BTreeSet;

use super::counts::Counts;
use crate::eval::gold::GoldDocument;
use crate::text::Span;

/// The sentences of one document; nothing where gold has none.
pub(super) fn counts(gold: &GoldDocument, system: &GoldDocument) -> Counts {
    if gold.sentences.is_empty() {
        return Counts::default();
    }
    let (expected, found) = (spans(gold), spans(system));
    Counts {
        gold: expected.len() as u64,
        system: found.len() as u64,
        right: expected.intersection(&found).count() as u64,
    }
}

fn spans(document: &GoldDocument) -> BTreeSet<Span> {
    document.sentences.iter().map(|sentence| sentence.span.trim(&document.text)).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_jsonl;

    fn document(json: &str) -> GoldDocument {
        parse_jsonl(Path::new("x.jsonl"), json).unwrap().remove(0)
    }

    #[test]
    fn a_split_in_one_sentence_costs_one_and_gives_two() {
        let gold = document(r#"{"text": "Mr. X left. He ran.", "sentences": [[0, 11], [12, 19]]}"#);
        let system = document(r#"{"text": "Mr. X left. He ran.", "sentences": [[0, 3], [4, 11], [11, 19]]}"#);
        assert_eq!(counts(&gold, &system), Counts { gold: 2, system: 3, right: 1 });
        let without = document(r#"{"text": "Mr. X left. He ran."}"#);
        assert_eq!(counts(&without, &system), Counts::default());
    }
}
