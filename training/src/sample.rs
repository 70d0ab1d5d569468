//! A text with its names, cut into sentences and tokens by the program's own stages.

use communique::lexicon::Lexicon;
use communique::model::{Block, DocId, Document, EntityType, Published, Sentence, Token, Zone};
use communique::stages::recognize::matcher::{LexiconIndex, Match};
use communique::stages::recognize::tagger::Facts;
use communique::stages::recognize::tagger::labels::{Class, encode};
use communique::stages::recognize::{DocumentCx, SentenceCx};
use communique::stages::segment::Segmenter;
use communique::text::{AlignedText, Span};

/// A name as a set marks it: bytes of the text, class, and the type where the set tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub span: Span,
    pub class: Class,
    pub entity_type: Option<EntityType>,
}

/// A text with its names, before it is cut.
#[derive(Clone, Debug)]
pub struct Text {
    pub text: String,
    /// Sorted, without overlaps.
    pub names: Vec<Name>,
    /// Whether the first line is a title.
    pub has_title: bool,
    /// Whether the letter case was changed: such a copy teaches no types and calibrates nothing.
    pub is_copy: bool,
}

/// A document ready to learn from or to be scored.
pub struct Sample {
    pub document: Document,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Sentence>,
    pub names: Vec<Name>,
    pub is_copy: bool,
}

/// What samples are made with.
pub struct Tools {
    pub lexicon: &'static Lexicon,
    pub index: LexiconIndex,
    segmenter: Segmenter,
}

impl Tools {
    pub fn new() -> Self {
        let lexicon = Lexicon::embedded();
        Self { lexicon, index: LexiconIndex::new(&[]), segmenter: Segmenter::new(lexicon) }
    }

    /// Cuts a text; every line is a paragraph.
    pub fn sample(&self, text: &Text) -> Sample {
        let blocks = blocks(&text.text, text.has_title);
        let title = blocks.first().filter(|_| text.has_title).map(|block| block.span);
        let document = Document {
            id: DocId::of("sample", None),
            text: AlignedText::identity(text.text.clone()),
            encoding: "utf-8",
            title_span: title,
            title: title.map(|span| span.of(&text.text).to_owned()),
            published: Published::default(),
            dateline: None,
            language: Some(("en", 1.0)),
            blocks,
            gaps: Vec::new(),
            flags: Vec::new(),
        };
        let cut = self.segmenter.segment(&document);
        let (tokens, sentences) = (cut.tokens, cut.sentences);
        Sample { document, tokens, sentences, names: text.names.clone(), is_copy: text.is_copy }
    }
}

fn blocks(text: &str, has_title: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.len()).trim(text);
        start += line.len();
        if !span.is_empty() {
            let zone = if has_title && blocks.is_empty() { Zone::Title } else { Zone::Body };
            blocks.push(Block { span, zone, paragraph: blocks.len() as u32 });
        }
    }
    blocks
}

impl Sample {
    pub fn cx(&self, tools: &Tools) -> DocumentCx<'_> {
        DocumentCx {
            document: &self.document,
            text: self.document.as_str(),
            tokens: &self.tokens,
            sentences: &self.sentences,
            lexicon: tools.lexicon,
        }
    }

    pub fn facts(&self, tools: &Tools) -> Facts {
        let cx = self.cx(tools);
        let titles: Vec<Vec<Match<'_>>> = cx
            .sentences()
            .map(|(_, sentence, tokens)| {
                let mut titles = Vec::new();
                tools.index.titles(cx.text, tokens, sentence.zone, &mut titles);
                titles
            })
            .collect();
        let mut facts = Facts::default();
        facts.read(&cx, |sentence| &titles[sentence]);
        facts
    }

    /// Calls `visit` with each sentence and its labels.
    pub fn each_sentence(&self, tools: &Tools, mut visit: impl FnMut(&SentenceCx<'_>, Vec<usize>)) {
        let cx = self.cx(tools);
        let (mut names, mut titles): (Vec<Match<'_>>, Vec<Match<'_>>) = (Vec::new(), Vec::new());
        for (index, sentence, tokens) in cx.sentences() {
            tools.index.names(cx.text, tokens, sentence.zone, &mut names);
            tools.index.titles(cx.text, tokens, sentence.zone, &mut titles);
            let labels = encode(tokens.len(), &self.names_on(tokens));
            let cx = SentenceCx {
                document: cx.document,
                text: cx.text,
                sentence,
                index,
                tokens,
                lexicon: cx.lexicon,
                names: &names,
                titles: &titles,
            };
            visit(&cx, labels);
        }
    }

    /// The names that lie on these tokens, by their positions. A name that ends inside a token takes the whole token.
    pub fn names_on(&self, tokens: &[Token]) -> Vec<(std::ops::Range<usize>, Class)> {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return Vec::new() };
        let whole = first.span.cover(last.span);
        let from = self.names.partition_point(|name| name.span.end <= whole.start);
        let inside = self.names[from..].iter().take_while(|name| name.span.start < whole.end);
        inside
            .filter_map(|name| {
                let start = tokens.partition_point(|token| token.span.end <= name.span.start);
                let end = tokens.partition_point(|token| token.span.start < name.span.end);
                (start < end).then_some((start..end, name.class))
            })
            .collect()
    }
}
