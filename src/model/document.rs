//! A normalized document, its blocks, sentences and tokens.

use std::ops::Range;

use jiff::civil::{Date, DateTime};

use super::DocId;
use crate::text::{AlignedText, Span};

/// What a part of the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zone {
    Title,
    /// The printed time or date line, or the place and date that open a wire story.
    Dateline,
    Body,
    Question,
    Answer,
    /// Text of the page rather than of the release: "Suggest to a friend", contact lines, page numbers.
    Boilerplate,
}

impl Zone {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Dateline => "dateline",
            Self::Body => "body",
            Self::Question => "question",
            Self::Answer => "answer",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// How exactly the date of a document is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    Minute,
    Day,
    Month,
    Year,
    #[default]
    None,
}

impl Precision {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Minute => "minute",
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
            Self::None => "none",
        }
    }
}

/// Where the date of a document was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PublishedSource {
    Header,
    Dateline,
    Metadata,
    Filename,
    #[default]
    None,
}

impl PublishedSource {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Dateline => "dateline",
            Self::Metadata => "metadata",
            Self::Filename => "filename",
            Self::None => "none",
        }
    }
}

/// When a document was published, as printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Only with precision `Minute`.
    pub at: Option<DateTime>,
    /// The day; the first day of the month or year where only that is known.
    pub date: Option<Date>,
    pub precision: Precision,
    pub source: PublishedSource,
}

/// The opening of a wire story: `BEIJING, Jan. 24 (Xinhua) --`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dateline {
    pub span: Span,
    /// The place as printed.
    pub place: Option<Span>,
}

/// A paragraph, or the part of one that has a zone of its own (the dateline before the first sentence).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub zone: Zone,
    /// Position of the paragraph in the document, from 0; two blocks of one paragraph share it.
    pub paragraph: u32,
}

/// A place in the clean text where the raw text had more than one space: a trace of lost punctuation or layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Byte position of the single space that stands for it in the clean text.
    pub at: u32,
    /// How many spaces there were.
    pub width: u32,
}

/// Something odd that a reader of the tables should know about a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Flag {
    /// The charset was guessed.
    CharsetGuessed,
    /// Some bytes were not valid in the charset and became U+FFFD.
    InvalidBytes,
    /// NUL or other control characters were removed.
    ControlCharacters,
    /// Lines were wrapped by hand and have been joined.
    Unwrapped,
    /// The raw text had no newline at all.
    NoNewlines,
    /// Page numbers or running heads at page breaks were left out of the clean text.
    PageFurniture,
    /// Byte positions cannot be proved; the byte columns are null.
    NoByteOffsets,
    /// The year of the printed date was missing and taken from elsewhere.
    YearInferred,
    /// The printed date reads differently day first and month first; read by `normalize.day_first`.
    AmbiguousDate,
}

impl Flag {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CharsetGuessed => "charset_guessed",
            Self::InvalidBytes => "invalid_bytes",
            Self::ControlCharacters => "control_characters",
            Self::Unwrapped => "unwrapped",
            Self::NoNewlines => "no_newlines",
            Self::PageFurniture => "page_furniture",
            Self::NoByteOffsets => "no_byte_offsets",
            Self::YearInferred => "year_inferred",
            Self::AmbiguousDate => "ambiguous_date",
        }
    }
}

/// A normalized document: clean text with its alignment, header fields, zones.
///
/// The blocks are in order, do not overlap, and hold every character of the text that is not white space.
#[derive(Clone, Debug)]
pub struct Document {
    pub id: DocId,
    pub text: AlignedText,
    /// Name of the charset in the WHATWG encoding standard, lower case: `utf-8`, `windows-1252`.
    pub encoding: &'static str,
    /// The title as it stands in the text.
    pub title_span: Option<Span>,
    /// The title: from the text, or from the metadata where the text has none.
    pub title: Option<String>,
    pub published: Published,
    pub dateline: Option<Dateline>,
    /// ISO 639-1 (639-3 where there is none) and how sure the detector is, 0 to 1.
    pub language: Option<(&'static str, f32)>,
    pub blocks: Vec<Block>,
    pub gaps: Vec<Gap>,
    /// Sorted, without repeats.
    pub flags: Vec<Flag>,
}

impl Document {
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The day that relative dates are counted from.
    pub fn anchor(&self) -> Option<Date> {
        matches!(self.published.precision, Precision::Minute | Precision::Day).then_some(self.published.date).flatten()
    }

    /// Number of paragraphs.
    pub fn n_paragraphs(&self) -> usize {
        self.blocks.last().map_or(0, |block| block.paragraph as usize + 1)
    }
}

/// Kind of a token, by its characters alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes and periods of abbreviations (`don't`, `U.S.`, `Mr.`).
    Word,
    /// Digits with inner separators (`1,234.5`), also with letters attached (`30th`, `COVID-19` is three tokens).
    Number,
    /// One mark of punctuation or one symbol.
    Punctuation,
}

/// A token of the text; tokens are in order, do not overlap, and hold no white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

/// A sentence; sentences lie inside one block each, in order, and hold all its tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    pub zone: Zone,
    pub paragraph: u32,
    /// Which of the document's tokens it holds.
    pub tokens: Range<usize>,
}
