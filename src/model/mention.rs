//! One span of the text that names or counts something.

use std::sync::Arc;

use super::{EntityKey, EntityType, LinkReason, Role, Value};
use crate::text::Span;

/// What made a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecognizerKind {
    Model,
    Lexicon,
    Rule,
    Alias,
}

impl RecognizerKind {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Model => "model",
            Self::Lexicon => "lexicon",
            Self::Rule => "rule",
            Self::Alias => "alias",
        }
    }
}

/// A mention. Its span holds neither title nor leading article nor possessive ending, and is trimmed.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    pub span: Span,
    /// Position of its sentence in the document.
    pub sentence: usize,
    pub entity_type: EntityType,
    pub subtype: Option<&'static str>,
    /// The printed name in clean form: one kind of space, no article, no possessive, capitals as in running text.
    /// A recogniser may set it to the long form of an acronym; else it is filled by resolve.
    pub name: Option<Arc<str>>,
    /// The title as printed, which stands outside the span.
    pub title: Option<Span>,
    pub role: Option<Role>,
    /// ISO 3166-1 alpha-3: of the country, the demonym, or the title.
    pub country: Option<&'static str>,
    pub value: Option<Value>,
    /// Position in the list of the compound that this is a part of.
    pub parent: Option<usize>,
    pub recognizer: RecognizerKind,
    /// Name of the recogniser that made it, as the registry has it; set by the registry. For `etl explain`, no column.
    pub source: &'static str,
    /// 0 to 1.
    pub score: f32,
    /// By how much the model's best labels beat the others, where it made the mention; the score is this as a probability. For
    /// `etl explain`, no column.
    pub margin: Option<i32>,
    /// Id of the lexicon's entry, where it came from one.
    pub lexicon_id: Option<Arc<str>>,
    /// The entity; filled by resolve, empty for values and where two candidates are possible.
    pub entity: Option<EntityKey>,
    /// Why it has this entity, or none; filled by resolve, empty for values. For `etl explain`, no column.
    pub link: Option<Box<LinkReason>>,
    /// The name of the entity, as the whole document (or the lexicon) shows it; filled by resolve with `entity`.
    pub canonical: Option<Arc<str>>,
}

impl Mention {
    /// A bare mention; fill in the rest with struct update.
    pub fn new(span: Span, sentence: usize, entity_type: EntityType, recognizer: RecognizerKind, score: f32) -> Self {
        Self {
            span,
            sentence,
            entity_type,
            subtype: None,
            name: None,
            title: None,
            role: None,
            country: None,
            value: None,
            parent: None,
            recognizer,
            source: "",
            score,
            margin: None,
            lexicon_id: None,
            entity: None,
            link: None,
            canonical: None,
        }
    }
}
