//! Lines to paragraphs: the clean text has one paragraph a line.
//!
//! Hard-wrapped lines are joined, page breaks do not break sentences, a blank line or none stands between paragraphs,
//! and no blank stands beside another or beside a newline.

use std::collections::HashMap;

use super::date_line;
use super::lines::{self, Line};
use super::pages;
use super::sentence_end::{ends_sentence, ends_with_title};
use super::wrap::{self, Wrap};
use crate::model::{Flag, Gap};
use crate::text::{AlignedText, Editor, Span};

/// The text of a document.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) text: AlignedText,
    pub(super) gaps: Vec<Gap>,
    pub(super) flags: Vec<Flag>,
}

/// What stands between two lines in the clean text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    Paragraph,
    /// Paragraphs with a blank line between them.
    Apart,
    Space,
    /// The hyphen at the line's end belongs to the word.
    Hyphen,
    /// The hyphen was put in where the word was broken.
    Broken,
}

impl Join {
    fn text(self) -> &'static str {
        match self {
            Self::Paragraph => "\n",
            Self::Apart => "\n\n",
            Self::Space => " ",
            Self::Hyphen | Self::Broken => "",
        }
    }
}

pub(super) fn lay_out(source: &AlignedText) -> Layout {
    let text = source.as_str();
    let mut lines = lines::split(text);
    let wrap = wrap::detect(text, &lines);
    let mut flags = Vec::new();
    if wrap.is_some() {
        flags.push(Flag::Unwrapped);
    }
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        flags.push(Flag::NoNewlines);
    }
    if pages::remove_furniture(text, &mut lines, wrap.is_some()) {
        flags.push(Flag::PageFurniture);
    }
    let mut joins = joins(text, wrap, &lines);
    mend_words(text, &lines, &mut joins);
    let (text, gaps) = write(source, &lines, &joins);
    Layout { text, gaps, flags }
}

/// Among so many lines a printed date stays a line of its own.
const HEADER_LINES: usize = 12;

/// What stands between each line and the next. A line that goes on with the one before it counts as wide as both.
fn joins(text: &str, wrap: Option<Wrap>, lines: &[Line]) -> Vec<Join> {
    let mut joined_width = 0;
    let pairs = lines.iter().zip(lines.iter().skip(1)).enumerate();
    pairs
        .map(|(at, (line, next))| {
            let width = line.width.saturating_add(joined_width);
            // A hard-wrapped line is judged by its own width.
            let judged = if wrap.is_some() { *line } else { Line { width, ..*line } };
            let join = join(text, wrap, (&judged, next), at < HEADER_LINES);
            joined_width = match join {
                Join::Space => width.saturating_add(1),
                Join::Hyphen | Join::Broken => width,
                Join::Paragraph | Join::Apart => 0,
            };
            join
        })
        .collect()
}

fn join(text: &str, wrap: Option<Wrap>, (line, next): (&Line, &Line), in_header: bool) -> Join {
    let is_date = |line: &Line| in_header && date_line::is_date_line(line.span.of(text));
    let continues = match wrap {
        Some(wrap) => wrap.continues(text, line, next) && !is_date(line) && !is_date(next),
        None => is_broken(text, line, next),
    };
    match wrap {
        _ if continues && breaks_word(text, line, next) => Join::Hyphen,
        _ if continues => Join::Space,
        // A text that was unwrapped has blank lines throughout, so that it is not taken for a wrapped one again.
        Some(_) => Join::Apart,
        None if next.blank_before || next.page_before => Join::Apart,
        None => Join::Paragraph,
    }
}

/// Lines wider than this are paragraphs, not headings or items of a list.
const PARAGRAPH_WIDTH: u32 = 80;

/// Whether a line end breaks a sentence in a text that is not hard-wrapped: at a page break, or in a long paragraph that
/// goes on with a small letter, or after a title whose name is in the next line.
fn is_broken(text: &str, line: &Line, next: &Line) -> bool {
    if !next.blank_before && ends_with_title(line.span.of(text)) {
        return true;
    }
    let small = next.span.of(text).starts_with(char::is_lowercase);
    let long = line.width > PARAGRAPH_WIDTH;
    let broken = if next.page_before { small || long } else { small && long && !next.blank_before };
    broken && !ends_sentence(line.span.of(text))
}

