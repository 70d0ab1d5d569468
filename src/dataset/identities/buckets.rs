//! An index from words to many small numbers: a sorted list of pairs, a sixth of the size of a map of lists.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// How many that share a key are compared with one. The lists of one name are short; that of a surname like Kim is not.
pub(super) const MAX_COMPARED: usize = 256;

/// Positions by key. Two keys may share a place, so that whoever asks must compare.
#[derive(Debug, Default)]
pub(super) struct Buckets(Vec<(u64, u32)>);

impl Buckets {
    pub(super) fn of(entries: impl Iterator<Item = (String, u32)>) -> Self {
        let mut list: Vec<(u64, u32)> = entries.map(|(key, at)| (hash(&key), at)).collect();
        list.sort_unstable();
        list.dedup();
        Self(list)
    }

    /// The positions under the key, in ascending order, and perhaps others.
    pub(super) fn with<'b>(&'b self, key: &str) -> impl Iterator<Item = u32> + use<'b> {
        let hash = hash(key);
        let start = self.0.partition_point(|(known, _)| *known < hash);
        let under = self.0.get(start..).unwrap_or_default().iter().take_while(move |(known, _)| *known == hash);
        under.map(|(_, at)| *at).take(MAX_COMPARED)
    }
}

/// The same in every run, since the hasher's keys are fixed.
fn hash(key: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_put_in_is_found_in_order(entries in prop::collection::vec(("[a-c]{1,2}", 0u32..50), 0..40)) {
            let buckets = Buckets::of(entries.iter().cloned());
            for (key, at) in &entries {
                let found: Vec<u32> = buckets.with(key).collect();
                prop_assert!(found.contains(at) && found.is_sorted());
            }
            prop_assert_eq!(buckets.with("zz").count(), 0);
        }
    }
}
