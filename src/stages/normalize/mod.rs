//! The normalize stage: raw bytes to a document of clean text, with its header, zones and language.
//!
//! ```text
//! bytes ─ charset, decode (or json_string) ─► characters ─ clean ─► NFC ─ lines, wrap, pages, layout ─► paragraphs
//!       ─ boilerplate, header (title, date_line, wire), labels, zones ─► blocks ─ published, language ─► Document
//! ```
//!
//! Every step keeps the alignment with the raw bytes. Nothing here can fail on a text: what is empty or not text
//! becomes a diagnostic. What the clean text lacks are invisible and control characters, white space beyond one space
//! or blank line, and page numbers at page breaks; all of them are still reachable through the alignment.

mod boilerplate;
mod charset;
mod clean;
mod date_line;
mod date_tokens;
mod dates;
mod decode;
mod file_name;
mod header;
mod hyphens;
mod json_string;
mod labels;
mod language;
mod layout;
mod lines;
mod pages;
mod paragraph;
mod places;
mod published;
mod sentence_end;
mod times;
mod title;
mod wire;
mod wrap;
mod zones;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use encoding_rs::Encoding;

use self::boilerplate::Boilerplate;
use self::decode::{Decoded, REPLACEMENT};
use self::labels::Media;
use self::places::Places;
use self::published::Dates;
use crate::config::NormalizeSettings;
use crate::lexicon::{Lexicon, UserPattern};
use crate::model::{Code, Diagnostic, Document, Flag, Gap, Payload, RawRecord, Stage};
use crate::text::AlignedText;

/// What is wrong with the settings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NormalizeError {
    /// `normalize.encoding` names no charset.
    UnknownCharset { label: String },
    /// A boilerplate pattern is no regular expression, or too large a one.
    BadPattern { pattern: String, message: String },
}

impl fmt::Display for NormalizeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCharset { label } => write!(
                f,
                "no charset is called `{label}`: set normalize.encoding to \"auto\" or to a label of the WHATWG encoding \
                 standard, such as \"windows-1252\""
            ),
            Self::BadPattern { pattern, message } => {
                write!(f, "the boilerplate pattern `{pattern}` is none that can be used; mend or remove it: {message}")
            }
        }
    }
}

impl std::error::Error for NormalizeError {}

/// What normalize needs, built once a run.
#[derive(Debug)]
pub struct Normalizer {
    charset: Option<&'static Encoding>,
    day_first: bool,
    dates_from_file_names: bool,
    boilerplate: Boilerplate,
    places: Places,
    media: Media,
}

impl Normalizer {
    /// `user_boilerplate` are patterns of the user's own, beside those of the lexicon.
    ///
    /// # Errors
    /// If the charset of the settings is unknown or a pattern is no regular expression.
    pub fn new(
        settings: &NormalizeSettings,
        lexicon: &Lexicon,
        user_boilerplate: &[UserPattern],
    ) -> Result<Self, NormalizeError> {
        let label = settings.encoding.as_str();
        let charset = match label {
            "auto" => None,
            _ => Some(
                Encoding::for_label_no_replacement(label.as_bytes())
                    .ok_or_else(|| NormalizeError::UnknownCharset { label: label.to_owned() })?,
            ),
        };
        Ok(Self {
            charset,
            day_first: settings.day_first,
            dates_from_file_names: settings.dates_from_file_names,
            boilerplate: Boilerplate::new(&lexicon.boilerplate, user_boilerplate)?,
            places: Places::new(lexicon),
            media: Media::new(lexicon),
        })
    }

