//! What a recogniser sees: one sentence, its tokens, and where the lexicon knows something in it; or the whole document.

use std::ops::Range;

use super::matcher::Match;
use super::words::{
    is_all_caps, is_calendar_word, is_capitalised, is_function_word, names_larger_place, without_possessive,
};
use crate::lexicon::Lexicon;
use crate::model::{Document, Mention, Sentence, Token, TokenKind, Zone};
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

    /// Whether the sentence is all in capitals.
    pub fn is_in_capitals(&self) -> bool {
        is_in_capitals(self.text, self.sentence)
    }

    /// The lexicon's name that holds the token at this position.
    pub fn name_at(&self, at: usize) -> Option<&'a Match<'a>> {
        holding(self.names, at)
    }

    /// The lexicon's title that holds the token at this position.
    pub fn title_at(&self, at: usize) -> Option<&'a Match<'a>> {
        holding(self.titles, at)
    }

    /// Whether the form is part of a larger name: after a word in capitals that is nothing the lexicon knows ("George
    /// Washington"), or before the head word of a larger place ("Washington County").
    pub fn is_in_larger_name(&self, form: &Match<'_>) -> bool {
        self.is_after_unknown_name(form.tokens.start)
            || names_larger_place(self.word(form.tokens.end)) && !form.is_possessive(self.tokens, self.text)
    }

    fn is_after_unknown_name(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let word = self.word(before);
        before > 0
            && self.zone() != Zone::Title
            && !self.is_glued(at)
            && is_capitalised(word)
            && !word.ends_with('.')
            && without_possessive(word) == word
            && !is_function_word(word)
            && !is_calendar_word(word)
            && self.name_at(before).is_none()
            && self.title_at(before).is_none()
            && !self.is_in_capitals()
    }
}

/// How many bytes of a sentence tell whether it is in capitals; a bound, since this is asked once a name.
const CAPITALS_PROBE: usize = 512;

/// Whether the sentence has capital letters and no small ones, as far as its beginning tells.
pub(super) fn is_in_capitals(text: &str, sentence: &Sentence) -> bool {
    let sentence = sentence.span.of(text);
    is_all_caps(sentence.get(..sentence.floor_char_boundary(CAPITALS_PROBE)).unwrap_or_default())
}

/// The whole document: its sentences with their tokens.
#[derive(Clone, Copy, Debug)]
pub struct DocumentCx<'a> {
    pub document: &'a Document,
    /// The whole clean text.
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub sentences: &'a [Sentence],
    pub lexicon: &'static Lexicon,
}

impl<'a> DocumentCx<'a> {
    /// The sentences with their positions and tokens.
    pub fn sentences(&self) -> impl Iterator<Item = (usize, &'a Sentence, &'a [Token])> + 'a {
        let tokens = self.tokens;
        let sentences = self.sentences.iter().enumerate();
        sentences
            .map(move |(index, sentence)| (index, sentence, tokens.get(sentence.tokens.clone()).unwrap_or_default()))
    }

    /// The zone in which a mention stands.
    pub fn zone(&self, mention: &Mention) -> Option<Zone> {
        self.sentences.get(mention.sentence).map(|sentence| sentence.zone)
    }
}

fn holding<'a>(matches: &'a [Match<'a>], at: usize) -> Option<&'a Match<'a>> {
    let next = matches.partition_point(|form| form.tokens.end <= at);
    matches.get(next).filter(|form| form.tokens.contains(&at))
}
