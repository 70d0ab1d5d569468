//! Countries, their peoples and their capitals, by the lexicon.

use super::matcher::{Entry, Fact, Match};
use super::{Recognizer, RecognizerDoc, SentenceCx};
use crate::lexicon::{CountryForm, FormKind};
use crate::model::{EntityType, Mention, RecognizerKind};

/// How sure a form is that means one thing only.
const CLEAR: f32 = 0.95;
/// How sure a form is that means something else as well, and one country only.
const AMBIGUOUS: f32 = 0.75;
/// How sure a form is that names several countries, or a country and a place elsewhere.
const UNDECIDED: f32 = 0.6;

/// Words before "American" with which it is no country's: "African American", "Latin American".
const BEFORE_PEOPLE: &[&str] = &["African", "Native", "Latin", "South", "North", "Central", "Asian", "Pan", "Arab"];
/// Words around "Indian" that speak of the peoples of North America.
const AFTER_INDIAN: &[&str] = &[
    "Affairs",
    "Country",
    "Health",
    "Reservation",
    "Reservations",
    "Gaming",
    "Tribe",
    "Tribes",
    "country",
    "tribe",
    "tribes",
    "tribal",
    "reservation",
    "reservations",
    "lands",
    "trust",
    "Trust",
    "Education",
    "children",
    "Child",
];

/// What stands before a place and hardly before a person.
const BEFORE_PLACE: &[&str] = &["in", "into", "across", "throughout", "within", "inside", "In"];
/// What may stand behind the name of a river.
const RIVER_GOES_ON: &[&str] = &["is", "was", "itself", "and", "above", "below", "near", "rises", "flows", "rose"];
/// What stands before the name of a language.
const BEFORE_LANGUAGE: &[&str] = &["in", "into", "speak", "speaks", "spoke", "speaking"];
/// What stands behind the name of a language.
const AFTER_LANGUAGE: &[&str] = &["language", "languages", "speaker", "speakers"];

/// Finds countries, peoples and capitals.
#[derive(Debug)]
pub struct Countries;

impl Recognizer for Countries {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "countries",
            what: "Countries by name and abbreviation, their peoples (NORP) and their capitals, with ISO codes.",
            example: "Belarusian officials in Minsk said the PRC and the United Kingdom agreed.",
            finds: &[
                ("Belarusian", EntityType::Norp),
                ("Minsk", EntityType::Gpe),
                ("PRC", EntityType::Gpe),
                ("United Kingdom", EntityType::Gpe),
            ],
            not_for: "Pairs such as China-Belarus, which are compounds; Georgia, Korea or Congo get no country here \
                      unless the sentence decides, since the whole document may.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        out.extend(sentence.names.iter().filter_map(|form| mention(sentence, form)));
    }
}

/// The mention of a country, people or capital that a form is by itself.
pub(super) fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let (row, entry) = country(form.entries)?;
    if row.kind == FormKind::Combining || is_other_thing(sentence, form, row) {
        return None;
    }
    let reading = decided(form.entries);
    if is_river(sentence, form) {
        let bare = Mention::new(form.span, sentence.index, EntityType::Loc, RecognizerKind::Lexicon, CLEAR);
        return Some(Mention { subtype: Some("river"), ..bare });
    }
    let (entity_type, subtype) = match row.kind {
        FormKind::Demonym | FormKind::DemonymPlural => (EntityType::Norp, None),
        FormKind::Capital => (EntityType::Gpe, Some("city")),
        _ => (EntityType::Gpe, Some("country")),
    };
    let score = match (reading, row.ambiguous) {
        (Some(_), false) => CLEAR,
        (Some(_), true) if is_in_place(sentence, form) => CLEAR,
        (Some(_), true) => AMBIGUOUS,
        (None, _) => UNDECIDED,
    };
    let bare =
        Mention::new(form.without_article(sentence.text), sentence.index, entity_type, RecognizerKind::Lexicon, score);
    let lexicon_id = reading.is_some().then(|| entry.id.clone());
    Some(Mention { subtype, country: reading, lexicon_id, ..bare })
}

/// The first country row among the meanings.
pub(super) fn country(entries: &[Entry]) -> Option<(&'static CountryForm, &Entry)> {
    entries.iter().find_map(|entry| match entry.fact {
        Fact::Country(row) => Some((row, entry)),
        _ => None,
    })
}

