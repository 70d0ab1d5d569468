//! One index over the whole lexicon: the longest names and titles at each token of a sentence.

use std::ops::Range;
use std::sync::Arc;

use crate::lexicon::{CountryForm, Initiative, Organisation, Place, Title};
use crate::text::Span;

/// What the lexicon says about a form.
#[derive(Clone, Copy, Debug)]
pub enum Fact {
    Country(&'static CountryForm),
    Organisation(&'static Organisation),
    Initiative(&'static Initiative),
    Place(&'static Place),
    Title(&'static Title),
}

/// One meaning of a form.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Stable id: `country:BLR`, `igo:un`.
    pub id: Arc<str>,
    pub fact: Fact,
}

/// A form of the lexicon that stands in a sentence.
#[derive(Clone, Debug)]
pub struct Match<'i> {
    /// Positions of its tokens in the sentence.
    pub tokens: Range<usize>,
    /// Without a possessive ending.
    pub span: Span,
    /// All that the form may mean, in the order of the tables.
    pub entries: &'i [Entry],
}
