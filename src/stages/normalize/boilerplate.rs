//! Lines of the page rather than of the text, by the patterns of the lexicon and of the user.

use regex::bytes::{RegexSet, RegexSetBuilder};

use super::NormalizeError;
use super::paragraph::Paragraph;
use crate::lexicon::{BoilerplatePattern, UserPattern};

/// So many paragraphs at either end count as head and foot.
const EDGE: usize = 5;

/// Longest paragraph, in bytes, that may be boilerplate.
const MAX_LEN: usize = 400;

/// Bytes that one pattern of the user's may take once it is compiled: `(a{100}){100}` is short as written.
const USER_PATTERN_BYTES: usize = 1 << 20;

/// Bytes that all patterns of a place may take.
const PATTERNS_BYTES: usize = 10 << 20;

/// Compiled patterns; each must match a whole paragraph, letter case ignored.
#[derive(Debug)]
pub(super) struct Boilerplate {
    any: RegexSet,
    head: RegexSet,
    foot: RegexSet,
}

impl Boilerplate {
    pub(super) fn new(table: &[BoilerplatePattern], user: &[UserPattern]) -> Result<Self, NormalizeError> {
        // The table is held to its form by a test; a user's pattern is tried alone, so that a mistake is named and
        // cannot spoil its neighbours.
        for own in user {
            compile(&[characters(&own.pattern)], USER_PATTERN_BYTES)
                .map_err(|error| bad_pattern(&own.pattern, &error))?;
        }
        let at = |place: &str| {
            let own = user.iter().filter(|row| row.place == place).map(|row| characters(&row.pattern));
            let patterns: Vec<String> =
                table.iter().filter(|row| row.place == place).map(|row| in_its_mode(row.pattern)).chain(own).collect();
            compile(&patterns, PATTERNS_BYTES).map_err(|error| bad_pattern("all together", &error))
        };
        Ok(Self { any: at("any")?, head: at("head")?, foot: at("foot")? })
    }

    /// One mark for each paragraph.
    pub(super) fn marks(&self, text: &str, paragraphs: &[Paragraph]) -> Vec<bool> {
        let foot = paragraphs.len().saturating_sub(EDGE);
        let marked = |(at, paragraph): (usize, &Paragraph)| {
            let line = paragraph.span.of(text).as_bytes();
            line.len() <= MAX_LEN
                && (self.any.is_match(line)
                    || (at < EDGE && self.head.is_match(line))
                    || (at >= foot && self.foot.is_match(line)))
        };
        paragraphs.iter().enumerate().map(marked).collect()
    }
}

/// A pattern of the table that is all ASCII is matched byte by byte: that asks for a fraction of the automaton that
/// characters ask for, and says the same of a line.
fn in_its_mode(pattern: &str) -> String {
    if pattern.is_ascii() { format!("(?-u:{pattern})") } else { characters(pattern) }
}

/// A pattern that is matched character by character.
fn characters(pattern: &str) -> String {
    format!("(?u:{pattern})")
}

/// One expression that matches a whole line where any of the patterns does; where there are none, it matches nothing
/// that is not empty.
///
/// It stands alone in a set, since a set keeps no capture groups: for the hundreds of groups of these patterns, the places
/// of captures would take a hundred megabytes a thread.
fn compile(patterns: &[String], limit_bytes: usize) -> Result<RegexSet, regex::Error> {
    let whole = format!("^(?:{})$", patterns.join("|"));
    RegexSetBuilder::new([whole]).case_insensitive(true).size_limit(limit_bytes).build()
}

fn bad_pattern(pattern: &str, error: &regex::Error) -> NormalizeError {
    NormalizeError::BadPattern { pattern: pattern.to_owned(), message: error.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::text::Span;

    #[test]
    fn every_pattern_matches_its_example_and_no_sentence() {
        let sentences = [
            "The two sides exchanged views on the situation in the region.",
            "Follow-up talks will be held in Minsk next year.",
            "Contact between the two armies has been restored, the minister said.",
            "Source countries must do more, the President stressed.",
            "Print media from 12 countries covered the visit.",
            "For more information to be shared, trust is needed.",
            "Share of trade in the national currencies rose to 30 percent.",
            "End the war now, the Secretary-General urged both parties.",
        ];
        let table = &Lexicon::embedded().boilerplate;
        assert!(table.len() >= 60, "only {} patterns", table.len());
        for row in table {
            assert!(["any", "head", "foot"].contains(&row.place), "{row:?}");
            let pattern = compile(&[in_its_mode(row.pattern)], PATTERNS_BYTES).unwrap();
            assert!(pattern.is_match(row.example.as_bytes()), "{row:?}");
            assert!(pattern.is_match(row.example.to_uppercase().as_bytes()), "letter case: {row:?}");
            for sentence in sentences {
                assert!(!pattern.is_match(sentence.as_bytes()), "{row:?} matches {sentence:?}");
            }
        }
    }

    #[test]
    fn places_are_kept_to_and_users_have_their_own() {
        let row = |pattern, place| BoilerplatePattern { pattern, place, example: "" };
        let own = |pattern: &str, place: &str| UserPattern { pattern: pattern.into(), place: place.into() };
        let table = [row("end", "foot"), row("menu", "head")];
        let boilerplate = Boilerplate::new(&table, &[own("teaser \\d+", "any"), own("c", "foot")]).unwrap();
        let text = "Menu\nEnd\na\nb\nTeaser 12\nc\nMenu\nEND";
        let paragraphs = super::super::paragraph::split(text);
        let marks = boilerplate.marks(text, &paragraphs);
        assert_eq!(marks, [true, false, false, false, true, true, false, true]);
        assert_eq!(paragraphs[0].span, Span::new(0, 4));
    }

    #[test]
    fn a_bad_pattern_is_named() {
        let own = |pattern: &str| UserPattern { pattern: pattern.into(), place: "any".into() };
        let error = Boilerplate::new(&[], &[own("ok"), own("(")]).unwrap_err();
        assert!(error.to_string().contains("`(`"), "{error}");
    }
}
