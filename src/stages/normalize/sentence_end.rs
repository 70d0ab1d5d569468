//! Whether a line ends where a sentence ends, seen from the line alone.

/// Whether the last mark, closing quotation marks and brackets left out, ends a sentence or announces a list or quote.
pub(super) fn ends_sentence(line: &str) -> bool {
    let closing = ['"', '\'', '\u{201D}', '\u{2019}', '\u{BB}', ')', ']', '\u{300D}', '\u{FF09}'];
    let marks =
        ['.', '!', '?', ':', ';', '\u{2026}', '\u{3002}', '\u{FF01}', '\u{FF1F}', '\u{61F}', '\u{6D4}', '\u{964}'];
    line.trim_end_matches(closing).ends_with(marks)
}

/// Whether the line stops after a short title, whose name is in the next line then.
pub(super) fn ends_with_title(line: &str) -> bool {
    const TITLES: [&str; 12] =
        ["Sen.", "Sens.", "Rep.", "Reps.", "Gov.", "Gen.", "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "H.E."];
    // Blanks of any kind may still stand here: they are made one kind when the line is written.
    line.trim_end().rsplit(char::is_whitespace).next().is_some_and(|word| TITLES.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::{ends_sentence, ends_with_title};

    #[test]
    fn a_title_waits_for_its_name() {
        assert!(ends_with_title("In a hearing of the committee, Sen."));
        assert!(ends_with_title("President \tMr. "));
        assert!(!ends_with_title("The committee met with Sen. Cole."));
        assert!(!ends_with_title("It was the best of all MSen."));
    }

    #[test]
    fn closing_marks_are_looked_through() {
        for line in ["It is over.", "He said: \"Go!\"", "(see below.)", "as follows:", "会谈结束。"] {
            assert!(ends_sentence(line), "{line}");
        }
        for line in ["the Republic of", "growth (in 2020)", "Minsk,"] {
            assert!(!ends_sentence(line), "{line}");
        }
    }
}
