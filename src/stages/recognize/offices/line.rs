//! A sentence as titles are read in it: its words, and the mention that each of them belongs to.

use std::borrow::Cow;
use std::ops::Range;

use super::vocabulary::is_field;
use crate::model::{EntityType, Mention, Token, TokenKind, Zone};
use crate::stages::recognize::words::without_possessive;
use crate::text::Span;

/// How many mentions of the sentence before are looked at.
const MAX_BEFORE: usize = 32;

/// A sentence with the mentions of its document. Positions count its tokens.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) zone: Zone,
    pub(super) mentions: &'a [Mention],
    tokens: &'a [Token],
    /// The position of the first mention of the sentence.
    first: usize,
    /// For each token the mention that holds it: a part rather than its compound.
    held: Vec<Option<usize>>,
}

impl<'a> Line<'a> {
    /// `here` are the positions of the sentence's own mentions.
    pub(super) fn new(
        text: &'a str,
        zone: Zone,
        tokens: &'a [Token],
        mentions: &'a [Mention],
        here: Range<usize>,
    ) -> Self {
        let mut line = Self { text, zone, mentions, tokens, first: here.start, held: vec![None; tokens.len()] };
        for at in here {
            let Some(mention) = mentions.get(at) else { continue };
            let range = line.tokens_of(mention.span);
            line.held.get_mut(range).into_iter().flatten().for_each(|held| *held = Some(at));
        }
        line
    }

    /// A sentence as if nothing had been found in it.
    pub(super) fn bare(text: &'a str, zone: Zone, tokens: &'a [Token]) -> Self {
        Self { text, zone, mentions: &[], tokens, first: 0, held: Vec::new() }
    }

    /// The last mention of the kind in the sentence before.
    pub(super) fn last_before(&self, is_wanted: impl Fn(&Mention) -> bool) -> Option<usize> {
        let earlier = self.mentions.get(..self.first)?;
        let sentence = earlier.last()?.sentence;
        let before = earlier.iter().enumerate().rev().take_while(|(_, mention)| mention.sentence == sentence);
        before.take(MAX_BEFORE).filter(|(_, mention)| is_wanted(mention)).map(|(at, _)| at).next()
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The printed text of a token; empty outside the sentence.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.span.of(self.text))
    }

    /// The printed text of the token before this position.
    pub(super) fn word_before(&self, at: usize) -> &'a str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// The word as titles are compared: in small letters, without a possessive ending or a period at its end.
    pub(super) fn folded(&self, at: usize) -> Cow<'a, str> {
        folded(self.word(at))
    }

    /// The position of the mention that holds this token.
    pub(super) fn held_by(&self, at: usize) -> Option<usize> {
        self.held.get(at).copied().flatten()
    }

    /// The mention that holds this token.
    pub(super) fn mention(&self, at: usize) -> Option<&'a Mention> {
        self.mentions.get(self.held_by(at)?)
    }

    /// The type of the mention that holds this token.
    pub(super) fn entity_type(&self, at: usize) -> Option<EntityType> {
        self.mention(at).map(|mention| mention.entity_type)
    }

    pub(super) fn is_person(&self, at: usize) -> bool {
        self.entity_type(at) == Some(EntityType::Person)
    }

    /// Whether a country, a people or an organisation stands at the token, and no field that was taken for one.
    pub(super) fn is_name_of_body(&self, at: usize) -> bool {
        self.mention(at).is_some_and(|mention| match mention.entity_type {
            EntityType::Gpe | EntityType::Norp => true,
            EntityType::Org => mention.lexicon_id.is_some() || !is_field_name(mention.span.of(self.text)),
            _ => false,
        })
    }

    /// The tokens that share text with the span.
    pub(super) fn tokens_of(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span.end <= span.start);
        let end = self.tokens.partition_point(|token| token.span.start < span.end);
        start..end.max(start)
    }

    /// The tokens of the mention that holds this token; the token alone where none does.
    pub(super) fn block(&self, at: usize) -> Range<usize> {
        self.mention(at).map_or(at..at + 1, |mention| self.tokens_of(mention.span))
    }

    /// The span from the first to the last of these tokens, without a possessive ending.
    pub(super) fn span(&self, tokens: Range<usize>) -> Option<Span> {
        let tokens = self.tokens.get(tokens)?;
        let span = tokens.first()?.span.cover(tokens.last()?.span);
        Some(Span::new(span.start(), span.start() + without_possessive(span.of(self.text)).len()))
    }

    /// Whether the token ends in a possessive ending, or one follows.
    pub(super) fn is_possessive(&self, at: usize) -> bool {
        let word = self.word(at);
        without_possessive(word) != word || matches!(self.word(at + 1), "'s" | "’s" | "'" | "’")
    }

    /// Whether nothing stands between the token and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        match (at.checked_sub(1).and_then(|before| self.tokens.get(before)), self.tokens.get(at)) {
            (Some(before), Some(token)) => before.span.end == token.span.start,
            _ => false,
        }
    }

    pub(super) fn is_hyphen(&self, at: usize) -> bool {
        matches!(self.word(at), "-" | "\u{2010}" | "\u{2011}")
    }
}

/// "Foreign Affairs", "Economy and Finance": a field, though something took it for an organisation.
fn is_field_name(printed: &str) -> bool {
    let words = || printed.split([' ', ',', '-', '&']).filter(|word| !word.is_empty());
    (words().count() > 1 || is_plain_field(printed))
        && words().all(|word| word == "and" || is_field(&folded(word)))
        && !printed.ends_with("Council")
}

/// Fields that are names of no body by themselves.
fn is_plain_field(word: &str) -> bool {
    matches!(
        word,
        "Agriculture"
            | "Commerce"
            | "Culture"
            | "Defence"
            | "Defense"
            | "Education"
            | "Energy"
            | "Environment"
            | "Finance"
            | "Foreign"
            | "Health"
            | "Industry"
            | "Interior"
            | "Justice"
            | "Labor"
            | "Labour"
            | "Tourism"
            | "Trade"
            | "Transport"
    )
}

/// A word as titles are compared.
pub(super) fn fold(word: &str) -> String {
    folded(word).into_owned()
}

/// The same; most words are as they are compared.
fn folded(word: &str) -> Cow<'_, str> {
    let word = without_possessive(word);
    let word = word.strip_suffix('.').unwrap_or(word);
    if !word.is_ascii() {
        word.to_lowercase().replace('’', "'").into()
    } else if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        word.to_ascii_lowercase().into()
    } else {
        word.into()
    }
}
