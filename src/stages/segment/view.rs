//! The tokens of a block as the rules see them: text, first character, white space before.

use super::classes;
use super::cues;
use super::tokens::{Period, Piece};
use crate::model::TokenKind;
use crate::text::Span;

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Between {
    Nothing,
    Space,
    Newline,
    BlankLine,
}

/// How the first word of what may be a sentence looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opening {
    Lower,
    /// A capitalised function word that opens sentences.
    Starter,
    Capital,
    Number,
    /// Punctuation that goes on with the sentence before it: a comma, a colon, a slash.
    Continuing,
    Symbol,
}

/// The tokens of a block together with its text. Positions past the end give empty answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    text: &'a str,
    pieces: &'a [Piece],
}

/// At most this many marks are looked through to find the first word of a sentence.
const MAX_OPENINGS: usize = 6;

impl<'a> View<'a> {
    pub(super) fn new(text: &'a str, pieces: &'a [Piece]) -> Self {
        Self { text, pieces }
    }

    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    pub(super) fn span(&self, at: usize) -> Span {
        self.pieces.get(at).map(|piece| piece.span).unwrap_or_default()
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.span(at).of(self.text)
    }

    /// The first character; NUL past the end.
    pub(super) fn first(&self, at: usize) -> char {
        self.word(at).chars().next().unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.kind == kind)
    }

    pub(super) fn period(&self, at: usize) -> Period {
        self.pieces.get(at).map_or(Period::None, |piece| piece.period)
    }

    /// What stands before token `at`; a blank line before the first one.
    pub(super) fn before(&self, at: usize) -> Between {
        let (Some(previous), Some(piece)) = (at.checked_sub(1).and_then(|at| self.pieces.get(at)), self.pieces.get(at))
        else {
            return Between::BlankLine;
        };
        let between = self.text.get(previous.span.end()..piece.span.start()).unwrap_or_default();
        match between.bytes().filter(|byte| *byte == b'\n').take(2).count() {
            0 if between.is_empty() => Between::Nothing,
            0 => Between::Space,
            1 => Between::Newline,
            _ => Between::BlankLine,
        }
    }

    pub(super) fn is_attached(&self, at: usize) -> bool {
        self.before(at) == Between::Nothing
    }

    pub(super) fn is_capitalized(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word) && self.first(at).is_uppercase()
    }

    /// Whether the token is a word in small letters throughout.
    pub(super) fn is_lower_word(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word) && !self.word(at).chars().any(char::is_uppercase)
    }

    /// The first token from `at` on that is no opening mark.
    pub(super) fn core(&self, at: usize) -> usize {
        let openings = (at..self.len()).take(MAX_OPENINGS).take_while(|at| classes::is_opening(self.first(*at)));
        at + openings.count()
    }

    /// The token after an emoticon such as `:)` or `;-)` that begins at `at`, parted by spaces from what is around it.
    pub(super) fn emoticon_end(&self, at: usize) -> Option<usize> {
        let has_nose = self.word(at + 1) == "-";
        let mouth = if has_nose { at + 2 } else { at + 1 };
        let is_face = matches!(self.word(at), ":" | ";" | "=") && matches!(self.word(mouth), ")" | "(" | "D" | "P");
        let is_tight = (at + 1..=mouth).all(|at| self.is_attached(at));
        let stands_alone = !self.is_attached(at) && !self.is_attached(mouth + 1);
        (is_face && is_tight && stands_alone).then_some(mouth + 1)
    }

    pub(super) fn opening(&self, core: usize) -> Opening {
        let first = self.first(core);
        if self.is(core, TokenKind::Number) {
            Opening::Number
        } else if self.is(core, TokenKind::Word) {
            match first {
                _ if cues::is_starter(self.word(core)) => Opening::Starter,
                c if c.is_lowercase() => Opening::Lower,
                _ => Opening::Capital,
            }
        } else if matches!(first, ',' | ';' | ':' | '/' | '%' | '\0') || classes::is_terminal(first) || closes(first) {
            Opening::Continuing
        } else {
            Opening::Symbol
        }
    }
}

fn closes(c: char) -> bool {
    classes::is_closing_bracket(c) || matches!(c, '”' | '»')
}
