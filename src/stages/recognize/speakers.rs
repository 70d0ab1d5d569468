//! Persons that a sentence reports the words of, by the verb behind their name: "Larry Craig announced".

use super::person_names::{full_words, name_from};
use super::persons::span_of;
use super::words::{is_all_caps, is_capitalised, is_reporting_verb};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::model::{EntityType, Mention, RecognizerKind, TokenKind, Zone};

/// Companies and teams announce things too.
const SCORE: f32 = 0.55;
/// Words of a name that is taken on the verb alone.
const WORDS: std::ops::RangeInclusive<usize> = 2..=3;

/// Finds persons before verbs of saying.
#[derive(Debug)]
pub struct Speakers;

impl Recognizer for Speakers {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "speakers",
            what: "Two or three words in capitals right before a verb of saying, with a low score.",
            example: "Maria Lopez pointed out that the road is open.",
            finds: &[("Maria Lopez", EntityType::Person)],
            not_for: "Single words, and names that hold a word of organisations or places.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        let speaks = || (0..sentence.tokens.len()).any(|at| is_reporting_verb(sentence.word(at)));
        if matches!(sentence.zone(), Zone::Title | Zone::Boilerplate) || !speaks() || sentence.is_in_capitals() {
            return;
        }
        let mut at = 0;
        while at < sentence.tokens.len() {
            let starts = sentence.kind(at) == Some(TokenKind::Word) && is_capitalised(sentence.word(at));
            let Some(name) = starts.then(|| name_from(sentence, at)).flatten() else {
                at += 1;
                continue;
            };
            at = name.end;
            let is_unknown = name.clone().all(|at| sentence.name_at(at).is_none() && sentence.title_at(at).is_none());
            let speaks = is_reporting_verb(sentence.word(name.end));
            let shouts = name.clone().filter(|at| is_all_caps(sentence.word(*at))).count();
            let is_mixed = shouts > 0 && shouts < name.len();
            if is_unknown && speaks && !is_mixed && WORDS.contains(&full_words(sentence, name.clone())) {
                let span = span_of(sentence, name);
                out.extend(
                    span.map(|span| {
                        Mention::new(span, sentence.index, EntityType::Person, RecognizerKind::Rule, SCORE)
                    }),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::found;

    #[test]
    fn organisations_are_no_speakers() {
        assert_eq!(found(&Speakers, "The Boise School said no. Idaho Farmers said no. The White House said no."), []);
    }

    #[test]
    fn one_word_is_not_enough() {
        assert_eq!(found(&Speakers, "Craig said no. NRWB Craig said no."), []);
    }
}
