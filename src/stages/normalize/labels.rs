//! Labels of speakers: `Q:`, `Reuters:`, `MR. PRICE:`.

use std::collections::HashSet;

use crate::lexicon::Lexicon;

/// Who speaks in a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    Question,
    Answer,
    /// A name that is neither: the person who answers, or a moderator.
    Speaker,
}

/// Names of news media, folded to lower case.
#[derive(Debug)]
pub(super) struct Media {
    names: HashSet<String>,
}

/// Media that ask at press conferences, beside those of the lexicon.
const KNOWN: [&str; 40] = [
    "reuters",
    "afp",
    "ap",
    "associated press",
    "bloomberg",
    "bloomberg news",
    "cnn",
    "bbc",
    "nbc",
    "cbs",
    "abc",
    "npr",
    "dpa",
    "efe",
    "ansa",
    "tass",
    "ria novosti",
    "interfax",
    "belta",
    "ukrinform",
    "anadolu",
    "xinhua",
    "xinhua news agency",
    "cctv",
    "cgtn",
    "china daily",
    "global times",
    "people's daily",
    "china news service",
    "the paper",
    "phoenix tv",
    "shenzhen tv",
    "beijing daily",
    "nhk",
    "kyodo",
    "kyodo news",
    "yonhap",
    "al jazeera",
    "rt",
    "journalist",
];

/// Words that only names of media hold.
const MEDIA_WORDS: [&str; 18] = [
    "news",
    "daily",
    "times",
    "tv",
    "television",
    "agency",
    "press",
    "post",
    "radio",
    "journal",
    "broadcasting",
    "media",
    "reporter",
    "correspondent",
    "gazette",
    "herald",
    "tribune",
    "network",
];

/// Longest label, in bytes.
const MAX_LEN: usize = 60;

impl Media {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let media = lexicon.organisations.iter().filter(|row| row.kind == "media");
        let names = media.flat_map(|row| row.aliases.iter().copied().chain([row.name]).chain(row.acronym)).chain(KNOWN);
        Self { names: names.map(str::to_lowercase).collect() }
    }

    fn is_media(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.names.contains(&lower) || lower.split(' ').any(|word| MEDIA_WORDS.contains(&word))
    }

    /// The label that the paragraph begins with.
    pub(super) fn label(&self, paragraph: &str) -> Option<Label> {
        if paragraph.starts_with("Q. ") || paragraph.starts_with("Q ") {
            return Some(Label::Question);
        }
        let head = paragraph.get(..paragraph.floor_char_boundary(MAX_LEN)).unwrap_or_default();
        let (name, rest) = head.split_once([':', '：'])?;
        if !(rest.is_empty() || rest.starts_with([' ', '\u{201C}', '"']) || !name.is_ascii()) {
            return None;
        }
        let name = without_brackets(name);
        match name.to_ascii_lowercase().as_str() {
            "q" | "question" | "questions" | "问" => Some(Label::Question),
            "a" | "answer" | "答" => Some(Label::Answer),
            _ if !is_name(name) || is_notice(name) => None,
            _ if self.is_media(name) => Some(Label::Question),
            _ => Some(Label::Speaker),
        }
    }
}

/// `Wang Wenbin (spokesperson)` is `Wang Wenbin`.
fn without_brackets(name: &str) -> &str {
    name.split_once(" (").map_or(name, |(name, _)| name).trim()
}

/// `Media Release: …`, `Press Contact: …`: what follows is no speech.
fn is_notice(name: &str) -> bool {
    const NOTICES: [&str; 12] = [
        "release",
        "advisory",
        "statement",
        "contact",
        "contacts",
        "note",
        "notes",
        "inquiries",
        "enquiries",
        "kit",
        "source",
        "subject",
    ];
    name.split(' ').any(|word| NOTICES.iter().any(|notice| word.eq_ignore_ascii_case(notice)))
}

/// One to five words, each with a capital.
fn is_name(name: &str) -> bool {
    let words = name.split(' ').filter(|word| !word.is_empty());
    let capital =
        |word: &str| word.starts_with(char::is_uppercase) || ["de", "of", "the", "al", "van", "von"].contains(&word);
    (1..=5).contains(&words.clone().count())
        && words.clone().all(capital)
        && !name.contains(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        let media = Media::new(Lexicon::embedded());
        let question = Some(Label::Question);
        for (paragraph, label) in [
            ("Q: What was agreed?", question),
            ("Q. What was agreed?", question),
            ("QUESTION: On Minsk.", question),
            ("Reuters: What was agreed?", question),
            ("Shenzhen TV: What was agreed?", question),
            ("Bloomberg News: And trade?", question),
            ("A: Nothing new.", Some(Label::Answer)),
            ("ANSWER: Nothing new.", Some(Label::Answer)),
            ("Wang Wenbin: China has noted it.", Some(Label::Speaker)),
            ("MR. PRICE: Thank you.", Some(Label::Speaker)),
            ("MS. DOE (via interpreter): Thank you.", Some(Label::Speaker)),
            ("The minister said: we agree.", None),
            ("Talks began at 12:30 on Monday.", None),
            ("https://example.org", None),
            ("A. Introduction", None),
            ("Media Release: Talks end", None),
            ("They met.", None),
        ] {
            assert_eq!(media.label(paragraph), label, "{paragraph}");
        }
    }
}
