//! The recognize stage: what is named or counted, of which type, with which value, by which recogniser and how surely.

pub mod matcher;
mod recognizer;
mod sentence_cx;
#[cfg(test)]
pub(crate) mod tests_support;
pub mod values;

pub use recognizer::{Recognizer, RecognizerDoc};
pub use sentence_cx::SentenceCx;

pub struct RecognizerSet;
impl RecognizerSet {
    pub fn new(_: &'static crate::lexicon::Lexicon, _: &crate::config::RecognizeSettings) -> Result<Self, String> { Ok(Self) }
    pub fn recognize(&self, _: &crate::model::Document, _: &[crate::model::Token], _: &[crate::model::Sentence]) -> Vec<crate::model::Mention> { Vec::new() }
}
