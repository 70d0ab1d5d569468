//! Acronyms that the document introduces, "Shanghai Cooperation Organisation (SCO)", and their repeats.
//!
//! The long form is found as in Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text", PSB 2003: from right to left each letter of the acronym must occur in the words before the bracket,
//! the first at the start of a word; here, at the start of a word in capitals.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::settle::Taken;
use super::words::{is_capitalised, without_possessive};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::model::{EntityType, Mention, RecognizerKind, Token};
use crate::text::Span;

const LONG_FORM: f32 = 0.8;
const REPEAT: f32 = 0.75;
/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// Finds organisations by the acronyms in brackets behind them.
#[derive(Debug)]
pub struct Acronyms;

impl DocumentRecognizer for Acronyms {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "acronyms",
            what: "Organisations with their acronym in brackets behind them, the acronym, and its repeats.",
            example: "The Northern Rivers Water Board (NRWB) met; the NRWB agreed.",
            finds: &[
                ("Northern Rivers Water Board", EntityType::Org),
                ("NRWB", EntityType::Org),
                ("NRWB", EntityType::Org),
            ],
            not_for: "Acronyms that no long form explains, unless the lexicon knows them.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let mut taken = Taken::by(mentions);
        let known: BTreeMap<Span, usize> =
            mentions.iter().enumerate().map(|(at, mention)| (mention.span, at)).collect();
        let mut meanings: BTreeMap<&str, Meaning> = BTreeMap::new();
        let mut found = Vec::new();
        for (index, _, tokens) in document.sentences() {
            for definition in definitions(document.text, tokens) {
                let named = known.get(&definition.long).and_then(|at| mentions.get(*at));
                let meaning = Meaning::of(document.text, definition.long, named);
                if named.is_none() && taken.take(definition.long) {
                    found.push(meaning.mention(definition.long, index, LONG_FORM, false));
                } else if named.is_none() {
                    continue;
                }
                meanings.entry(definition.acronym.of(document.text)).or_insert(meaning);
            }
        }
        if !meanings.is_empty() {
            repeats(document, &meanings, &mut taken, &mut found);
        }
        mentions.append(&mut found);
    }
}

/// What an acronym stands for in this document.
struct Meaning {
    entity_type: EntityType,
    subtype: Option<&'static str>,
    country: Option<&'static str>,
    lexicon_id: Option<Arc<str>>,
    name: Arc<str>,
}

impl Meaning {
    fn of(text: &str, long: Span, named: Option<&Mention>) -> Self {
        Self {
            entity_type: named.map_or(EntityType::Org, |mention| mention.entity_type),
            subtype: named.and_then(|mention| mention.subtype),
            country: named.and_then(|mention| mention.country),
            lexicon_id: named.and_then(|mention| mention.lexicon_id.clone()),
            name: long.of(text).into(),
        }
    }

    fn mention(&self, span: Span, sentence: usize, score: f32, is_acronym: bool) -> Mention {
        Mention {
            subtype: self.subtype,
            country: self.country,
            lexicon_id: self.lexicon_id.clone(),
            name: is_acronym.then(|| self.name.clone()),
            ..Mention::new(span, sentence, self.entity_type, RecognizerKind::Rule, score)
        }
    }
}

/// Every place where an acronym stands that has a meaning.
fn repeats(document: &DocumentCx<'_>, meanings: &BTreeMap<&str, Meaning>, taken: &mut Taken, found: &mut Vec<Mention>) {
    for (index, _, tokens) in document.sentences() {
        for token in tokens {
            let printed = without_possessive(token.span.of(document.text));
            if !is_acronym(printed) {
                continue;
            }
            let span = Span::new(token.span.start(), token.span.start() + printed.len());
            let Some(meaning) = meanings.get(printed) else { continue };
            if taken.take(span) {
                found.push(meaning.mention(span, index, REPEAT, true));
            }
        }
    }
}

struct Definition {
    long: Span,
    acronym: Span,
}

/// The acronyms in brackets of a sentence whose long forms stand before them.
fn definitions(text: &str, tokens: &[Token]) -> Vec<Definition> {
    let mut found = Vec::new();
    for (at, window) in tokens.windows(3).enumerate() {
        let [open, acronym, close] = window else { continue };
        let printed = acronym.span.of(text);
        if open.span.of(text) != "(" || close.span.of(text) != ")" || !is_acronym(printed) {
            continue;
        }
        if let Some(long) = tokens.get(..at).and_then(|before| long_form(text, before, printed)) {
            found.push(Definition { long, acronym: acronym.span });
        }
    }
    found
}

fn is_acronym(printed: &str) -> bool {
    let capitals = printed.chars().filter(|char| char.is_uppercase()).count();
    let is_plain = printed.chars().all(|char| char.is_alphanumeric() || matches!(char, '&' | '.'));
    is_plain && is_capitalised(printed) && capitals >= 2 && LETTERS.contains(&printed.chars().count())
}

/// The shortest run of words that ends before the bracket and spells the acronym.
fn long_form(text: &str, before: &[Token], acronym: &str) -> Option<Span> {
    let letters: Vec<char> =
        acronym.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let most = (letters.len() + 5).min(letters.len() * 2) + 2;
    let last = before.last()?;
    let mut due = letters.as_slice();
    for (words, token) in before.iter().rev().take(most).enumerate() {
        let word = token.span.of(text);
        for (position, char) in word.char_indices().rev() {
            let [earlier @ .., letter] = due else { break };
            let may_stand_here = !earlier.is_empty() || position == 0 && char.is_uppercase();
            if may_stand_here && char.to_lowercase().eq([*letter]) {
                due = earlier;
            }
        }
        if due.is_empty() {
            return (words > 0).then(|| token.span.cover(last.span));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn long(text: &str) -> Vec<String> {
        let sample = Sample::new(text);
        definitions(text, &sample.tokens).iter().map(|found| found.long.of(text).to_owned()).collect()
    }

    #[test]
    fn the_long_form_begins_where_the_acronym_does() {
        assert_eq!(long("the Shanghai Cooperation Organisation (SCO) met"), ["Shanghai Cooperation Organisation"]);
        assert_eq!(long("a Fund for the Lakes of the North (FLN) opened"), ["Fund for the Lakes of the North"]);
    }

    #[test]
    fn brackets_that_explain_nothing_are_left() {
        assert_eq!(long("Senator Craig (ID) and the good old boys (GOB) spoke (XYZ)"), [""; 0]);
    }
}
