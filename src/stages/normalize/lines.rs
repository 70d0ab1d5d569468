//! The lines of a cleaned text, without blank ones.

use crate::text::Span;

/// A line with something on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The line without the white space at its ends.
    pub(super) span: Span,
    /// Characters on it, runs of blanks counted once.
    pub(super) width: u32,
    /// Blanks before it.
    pub(super) indent: u32,
    /// Whether a blank line or more stood before it.
    pub(super) blank_before: bool,
    /// Whether a page break stood before it.
    pub(super) page_before: bool,
}

/// A line longer than this may hold a whole document whose paragraphs are told apart by blanks only.
const LONG_LINE: usize = 300;

/// So many blanks in a long line stand for the end of a paragraph, unless a small letter follows.
const PARAGRAPH_GAP: usize = 4;

/// Cuts at newlines and form feeds; long lines, and a text that is one line, also at wide gaps.
pub(super) fn split(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let (mut blank_before, mut page_before) = (false, false);
    let mut start = 0;
    while start <= bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\x0C', rest).map_or(bytes.len(), |at| start + at);
        let span = trim_blanks(text, Span::new(start, end));
        if span.is_empty() {
            blank_before |= bytes.get(end) == Some(&b'\n');
        } else {
            let alone = lines.is_empty() && text.get(end..).is_some_and(|rest| rest.trim().is_empty());
            let whole = Line { span, width: 0, indent: (span.start() - start) as u32, blank_before, page_before };
            push_parts(text, whole, alone || span.len() > LONG_LINE, &mut lines);
            (blank_before, page_before) = (false, false);
        }
        page_before |= bytes.get(end) == Some(&b'\x0C');
        start = end + 1;
    }
    lines
}

fn push_parts(text: &str, whole: Line, may_cut: bool, lines: &mut Vec<Line>) {
    let mut rest = whole;
    let mut push = |line: Line, end: u32| {
        let span = Span { end, ..line.span };
        lines.push(Line { span, width: width(span.of(text)), ..line });
    };
    for run in wide_blanks(text, whole.span).filter(|run| may_cut && run.len() >= PARAGRAPH_GAP) {
        let after = Span { start: run.end, ..whole.span };
        if !after.of(text).starts_with(char::is_lowercase) {
            push(rest, run.start);
            rest = Line { span: after, indent: 0, blank_before: false, page_before: false, ..whole };
        }
    }
    push(rest, whole.span.end);
}

/// The runs of blanks inside a line that are not one plain space.
pub(super) fn wide_blanks(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let mut at = line.start();
    std::iter::from_fn(move || {
        let rest = bytes.get(at..line.end())?;
        let is_wide = |found: &usize| match rest.get(*found..found + 2) {
            Some([first, second]) => *first == b'\t' || is_blank(*second),
            _ => false,
        };
        let found = memchr::memchr2_iter(b' ', b'\t', rest).find(is_wide)?;
        let length = rest.iter().skip(found).take_while(|byte| is_blank(**byte)).count();
        let run = Span::new(at + found, at + found + length);
        at = run.end();
        Some(run)
    })
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

fn trim_blanks(text: &str, span: Span) -> Span {
    let blanks = [' ', '\t'];
    let line = span.of(text);
    let inner = line.trim_start_matches(blanks);
    let start = span.end() - inner.len();
    Span::new(start, start + inner.trim_end_matches(blanks).len())
}

fn width(line: &str) -> u32 {
    // Two counts, each of them without a memory of the byte before, which the processor does many bytes at a time.
    let characters = line.bytes().filter(|byte| byte & 0xC0 != 0x80).count();
    let pairs = line.bytes().zip(line.bytes().skip(1));
    let blanks_again = pairs.filter(|(first, second)| is_blank(*first) && is_blank(*second)).count();
    (characters - blanks_again) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Lines are in order, trimmed, free of newlines, and hold all that is not white space.
        #[test]
        fn lines_hold_the_text(text in "[a-cA-C é\t\n\u{C}]{0,80}") {
            let lines = split(&text);
            let printed: String = lines.iter().map(|line| line.span.of(&text)).collect();
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&printed), bare(&text));
            for line in &lines {
                let inner = line.span.of(&text);
                let trimmed = inner.trim() == inner && !inner.contains(['\n', '\u{C}']);
                prop_assert!(!inner.is_empty() && trimmed);
            }
            prop_assert!(lines.windows(2).all(|pair| pair[0].span.end < pair[1].span.start));
        }
    }

    fn shown(text: &str) -> Vec<(&str, bool, bool)> {
        split(text).iter().map(|line| (line.span.of(text), line.blank_before, line.page_before)).collect()
    }

    #[test]
    fn blank_lines_and_page_breaks_are_noted() {
        assert_eq!(
            shown("one\ntwo\n \nthree\n\n\u{C}\nfour\n"),
            [("one", false, false), ("two", false, false), ("three", true, false), ("four", true, true)]
        );
    }

    #[test]
    fn a_text_of_one_line_is_cut_at_wide_gaps() {
        assert_eq!(
            shown("  CARDIN VOTES FOR REFORM     The bill passed   96 to 2     said Sen  Cardin    It is good  "),
            [
                ("CARDIN VOTES FOR REFORM", false, false),
                ("The bill passed   96 to 2     said Sen  Cardin", false, false),
                ("It is good", false, false)
            ]
        );
        assert_eq!(shown("Name      Country\nLi Wei    China").len(), 2);
    }

    #[test]
    fn widths_count_characters_once() {
        let lines = split("  Köln  is\t a city");
        assert_eq!((lines[0].width, lines[0].indent), (14, 2));
    }
}
