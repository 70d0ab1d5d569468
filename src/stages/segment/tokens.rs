//! Cuts a block into tokens: words, numbers, marks.
//!
//! One pass from left to right; every look ahead is bounded, so that the time is linear in the length of the text.

use super::abbreviations::{Abbreviations, dotted_acronym};
use super::classes::{Class, class, is_apostrophe, is_dash};
use super::view::Between;
use super::{cues, links};
use crate::lexicon::AbbreviationKind;
use crate::model::TokenKind;
use crate::text::Span;

/// What the period at the end of a token says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    /// The token has none.
    None,
    /// The period of an abbreviation.
    Of(AbbreviationKind),
    /// The period of an initial: `J.` before a name.
    Initial,
}

/// A token with what its period says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    pub(super) first: char,
    pub(super) before: Between,
    pub(super) kind: TokenKind,
    pub(super) period: Period,
    /// Whether it is an address on the web or of a mailbox.
    pub(super) is_link: bool,
}

/// About so many bytes of running text, and the space before them, are a token.
const BYTES_A_TOKEN: usize = 5;

/// The tokens of `text` under `span`, in order; they hold every character that is not white space.
pub(super) fn tokenize(text: &str, span: Span, abbreviations: &Abbreviations) -> Vec<Piece> {
    let pieces = Vec::with_capacity(span.len() / BYTES_A_TOKEN);
    let mut tokenizer = Tokenizer { text, at: span.start(), end: span.end(), abbreviations, pieces };
    tokenizer.run();
    tokenizer.pieces
}

struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    abbreviations: &'a Abbreviations,
    pieces: Vec<Piece>,
}

impl<'a> Tokenizer<'a> {
    fn run(&mut self) {
        let mut link = None;
        let mut at_chunk_start = true;
        while let Some(c) = self.rest(self.at).chars().next() {
            if class(c) == Class::Space {
                self.at += c.len_utf8();
                at_chunk_start = true;
                continue;
            }
            if at_chunk_start {
                link = self.link_in_chunk();
                at_chunk_start = false;
            }
            match link {
                Some(span) if span.start() == self.at => self.push_link(span.end()),
                Some(span) if span.start() > self.at => self.token(c, span.start()),
                _ => self.token(c, self.end),
            }
        }
    }

    /// The address in the run of characters that begins here.
    fn link_in_chunk(&self) -> Option<Span> {
        let rest = self.rest(self.at);
        let plain = rest.bytes().take_while(u8::is_ascii_graphic).count();
        let is_whole = rest.as_bytes().get(plain).is_none_or(u8::is_ascii_whitespace);
        let chunk = if is_whole { rest.get(..plain)? } else { rest.split(char::is_whitespace).next()? };
        let (start, end) = links::find(chunk)?;
        Some(Span::new(start, end).shift(self.at))
    }

    /// The token that begins here with `first` and ends before `limit`.
    fn token(&mut self, first: char, limit: usize) {
        match class(first) {
            Class::Letter => self.word(limit),
            Class::Digit => {
                let end = self.number_end(self.at, limit);
                self.push(end, TokenKind::Number, Period::None);
            }
            Class::Ideograph => {
                let end = self.with_marks(self.at + first.len_utf8(), limit);
                self.push(end, TokenKind::Word, Period::None);
            }
            _ => self.mark(first, limit),
        }
    }

    fn word(&mut self, limit: usize) {
        let run_end = self.word_end(self.at, limit);
        let (end, period) = self.period_of(run_end, limit).unwrap_or((run_end, Period::None));
        self.push(end, TokenKind::Word, period);
    }

    /// The end of a word whose letters end at `run_end`, where the period after them is part of it.
    fn period_of(&self, run_end: usize, limit: usize) -> Option<(usize, Period)> {
        let after = self.rest(run_end).chars().next()?;
        if run_end >= limit || !matches!(after, '.' | '°' | 'º') {
            return None;
        }
        let text = self.text.get(self.at..limit)?;
        if let Some((len, kind)) = self.abbreviations.longest(text) {
            let end = self.at + len;
            if kind != AbbreviationKind::BeforeNumber || self.takes_number(Span::new(self.at, end)) {
                return Some((end, Period::Of(kind)));
            }
        }
        if let Some(len) = dotted_acronym(text) {
            let kind =
                if text.get(..len)?.ends_with('.') { Period::Of(AbbreviationKind::MayEnd) } else { Period::None };
            return Some((self.at + len, kind));
        }
        if after == '.' && self.is_initial(run_end) {
            return Some((run_end + 1, Period::Initial));
        }
        (after == '.').then(|| self.dotted_name_end(run_end, limit))?.map(|end| (end, Period::None))
    }

    /// The end of a name with inner periods, such as that of a site or a file: `example.org`, `notes.v2.txt`.
    fn dotted_name_end(&self, run_end: usize, limit: usize) -> Option<usize> {
        let mut end = run_end;
        while end < limit && self.rest(end).starts_with('.') {
            let next = self.rest(end + 1).chars().next().filter(|_| end + 1 < limit);
            if !next.is_some_and(char::is_lowercase) {
                break;
            }
            end = self.word_end(end + 1, limit);
        }
        (end > run_end && run_end - self.at > 1).then_some(end)
    }

    /// Whether what follows an abbreviation such as `No.` or `Jan.` lets it be one.
    fn takes_number(&self, form: Span) -> bool {
        let rest = self.rest(form.end());
        let Some(c) = rest.trim_start().chars().next() else { return false };
        let word = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let form = form.of(self.text);
        let is_numeral =
            word.len() < 8 && !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'));
        let is_attached = rest.starts_with(|c: char| is_dash(c) || matches!(c, ',' | ')' | '/' | ';' | ']'));
        let runs_on = form.starts_with(char::is_uppercase) && form.len() > 3 && c.is_lowercase();
        let is_no = form.eq_ignore_ascii_case("no.");
        c.is_numeric() || matches!(c, '#' | '§') || (is_numeral && !(is_no && word == "I")) || is_attached || runs_on
    }

