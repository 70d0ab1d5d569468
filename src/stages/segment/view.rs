//! The tokens of a block as the rules see them: text, first character, white space before.

use super::classes;
use super::cues;
use super::links;
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

impl Between {
    /// What white space between two tokens is.
    pub(super) fn of(gap: &str) -> Self {
        match gap {
            "" => return Self::Nothing,
            " " => return Self::Space,
            _ => {}
        }
        match gap.bytes().filter(|byte| *byte == b'\n').take(2).count() {
            0 => Self::Space,
            1 => Self::Newline,
            _ => Self::BlankLine,
        }
    }
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
        self.pieces.get(at).map_or('\0', |piece| piece.first)
    }

    pub(super) fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.kind == kind)
    }

    pub(super) fn period(&self, at: usize) -> Period {
        self.pieces.get(at).map_or(Period::None, |piece| piece.period)
    }

    pub(super) fn is_link(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.is_link)
    }

    /// Whether the token is the address of a page on the web.
    pub(super) fn is_page(&self, at: usize) -> bool {
        self.is_link(at) && links::is_web(self.word(at))
    }

    /// Whether the token is a word that begins with a small letter, and no address.
    pub(super) fn is_small(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word) && self.first(at).is_lowercase() && !self.is_link(at)
    }

    /// What stands before token `at`; a blank line before the first one.
    pub(super) fn before(&self, at: usize) -> Between {
        self.pieces.get(at).map_or(Between::BlankLine, |piece| piece.before)
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

    /// Whether the token is a word of two letters or more, in capitals throughout.
    pub(super) fn is_shouted(&self, at: usize) -> bool {
        self.is(at, TokenKind::Word) && self.word(at).len() > 1 && self.word(at).chars().all(char::is_uppercase)
    }

    /// The first token from `at` on that is no opening mark.
    pub(super) fn core(&self, at: usize) -> usize {
        let openings = (at..self.len()).take(MAX_OPENINGS).take_while(|at| classes::is_opening(self.first(*at)));
        at + openings.count()
    }

    pub(super) fn opening(&self, core: usize) -> Opening {
        let first = self.first(core);
        if self.is(core, TokenKind::Number) {
            Opening::Number
        } else if self.is(core, TokenKind::Word) {
            match first {
                _ if cues::is_starter(self.word(core)) => Opening::Starter,
                c if c.is_lowercase() && self.is_link(core) => Opening::Symbol,
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
