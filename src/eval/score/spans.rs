//! Spans: how many of gold's were found, exactly and by overlap, under labels of any kind.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::counts::Counts;
use crate::text::Span;

/// A span and its label, from 0; `allowed` has a bit for each label that is as right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) span: Span,
    pub(super) label: usize,
    pub(super) allowed: u32,
}

impl Labelled {
    fn allows(&self, other: &Labelled) -> bool {
        self.allowed & (1 << other.label) != 0
    }
}

/// Exact spans, and spans of one label that share a character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanScore {
    pub exact: Counts,
    pub overlap: Counts,
}

/// For each span of gold the one of the system that has the same bounds and a right label; one to one.
pub(super) fn exact(gold: &[Labelled], system: &[Labelled]) -> Vec<Option<usize>> {
    by_bounds(gold, system, Labelled::allows)
}

/// The same, whatever the labels.
pub(super) fn same_bounds(gold: &[Labelled], system: &[Labelled]) -> Vec<Option<usize>> {
    by_bounds(gold, system, |_, _| true)
}

fn by_bounds(
    gold: &[Labelled],
    system: &[Labelled],
    is_right: impl Fn(&Labelled, &Labelled) -> bool,
) -> Vec<Option<usize>> {
    let mut free: BTreeMap<Span, Vec<usize>> = BTreeMap::new();
    for (at, item) in system.iter().enumerate() {
        free.entry(item.span).or_default().push(at);
    }
    let mut take = |item: &Labelled| {
        let candidates = free.get_mut(&item.span)?;
        let at = candidates.iter().position(|candidate| is_right(item, &system[*candidate]))?;
        Some(candidates.remove(at))
    };
    gold.iter().map(&mut take).collect()
}

/// For each span of gold one of the system that has a right label and shares a character with it; one to one, equal
/// bounds first, then the longest common stretch.
pub(super) fn overlapping(gold: &[Labelled], system: &[Labelled]) -> Vec<Option<usize>> {
    let mut candidates = Vec::new();
    for (g, item) in gold.iter().enumerate() {
        for (s, other) in system.iter().enumerate() {
            if item.span.overlaps(other.span) && item.allows(other) {
                let shared = item.span.end.min(other.span.end) - item.span.start.max(other.span.start);
                candidates.push((item.span != other.span, Reverse(shared), g, s));
            }
        }
    }
    candidates.sort_unstable();
    let (mut matched, mut taken) = (vec![None; gold.len()], vec![false; system.len()]);
    for (_, _, g, s) in candidates {
        if matched[g].is_none() && !taken[s] {
            (matched[g], taken[s]) = (Some(s), true);
        }
    }
    matched
}

/// Adds the counts of one document to those of its labels. A span of gold counts under the label that it was found by, or
/// else under its own.
pub(super) fn add(scores: &mut [SpanScore], gold: &[Labelled], system: &[Labelled]) {
    for item in system {
        scores[item.label].exact.system += 1;
        scores[item.label].overlap.system += 1;
    }
    let count = |matched: Vec<Option<usize>>, pick: fn(&mut SpanScore) -> &mut Counts, scores: &mut [SpanScore]| {
        for (item, found) in gold.iter().zip(matched) {
            let counts = pick(&mut scores[found.map_or(item.label, |at| system[at].label)]);
            counts.gold += 1;
            counts.right += u64::from(found.is_some());
        }
    };
    count(exact(gold, system), |score| &mut score.exact, scores);
    count(overlapping(gold, system), |score| &mut score.overlap, scores);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn item(start: usize, end: usize, label: usize) -> Labelled {
        Labelled { span: Span::new(start, end), label, allowed: 1 << label }
    }

    fn counts(gold: u64, system: u64, right: u64) -> Counts {
        Counts { gold, system, right }
    }

    fn scored(gold: &[Labelled], system: &[Labelled]) -> Vec<SpanScore> {
        let mut scores = vec![SpanScore::default(); 3];
        add(&mut scores, gold, system);
        scores
    }

    fn items() -> impl Strategy<Value = Vec<Labelled>> {
        prop::collection::vec((0..30usize, 1..6usize, 0..3usize), 0..12)
            .prop_map(|items| items.into_iter().map(|(start, len, label)| item(start, start + len, label)).collect())
    }

    proptest! {
        #[test]
        fn gold_against_itself_is_all_right(gold in items()) {
            for score in scored(&gold, &gold) {
                prop_assert_eq!(score.exact.right, score.exact.gold);
                prop_assert_eq!(score.exact, score.overlap);
            }
        }

        #[test]
        fn overlap_finds_what_exact_finds_and_no_more_than_there_is(gold in items(), system in items()) {
            for score in scored(&gold, &system) {
                prop_assert!(score.exact.right <= score.overlap.right);
                prop_assert!(score.overlap.right <= score.overlap.gold.min(score.overlap.system));
            }
        }
    }

    #[test]
    fn three_found_one_of_them_right() {
        let gold = [item(0, 4, 0), item(10, 20, 0), item(30, 34, 1)];
        let system = [item(0, 4, 0), item(12, 20, 0), item(30, 34, 2)];
        let scores = scored(&gold, &system);
        assert_eq!((scores[0].exact, scores[0].overlap), (counts(2, 2, 1), counts(2, 2, 2)));
        assert_eq!((scores[1].exact, scores[1].overlap), (counts(1, 0, 0), counts(1, 0, 0)));
        assert_eq!(scores[2].exact, counts(0, 1, 0));
        assert_eq!(same_bounds(&gold, &system), [Some(0), None, Some(2)]);
    }

    #[test]
    fn one_span_is_found_once() {
        let gold = [item(0, 20, 0)];
        let system = [item(0, 4, 0), item(5, 20, 0)];
        assert_eq!(scored(&gold, &system)[0].overlap, counts(1, 2, 1));
        assert_eq!(overlapping(&gold, &system), [Some(1)]);
    }

    #[test]
    fn either_label_may_be_right() {
        let gold = [Labelled { allowed: 0b11, ..item(0, 4, 0) }, Labelled { allowed: 0b11, ..item(6, 9, 0) }];
        let scores = scored(&gold, &[item(0, 4, 1)]);
        assert_eq!((scores[0].exact, scores[1].exact), (counts(1, 0, 0), counts(1, 1, 1)));
    }
}