/// The one country that the form alone names, if no other meaning is another's.
pub(super) fn decided(entries: &[Entry]) -> Option<&'static str> {
    let (row, _) = country(entries)?;
    let agrees = |entry: &Entry| match entry.fact {
        Fact::Country(other) => other.alpha3 == row.alpha3,
        Fact::Place(place) => place.country == Some(row.alpha3),
        _ => true,
    };
    entries.iter().all(agrees).then_some(row.alpha3)
}

/// "on the Jordan": a river of the country's name, which needs no article itself.
fn is_river(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let before = form.tokens.start.checked_sub(1).map_or("", |before| sentence.word(before));
    let next = sentence.word(form.tokens.end);
    let ends = !next.starts_with(char::is_alphabetic) && next != "-" || RIVER_GOES_ON.contains(&next);
    matches!(form.span.of(sentence.text), "Jordan" | "Niger") && matches!(before, "the" | "The") && ends
}

fn is_in_place(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let before = form.tokens.start.checked_sub(1).map_or("", |before| sentence.word(before));
    BEFORE_PLACE.contains(&before)
}

/// Whether the adjective names a language: "in Thai,", "the English language", "French-speaking".
pub(super) fn is_language(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let before = form.tokens.start.checked_sub(1).map_or("", |before| sentence.word(before));
    let next = sentence.word(form.tokens.end);
    let ends = !next.starts_with(char::is_alphabetic) && next != "-" || matches!(next, "and" | "or");
    let is_speaking = next == "-" && sentence.word(form.tokens.end + 1) == "speaking";
    AFTER_LANGUAGE.contains(&next) || is_speaking || BEFORE_LANGUAGE.contains(&before) && ends
}

fn is_other_thing(sentence: &SentenceCx<'_>, form: &Match<'_>, row: &CountryForm) -> bool {
    let next = sentence.word(form.tokens.end);
    let before = form.tokens.start.checked_sub(1).map_or("", |before| sentence.word(before));
    match row.form {
        "US" | "U.S." | "U.S" => next == "$",
        "American" | "Americans" => BEFORE_PEOPLE.contains(&before),
        "Indian" => AFTER_INDIAN.contains(&next) || before == "American",
        _ => {
            let is_weak = row.ambiguous || row.kind == FormKind::Capital;
            let is_people = matches!(row.kind, FormKind::Demonym | FormKind::DemonymPlural);
            if row.kind == FormKind::Demonym && is_language(sentence, form) {
                return true;
            }
            is_weak && !is_people && sentence.is_in_larger_name(form)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn found(text: &str) -> Vec<(String, Option<&'static str>)> {
        let mentions = Sample::new(text).recognized_by(&Countries);
        mentions.iter().map(|mention| (mention.span.of(text).to_owned(), mention.country)).collect()
    }

    fn pair(text: &str, country: &'static str) -> (String, Option<&'static str>) {
        (text.to_owned(), Some(country))
    }

    #[test]
    fn only_the_country_part_of_an_adjective() {
        assert_eq!(found("a China-led bank, a US-based firm"), [pair("China", "CHN"), pair("US", "USA")]);
    }

    #[test]
    fn forms_of_several_countries_stay_open() {
        assert_eq!(found("Georgia and Korea met"), [("Georgia".to_owned(), None), ("Korea".to_owned(), None)]);
        assert_eq!(found("Jordan and Chad met"), [pair("Jordan", "JOR"), pair("Chad", "TCD")]);
    }

    #[test]
    fn names_of_persons_and_counties_are_no_places() {
        assert_eq!(found("He praised George Washington in Washington County"), []);
        assert_eq!(found("They met in Washington"), [pair("Washington", "USA")]);
    }

    #[test]
    fn peoples_of_north_america_are_no_indians() {
        assert_eq!(found("the Indian tribes and the Indian embassy"), [pair("Indian", "IND")]);
    }

    #[test]
    fn a_river_has_an_article() {
        assert_eq!(
            found("a town on the Jordan, and Jordan agreed"),
            [("Jordan".to_owned(), None), pair("Jordan", "JOR")]
        );
    }

    #[test]
    fn languages_are_no_peoples() {
        assert_eq!(
            found("She said in Thai, and in the English language, that Thai farmers came"),
            [pair("Thai", "THA")]
        );
    }

    #[test]
    fn abbreviations_with_periods_hold_them() {
        assert_eq!(found("The U.S. delegation met the U.K.'s"), [pair("U.S.", "USA"), pair("U.K.", "GBR")]);
    }
}