const HYPHENS: [char; 2] = ['-', '\u{2010}'];

/// Whether the line ends with a hyphen inside a word: `Secretary-` before `General`.
fn breaks_word(text: &str, line: &Line, next: &Line) -> bool {
    let before = line.span.of(text).strip_suffix(HYPHENS).is_some_and(|rest| rest.ends_with(char::is_alphanumeric));
    before && next.span.of(text).starts_with(char::is_alphanumeric)
}

/// Decides which hyphens at line ends broke a word: those between small letters where the joined word stands elsewhere
/// in the text.
fn mend_words(text: &str, lines: &[Line], joins: &mut [Join]) {
    let broken = |at: usize| {
        let (line, next) = (lines.get(at)?, lines.get(at + 1)?);
        let head = line.span.of(text).strip_suffix(HYPHENS)?;
        let head = head.rsplit(|c: char| !c.is_alphabetic()).next()?;
        let tail = next.span.of(text).split(|c: char| !c.is_alphabetic()).next()?;
        let small = head.ends_with(char::is_lowercase) && tail.starts_with(char::is_lowercase);
        small.then(|| [head, tail].concat())
    };
    let hyphens = joins.iter().enumerate().filter(|(_, join)| **join == Join::Hyphen);
    let candidates: Vec<(usize, String)> = hyphens.filter_map(|(at, _)| Some((at, broken(at)?))).collect();
    if candidates.is_empty() {
        return;
    }
    let mut seen: HashMap<&str, bool> = candidates.iter().map(|(_, word)| (word.as_str(), false)).collect();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if let Some(seen) = seen.get_mut(word) {
            *seen = true;
        }
    }
    for (at, word) in &candidates {
        if let Some(join) = joins.get_mut(*at).filter(|_| seen.get(word.as_str()).is_some_and(|seen| *seen)) {
            *join = Join::Broken;
        }
    }
}

fn write(source: &AlignedText, lines: &[Line], joins: &[Join]) -> (AlignedText, Vec<Gap>) {
    let text = source.as_str();
    let mut editor = source.edit();
    let mut gaps = Vec::new();
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        editor.delete(text.len());
        return (editor.finish(), gaps);
    };
    delete(&mut editor, first.span.start());
    for (at, line) in lines.iter().enumerate() {
        collapse(&mut editor, text, line.span, &mut gaps);
        if let (Some(next), Some(join)) = (lines.get(at + 1), joins.get(at)) {
            let hyphen = if *join == Join::Broken { last_char_len(line.span.of(text)) } else { 0 };
            let between = Span::new(line.span.end() - hyphen, next.span.start());
            replace(&mut editor, text, between, join.text());
        }
    }
    editor.keep(last.span.end());
    delete(&mut editor, text.len());
    (editor.finish(), gaps)
}

