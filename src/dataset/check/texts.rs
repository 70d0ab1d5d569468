//! The law of offsets: what a row prints stands in the text of its document where the row says.
//!
//! Documents and their rows stand in the same order, so that three readers walk side by side and each holds one chunk.

use polars::prelude::{DataFrame, PolarsResult};

use super::{Cx, Findings};
use crate::dataset::chunks::Chunks;
use crate::dataset::columns::{int32s, strings};
use crate::dataset::{Dataset, DatasetError};

pub(super) fn offsets(cx: &Cx<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
    let mut readers = [
        Rows::new(cx.dataset, "sentences", &["doc_id", "sentence_id", "start_char", "end_char", "text"])?,
        Rows::new(cx.dataset, "mentions", &["doc_id", "mention_id", "start_char", "end_char", "text"])?,
    ];
    for chunk in cx.dataset.slices("documents", &["doc_id", "text"])? {
        let chunk = chunk?;
        let columns = || -> PolarsResult<_> { Ok((strings(&chunk, "doc_id")?, strings(&chunk, "text")?)) };
        let (ids, texts) = columns().map_err(DatasetError::content("documents"))?;
        for (doc_id, text) in ids.iter().zip(texts.iter()) {
            let text = CharSlices::new(text.unwrap_or_default());
            for reader in &mut readers {
                reader.walk(doc_id.unwrap_or_default(), &text, findings)?;
            }
        }
    }
    readers.iter_mut().try_for_each(|reader| reader.end(findings))
}

/// The rows of a child table, read alongside the documents.
struct Rows<'c> {
    table: &'static str,
    key: &'c str,
    chunks: Chunks<'c>,
    chunk: DataFrame,
    at: usize,
}

impl<'c> Rows<'c> {
    fn new(dataset: &Dataset, table: &'static str, columns: &'c [&'c str]) -> Result<Self, DatasetError> {
        let key = columns.get(1).copied().unwrap_or_default();
        Ok(Self { table, key, chunks: dataset.slices(table, columns)?, chunk: DataFrame::empty(), at: 0 })
    }

    /// Holds the rows of a document, which come next, to its text.
    fn walk(&mut self, doc_id: &str, text: &CharSlices<'_>, findings: &mut Findings) -> Result<(), DatasetError> {
        while self.has_more()? {
            let compared = self.compare(doc_id, text, findings).map_err(DatasetError::content(self.table))?;
            self.at += compared;
            if self.at < self.chunk.height() {
                break;
            }
        }
        Ok(())
    }

    /// Compares the rows of a document from here on in this chunk; how many there are.
    fn compare(&self, doc_id: &str, text: &CharSlices<'_>, findings: &mut Findings) -> PolarsResult<usize> {
        let (ids, printed) = (strings(&self.chunk, "doc_id")?, strings(&self.chunk, "text")?);
        let (starts, ends) = (int32s(&self.chunk, "start_char")?, int32s(&self.chunk, "end_char")?);
        let mut at = self.at;
        while at < self.chunk.height() && ids.get(at) == Some(doc_id) {
            let span = starts.get(at).zip(ends.get(at));
            let slice = span.and_then(|(start, end)| text.slice(start, end));
            if slice.is_none() || slice != printed.get(at) {
                let key = strings(&self.chunk, self.key)?.get(at).unwrap_or("null");
                findings.add(self.table, || {
                    format!(
                        "{key} prints {:?}, its offsets {:?}",
                        printed.get(at).unwrap_or("null"),
                        slice.unwrap_or("nothing")
                    )
                });
            }
            at += 1;
        }
        Ok(at - self.at)
    }

    /// Whether a row is left; reads the next chunk where this one is used up.
    fn has_more(&mut self) -> Result<bool, DatasetError> {
        while self.at >= self.chunk.height() {
            match self.chunks.next() {
                Some(chunk) => {
                    self.chunk = chunk?;
                    self.at = 0;
                }
                None => return Ok(false),
            }
        }
        Ok(true)
    }

    /// All rows must have found their document.
    fn end(&mut self, findings: &mut Findings) -> Result<(), DatasetError> {
        if self.has_more()? {
            let keys = strings(&self.chunk, self.key).map_err(DatasetError::content(self.table))?;
            let key = keys.get(self.at).unwrap_or("null");
            findings.add(self.table, || format!("{key} and what follows it stand in another order than the documents"));
        }
        Ok(())
    }
}

/// Characters between two marks.
const STRIDE: usize = 64;

/// A text that is sliced by characters: the byte of every 64th is kept, of ASCII none.
struct CharSlices<'t> {
    text: &'t str,
    marks: Vec<usize>,
}

impl<'t> CharSlices<'t> {
    fn new(text: &'t str) -> Self {
        let marks =
            if text.is_ascii() { Vec::new() } else { text.char_indices().step_by(STRIDE).map(|(at, _)| at).collect() };
        Self { text, marks }
    }

    /// The characters `start..end`, if the text has them.
    fn slice(&self, start: i32, end: i32) -> Option<&'t str> {
        self.text.get(self.byte_of(start)?..self.byte_of(end)?)
    }

    /// The byte at which a character begins; the length for the one after the last.
    fn byte_of(&self, char: i32) -> Option<usize> {
        let char = usize::try_from(char).ok()?;
        if self.marks.is_empty() {
            return Some(char);
        }
        // The end of the text may fall on a mark that no character begins.
        let mark = (char / STRIDE).min(self.marks.len() - 1);
        let from = *self.marks.get(mark)?;
        let rest = self.text.get(from..)?;
        let steps = char - mark * STRIDE;
        let ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        ends.take(STRIDE + 1).nth(steps).map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn slices_are_those_of_characters(text in "[aé中 ]{0,200}", start in 0usize..220, len in 0usize..220) {
            let chars: Vec<char> = text.chars().collect();
            let expected = chars.get(start..start + len).map(|slice| slice.iter().collect::<String>());
            let sliced = CharSlices::new(&text).slice(start as i32, (start + len) as i32).map(str::to_owned);
            prop_assert_eq!(sliced, expected);
        }
    }
}
