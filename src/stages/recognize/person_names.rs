//! How far a person's name runs: words in capitals, initials, particles, hyphens, `Jr.`.

use std::ops::Range;

use super::matcher::{Fact, Match};
use super::words::{
    ends_name, in_small_letters, is_all_caps, is_capitalised, is_compound_ending, is_head_word, is_headline_verb,
    is_particle, is_suffix, without_possessive,
};
use super::{SentenceCx, countries, organisations, places};
use crate::model::{TokenKind, Zone};

/// Names longer than this are cut: a line of capitals without verbs is a heading.
const MAX_WORDS: usize = 6;
/// The same in a headline, where every word has a capital.
const MAX_WORDS_IN_TITLE: usize = 3;
/// Initials that stand for one letter of another script or for a sound: "Ts. Elbegdorj", "Guðni Th. Jóhannesson".
const DIGRAPHS: &[&str] = &["Ch.", "Dz.", "Gh.", "Kh.", "Sh.", "Th.", "Ts.", "Ya.", "Ye.", "Yu.", "Zh."];
/// Titles that people bear as names too: Martin Luther King, Hassan Sheikh Mohamud.
const NAMES_TOO: &[&str] = &["Baron", "Bishop", "Dean", "Duke", "Earl", "King", "Pope", "Prince", "Shaikh", "Sheikh"];

/// The tokens of the name that begins at this token, if one does.
pub(super) fn name_from(sentence: &SentenceCx<'_>, from: usize) -> Option<Range<usize>> {
    let max_words = if sentence.zone() == Zone::Title { MAX_WORDS_IN_TITLE } else { MAX_WORDS };
    let (mut at, mut end, mut words) = (from, from, 0);
    while words < max_words && !(words > 0 && is_possessive(sentence, end)) {
        match piece(sentence, at, words) {
            Piece::Word(next) => (at, end, words) = (next, next, words + 1),
            Piece::Joint(next) => (at, end) = (next, next),
            Piece::Particle(next) => at = next,
            Piece::Last(next) => {
                end = next;
                break;
            }
            Piece::None => break,
        }
    }
    let name = from..end;
    let has_word = name.clone().any(|at| is_capitalised(sentence.word(at)) && !is_initial(sentence.word(at)));
    (has_word && !is_acronym(sentence, &name) && !is_cut_short(sentence, &name)).then_some(name)
}

/// Whether the name is two or three capitals that are no family name: "Inspector General IG".
fn is_acronym(sentence: &SentenceCx<'_>, name: &Range<usize>) -> bool {
    let word = without_possessive(sentence.word(name.start));
    name.len() == 1
        && (2..=3).contains(&word.chars().count())
        && is_all_caps(word)
        && !sentence.lexicon.surnames_first.contains(word.to_lowercase().as_str())
}

/// Whether the name is one given name with an initial, as where a sentence was cut: "General Charles E".
fn is_cut_short(sentence: &SentenceCx<'_>, name: &Range<usize>) -> bool {
    let last = name.end.checked_sub(1).map_or("", |last| sentence.word(last));
    name.len() > 1 && is_initial(last) && full_words(sentence, name.clone()) == 1
}

/// Whether the title is one that people bear as a name, and a word before it says that one does here: "Randy Duke
/// Cunningham", "Martin Luther King, Jr."
pub(super) fn is_borne_as_name(sentence: &SentenceCx<'_>, title: &Match<'_>) -> bool {
    let Some(before) = title.tokens.start.checked_sub(1) else { return false };
    let word = sentence.word(before);
    title.tokens.len() == 1
        && NAMES_TOO.contains(&sentence.word(title.tokens.start))
        && is_capitalised(word)
        && without_possessive(word) == word
        && !ends_name(word)
        && !matches!(word, "Majesty" | "Highness" | "Excellency")
        && sentence.name_at(before).is_none()
        && sentence.title_at(before).is_none()
}

/// How many words of the name are no initials, particles or suffixes.
pub(super) fn full_words(sentence: &SentenceCx<'_>, name: Range<usize>) -> usize {
    let is_full = |word: &str| is_capitalised(word) && !is_initial(word) && !is_suffix(word);
    name.filter(|at| is_full(sentence.word(*at))).count()
}

/// What the token at a position is to a name.
enum Piece {
    /// A word or an initial; the position behind it.
    Word(usize),
    /// A hyphen and what it joins.
    Joint(usize),
    /// A small word that belongs to the name if another word follows.
    Particle(usize),
    /// `Jr.` and the like.
    Last(usize),
    None,
}

fn piece(sentence: &SentenceCx<'_>, at: usize, words: usize) -> Piece {
    let word = sentence.word(at);
    let next = sentence.word(at + 1);
    match sentence.kind(at) {
        Some(TokenKind::Word) if words > 0 && is_suffix(word) => Piece::Last(at + 1),
        Some(TokenKind::Word) if is_capitalised(word) => {
            if is_name_word(sentence, at, words) {
                Piece::Word(at + 1)
            } else {
                Piece::None
            }
        }
        Some(TokenKind::Word) if is_particle(word) && is_particle_here(sentence, at) => Piece::Particle(at + 1),
        Some(TokenKind::Punctuation) if words > 0 && is_hyphen(word) && joins(sentence, at, words) => {
            Piece::Joint(at + 2)
        }
        Some(TokenKind::Punctuation) if words > 1 && word == "," && is_suffix(next) => Piece::Last(at + 2),
        _ => Piece::None,
    }
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "‑" | "‐")
}

