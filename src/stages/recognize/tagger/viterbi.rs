//! The best sequence of labels under the scores of tokens and of steps from label to label (Viterbi), and by how much each
//! token's label beats the best sequence without it.

use super::labels::{N_LABELS, OUTSIDE, may_end, may_follow, may_start};

/// Scores of the labels of one token.
pub type Emission = [i32; N_LABELS];

/// Scores of steps: from the first index to the second.
pub type Steps = [[i32; N_LABELS]; N_LABELS];

/// Below any score that can be reached; four of them can be added without overflow, and weights are far smaller.
const NEVER: i32 = i32::MIN / 4;

/// Steps as the decoder walks them: those that may not be taken cost more than any sequence can gain, so that the inner
/// loops run over all labels without a branch.
#[derive(Clone, Debug)]
pub struct Transitions {
    /// From the first index to the second.
    onward: Steps,
    /// To the first index from the second.
    back: Steps,
}

impl Transitions {
    pub fn new(steps: &Steps) -> Self {
        let (mut onward, mut back) = ([[NEVER; N_LABELS]; N_LABELS], [[NEVER; N_LABELS]; N_LABELS]);
        for (from, to) in (0..N_LABELS).flat_map(|from| (0..N_LABELS).map(move |to| (from, to))) {
            if may_follow(from, to) {
                let score = steps.get(from).and_then(|row| row.get(to)).copied().unwrap_or(0);
                set(&mut onward, from, to, score);
                set(&mut back, to, from, score);
            }
        }
        Self { onward, back }
    }

    /// The score of a step that may be taken.
    pub fn step(&self, from: usize, to: usize) -> i32 {
        self.onward.get(from).and_then(|row| row.get(to)).copied().unwrap_or(NEVER)
    }
}

fn set(steps: &mut Steps, row: usize, column: usize, score: i32) {
    if let Some(slot) = steps.get_mut(row).and_then(|row| row.get_mut(column)) {
        *slot = score;
    }
}

/// The labels of a stretch of tokens, and the margin of each.
#[derive(Debug, Default)]
pub struct Best {
    pub labels: Vec<usize>,
    /// By how much the best sequence beats the best one that labels the token otherwise.
    pub margins: Vec<i32>,
}

/// Decodes a stretch between tokens that are outside all names. Of equal sequences one stands, the same always. There are
/// no margins where no name is found.
pub fn decode(emissions: &[Emission], steps: &Transitions) -> Best {
    if let [emission] = emissions {
        return alone(emission, steps);
    }
    let forward = forward(emissions, steps);
    let labels = follow(&forward, steps);
    if labels.iter().all(|label| *label == OUTSIDE) {
        return Best { labels, margins: Vec::new() };
    }
    let backward = backward(emissions, steps);
    let margins = forward.iter().zip(&backward).zip(&labels).map(|((left, right), label)| margin(left, right, *label));
    Best { margins: margins.collect(), labels }
}

/// A stretch of one token, as most are: it is a whole name or none.
fn alone(emission: &Emission, steps: &Transitions) -> Best {
    let (mut label, mut top, mut second) = (OUTSIDE, NEVER, NEVER);
    for at in (0..N_LABELS).filter(|label| may_start(*label) && may_end(*label)) {
        let score = self::at(emission, at) + steps.step(OUTSIDE, at) + steps.step(at, OUTSIDE);
        if score > top {
            (label, top, second) = (at, score, top);
        } else {
            second = second.max(score);
        }
    }
    let margins = if label == OUTSIDE { Vec::new() } else { vec![top - second] };
    Best { labels: vec![label], margins }
}

/// By how much the best sequence through this label beats the best one through another.
fn margin(from_left: &Emission, from_right: &Emission, label: usize) -> i32 {
    let (mut own, mut other) = (NEVER, NEVER);
    for (at, (left, right)) in from_left.iter().zip(from_right).enumerate() {
        let through = left + right;
        if at == label { own = through } else { other = other.max(through) }
    }
    own - other
}

