//! The recognize stage: what is named or counted, of which type, with which value, by which recogniser and how surely.

pub mod matcher;
mod recognizer;
mod sentence_cx;
#[cfg(test)]
pub(crate) mod tests_support;
pub mod values;

pub use recognizer::{Recognizer, RecognizerDoc};
pub use sentence_cx::SentenceCx;

#[derive(Debug)]
pub struct RecognizerSet;
impl RecognizerSet {
    pub fn new(_: &'static crate::lexicon::Lexicon, _: &crate::config::RecognizeSettings) -> Result<Self, String> { Ok(Self) }
    pub fn recognize(&self, d: &crate::model::Document, t: &[crate::model::Token], s: &[crate::model::Sentence]) -> Vec<crate::model::Mention> {
        let mut out = Vec::new();
        for (index, sentence) in s.iter().enumerate() {
            let cx = SentenceCx { document: d, text: d.as_str(), sentence, index, tokens: t.get(sentence.tokens.clone()).unwrap_or_default(), lexicon: crate::lexicon::Lexicon::embedded(), names: &[], titles: &[] };
            values::recognize_kinds(&cx, values::Kind::ALL, &mut out);
        }
        out
    }
}
