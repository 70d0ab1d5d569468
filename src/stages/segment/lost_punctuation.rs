//! Texts that lost their punctuation: where two or more spaces stood, a mark may have stood before them.

use super::cues;
use super::view::View;
use crate::model::{Document, Gap, TokenKind};

/// A text with a full stop for every so many words, or more, has not lost its punctuation.
const WORDS_PER_STOP: usize = 100;

/// Gaps of this width stand for a mark and the two spaces after a sentence, or for more.
const WIDE: u32 = 3;

/// Whether a document has gaps, no newline, and next to no marks that end sentences.
pub(super) fn is_lost(document: &Document) -> bool {
    let text = document.as_str();
    if document.gaps.is_empty() || text.contains('\n') {
        return false;
    }
    let (mut words, mut stops) = (0, 0);
    for word in text.split_ascii_whitespace() {
        words += 1;
        stops += usize::from(word.ends_with(['.', '!', '?']));
    }
    stops * WORDS_PER_STOP < words
}

/// Whether a sentence begins at token `at`, after one of the gaps.
pub(super) fn begins(view: &View<'_>, at: usize, gaps: &[Gap]) -> bool {
    let Some(previous) = at.checked_sub(1) else { return false };
    if !view.is_capitalized(at) {
        return false;
    }
    let place = view.span(previous).end;
    let gap = gaps.binary_search_by_key(&place, |gap| gap.at).ok().and_then(|index| gaps.get(index));
    let Some(gap) = gap.filter(|gap| gap.width > 1) else { return false };
    let last = view.word(previous);
    // After `Senator Roe said` the lost mark was the comma before a quotation.
    if cues::is_connector(last) || cues::is_reporting_verb(last) || view.is(previous, TokenKind::Punctuation) {
        return false;
    }
    if view.is_capitalized(previous) {
        return cues::is_strong_starter(view.word(at));
    }
    // A lone letter is what an apostrophe left over: `Society s`.
    (gap.width >= WIDE && last.len() > 1) || cues::is_starter(view.word(at))
}
