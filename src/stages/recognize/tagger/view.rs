//! A sentence as the tagger sees it: for each token its hashes, its shape, and what lexicon and word lists say.

use std::ops::Range;

use super::gate::stretches;
use super::hash::{mix, of_chars, of_word};
use super::lexical::{Known, NameList, Words};
use crate::lexicon::FormKind;
use crate::model::{EntityType, TokenKind, Zone};
use crate::stages::recognize::SentenceCx;
use crate::stages::recognize::matcher::{Fact, Match};
use crate::stages::recognize::words::{is_calendar_word, is_function_word, is_particle};

/// How far features reach beyond a token.
const REACH: usize = 2;

/// The longest prefix and suffix that are features, in characters; the shortest suffix has one, the shortest prefix two.
const AFFIX: usize = 4;

/// How a token is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// Begins with a capital letter.
    pub capital: bool,
    /// Two capitals or more, no small letter.
    pub capitals: bool,
    pub digit: bool,
    pub punctuation: bool,
}

/// A token.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// Hash of its small letters.
    pub lower: u64,
    pub case: Case,
    /// Hash of its shape: `Xx`, `X.X.`, `d-d`, repeats left out.
    pub shape: u64,
    /// Hashes of its first two to four small letters.
    pub prefixes: [u64; AFFIX - 1],
    /// Hashes of its last one to four small letters.
    pub suffixes: [u64; AFFIX],
    pub known: Known,
    /// What the lexicon's name that holds the token is, and whether it begins here; 0 for none.
    pub lexicon: u64,
    /// What the lexicon's title that holds the token is, and whether it begins here; 0 for none.
    pub title: u64,
    /// Whether the token is part of a city of several words.
    pub city: u64,
    pub is_hyphen: bool,
    /// A word that begins with a small letter.
    pub is_small: bool,
    /// A small word or hyphen with which a name may begin: `al`, `de`, `-`.
    pub is_particle: bool,
    /// A word whose capital says nothing: "The" and "In" have it from their place, "Monday" and "May" from the calendar.
    pub is_function_word: bool,
}

/// The tokens of a sentence.
#[derive(Debug, Default)]
pub struct View {
    /// How all tokens are written; beyond that only those in or near a stretch are read.
    pub words: Vec<Word>,
    /// Where names can be: see [`stretches`].
    pub stretches: Vec<Range<usize>>,
    /// Whether capitals say nothing here: a line in capitals.
    pub in_capitals: bool,
    /// Whether all words of weight have capitals, as in a headline.
    pub is_title: bool,
}

impl View {
    /// Reads a sentence; the buffers of the last one are used again.
    pub fn read(&mut self, sentence: &SentenceCx<'_>, known: &Words) {
        self.in_capitals = sentence.is_in_capitals();
        self.is_title = sentence.zone() == Zone::Title;
        self.words.clear();
        let tokens = sentence.tokens.iter();
        self.words.extend(tokens.map(|token| outline(token.span.of(sentence.text), token.kind)));
        self.stretches = stretches(self);
        self.read_near(sentence, known);
        for form in sentence.names {
            self.mark(form, |word, code| word.lexicon = code, name_code(form));
        }
        for form in sentence.titles {
            self.mark(form, |word, code| word.title = code, title_code(form));
        }
        self.mark_cities(known);
    }

    /// Reads the tokens of the stretches and, less closely, those beside them.
    fn read_near(&mut self, sentence: &SentenceCx<'_>, known: &Words) {
        for stretch in &self.stretches {
            for at in stretch.start.saturating_sub(REACH)..(stretch.end + REACH).min(self.words.len()) {
                let (Some(word), Some(token)) = (self.words.get_mut(at), sentence.tokens.get(at)) else { continue };
                word.read(token.span.of(sentence.text), self.in_capitals, known);
                if stretch.contains(&at) {
                    (word.prefixes, word.suffixes) = affixes(token.span.of(sentence.text));
                }
            }
        }
    }

    /// The token at a position, which may lie outside.
    #[inline]
    pub fn at(&self, at: usize, offset: isize) -> Option<&Word> {
        self.words.get(at.checked_add_signed(offset)?)
    }

    fn mark(&mut self, form: &Match<'_>, set: impl Fn(&mut Word, u64), code: u64) {
        let words = self.words.get_mut(form.tokens.clone()).unwrap_or_default();
        for (position, word) in words.iter_mut().enumerate() {
            set(word, 2 * code + u64::from(position > 0));
        }
    }

    fn mark_cities(&mut self, known: &Words) {
        const LONGEST: usize = 3;
        for start in 0..self.words.len() {
            let Some(window) = self.words.get(start..) else { return };
            if !window.iter().take(2).all(|word| word.case.capital) || window.len() < 2 {
                continue;
            }
            let mut hashes = [0; LONGEST];
            for (slot, word) in hashes.iter_mut().zip(window) {
                *slot = word.lower;
            }
            let whole = window.len().min(LONGEST);
            let is_city = |len: &usize| known.phrase(hashes.get(..*len).unwrap_or_default()).is_in(NameList::City);
            let Some(len) = (2..=whole).rev().find(is_city) else { continue };
            for (position, word) in self.words.iter_mut().skip(start).take(len).enumerate() {
                word.city = 1 + u64::from(position > 0);
            }
        }
    }
}

/// Hashes of the small words that hold names together.
pub(super) fn of_hash() -> u64 {
    of_word("of")
}

