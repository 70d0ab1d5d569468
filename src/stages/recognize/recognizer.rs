//! What a recogniser is, and what it says about itself.

use super::{DocumentCx, SentenceCx};
use crate::model::{EntityType, Mention};

/// The page of a recogniser in the documentation; a test checks that the example gives what is promised.
#[derive(Debug)]
pub struct RecognizerDoc {
    /// Lower case, one word or several with `_`; the settings leave recognisers out by this name.
    pub name: &'static str,
    /// One sentence: what it finds.
    pub what: &'static str,
    /// A sentence that shows it.
    pub example: &'static str,
    /// What it finds in the example: printed text and type, in the order of the text.
    pub finds: &'static [(&'static str, EntityType)],
    /// One sentence: what it leaves alone, and to whom.
    pub not_for: &'static str,
}

/// Finds one kind of mention. Pure and infallible: it sees one sentence and adds what it finds.
pub trait Recognizer: Sync {
    fn doc(&self) -> &'static RecognizerDoc;

    /// Adds the mentions of the sentence to `out`, which may hold mentions of others already. The spans of one
    /// recogniser do not overlap, save that a compound may be followed by its parts, whose `parent` is the compound's
    /// position in `out`.
    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>);
}

/// Finds what only the whole document shows, once its sentences have been read.
pub trait DocumentRecognizer: Sync {
    fn doc(&self) -> &'static RecognizerDoc;

    /// Adds mentions to those of the document, or takes back what the document speaks against. `mentions` come sorted,
    /// a compound before its parts; a new mention overlaps none that stays.
    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>);
}
