//! Takes a country off the names of the model that are the common name of a body before or behind it: "Philippine Congress",
//! "Ministry of Health of Samoa".

use std::sync::Arc;

use super::super::matcher::{Fact, LexiconIndex, Match};
use super::super::settle::in_order;
use super::super::{DocumentCx, bodies, countries, organisations};
use super::words::forms;
use crate::lexicon::{FormKind, Organisation};
use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

const SCORE: f32 = 0.8;

/// What beside a country names no body: the country stands for it.
const GOVERNMENTS: &[&str] = &["Government", "Governments", "State", "Administration"];

pub(super) fn split(document: &DocumentCx<'_>, index: &LexiconIndex, mentions: &mut Vec<Mention>) {
    let (mut found, mut parts) = (Vec::new(), Vec::new());
    for mention in mentions.iter_mut().filter(|mention| may_be_body(mention)) {
        forms(document, index, mention, &mut found);
        let Some((own, part)) = cut(document.text, mention, &found) else { continue };
        if GOVERNMENTS.contains(&own.of(document.text)) {
            *mention = part;
            continue;
        }
        mention.entity_type = EntityType::Org;
        mention.span = own;
        mention.country = part.country;
        forms(document, index, mention, &mut found);
        if let Some((row, id)) = found.iter().find_map(|form| row_of(form, mention)) {
            (mention.subtype, mention.lexicon_id) = (Some(row.kind), Some(id));
        }
        parts.push(part);
    }
    if !parts.is_empty() {
        mentions.append(&mut parts);
        *mentions = in_order(std::mem::take(mentions).into_iter().enumerate().collect());
    }
}

/// The organisation of the lexicon that has the name and the country of the mention.
fn row_of(form: &Match<'_>, mention: &Mention) -> Option<(&'static Organisation, Arc<str>)> {
    let mut rows = form.entries.iter().filter_map(|entry| match entry.fact {
        Fact::Organisation(row) => Some((row, entry.id.clone())),
        _ => None,
    });
    let is_whole = form.span == mention.span && mention.country.is_some();
    rows.find(|(row, _)| is_whole && row.country == mention.country)
}

fn may_be_body(mention: &Mention) -> bool {
    let is_named = matches!(
        mention.entity_type,
        EntityType::Org | EntityType::Event | EntityType::Law | EntityType::Misc | EntityType::Fac
    );
    is_named && mention.recognizer == RecognizerKind::Model && mention.parent.is_none()
}

/// The common name of a body in a name of the model, and the country beside it.
fn cut(text: &str, mention: &Mention, found: &[Match<'_>]) -> Option<(Span, Mention)> {
    if let Some((prefix, country, own)) = organisations::split_country(mention.span.of(text)) {
        let span = Span::new(mention.span.start(), mention.span.start() + prefix.len());
        let bare = Mention::new(span, mention.sentence, EntityType::Gpe, RecognizerKind::Lexicon, SCORE);
        let lexicon_id = Some(format!("country:{country}").into());
        let part = Mention { country: Some(country), subtype: Some("country"), lexicon_id, ..bare };
        return Some((Span::new(mention.span.end() - own.len(), mention.span.end()), part));
    }
    found.iter().find_map(|form| Some((without_country(text, mention.span, form)?, country_part(mention, form)?)))
}

/// The common name of a body that is left of the name without the form at its start or its end.
fn without_country(text: &str, name: Span, form: &Match<'_>) -> Option<Span> {
    if form.span.start == name.start {
        let rest = text.get(form.span.end()..name.end())?;
        let rest = rest.strip_prefix("'s").or_else(|| rest.strip_prefix("’s")).unwrap_or(rest).trim_start();
        let is_split = bodies::is_common_name(rest) && !is_official(form, rest) || GOVERNMENTS.contains(&rest);
        return is_split.then(|| Span::new(name.end() - rest.len(), name.end()));
    }
    let head = text.get(name.start()..form.span.start())?;
    let head = head.strip_suffix(" of the ").or_else(|| head.strip_suffix(" of "))?;
    let is_body = bodies::is_common_name(head) && !bodies::takes_country(head) || GOVERNMENTS.contains(&head);
    let is_split = form.span.end == name.end && is_body;
    is_split.then(|| Span::new(name.start(), name.start() + head.len()))
}

/// Whether the country belongs to the name: "Kenya Navy".
fn is_official(form: &Match<'_>, rest: &str) -> bool {
    let row = countries::country(form.entries).map(|(row, _)| row);
    row.is_some_and(|row| row.kind == FormKind::Name || row.form == "Hellenic") && bodies::is_of_forces(rest)
}

/// The country that a name of the model held.
fn country_part(mention: &Mention, form: &Match<'_>) -> Option<Mention> {
    let (row, entry) = countries::country(form.entries)?;
    let is_people = matches!(row.kind, FormKind::Demonym | FormKind::DemonymPlural);
    let entity_type = if is_people { EntityType::Norp } else { EntityType::Gpe };
    let country = countries::decided(form.entries);
    let bare = Mention::new(form.span, mention.sentence, entity_type, RecognizerKind::Lexicon, SCORE);
    let subtype = (!is_people).then_some("country");
    Some(Mention { country, subtype, lexicon_id: country.map(|_| entry.id.clone()), ..bare })
}

#[cfg(test)]
mod tests {
    use crate::model::EntityType;
    use crate::stages::recognize::tests_support::Sample;

    #[test]
    fn the_lexicon_knows_what_is_left() {
        let text = "News\nThe US Senate met on Monday.";
        let mentions = Sample::titled(text).mentions();
        let senate = mentions.iter().find(|mention| mention.span.of(text) == "Senate").unwrap();
        assert_eq!(senate.lexicon_id.as_deref(), Some("org:us_senate"));
    }

    #[test]
    fn a_country_beside_a_common_name_is_a_mention_of_its_own() {
        let text = "News\nThe Finnish Parliament and the Ministry of Health of Samoa met the Government of Chile.";
        let sample = Sample::titled(text);
        let mentions = sample.mentions();
        let found: Vec<_> = mentions.iter().map(|mention| (mention.span.of(text), mention.entity_type)).collect();
        assert_eq!(
            found,
            [
                ("Finnish", EntityType::Norp),
                ("Parliament", EntityType::Org),
                ("Ministry of Health", EntityType::Org),
                ("Samoa", EntityType::Gpe),
                ("Chile", EntityType::Gpe),
            ]
        );
    }
}