pub(super) fn the_hash() -> u64 {
    of_word("the")
}

/// A token as far as the gate needs it.
fn outline(printed: &str, kind: TokenKind) -> Word {
    let case = case_of(printed, kind);
    let is_small = case.capital && printed.len() < 10 && (is_function_word(printed) || is_calendar_word(printed));
    Word {
        case,
        is_hyphen: matches!(printed, "-" | "‐" | "‑"),
        is_small: kind == TokenKind::Word && printed.starts_with(char::is_lowercase),
        is_particle: printed == "-" || printed.len() < 5 && is_particle(printed),
        is_function_word: is_small,
        ..Word::default()
    }
}

impl Word {
    fn read(&mut self, printed: &str, in_capitals: bool, known: &Words) {
        self.lower = of_word(printed);
        self.known = if self.case.punctuation { Known::default() } else { known.word(self.lower) };
        self.shape = if in_capitals && self.case.capitals { title_shape() } else { shape(printed) };
    }
}

fn case_of(printed: &str, kind: TokenKind) -> Case {
    if printed.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Case { punctuation: kind == TokenKind::Punctuation, ..Case::default() };
    }
    let (mut upper, mut lower, mut digit) = (0, 0, false);
    for char in printed.chars() {
        upper += usize::from(char.is_uppercase());
        lower += usize::from(char.is_lowercase());
        digit |= char.is_numeric();
    }
    Case {
        capital: printed.chars().next().is_some_and(char::is_uppercase),
        capitals: upper >= 2 && lower == 0,
        digit,
        punctuation: kind == TokenKind::Punctuation,
    }
}

/// The shape of a word in capitals, in a line of such: like that of a name elsewhere.
fn title_shape() -> u64 {
    of_chars("Xx".chars())
}

fn shape(printed: &str) -> u64 {
    let class = |char: char| match char {
        'a'..='z' => 'x',
        _ if char.is_uppercase() => 'X',
        _ if char.is_alphabetic() => 'x',
        _ if char.is_numeric() => 'd',
        _ => char,
    };
    let mut last = '\0';
    of_chars(printed.chars().map(class).filter(|char| std::mem::replace(&mut last, *char) != *char))
}

/// Seeds that keep prefixes apart from suffixes.
const PREFIX: u64 = 1;
const SUFFIX: u64 = 2;

fn affixes(printed: &str) -> ([u64; AFFIX - 1], [u64; AFFIX]) {
    let small = |char: char| match char {
        '\0'..='\x7F' => u64::from(u32::from(char.to_ascii_lowercase())),
        _ => u64::from(u32::from(char.to_lowercase().next().unwrap_or(char))),
    };
    let (mut prefixes, mut suffixes) = ([0; AFFIX - 1], [0; AFFIX]);
    let mut hash = PREFIX;
    for (len, char) in printed.chars().take(AFFIX).enumerate() {
        hash = mix(hash, small(char));
        if let Some(slot) = len.checked_sub(1).and_then(|at| prefixes.get_mut(at)) {
            *slot = hash;
        }
    }
    hash = SUFFIX;
    for (slot, char) in suffixes.iter_mut().zip(printed.chars().rev()) {
        hash = mix(hash, small(char));
        *slot = hash;
    }
    (prefixes, suffixes)
}

/// What a name of the lexicon is, as a small number.
fn name_code(form: &Match<'_>) -> u64 {
    let Some(entry) = form.entries.first() else { return 0 };
    match entry.fact {
        Fact::Country(row) => {
            let kind = match row.kind {
                FormKind::Name => 1,
                FormKind::Abbreviation => 2,
                FormKind::Demonym => 3,
                FormKind::DemonymPlural => 4,
                FormKind::Combining => 5,
                FormKind::Capital => 6,
            };
            kind + 8 * u64::from(row.ambiguous)
        }
        Fact::Organisation(_) => 16,
        Fact::Initiative(row) => 17 + type_code(row.entity_type),
        Fact::Place(row) => 21 + type_code(row.entity_type) + 8 * u64::from(row.subtype == Some("city")),
        Fact::Title(_) | Fact::Alias(..) => 0,
    }
}

fn type_code(entity_type: EntityType) -> u64 {
    match entity_type {
        EntityType::Law => 0,
        EntityType::Event => 1,
        EntityType::Misc => 2,
        EntityType::Gpe => 3,
        EntityType::Loc => 4,
        EntityType::Fac => 5,
        EntityType::Norp => 6,
        _ => 7,
    }
}

/// What a title of the lexicon is: an office, a form of address, or a word that may be neither.
fn title_code(form: &Match<'_>) -> u64 {
    let row = form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Title(row) => Some(row),
        _ => None,
    });
    row.map_or(0, |row| 1 + u64::from(row.role.is_some()) + 2 * u64::from(row.only_before_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_leave_repeats_out() {
        assert_eq!(shape("Minsk"), shape("Xi"));
        assert_eq!(shape("U.S."), of_chars("X.X.".chars()));
        assert_eq!(shape("30th"), shape("2nd"));
        assert_ne!(shape("NATO"), shape("Nato"));
    }

    #[test]
    fn affixes_are_of_characters() {
        let (prefixes, suffixes) = affixes("Åland");
        assert_eq!(affixes("ålesund").0[0], prefixes[0]);
        assert_eq!(affixes("Finland").1[2], suffixes[2]);
        assert_eq!(affixes("x").0, [0; 3]);
    }
}
