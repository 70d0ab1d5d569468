//! Hard-wrapped texts: whether a text is one, and where its paragraphs end.

use super::lines::Line;
use super::sentence_end::ends_sentence;
use super::title;

/// Widths of lines that somebody wrapped, in characters.
const WRAPPED_WIDTHS: std::ops::RangeInclusive<u32> = 30..=110;

/// A line wider than this was not wrapped.
const UNWRAPPED_WIDTH: u32 = 120;

/// How the lines of a hard-wrapped text are wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wrap {
    /// Width that nine lines of ten keep to.
    width: u32,
    /// Indent of most lines.
    indent: u32,
}

/// A text is hard-wrapped if a third of its lines, and three at least, stop in the middle of a sentence (no final mark,
/// a small letter in the next line), at a width that people wrap at, and hardly any line is wider.
pub(super) fn detect(text: &str, lines: &[Line]) -> Option<Wrap> {
    let (mut pairs, mut continued) = (0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.blank_before) {
        pairs += 1;
        let open = WRAPPED_WIDTHS.contains(&line.width) && !ends_sentence(line.span.of(text));
        continued += usize::from(open && next.span.of(text).starts_with(char::is_lowercase));
    }
    let wide = lines.iter().filter(|line| line.width > UNWRAPPED_WIDTH).count();
    let wrapped = continued >= 3 && continued * 3 >= pairs && wide * 10 <= lines.len();
    wrapped.then(|| Wrap {
        width: quantile(lines.iter().map(|line| line.width), 9, 10),
        indent: quantile(lines.iter().map(|line| line.indent), 1, 2),
    })
}

/// The smallest value, up to 255, that `part` of `whole` values do not exceed.
fn quantile(values: impl Iterator<Item = u32>, part: usize, whole: usize) -> u32 {
    let mut counts = [0_usize; 256];
    for value in values {
        if let Some(count) = counts.get_mut(value.min(255) as usize) {
            *count += 1;
        }
    }
    let total: usize = counts.iter().sum();
    let mut seen = 0;
    let reached = counts.iter().position(|count| {
        seen += count;
        seen * whole >= total * part
    });
    reached.unwrap_or(255) as u32
}

impl Wrap {
    /// Whether `next` goes on with the paragraph of `line`.
    pub(super) fn continues(self, text: &str, line: &Line, next: &Line) -> bool {
        let (printed, following) = (line.span.of(text), next.span.of(text));
        let ended = ends_sentence(printed);
        if next.page_before {
            return !ended && (following.starts_with(char::is_lowercase) || self.is_filled(line, 6));
        }
        if next.blank_before {
            // A blank line that a scanner or a page break left inside a sentence. A salutation ("Excellencies,") ends with a
            // comma, and a heading is short.
            let goes_on = printed.ends_with(char::is_lowercase) && following.starts_with(char::is_lowercase);
            return goes_on && self.is_filled(line, 4);
        }
        if following.starts_with(char::is_lowercase) {
            return true;
        }
        let indented = next.indent > self.indent && (ended || next.indent > self.indent + 1);
        let new_item = ended && starts_item(following);
        // The first word of the next line would have fitted: the line was ended on purpose.
        let first_word = following.split(' ').next().map_or(0, |word| word.chars().count() as u32);
        let with_next = Line { width: line.width + 1 + first_word, ..*line };
        let ended_early =
            if ended { !self.is_filled(&with_next, 8) } else { !self.is_filled(&with_next, 6) && is_heading(printed) };
        !(indented || new_item || ended_early)
    }

    /// Whether the line takes `tenths` of the width.
    fn is_filled(self, line: &Line, tenths: u32) -> bool {
        line.width.saturating_add(line.indent) * 10 >= self.width * tenths
    }
}

/// Whether every longer word has a capital: a line that stops early without a mark is a heading then, or else the stump
/// of a paragraph whose start was cut off.
fn is_heading(line: &str) -> bool {
    let mut longer = line.split(' ').filter(|word| word.chars().count() >= 4).peekable();
    longer.peek().is_some() && longer.all(|word| !word.starts_with(char::is_lowercase)) && !title::is_open(line)
}

/// `• …`, `- …`, `1. …`, `(a) …`.
fn starts_item(line: &str) -> bool {
    let first = line.split(' ').next().unwrap_or_default();
    let numbered = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    matches!(first, "•" | "-" | "–" | "—" | "*" | "·")
        || first.strip_suffix(['.', ')']).is_some_and(|word| {
            numbered(word.trim_start_matches('('))
                && (first.starts_with('(') || word.bytes().all(|b| b.is_ascii_digit()))
        })
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;

    #[test]
    fn lists_and_prose_are_not_wrapped_texts() {
        for text in [
            "Present were:\nThe President\nThe Prime Minister\nThe Foreign Minister\nThe Ambassador",
            "The talks ended on Monday.\nThe two sides agreed to meet again.\nNo date was given.",
        ] {
            assert_eq!(detect(text, &split(text)), None);
        }
    }

    #[test]
    fn items_are_told_by_their_first_word() {
        for line in ["1. The sides", "(a) the text", "• trade", "- trade", "12) trade"] {
            assert!(starts_item(line), "{line}");
        }
        for line in ["Mr. President", "U.S. officials", "The sides", "(see"] {
            assert!(!starts_item(line), "{line}");
        }
    }

    #[test]
    fn quantiles_are_those_of_the_sorted_values() {
        assert_eq!(quantile([5, 1, 9, 3].into_iter(), 1, 2), 3);
        assert_eq!(quantile([5, 1, 9, 3].into_iter(), 9, 10), 9);
    }
}
