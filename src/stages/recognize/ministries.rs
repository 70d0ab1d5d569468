//! Ministries, departments, embassies and other bodies, which all states have under like names: "Ministry of Foreign
//! Affairs", "Foreign Ministry", "Department of Energy", "Chinese Embassy", "Parliament".

use std::ops::Range;

use super::words::{
    is_calendar_word, is_capitalised, is_common_word, is_function_word, is_headline_verb, without_possessive,
};
use super::{Recognizer, RecognizerDoc, SentenceCx, bodies, countries, places};
use crate::model::{EntityType, Mention, RecognizerKind, TokenKind};

const SCORE: f32 = 0.85;
/// How many words of a field a ministry may have: "Science, Technology and Higher Education".
const MAX_FIELD: usize = 9;
/// How many words may stand before "Fire Department".
const MAX_PLACE: usize = 4;

/// What stands before "Ministry" and "Department".
const FIELDS: &[&str] = &[
    "Foreign",
    "Defense",
    "Defence",
    "Finance",
    "Interior",
    "Justice",
    "Health",
    "Education",
    "Agriculture",
    "Culture",
    "Tourism",
    "Energy",
    "Trade",
    "Commerce",
    "Industry",
    "Transport",
    "Labor",
    "Labour",
    "Environment",
    "Economy",
    "Information",
    "Security",
    "Development",
    "Affairs",
    "Planning",
    "Communications",
    "Railways",
    "Water",
    "Sports",
    "Science",
    "Technology",
    "Public",
    "Internal",
    "Home",
    "External",
    "Economic",
    "National",
    "Police",
    "Fire",
    "Transportation",
    "Resources",
    "Conservation",
    "Corrections",
    "Safety",
    "Fisheries",
    "Oil",
    "Petroleum",
];

/// Finds ministries by rule.
#[derive(Debug)]
pub struct Ministries;

impl Recognizer for Ministries {
    fn doc(&self) -> &'static RecognizerDoc {
        &RecognizerDoc {
            name: "ministries",
            what: "Ministries, departments, embassies, and parliaments, courts, armed forces by common names, with the \
                   country that stands beside.",
            example: "The Chinese Foreign Ministry wrote to the Ministry of Defense of Belarus.",
            finds: &[("Foreign Ministry", EntityType::Org), ("Ministry of Defense", EntityType::Org)],
            not_for: "Departments of the United States by their exact name, which the lexicon has, and departments of \
                      companies.",
        }
    }

    fn recognize(&self, sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
        let mut from = 0;
        for at in 0..sentence.tokens.len() {
            if at < from || sentence.kind(at) != Some(TokenKind::Word) {
                continue;
            }
            let found = match office(sentence, at, from) {
                Some((tokens, subtype)) => Some(bodies::Found { country: country(sentence, &tokens), tokens, subtype }),
                None => bodies::at(sentence, at),
            };
            let Some(bodies::Found { tokens, subtype, country }) = found else { continue };
            let Some(span) = super::persons::span_of(sentence, tokens.clone()) else { continue };
            let bare = Mention::new(span, sentence.index, EntityType::Org, RecognizerKind::Rule, SCORE);
            out.push(Mention { subtype: Some(subtype), country, ..bare });
            from = tokens.end;
        }
    }
}

/// The office whose head word stands at this token, as far back as `from`.
fn office(sentence: &SentenceCx<'_>, at: usize, from: usize) -> Option<(Range<usize>, &'static str)> {
    match without_possessive(sentence.word(at)) {
        "Ministry" | "Ministries" => ministry(sentence, at, from).map(|tokens| (tokens, "ministry")),
        "Department" => ministry(sentence, at, from).map(|tokens| (tokens, "agency")),
        "Embassy" | "Consulate" => {
            let end = if sentence.word(at + 1) == "General" { at + 2 } else { at + 1 };
            let has_country = country(sentence, &(at..end)).is_some();
            has_country.then_some((at..end, "embassy"))
        }
        _ => None,
    }
}

fn ministry(sentence: &SentenceCx<'_>, at: usize, from: usize) -> Option<Range<usize>> {
    if matches!(sentence.word(at + 1), "of" | "for") {
        let end = field_end(sentence, at + 2);
        let state = places::state_before(sentence, at).filter(|state| state.tokens.start >= from);
        let start = state.map_or(at, |state| state.tokens.start);
        return (end > at + 2).then_some(start..end);
    }
    let start = (from..at).rev().take_while(|before| FIELDS.contains(&sentence.word(*before))).last()?;
    if is_local(sentence.word(start)) && sentence.word(at) == "Department" {
        return with_place(sentence, from, start).map(|start| start..at + 1);
    }
    Some(start..at + 1)
}

/// Whether every town has a department of this field.
fn is_local(field: &str) -> bool {
    matches!(field, "Fire" | "Police")
}

