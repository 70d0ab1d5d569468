//! Organisations that the lexicon knows, by name, acronym and alias.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::matcher::{Entry, Fact, Match};
use super::words::Phrases;
use super::{Recognizer, RecognizerDoc, SentenceCx, bodies, countries, places};
use crate::lexicon::{Lexicon, Organisation};
use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

/// How sure a full name is, and an acronym of three letters or less.
const NAMED: f32 = 0.95;
const SHORT_ACRONYM: f32 = 0.8;
/// How sure a name is behind the name of a country that is not its own.
const FOREIGN: f32 = 0.75;

/// What stands before names of bodies in the lexicon and is no part of them.
const OF_COUNTRIES: &[(&str, &str)] = &[("U.S. ", "USA"), ("US ", "USA"), ("United States ", "USA"), ("UK ", "GBR")];
/// Bodies that states of the United States and provinces have too: "Ohio Senate".
static OF_STATES: Phrases = Phrases::of(
    "\
    Senate|House of Representatives|National Guard|Air National Guard|Army National Guard",
);
/// Seats of power, which are buildings where the text goes inside.
static SEATS: Phrases = Phrases::of(
    "\
    10 Downing Street|Blue House|Casa Rosada|Cheong Wa Dae|Clarence House|Downing Street|Jamaica House|Kensington Palace|\
    King's House|Kremlin|La Moneda|Los Pinos|Miraflores|North Block|Planalto|Rashtrapati Bhavan|South Block|White House|\
    Áras an Uachtaráin",
);

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
        for form in sentence.names {
            let Some(mention) = mention(sentence, form) else { continue };
            out.extend(country_part(sentence, form, &mention));
            out.push(mention);
        }
    }
}

/// The organisation of this form, where it can be one.
pub(super) fn organisation(form: &Match<'_>) -> Option<&'static Organisation> {
    form.entries.iter().find_map(|entry| match entry.fact {
        Fact::Organisation(row) => Some(row),
        _ => None,
    })
}

/// The mention of an organisation that a form is, unless it is a country's first. Where several organisations have the
/// form, the country before it decides, else it is left open.
fn mention(sentence: &SentenceCx<'_>, form: &Match<'_>) -> Option<Mention> {
    let Fact::Organisation(first) = form.entries.first()?.fact else { return None };
    if is_state_code(sentence, form) || is_question(sentence, form) {
        return None;
    }
    let owner = country_before(sentence, form);
    let printed = form.span.of(sentence.text);
    if let Some(of_state) = of_state(sentence, form, first) {
        return Some(of_state);
    }
    let is_short = printed.len() <= 3 && printed.chars().all(|char| !char.is_lowercase());
    let score = if is_short { SHORT_ACRONYM } else { NAMED };
    let span = own_name(sentence, form, first);
    let bare = Mention::new(span, sentence.index, EntityType::Org, RecognizerKind::Lexicon, score);
    let bare = Mention { subtype: Some(first.kind), ..bare };
    let Some((row, entry)) = reading(form, owner) else {
        return Some(Mention { score: FOREIGN, ..bare });
    };
    let is_other = owner.is_some() && row.country.is_some() && owner != row.country && is_common(row.kind);
    let entity_type = if is_inside(sentence, form) { EntityType::Fac } else { EntityType::Org };
    let bare = Mention { entity_type, ..bare };
    Some(match is_other {
        true => Mention { country: owner, score: FOREIGN, ..bare },
        false => Mention { subtype: Some(row.kind), country: row.country, lexicon_id: Some(entry.id.clone()), ..bare },
    })
}

/// The body of the state or province that stands right before its name: "Ohio Senate" is another one than the Senate.
fn of_state(sentence: &SentenceCx<'_>, form: &Match<'_>, row: &Organisation) -> Option<Mention> {
    let state = places::state_before(sentence, form.tokens.start)?;
    let span = state.span.cover(form.span);
    OF_STATES.contains(form.span.of(sentence.text)).then(|| Mention {
        subtype: Some(row.kind),
        country: places::place(state).and_then(|place| place.country),
        ..Mention::new(span, sentence.index, EntityType::Org, RecognizerKind::Lexicon, NAMED)
    })
}

/// Whether the text goes inside a seat of power: "at the White House".
fn is_inside(sentence: &SentenceCx<'_>, form: &Match<'_>) -> bool {
    let word = |back: usize| form.tokens.start.checked_sub(back).map_or("", |at| sentence.word(at));
    let preposition = if word(1) == "the" { word(2) } else { word(1) };
    SEATS.contains(form.span.of(sentence.text)) && matches!(preposition, "at" | "At" | "inside" | "outside")
}

/// The organisation that is meant: the only one, or that of this country.
fn reading<'e>(form: &Match<'e>, owner: Option<&str>) -> Option<(&'static Organisation, &'e Entry)> {
    let rows = || {
        form.entries.iter().filter_map(|entry| match entry.fact {
            Fact::Organisation(row) => Some((row, entry)),
            _ => None,
        })
    };
    let is_one = rows().nth(1).is_none();
    rows().find(|(row, _)| is_one || owner.is_some() && row.country == owner)
}

