//! Names that have lost the apostrophe of their possessive ending: "FBIs report", "Bushs plan".

use std::collections::{BTreeMap, BTreeSet};

use super::settle::Taken;
use super::words::{Phrases, is_all_caps, is_calendar_word, is_capitalised, is_reporting_verb};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc};
use crate::model::{EntityType, Mention, RecognizerKind, Token, TokenKind};
use crate::text::Span;

const SCORE: f32 = 0.7;
/// Letters of a name below which it may be the beginning of another word.
const SHORT: usize = 3;
/// What stands before a plural.
static BEFORE_PLURALS: Phrases =
    Phrases::of("all|both|few|four|many|more|most|no|other|several|some|ten|These|these|Those|those|three|two");
/// What stands before a plural, and before a body of which there is only one.
static ARTICLES: Phrases = Phrases::of("a|our|The|the|their");
/// What stands behind a plural and not behind a possessive.
static BEHIND_PLURALS: Phrases = Phrases::of(
    "\
    and|are|as|at|but|by|can|for|from|had|have|in|into|is|may|must|of|on|or|should|than|that|to|was|were|which|who|will|with|would",
);

/// Finds such names where the document has them without the ending.
#[derive(Debug)]
pub struct LostPossessives;

impl DocumentRecognizer for LostPossessives {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "lost_possessives",
            what: "Surnames, acronyms and places whose possessive ending has lost its apostrophe, where the document has \
                   them without it.",
            example: "President Lukashenko spoke. A paper had printed Lukashenkos speech.",
            finds: &[("Lukashenko", EntityType::Person), ("Lukashenko", EntityType::Person)],
            not_for: "Plurals, behind an article or a number or before a verb.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        let mut known = known(document.text, mentions);
        let names: BTreeSet<&str> =
            mentions.iter().filter_map(|mention| whole_name(document.text, mention)?.strip_suffix('s')).collect();
        known.retain(|name, _| !names.contains(name));
        if known.is_empty() {
            return;
        }
        cut(document.text, mentions, &known);
        let mut taken = Taken::by(mentions);
        let mut found = Vec::new();
        for (index, _, tokens) in document.sentences() {
            for (at, token) in tokens.iter().enumerate() {
                let Some((span, base)) = base(document.text, tokens, at, token, (mentions, &known)) else { continue };
                if taken.take(span) {
                    found.push((span, index, base));
                }
            }
        }
        let again =
            found.into_iter().filter_map(|(span, sentence, base)| Some(again(mentions.get(base)?, span, sentence)));
        let again: Vec<Mention> = again.collect();
        mentions.extend(again);
    }
}

/// The last word of a person's name where nothing stands behind it that it could own: "Williams" is a name in "Williams said".
fn whole_name<'t>(text: &'t str, mention: &Mention) -> Option<&'t str> {
    let last = mention.span.of(text).rsplit(' ').next().filter(|_| mention.entity_type == EntityType::Person)?;
    (!may_own(text.get(mention.span.end()..).unwrap_or_default())).then_some(last)
}

/// Whether a thing that is owned can stand here: a word, and none that follows a subject.
fn may_own(behind: &str) -> bool {
    let next = behind.strip_prefix(' ').unwrap_or_default().split(' ').next().unwrap_or_default();
    let is_verb =
        BEHIND_PLURALS.contains(next) || is_reporting_verb(next) || next.ends_with("ed") || next.ends_with("ly");
    next.starts_with(char::is_alphabetic) && !is_verb
}

/// Takes the ending off the names that the model found with it.
fn cut(text: &str, mentions: &mut [Mention], known: &BTreeMap<&str, usize>) {
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at).filter(|mention| may_be_cut(mention)) else { continue };
        let printed = mention.span.of(text);
        let base = printed.rsplit(' ').next().and_then(|last| known.get(last.strip_suffix('s')?));
        let Some(base) = base.and_then(|base| mentions.get(*base)) else { continue };
        let owns = may_own(text.get(mention.span.end()..).unwrap_or_default());
        let own = Span::new(mention.span.start(), mention.span.end() - 1);
        let is_person = mention.entity_type == EntityType::Person;
        let cut = match is_person {
            true => Mention { span: own, ..mention.clone() },
            false => Mention { source: mention.source, ..again(base, own, mention.sentence) },
        };
        let is_same = is_person && base.entity_type == EntityType::Person || !printed.contains(' ');
        if let Some(mention) = mentions.get_mut(at).filter(|_| owns && is_same) {
            *mention = cut;
        }
    }
}

