//! Names that a word announces and a name or number follows: "HMS Ocean", "Operation Cactus", "Hurricane Maria",
//! "Resolution 1244", "Executive Order 13582"; and units of armed forces by their numbers: "2nd Marine Division".

use std::ops::Range;

use super::SentenceCx;
use super::words::{
    is_calendar_word, is_capitalised, is_common_word, is_function_word, is_head_word, is_headline_verb,
    is_organisation_head, without_possessive,
};
use crate::model::{EntityType, Mention, RecognizerKind, TokenKind, Zone};
use crate::text::Span;

const SCORE: f32 = 0.85;
/// Words of a ship's name.
const MAX_SHIP: usize = 3;

/// What stands before the name of a ship, with the state whose ship it is.
const SHIPS: &[(&str, Option<&str>)] = &[
    ("BRP", Some("PHL")),
    ("HMAS", Some("AUS")),
    ("HMCS", Some("CAN")),
    ("HMNZS", Some("NZL")),
    ("HMS", Some("GBR")),
    ("MV", None),
    ("M/V", None),
    ("ROKS", Some("KOR")),
    ("USCGC", Some("USA")),
    ("USNS", Some("USA")),
    ("USS", Some("USA")),
];
const STORMS: &[&str] = &["Hurricane", "Typhoon", "Cyclone", "Superstorm"];
const BEFORE_STORMS: &[&str] = &["Severe", "Super", "Tropical", "Very"];

/// Kinds of units that have numbers.
const UNITS: &[&str] = &["Battalion", "Brigade", "Corps", "Division", "Force", "Regiment", "Squadron", "Wing"];
/// Words between the number and the kind of a unit.
const MAX_UNIT: usize = 4;

/// Adds what a sentence names so.
pub(super) fn add(sentence: &SentenceCx<'_>, out: &mut Vec<Mention>) {
    let mut from = 0;
    for at in 0..sentence.tokens.len() {
        if at < from {
            continue;
        }
        let Some((tokens, entity_type, subtype, country)) = designation(sentence, at) else { continue };
        from = tokens.end;
        let Some(span) = sentence.span(tokens) else { continue };
        let span = Span::new(span.start(), span.start() + without_possessive(span.of(sentence.text)).len());
        let bare = Mention::new(span, sentence.index, entity_type, RecognizerKind::Rule, SCORE);
        out.push(Mention { subtype: Some(subtype), country, ..bare });
    }
}

type Designation = (Range<usize>, EntityType, &'static str, Option<&'static str>);

fn designation(sentence: &SentenceCx<'_>, at: usize) -> Option<Designation> {
    let word = sentence.word(at);
    // All begin with a capital or a number, but for resolutions.
    if !word.starts_with(|first: char| first.is_ascii_uppercase() || first.is_ascii_digit() || first == 'r') {
        return None;
    }
    if let Some((_, country)) = SHIPS.iter().find(|(prefix, _)| *prefix == word) {
        let end = name_end(sentence, at + 1, MAX_SHIP);
        return (end > at + 1).then_some((at..end, EntityType::Misc, "ship", *country));
    }
    match word {
        "Operation" => {
            let most = if sentence.zone() == Zone::Title { 1 } else { 2 };
            let end = name_end(sentence, at + 1, most);
            (end > at + 1).then_some((at..end, EntityType::Misc, "operation", None))
        }
        "Resolution" | "resolution" | "Resolutions" | "resolutions" => {
            let is_of_session =
                sentence.word(at + 2) == "/" && sentence.is_glued(at + 3) && is_number(sentence, at + 3);
            let end = if is_of_session { at + 4 } else { at + 2 };
            let end = if is_bracketed_year(sentence, end) { end + 3 } else { end };
            is_number(sentence, at + 1).then_some((at..end, EntityType::Law, "resolution", None))
        }
        "Executive" if sentence.word(at + 1) == "Order" => {
            let end = if sentence.word(at + 2) == "(" { at + 5 } else { at + 2 };
            is_number(sentence, end).then_some((at..end + 1, EntityType::Law, "order", Some("USA")))
        }
        _ if STORMS.contains(&word) => {
            let is_verb = ["ed", "ing"].iter().any(|ending| sentence.word(at + 1).ends_with(ending));
            let end = if is_verb { at } else { name_end(sentence, at + 1, 1) };
            let before = (0..at).rev().take_while(|before| BEFORE_STORMS.contains(&sentence.word(*before)));
            let start = before.last().unwrap_or(at);
            (end > at + 1).then_some((start..end, EntityType::Event, "disaster", None))
        }
        _ => {
            let end = unit_end(sentence, at)?;
            Some((at..end, EntityType::Org, "military", None))
        }
    }
}

