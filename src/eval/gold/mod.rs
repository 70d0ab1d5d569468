//! Gold: documents that people have annotated, in the markup of `docs/annotation.md` or as JSON Lines.

mod attributes;
mod check;
mod document;
mod error;
mod jsonl;
mod line;
mod markup;
mod read;

pub use check::{Size, check};
pub use document::{Annotation, GoldDocument, GoldEntity, GoldMention, GoldSentence};
pub use error::{Fault, GoldError};
pub use jsonl::{parse as parse_jsonl, to_jsonl};
pub use markup::parse as parse_markup;
pub use read::read;
