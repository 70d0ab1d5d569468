//! What is wrong with a configuration, where, and what to do about it.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::text::printable_path;

/// Everything that is wrong, in the order of the layers and of the lines; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    pub problems: Vec<Problem>,
}

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub message: String,
    /// The way out.
    pub hint: String,
}

/// Where something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File { path: PathBuf },
    /// A spot in a line of a file; `line` and `column` count from 1, `column` and `width` in code points.
    Line { path: PathBuf, line: usize, column: usize, width: usize, source: String },
    /// An environment variable.
    Variable { name: String },
}

impl Place {
    /// The spot of a file at these bytes of its text. A spot of several lines is cut at the end of the first.
    pub fn in_text(path: &Path, text: &str, spot: Range<usize>) -> Self {
        let start = text.floor_char_boundary(spot.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let rest = &text[line_start..];
        let source = rest.lines().next().unwrap_or("");
        let column = text[line_start..start].chars().count() + 1;
        let end = text.floor_char_boundary(spot.end.clamp(start, line_start + source.len().max(start - line_start)));
        Self::Line {
            path: path.to_owned(),
            line: text[..line_start].matches('\n').count() + 1,
            column,
            width: text[start..end].chars().count().max(1),
            source: source.replace('\t', " "),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place, message, hint } = self;
        match place {
            Place::File { path } => write!(f, "{}: {message}\n  = {hint}", printable_path(path)),
            Place::Variable { name } => write!(f, "environment variable {name}: {message}\n  = {hint}"),
            Place::Line { path, line, column, width, source } => {
                let number = line.to_string();
                let margin = " ".repeat(number.len());
                writeln!(f, "{message}")?;
                writeln!(f, "{margin}--> {}:{line}:{column}", printable_path(path))?;
                writeln!(f, "{margin} |")?;
                writeln!(f, "{number} | {source}")?;
                let caret = format!("{}{}", " ".repeat(column - 1), "^".repeat(*width));
                write!(f, "{margin} | {caret} {hint}")
            }
        }
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problems: Vec<_> = self.problems.iter().map(|problem| problem.to_string()).collect();
        write!(f, "{}", problems.join("\n\n"))
    }
}

impl std::error::Error for ConfigError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_spot_of_any_text_has_a_place(text in "[a\u{e9}\n\r\t ]{0,40}", start in 0usize..50, length in 0usize..50) {
            let Place::Line { line, column, width, source, .. } = Place::in_text(Path::new("f"), &text, start..start + length)
            else { unreachable!("a spot is in a line") };
            prop_assert!(line <= text.matches('\n').count() + 1);
            prop_assert!(column <= source.chars().count() + 2 && width >= 1);
        }
    }

    #[test]
    fn the_caret_counts_code_points() {
        let place = Place::in_text(Path::new("f"), "a = 1\n\u{e9}\u{e9} = 'x'\r\n", 11..12);
        let expected =
            Place::Line { path: "f".into(), line: 2, column: 4, width: 1, source: "\u{e9}\u{e9} = 'x'".into() };
        assert_eq!(place, expected);
    }
}
