//! The country in the words of a name, and in those right before and behind it.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::evidence::Evidence;
use super::super::matcher::{Fact, LexiconIndex, Match};
use super::super::{DocumentCx, countries, organisations};
use super::names::is_short_acronym;
use super::{is_embassy, is_international, lacks_country};
use crate::lexicon::FormKind;
use crate::model::{EntityType, Mention, Token};
use crate::text::Span;

/// Gives the organisations without a country that of their own words, or of the words beside them.
pub(super) fn by_words(document: &DocumentCx<'_>, index: &LexiconIndex, mentions: &mut [Mention], evidence: &Evidence) {
    let text = document.text;
    let decided = decided(text, mentions);
    let mut found = Vec::new();
    for at in 0..mentions.len() {
        let Some(mention) = mentions.get(at).filter(|mention| lacks_country(mention)) else { continue };
        forms(document, index, mention, &mut found);
        let holds_igo = found.iter().any(|form| organisations::organisation(form).is_some_and(|row| row.kind == "igo"));
        if holds_igo || is_international(mention.span.of(text), mention) {
            continue;
        }
        let is_embassy = is_embassy(text, mention);
        let country = before(text, mentions, at)
            .or_else(|| behind(text, mentions, at, !is_embassy))
            .or_else(|| inside(text, &found, &decided, evidence).filter(|_| !is_embassy));
        if let Some(mention) = mentions.get_mut(at).filter(|_| country.is_some()) {
            mention.country = country;
        }
    }
}

/// The countries of the places of a document by their printed names.
fn decided<'t>(text: &'t str, mentions: &[Mention]) -> BTreeMap<&'t str, &'static str> {
    let places = mentions.iter().filter(|mention| mention.entity_type == EntityType::Gpe);
    places.filter_map(|place| Some((place.span.of(text), place.country?))).collect()
}

/// The names of the lexicon inside a mention; none in an acronym.
pub(super) fn forms<'i>(
    document: &DocumentCx<'_>,
    index: &'i LexiconIndex,
    mention: &Mention,
    found: &mut Vec<Match<'i>>,
) {
    found.clear();
    let Some(sentence) = document.sentences.get(mention.sentence) else { return };
    if !is_short_acronym(mention.span.of(document.text)) {
        let tokens = tokens_of(document, sentence.tokens.clone(), mention.span);
        index.names(document.text, tokens, sentence.zone, found);
    }
}

fn tokens_of<'d>(document: &DocumentCx<'d>, sentence: Range<usize>, span: Span) -> &'d [Token] {
    let tokens = document.tokens.get(sentence).unwrap_or_default();
    let from = tokens.partition_point(|token| token.span.start < span.start);
    let to = tokens.partition_point(|token| token.span.start < span.end);
    tokens.get(from..to).unwrap_or_default()
}

/// The only country that the words of a name show. A people, or a country behind "of", shows it by itself; a country or town
/// elsewhere in the name where the document speaks of the country. What the document decides of a name of several countries
/// (Georgia) holds inside a longer name too.
fn inside(
    text: &str,
    found: &[Match<'_>],
    decided: &BTreeMap<&str, &'static str>,
    evidence: &Evidence,
) -> Option<&'static str> {
    let elsewhere = |form: &Match<'_>| decided.get(form.span.of(text)).copied();
    let follows_of = |form: &Match<'_>| {
        let before = text.get(..form.span.start()).unwrap_or_default();
        before.ends_with(" of ") || before.ends_with(" of the ")
    };
    let is_named = |country: &&'static str| evidence.weight(country) > 0;
    let mut countries = found.iter().filter_map(|form| match form.entries.first()?.fact {
        Fact::Country(row) => {
            let is_sure = follows_of(form) || matches!(row.kind, FormKind::Demonym | FormKind::DemonymPlural);
            let country = countries::decided(form.entries).or_else(|| elsewhere(form));
            country.filter(|country| is_sure && row.kind != FormKind::Capital || is_named(country))
        }
        Fact::Place(row) if form.entries.len() == 1 && row.entity_type == EntityType::Gpe => {
            row.country.filter(|country| row.subtype == Some("state") || is_named(country))
        }
        Fact::Organisation(row) if row.kind != "igo" && organisations::is_common(row.kind) => {
            row.country.filter(is_named)
        }
        _ => None,
    });
    let first = countries.next()?;
    countries.all(|country| country == first).then_some(first)
}

/// The country right before the name: "the Lebanese Army", "Portugal's police".
pub(super) fn before(text: &str, mentions: &[Mention], at: usize) -> Option<&'static str> {
    let (before, mention) = (mentions.get(at.checked_sub(1)?)?, mentions.get(at)?);
    let is_free = before.parent.is_none() && before.subtype != Some("pair");
    let is_country = matches!(before.entity_type, EntityType::Gpe | EntityType::Norp);
    let gap = text.get(before.span.end()..mention.span.start())?;
    (is_free && is_country && matches!(gap, " " | "'s " | "’s " | "' " | "’ ")).then_some(before.country)?
}

fn between(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// The country behind the name: "of Kenya", "in Madrid", or of the larger organisation: "of the House of Lords".
fn behind(text: &str, mentions: &[Mention], at: usize, may_lie_in: bool) -> Option<&'static str> {
    let mention = mentions.get(at)?;
    let (end, behind) = match mentions.get(at + 1..)? {
        [acronym, behind, ..] if between(text, mention.span.end(), acronym.span.start()) == " (" => {
            (acronym.span.end() + 1, behind)
        }
        [behind, ..] => (mention.span.end(), behind),
        [] => return None,
    };
    let gap = between(text, end, behind.span.start());
    let is_of = matches!(gap, " of " | " of the ");
    let is_in = may_lie_in && matches!(gap, " in " | " at ");
    let holds = match behind.entity_type {
        EntityType::Gpe => is_of || is_in,
        EntityType::Org => is_of || matches!(gap, " in the " | " at the "),
        _ => false,
    };
    (holds && behind.parent.is_none() && behind.subtype != Some("pair")).then_some(behind.country)?
}
