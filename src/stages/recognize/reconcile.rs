//! Brings the trained recogniser's names together with those of lexicon and rules, before overlaps are settled.
//!
//! Rules know titles, roles and codes; the model knows better where a name ends. A person that both find from the same
//! word on keeps the rule's facts and takes the model's span.

use crate::model::{EntityType, Mention, RecognizerKind};
use crate::text::Span;

/// Below this score a name of the model does not move the end of a rule's person.
const MOVES: f32 = 0.6;
/// Below this score a name of the model yields to whatever it overlaps.
const HOLDS: f32 = 0.7;
/// From this score on a person of the model takes the place of a city or state. Countries stay: where a person bears the
/// name of one, the document shows it elsewhere.
const OUSTS: f32 = 0.8;

/// Adds the names of the model to the candidates of the others. Positions of the others stay as they are.
pub(super) fn add(names: Vec<Mention>, candidates: &mut Vec<Mention>) {
    let index = Index::of(candidates);
    for name in names {
        let others = index.overlapping(name.span);
        if !place(&name, &others, candidates) {
            candidates.push(name);
        }
    }
}

/// Whether the name has no place of its own among those that it overlaps: it yields, or one of them has taken it up.
fn place(name: &Mention, others: &[usize], candidates: &mut [Mention]) -> bool {
    let is_person = name.entity_type == EntityType::Person;
    for at in others {
        let Some(other) = candidates.get_mut(*at) else { continue };
        if other.entity_type == EntityType::Person && is_person {
            if other.recognizer == RecognizerKind::Rule && other.span.start == name.span.start {
                if name.score >= MOVES {
                    other.span = name.span;
                }
                return true;
            }
            if other.span.contains(name.span) {
                return true;
            }
        }
        if name.score < HOLDS && other.span != name.span {
            return true;
        }
        if is_person && name.score >= OUSTS && other.span == name.span && is_doubtful_place(other) {
            *other = name.clone();
            return true;
        }
    }
    false
}

fn is_doubtful_place(mention: &Mention) -> bool {
    mention.entity_type == EntityType::Gpe
        && mention.parent.is_none()
        && mention.recognizer == RecognizerKind::Lexicon
        && matches!(mention.subtype, Some("city" | "state"))
}

/// Candidates by where they begin, as an interval tree: those under a span are found without looking at all others, also
/// where one candidate spans them all, as a chain of a thousand hyphens does.
struct Index(Vec<Entry>);

/// The middle entry of a slice is the root of those before and behind it.
struct Entry {
    span: Span,
    /// The furthest end of the slice.
    furthest: u32,
    at: usize,
}

impl Index {
    fn of(candidates: &[Mention]) -> Self {
        let spans = candidates.iter().enumerate();
        let mut entries: Vec<Entry> =
            spans.map(|(at, mention)| Entry { span: mention.span, furthest: 0, at }).collect();
        entries.sort_by_key(|entry| (entry.span.start, entry.at));
        settle_ends(&mut entries);
        Self(entries)
    }

    /// Positions of the candidates that share text with the span, those that begin last first.
    fn overlapping(&self, span: Span) -> Vec<usize> {
        let mut found = Vec::new();
        collect(&self.0, span, &mut found);
        found
    }
}

/// Notes the furthest end of every slice, and gives that of the whole.
fn settle_ends(entries: &mut [Entry]) -> u32 {
    let (before, rest) = entries.split_at_mut(entries.len() / 2);
    let Some((middle, behind)) = rest.split_first_mut() else { return 0 };
    middle.furthest = middle.span.end.max(settle_ends(before)).max(settle_ends(behind));
    middle.furthest
}

fn collect(entries: &[Entry], span: Span, found: &mut Vec<usize>) {
    let (before, rest) = entries.split_at(entries.len() / 2);
    let Some((middle, behind)) = rest.split_first() else { return };
    if middle.furthest <= span.start {
        return;
    }
    // What stands behind begins no earlier.
    if middle.span.start < span.end {
        collect(behind, span, found);
        if middle.span.overlaps(span) {
            found.push(middle.at);
        }
    }
    collect(before, span, found);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn mention(start: usize, end: usize, entity_type: EntityType, recognizer: RecognizerKind, score: f32) -> Mention {
        Mention::new(Span::new(start, end), 0, entity_type, recognizer, score)
    }

    /// What is left of a name of the model beside one candidate: spans and types of all.
    fn beside(candidate: Mention, name: Mention) -> Vec<(Span, EntityType)> {
        let mut candidates = vec![candidate];
        add(vec![name], &mut candidates);
        candidates.iter().map(|mention| (mention.span, mention.entity_type)).collect()
    }

    proptest! {
        #[test]
        fn the_index_finds_what_overlaps(spans in prop::collection::vec((0usize..40, 1usize..9), 0..20), from in 0usize..40, len in 1usize..9) {
            let candidates: Vec<Mention> = spans
                .iter()
                .map(|(start, len)| mention(*start, start + len, EntityType::Org, RecognizerKind::Rule, 1.0))
                .collect();
            let span = Span::new(from, from + len);
            let mut found = Index::of(&candidates).overlapping(span);
            found.sort_unstable();
            let all: Vec<usize> = (0..candidates.len()).filter(|at| candidates[*at].span.overlaps(span)).collect();
            prop_assert_eq!(found, all);
        }
    }

    #[test]
    fn the_model_moves_the_end_of_a_rules_person() {
        let rule = mention(0, 20, EntityType::Person, RecognizerKind::Rule, 0.9);
        let sure = mention(0, 12, EntityType::Person, RecognizerKind::Model, 0.9);
        assert_eq!(beside(rule.clone(), sure), [(Span::new(0, 12), EntityType::Person)]);
        let unsure = mention(0, 12, EntityType::Person, RecognizerKind::Model, 0.4);
        assert_eq!(beside(rule, unsure), [(Span::new(0, 20), EntityType::Person)]);
    }

    #[test]
    fn a_doubtful_name_yields_and_a_sure_person_ousts_a_city() {
        let city = Mention { subtype: Some("city"), ..mention(0, 6, EntityType::Gpe, RecognizerKind::Lexicon, 0.9) };
        let doubtful = mention(0, 14, EntityType::Org, RecognizerKind::Model, 0.5);
        assert_eq!(beside(city.clone(), doubtful), [(Span::new(0, 6), EntityType::Gpe)]);
        let person = mention(0, 6, EntityType::Person, RecognizerKind::Model, 0.95);
        assert_eq!(beside(city, person), [(Span::new(0, 6), EntityType::Person)]);
    }
}
