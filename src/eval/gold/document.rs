//! The gold model: a document as its annotators see it.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::model::{EntityType, Role};
use crate::text::{CharIndex, Span};

/// What a document's annotation covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Annotation {
    /// All that `docs/annotation.md` asks for; what is not annotated is not there.
    Full,
    /// Spans of some types, or sentences alone, as public sets have them: no entities, titles, countries or values.
    Spans,
}

/// Which entity of its document a mention is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GoldEntity {
    /// None: a value, a compound, or a set without entities.
    None,
    /// Mentions of one type with equal keys are one entity.
    Key(String),
    /// `#?`: the document does not decide who is meant, so that no link is right.
    Undecided,
}

/// A mention. Offsets are half-open and count in the document's raw text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldMention {
    /// In bytes.
    pub span: Span,
    /// In Unicode code points.
    pub chars: Span,
    /// Position of the sentence that holds it; none where sentences are not annotated, or where it stands in two.
    pub sentence: Option<usize>,
    pub entity_type: EntityType,
    /// Other types that are as right: public sets do not tell a LOC from a GPE.
    pub alternatives: Vec<EntityType>,
    /// Position in the document's list of the compound that it is a part of.
    pub parent: Option<usize>,
    /// ISO 3166-1 alpha-3.
    pub country: Option<String>,
    /// Whether it is the country or its people, and does not only belong to it.
    pub is_country: bool,
    pub entity: GoldEntity,
    /// Persons only.
    pub role: Option<Role>,
    /// The office as printed beside the name; persons only.
    pub title: Option<String>,
    /// ISO 8601, TIMEX3, decimal or amount; none where the text gives no certain one.
    pub value: Option<String>,
    /// Where it is written: line and column, from 1; 0 where it was not read from a file.
    pub line: usize,
    pub column: usize,
}

impl GoldMention {
    /// A mention that says only where it stands and of which type it is.
    pub fn new(span: Span, chars: Span, entity_type: EntityType) -> Self {
        Self {
            span,
            chars,
            sentence: None,
            entity_type,
            alternatives: Vec::new(),
            parent: None,
            country: None,
            is_country: false,
            entity: GoldEntity::None,
            role: None,
            title: None,
            value: None,
            line: 0,
            column: 0,
        }
    }

    /// Whether `entity_type` is a right type of this mention.
    pub fn allows(&self, entity_type: EntityType) -> bool {
        self.entity_type == entity_type || self.alternatives.contains(&entity_type)
    }

    /// The printed text.
    pub fn text<'t>(&self, document: &'t GoldDocument) -> &'t str {
        self.span.of(&document.text)
    }
}

/// A sentence. Offsets count in the document's raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GoldSentence {
    /// In bytes.
    pub span: Span,
    /// In Unicode code points.
    pub chars: Span,
    /// The line that it is written on, from 1; that of the whole document in JSON Lines.
    pub line: usize,
}

/// An annotated document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldDocument {
    /// Name of the file without its ending, or the `doc_id` of JSON Lines.
    pub id: String,
    /// The file that it was read from.
    pub path: PathBuf,
    /// `train`, `dev`, `test`: the name of the file's folder, or the `split` of JSON Lines.
    pub split: Option<String>,
    /// What kind of text it is: `readout`, `wire`.
    pub form: Option<String>,
    pub note: Option<String>,
    /// The day that relative dates count from.
    pub published: Option<Date>,
    pub annotation: Annotation,
    /// The raw text.
    pub text: String,
    /// In bytes.
    pub title: Option<Span>,
    /// In order, without overlaps.
    pub sentences: Vec<GoldSentence>,
    /// Sorted by start; a compound stands before its parts.
    pub mentions: Vec<GoldMention>,
}

impl GoldDocument {
    /// The printed text of a sentence.
    pub fn sentence_text(&self, sentence: &GoldSentence) -> &str {
        sentence.span.of(&self.text)
    }

    /// The line on which its first sentence is written, from 1.
    pub fn first_line(&self) -> usize {
        self.sentences.first().map_or(1, |sentence| sentence.line)
    }

    /// Whether the mention at this position has parts.
    pub fn is_compound(&self, mention: usize) -> bool {
        self.mentions.get(mention + 1).is_some_and(|next| next.parent == Some(mention))
    }

    /// Puts the mentions in order and fills what follows from the spans: code points, sentence, parent. Compounds have no
    /// entity of their own.
    pub(in crate::eval) fn settle(&mut self) {
        let index = CharIndex::new(&self.text);
        let in_chars = |span: Span| Span { start: index.char_of(span.start()), end: index.char_of(span.end()) };
        for sentence in &mut self.sentences {
            sentence.chars = in_chars(sentence.span);
        }
        self.mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
        let mut open: Vec<(usize, Span)> = Vec::new();
        for (at, mention) in self.mentions.iter_mut().enumerate() {
            mention.chars = in_chars(mention.span);
            let before = self.sentences.partition_point(|sentence| sentence.span.start <= mention.span.start);
            mention.sentence = before.checked_sub(1).filter(|at| self.sentences[*at].span.contains(mention.span));
            open.retain(|(_, outer)| outer.end > mention.span.start);
            mention.parent = open.iter().rfind(|(_, outer)| outer.contains(mention.span)).map(|(outer, _)| *outer);
            open.push((at, mention.span));
        }
        for at in 0..self.mentions.len() {
            if let Some(parent) = self.mentions[at].parent {
                self.mentions[parent].entity = GoldEntity::None;
            }
        }
    }
}
