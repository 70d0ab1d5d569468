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
    !line.starts_with(|c: char| c.is_lowercase() || "•*-–—,;.)".contains(c)) && !opens_speech(line) && !is_label(line)
}

fn ends_like_one(line: &str) -> bool {
    !line.ends_with(',') && (!ends_sentence(line) || ends_with_abbreviation(line) || asks(line))
}

/// `Mr. President`, `Ladies and Gentlemen`, `On behalf of …`: a speech begins.
fn opens_speech(line: &str) -> bool {
    const OPENINGS: [&str; 30] = [
        "mr. president",
        "mr president",
        "mdm president",
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
        "in the name of ",
        "on behalf of ",
        "at the outset",
        "first of all",
        "i wish ",
        "i would ",
        "i am ",
        "i have ",
        "it is a",
        "it is my ",
        "it is indeed ",
        "let me ",
        "allow me ",
        "may i ",
        "permit me ",
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
    let capitals = |text: &str| text.contains(char::is_uppercase) && !text.contains(char::is_lowercase);
    is_open(line) || next.starts_with(char::is_lowercase) || (capitals(line) && capitals(next))
}

/// Whether the last word of a line, or the mark after it, leaves it open.
pub(super) fn is_open(line: &str) -> bool {
    const OPEN: [&str; 22] = [
        "of", "the", "and", "in", "on", "to", "for", "with", "at", "by", "a", "an", "from", "as", "between", "or", "&",
        "into", "against", "after", "under", "over",
    ];
    let last = line.rsplit(' ').next().unwrap_or_default();
    OPEN.iter().any(|word| last.eq_ignore_ascii_case(word)) || line.ends_with([',', '-', '–', '—'])
}

/// Whether most of the longer words have a capital, as in headlines.
pub(super) fn is_in_title_case(text: &str) -> bool {
    let longer = text.split(' ').filter(|word| word.chars().count() >= 4);
    let capital = longer.clone().filter(|word| !word.starts_with(char::is_lowercase)).count();
    longer.count() * 7 <= capital * 10 && text.split(' ').count() >= 3
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
            "On behalf of the Government of Belarus",
            "Allow me to congratulate you",
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
    fn title_case() {
        assert!(is_in_title_case("Ministers Agree on $1.25 Million for the City of Minsk"));
        assert!(!is_in_title_case("The ministers agreed on a plan for the City of Minsk"));
        assert!(!is_in_title_case("Ministers Agree"));
    }

    #[test]
    fn titles_of_several_lines() {
        assert!(runs_on("Joint Statement of the", "Two Foreign Ministers"));
        assert!(runs_on("SENATE PASSES BILL", "ON TRADE"));
        assert!(runs_on("Ministers Meet", "in Minsk"));
        assert!(!runs_on("Ministers Meet", "Talks Cover Trade"));
    }
}
