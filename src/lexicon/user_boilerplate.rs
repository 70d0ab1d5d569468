//! A user's own boilerplate lines: the form that `etl suggest boilerplate` prints.

use super::TsvError;

/// How many patterns there may be, and how long each: they are tried on every short paragraph.
const PATTERNS_MAX: usize = 2_000;
const PATTERN_BYTES_MAX: usize = 1_024;

/// The header line of the file.
pub const HEADER: &str = "pattern\tplace\tsource";

/// A pattern of the user's, and where in a text it counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserPattern {
    /// A regular expression that must match a whole paragraph, letter case ignored.
    pub pattern: String,
    /// `any`, `head` or `foot`.
    pub place: String,
}

/// Reads a table with the columns pattern, place and source. Lines that begin with `#` are comments; a pattern that
/// begins with that sign is written `[#]` or `\#`.
///
/// # Errors
/// Names the line that does not have the form. Whether a pattern is a regular expression is not asked here.
pub fn parse_boilerplate(file: &str, text: &str) -> Result<Vec<UserPattern>, TsvError> {
    let fail = |at: usize, message: String| TsvError { table: file.to_owned(), line: at + 1, message };
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    match lines.next() {
        Some((_, header)) if header.trim_end() == HEADER => {}
        Some((at, _)) => return Err(fail(at, format!("the first line must be: {}", HEADER.replace('\t', "<tab>")))),
        None => return Ok(Vec::new()),
    }
    lines
        .enumerate()
        .map(|(nth, (at, line))| {
            let mut cells = line.split('\t').map(str::trim);
            let (pattern, place) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            match (pattern, place) {
                _ if nth >= PATTERNS_MAX => Err(fail(at, format!("at most {PATTERNS_MAX} patterns are taken"))),
                _ if pattern.len() > PATTERN_BYTES_MAX => {
                    let bytes = pattern.len();
                    Err(fail(at, format!("the pattern has {bytes} bytes, at most {PATTERN_BYTES_MAX} are taken")))
                }
                ("", _) => Err(fail(at, "the pattern is empty".to_owned())),
                (_, "any" | "head" | "foot") => {
                    Ok(UserPattern { pattern: pattern.to_owned(), place: place.to_owned() })
                }
                _ => Err(fail(at, format!("the place `{place}` is none of any, head and foot"))),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_suggested_can_be_read() {
        let text =
            "# mine\npattern\tplace\tsource\nBrowse by\tfoot\t12 documents\n\\#\\#\\# Return\tany\t3 documents\n";
        let patterns = parse_boilerplate("mine.tsv", text).unwrap();
        let pattern = |pattern: &str, place: &str| UserPattern { pattern: pattern.into(), place: place.into() };
        assert_eq!(patterns, [pattern("Browse by", "foot"), pattern("\\#\\#\\# Return", "any")]);
        assert_eq!(parse_boilerplate("mine.tsv", "").unwrap(), []);
    }

    #[test]
    fn there_is_an_end_to_patterns() {
        let long = format!("{HEADER}\n{}\tany\tx\n", "x".repeat(PATTERN_BYTES_MAX + 1));
        let error = parse_boilerplate("mine.tsv", &long).unwrap_err().to_string();
        assert_eq!(error, "mine.tsv:2: the pattern has 1025 bytes, at most 1024 are taken");
        let many = format!("{HEADER}\n{}", "a\tany\tx\n".repeat(PATTERNS_MAX + 1));
        assert_eq!(parse_boilerplate("mine.tsv", &many).unwrap_err().line, PATTERNS_MAX + 2);
    }

    #[test]
    fn a_line_of_another_form_is_named() {
        let fault = |text: &str| parse_boilerplate("mine.tsv", text).unwrap_err().to_string();
        assert_eq!(fault("Browse by\n"), "mine.tsv:1: the first line must be: pattern<tab>place<tab>source");
        let body = |line: &str| fault(&format!("{HEADER}\n{line}\n"));
        assert_eq!(body("Browse by"), "mine.tsv:2: the place `` is none of any, head and foot");
        assert_eq!(body("\tany\tx"), "mine.tsv:2: the pattern is empty");
    }
}