/// The organisation of this lexicon id: `org:nato`.
pub(super) fn by_id(lexicon: &'static Lexicon, id: &str) -> Option<&'static Organisation> {
    static BY_ID: OnceLock<FxHashMap<&'static str, &'static Organisation>> = OnceLock::new();
    let rows = BY_ID.get_or_init(|| lexicon.organisations.iter().map(|row| (row.id, row)).collect());
    rows.get(id.strip_prefix("org:")?).copied()
}

/// Whether other countries may have a body of the same name.
pub(super) fn is_common(kind: &str) -> bool {
    matches!(kind, "parliament" | "ministry" | "court" | "agency" | "party")
}

/// The country before the common name of a body, and that name: "Air Force" of "United States Air Force".
pub(super) fn split_country(name: &str) -> Option<(&'static str, &'static str, &str)> {
    OF_COUNTRIES.iter().find_map(|(prefix, country)| {
        let own = strip_prefix(name, prefix).filter(|own| bodies::is_common_name(own))?;
        Some((prefix.trim_end(), *country, own))
    })
}

/// The name of a body without the country before it: "Senate" of "U.S. Senate".
pub(super) fn without_country(name: &'static str) -> &'static str {
    OF_COUNTRIES.iter().find_map(|(prefix, _)| name.strip_prefix(prefix)).unwrap_or(name)
}

/// The rest of the text behind the prefix, which may be in capitals.
fn strip_prefix<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| text.get(prefix.len()..))?
}

/// The name without the country before it, where it is none of its own: "State Department" of "U.S. State Department".
fn own_name(sentence: &SentenceCx<'_>, form: &Match<'_>, row: &Organisation) -> Span {
    let printed = form.span.of(sentence.text);
    let own = OF_COUNTRIES.iter().find_map(|(prefix, _)| strip_prefix(printed, prefix));
    let own = own.filter(|own| row.kind == "ministry" || bodies::is_common_name(own));
    own.map_or(form.without_article(sentence.text), |own| Span::new(form.span.end() - own.len(), form.span.end()))
}

/// The country that stands before the name and belongs to its form in the lexicon.
fn country_part(sentence: &SentenceCx<'_>, form: &Match<'_>, mention: &Mention) -> Option<Mention> {
    let before = Span::new(form.span.start().min(mention.span.start()), mention.span.start());
    let (prefix, country) =
        OF_COUNTRIES.iter().find(|(prefix, _)| prefix.eq_ignore_ascii_case(before.of(sentence.text)))?;
    let span = Span::new(before.start(), before.start() + prefix.trim_end().len());
    let bare = Mention::new(span, sentence.index, EntityType::Gpe, RecognizerKind::Lexicon, NAMED);
    let lexicon_id = Some(format!("country:{country}").into());
    Some(Mention { subtype: Some("country"), country: Some(country), lexicon_id, ..bare })
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
    fn a_country_that_is_no_part_of_the_name_is_a_mention_of_its_own() {
        assert_eq!(
            found("the U.S. State Department and the U.S. Geological Survey"),
            [
                ("U.S.".to_owned(), Some("USA"), true),
                ("State Department".to_owned(), Some("USA"), true),
                ("U.S. Geological Survey".to_owned(), Some("USA"), true),
            ]
        );
    }

    #[test]
    fn of_several_with_one_name_the_country_before_decides() {
        assert_eq!(found("the Israeli Labor Party"), [("Israeli Labor Party".to_owned(), Some("ISR"), true)]);
        assert_eq!(
            found("the Irish Labour Party spoke; the Maltese Labour Party and the Labour Party too"),
            [
                ("Irish Labour Party".to_owned(), Some("IRL"), true),
                ("Labour Party".to_owned(), Some("MLT"), true),
                ("Labour Party".to_owned(), None, false),
            ]
        );
    }

    #[test]
    fn a_state_has_a_senate_of_its_own() {
        assert_eq!(found("the Ohio Senate"), [("Ohio Senate".to_owned(), Some("USA"), false)]);
    }

    #[test]
    fn a_seat_of_power_is_a_building_for_those_inside() {
        let kinds = |text: &str| -> Vec<EntityType> {
            Sample::new(text).recognized_by(&Organisations).iter().map(|mention| mention.entity_type).collect()
        };
        assert_eq!(
            kinds("They dined at the White House; the Kremlin said nothing"),
            [EntityType::Fac, EntityType::Org]
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