fn last_char_len(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

/// Writes one space for each run of blanks, and notes the run.
fn collapse(editor: &mut Editor<'_>, text: &str, line: Span, gaps: &mut Vec<Gap>) {
    for run in lines::wide_blanks(text, line) {
        editor.keep(run.start());
        if run.len() > 1 {
            gaps.push(Gap { at: editor.written() as u32, width: run.len() as u32 });
        }
        editor.replace(run.end(), " ");
    }
}

/// Replaces where there is something to replace: what stays as it is stays one piece with its neighbours.
fn replace(editor: &mut Editor<'_>, text: &str, span: Span, with: &str) {
    if span.of(text) != with {
        editor.keep(span.start());
        editor.replace(span.end(), with);
    }
}

fn delete(editor: &mut Editor<'_>, to: usize) {
    if to > editor.position() {
        editor.delete(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn laid(text: &str) -> Layout {
        lay_out(&AlignedText::identity(text.to_owned()))
    }

    const PIECES: &str = "(the two sides agreed to go on with the work of|A new office will be opened in the|\
                          capital\\. |Minsk-|govern-|ment|12|- 3 -|  |\t|\n|\n\n|\u{C}|2022-01-20| said|Mr\\. Li|:){0,30}";

    proptest! {
        /// The clean text is trimmed, has no two blanks together, none beside a newline, one blank line at most, and
        /// every gap stands at the space that it speaks of.
        #[test]
        fn white_space_is_regular(text in PIECES) {
            let layout = laid(&text);
            let clean = layout.text.as_str();
            prop_assert_eq!(clean.trim(), clean);
            for pair in ["  ", " \n", "\n ", "\n\n\n", "\t", "\u{C}"] {
                prop_assert!(!clean.contains(pair), "{:?} in {:?}", pair, clean);
            }
            for gap in &layout.gaps {
                let at = gap.at as usize;
                prop_assert_eq!(clean.get(at..at + 1), Some(" "));
                let raw = layout.text.to_raw(Span::new(at, at + 1)).unwrap();
                prop_assert_eq!(raw.len(), gap.width as usize);
            }
        }

        /// Only white space, hyphens of broken words and page furniture may be missing.
        #[test]
        fn nothing_else_is_lost(text in PIECES) {
            let layout = laid(&text);
            let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>();
            let is_whole = bare(layout.text.as_str()) == bare(&text);
            prop_assert!(is_whole || layout.flags.contains(&Flag::PageFurniture));
        }

        /// A text without page breaks is laid out once and for all.
        #[test]
        fn is_idempotent_without_page_breaks(text in PIECES) {
            let once = laid(&text.replace('\u{C}', ""));
            let twice = laid(once.text.as_str());
            let is_settled = twice.text.as_str() == once.text.as_str();
            prop_assert!(is_settled || once.flags.contains(&Flag::PageFurniture), "{:?}", once.text.as_str());
        }
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "Statement on cooperation\n20 January 2022\n\nThe two sides agreed to go on with the work of the Secretary-\n\
                    General, and asked the govern-\nments of the region to help them in that. Their govern-\nment would take part. \
                    In the\ncourse of the day they met twice in the same hall.\n A second paragraph begins here, and it goes\n\
                    on in the next line. The governments agreed.";
        let layout = laid(text);
        assert_eq!(
            layout.text.as_str(),
            "Statement on cooperation\n\n20 January 2022\n\nThe two sides agreed to go on with the work of the \
             Secretary-General, and asked the governments of the region to help them in that. Their govern-ment would take \
             part. In the course of the day they met twice in the same hall.\n\nA second paragraph begins here, and it \
             goes on in the next line. The governments agreed."
        );
        assert_eq!(layout.flags, [Flag::Unwrapped]);
    }

    /// Scanned speeches have blank lines inside sentences; salutations and headings stay by themselves.
    #[test]
    fn a_blank_line_inside_a_wrapped_sentence_is_joined() {
        let text = "Excellencies,\n\nallow me to congratulate the new President on his\nassumption of the presidency\n\n\
                    of the Assembly, and to assure him of the support of\nmy delegation in all the work that lies before us.\n\n\
                    We are gathered here in a time that asks much of\nall the nations of the world.";
        assert_eq!(
            laid(text).text.as_str(),
            "Excellencies,\n\nallow me to congratulate the new President on his assumption of the presidency of the Assembly, \
             and to assure him of the support of my delegation in all the work that lies before us.\n\nWe are gathered here in a \
             time that asks much of all the nations of the world."
        );
    }

    #[test]
    fn a_sentence_runs_across_the_page() {
        let layout =
            laid("We discussed climate risks and the\n\n- 4 -\n\u{C}\ngrowing insecurity in the region.\nThank you.");
        let clean = layout.text.as_str();
        assert_eq!(clean, "We discussed climate risks and the growing insecurity in the region.\nThank you.");
        assert_eq!(layout.flags, [Flag::PageFurniture]);
        let whole = layout.text.to_raw(Span::new(0, clean.find('\n').unwrap())).unwrap();
        assert_eq!(whole, 0..77);
    }

    #[test]
    fn wide_gaps_make_paragraphs_of_a_single_line() {
        let layout = laid("     SENATE PASSES BILL       The Senate   passed it today    It was time  ");
        assert_eq!(layout.text.as_str(), "SENATE PASSES BILL\nThe Senate passed it today\nIt was time");
        assert_eq!(layout.gaps, [Gap { at: 29, width: 3 }]);
        assert_eq!(layout.flags, [Flag::NoNewlines]);
    }
}
