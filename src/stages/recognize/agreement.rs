//! One name, one type in a document: a doubtful name of the model takes the type that surer mentions of the same words
//! have, and a sure name is found again wherever the document prints it.
//!
//! After "extended prediction history" in Ratinov & Roth, CoNLL 2009, used as a repair of doubtful names only.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::settle::{Taken, in_order};
use super::words::{is_all_caps, without_possessive};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc, storms};
use crate::model::{EntityType, Mention, RecognizerKind, Sentence, Token, TokenKind};
use crate::text::Span;

/// Names of the model below this score follow the others.
const DOUBTFUL: f32 = 0.8;
/// Persons of one word below this score need support.
const LONELY: f32 = 0.75;
/// What the scores of all mentions of a word must add up to so that they support each other.
const OFTEN: f32 = 1.3;
/// Names from this score on are looked for everywhere.
const SURE: f32 = 0.9;
/// How sure a name is that was found by another mention of it.
const FOUND_AGAIN: f32 = 0.8;
/// How many names with one first word are looked for; a bound for lists of thousands.
const MAX_NAMESAKES: usize = 64;

/// Makes mentions of the same words agree.
#[derive(Debug)]
pub struct Agreement;

impl DocumentRecognizer for Agreement {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "agreement",
            what: "Names of organisations, places and other things again where the document names them surely \
                   elsewhere; doubtful types follow the sure ones.",
            example: "The Harrow Institute published a study. Ask the Harrow Institute for it.",
            finds: &[("Harrow Institute", EntityType::Org), ("Harrow Institute", EntityType::Org)],
            not_for: "Persons, whose repeats have rules of their own, and single words that are no acronyms.",
        }
    }

    fn recognize(&self, document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
        storms::agree(document, mentions);
        if !mentions.iter().any(|mention| mention.recognizer == RecognizerKind::Model) {
            return;
        }
        take_back_lonely(document, mentions);
        let votes = votes(document, mentions);
        for mention in mentions.iter_mut().filter(|mention| is_doubtful(mention)) {
            follow(mention, votes.get(mention.span.of(document.text)));
        }
        let known = Known::of(document, mentions);
        if known.names.is_empty() {
            return;
        }
        let mut taken = Taken::by(mentions);
        for (index, sentence, tokens) in document.sentences() {
            known.find(document.text, index, sentence, tokens, &mut taken, mentions);
        }
    }
}

/// Takes back persons of one word that nothing in the document supports: neither a title nor a longer name nor a high
/// score nor other mentions.
fn take_back_lonely(document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
    let is_person = |mention: &&Mention| mention.entity_type == EntityType::Person;
    let is_lonely = |mention: &Mention| {
        is_person(&mention)
            && mention.recognizer == RecognizerKind::Model
            && mention.score < LONELY
            && !mention.span.of(document.text).contains([' ', '-'])
    };
    if !mentions.iter().any(is_lonely) {
        return;
    }
    let mut sums: BTreeMap<&str, f32> = BTreeMap::new();
    for mention in mentions.iter().filter(is_person) {
        *sums.entry(mention.span.of(document.text)).or_default() += mention.score;
    }
    let often = |mention: &Mention| sums.get(mention.span.of(document.text)).is_some_and(|sum| *sum >= OFTEN);
    let supported: BTreeSet<String> = mentions
        .iter()
        .filter(is_person)
        .filter(|mention| !is_lonely(mention))
        .flat_map(|mention| mention.span.of(document.text).split([' ', '-']))
        .map(str::to_lowercase)
        .collect();
    let stays = |mention: &Mention| {
        !is_lonely(mention)
            || often(mention)
            || supported.contains(mention.span.of(document.text).to_lowercase().as_str())
    };
    let numbered = std::mem::take(mentions).into_iter().enumerate();
    *mentions = in_order(numbered.filter(|(_, mention)| stays(mention)).collect());
}

fn is_doubtful(mention: &Mention) -> bool {
    mention.recognizer == RecognizerKind::Model && mention.score < DOUBTFUL
}

