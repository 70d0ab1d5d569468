//! Groups of numbers that pairs join (union-find), with the best proof of each member.

use std::collections::BTreeMap;

use super::Proof;

/// Which members belong together, by pairs in any order.
#[derive(Debug)]
pub(super) struct Groups {
    parent: Vec<u32>,
    proofs: BTreeMap<u32, Proof>,
}

impl Groups {
    pub(super) fn new(members: usize) -> Self {
        Self { parent: (0..members as u32).collect(), proofs: BTreeMap::new() }
    }

    /// Joins the groups of two members.
    pub(super) fn join(&mut self, one: u32, other: u32, proof: Proof) {
        for member in [one, other] {
            let best = self.proofs.entry(member).or_insert(proof);
            *best = proof.min(*best);
        }
        let (one, other) = (self.first(one), self.first(other));
        self.set(one.max(other), one.min(other));
    }

    /// The best proof that joins the member to another one.
    pub(super) fn proof(&self, member: u32) -> Option<Proof> {
        self.proofs.get(&member).copied()
    }

    /// The members of each group of two or more.
    pub(super) fn members(&mut self) -> Vec<Vec<u32>> {
        let joined: Vec<u32> = self.proofs.keys().copied().collect();
        let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for member in joined {
            let first = self.first(member);
            groups.entry(first).or_default().push(member);
        }
        groups.into_values().collect()
    }

    /// The least member of the group; shortens the way there.
    fn first(&mut self, member: u32) -> u32 {
        let mut at = member;
        loop {
            let up = self.get(at);
            if up == at {
                return at;
            }
            let above = self.get(up);
            self.set(at, above);
            at = above;
        }
    }

    fn get(&self, member: u32) -> u32 {
        self.parent.get(member as usize).copied().unwrap_or(member)
    }

    fn set(&mut self, member: u32, parent: u32) {
        if let Some(slot) = self.parent.get_mut(member as usize) {
            *slot = parent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_of_the_pairs_does_not_matter(
            pairs in prop::collection::vec((0u32..12, 0u32..12), 0..20).prop_shuffle(),
        ) {
            let groups_of = |pairs: &[(u32, u32)]| {
                let mut groups = Groups::new(12);
                pairs.iter().for_each(|(one, other)| groups.join(*one, *other, Proof::Acronym));
                groups.members()
            };
            let mut sorted = pairs.clone();
            sorted.sort_unstable();
            prop_assert_eq!(groups_of(&pairs), groups_of(&sorted));
        }

        #[test]
        fn members_of_a_pair_share_a_group(pairs in prop::collection::vec((0u32..12, 0u32..12), 1..20)) {
            let mut groups = Groups::new(12);
            pairs.iter().for_each(|(one, other)| groups.join(*one, *other, Proof::Acronym));
            let members = groups.members();
            for (one, other) in pairs {
                let holding: Vec<_> = members.iter().filter(|group| group.contains(&one)).collect();
                prop_assert!(holding.len() == 1 && holding[0].contains(&other));
            }
        }
    }
}
