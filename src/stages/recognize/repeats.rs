//! Persons that the document names elsewhere: their full name and their surname without a title.
//!
//! The surname is the last word of a name, the first one where it is a family name that stands first (`Xi Jinping`), and
//! the single word after a title.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::sentence_cx::is_in_capitals;
use super::settle::Taken;
use super::words::{
    is_all_caps, is_calendar_word, is_capitalised, is_function_word, is_suffix, names_larger_place, without_possessive,
};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::lexicon::Lexicon;
use crate::model::{EntityType, Mention, RecognizerKind, Sentence, Token, TokenKind, Zone};
use crate::text::{Span, push_lower};

const FULL_NAME: f32 = 0.85;
const SURNAME: f32 = 0.75;
/// How many full names with one first word are looked for; a bound for lists of thousands of persons.
const MAX_NAMESAKES: usize = 64;
/// A lexicon's place below this score yields to a person of the same name.
const YIELDS_BELOW: f32 = 0.8;

/// Finds repeats of persons.
#[derive(Debug)]
pub struct Repeats;

impl DocumentRecognizer for Repeats {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "repeats",
            what: "Full names and surnames of persons that the document names by title or in full elsewhere.",
            example: "President Xi Jinping met Mr. Lukashenko. Xi Jinping spoke first. Lukashenko agreed.",
            finds: &[
                ("Xi Jinping", EntityType::Person),
                ("Lukashenko", EntityType::Person),
                ("Xi Jinping", EntityType::Person),
                ("Lukashenko", EntityType::Person),
            ],
            not_for: "Given names alone, and words that are part of another name, such as Lincoln Memorial.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let known = Known::of(document, mentions);
        if known.names.is_empty() {
            return;
        }
        known.complete(document, mentions);
        known.confirm(document, mentions);
        yield_places(document, &known, mentions);
        let mut taken = Taken::by(mentions);
        for (index, sentence, tokens) in document.sentences() {
            known.find(document.text, index, sentence, tokens, &mut taken, mentions);
        }
    }
}

/// The words of a person's name, as printed.
fn words(text: &str, span: Span) -> Vec<&str> {
    span.of(text)
        .split([' ', '-', '\u{2010}', '\u{2011}'])
        .map(|word| word.trim_matches(','))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The family name among the words.
fn surname<'t>(words: &[&'t str], lexicon: &Lexicon) -> Option<&'t str> {
    let first = *words.first()?;
    let stands_first =
        words.len() > 1 && words.len() <= 4 && lexicon.surnames_first.contains(first.to_lowercase().as_str());
    if stands_first { Some(first) } else { words.iter().rev().copied().find(|word| !is_suffix(word)) }
}

/// The persons of a document.
struct Known {
    /// Full names by their first word in small letters, the longest first: the words of each.
    names: FxHashMap<String, Vec<Vec<String>>>,
    /// Family names in small letters.
    surnames: FxHashSet<String>,
}

impl Known {
    fn of(document: &DocumentCx<'_>, mentions: &[Mention]) -> Self {
        let mut names: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
        let mut surnames = FxHashSet::default();
        let mut seen = BTreeSet::new();
        for person in mentions.iter().filter(|mention| mention.entity_type == EntityType::Person) {
            if !seen.insert(person.span.of(document.text)) {
                continue;
            }
            let words = words(document.text, person.span);
            let Some(surname) = surname(&words, document.lexicon).filter(|word| word.chars().count() > 1) else {
                continue;
            };
            // Where the first word may be a family name it may be a given one too ("Jo Ann Emerson"): either can stand alone.
            let last = words.iter().rev().copied().find(|word| !is_suffix(word)).unwrap_or(surname);
            for word in [surname, last] {
                if word.chars().count() > 1 && !is_calendar_word(word) && !is_function_word(word) {
                    surnames.insert(word.to_lowercase());
                }
            }
            let small: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
            if let Some(first) = small.first().cloned() {
                names.entry(first).or_default().push(small);
            }
        }
        for namesakes in names.values_mut() {
            namesakes.sort_by_key(|words| std::cmp::Reverse(words.len()));
            namesakes.truncate(MAX_NAMESAKES);
        }
        // Every word with a capital is looked up here.
        Self { names: names.into_iter().collect(), surnames }
    }

    /// A name of which only the first word was found where all of it stands: "President Daniel" in the headline "President
    /// Daniel Mwangi Holds Talks".
    fn complete(&self, document: &DocumentCx<'_>, mentions: &mut [Mention]) {
        let starts: Vec<u32> = mentions.iter().map(|mention| mention.span.start).collect();
        for (at, mention) in mentions.iter_mut().enumerate() {
            let is_first_word = !mention.span.of(document.text).contains([' ', '-']);
            if mention.entity_type != EntityType::Person || !is_first_word {
                continue;
            }
            let span = self.whole_name(document, mention);
            let is_free = |span: &Span| starts.get(at + 1).is_none_or(|next| span.end <= *next);
            if let Some(span) = span.filter(is_free) {
                mention.span = span;
            }
        }
    }