    /// Makes a document of a record. Pure.
    ///
    /// # Errors
    /// A diagnostic where the record holds no text: nothing but white space, or mostly what is no text.
    pub fn normalize(&self, record: &RawRecord) -> Result<Document, Diagnostic> {
        let decoded = match &record.payload {
            Payload::Whole => decode::decode(&record.bytes, self.charset),
            Payload::JsonString(literal) => json_string::decode(&record.bytes, literal.clone()),
        };
        let Decoded { text, encoding, guessed, invalid } = decoded;
        let mut flags: BTreeSet<Flag> = BTreeSet::new();
        flags.extend(guessed.then_some(Flag::CharsetGuessed));
        flags.extend(invalid.then_some(Flag::InvalidBytes));
        flags.extend((!text.is_exact()).then_some(Flag::NoByteOffsets));

        let cleaned = clean::clean(text);
        flags.extend((cleaned.controls > 0).then_some(Flag::ControlCharacters));
        if is_binary(cleaned.text.as_str(), cleaned.controls) {
            return Err(diagnostic(Code::Binary, "most of the characters mean nothing: this is no text"));
        }
        let layout = layout::lay_out(&hyphens::close(cleaned.text));
        flags.extend(layout.flags);
        if layout.text.as_str().is_empty() {
            return Err(diagnostic(Code::Empty, "nothing is left after white space and invisible characters"));
        }
        Ok(self.describe(record, layout.text, layout.gaps, encoding, flags))
    }

    /// Reads header, zones and language of the clean text.
    fn describe(
        &self,
        record: &RawRecord,
        aligned: AlignedText,
        gaps: Vec<Gap>,
        encoding: &'static str,
        mut flags: BTreeSet<Flag>,
    ) -> Document {
        let text = aligned.as_str();
        let paragraphs = paragraph::split(text);
        let boilerplate = self.boilerplate.marks(text, &paragraphs);
        let header = header::read(header::Source {
            text,
            paragraphs: &paragraphs,
            boilerplate: &boilerplate,
            gaps: &gaps,
            places: &self.places,
            day_first: self.day_first,
        });
        let blocks = zones::blocks(text, &paragraphs, &boilerplate, &header, &self.media);
        let (published, date_flag) = self.dates(record, &header).resolve();
        flags.extend(date_flag);
        let printed_title = header.title.map(|span| without_mark(record.format, &one_line(span.of(text))).to_owned());
        Document {
            id: record.doc_id(),
            encoding,
            title_span: header.title,
            title: printed_title.or_else(|| record.metadata.title.as_deref().map(one_line)).filter(|t| !t.is_empty()),
            published,
            dateline: header.dateline,
            language: language::detect(text, &blocks),
            blocks,
            gaps,
            flags: flags.into_iter().collect(),
            text: aligned,
        }
    }

    fn dates(&self, record: &RawRecord, header: &header::Header) -> Dates {
        let metadata = record.metadata.date.as_deref().and_then(|date| dates::whole_date(date, self.day_first));
        let path = self.dates_from_file_names.then_some(record.source_path.as_str());
        Dates {
            header: header.printed,
            dateline: header.wired,
            metadata,
            file_name: path.and_then(|path| file_name::date(path, self.day_first)),
        }
    }
}

fn diagnostic(code: Code, detail: &str) -> Diagnostic {
    Diagnostic::new(Stage::Normalize, code, detail)
}

/// A title of a Markdown file stands behind the marks of a heading, which are not its own.
fn without_mark<'t>(format: &str, title: &'t str) -> &'t str {
    if format == "markdown" { title.trim_start_matches('#').trim_start() } else { title }
}

/// White space of any kind as single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether control characters and U+FFFD outnumber what is printed.
fn is_binary(text: &str, controls: usize) -> bool {
    let mut replacement = [0; 4];
    let replacement = REPLACEMENT.encode_utf8(&mut replacement).as_bytes();
    let replaced = memchr::memmem::find_iter(text.as_bytes(), replacement).count();
    let meaningless = controls + replaced;
    // The count of characters is only needed where it may decide.
    meaningless > 0 && {
        let printed = text.chars().filter(|c| !c.is_whitespace() && *c != REPLACEMENT).count();
        meaningless > printed
    }
}
