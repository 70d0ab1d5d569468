//! Acronyms that the document introduces, "Shanghai Cooperation Organisation (SCO)", and their repeats.
//!
//! The long form is found as in Schwartz & Hearst, "A simple algorithm for identifying abbreviation definitions in
//! biomedical text", PSB 2003: from right to left each letter of the acronym must occur in the words before the bracket,
//! the first at the start of a word; here, at the start of a word in capitals.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::settle::{Taken, in_order};
use super::words::{
    is_act_head, is_all_caps, is_capitalised, is_disease_head, is_organisation_head, is_programme_head, is_treaty_head,
    without_possessive,
};
use super::{DocumentCx, DocumentRecognizer, RecognizerDoc, organisations};
use crate::lexicon::{Lexicon, Organisation};
use crate::model::{EntityType, Mention, RecognizerKind, Token};
use crate::text::Span;

const LONG_FORM: f32 = 0.8;
const REPEAT: f32 = 0.75;
/// Letters of an acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;
/// How many words before a bracket are looked at for its initials; a bound, since small words are left out.
const MOST_WORDS: usize = 24;

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
        take_back(document, mentions);
        let bare: Vec<Vec<Definition>> =
            document.sentences().map(|(_, _, tokens)| bare(document.text, tokens).collect()).collect();
        cut_bare(&bare, mentions);
        let mut taken = Taken::by(mentions);
        let known: BTreeMap<Span, usize> =
            mentions.iter().enumerate().map(|(at, mention)| (mention.span, at)).collect();
        let by_end: BTreeMap<u32, &Mention> =
            mentions.iter().filter(|mention| is_name(mention)).map(|mention| (mention.span.end, mention)).collect();
        let mut meanings: BTreeMap<&str, Meaning> = BTreeMap::new();
        let mut found = Vec::new();
        for (index, _, tokens) in document.sentences() {
            for (before, acronym) in bracketed(document.text, tokens) {
                let Some(long) = before.last().and_then(|last| by_end.get(&last.span.end)) else { continue };
                if is_foreign(document.text, long, acronym.span.of(document.text)) {
                    let meaning = Meaning::of(document.text, long.span, Some(long));
                    meanings.extend(meaning.map(|meaning| (acronym.span.of(document.text), meaning)));
                }
            }
            let bare = bare.get(index).map_or(&[][..], Vec::as_slice);
            for definition in definitions(document.text, tokens).chain(bare.iter().copied()) {
                let named = known.get(&definition.long).and_then(|at| mentions.get(*at)).filter(|named| is_name(named));
                let longer = by_end.get(&definition.long.end).filter(|named| named.span.contains(definition.long));
                let named = named.or(longer.copied());
                let Some(meaning) = Meaning::of(document.text, definition.long, named) else { continue };
                if named.is_none() && taken.take(definition.long) {
                    found.push(meaning.mention(definition.long, index, LONG_FORM, false));
                } else if named.is_none() {
                    continue;
                }
                meanings.entry(definition.acronym.of(document.text)).or_insert(meaning);
            }
        }
        if !meanings.is_empty() {
            complete(document.text, &meanings, mentions);
            repeats(document, &meanings, &mut taken, &mut found);
        }
        mentions.append(&mut found);
    }
}

/// Takes the acronym off the names of the model that end with it, where its brackets are lost: "Northern Rivers Board NRB".
fn cut_bare(bare: &[Vec<Definition>], mentions: &mut [Mention]) {
    let ends: BTreeMap<u32, Span> = bare.iter().flatten().map(|bare| (bare.acronym.end, bare.long)).collect();
    for mention in mentions.iter_mut().filter(|mention| is_name(mention)) {
        if let Some(long) = ends.get(&mention.span.end).filter(|long| mention.span.contains(**long)) {
            mention.span = Span::new(mention.span.start(), long.end());
        }
    }
}

/// Whether the mention can be the long form of an acronym.
fn is_name(mention: &Mention) -> bool {
    let is_named =
        matches!(mention.entity_type, EntityType::Org | EntityType::Law | EntityType::Event | EntityType::Misc);
    is_named && mention.parent.is_none()
}

