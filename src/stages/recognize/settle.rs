//! Settles which of the mentions that overlap stay: the longest, and of equal ones the one of the recogniser that stands
//! first in the registry. A compound and its parts stay or go together.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::Mention;
use crate::text::Span;

/// Spans that do not overlap, by start.
#[derive(Debug, Default)]
pub(super) struct Taken(BTreeMap<u32, u32>);

impl Taken {
    /// The spans of these mentions, parts left out: they lie in their compounds.
    pub(super) fn by(mentions: &[Mention]) -> Self {
        let whole = mentions.iter().filter(|mention| mention.parent.is_none());
        Self(whole.map(|mention| (mention.span.start, mention.span.end)).collect())
    }

    /// Whether nothing is taken under the span.
    pub(super) fn is_free(&self, span: Span) -> bool {
        self.0.range(..span.end).next_back().is_none_or(|(_, end)| *end <= span.start)
    }

    /// Takes the span, if it is free.
    pub(super) fn take(&mut self, span: Span) -> bool {
        let free = self.is_free(span);
        if free {
            self.0.insert(span.start, span.end);
        }
        free
    }
}

/// The mentions that stay, in order. `ranks` says for each candidate how late its recogniser stands in the registry.
pub(super) fn settle(candidates: Vec<Mention>, ranks: &[usize]) -> Vec<Mention> {
    if candidates.len() < 2 {
        return candidates;
    }
    let rank = |at: usize| ranks.get(at).copied().unwrap_or(usize::MAX);
    let mut order: Vec<(Reverse<usize>, usize, u32, usize)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, mention)| mention.parent.is_none())
        .map(|(at, mention)| (Reverse(mention.span.len()), rank(at), mention.span.start, at))
        .collect();
    order.sort_unstable();
    let mut taken = Taken::default();
    let mut stays = vec![false; candidates.len()];
    for (.., at) in order {
        let span = candidates.get(at).map(|mention| mention.span).unwrap_or_default();
        if let Some(stays) = stays.get_mut(at) {
            *stays = taken.take(span);
        }
    }
    let stays = |at: usize, mention: &Mention| stays.get(mention.parent.unwrap_or(at)).copied().unwrap_or(false);
    let kept = candidates.into_iter().enumerate().filter(|(at, mention)| stays(*at, mention)).collect();
    in_order(kept)
}

/// Sorts the mentions of a document, as [`in_order`] does, where they are not in order already, as most are.
pub(super) fn sort(mentions: Vec<Mention>) -> Vec<Mention> {
    let key = |mention: &Mention| (mention.span.start, Reverse(mention.span.end), mention.parent.is_some());
    if mentions.is_sorted_by_key(key) { mentions } else { in_order(mentions.into_iter().enumerate().collect()) }
}

/// Sorts mentions by start, a compound before its parts; parents are named by the numbers that come with the mentions.
pub(super) fn in_order(mut numbered: Vec<(usize, Mention)>) -> Vec<Mention> {
    numbered
        .sort_by_key(|(at, mention)| (mention.span.start, Reverse(mention.span.end), mention.parent.is_some(), *at));
    // Few sentences have compounds.
    if numbered.iter().all(|(_, mention)| mention.parent.is_none()) {
        return numbered.into_iter().map(|(_, mention)| mention).collect();
    }
    let positions: FxHashMap<usize, usize> =
        numbered.iter().enumerate().map(|(position, (at, _))| (*at, position)).collect();
    numbered
        .into_iter()
        .map(|(_, mention)| Mention { parent: mention.parent.and_then(|at| positions.get(&at).copied()), ..mention })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntityType, RecognizerKind};
    use proptest::prelude::*;

    fn mention(start: usize, end: usize) -> Mention {
        Mention::new(Span::new(start, end), 0, EntityType::Org, RecognizerKind::Rule, 1.0)
    }

    proptest! {
        #[test]
        fn what_stays_is_sorted_and_does_not_overlap(spans in prop::collection::vec((0usize..60, 1usize..9, 0usize..4), 0..40)) {
            let candidates: Vec<Mention> = spans.iter().map(|(start, len, _)| mention(*start, start + len)).collect();
            let ranks: Vec<usize> = spans.iter().map(|(.., rank)| *rank).collect();
            let kept = settle(candidates.clone(), &ranks);
            for pair in kept.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            for lost in candidates.iter().filter(|candidate| !kept.iter().any(|kept| kept.span == candidate.span)) {
                prop_assert!(kept.iter().any(|kept| kept.span.overlaps(lost.span) && kept.span.len() >= lost.span.len()));
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_in_order_stays_as_it_is(spans in prop::collection::vec((0usize..40, 1usize..9), 0..20)) {
            let mentions: Vec<Mention> = spans.iter().map(|(start, len)| mention(*start, start + len)).collect();
            let ordered = in_order(mentions.clone().into_iter().enumerate().collect());
            prop_assert_eq!(&sort(mentions), &ordered);
            prop_assert_eq!(&sort(ordered.clone()), &ordered);
        }
    }

    #[test]
    fn parts_stay_with_their_compound() {
        let part = |start, end| Mention { parent: Some(1), ..mention(start, end) };
        let kept = settle(vec![mention(0, 5), mention(0, 13), part(0, 5), part(6, 13)], &[0, 1, 1, 1]);
        let found: Vec<_> = kept.iter().map(|kept| (kept.span.start, kept.span.end, kept.parent)).collect();
        assert_eq!(found, [(0, 13, None), (0, 5, Some(0)), (6, 13, Some(0))]);
    }

    #[test]
    fn of_equal_spans_the_earlier_recogniser_stays() {
        let event = Mention { entity_type: EntityType::Event, ..mention(0, 5) };
        assert_eq!(settle(vec![event, mention(0, 5)], &[3, 1]), [mention(0, 5)]);
    }
}
