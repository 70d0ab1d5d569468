//! The country that a document speaks from: that of its dateline, its letterhead or its issuer. An office without a country
//! beside it is one of that country: "President Nazarbayev" in a story from Astana.

use std::collections::{BTreeMap, BTreeSet};

use super::bodies::is_of_many;
use super::named::Named;
use crate::model::{EntityType, Mention};
use crate::stages::recognize::DocumentCx;
use crate::stages::recognize::words::is_calendar_word;
use crate::text::Span;

/// How many sentences at the start of a document may be its head.
const HEAD: usize = 5;
/// How many tokens a line of the head has at most.
const SHORT: usize = 14;
/// How many bytes behind a place are looked at for the date of a dateline.
const NEAR: u32 = 4;

/// Cities from which little is written but by organisations of many states, and others where those are among the issuers.
const SEATS: &[&str] = &["Arusha", "Brussels", "Geneva", "Luxembourg", "New York", "Strasbourg", "The Hague", "Hague"];
const ALSO_SEATS: &[&str] = &[
    "Abuja",
    "Addis Ababa",
    "Cairo",
    "Jeddah",
    "Nairobi",
    "Paris",
    "Port of Spain",
    "Riyadh",
    "Rome",
    "Vienna",
    "Washington",
    "Washington, D.C.",
    "Washington, DC",
];

/// Where a document speaks from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Home {
    /// The country, unless a body of several states speaks.
    pub(super) country: Option<&'static str>,
    /// The country of the dateline.
    pub(super) dateline: Option<&'static str>,
    /// Countries whose embassy the head names, with which the title opens, and which titles imply.
    pub(super) missions: BTreeSet<&'static str>,
    pub(super) opening: BTreeSet<&'static str>,
    pub(super) implied: BTreeSet<&'static str>,
    /// Whether an organisation of several states speaks.
    pub(super) is_of_many: bool,
}

/// Reads the home of a document. `used` are the names that only say whose some office is, which are foreign ones rather
/// than not; `implied` are countries that titles imply.
pub(super) fn home(
    document: &DocumentCx<'_>,
    mentions: &[Mention],
    named: &[Named],
    used: &BTreeSet<usize>,
    implied: impl Iterator<Item = &'static str>,
) -> Home {
    let mut weights: BTreeMap<&'static str, u32> = BTreeMap::new();
    let mut home = Home::default();
    let mut dateline: Option<&str> = None;
    for Named { at, country } in named {
        let Some(mention) = mentions.get(*at) else { continue };
        let is_dateline = is_dateline(document, mentions, *at);
        if is_dateline && dateline.is_none() {
            dateline = Some(mention.span.of(document.text));
            home.dateline = Some(*country);
        }
        let (is_mission, opens_title) = (is_mission(document, mention), opens_title(document, mention));
        home.missions.extend(is_mission.then_some(*country));
        home.opening.extend(opens_title.then_some(*country));
        *weights.entry(country).or_default() += match () {
            () if is_dateline => 20,
            () if is_letterhead(document, mention) => 8,
            () if is_mission => 14,
            () if opens_title => 6,
            () if mention.sentence == 0 => 4,
            () if used.contains(at) => 1,
            () => 2,
        };
    }
    for country in implied {
        home.implied.insert(country);
        *weights.entry(country).or_default() += 6;
    }
    home.is_of_many = speaks_for_many(document, mentions, dateline);
    if !home.is_of_many || !home.implied.is_empty() {
        home.country = heaviest(&weights);
    }
    home
}