/// Whether the acronym behind a name can be that of its name in another language: "Serbian Radical Party (SRS)". A party has
/// such an acronym, and an organisation of several words that the model found.
fn is_foreign(text: &str, long: &Mention, acronym: &str) -> bool {
    let printed = long.span.of(text);
    let is_several = printed.contains(' ') && printed.chars().any(char::is_lowercase);
    let is_own = long.lexicon_id.is_none() || long.subtype == Some("party");
    long.entity_type == EntityType::Org && is_several && is_own && acronym.chars().all(|char| !char.is_lowercase())
}

/// Gives the model's mentions of an acronym the meaning that the document explains.
fn complete(text: &str, meanings: &BTreeMap<&str, Meaning>, mentions: &mut [Mention]) {
    for mention in mentions.iter_mut().filter(|mention| mention.recognizer == RecognizerKind::Model) {
        let Some(meaning) = meanings.get(mention.span.of(text)).filter(|_| mention.parent.is_none()) else { continue };
        let explained = meaning.mention(mention.span, mention.sentence, mention.score, true);
        *mention = Mention { recognizer: RecognizerKind::Model, ..explained };
    }
}

/// What a long form names, by its head word: the last one before "of", "for" and the like, else the last of all. Where
/// neither says anything ("Fiscal Year", "Inspector General") the acronym is left.
fn kind_of(long: &str) -> Option<Kind> {
    let words: Vec<&str> = long.split_whitespace().map(|word| word.trim_matches(',')).collect();
    let is_joint = |word: &&str| matches!(*word, "of" | "for" | "on" | "to" | "in" | "against" | "at" | "with");
    let head = words.iter().copied().take_while(|word| !is_joint(word)).last();
    [head, words.last().copied()].into_iter().flatten().find_map(kind_of_head)
}

fn kind_of_head(head: &str) -> Option<Kind> {
    if is_treaty_head(head) {
        Some((EntityType::Law, Some("treaty")))
    } else if is_act_head(head) {
        Some((EntityType::Law, Some("act")))
    } else if is_programme_head(head) {
        Some((EntityType::Misc, Some("initiative")))
    } else if is_disease_head(head) {
        Some((EntityType::Misc, Some("disease")))
    } else {
        is_organisation_head(head).then_some((EntityType::Org, None))
    }
}

/// Takes back the organisations that the lexicon reads in an acronym where the document says that it stands for something
/// else: "essential air service (EAS)" is no East Asia Summit.
fn take_back(document: &DocumentCx<'_>, mentions: &mut Vec<Mention>) {
    let mut meant: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (_, _, tokens) in document.sentences() {
        for (before, acronym) in bracketed(document.text, tokens) {
            let acronym = acronym.span.of(document.text);
            if let Some(words) = spelt_by_initials(document.text, before, acronym) {
                meant.entry(acronym).or_insert(words);
            }
        }
    }
    let is_other = |mention: &Mention| {
        let words = meant.get(mention.span.of(document.text));
        mention.parent.is_none() && words.is_some_and(|words| is_other_than(document.lexicon, words, mention))
    };
    if mentions.iter().any(is_other) {
        let numbered = std::mem::take(mentions).into_iter().enumerate();
        *mentions = in_order(numbered.filter(|(_, mention)| !is_other(mention)).collect());
    }
}

/// Whether the mention is an organisation of the lexicon that shares no word with these: "Federal Emergency Management
/// Administration" still is the agency of nearly that name.
fn is_other_than(lexicon: &'static Lexicon, words: &[&str], mention: &Mention) -> bool {
    let row = mention.lexicon_id.as_deref().and_then(|id| organisations::by_id(lexicon, id));
    let is_shared = |row: &Organisation, word: &str| {
        let mut names = [row.name].into_iter().chain(row.aliases.iter().copied());
        names.any(|name| name.split([' ', '-', ',']).any(|own| own.to_lowercase() == word.to_lowercase()))
    };
    row.is_some_and(|row| !words.iter().any(|word| is_shared(row, word)))
}

