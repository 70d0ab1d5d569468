//! Brings the trained recogniser's names together with those of lexicon and rules, before overlaps are settled.
//!
//! Rules know titles, roles and codes; the model knows better where a name ends. A person that both find from the same
//! word on keeps the rule's facts and takes the model's span.

use crate::model::{EntityType, Mention, RecognizerKind};

/// Below this score a name of the model does not move the end of a rule's person.
const MOVES: f32 = 0.6;
/// Below this score a name of the model yields to whatever it overlaps.
const HOLDS: f32 = 0.7;
/// From this score on a person of the model takes the place of a city or state. Countries stay: where a person bears the
/// name of one, the document shows it elsewhere.
const OUSTS: f32 = 0.8;
/// Adds the names of the model to the candidates of the others.
pub(super) fn add(names: Vec<Mention>, candidates: &mut Vec<Mention>) {
    for name in names {
        if name.score < HOLDS
            && candidates.iter().any(|other| other.span.overlaps(name.span) && other.span != name.span)
        {
            continue;
        }
        if name.entity_type == EntityType::Person && (moves_end(&name, candidates) || is_held(&name, candidates)) {
            continue;
        }
        if name.entity_type == EntityType::Person && name.score >= OUSTS {
            candidates.retain(|other| !is_doubtful_place(other) || other.span != name.span);
        }
        candidates.push(name);
    }
}

/// Gives the person that a rule found from the same word on the model's end.
fn moves_end(name: &Mention, candidates: &mut [Mention]) -> bool {
    let mut persons = candidates.iter_mut().filter(|other| {
        other.entity_type == EntityType::Person
            && other.recognizer == RecognizerKind::Rule
            && other.span.start == name.span.start
    });
    match persons.next() {
        Some(person) => {
            if name.score >= MOVES {
                person.span = name.span;
            }
            true
        }
        None => false,
    }
}

/// Whether a title's person already holds the span.
fn is_held(name: &Mention, candidates: &[Mention]) -> bool {
    candidates.iter().any(|other| other.entity_type == EntityType::Person && other.span.contains(name.span))
}

fn is_doubtful_place(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Gpe
        && mention.parent.is_none()
        && mention.recognizer == RecognizerKind::Lexicon
        && matches!(mention.subtype, Some("city" | "state"))
}
