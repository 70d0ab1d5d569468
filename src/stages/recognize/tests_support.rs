//! Hand-made documents for the tests of this room: one block a line, a plain tokenizer, a plain sentence cut.

use std::sync::OnceLock;

use super::matcher::LexiconIndex;
use super::tagger::Model;
use super::{DocumentCx, Recognizer, RecognizerSet, SentenceCx};
use crate::config::RecognizeSettings;
use crate::lexicon::Lexicon;
use crate::model::{Block, DocId, Document, EntityType, Mention, Published, Sentence, Token, TokenKind, Zone};
use crate::text::{AlignedText, Span};

/// A document with its tokens and sentences.
pub struct Sample {
    pub document: Document,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
}

impl Sample {
    /// Every line is a block of zone `Body`.
    pub fn new(text: &str) -> Self {
        Self::with_zones(text, |_| Zone::Body)
    }

    /// The first line is the title, the others are body.
    pub fn titled(text: &str) -> Self {
        Self::with_zones(text, |line| if line == 0 { Zone::Title } else { Zone::Body })
    }

    /// Gives every line that is not blank the zone that `zone` says for its number.
    pub fn with_zones(text: &str, zone: impl Fn(usize) -> Zone) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let span = Span::new(start, start + line.len()).trim(text);
            start += line.len();
            if !span.is_empty() {
                blocks.push(Block { span, zone: zone(number), paragraph: blocks.len() as u32 });
            }
        }
        let (tokens, sentences) = cut(text, &blocks);
        let title_span = blocks.iter().find(|block| block.zone == Zone::Title).map(|block| block.span);
        let document = Document {
            id: DocId::of("sample.txt", None),
            text: AlignedText::identity(text.to_owned()),
            encoding: "utf-8",
            title_span,
            title: title_span.map(|span| span.of(text).to_owned()),
            published: Published::default(),
            dateline: None,
            language: Some(("en", 1.0)),
            blocks,
            gaps: Vec::new(),
            flags: Vec::new(),
        };
        Self { document, tokens, sentences }
    }

    pub fn text(&self) -> &str {
        self.document.as_str()
    }

    /// The whole document, as document recognisers see it.
    pub(super) fn document_cx(&self) -> DocumentCx<'_> {
        DocumentCx {
            document: &self.document,
            text: self.text(),
            tokens: &self.tokens,
            sentences: &self.sentences,
            lexicon: Lexicon::embedded(),
        }
    }

    /// What one recogniser finds in all sentences, in the order in which it gives it.
    pub fn recognized_by(&self, recognizer: &dyn Recognizer) -> Vec<Mention> {
        let mut out = Vec::new();
        self.each_sentence(|sentence| recognizer.recognize(sentence, &mut out));
        out
    }

    /// Calls `visit` with each sentence as recognisers see it.
    pub fn each_sentence(&self, mut visit: impl FnMut(&SentenceCx<'_>)) {
        let index = lexicon_index();
        let (mut names, mut titles) = (Vec::new(), Vec::new());
        for (position, sentence) in self.sentences.iter().enumerate() {
            let tokens = &self.tokens[sentence.tokens.clone()];
            index.names(self.text(), tokens, sentence.zone, &mut names);
            index.titles(self.text(), tokens, sentence.zone, &mut titles);
            visit(&SentenceCx {
                document: &self.document,
                text: self.text(),
                sentence,
                index: position,
                tokens,
                lexicon: Lexicon::embedded(),
                names: &names,
                titles: &titles,
            });
        }
    }

    /// What lexicon and rules together find: tests of a rule do not hang on the weights of a model.
    pub fn mentions(&self) -> Vec<Mention> {
        static SET: OnceLock<RecognizerSet> = OnceLock::new();
        self.by(SET.get_or_init(|| set(&["tagger"])))
    }

    /// What all recognisers together find, the trained one among them.
    pub fn mentions_with_model(&self) -> Vec<Mention> {
        static SET: OnceLock<RecognizerSet> = OnceLock::new();
        self.by(SET.get_or_init(|| set(&[])))
    }

    fn by(&self, set: &RecognizerSet) -> Vec<Mention> {
        set.recognize(&self.document, &self.tokens, &self.sentences)
    }
}