/// For each token and label the score of the best sequence up to and with it.
fn forward(emissions: &[Emission], steps: &Transitions) -> Vec<Emission> {
    let mut all: Vec<Emission> = Vec::with_capacity(emissions.len());
    for emission in emissions {
        let mut here = match all.last() {
            Some(last) => best(last, &steps.onward),
            None => std::array::from_fn(|label| if may_start(label) { steps.step(OUTSIDE, label) } else { NEVER }),
        };
        for (slot, own) in here.iter_mut().zip(emission) {
            *slot = (*slot + own).max(NEVER);
        }
        all.push(here);
    }
    all
}

/// For each token and label the score of the best sequence behind it.
fn backward(emissions: &[Emission], steps: &Transitions) -> Vec<Emission> {
    let mut all: Vec<Emission> = Vec::with_capacity(emissions.len());
    let mut next: Option<&Emission> = None;
    for emission in emissions.iter().rev() {
        let here = match (next, all.last()) {
            (Some(next), Some(behind)) => {
                let mut ahead = *next;
                ahead.iter_mut().zip(behind).for_each(|(score, behind)| *score = (*score + behind).max(NEVER));
                best(&ahead, &steps.back)
            }
            _ => std::array::from_fn(|label| if may_end(label) { steps.step(label, OUTSIDE) } else { NEVER }),
        };
        all.push(here);
        next = Some(emission);
    }
    all.reverse();
    all
}

/// For each label the best that is reached from any other by one of these steps, whose first index is that other.
#[inline]
fn best(others: &Emission, steps: &Steps) -> Emission {
    let mut best = [2 * NEVER; N_LABELS];
    for (other, row) in others.iter().zip(steps) {
        for (slot, step) in best.iter_mut().zip(row) {
            *slot = (*slot).max(other + step);
        }
    }
    best
}

fn at(scores: &Emission, label: usize) -> i32 {
    scores.get(label).copied().unwrap_or(NEVER)
}

/// One best sequence, from its end to its start.
fn follow(forward: &[Emission], steps: &Transitions) -> Vec<usize> {
    let mut labels = Vec::with_capacity(forward.len());
    let mut next = OUTSIDE;
    for here in forward.iter().rev() {
        let reach = here.iter().enumerate().filter(|(from, score)| **score > NEVER && may_follow(*from, next));
        let best = reach.map(|(from, score)| (score + steps.step(from, next), std::cmp::Reverse(from))).max();
        next = best.map_or(OUTSIDE, |(_, from)| from.0);
        labels.push(next);
    }
    labels.reverse();
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// All sequences that are allowed, with their scores.
    fn all_sequences(emissions: &[Emission], steps: &Steps) -> Vec<(i32, Vec<usize>)> {
        let mut open: Vec<(i32, Vec<usize>)> = vec![(0, Vec::new())];
        for emission in emissions {
            let mut longer = Vec::new();
            for (score, labels) in &open {
                let last = labels.last().copied().unwrap_or(OUTSIDE);
                for label in (0..N_LABELS).filter(|label| may_follow(last, *label)) {
                    let mut labels = labels.clone();
                    labels.push(label);
                    longer.push((score + steps[last][label] + emission[label], labels));
                }
            }
            open = longer;
        }
        open.retain(|(_, labels)| may_end(*labels.last().unwrap()));
        for (score, labels) in &mut open {
            *score += steps[*labels.last().unwrap()][OUTSIDE];
        }
        open
    }

    fn scores() -> impl Strategy<Value = i32> {
        -50i32..50
    }

    proptest! {
        #[test]
        fn the_best_sequence_is_found_with_its_margins(
            emissions in prop::collection::vec(prop::array::uniform17(scores()), 1..5),
            steps in prop::array::uniform17(prop::array::uniform17(scores())),
        ) {
            let best = decode(&emissions, &Transitions::new(&steps));
            let all = all_sequences(&emissions, &steps);
            let top = all.iter().map(|(score, _)| *score).max().unwrap();
            let found = all.iter().find(|(_, labels)| *labels == best.labels).map(|(score, _)| *score);
            prop_assert_eq!(found, Some(top));
            prop_assert!(best.margins.len() == emissions.len() || best.labels.iter().all(|label| *label == OUTSIDE));
            for (at, margin) in best.margins.iter().enumerate() {
                let without = all.iter().filter(|(_, labels)| labels[at] != best.labels[at]);
                let second = without.map(|(score, _)| *score).max().unwrap();
                prop_assert_eq!(*margin, top - second);
            }
        }
    }
}