    /// The longest full name of the document that begins where the mention does.
    fn whole_name(&self, document: &DocumentCx<'_>, mention: &Mention) -> Option<Span> {
        let sentence = document.sentences.get(mention.sentence)?;
        let tokens = document.tokens.get(sentence.tokens.clone())?;
        let at = tokens.partition_point(|token| token.span.start < mention.span.start);
        let names = self.names.get(mention.span.of(document.text).to_lowercase().as_str())?;
        let full = names.iter().filter(|words| words.len() > 1);
        let end = full.filter_map(|words| full_name_end(document.text, tokens, at, words)).next()?;
        span_of(document.text, tokens, at, end)
    }

    /// A name that was taken on a verb alone is sure where a title stands before it elsewhere.
    fn confirm(&self, document: &DocumentCx<'_>, mentions: &mut [Mention]) {
        let is_person = |mention: &&Mention| mention.entity_type == EntityType::Person;
        let titled: BTreeSet<&str> = mentions
            .iter()
            .filter(is_person)
            .filter(|mention| mention.title.is_some())
            .map(|mention| mention.span.of(document.text))
            .collect();
        for mention in mentions.iter_mut().filter(|mention| is_person(&&**mention)) {
            if mention.score < FULL_NAME && titled.contains(mention.span.of(document.text)) && mention.title.is_none() {
                (mention.score, mention.recognizer) = (FULL_NAME, RecognizerKind::Alias);
            }
        }
    }

    fn find(
        &self,
        text: &str,
        index: usize,
        sentence: &Sentence,
        tokens: &[Token],
        taken: &mut Taken,
        mentions: &mut Vec<Mention>,
    ) {
        let in_capitals = is_in_capitals(text, sentence);
        let mut small = String::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let word = token.span.of(text);
            // A line of a transcript names the speaker in capitals: "MAREK: Yes."
            let speaks = || at == 0 && tokens.get(1).is_some_and(|next| next.span.of(text) == ":");
            let is_candidate =
                token.kind == TokenKind::Word && is_capitalised(word) && (in_capitals || !is_shouted(word) || speaks());
            let hit = is_candidate.then(|| self.at(text, sentence, tokens, at, &mut small)).flatten();
            let Some((end, span, score)) = hit else {
                at += 1;
                continue;
            };
            at = end;
            if taken.take(span) {
                mentions.push(Mention::new(span, index, EntityType::Person, RecognizerKind::Alias, score));
            }
        }
    }

    /// The name that begins at this token: the position behind it, its span and score.
    fn at(
        &self,
        text: &str,
        sentence: &Sentence,
        tokens: &[Token],
        at: usize,
        small: &mut String,
    ) -> Option<(usize, Span, f32)> {
        let first = without_possessive(tokens.get(at)?.span.of(text));
        small.clear();
        push_lower(first, small);
        let full = self.names.get(small.as_str()).into_iter().flatten().filter(|words| words.len() > 1);
        for words in full {
            if let Some(end) = full_name_end(text, tokens, at, words) {
                return Some((end, span_of(text, tokens, at, end)?, FULL_NAME));
            }
        }
        let is_surname = self.surnames.contains(small.as_str()) && stands_alone(text, sentence, tokens, at);
        is_surname.then(|| Some((at + 1, span_of(text, tokens, at, at + 1)?, SURNAME)))?
    }
}

/// A word in capitals of four letters or more, in a line that is not.
fn is_shouted(word: &str) -> bool {
    word.len() > 3 && is_all_caps(word)
}

fn span_of(text: &str, tokens: &[Token], start: usize, end: usize) -> Option<Span> {
    let span = tokens.get(start)?.span.cover(tokens.get(end.checked_sub(1)?)?.span);
    Some(Span::new(span.start(), span.start() + without_possessive(span.of(text)).len()))
}

/// The position behind the words, hyphens and commas between them left out.
fn full_name_end(text: &str, tokens: &[Token], start: usize, words: &[String]) -> Option<usize> {
    let mut at = start;
    for (position, word) in words.iter().enumerate() {
        if position > 0 && matches!(tokens.get(at)?.span.of(text), "-" | "," | "\u{2010}" | "\u{2011}") {
            at += 1;
        }
        let printed = tokens.get(at)?.span.of(text);
        let printed = if position + 1 == words.len() { without_possessive(printed) } else { printed };
        if !printed.chars().flat_map(char::to_lowercase).eq(word.chars()) {
            return None;
        }
        at += 1;
    }
    Some(at)
}