/// All recognisers but these.
pub fn set(disabled: &[&str]) -> RecognizerSet {
    let disabled = disabled.iter().map(|name| (*name).to_owned()).collect();
    let settings = RecognizeSettings { disabled, ..RecognizeSettings::default() };
    RecognizerSet::new(Lexicon::embedded(), &settings, &[], Model::embedded()).unwrap()
}

fn lexicon_index() -> &'static LexiconIndex {
    static INDEX: OnceLock<LexiconIndex> = OnceLock::new();
    INDEX.get_or_init(|| LexiconIndex::new(&[]))
}

/// Printed text and type of all that a recogniser finds in a text.
pub fn found(recognizer: &dyn Recognizer, text: &str) -> Vec<(String, EntityType)> {
    let sample = Sample::new(text);
    let mentions = sample.recognized_by(recognizer);
    mentions.iter().map(|mention| (mention.span.of(text).to_owned(), mention.entity_type)).collect()
}

/// Abbreviations that keep their period.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Sen", "Rep", "Gov", "Gen", "Jr", "Sr", "St", "Jan", "Feb", "Mar", "Apr", "Aug", "Sept",
    "Sep", "Oct", "Nov", "Dec", "No", "Prof", "H.E", "a.m", "p.m",
];

fn cut(text: &str, blocks: &[Block]) -> (Vec<Token>, Vec<Sentence>) {
    let (mut tokens, mut sentences) = (Vec::new(), Vec::new());
    for block in blocks {
        let block_tokens = tokenize(text, block.span);
        let mut from = tokens.len();
        let last = block_tokens.len().wrapping_sub(1);
        for (at, token) in block_tokens.iter().enumerate() {
            tokens.push(*token);
            let ends = matches!(token.span.of(text), "." | "!" | "?")
                && block_tokens.get(at + 1).is_some_and(|next| next.span.start > token.span.end);
            if ends || at == last {
                let span = tokens[from].span.cover(token.span);
                sentences.push(Sentence {
                    span,
                    zone: block.zone,
                    paragraph: block.paragraph,
                    tokens: from..tokens.len(),
                });
                from = tokens.len();
            }
        }
    }
    (tokens, sentences)
}

fn tokenize(text: &str, block: Span) -> Vec<Token> {
    let chars: Vec<(usize, char)> =
        block.of(text).char_indices().map(|(at, char)| (block.start() + at, char)).collect();
    let char_at = |at: usize| chars.get(at).map_or('\0', |(_, char)| *char);
    let byte_at = |at: usize| chars.get(at).map_or(block.end(), |(byte, _)| *byte);
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        let start = at;
        let first = char_at(at);
        at += 1;
        let kind = if first.is_whitespace() {
            continue;
        } else if first.is_alphabetic() {
            loop {
                let (here, next) = (char_at(at), char_at(at + 1));
                let inner = matches!(here, '\'' | '’' | '.') && next.is_alphabetic();
                if !(here.is_alphanumeric() || inner) {
                    break;
                }
                at += 1;
            }
            let word = &text[byte_at(start)..byte_at(at)];
            let initials = word.chars().count() == 1 && first.is_uppercase() || word.contains('.');
            if char_at(at) == '.' && (initials || ABBREVIATIONS.contains(&word)) {
                at += 1;
            }
            TokenKind::Word
        } else if first.is_numeric() {
            while char_at(at).is_alphanumeric()
                || matches!(char_at(at), '.' | ',' | ':') && char_at(at + 1).is_numeric()
            {
                at += 1;
            }
            TokenKind::Number
        } else {
            TokenKind::Punctuation
        };
        tokens.push(Token { span: Span::new(byte_at(start), byte_at(at)), kind });
    }
    tokens
}
