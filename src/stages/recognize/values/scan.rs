//! The view that the readers of values share: one sentence, asked token by token, and what a reader gives back.

use jiff::civil::Date;

use super::calendar::Anchor;
use super::words::{Lex, lex};
use crate::model::{EntityType, Grain, Token, TokenKind, Value, Zone};
use crate::stages::recognize::SentenceCx;

/// Score of a value that stands as it is printed.
pub const CERTAIN: f32 = 0.95;
/// Score of a value that took something from the document's date or from common use.
pub const INFERRED: f32 = 0.75;
/// Score of a span that is surely of its type, but whose value cannot be told.
pub const UNTOLD: f32 = 0.6;

/// A value that a reader found, from the token that it was asked about.
#[derive(Clone, Debug)]
pub struct Found {
    /// The token after its last one.
    pub end: usize,
    pub entity_type: EntityType,
    pub subtype: Option<&'static str>,
    pub value: Option<Value>,
    pub score: f32,
}

impl Found {
    pub fn new(end: usize, entity_type: EntityType, value: Option<Value>) -> Self {
        let score = if value.is_some() { CERTAIN } else { UNTOLD };
        Self { end, entity_type, subtype: None, value, score }
    }

    /// A value that is only a text: an amount, a number, a duration.
    pub fn plain(end: usize, entity_type: EntityType, value: Option<String>) -> Self {
        Self::new(end, entity_type, value.map(|text| Value { text, ..Value::default() }))
    }

    pub fn subtype(self, subtype: &'static str) -> Self {
        Self { subtype: Some(subtype), ..self }
    }

    /// With the score lowered to that of an inference.
    pub fn inferred(self) -> Self {
        Self { score: self.score.min(INFERRED), ..self }
    }

    /// The day, where the value is one.
    pub fn day(&self) -> Option<Date> {
        let value = self.value.as_ref().filter(|value| value.grain == Some(Grain::Day))?;
        value.days.filter(|_| self.subtype.is_none()).map(|(start, _)| start)
    }
}

/// One sentence, asked token by token; positions outside it hold nothing.
#[derive(Clone, Copy, Debug)]
pub struct Scan<'a> {
    cx: &'a SentenceCx<'a>,
    /// What each token may be, looked up once: the readers ask for the same token a dozen times.
    words: &'a [Option<Lex>],
    pub anchor: Anchor,
    /// The days of the date that the sentence spoke of last, for "the day before" and "the previous month".
    pub spoken_of: Option<(Date, Date)>,
}

impl<'a> Scan<'a> {
    /// `words` are those of [`Self::words_of`] for the same sentence.
    pub fn new(cx: &'a SentenceCx<'a>, words: &'a [Option<Lex>]) -> Self {
        Self { cx, words, anchor: Anchor::of(cx.document), spoken_of: None }
    }

    /// What each token of the sentence may be; only words are asked.
    pub fn words_of(cx: &SentenceCx<'_>) -> Vec<Option<Lex>> {
        let of_word = |token: &Token| (token.kind == TokenKind::Word).then(|| lex(token.span.of(cx.text))).flatten();
        cx.tokens.iter().map(of_word).collect()
    }

    /// The same view after a date of these days has been read.
    pub fn speaking_of(self, days: Option<(Date, Date)>) -> Self {
        Self { spoken_of: days, ..self }
    }

    pub fn len(&self) -> usize {
        self.cx.tokens.len()
    }

    pub fn in_title(&self) -> bool {
        self.cx.zone() == Zone::Title
    }

    pub fn text(&self, at: usize) -> &'a str {
        self.cx.word(at)
    }

    /// The token so many places before this one.
    pub fn before(&self, at: usize, places: usize) -> &'a str {
        at.checked_sub(places).map_or("", |at| self.text(at))
    }

    /// What the word at this position may be.
    pub fn lex(&self, at: usize) -> Option<Lex> {
        self.words.get(at).copied().flatten()
    }

    pub fn is_word(&self, at: usize) -> bool {
        self.cx.kind(at) == Some(TokenKind::Word)
    }

    pub fn is_number(&self, at: usize) -> bool {
        self.cx.kind(at) == Some(TokenKind::Number)
    }

    /// Whether the token is this word, whatever its case.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        is_one_of(self.text(at), words)
    }

    /// Whether nothing stands between the token and the one before it.
    pub fn is_glued(&self, at: usize) -> bool {
        self.cx.is_glued(at)
    }

    /// Whether the token is a hyphen that joins its two neighbours.
    pub fn is_joint(&self, at: usize) -> bool {
        matches!(self.text(at), "-" | "\u{2010}" | "\u{2011}" | "–") && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// The token after a hyphen that joins, or the position itself: "30-year" as "30 year".
    pub fn past_joint(&self, at: usize) -> usize {
        if self.is_joint(at) { at + 1 } else { at }
    }

    /// The token after a comma, or the position itself.
    pub fn past_comma(&self, at: usize) -> usize {
        if self.text(at) == "," { at + 1 } else { at }
    }

    /// The token after a word or sign that joins the two ends of a range.
    pub fn past_range_sign(&self, at: usize) -> Option<usize> {
        let joins = match self.text(at) {
            "–" | "—" | "-" => self.is_glued(at) == self.is_glued(at + 1) && at + 1 < self.len(),
            word => is_one_of(word, &["to", "through", "until", "till", "thru"]),
        };
        joins.then_some(at + 1)
    }

    /// Whether "between" stands before the token: what "and" joins here is a range.
    pub fn is_between(&self, at: usize) -> bool {
        self.before(at, 1).eq_ignore_ascii_case("between")
    }

    /// The whole number that the token prints with digits alone, up to nine of them.
    pub fn integer(&self, at: usize) -> Option<i32> {
        if self.is_number(at) { integer(self.text(at)) } else { None }
    }

    /// A whole number of one or two digits between these two.
    pub fn small(&self, at: usize, low: i32, high: i32) -> Option<i8> {
        let text = self.text(at);
        let number = self.integer(at).filter(|number| text.len() <= 2 && (low..=high).contains(number))?;
        i8::try_from(number).ok()
    }

    /// Whether the word begins with a capital letter.
    pub fn is_capital(&self, at: usize) -> bool {
        is_capital(self.text(at))
    }

    /// Whether the word is in small letters.
    pub fn is_lower(&self, at: usize) -> bool {
        self.text(at).chars().next().is_some_and(char::is_lowercase)
    }

    /// Whether the token looks like a noun in the plural, in small letters: what a count is followed by.
    pub fn is_plural(&self, at: usize) -> bool {
        let word = self.text(at);
        self.is_word(at)
            && self.is_lower(at)
            && (word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !is_one_of(word, NOT_PLURAL)
                || is_one_of(word, &["people", "men", "women", "children", "troops", "personnel", "staff", "police"]))
    }
}

/// Words in -s that are no plurals.
const NOT_PLURAL: &[&str] = &[
    "does",
    "this",
    "thus",
    "perhaps",
    "always",
    "plus",
    "across",
    "towards",
    "besides",
    "versus",
    "unless",
    "its",
    "says",
    "was",
    "has",
    "sometimes",
    "focus",
    "begins",
    "continues",
    "remains",
    "includes",
    "makes",
    "marks",
];

pub fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}

pub fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// A whole number in up to nine ASCII digits.
pub fn integer(text: &str) -> Option<i32> {
    (text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}
