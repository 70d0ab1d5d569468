//! The weights of the model: for each feature the labels that it speaks for or against.

use super::labels::N_LABELS;
use super::refine::N_FINE;
use super::table::Table;

/// Labels and, behind them, the finer types: one score each.
pub const N_SCORES: usize = N_LABELS + N_FINE;

/// Scores of all labels and types, in the unit of the quantised weights.
pub type Scores = [i32; N_SCORES];

/// No scores yet.
pub const NO_SCORES: Scores = [0; N_SCORES];

/// What one feature says of all labels and types. Most say nothing of most: a row is added without a branch all the same,
/// which takes less time than to walk the few that count.
type Row = [i8; N_SCORES];

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

    /// Makes room for the features of the next token.
    pub fn clear(&mut self) {
        self.len = 0;
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

/// The sums of a batch, which no batch is large enough to leave.
type Sums = [i16; N_SCORES];

const _: () = assert!(Batch::MOST * 128 <= i16::MAX as usize);

/// Weights by feature.
#[derive(Clone, Debug)]
pub struct Weights {
    /// From features to positions in `rows`.
    features: Table,
    rows: Vec<Row>,
}

impl Weights {
    /// The weights of a model's tables. The entries of a feature lie together, two bytes each: label, weight; here they
    /// become rows. Nothing if there is an odd number of bytes.
    pub fn new(features: &Table, entries: &[u8]) -> Option<Self> {
        let (entries, []) = entries.as_chunks::<2>() else { return None };
        let mut rows = Vec::new();
        let features = features.with_values(|value| {
            rows.push(row(value, entries));
            (rows.len() - 1) as u32
        });
        Some(Self { features, rows })
    }

    /// Adds the weights of all features of a batch. The first slots of all are read before any is looked at: the reads
    /// wait for memory, and so they wait together.
    pub fn add_all(&self, batch: &Batch, scores: &mut Scores) {
        let features = batch.as_slice();
        let mut slots = [0; Batch::MOST];
        for (slot, feature) in slots.iter_mut().zip(features) {
            *slot = self.features.first_slot(*feature);
        }
        let mut sums: Sums = [0; N_SCORES];
        for (slot, feature) in slots.iter().zip(features) {
            let place = Table::settle(*slot, *feature).unwrap_or_else(|| self.features.get(*feature));
            let row = place.and_then(|place| self.rows.get(place as usize));
            for (sum, weight) in sums.iter_mut().zip(row.unwrap_or(&[0; N_SCORES])) {
                *sum += i16::from(*weight);
            }
        }
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += i32::from(sum);
        }
    }

    /// Adds the weights of a feature.
    pub fn add(&self, feature: u64, scores: &mut Scores) {
        let Some(row) = self.features.get(feature).and_then(|place| self.rows.get(place as usize)) else { return };
        for (score, weight) in scores.iter_mut().zip(row) {
            *score += i32::from(*weight);
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

/// The row of the entries that a table's value stands for; labels that there are not count for nothing.
fn row(value: u32, entries: &[[u8; 2]]) -> Row {
    let (start, count) = ((value >> COUNT_BITS) as usize, (value & ((1 << COUNT_BITS) - 1)) as usize);
    let mut row = [0; N_SCORES];
    for [label, weight] in entries.get(start..start + count).unwrap_or_default() {
        if let Some(slot) = row.get_mut(usize::from(*label)) {
            *slot = *weight as i8;
        }
    }
    row
}

#[cfg(test)]
mod tests {
    use super::super::hash::finish;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn weights_are_added_to_their_labels() {
        let (table, entries) =
            Weights::build(&[(finish(1), vec![(0, -3), (4, 100)]), (finish(2), vec![(4, 27), (19, -128)])]);
        let weights = Weights::new(&Table::new(table.into()).unwrap(), &entries).unwrap();
        let mut scores = NO_SCORES;
        for feature in [1, 2, 2, 3] {
            weights.add(finish(feature), &mut scores);
        }
        assert_eq!((scores[0], scores[4], scores[19]), (-3, 154, -256));
        assert_eq!(scores.iter().filter(|score| **score != 0).count(), 3);
    }

    proptest! {
        #[test]
        fn a_batch_adds_what_its_features_add(
            rows in prop::collection::vec(prop::collection::btree_map(0..N_SCORES as u8, any::<i8>(), 0..N_SCORES), 1..60),
            asked in prop::collection::vec(0u64..80, 0..Batch::MOST),
        ) {
            let features: Vec<_> =
                rows.iter().enumerate().map(|(at, row)| (finish(at as u64), row.clone().into_iter().collect())).collect();
            let (table, entries) = Weights::build(&features);
            let weights = Weights::new(&Table::new(table.into()).unwrap(), &entries).unwrap();
            let (mut batch, mut one_by_one, mut together) = (Batch::default(), NO_SCORES, NO_SCORES);
            for feature in asked {
                batch.push(finish(feature));
                weights.add(finish(feature), &mut one_by_one);
            }
            weights.add_all(&batch, &mut together);
            prop_assert_eq!(one_by_one, together);
        }
    }
}
