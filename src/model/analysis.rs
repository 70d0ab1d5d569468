//! What the pure function of the pipeline gives for one record.

use super::{Diagnostic, Document, Mention, Sentence, Token};

/// All that was found in one document.
#[derive(Clone, Debug)]
pub struct Analyzed {
    pub document: Document,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    /// Sorted by start; a compound stands before its parts.
    pub mentions: Vec<Mention>,
}

/// A record becomes a document or a diagnostic, never both and never neither.
#[derive(Clone, Debug)]
pub enum Analysis {
    Document(Box<Analyzed>),
    Quarantined(Diagnostic),
}
