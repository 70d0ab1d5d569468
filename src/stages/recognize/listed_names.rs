//! Persons as lists of sanctions, passengers and candidates print them: "BOKAREVA, Natalia Viktorovna".

use std::ops::Range;

use super::words::{
    is_all_caps, is_calendar_word, is_capitalised, is_function_word, is_head_word, is_particle, is_suffix,
};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind, TokenKind};

const SCORE: f32 = 0.85;
/// How many words a family name and the given names may have.
const MOST_WORDS: usize = 4;

/// Finds names in the order of a list.
#[derive(Debug)]
pub struct ListedNames;

impl Recognizer for ListedNames {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "listed_names",
            what: "A family name in capitals, a comma and given names, where an entry of a list begins or an alias is given.",
            example: "1. MAREK, Jana Olga (a.k.a. MARKOVA, Yana); born in Tarnow.",
            finds: &[("MAREK, Jana Olga", EntityType::Person), ("MARKOVA, Yana", EntityType::Person)],
            not_for: "Datelines, and lines that are all in capitals.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        let may_hold = sentence.tokens.len() > 2 && (0..sentence.tokens.len()).any(|at| sentence.word(at) == ",");
        if !may_hold || sentence.is_in_capitals() {
            return;
        }
        let mut at = 0;
        while at < sentence.tokens.len() {
            let name = opens_entry(sentence, at).then(|| name_at(sentence, at)).flatten();
            let span = name.clone().and_then(|name| sentence.span(name));
            out.extend(
                span.map(|span| Mention::new(span, sentence.index, EntityType::Person, RecognizerKind::Rule, SCORE)),
            );
            at = name.map_or(at + 1, |name| name.end);
        }
    }
}

/// Whether an entry may begin at this token: nothing, a number or a mark stands before it.
fn opens_entry(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return true };
    let is_mark = sentence.kind(before) == Some(TokenKind::Punctuation) && !matches!(sentence.word(before), "," | "-");
    is_mark || sentence.kind(before) == Some(TokenKind::Number) || sentence.word(before).ends_with('.')
}

/// The tokens of the name that begins here: family name, comma, given names.
fn name_at(sentence: &SentenceCx<'_>, from: usize) -> Option<Range<usize>> {
    let comma = run(sentence, from, |at| {
        let word = sentence.word(at);
        is_all_caps(word) && word.chars().all(|char| char.is_alphabetic() || matches!(char, '\'' | '’'))
    })?;
    let is_known = (from..comma).any(|at| sentence.name_at(at).is_some_and(|form| form.tokens == (from..comma)));
    if is_known || sentence.word(comma) != "," {
        return None;
    }
    let end = run(sentence, comma + 1, |at| {
        let word = sentence.word(at);
        is_capitalised(word) && !is_all_caps(word) && is_given_name(sentence, at) || is_initial(word)
    })?;
    ends_entry(sentence, end).then_some(from..end)
}

/// The position behind the words of a part of the name, hyphens and particles between them; nothing where there are none.
fn run(sentence: &SentenceCx<'_>, from: usize, is_word: impl Fn(usize) -> bool) -> Option<usize> {
    let (mut at, mut words) = (from, 0);
    while words <= MOST_WORDS {
        if sentence.kind(at) == Some(TokenKind::Word) && is_word(at) {
            (at, words) = (at + 1, words + 1);
        } else if words > 0 && sentence.word(at) == "-" && sentence.is_glued(at) && sentence.is_glued(at + 1) {
            at += 1;
            // "Young-moo": the second half of a given name stands in small letters.
            at += usize::from(sentence.word(at).starts_with(char::is_lowercase));
        } else if is_particle(sentence.word(at)) && is_capitalised(sentence.word(at + 1)) {
            at += 1;
        } else {
            break;
        }
    }
    (1..=MOST_WORDS).contains(&words).then_some(at)
}

fn is_given_name(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    let is_short = word.ends_with('.');
    let is_other =
        is_short || is_calendar_word(word) || is_function_word(word) || is_head_word(word) || is_suffix(word);
    !is_other && sentence.name_at(at).is_none() && sentence.title_at(at).is_none()
}

fn is_initial(word: &str) -> bool {
    word.chars().filter(|char| char.is_alphabetic()).count() == 1 && is_capitalised(word)
}

/// Whether what follows the name may follow an entry: a mark, or nothing; no period of an abbreviation ("TARNOW, Mont.").
fn ends_entry(sentence: &SentenceCx<'_>, end: usize) -> bool {
    let is_cut = sentence.word(end) == "." && sentence.is_glued(end) && sentence.word(end - 2) == ",";
    !is_cut && sentence.kind(end) != Some(TokenKind::Word) && sentence.kind(end) != Some(TokenKind::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::found;

    fn names(text: &str) -> Vec<String> {
        found(&ListedNames, text).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn entries_and_aliases_are_names() {
        assert_eq!(names("2. AL-TARNOWI, Nizar Mustafa; born 3 November 1958."), ["AL-TARNOWI, Nizar Mustafa"]);
        assert_eq!(names("RI, Chol Jun (a.k.a. LI, Tie-jun), Dalian"), ["RI, Chol Jun", "LI, Tie-jun"]);
    }

    #[test]
    fn datelines_and_sentences_are_none() {
        assert_eq!(names("TARNOW, Poland (AP) -- The minister spoke."), [""; 0]);
        assert_eq!(names("TARNOW, Mont. -- The senator spoke."), [""; 0]);
        assert_eq!(names("MINSK, July 4 -- Talks began."), [""; 0]);
        assert_eq!(names("He works for the BBC, Maria for others."), [""; 0]);
        assert_eq!(names("NATO, Maria Lopez; UN, Jana Marek."), [""; 0]);
        assert_eq!(names("NATO, Secretary General Marek said, agrees."), [""; 0]);
    }
}