/// For each printed name the types it was given, with the sum of their scores.
type Votes<'t> = BTreeMap<&'t str, BTreeMap<EntityType, f32>>;

fn votes<'t>(document: &DocumentCx<'t>, mentions: &[Mention]) -> Votes<'t> {
    let mut votes = Votes::new();
    for mention in mentions.iter().filter(|mention| mention.entity_type.is_linked() && !is_doubtful(mention)) {
        let printed = votes.entry(mention.span.of(document.text)).or_default();
        *printed.entry(mention.entity_type).or_default() += mention.score;
    }
    votes
}

/// Gives a doubtful mention the type of most sure ones.
fn follow(mention: &mut Mention, votes: Option<&BTreeMap<EntityType, f32>>) {
    let most = votes.into_iter().flatten().max_by(|a, b| a.1.total_cmp(b.1));
    if let Some((entity_type, _)) = most
        && *entity_type != mention.entity_type
    {
        (mention.entity_type, mention.subtype) = (*entity_type, None);
    }
}

/// A name to look for.
struct Name<'t> {
    printed: &'t str,
    entity_type: EntityType,
    subtype: Option<&'static str>,
}

/// Sure names by their first word.
struct Known<'t> {
    names: FxHashMap<&'t str, Vec<Name<'t>>>,
    /// Whether a name begins with this byte: most words of the document need not be looked up.
    first_bytes: [bool; 256],
}

impl<'t> Known<'t> {
    fn of(document: &DocumentCx<'t>, mentions: &[Mention]) -> Self {
        let mut names: BTreeMap<&str, Vec<Name<'_>>> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| is_worth_finding(mention)) {
            let printed = mention.span.of(document.text);
            if !printed.contains(' ') && !is_all_caps(printed) {
                continue;
            }
            let namesakes = names.entry(first_word(printed)).or_default();
            if namesakes.len() < MAX_NAMESAKES && namesakes.iter().all(|name| name.printed != printed) {
                namesakes.push(Name { printed, entity_type: mention.entity_type, subtype: mention.subtype });
            }
        }
        for namesakes in names.values_mut() {
            namesakes.sort_by_key(|name| std::cmp::Reverse(name.printed.len()));
        }
        let mut first_bytes = [false; 256];
        for name in names.values().flatten() {
            if let Some(slot) = first_byte(name.printed).and_then(|first| first_bytes.get_mut(first)) {
                *slot = true;
            }
        }
        // Words of the whole document are looked up here.
        Self { names: names.into_iter().collect(), first_bytes }
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
        for token in tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let word = token.span.of(text);
            if !first_byte(word).and_then(|first| self.first_bytes.get(first)).is_some_and(|begins| *begins) {
                continue;
            }
            let Some(names) = self.names.get(first_word(without_possessive(word))) else { continue };
            let rest = text.get(token.span.start()..sentence.span.end()).unwrap_or_default();
            let Some(name) = names.iter().find(|name| starts_with_name(rest, name.printed)) else { continue };
            let span = Span::new(token.span.start(), token.span.start() + name.printed.len());
            if taken.take(span) {
                let bare = Mention::new(span, index, name.entity_type, RecognizerKind::Alias, FOUND_AGAIN);
                mentions.push(Mention { subtype: name.subtype, ..bare });
            }
        }
    }
}

/// Persons have rules of their own, and so has what the lexicon knows.
fn is_worth_finding(mention: &Mention) -> bool {
    mention.recognizer == RecognizerKind::Model
        && mention.score >= SURE
        && !matches!(mention.entity_type, EntityType::Person | EntityType::Norp)
}

fn first_word(printed: &str) -> &str {
    printed.split([' ', '-']).next().unwrap_or_default()
}

fn first_byte(printed: &str) -> Option<usize> {
    printed.as_bytes().first().copied().map(usize::from)
}

fn starts_with_name(rest: &str, name: &str) -> bool {
    rest.strip_prefix(name).is_some_and(|behind| !behind.starts_with(|char: char| char.is_alphanumeric()))
}