/// The position behind a unit whose number stands here; a battalion holds its regiment: "1st Battalion, 2nd Marine Regiment".
fn unit_end(sentence: &SentenceCx<'_>, at: usize) -> Option<usize> {
    let number = sentence.word(at);
    let is_ordinal = number.starts_with(|char: char| char.is_ascii_digit())
        && ["st", "nd", "rd", "th"].iter().any(|ending| number.ends_with(ending));
    let is_roman = number.len() > 1 && number.chars().all(|char| matches!(char, 'I' | 'V' | 'X'));
    if !is_ordinal && !is_roman {
        return None;
    }
    let words = (at + 1..at + 2 + MAX_UNIT).take_while(|word| is_capitalised(sentence.word(*word)));
    let end = words.filter(|word| UNITS.contains(&without_possessive(sentence.word(*word)))).last()? + 1;
    let regiment = (sentence.word(end) == ",").then(|| unit_end(sentence, end + 1)).flatten();
    let holds = |end: &usize| without_possessive(sentence.word(*end - 1)) == "Regiment";
    Some(regiment.filter(|_| sentence.word(end - 1) == "Battalion").filter(holds).unwrap_or(end))
}

fn is_number(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let word = sentence.word(at);
    !word.is_empty()
        && word.len() <= 6
        && word.starts_with(|char: char| char.is_ascii_digit())
        && !word.contains(['.', '%'])
        && word.chars().all(|char| char.is_ascii_digit() || char == '/')
}

/// Whether the year of a resolution stands here in brackets: "resolution 1325 (2000)".
fn is_bracketed_year(sentence: &SentenceCx<'_>, at: usize) -> bool {
    let year = sentence.word(at + 1);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    sentence.word(at) == "("
        && is_year
        && (year.starts_with("19") || year.starts_with("20"))
        && sentence.word(at + 2) == ")"
}

/// The position behind a name of at most so many words in capitals.
fn name_end(sentence: &SentenceCx<'_>, from: usize, most: usize) -> usize {
    let mut end = from;
    while end < from + most {
        let word = sentence.word(end);
        let own = without_possessive(word);
        let is_part = sentence.kind(end) == Some(TokenKind::Word)
            && is_capitalised(word)
            && !is_function_word(own)
            && !is_calendar_word(own)
            && !is_headline_verb(own)
            && !is_head_word(own)
            && !is_common_word(own)
            && !is_organisation_head(own);
        if !is_part {
            break;
        }
        end += 1;
        if own != word {
            break;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stages::recognize::initiatives::Initiatives;
    use crate::stages::recognize::tests_support::found;

    #[test]
    fn ships_have_their_prefix() {
        assert_eq!(found(&Initiatives, "the frigate HMS Marek left"), [("HMS Marek".to_owned(), EntityType::Misc)]);
    }

    #[test]
    fn units_have_a_number() {
        assert_eq!(
            found(&Initiatives, "the 1st Battalion, 2nd Marine Regiment, 2nd Marine Division, of the 3rd District"),
            [
                ("1st Battalion, 2nd Marine Regiment".to_owned(), EntityType::Org),
                ("2nd Marine Division".to_owned(), EntityType::Org),
            ]
        );
    }

    #[test]
    fn resolutions_have_a_number() {
        assert_eq!(
            found(&Initiatives, "under resolution 1593, a resolution of 15 members"),
            [("resolution 1593".to_owned(), EntityType::Law)]
        );
        assert_eq!(
            found(&Initiatives, "resolution 1325 (2000), resolution 60/1 (p. 3)"),
            [("resolution 1325 (2000)".to_owned(), EntityType::Law), ("resolution 60/1".to_owned(), EntityType::Law),]
        );
        assert_eq!(
            found(&Initiatives, "Executive Order 13582"),
            [("Executive Order 13582".to_owned(), EntityType::Law)]
        );
    }

    #[test]
    fn operations_and_storms_have_a_name() {
        assert_eq!(
            found(&Initiatives, "Operation Marek met Tropical Cyclone Lolo's winds"),
            [("Operation Marek".to_owned(), EntityType::Misc), ("Tropical Cyclone Lolo".to_owned(), EntityType::Event)]
        );
        assert_eq!(found(&Initiatives, "the Operation Center, Hurricane Relief and Hurricane Impacted"), []);
    }
}
