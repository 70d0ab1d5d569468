//! What is said about an input that gave no record: code, detail, excerpt.

use std::io;

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::Entry;
use crate::model::{Code, Diagnostic, Rejected, Stage};

/// Characters in an excerpt, at most.
const EXCERPT_CHARS: usize = 80;
/// Bytes that surely hold as many characters.
pub(super) const EXCERPT_BYTES: usize = 4 * EXCERPT_CHARS;

/// `ELOOP`, too many symbolic links in a row; its `io::ErrorKind` is not stable.
const ELOOP: i32 = if cfg!(any(target_os = "linux", target_os = "android")) { 40 } else { 62 };

/// The first 80 characters, on one line and safe to print: what has no shape of its own is shown as `·`.
pub fn excerpt(bytes: &[u8]) -> String {
    let head = bytes.get(..EXCERPT_BYTES).unwrap_or(bytes);
    String::from_utf8_lossy(head).chars().take(EXCERPT_CHARS).map(|c| if is_printable(c) { c } else { '·' }).collect()
}

/// Controls and line separators break a table row; format characters can reverse what a terminal shows.
fn is_printable(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    !matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}

/// An entry of which no byte was read.
pub(super) fn unread(entry: &Entry, diagnostic: Diagnostic) -> Rejected {
    Rejected {
        source_path: entry.source_path.clone(),
        source_member: None,
        content_hash: None,
        source_bytes: entry.size_bytes,
        diagnostic,
        excerpt: String::new(),
    }
}

/// A diagnostic of this stage.
pub(super) fn diagnostic(code: Code, detail: impl Into<String>) -> Diagnostic {
    Diagnostic::new(Stage::Extract, code, detail)
}

/// What a system error on a listed entry means.
pub(super) fn of_io_error(error: &io::Error) -> Diagnostic {
    let code = match error.kind() {
        io::ErrorKind::NotFound => Code::Vanished,
        _ if error.raw_os_error() == Some(ELOOP) => Code::SymlinkLoop,
        _ => Code::Unreadable,
    };
    diagnostic(code, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_excerpt_is_one_short_printable_line(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
            let shown = excerpt(&bytes);
            prop_assert!(shown.chars().count() <= EXCERPT_CHARS);
            prop_assert!(shown.chars().all(is_printable));
        }

        /// The cut at a number of bytes never shows as a broken character.
        #[test]
        fn an_excerpt_is_the_beginning_of_the_text(text in "[a-z\u{e9}\u{4e2d}\u{1f30d}]{0,400}") {
            prop_assert_eq!(excerpt(text.as_bytes()), text.chars().take(80).collect::<String>());
        }
    }

    #[test]
    fn controls_are_shown_as_dots() {
        assert_eq!(excerpt(b"Minsk\r\n\tJanuary\x1b[31m\0"), "Minsk···January·[31m·");
        assert_eq!(excerpt("a\u{202e}b\u{2028}c".as_bytes()), "a·b·c");
    }

    #[test]
    fn system_errors_have_stable_codes() {
        let code = |error: io::Error| of_io_error(&error).code;
        assert_eq!(code(io::ErrorKind::NotFound.into()), Code::Vanished);
        assert_eq!(code(io::ErrorKind::PermissionDenied.into()), Code::Unreadable);
        assert_eq!(code(io::ErrorKind::TimedOut.into()), Code::Unreadable);
        assert_eq!(code(io::Error::from_raw_os_error(ELOOP)), Code::SymlinkLoop);
    }
}