/// The words right before a bracket, if they begin with the letters of the acronym; small words left out.
fn spelt_by_initials<'t>(text: &'t str, before: &[Token], acronym: &str) -> Option<Vec<&'t str>> {
    let mut words = before
        .iter()
        .rev()
        .take(MOST_WORDS)
        .map(|token| token.span.of(text))
        .filter(|word| !matches!(*word, "of" | "for" | "and" | "the" | "in" | "on" | "to" | "-" | "," | "&"));
    let spelt = |letter: char| {
        let word = words.next()?;
        word.chars().next()?.to_lowercase().eq(letter.to_lowercase()).then_some(word)
    };
    acronym.chars().rev().map(spelt).collect()
}

/// A type and a subtype.
type Kind = (EntityType, Option<&'static str>);

/// What an acronym stands for in this document.
struct Meaning {
    entity_type: EntityType,
    subtype: Option<&'static str>,
    country: Option<&'static str>,
    lexicon_id: Option<Arc<str>>,
    name: Arc<str>,
}

impl Meaning {
    /// What the long form is: what it was recognised as, or what its head word says.
    fn of(text: &str, long: Span, named: Option<&Mention>) -> Option<Self> {
        let (entity_type, subtype) = match named {
            Some(mention) => (mention.entity_type, mention.subtype),
            None => kind_of(long.of(text))?,
        };
        Some(Self {
            entity_type,
            subtype,
            country: named.and_then(|mention| mention.country),
            lexicon_id: named.and_then(|mention| mention.lexicon_id.clone()),
            name: long.of(text).into(),
        })
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
            let word = token.span.of(document.text);
            let printed = without_possessive(word);
            if !is_capitalised(word) || !is_acronym(printed) {
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

#[derive(Clone, Copy)]
struct Definition {
    long: Span,
    acronym: Span,
}

/// The acronyms in brackets of a sentence whose long forms stand before them.
fn definitions<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = Definition> + 't {
    let define = move |(before, acronym): (&[Token], &Token)| {
        let long = long_form(text, before, acronym.span.of(text))?;
        Some(Definition { long, acronym: acronym.span })
    };
    bracketed(text, tokens).filter_map(define)
}

/// Letters of an acronym that needs no brackets, from this number on.
const BARE: usize = 3;

/// The acronyms without brackets of a sentence that the words in capitals right before them spell, each word with its first
/// letter.
fn bare<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = Definition> + 't {
    tokens.iter().enumerate().filter(|(_, token)| token.span.len() >= BARE).filter_map(move |(at, token)| {
        let acronym = token.span.of(text);
        // Nearly all words leave at their first small letter.
        let is_bare = is_all_caps(acronym) && is_acronym(acronym);
        let before = tokens.get(..at).filter(|_| is_bare)?;
        let last = before.last()?;
        let words = spelt_by_initials(text, before, acronym)?;
        let is_name = |word: &&str| is_capitalised(word) && !is_all_caps(word);
        let first = before.iter().rev().take(MOST_WORDS).filter(|token| is_capitalised(token.span.of(text)));
        let first = first.take(words.len()).last()?;
        let is_right_before = last.span.end + 1 == token.span.start && is_capitalised(last.span.of(text));
        (is_right_before && words.iter().all(is_name))
            .then(|| Definition { long: first.span.cover(last.span), acronym: token.span })
    })
}

/// The acronyms in brackets of a sentence, each with the tokens before its bracket, a closing quotation mark left out.
fn bracketed<'t>(text: &'t str, tokens: &'t [Token]) -> impl Iterator<Item = (&'t [Token], &'t Token)> {
    tokens.windows(3).enumerate().filter_map(move |(at, window)| {
        let [open, acronym, close] = window else { return None };
        let is_bracketed = open.span.of(text) == "(" && close.span.of(text) == ")";
        let before = tokens.get(..at).filter(|_| is_bracketed && is_acronym(acronym.span.of(text)))?;
        let before = match before {
            [rest @ .., last] if matches!(last.span.of(text), "\"" | "”" | "'" | "’") => rest,
            _ => before,
        };
        Some((before, acronym))
    })
}

fn is_acronym(printed: &str) -> bool {
    if !is_capitalised(printed) {
        return false;
    }
    let capitals = printed.chars().filter(|char| char.is_uppercase()).count();
    let is_plain = printed.chars().all(|char| char.is_alphanumeric() || matches!(char, '&' | '.'));
    is_plain && capitals >= 2 && LETTERS.contains(&printed.chars().count())
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
        let all = definitions(text, &sample.tokens).chain(bare(text, &sample.tokens));
        all.map(|found| found.long.of(text).to_owned()).collect()
    }

    #[test]
    fn the_long_form_begins_where_the_acronym_does() {
        assert_eq!(long("the Shanghai Cooperation Organisation (SCO) met"), ["Shanghai Cooperation Organisation"]);
        assert_eq!(long("a Fund for the Lakes of the North (FLN) opened"), ["Fund for the Lakes of the North"]);
    }

    fn all(text: &str) -> Vec<(String, EntityType)> {
        let mentions = Sample::new(text).mentions();
        mentions.iter().map(|mention| (mention.span.of(text).to_owned(), mention.entity_type)).collect()
    }

    #[test]
    fn the_head_word_says_what_a_long_form_is() {
        assert_eq!(kind_of("Office of Rural Preparedness"), Some((EntityType::Org, None)));
        assert_eq!(kind_of("River Basins Development Act"), Some((EntityType::Law, Some("act"))));
        assert_eq!(kind_of("Convention on the Rights of Rivers"), Some((EntityType::Law, Some("treaty"))));
        assert_eq!(kind_of("Assistance to Ferries Grant Program"), kind_of("Ferries Program"));
        assert_eq!(kind_of("Ferries Program"), Some((EntityType::Misc, Some("initiative"))));
        assert_eq!(kind_of("Post Traumatic Stress Disorder"), Some((EntityType::Misc, Some("disease"))));
        assert_eq!(kind_of("Fiscal Year"), None);
        assert_eq!(kind_of("Inspector General"), None);
    }

    #[test]
    fn a_long_form_that_names_nothing_gives_no_mention() {
        let text = "The Special Agent in Charge (SAC) spoke in Fiscal Year (FY) terms.";
        let mentions = Sample::new(text).mentions();
        assert!(mentions.iter().all(|mention| mention.recognizer == RecognizerKind::Model), "{mentions:?}");
    }

    #[test]
    fn an_acronym_that_the_document_explains_otherwise_is_not_the_lexicons() {
        let mentions = Sample::new("The essential cargo office (ECO) ended. ECO was dear.").mentions();
        assert!(mentions.iter().all(|mention| mention.lexicon_id.is_none()), "{mentions:?}");
        assert_eq!(all("The federal disaster management agency (FEMA) and FEMA staff").len(), 2);
        assert_eq!(all("Leaders met at the East Asia Summit (EAS).").len(), 2);
    }

    #[test]
    fn a_party_may_have_the_acronym_of_another_language() {
        let text = "He leads the Serbian Radical Party (SRS). The SRS won.";
        assert_eq!(all(text).iter().filter(|(name, kind)| name == "SRS" && *kind == EntityType::Org).count(), 2);
    }

    #[test]
    fn a_quotation_mark_before_the_bracket_is_no_part() {
        assert_eq!(long("the \"Lakes Grant Program\" (LGP) began"), ["Lakes Grant Program"]);
    }

    #[test]
    fn the_brackets_of_an_acronym_may_be_lost() {
        let text = "He wrote to the Northern Rivers Commission NRC on Monday. The NRC agreed.";
        let organisation = |name: &str| (name.to_owned(), EntityType::Org);
        let organisations: Vec<_> = all(text).into_iter().filter(|(_, kind)| *kind == EntityType::Org).collect();
        assert_eq!(
            organisations,
            [organisation("Northern Rivers Commission"), organisation("NRC"), organisation("NRC")]
        );
        assert_eq!(long("Grants for Northern Rivers NRC"), [""; 0]);
    }

    #[test]
    fn brackets_that_explain_nothing_are_left() {
        assert_eq!(long("Senator Craig (ID) and the good old boys (GOB) spoke (XYZ)"), [""; 0]);
    }
}