    /// Whether the single capital that ends at `run_end` is the initial of a name, by the words on both sides.
    fn is_initial(&self, run_end: usize) -> bool {
        let letter = self.text.get(self.at..run_end).unwrap_or_default();
        let mut chars = letter.chars();
        let is_capital = chars.next().is_some_and(char::is_uppercase) && chars.all(|c| class(c) == Class::Mark);
        if !is_capital {
            return false;
        }
        let rest = self.rest(run_end + 1);
        if rest.starts_with(['-', ',']) {
            return letter != "I";
        }
        let line = rest.trim_start_matches([' ', '\u{A0}']);
        if line.starts_with(|c: char| c.is_ascii_digit()) {
            return self.is_bill(letter);
        }
        let next = line.split(|c: char| !(c.is_alphanumeric() || is_apostrophe(c))).next().unwrap_or_default();
        let is_name = next.starts_with(char::is_uppercase) && !cues::is_starter(next) || is_single_letter(next, line);
        is_name && (letter != "I" || self.follows_name())
    }

    /// Whether a letter before a number is that of a bill of parliament: `S. 1280`, `H. R. 1280`.
    fn is_bill(&self, letter: &str) -> bool {
        letter == "S" || self.pieces.last().is_some_and(|piece| piece.period == Period::Initial)
    }

    /// Whether the last token is a word with a capital, as before `I.` in a name.
    fn follows_name(&self) -> bool {
        self.pieces.last().is_some_and(|piece| {
            piece.kind == TokenKind::Word && piece.span.of(self.text).starts_with(char::is_uppercase)
        })
    }

    /// A mark of punctuation, a symbol, or the ending of a possessive.
    fn mark(&mut self, first: char, limit: usize) {
        let end = self.at + first.len_utf8();
        if is_apostrophe(first) && self.is_attached() && self.is_possessive(end) {
            self.push(self.with_marks(end + 1, limit), TokenKind::Word, Period::None);
        } else {
            self.push(self.with_marks(end, limit), TokenKind::Punctuation, Period::None);
        }
    }

    /// Whether the last token is a word or number that ends right here.
    fn is_attached(&self) -> bool {
        self.pieces.last().is_some_and(|piece| piece.span.end() == self.at && piece.kind != TokenKind::Punctuation)
    }

    /// Whether an `s` and no more of a word follows the apostrophe that ends at `after`.
    fn is_possessive(&self, after: usize) -> bool {
        let mut chars = self.rest(after).chars();
        matches!(chars.next(), Some('s' | 'S'))
            && !chars.next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
    }

    /// Letters, digits and marks from `from` on, with inner apostrophes and underscores.
    fn word_end(&self, from: usize, limit: usize) -> usize {
        let bytes = self.text.as_bytes().get(from..limit).unwrap_or_default();
        let plain = bytes.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let mut end = from + plain;
        // Most words are letters of ASCII and end at a space or a mark.
        if bytes.get(plain).is_none_or(|byte| byte.is_ascii() && !matches!(byte, b'\'' | b'_')) {
            return end;
        }
        while let Some(c) = self.rest(end).chars().next().filter(|_| end < limit) {
            let after = end + c.len_utf8();
            let joins =
                || self.rest(after).chars().next().is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit));
            match class(c) {
                Class::Letter | Class::Digit | Class::Mark => end = after,
                _ if is_apostrophe(c) && joins() && !self.is_possessive(after) => end = after,
                _ if c == '_' && joins() => end = after,
                _ => break,
            }
        }
        end
    }

    /// Digits with inner separators, then letters that touch them.
    fn number_end(&self, from: usize, limit: usize) -> usize {
        let mut end = from;
        while let Some(c) = self.rest(end).chars().next().filter(|_| end < limit) {
            let after = end + c.len_utf8();
            let separates = matches!(c, '.' | ',')
                && self.rest(after).chars().next().is_some_and(|next| class(next) == Class::Digit);
            match class(c) {
                Class::Digit | Class::Mark => end = after,
                _ if separates => end = after,
                Class::Letter => return self.word_end(end, limit),
                _ => break,
            }
        }
        end
    }

    fn with_marks(&self, from: usize, limit: usize) -> usize {
        let marks = self.text.get(from..limit).unwrap_or_default().chars().take_while(|c| class(*c) == Class::Mark);
        from + marks.map(char::len_utf8).sum::<usize>()
    }

    /// What is left of the block from `from` on.
    fn rest(&self, from: usize) -> &'a str {
        self.text.get(from..self.end).unwrap_or_default()
    }

    fn push(&mut self, end: usize, kind: TokenKind, period: Period) {
        self.push_piece(end, kind, period, false);
    }

    fn push_link(&mut self, end: usize) {
        self.push_piece(end, TokenKind::Word, Period::None, true);
    }

    fn push_piece(&mut self, end: usize, kind: TokenKind, period: Period, is_link: bool) {
        let gap = self.pieces.last().and_then(|last| self.text.get(last.span.end()..self.at));
        let before = gap.map_or(Between::BlankLine, Between::of);
        let span = Span::new(self.at, end);
        let first = span.of(self.text).chars().next().unwrap_or_default();
        self.pieces.push(Piece { span, first, before, kind, period, is_link });
        self.at = end;
    }
}

/// Whether `word`, the first of `line`, is a single capital with a period: another initial.
fn is_single_letter(word: &str, line: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase)
        && chars.next().is_none()
        && line.get(word.len()..).is_some_and(|rest| rest.starts_with('.'))
}
