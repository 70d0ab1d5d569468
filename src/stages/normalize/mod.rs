//! stub
pub struct Normalizer;
impl Normalizer {
    pub fn new(_: &crate::config::NormalizeSettings, _: &crate::lexicon::Lexicon, _: &[String]) -> Result<Self, String> { Ok(Self) }
    pub fn normalize(&self, _: &crate::model::RawRecord) -> Result<crate::model::Document, crate::model::Diagnostic> { Err(crate::model::Diagnostic::new(crate::model::Stage::Normalize, crate::model::Code::Empty, "")) }
}
