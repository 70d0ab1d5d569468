//! Documents for the tests of values: one sentence a line, cut into tokens in the way of the segment stage.

use jiff::civil::Date;

use super::{DaysOfTimes, Kind, recognize_kinds};
use crate::lexicon::Lexicon;
use crate::model::{
    Block, DocId, Document, Mention, Precision, Published, PublishedSource, Sentence, Token, TokenKind, Zone,
};
use crate::stages::recognize::{DocumentCx, DocumentRecognizer, SentenceCx};
use crate::text::{AlignedText, Span};

/// A text with its sentences and tokens.
pub struct TestText {
    pub document: Document,
    pub sentences: Vec<Sentence>,
    tokens: Vec<Token>,
}

impl TestText {
    /// `anchor` is `2022-01-20`, `2022-01` or `2022`, or empty for a document without a date.
    pub fn new(text: &str, anchor: &str) -> Self {
        let (mut sentences, mut tokens, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let span = Span::new(start, start + line.len()).trim(text);
            start += line.len();
            if span.is_empty() {
                continue;
            }
            let first = tokens.len();
            tokenize(text, span, &mut tokens);
            let paragraph = blocks.len() as u32;
            blocks.push(Block { span, zone: Zone::Body, paragraph });
            sentences.push(Sentence { span, zone: Zone::Body, paragraph, tokens: first..tokens.len() });
        }
        let document = Document {
            id: DocId::of("test.txt", None),
            text: AlignedText::identity(text.to_owned()),
            encoding: "utf-8",
            title_span: None,
            title: None,
            published: published(anchor),
            dateline: None,
            language: None,
            blocks,
            gaps: Vec::new(),
            flags: Vec::new(),
        };
        Self { document, sentences, tokens }
    }

    /// All values, with the days that the document gives its times.
    pub fn dated_mentions(&self) -> Vec<Mention> {
        let mut mentions = self.mentions(Kind::ALL);
        let document = DocumentCx {
            document: &self.document,
            text: self.document.as_str(),
            tokens: &self.tokens,
            sentences: &self.sentences,
            lexicon: Lexicon::embedded(),
        };
        DaysOfTimes.recognize(&document, &mut mentions);
        mentions
    }

    /// The values of these kinds.
    pub fn mentions(&self, kinds: &[Kind]) -> Vec<Mention> {
        let mut out = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            let cx = SentenceCx {
                document: &self.document,
                text: self.document.as_str(),
                sentence,
                index,
                tokens: &self.tokens[sentence.tokens.clone()],
                lexicon: Lexicon::embedded(),
                names: &[],
                titles: &[],
            };
            recognize_kinds(&cx, kinds, &mut out);
        }
        out
    }
}

fn published(anchor: &str) -> Published {
    let (date, precision) = match anchor.len() {
        0 => return Published::default(),
        4 => (format!("{anchor}-01-01"), Precision::Year),
        7 => (format!("{anchor}-01"), Precision::Month),
        _ => (anchor.to_owned(), Precision::Day),
    };
    let date: Date = date.parse().unwrap_or_else(|_| panic!("`{anchor}` is not a day, a month or a year"));
    Published { at: None, date: Some(date), precision, source: PublishedSource::Header }
}

const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Dr", "Sen", "Rep", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "No", "Rs",
    "a.m", "p.m", "U.S",
];

fn tokenize(text: &str, block: Span, tokens: &mut Vec<Token>) {
    let chars: Vec<(usize, char)> = block.of(text).char_indices().map(|(at, c)| (block.start() + at, c)).collect();
    let char_at = |at: usize| chars.get(at).map_or('\0', |(_, c)| *c);
    let byte_at = |at: usize| chars.get(at).map_or(block.end(), |(byte, _)| *byte);
    let possessive = |at: usize| {
        matches!(char_at(at), '\'' | '’') && matches!(char_at(at + 1), 's' | 'S') && !char_at(at + 2).is_alphanumeric()
    };
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let first = char_at(at);
        at += 1;
        let kind = if first.is_whitespace() {
            continue;
        } else if first.is_alphabetic() {
            while char_at(at).is_alphanumeric()
                || matches!(char_at(at), '\'' | '’' | '.') && char_at(at + 1).is_alphabetic() && !possessive(at)
            {
                at += 1;
            }
            if char_at(at) == '.' && ABBREVIATIONS.contains(&&text[byte_at(start)..byte_at(at)]) {
                at += 1;
            }
            TokenKind::Word
        } else if first.is_ascii_digit() {
            while char_at(at).is_alphanumeric() || matches!(char_at(at), '.' | ',') && char_at(at + 1).is_ascii_digit()
            {
                at += 1;
            }
            TokenKind::Number
        } else if start > 0 && char_at(start - 1).is_alphanumeric() && possessive(start) {
            at += 1;
            TokenKind::Word
        } else {
            TokenKind::Punctuation
        };
        tokens.push(Token { span: Span::new(byte_at(start), byte_at(at)), kind });
    }
}
