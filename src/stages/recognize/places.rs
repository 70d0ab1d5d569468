//! Places that are no countries (continents, regions, seas, states, cities) and groups of people that have no state, by
//! the lexicon.

use super::countries;
use super::matcher::{Fact, Match};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::lexicon::Place;
use crate::model::{EntityType, Mention, RecognizerKind};

const NAMED: f32 = 0.9;
/// How sure a place is whose name several places or a country have too.
const AMBIGUOUS: f32 = 0.7;
/// How many names before and after a place are its neighbours.
const NEAR: usize = 6;

/// Finds places and groups.
#[derive(Debug)]
pub struct Places;

impl Recognizer for Places {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "places",
            what: "Continents, regions, seas (LOC), states and cities (GPE), groups of people without a state (NORP).",
            example: "European ships left Shanghai for the South China Sea and Central Asia.",
            finds: &[
                ("European", EntityType::Norp),
                ("Shanghai", EntityType::Gpe),
                ("South China Sea", EntityType::Loc),
                ("Central Asia", EntityType::Loc),
            ],
            not_for: "Countries and capitals, which have codes of their own.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        out.extend(sentence.names.iter().filter_map(|form| mention(sentence, form)));
    }
}

/// The place of this form, where it can be one.
pub(super) fn place(form: &Match<'_>) -> Option<&'static Place> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Place(row) => Some(row),
        _ => None,
    })
}

/// The mention of a place that a form is: where no country has the name, or where a state of the same country stands
/// beside it ("Atlanta, Georgia").
pub(super) fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.iter().find(|entry| matches!(entry.fact, Fact::Place(_)))?;
    let Fact::Place(row) = entry.fact else { return None };
    let is_first = form.entries.first().is_some_and(|first| matches!(first.fact, Fact::Place(_)));
    if !(is_first || is_beside_its_like(sentence, form, row)) || is_weak(row) && sentence.is_in_larger_name(form) {
        return None;
    }
    let is_alone = form.entries.len() == 1 && row.country.is_some();
    let score = if is_alone || row.entity_type != EntityType::Gpe { NAMED } else { AMBIGUOUS };
    let bare = Mention::new(form.span, sentence.index, row.entity_type, RecognizerKind::Lexicon, score);
    Some(Mention { subtype: row.subtype, country: row.country, lexicon_id: Some(entry.id.clone()), ..bare })
}

fn is_weak(row: &Place) -> bool {
    matches!(row.subtype, Some("city" | "state" | "province" | "region" | "river" | "ocean"))
}

/// Whether another state or a city of the same country stands near.
fn is_beside_its_like(sentence: &SentenceCx<'_>, form: &Match<'_>, row: &Place) -> bool {
    let at = sentence.names.partition_point(|other| other.span.start < form.span.start);
    let near = sentence.names.get(at.saturating_sub(NEAR)..).unwrap_or_default().iter().take(2 * NEAR + 1);
    let alike = |other: &Match<'_>| {
        let is_own = countries::country(other.entries).is_none();
        place(other).is_some_and(|other| {
            is_own && other.country == row.country && matches!(other.subtype, Some("city" | "state" | "province"))
        })
    };
    near.filter(|other| other.span != form.span).any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::{Sample, found};

    #[test]
    fn a_state_is_known_by_its_neighbours() {
        let text = "Farmers of Georgia and Alabama met in Atlanta, Georgia.";
        let mentions = Sample::new(text).recognized_by(&Places);
        let georgia = mentions.iter().filter(|mention| mention.span.of(text) == "Georgia");
        assert_eq!(georgia.map(|mention| mention.subtype).collect::<Vec<_>>(), [Some("state"); 2]);
    }

    #[test]
    fn a_country_of_the_same_name_comes_first() {
        assert_eq!(found(&Places, "Georgia thanked France"), []);
    }

    #[test]
    fn a_place_inside_a_larger_name_is_left() {
        assert_eq!(
            found(&Places, "the Idaho State University near Ohio River"),
            [("Ohio River".to_owned(), EntityType::Loc)]
        );
    }

    #[test]
    fn a_given_name_is_no_town() {
        assert_eq!(
            crate::stages::recognize::tests_support::found(&Places, "Olympia Marek voted with Maine"),
            [("Maine".to_owned(), EntityType::Gpe)]
        );
    }
}
