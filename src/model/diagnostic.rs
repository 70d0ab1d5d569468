//! What is said about a record that gave no document. Codes are stable: analysts filter by them.

use crate::text::printable;

/// The stage that gave up on a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Extract,
    Normalize,
    Analyze,
}

impl Stage {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Extract => "extract",
            Self::Normalize => "normalize",
            Self::Analyze => "analyze",
        }
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal,)+) => {
        /// Why a record went to quarantine.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $name,)+ }

        impl Code {
            /// Every code, in the order of the documentation.
            pub const ALL: &'static [Code] = &[$(Code::$name),+];

            /// The stable names of all codes.
            pub const NAMES: &'static [&'static str] = &[$($code),+];

            /// The stable name that the quarantine table holds.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $code,)+ }
            }

            /// One sentence for the documentation.
            pub fn doc(self) -> &'static str {
                match self { $(Code::$name => concat!($($doc),+).trim_ascii(),)+ }
            }
        }
    };
}

codes! {
    /// The file holds no bytes, or nothing but white space.
    Empty = "empty",
    /// The bytes are not text: NUL bytes or a known binary signature.
    Binary = "binary",
    /// The file could not be opened or read.
    Unreadable = "unreadable",
    /// The file was listed but was gone when it was opened.
    Vanished = "vanished",
    /// A symbolic link leads back to a folder above it.
    SymlinkLoop = "symlink_loop",
    /// The path is not valid Unicode, so that no table could name it.
    PathNotUnicode = "path_not_unicode",
    /// The entry is neither a file nor a folder (a pipe, a socket, a device).
    NotAFile = "not_a_file",
    /// The record is larger than `input.max_record_bytes`.
    TooLarge = "too_large",
    /// The compressed file is damaged or cut off.
    BadCompression = "bad_compression",
    /// The input grows to more than `input.max_expanded_bytes`; what came before the limit was read.
    ExpandedTooLarge = "expanded_too_large",
    /// The compressed input grows to more than `input.max_expansion_ratio` times its size, as a bomb does.
    ExpansionTooHigh = "expansion_too_high",
    /// The compressed input has more members than `input.max_compressed_members`.
    TooManyMembers = "too_many_members",
    /// A zstd frame asks for a larger window than `input.max_zstd_window_bytes`.
    WindowTooLarge = "window_too_large",
    /// The file was written to while it was read, so that what was read may be neither the old text nor the new one.
    ChangedWhileRead = "changed_while_read",
    /// The line is not a JSON object.
    BadJson = "bad_json",
    /// The JSON object is nested deeper than `input.jsonl.max_nesting_levels`.
    TooDeep = "too_deep",
    /// The file has more records than `input.jsonl.max_records`; those before were read.
    TooManyRecords = "too_many_records",
    /// The JSON object has no text field, or it is not a string.
    NoTextField = "no_text_field",
    /// An earlier record of the same file has the same id.
    DuplicateMember = "duplicate_member",
    /// A fault in this program, caught at the edge of the document.
    Panic = "panic",
}

impl Code {
    /// Whether the reason lies in the file system and not in the bytes: the same file may be readable at the next try.
    pub fn is_of_the_file_system(self) -> bool {
        matches!(
            self,
            Self::Unreadable
                | Self::Vanished
                | Self::SymlinkLoop
                | Self::PathNotUnicode
                | Self::NotAFile
                | Self::ChangedWhileRead
        )
    }
}

/// Why a record gave no document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub stage: Stage,
    pub code: Code,
    /// One sentence for a person; may name positions and system errors. Safe to print.
    pub detail: String,
}

impl Diagnostic {
    /// What the detail quotes of an input is made printable.
    pub fn new(stage: Stage, code: Code, detail: impl Into<String>) -> Self {
        Self { stage, code, detail: printable(&detail.into()).into_owned() }
    }
}