fn may_be_cut(mention: &Mention) -> bool {
    mention.parent.is_none()
        && (mention.recognizer == RecognizerKind::Model || mention.entity_type == EntityType::Person)
}

/// The mention of the base with this span.
fn again(base: &Mention, span: Span, sentence: usize) -> Mention {
    let bare = Mention::new(span, sentence, base.entity_type, RecognizerKind::Rule, SCORE);
    let is_person = base.entity_type == EntityType::Person;
    Mention {
        subtype: base.subtype,
        country: base.country.filter(|_| !is_person),
        lexicon_id: base.lexicon_id.clone(),
        name: base.name.clone().filter(|_| !is_person),
        ..bare
    }
}

/// The names of the document that can have such an ending, by their last or only words, with their positions.
fn known<'t>(text: &'t str, mentions: &[Mention]) -> BTreeMap<&'t str, usize> {
    let mut known = BTreeMap::new();
    for (at, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.parent.is_none()) {
        let printed = mention.span.of(text);
        let word = match mention.entity_type {
            EntityType::Person => printed.rsplit(' ').next().filter(|word| !is_all_caps(word)),
            EntityType::Org => Some(printed).filter(|printed| is_all_caps(printed)),
            EntityType::Gpe => Some(printed).filter(|printed| !is_all_caps(printed)),
            _ => None,
        };
        let is_own = |word: &&str| {
            word.chars().count() >= SHORT && !word.contains(' ') && is_capitalised(word) && !is_calendar_word(word)
        };
        if let Some(word) = word.filter(is_own) {
            known.entry(word).or_insert(at);
        }
    }
    known
}

/// The span of a known name in a word that is it with an "s" behind it, and the position of the name.
fn base(
    text: &str,
    tokens: &[Token],
    at: usize,
    token: &Token,
    (mentions, known): (&[Mention], &BTreeMap<&str, usize>),
) -> Option<(Span, usize)> {
    let name = token.span.of(text).strip_suffix('s').filter(|_| token.kind == TokenKind::Word)?;
    let base = *known.get(name)?;
    let is_unique =
        mentions.get(base).is_some_and(|base| base.entity_type == EntityType::Org && base.lexicon_id.is_some());
    let before = at.checked_sub(1).and_then(|at| tokens.get(at)).map_or("", |token| token.span.of(text));
    let is_plural = BEFORE_PLURALS.contains(before)
        || ARTICLES.contains(before) && !is_unique
        || before.ends_with(|char: char| char.is_ascii_digit());
    let owns = !is_plural && may_own(text.get(token.span.end()..)?);
    owns.then(|| (Span::new(token.span.start(), token.span.start() + name.len()), base))
}

#[cfg(test)]
mod tests {
    use crate::stages::recognize::tests_support::Sample;

    fn found(text: &str) -> Vec<String> {
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let own = mentions.iter().filter(|mention| {
            text.get(mention.span.end()..).is_some_and(|behind| behind.starts_with("s "))
                && mention.entity_type.is_linked()
        });
        own.map(|mention| mention.span.of(text).to_owned()).collect()
    }

    #[test]
    fn an_apostrophe_may_be_lost() {
        assert_eq!(
            found("News\nThe FBI agreed. A reader of FBIs report saw President Bushs plan. President Bush left."),
            ["FBI", "Bush"]
        );
    }

    #[test]
    fn a_name_that_ends_so_is_left() {
        let text = "News\nPrince William came. Mr. Williams plan is good. Mr. Williams said so.";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn plurals_are_left() {
        assert_eq!(
            found("News\nThe Clinton plan. President Clinton came. The Clintons house is old. Two FBIs report."),
            [""; 0]
        );
    }
}