/// The country with the most weight, if it has enough of it.
fn heaviest(weights: &BTreeMap<&'static str, u32>) -> Option<&'static str> {
    let (country, weight) = weights.iter().max_by_key(|(country, weight)| (**weight, std::cmp::Reverse(**country)))?;
    let second = weights.iter().filter(|(other, _)| *other != country).map(|(_, weight)| *weight).max().unwrap_or(0);
    let is_sure = *weight >= 12 || *weight >= 6 && second * 3 < *weight * 2 || *weight >= 2 && second * 2 <= *weight;
    is_sure.then_some(*country)
}

fn sentence_len(document: &DocumentCx<'_>, mention: &Mention) -> usize {
    document.sentences.get(mention.sentence).map_or(usize::MAX, |sentence| sentence.tokens.len())
}

/// Whether the mention is the place of the dateline: "Jakarta, 14/03/2011", "MOSCOW, December 3 (Volga-Press) --".
fn is_dateline(document: &DocumentCx<'_>, mentions: &[Mention], at: usize) -> bool {
    let Some(mention) = mentions.get(at).filter(|mention| mention.entity_type == EntityType::Gpe) else { return false };
    if document.document.dateline.as_ref().is_some_and(|line| line.span.overlaps(mention.span)) {
        return true;
    }
    let opens =
        document.sentences.get(mention.sentence).is_some_and(|sentence| mention.span.start <= sentence.span.start + 2);
    let is_dated = opens && is_set_off(document.text, mention.span)
        || mentions.get(at + 1).is_some_and(|next| {
            next.entity_type == EntityType::Date
                && next.span.start - mention.span.end <= NEAR
                && !joins(document.text, mention.span, next.span)
        });
    let is_first = mention.sentence > 0 || is_dated;
    mention.sentence < HEAD && is_first && (is_dated || opens && sentence_len(document, mention) <= SHORT)
}

/// Whether a dash, or a comma and a month follow the place: "ATLANTA – ", "Colombo, Nov. 11:".
fn is_set_off(text: &str, place: Span) -> bool {
    let behind = text.get(place.end()..).unwrap_or_default();
    let month = behind.strip_prefix(", ").and_then(|behind| behind.split(' ').next());
    month.is_some_and(is_calendar_word) || [" – ", " — ", " -- ", " - "].iter().any(|dash| behind.starts_with(dash))
}

/// Whether the title begins with the mention, so that the country speaks or acts: "Canada imposes further sanctions".
fn opens_title(document: &DocumentCx<'_>, mention: &Mention) -> bool {
    let start = document.sentences.first().map_or(0, |title| title.span.start);
    mention.sentence == 0 && mention.span.start <= start + NEAR
}

/// "Tehran in September": no dateline.
fn joins(text: &str, place: Span, date: Span) -> bool {
    text.get(place.end()..date.start()).is_some_and(|between| between.chars().any(char::is_alphabetic))
}

/// Whether the mention is an organisation in a short line of the head.
fn is_letterhead(document: &DocumentCx<'_>, mention: &Mention) -> bool {
    mention.entity_type == EntityType::Org && mention.sentence < HEAD && sentence_len(document, mention) <= SHORT
}

/// An embassy speaks for its own country, not for that of its city.
fn is_mission(document: &DocumentCx<'_>, mention: &Mention) -> bool {
    let missions = ["Embassy", "Consulate", "High Commission"];
    let printed = mention.span.of(document.text);
    let before = document.text.get(..mention.span.start()).unwrap_or_default();
    let before =
        before.strip_suffix(" the ").or_else(|| before.strip_suffix(' ')).and_then(|before| before.strip_suffix(" of"));
    let is_mission = match mention.entity_type {
        EntityType::Org => missions.iter().any(|word| printed.contains(word)),
        _ => before.is_some_and(|before| missions.iter().any(|word| before.ends_with(word))),
    };
    is_mission && mention.sentence < 3
}

/// Whether an organisation of several states speaks: the first of the head, or any where it has its seat.
fn speaks_for_many(document: &DocumentCx<'_>, mentions: &[Mention], dateline: Option<&str>) -> bool {
    let mut organisations =
        mentions.iter().filter(|mention| mention.entity_type == EntityType::Org && mention.sentence < HEAD);
    let is_of_many = |mention: &Mention| is_of_many(document.text, mention);
    let is_among =
        |seats: &[&str]| dateline.is_some_and(|place| seats.iter().any(|seat| seat.eq_ignore_ascii_case(place)));
    match dateline {
        Some(_) if is_among(SEATS) => organisations.any(&is_of_many),
        Some(_) if !is_among(ALSO_SEATS) => false,
        _ => organisations.next().is_some_and(is_of_many),
    }
}
