//! Text and paths of unknown origin, made safe to print.
//!
//! Whatever came from an input passes through here before a person sees it: in tables, messages, logs and summaries. A text
//! can then neither steer a terminal nor break a line, nor show its letters in another order than it holds them.

use std::borrow::Cow;
use std::fmt::{self, Write};
use std::path::Path;

/// Whether a character must not reach a terminal as it is.
///
/// These are the controls C0, DEL and C1 (ECMA-48), the two separators of lines and paragraphs, the marks that change the
/// direction of writing (Unicode Standard Annex 9), the byte order mark and the anchors of interlinear annotation.
pub fn is_steering(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// The text with what is steering written out: `\n`, `\u{1b}`. What is harmless is not copied.
pub fn printable(text: &str) -> Cow<'_, str> {
    escaped(text, is_steering, spell)
}

/// The same for an answer or a message of several lines: line feeds and tabs are kept.
pub fn printable_lines(message: &str) -> Cow<'_, str> {
    escaped(message, |c| is_steering(c) && !matches!(c, '\n' | '\t'), spell)
}

/// JSON with what is steering inside its strings written as `\u009b`: the same value to every reader.
///
/// JSON itself asks for the escape of C0 only. Outside of strings it holds no character of these but white space, which is
/// left as it is.
pub fn printable_json(json: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| is_steering(c) && !matches!(c, '\n' | '\r' | '\t');
    escaped(json, is_hidden, |c, out| {
        // All of them lie in the basic plane; writing to a string cannot fail.
        let _ = write!(out, "\\u{:04x}", u32::from(c));
    })
}

fn spell(c: char, out: &mut String) {
    match c {
        '\n' | '\r' | '\t' => out.extend(c.escape_default()),
        c => out.extend(c.escape_unicode()),
    }
}

fn escaped(text: &str, is_unsafe: impl Fn(char) -> bool, escape: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) { escape(c, &mut out) } else { out.push(c) }
    }
    Cow::Owned(out)
}

/// A path to print: what is steering is written out, and so are bytes that are no UTF-8, as `\xff`.
pub fn printable_path(path: &Path) -> PrintablePath<'_> {
    PrintablePath(path)
}

/// Prints a path; see [`printable_path`].
#[derive(Clone, Copy, Debug)]
pub struct PrintablePath<'a>(&'a Path);

impl fmt::Display for PrintablePath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for chunk in self.0.as_os_str().as_encoded_bytes().utf8_chunks() {
            f.write_str(&printable(chunk.valid()))?;
            chunk.invalid().iter().try_for_each(|byte| write!(f, "\\x{byte:02x}"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn nothing_printable_steers_a_terminal(text in any::<String>()) {
            let printed = printable(&text);
            prop_assert!(!printed.chars().any(is_steering));
            prop_assert!(text.contains(is_steering) || printed == text);
        }

        #[test]
        fn lines_stay_lines(text in any::<String>()) {
            let printed = printable_lines(&text);
            prop_assert!(!printed.contains(|c| !matches!(c, '\n' | '\t') && is_steering(c)));
            prop_assert_eq!(printed.matches('\n').count(), text.matches('\n').count());
        }

        #[test]
        fn json_keeps_its_value(text in any::<String>(), steering in "[\u{7f}-\u{9f}\u{61c}\u{2028}-\u{202e}\u{feff}]{0,3}") {
            let value = serde_json::json!({ format!("{steering}{text}"): [text, steering] });
            let json = serde_json::to_string_pretty(&value).unwrap();
            let printed = printable_json(&json);
            prop_assert!(!printed.contains(|c| c != '\n' && is_steering(c)));
            prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&printed).unwrap(), value);
        }
    }

    #[test]
    fn an_escape_sequence_is_shown() {
        assert_eq!(printable("Minsk\u{1b}[2J\n"), "Minsk\\u{1b}[2J\\n");
        assert_eq!(printable("a\u{61c}\u{202e}b"), "a\\u{61c}\\u{202e}b");
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_printed_whatever_its_bytes() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let path = Path::new(OsStr::from_bytes(b"2022/caf\xe9\n\x1b[2J \xd0\x9c.txt"));
        assert_eq!(printable_path(path).to_string(), "2022/caf\\xe9\\n\\u{1b}[2J М.txt");
    }
}
