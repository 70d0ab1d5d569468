//! The weights of the model: for each feature the labels that it speaks for or against.

use std::borrow::Cow;

use super::labels::N_LABELS;
use super::refine::N_FINE;
use super::table::Table;

/// Labels and, behind them, the finer types: one score each.
pub const N_SCORES: usize = N_LABELS + N_FINE;

/// Slots for the scores: a power of two, so that a label's bits alone keep it inside.
const SLOTS: usize = 32;

/// Scores of all labels, in the unit of the quantised weights; the slots behind them stay 0.
pub type Scores = [i32; SLOTS];

/// No scores yet.
pub const NO_SCORES: Scores = [0; SLOTS];

const _: () = assert!(N_SCORES <= SLOTS);

/// Bits of a table's value that hold the number of entries; the others hold the first entry's position.
const COUNT_BITS: u32 = 5;

/// The features of one token, gathered so that their places in the table can be fetched side by side.
#[derive(Debug)]
pub struct Batch {
    features: [u64; Self::MOST],
    len: usize,
}

impl Batch {
    /// More than a token has.
    const MOST: usize = 96;

    #[inline]
    pub fn push(&mut self, feature: u64) {
        if let Some(slot) = self.features.get_mut(self.len) {
            *slot = feature;
            self.len += 1;
        }
    }

    fn as_slice(&self) -> &[u64] {
        self.features.get(..self.len).unwrap_or_default()
    }
}

impl Default for Batch {
    fn default() -> Self {
        Self { features: [0; Self::MOST], len: 0 }
    }
}

/// Weights by feature. The entries of a feature lie together, two bytes each: label, weight.
#[derive(Clone, Debug)]
pub struct Weights {
    features: Table,
    entries: Cow<'static, [u8]>,
}

impl Weights {
    /// Nothing if there is an odd number of bytes.
    pub fn new(features: Table, entries: Cow<'static, [u8]>) -> Option<Self> {
        entries.len().is_multiple_of(2).then_some(Self { features, entries })
    }

    /// Adds the weights of all features of a batch. The first slots of all are read before any is looked at: the reads
    /// wait for memory, and so they wait together.
    pub fn add_all(&self, batch: &Batch, scores: &mut Scores) {
        let features = batch.as_slice();
        let mut slots = [0; Batch::MOST];
        for (slot, feature) in slots.iter_mut().zip(features) {
            *slot = self.features.first_slot(*feature);
        }
        for (slot, feature) in slots.iter().zip(features) {
            match Table::settle(*slot, *feature) {
                Some(None) => {}
                Some(Some(value)) => self.add_entries(value, scores),
                None => self.add(*feature, scores),
            }
        }
    }

    /// Adds the weights of a feature.
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        if let Some(value) = self.features.get(feature) {
            self.add_entries(value, scores);
        }
    }

    #[inline]
    fn add_entries(&self, value: u32, scores: &mut Scores) {
        let (start, count) = ((value >> COUNT_BITS) as usize, (value & ((1 << COUNT_BITS) - 1)) as usize);
        let (entries, _) = self.entries.as_chunks::<2>();
        for [label, weight] in entries.get(start..start + count).unwrap_or_default() {
            if let Some(score) = scores.get_mut(usize::from(*label) % SLOTS) {
                *score += i32::from(*weight as i8);
            }
        }
    }

    /// The bytes of table and entries for these weights: for each feature its labels and weights, none of them 0.
    ///
    /// # Panics
    /// If a feature has more entries than there are labels, or there are more than 2^27 entries.
    pub fn build(features: &[(u64, Vec<(u8, i8)>)]) -> (Vec<u8>, Vec<u8>) {
        let (mut pairs, mut entries) = (Vec::with_capacity(features.len()), Vec::new());
        for (feature, weights) in features {
            let start = entries.len() / 2;
            assert!(weights.len() <= N_SCORES && start < 1 << (32 - COUNT_BITS), "more weights than the table holds");
            pairs.push((*feature, (start as u32) << COUNT_BITS | weights.len() as u32));
            entries.extend(weights.iter().flat_map(|(label, weight)| [*label, *weight as u8]));
        }
        (Table::build(&pairs), entries)
    }
}

#[cfg(test)]
mod tests {
    use super::super::hash::finish;
    use super::*;

    #[test]
    fn weights_are_added_to_their_labels() {
        let (table, entries) =
            Weights::build(&[(finish(1), vec![(0, -3), (4, 100)]), (finish(2), vec![(4, 27), (19, -128)])]);
        let weights = Weights::new(Table::new(table.into()).unwrap(), entries.into()).unwrap();
        let mut scores = NO_SCORES;
        for feature in [1, 2, 2, 3] {
            weights.add(finish(feature), &mut scores);
        }
        assert_eq!((scores[0], scores[4], scores[19]), (-3, 154, -256));
        assert_eq!(scores.iter().filter(|score| **score != 0).count(), 3);
    }
}
