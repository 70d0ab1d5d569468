//! Paragraphs of the clean text: one a line.

use crate::text::Span;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paragraph {
    pub(super) span: Span,
    /// Whether a blank line stands before it.
    pub(super) apart: bool,
}

pub(super) fn split(text: &str) -> Vec<Paragraph> {
    let (mut start, mut apart) = (0, false);
    let mut out = Vec::new();
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        if span.is_empty() {
            apart = true;
        } else {
            out.push(Paragraph { span, apart });
            apart = false;
        }
        start = span.end() + 1;
    }
    out
}