/// Whether a surname is no part of a longer name. In a headline, where all words have capitals, nothing can be told by
/// them.
fn stands_alone(text: &str, sentence: &Sentence, tokens: &[Token], at: usize) -> bool {
    let word = |at: Option<usize>| at.and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
    let (before, next) = (word(at.checked_sub(1)), word(at.checked_add(1)));
    if names_larger_place(next) || is_calendar_word(word(Some(at))) {
        return false;
    }
    if sentence.zone == Zone::Title || is_in_capitals(text, sentence) {
        return true;
    }
    let is_own =
        |word: &str| !is_capitalised(word) || is_function_word(word) || is_calendar_word(word) || word.ends_with('.');
    let is_hyphenated = |word: &str| matches!(word, "-" | "–");
    let possessive = without_possessive(word(Some(at))).len() < word(Some(at)).len();
    is_own(before) && (possessive || is_own(next)) && !is_hyphenated(before)
}

/// Takes back the lexicon's cities and ambiguous countries that the document shows to be persons, but for those after a
/// preposition of place or before a comma and a place.
fn yield_places(document: &DocumentCx<'_>, known: &Known, mentions: &mut Vec<Mention>) {
    let is_person = |mention: &Mention| {
        let is_weak = mention.score < YIELDS_BELOW || matches!(mention.subtype, Some("city" | "state"));
        let text = document.text;
        mention.entity_type == EntityType::Gpe
            && mention.recognizer == RecognizerKind::Lexicon
            && mention.parent.is_none()
            && mention.subtype != Some("pair")
            && is_weak
            && known.surnames.contains(&mention.span.of(text).to_lowercase())
            && !follows_preposition(text, mention.span)
            && !text.get(mention.span.end()..).is_some_and(|rest| rest.starts_with(", "))
    };
    let numbered: Vec<_> =
        std::mem::take(mentions).into_iter().enumerate().filter(|(_, mention)| !is_person(mention)).collect();
    *mentions = super::settle::in_order(numbered);
}

fn follows_preposition(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or_default().trim_end();
    ["in", "at", "to", "from", "near", "of"]
        .iter()
        .any(|word| before.strip_suffix(word).is_some_and(|rest| rest.ends_with(char::is_whitespace)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn names(text: &str) -> Vec<String> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let persons = mentions.iter().filter(|mention| mention.entity_type == EntityType::Person);
        persons.map(|mention| mention.span.of(text).to_owned()).collect()
    }

    #[test]
    fn headlines_are_read_with_the_body() {
        let text = "Craig Calls on Senate to Act\nSenator Larry Craig spoke. Craig's plan helps, Larry Craig said.";
        assert_eq!(names(text), ["Craig", "Larry Craig", "Craig", "Larry Craig"]);
    }

    #[test]
    fn a_headline_in_capitals_too() {
        assert_eq!(names("CRAIG URGES ACTION\nSenator Larry Craig spoke."), ["CRAIG", "Larry Craig"]);
    }

    #[test]
    fn the_speaker_of_a_line_is_a_repeat() {
        let text = "News\nAmbassador Larry Craig spoke.\nCRAIG: Yes, it is so.\nHe said CRAIG twice.";
        assert_eq!(names(text), ["Larry Craig", "CRAIG"]);
    }

    #[test]
    fn other_names_are_not_touched() {
        let text = "News\nSenator Abraham Lincoln left the Lincoln Memorial. Mary Lincoln stayed.";
        assert_eq!(names(text), ["Abraham Lincoln"]);
    }

    #[test]
    fn a_family_name_that_stands_first() {
        let text = "News\nForeign Minister Wang Yi left. Wang said so. Mr. Yi Ding stayed.";
        assert_eq!(names(text), ["Wang Yi", "Wang", "Yi Ding"]);
    }

    #[test]
    fn a_place_yields_to_a_person_of_the_document() {
        let text = "News\nSenator Frank Cleveland left. Cleveland will speak in Cleveland.";
        assert_eq!(names(text), ["Frank Cleveland", "Cleveland"]);
    }

    #[test]
    fn the_first_word_of_a_name_that_stands_there_in_full_is_completed() {
        let text = "President Daniel Mwangi Holds Talks\nPresident Daniel Mwangi spoke. Daniel Arap left.";
        let sample = Sample::titled(text);
        let mut mentions = sample.mentions();
        let cut = mentions.iter_mut().find(|mention| mention.entity_type == EntityType::Person).unwrap();
        cut.span = Span::new(cut.span.start(), cut.span.start() + "Daniel".len());
        assert_eq!(cut.span.of(text), "Daniel");
        let document = sample.document_cx();
        Repeats.recognize(&document, &mut mentions);
        assert_eq!(mentions.iter().find(|mention| mention.span.start() == 10).unwrap().span.of(text), "Daniel Mwangi");
    }
}
