//! Places that are no countries (continents, regions, seas, states, cities) and groups of people that have no state, by
//! the lexicon.

use super::matcher::{Fact, Match};
use super::words::{Phrases, is_capitalised};
use super::{Recognizer, RecognizerDoc, SentenceCx, countries, state_codes};
use crate::lexicon::Place;
use crate::model::{EntityType, Mention, RecognizerKind, Zone};

const NAMED: f32 = 0.9;
/// How sure a place is whose name several places or a country have too.
const AMBIGUOUS: f32 = 0.7;
/// How many names before and after a place are its neighbours.
const NEAR: usize = 6;

/// What stands behind the name of a people or faith in the name of a body: "Baptist Church", "Sioux Tribe".
static CONGREGATIONS: Phrases = Phrases::of(
    "\
    Association|Center|Centre|Church|College|Conference|Convention|Council|County|Division|Hospital|Nation|\
    Reservation|School|Society|Tribe|Tribes|University",
);
/// Regions whose names are adjectives as well, and what they stand before as such: "a Caribbean athlete".
const ADJECTIVES: &[&str] = &["Caribbean"];
static QUALIFIED: Phrases = Phrases::of(
    "\
    athlete|athletes|citizens|colleagues|communities|community|countries|country|culture|economies|governments|\
    island|islands|leader|leaders|nation|nationals|nations|neighbors|neighbours|partners|people|peoples|state|\
    states|students|women",
);
/// Regions that stand in names of offices and fleets: "Pacific Fleet", "Arctic Envoy".
static IN_NAMES: Phrases = Phrases::of(
    "\
    Pacific|Atlantic|Arctic|Antarctic|Caribbean|Mediterranean|Balkans|Mekong",
);

/// Finds places and groups.
#[derive(Debug)]
pub struct Places;

impl Recognizer for Places {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "places",
            what: "Continents, regions, seas (LOC), states and cities (GPE), airports and palaces (FAC), groups of people \
                   without a state (NORP).",
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
        state_codes::add(sentence, out);
    }
}

/// The place of this form, where it can be one.
pub(super) fn place(form: &Match<'_>) -> Option<&'static Place> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Place(row) => Some(row),
        _ => None,
    })
}

/// The state or province that ends right before this token, with no possessive ending.
pub(super) fn state_before<'a>(sentence: &SentenceCx<'a>, at: usize) -> Option<&'a Match<'a>> {
    let form = sentence.name_at(at.checked_sub(1)?).filter(|form| form.tokens.end == at)?;
    let is_state = place(form).is_some_and(|row| matches!(row.subtype, Some("state" | "province")));
    (is_state && !form.is_possessive(sentence.tokens, sentence.text)).then_some(form)
}

/// The mention of a place that a form is: where no country has the name, or where a state of the same country stands
/// beside it ("Atlanta, Georgia").
pub(super) fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let entry = form.entries.iter().find(|entry| matches!(entry.fact, Fact::Place(_)))?;
    let Fact::Place(row) = entry.fact else { return None };
    let is_first = form.entries.first().is_some_and(|first| matches!(first.fact, Fact::Place(_)));
    if !(is_first || is_beside_its_like(sentence, form, row)) || is_other_thing(sentence, form, row) {
        return None;
    }
    if is_adjective(sentence, form) {
        let bare = Mention::new(form.span, sentence.index, EntityType::Norp, RecognizerKind::Lexicon, NAMED);
        return Some(Mention { subtype: Some("continental"), ..bare });
    }
    let is_alone = form.entries.len() == 1 && row.country.is_some();
    let score = if is_alone || row.entity_type != EntityType::Gpe { NAMED } else { AMBIGUOUS };
    let span = form.without_article(sentence.text);
    let bare = Mention::new(span, sentence.index, row.entity_type, RecognizerKind::Lexicon, score);
    Some(Mention { subtype: row.subtype, country: row.country, lexicon_id: Some(entry.id.clone()), ..bare })
}

/// Whether the form is part of another name here, or a common word.
fn is_other_thing(sentence: &SentenceCx<'_>, form: &Match<'_>, row: &Place) -> bool {
    let printed = form.span.of(sentence.text);
    let next = sentence.word(form.tokens.end);
    let is_possessive = form.is_possessive(sentence.tokens, sentence.text);
    match row.subtype {
        Some("city" | "state" | "province" | "region" | "regional" | "river" | "ocean" | "island") => {
            sentence.is_in_larger_name(form)
                || IN_NAMES.contains(printed)
                    && is_capitalised(next)
                    && !is_possessive
                    && sentence.zone() != Zone::Title
        }
        Some("ethnic_group") => sentence.is_in_larger_name(form) || CONGREGATIONS.contains(next) && !is_possessive,
        Some("religion") => CONGREGATIONS.contains(next) && !is_possessive,
        Some("political") => printed == "Conservative" && (form.tokens.start == 0 || sentence.zone() == Zone::Title),
        _ => row.entity_type == EntityType::Fac && sentence.is_in_larger_name(form) && !printed.contains(' '),
    }
}

fn is_adjective(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    ADJECTIVES.contains(&form.span.of(sentence.text)) && QUALIFIED.contains(sentence.word(form.tokens.end))
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
    fn a_region_before_its_people_is_an_adjective() {
        assert_eq!(found(&Places, "a Caribbean athlete"), [("Caribbean".to_owned(), EntityType::Norp)]);
        assert_eq!(found(&Places, "ships in the Caribbean"), [("Caribbean".to_owned(), EntityType::Loc)]);
    }

    #[test]
    fn a_region_in_the_name_of_an_office_is_none() {
        assert_eq!(found(&Places, "the new Arctic Envoy of the Pacific Fleet"), []);
    }

    #[test]
    fn a_faith_in_the_name_of_a_church_is_none() {
        assert_eq!(
            found(&Places, "Muslims met in the First Baptist Church"),
            [("Muslims".to_owned(), EntityType::Norp)]
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
