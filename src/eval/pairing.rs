//! Another system's documents beside those of gold.

use std::collections::BTreeMap;

use super::gold::{Fault, GoldDocument, GoldError};

/// The system's documents in the order of gold, found by their id. A document that the system lacks has nothing found.
///
/// # Errors
/// If a document has another text than the gold document of its id: offsets would not mean the same.
pub fn paired(gold: &[GoldDocument], system: Vec<GoldDocument>) -> Result<Vec<GoldDocument>, GoldError> {
    let mut by_id: BTreeMap<String, GoldDocument> =
        system.into_iter().map(|document| (document.id.clone(), document)).collect();
    let (mut paired, mut faults) = (Vec::with_capacity(gold.len()), Vec::new());
    for document in gold {
        let found = by_id.remove(&document.id).unwrap_or_else(|| GoldDocument {
            title: None,
            sentences: Vec::new(),
            mentions: Vec::new(),
            ..document.clone()
        });
        if found.text != document.text {
            let message = format!(
                "the text of {} differs from that of {}; both must have the same raw text",
                found.id,
                document.path.display()
            );
            faults.push(Fault { path: found.path.clone(), line: found.first_line(), column: 1, message });
        }
        paired.push(found);
    }
    if faults.is_empty() { Ok(paired) } else { Err(GoldError::Malformed { faults }) }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::eval::gold::parse_jsonl;

    fn documents(lines: &str) -> Vec<GoldDocument> {
        parse_jsonl(Path::new("x.jsonl"), lines).unwrap()
    }

    #[test]
    fn documents_meet_by_id() {
        let gold = documents(
            "{\"doc_id\": \"a\", \"text\": \"A.\"}\n{\"doc_id\": \"b\", \"text\": \"B.\", \"sentences\": [[0, 2]]}",
        );
        let system = documents(
            "{\"doc_id\": \"c\", \"text\": \"C.\"}\n{\"doc_id\": \"a\", \"text\": \"A.\", \"entities\": [[0, 1, \"\", \"ORG\", \"\"]]}",
        );
        let paired = paired(&gold, system).unwrap();
        assert_eq!((paired[0].mentions.len(), paired[1].id.as_str(), paired[1].sentences.len()), (1, "b", 0));
    }

    #[test]
    fn another_text_is_refused() {
        let gold = documents("{\"doc_id\": \"a\", \"text\": \"A.\"}");
        let system = documents("{\"doc_id\": \"a\", \"text\": \"A. B.\", \"sentences\": [[0, 2]]}");
        let error = paired(&gold, system).unwrap_err().to_string();
        assert!(error.starts_with("x.jsonl:1:1: the text of a differs"), "{error}");
    }
}
