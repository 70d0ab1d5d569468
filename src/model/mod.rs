//! The values that travel between the stages: records, documents, sentences, mentions. Values only, no behaviour that
//! needs a lexicon, a file or a clock.

mod analysis;
mod diagnostic;
mod document;
mod entity;
mod id;
mod link;
mod mention;
mod record;
mod remedy;
mod value;

pub use analysis::{Analysis, Analyzed};
pub use diagnostic::{Code, Diagnostic, Stage};
pub use document::{
    Block, Dateline, Document, Flag, Gap, Precision, Published, PublishedSource, Sentence, Token, TokenKind, Zone,
};
pub use entity::{EntityKey, EntityType, Role};
pub use id::{DocId, Hash128, content_hash, mention_id, sentence_id};
pub use link::{CityEvidence, Decider, LinkReason};
pub use mention::{Mention, RecognizerKind};
pub use record::{Metadata, Payload, RawRecord, Rejected};
pub use value::{Grain, Value};
