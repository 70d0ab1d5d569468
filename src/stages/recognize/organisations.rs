//! Organisations that the lexicon knows, by name, acronym and alias.

use super::matcher::{Fact, Match};
use super::{Recognizer, RecognizerDoc, SentenceCx, countries};
use crate::lexicon::Organisation;
use crate::model::{EntityType, Mention, RecognizerKind};

/// How sure a full name is, and an acronym of three letters or less.
const NAMED: f32 = 0.95;
const SHORT_ACRONYM: f32 = 0.8;
/// How sure a name is behind the name of a country that is not its own.
const FOREIGN: f32 = 0.75;

/// Finds organisations.
#[derive(Debug)]
pub struct Organisations;

impl Recognizer for Organisations {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "organisations",
            what: "Organisations of the lexicon: international ones, parliaments, agencies, courts, parties, media.",
            example: "The United Nations Security Council and ASEAN thanked the State Department.",
            finds: &[
                ("United Nations Security Council", EntityType::Org),
                ("ASEAN", EntityType::Org),
                ("State Department", EntityType::Org),
            ],
            not_for: "Ministries by their common form, which have a rule, and organisations that only the document \
                      introduces, by their acronym in brackets.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        out.extend(sentence.names.iter().filter_map(|form| mention(sentence, form)));
    }
}

/// The organisation of this form, where it can be one.
pub(super) fn organisation(form: &Match<'_>) -> Option<&'static Organisation> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Organisation(row) => Some(row),
        _ => None,
    })
}

/// The mention of an organisation that a form is, unless it is a country's first.
pub(super) fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.first()?;
    let Fact::Organisation(row) = entry.fact else { return None };
    let printed = form.span.of(sentence.text);
    if is_state_code(sentence, form) || is_question(sentence, form) {
        return None;
    }
    let is_short = row.acronym == Some(printed) && printed.len() <= 3;
    let score = if is_short { SHORT_ACRONYM } else { NAMED };
    let bare = Mention::new(form.span, sentence.index, EntityType::Org, RecognizerKind::Lexicon, score);
    let other = row.country.and_then(|country| country_before(sentence, form).filter(|before| *before != country));
    Some(match other {
        Some(_) => Mention { subtype: Some(row.kind), country: other, score: FOREIGN, ..bare },
        None => Mention { subtype: Some(row.kind), country: row.country, lexicon_id: Some(entry.id.clone()), ..bare },
    })
}

/// The heading "WHO:" of an invitation to the press.
fn is_question(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    form.span.of(sentence.text) == "WHO" && sentence.word(form.tokens.end) == ":"
}

/// Virginia, behind a city or a party: "(R-VA)", "Richmond, VA".
fn is_state_code(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let before = form.tokens.start.checked_sub(1).map_or("", |before| sentence.word(before));
    form.span.of(sentence.text) == "VA" && matches!(before, "-" | "," | "–")
}

/// The country right before the name, which makes "the French Senate" another one than that of the lexicon.
fn country_before(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<&'static str> {
    let before = sentence.name_at(form.tokens.start.checked_sub(1)?)?;
    countries::decided(before.entries)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn found(text: &str) -> Vec<(String, Option<&'static str>, bool)> {
        let mentions = Sample::new(text).recognized_by(&Organisations);
        let row = |mention: &Mention| (mention.span.of(text).to_owned(), mention.country, mention.lexicon_id.is_some());
        mentions.iter().map(row).collect()
    }

    #[test]
    fn a_country_before_the_name_makes_it_another_one() {
        assert_eq!(
            found("The Senate and the French Senate met"),
            [("Senate".to_owned(), Some("USA"), true), ("Senate".to_owned(), Some("FRA"), false)]
        );
    }

    #[test]
    fn a_state_code_is_no_organisation() {
        assert_eq!(found("Sen. Allen (R-VA) of Richmond, VA"), []);
    }

    #[test]
    fn the_heading_who_is_no_organisation() {
        assert_eq!(found("WHO: Senator Marek. WHAT: a visit"), []);
        assert_eq!(found("The WHO agreed").len(), 1);
    }
}
