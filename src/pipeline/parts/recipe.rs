//! What becomes of each part of the version before.

use std::collections::BTreeSet;

use super::tiers::groups;

/// A part of the version before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pipeline) struct OldPart {
    pub(in crate::pipeline) number: u32,
    /// Of its files, in all tables.
    pub(in crate::pipeline) bytes: u64,
    /// Inputs whose rows it holds, and how many of them stay.
    pub(in crate::pipeline) inputs: u64,
    pub(in crate::pipeline) live: u64,
}

impl OldPart {
    /// Bytes that its rows which stay take, about.
    fn live_bytes(self) -> u64 {
        let share = self.live as f64 / self.inputs.max(1) as f64;
        (self.bytes as f64 * share) as u64
    }
}

/// Parts that become one. One part alone is written again without the rows that are gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::pipeline) struct Merge {
    pub(in crate::pipeline) from: Vec<u32>,
    pub(in crate::pipeline) to: u32,
}

/// How a version is made of the one before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pipeline) struct Recipe {
    /// Number of the part for what is read.
    pub(in crate::pipeline) new: u32,
    /// Parts that are taken over as they are, under their number.
    pub(in crate::pipeline) linked: Vec<u32>,
    pub(in crate::pipeline) merges: Vec<Merge>,
}

impl Recipe {
    /// Whether nothing is taken over.
    pub(in crate::pipeline) fn is_all_new(&self) -> bool {
        self.linked.is_empty() && self.merges.is_empty()
    }

    /// The number that the rows of an old part have now; nothing where none of them stays.
    pub(in crate::pipeline) fn number_of(&self, old: u32) -> Option<u32> {
        let merged = self.merges.iter().find(|merge| merge.from.contains(&old)).map(|merge| merge.to);
        merged.or_else(|| self.linked.contains(&old).then_some(old))
    }
}

/// Merges parts `at_a_time`, and takes the lowest free numbers, so that these stay small however long a folder is in use.
pub(in crate::pipeline) fn recipe(parts: &[OldPart], at_a_time: usize, may_link: bool) -> Recipe {
    let live: Vec<OldPart> = parts.iter().copied().filter(|part| part.live > 0).collect();
    let sizes: Vec<(u32, u64)> = live.iter().map(|part| (part.number, part.live_bytes())).collect();
    let is_whole = |number: &u32| live.iter().any(|part| part.number == *number && part.live == part.inputs);
    let (linked, written): (Vec<_>, Vec<_>) = groups(&sizes, at_a_time)
        .into_iter()
        .partition(|group| may_link && matches!(group.as_slice(), [alone] if is_whole(alone)));

    let linked: Vec<u32> = linked.into_iter().flatten().collect();
    let used: BTreeSet<u32> = linked.iter().copied().collect();
    let mut free = (0..).filter(|number| !used.contains(number));
    let mut next = || free.next().unwrap_or(u32::MAX);
    let new = next();
    let merges = written.into_iter().map(|from| Merge { from, to: next() }).collect();
    Recipe { new, linked, merges }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn part() -> impl Strategy<Value = (u64, u64, u64)> {
        (1u64..1 << 24, 1u64..9).prop_flat_map(|(bytes, inputs)| (Just(bytes), Just(inputs), 0..=inputs))
    }

    proptest! {
        #[test]
        fn every_row_that_stays_has_one_place_and_no_two_parts_share_a_number(
            parts in prop::collection::vec(part(), 0..20),
            at_a_time in 2usize..5,
            may_link in any::<bool>(),
        ) {
            let parts: Vec<OldPart> =
                (0..).zip(parts).map(|(number, (bytes, inputs, live))| OldPart { number, bytes, inputs, live }).collect();
            let recipe = recipe(&parts, at_a_time, may_link);
            let mut numbers: Vec<u32> = recipe.linked.clone();
            numbers.extend(recipe.merges.iter().map(|merge| merge.to));
            numbers.push(recipe.new);
            let n = numbers.len();
            numbers.sort_unstable();
            numbers.dedup();
            prop_assert_eq!(numbers.len(), n);
            for part in &parts {
                prop_assert_eq!(recipe.number_of(part.number).is_some(), part.live > 0);
                let is_linked = recipe.linked.contains(&part.number);
                prop_assert!(!is_linked || (may_link && part.live == part.inputs));
            }
        }
    }

    #[test]
    fn a_first_version_has_one_part_that_is_number_0() {
        assert_eq!(recipe(&[], 4, true), Recipe::default());
    }

    #[test]
    fn a_part_with_rows_that_are_gone_is_written_again_and_an_empty_one_goes() {
        let part = |number, live| OldPart { number, bytes: 1 << (20 + 4 * number), inputs: 2, live };
        let recipe = recipe(&[part(0, 2), part(1, 1), part(2, 0)], 4, true);
        assert_eq!(recipe, Recipe { new: 1, linked: vec![0], merges: vec![Merge { from: vec![1], to: 2 }] });
    }
}
