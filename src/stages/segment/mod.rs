//! The segment stage: cuts a document into tokens and sentences.
//!
//! Zones and paragraphs are boundaries; abbreviations, titles, initials, numbers, ellipses, quotation marks and
//! brackets are not. The rules work on tokens: first the periods that belong to a word are given to it, then each mark
//! that may end a sentence is judged by the tokens around it. Both passes look ahead by a bounded number of tokens only.

mod abbreviations;
mod boundaries;
mod brackets;
mod captions;
mod classes;
mod cues;
mod emoticons;
mod fields;
mod follow;
mod letters;
mod links;
mod lists;
mod lost_punctuation;
mod stamps;
mod tokens;
mod unmarked;
mod view;

#[cfg(test)]
mod golden_tests;
#[cfg(test)]
mod laws;

use crate::lexicon::Lexicon;
use crate::model::{Block, Document, Gap, Sentence, Token, TokenKind, Zone};
use crate::text::Span;

use abbreviations::Abbreviations;
use tokens::Piece;
use view::View;

/// A boilerplate block of more tokens than this is prose, and cut like prose.
const BOILERPLATE_TOKENS: usize = 40;

/// Words of so many bytes have a capital in a headline.
const LONG_WORD_BYTES: usize = 4;

/// Cuts documents into tokens and sentences. Holds the lookup tables, made once from the lexicon.
#[derive(Clone, Debug)]
pub struct Segmenter {
    abbreviations: Abbreviations,
}

/// The tokens and sentences of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segmented {
    /// In order; they hold every character of the blocks that is not white space.
    pub tokens: Vec<Token>,
    /// In order, each inside one block; every token is in exactly one.
    pub sentences: Vec<Sentence>,
}

impl Segmenter {
    pub fn new(lexicon: &Lexicon) -> Self {
        Self { abbreviations: Abbreviations::new(lexicon) }
    }

    /// The tokens and sentences of a document. Pure, and linear in the length of the text.
    pub fn segment(&self, document: &Document) -> Segmented {
        let gaps = if lost_punctuation::is_lost(document) { document.gaps.as_slice() } else { &[] };
        let mut segmented = Segmented::default();
        for block in &document.blocks {
            self.segment_block(document.as_str(), block, gaps, &mut segmented);
        }
        segmented
    }

    /// The sentences of plain running text, taken as one block in which blank lines part paragraphs.
    ///
    /// For measuring against gold; documents go through [`segment`](Self::segment).
    pub fn sentence_spans(&self, text: &str) -> Vec<Span> {
        let pieces = tokens::tokenize(text, Span::new(0, text.len()), &self.abbreviations);
        let mut spans = Vec::new();
        let mut start = 0;
        for end in boundaries::sentence_ends(&View::new(text, &pieces), &[]) {
            spans.extend(cover(pieces.get(start..end).unwrap_or_default()));
            start = end;
        }
        spans
    }

    fn segment_block(&self, text: &str, block: &Block, gaps: &[Gap], out: &mut Segmented) {
        let pieces = tokens::tokenize(text, block.span, &self.abbreviations);
        let is_whole = match block.zone {
            Zone::Dateline => true,
            Zone::Title => !is_prose(text, &pieces),
            Zone::Boilerplate => pieces.len() <= BOILERPLATE_TOKENS,
            Zone::Body | Zone::Question | Zone::Answer => false,
        };
        let ends =
            if is_whole { vec![pieces.len()] } else { boundaries::sentence_ends(&View::new(text, &pieces), gaps) };
        let first_token = out.tokens.len();
        let mut start = 0;
        for end in ends {
            let Some(span) = cover(pieces.get(start..end).unwrap_or_default()) else { continue };
            let tokens = first_token + start..first_token + end;
            out.sentences.push(Sentence { span, zone: block.zone, paragraph: block.paragraph, tokens });
            start = end;
        }
        out.tokens.extend(pieces.iter().map(|piece| Token { span: piece.span, kind: piece.kind }));
    }
}

/// The span from the first piece to the last.
fn cover(pieces: &[Piece]) -> Option<Span> {
    Some(pieces.first()?.span.cover(pieces.last()?.span))
}

/// Whether more of the longer words are in small letters than have a capital, unlike in a headline.
fn is_prose(text: &str, pieces: &[Piece]) -> bool {
    let words = pieces.iter().filter(|piece| piece.kind == TokenKind::Word && piece.span.len() >= LONG_WORD_BYTES);
    let (mut small, mut capital) = (0, 0);
    for word in words {
        if word.span.of(text).starts_with(char::is_lowercase) {
            small += 1;
        } else {
            capital += 1;
        }
    }
    small > capital
}
