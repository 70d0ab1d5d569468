//! What a line that is a title looks like.

use super::sentence_end::ends_sentence;

/// Longest title, in bytes and words.
const MAX_LEN: usize = 300;
const MAX_WORDS: usize = 45;

/// Whether the line alone may be a title: short, starting like one, and without the mark that ends a sentence.
pub(super) fn is_titular(line: &str) -> bool {
    starts_like_one(line) && is_titular_but_for_its_start(line)
}

/// The same for a line that goes on with a title.
pub(super) fn is_titular_but_for_its_start(line: &str) -> bool {
    is_short(line) && ends_like_one(line)
}

/// The same for a line whose end is no matter, since a printed date follows it.
pub(super) fn is_titular_but_for_its_end(line: &str) -> bool {
    is_short(line) && starts_like_one(line)
}

fn is_short(line: &str) -> bool {
    line.len() <= MAX_LEN && line.split(' ').count() <= MAX_WORDS && line.contains(char::is_alphabetic)
}

fn starts_like_one(line: &str) -> bool {
    !line.starts_with(|c: char| c.is_lowercase() || "•*-–—,;.)".contains(c)) && !is_salutation(line) && !is_label(line)
}

fn ends_like_one(line: &str) -> bool {
    !line.ends_with(',') && (!ends_sentence(line) || ends_with_abbreviation(line) || asks(line))
}

/// `Mr. President`, `Excellencies`, `Ladies and Gentlemen`.
fn is_salutation(line: &str) -> bool {
    const OPENINGS: [&str; 14] = [
        "mr. president",
        "mr president",
        "madam president",
        "madame president",
        "mister president",
        "mr. secretary",
        "mr. speaker",
        "mr. chair",
        "madam chair",
        "your excellenc",
        "excellenc",
        "distinguished",
        "ladies and",
        "dear ",
    ];
    let start = line.get(..line.floor_char_boundary(20)).unwrap_or_default().to_ascii_lowercase();
    OPENINGS.iter().any(|opening| start.starts_with(opening))
}

/// `Q: …`, `Question: …`.
fn is_label(line: &str) -> bool {
    ["Q:", "Q.", "A:", "QUESTION:", "Question:", "ANSWER:", "Answer:"].iter().any(|label| line.starts_with(label))
}

/// `… with the U.S.`: the period belongs to the last word.
fn ends_with_abbreviation(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or_default();
    last.matches('.').count() >= 2 && last.split('.').all(|part| part.chars().count() <= 2)
}

/// A headline may ask or call, in few words.
fn asks(line: &str) -> bool {
    line.ends_with(['?', '!']) && line.split(' ').count() <= 15
}

/// Whether a title that stops with `line` runs on with `next`.
pub(super) fn runs_on(line: &str, next: &str) -> bool {
    const OPEN: [&str; 22] = [
        "of", "the", "and", "in", "on", "to", "for", "with", "at", "by", "a", "an", "from", "as", "between", "or", "&",
        "into", "against", "after", "under", "over",
    ];
    let last = line.rsplit(' ').next().unwrap_or_default();
    let open = OPEN.iter().any(|word| last.eq_ignore_ascii_case(word)) || line.ends_with([',', '-', '–', '—']);
    let capitals = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    open || next.starts_with(char::is_lowercase) || (capitals(line) && capitals(next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for line in [
            "Foreign Minister Visits Minsk",
            "SEN. DOE: 'IF EUROPE CAN, SO CAN WE'",
            "President Signs Agreement With the U.S.",
            "Is the Treaty at an End?",
            "外交部发言人就有关问题答记者问",
        ] {
            assert!(is_titular(line), "{line}");
        }
    }

    #[test]
    fn no_titles() {
        for line in [
            "Mr. President,",
            "Madam President, I rise today",
            "The two sides met on Monday.",
            "the second half of a sentence",
            "Distinguished delegates",
            "Question: What was agreed",
            "He said: \"We agree.\"",
            "• an item",
            "12",
        ] {
            assert!(!is_titular(line), "{line}");
        }
        assert!(is_titular_but_for_its_end("Ministers met in Minsk."));
    }

    #[test]
    fn titles_of_several_lines() {
        assert!(runs_on("Joint Statement of the", "Two Foreign Ministers"));
        assert!(runs_on("SENATE PASSES BILL", "ON TRADE"));
        assert!(runs_on("Ministers Meet", "in Minsk"));
        assert!(!runs_on("Ministers Meet", "Talks Cover Trade"));
    }
}
