//! What a recogniser sees: one sentence, its tokens, and where the lexicon knows something in it.

use std::ops::Range;

use super::matcher::Match;
use crate::lexicon::Lexicon;
use crate::model::{Document, Sentence, Token, TokenKind, Zone};
use crate::text::Span;

/// One sentence in its document. Token positions count from the start of the sentence; spans are into the whole text.
#[derive(Clone, Copy, Debug)]
pub struct SentenceCx<'a> {
    pub document: &'a Document,
    /// The whole clean text of the document.
    pub text: &'a str,
    pub sentence: &'a Sentence,
    /// Position of the sentence in the document.
    pub index: usize,
    /// The tokens of this sentence.
    pub tokens: &'a [Token],
    pub lexicon: &'static Lexicon,
    /// The longest names that the lexicon has here, in order, without overlaps.
    pub names: &'a [Match<'a>],
    /// The longest titles that the lexicon has here, in order, without overlaps among themselves.
    pub titles: &'a [Match<'a>],
}

impl<'a> SentenceCx<'a> {
    pub fn zone(&self) -> Zone {
        self.sentence.zone
    }

    /// The printed text of the token at this position; empty outside the sentence.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The kind of the token at this position; nothing outside the sentence.
    pub fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    /// The span from the first to the last of these tokens; nothing if there are none.
    pub fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(tokens)?;
        Some(tokens.first()?.span.cover(tokens.last()?.span))
    }

    /// Whether nothing stands between the token at this position and the one before it.
    pub fn is_glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }
}