/// A particle is followed by a word in capitals, by another particle, or by a hyphen: `bin Salman`, `de la Cruz`, `al-`.
fn is_particle_here(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let next = sentence.word(at + 1);
    let after = if is_particle(next) || is_hyphen(next) { sentence.word(at + 2) } else { next };
    is_capitalised(after) && !ends_name(after)
}

/// Whether a hyphen joins two parts of a name: `Jong-un`, `Ould-Abbes`, not `Obama-led`, not `Bush-China`.
fn joins(sentence: &SentenceCx<'_>, at: usize, words: usize) -> bool {
    let next = without_possessive(sentence.word(at + 1));
    let is_glued = sentence.is_glued(at) && sentence.is_glued(at + 1) && sentence.kind(at + 1) == Some(TokenKind::Word);
    let is_given_name = words > 1 && next.len() <= 5 && !is_compound_ending(next);
    is_glued && !starts_other_name(sentence, at + 1) && (is_capitalised(next) || is_given_name)
}

fn is_name_word(sentence: &SentenceCx<'_>, at: usize, words: usize) -> bool {
    let printed = without_possessive(sentence.word(at));
    if is_party(sentence, at, words) {
        return false;
    }
    let word = &*in_small_letters(printed);
    let continues = is_capitalised(sentence.word(at + 1)) && sentence.kind(at + 1) == Some(TokenKind::Word);
    if word == "A" && words > 0 {
        return continues;
    }
    if ends_name(word) {
        let is_surname = sentence.lexicon.surnames_first.contains(word.to_lowercase().as_str());
        return words == 0 && is_head_word(word) && (is_surname || word == "Bill" && continues);
    }
    let is_given_name = word == "Will" && words == 0 && sentence.zone() != Zone::Title;
    let is_verb = is_headline_verb(word) && !is_given_name;
    let is_title = starts_title(sentence, at, continues) && !(words > 0 && NAMES_TOO.contains(&word));
    let is_alone = !continues || sentence.title_at(at + 1).is_some();
    let is_place = words == 0 && is_alone && is_state_or_capital(sentence, at);
    !is_verb && !is_title && !is_place && !starts_other_name(sentence, at)
}

/// Whether the letter is a party of the United States before a state: `R-Idaho`, `D CO`.
fn is_party(sentence: &SentenceCx<'_>, at: usize, words: usize) -> bool {
    let next = sentence.word(at + 1);
    let is_code = next.len() == 2 && next.bytes().all(|byte| byte.is_ascii_uppercase());
    let names_state = || sentence.name_at(at + 1).is_some_and(|form| places::place(form).is_some());
    let is_letter = matches!(without_possessive(sentence.word(at)), "R" | "D" | "I");
    is_letter && (words > 1 || is_hyphen(next) || is_code || names_state())
}

/// Whether a state, a province or a capital stands here: "Mr. President, Wyoming needs", "a special Prosecutor
/// Washington".
fn is_state_or_capital(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let Some(form) = sentence.name_at(at) else { return false };
    let is_state = places::place(form).is_some_and(|row| matches!(row.subtype, Some("state" | "province")));
    is_state || countries::country(form.entries).is_some_and(|(row, _)| is_city(row))
}

/// A title after a name begins another one; a single word at the end (`Howard Dean`) is part of the name.
fn starts_title(sentence: &SentenceCx<'_>, at: usize, continues: bool) -> bool {
    let is_plain = |form: &Match<'_>| form.tokens.len() == 1 && !continues;
    sentence.title_at(at).is_some_and(|form| form.tokens.start == at && !is_plain(form))
}

/// Whether the lexicon has a name here that no person bears: a country, a people, an organisation, or more words than one.
fn starts_other_name(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let Some(form) = sentence.name_at(at) else { return false };
    let is_clear_country = countries::country(form.entries).is_some_and(|(row, _)| !row.ambiguous && !is_city(row));
    let is_thing = form.entries.iter().any(|entry| matches!(entry.fact, Fact::Initiative(_)));
    form.tokens.len() > 1 || is_clear_country || is_thing || organisations::organisation(form).is_some()
}

fn is_city(row: &crate::lexicon::CountryForm) -> bool {
    row.kind == crate::lexicon::FormKind::Capital
}

/// Whether the token before this position ends in `'s`.
fn is_possessive(sentence: &SentenceCx<'_>, end: usize) -> bool {
    let word = end.checked_sub(1).map_or("", |last| sentence.word(last));
    without_possessive(word).len() < word.len()
}

/// `J.`, `J`, `J.R.`
pub(super) fn is_digraph(word: &str) -> bool {
    DIGRAPHS.contains(&word)
}

fn is_initial(word: &str) -> bool {
    if is_digraph(word) {
        return true;
    }
    word.chars().all(|char| char.is_uppercase() || char == '.')
        && word.chars().filter(|char| *char != '.').count() < 3
        && (word.ends_with('.') || word.chars().count() == 1)
}