/// Where the name of a town's department begins: "Cedar Grove Volunteer Fire Department". Without a place it could be any
/// town's, and is none.
fn with_place(sentence: &SentenceCx<'_>, from: usize, field: usize) -> Option<usize> {
    let is_part = |at: &usize| {
        let word = sentence.word(*at);
        is_capitalised(word)
            && sentence.kind(*at) == Some(TokenKind::Word)
            && without_possessive(word) == word
            && (sentence.name_at(*at).is_some() || !is_function_word(word))
            && (word == "Rural" || !is_common_word(word))
            && !word.starts_with("Department")
            && !is_calendar_word(word)
            && !is_headline_verb(word)
            && sentence.title_at(*at).is_none()
    };
    let start = (from..field).rev().take(MAX_PLACE).take_while(is_part).last()?;
    let is_bare = (start..field).all(|at| matches!(sentence.word(at), "Volunteer" | "Rural" | "City" | "Local"));
    (!is_bare).then_some(start)
}

/// The position behind the field: words in capitals, joined by commas, "and" and "the".
fn field_end(sentence: &SentenceCx<'_>, from: usize) -> usize {
    let is_field = |at: usize| {
        let word = sentence.word(at);
        is_capitalised(word)
            && !is_calendar_word(word)
            && sentence.title_at(at).is_none_or(|title| title.tokens.len() == 1)
            && sentence.name_at(at).is_none()
    };
    let mut end = from;
    let mut at = if sentence.word(from) == "the" { from + 1 } else { from };
    while at < from + MAX_FIELD {
        let joined = match (sentence.word(at), sentence.word(at + 1)) {
            (",", "and") => at + 2,
            ("and" | "&", _) => at + 1,
            (",", _) if is_field(at + 1) && matches!(sentence.word(at + 2), "," | "and" | "&") => at + 1,
            _ => at,
        };
        let may_join = joined == at || end > from;
        if !(may_join && is_field(joined)) {
            break;
        }
        (at, end) = (joined + 1, joined + 1);
    }
    end
}

/// The country before the office, or behind "of" or a comma.
fn country(sentence: &SentenceCx<'_>, office: &Range<usize>) -> Option<&'static str> {
    let before = office.start.checked_sub(1).and_then(|before| sentence.name_at(before));
    let from = match (sentence.word(office.end), sentence.word(office.end + 1)) {
        ("of", "the") => office.end + 2,
        ("of" | ",", _) => office.end + 1,
        _ => return countries::decided(before?.entries),
    };
    let after = sentence.name_at(from).filter(|form| form.tokens.start == from);
    let of_itself = after.filter(|form| sentence.word(office.end) == "of" || is_last(sentence, form.tokens.end));
    before.into_iter().chain(of_itself).find_map(|form| countries::decided(form.entries))
}

/// Whether no list goes on at this token: "Ministry of Finance, Nepal" names the country of the ministry, "the Ministry of
/// Finance, Nepal and Bhutan" does not.
fn is_last(sentence: &SentenceCx<'_>, at: usize) -> bool {
    matches!(sentence.word(at), "" | "." | ")" | ";" | ":")
        || sentence.word(at) == "," && sentence.word(at + 1) != "and"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::tests_support::Sample;

    fn found(text: &str) -> Vec<(String, Option<&'static str>)> {
        let mentions = Sample::new(text).recognized_by(&Ministries);
        mentions.iter().map(|mention| (mention.span.of(text).to_owned(), mention.country)).collect()
    }

    #[test]
    fn fields_may_have_several_words() {
        assert_eq!(
            found("the Ministry of Science, Technology and Innovation of Brazil said"),
            [("Ministry of Science, Technology and Innovation".to_owned(), Some("BRA"))]
        );
    }

    #[test]
    fn a_state_before_a_department_is_part_of_its_name() {
        assert_eq!(
            found("the Ohio Department of Rural Health"),
            [("Ohio Department of Rural Health".to_owned(), None)]
        );
    }

    #[test]
    fn embassies_need_a_country() {
        assert_eq!(found("The French Embassy and an Embassy spoke"), [("Embassy".to_owned(), Some("FRA"))]);
    }

    #[test]
    fn a_fire_department_is_that_of_its_place() {
        assert_eq!(
            found("a grant for the Cedar Grove Volunteer Fire Department in Ohio"),
            [("Cedar Grove Volunteer Fire Department".to_owned(), None)]
        );
        assert_eq!(found("the New Orleans Police Department"), [("New Orleans Police Department".to_owned(), None)]);
        assert_eq!(found("The Fire Department and its Volunteer Fire Department came"), []);
    }

    #[test]
    fn a_bare_ministry_is_none() {
        assert_eq!(found("The Ministry said so"), []);
    }

    #[test]
    fn the_country_may_stand_behind_a_comma() {
        assert_eq!(
            found("Press office, Ministry of Foreign Affairs, Singapore"),
            [("Ministry of Foreign Affairs".to_owned(), Some("SGP"))]
        );
    }
}
