//! The registry of source formats, and what a file name says about how to read it.

use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;

use super::jsonl::Jsonl;
use super::markdown::Markdown;
use super::text::Text;
use super::{Compression, Emit, Input};
use crate::config::InputSettings;

/// The documentation of a format: source of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatDoc {
    /// What the format is and how it becomes records.
    pub what: &'static str,
    /// The content of a small file of the format; it gives at least one record with the default settings.
    pub example: &'static str,
    /// What it is not meant for, and what to do then.
    pub not_for: &'static str,
}

/// A way to cut files into records: one file of code and one line of [`FORMATS`].
pub trait SourceFormat: fmt::Debug + Sync {
    /// The stable name that the column `source_format` holds.
    fn name(&self) -> &'static str;

    /// File-name endings, lower case, without the dot and without that of a compression.
    fn extensions(&self) -> &'static [&'static str];

    fn doc(&self) -> &'static FormatDoc;

    /// Whether a file holds many records, so that it must be streamed and not be taken as a whole.
    fn is_container(&self) -> bool {
        false
    }

    /// Hands over the records of one input, in order, until `emit` breaks. Problems are rejected records.
    fn records(&self, input: Input<'_>, settings: &InputSettings, emit: &mut Emit<'_>) -> ControlFlow<()>;
}

/// Every source format, in the order of the documentation.
pub static FORMATS: &[&dyn SourceFormat] = &[&Text, &Markdown, &Jsonl];

/// How a file is read: the compression to take off, then the format.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub format: &'static dyn SourceFormat,
    pub compression: Option<Compression>,
}

impl Reading {
    /// What a file name says; nothing where its ending is not known.
    pub fn by_name(name: &Path) -> Option<Self> {
        let compression = Compression::of(name);
        let inner = if compression.is_some() { Path::new(name.file_stem()?) } else { name };
        let ending = inner.extension()?;
        let has_ending = |format: &dyn SourceFormat| format.extensions().iter().any(|e| ending.eq_ignore_ascii_case(e));
        let format = FORMATS.iter().copied().find(|format| has_ending(*format))?;
        Some(Self { format, compression })
    }

    /// For a file that was named by the user: text where the ending is not known.
    pub fn of_named_file(name: &Path) -> Self {
        Self::by_name(name).unwrap_or(Self { format: &Text, compression: Compression::of(name) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_format_and_compression() {
        let reading = |name: &str| Reading::by_name(Path::new(name)).map(|r| (r.format.name(), r.compression));
        assert_eq!(reading("note.txt"), Some(("text", None)));
        assert_eq!(reading("NOTE.TEXT"), Some(("text", None)));
        assert_eq!(reading("2022.01/readout.md"), Some(("markdown", None)));
        assert_eq!(reading("releases.jsonl.gz"), Some(("jsonl", Some(Compression::Gzip))));
        assert_eq!(reading("releases.NDJSON.Zst"), Some(("jsonl", Some(Compression::Zstd))));
        for unknown in ["page.html", "data.gz", "archive.tar.gz", ".txt", "txt", "note.txt.bak", "a.txt.gz.zst"] {
            assert_eq!(reading(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn a_named_file_of_unknown_ending_is_text() {
        let reading = Reading::of_named_file(Path::new("statement.gz"));
        assert_eq!((reading.format.name(), reading.compression), ("text", Some(Compression::Gzip)));
        assert_eq!(Reading::of_named_file(Path::new("README")).format.name(), "text");
    }
}
