//! Hash tables that are read where they lie, in the bytes of the model: nothing is parsed, nothing allocated.
//!
//! Open addressing with linear probing over a power of two of slots. A slot is eight bytes: a fingerprint of 32 bits, of
//! which 0 means empty, and a value of 32 bits, both little-endian. Key and place come from different halves of a hash,
//! so that a key that is not there is taken for another about once in 2^32 probes.

use std::borrow::Cow;

/// Bytes of a slot.
pub const SLOT_BYTES: usize = 8;

/// A table from hashes to numbers.
#[derive(Clone, Debug)]
pub struct Table {
    slots: Cow<'static, [u8]>,
}

impl Table {
    /// The table that these bytes are; nothing if they are no power of two of slots.
    pub fn new(slots: Cow<'static, [u8]>) -> Option<Self> {
        let count = slots.len() / SLOT_BYTES;
        (slots.len().is_multiple_of(SLOT_BYTES) && count.is_power_of_two()).then_some(Self { slots })
    }

    pub fn bytes(&self) -> &[u8] {
        &self.slots
    }

    /// The same table with another value for each of its hashes.
    pub fn with_values(&self, mut value: impl FnMut(u32) -> u32) -> Self {
        let mut bytes = self.slots.to_vec();
        let (slots, _) = bytes.as_chunks_mut::<SLOT_BYTES>();
        for slot in slots {
            let number = u64::from_le_bytes(*slot);
            if number as u32 != 0 {
                *slot = (number & u64::from(u32::MAX) | u64::from(value((number >> 32) as u32)) << 32).to_le_bytes();
            }
        }
        Self { slots: bytes.into() }
    }

    /// The slot in which the search for a hash begins, as a number.
    #[inline]
    pub fn first_slot(&self, hash: u64) -> u64 {
        let (slots, _) = self.slots.as_chunks::<SLOT_BYTES>();
        let at = place(hash) & (slots.len() - 1);
        slots.get(at).map_or(0, |slot| u64::from_le_bytes(*slot))
    }

    /// What the first slot says of a hash: its value or that it has none; nothing if the search goes on behind it.
    #[inline]
    pub fn settle(slot: u64, hash: u64) -> Option<Option<u32>> {
        match slot as u32 {
            0 => Some(None),
            key if key == fingerprint(hash) => Some(Some((slot >> 32) as u32)),
            _ => None,
        }
    }

    /// The value of a hash.
    #[inline]
    pub fn get(&self, hash: u64) -> Option<u32> {
        let (slots, _) = self.slots.as_chunks::<SLOT_BYTES>();
        let mask = slots.len() - 1;
        let key = fingerprint(hash);
        let mut at = place(hash) & mask;
        for _ in 0..slots.len() {
            let [a, b, c, d, e, f, g, h] = *slots.get(at)?;
            match u32::from_le_bytes([a, b, c, d]) {
                0 => return None,
                found if found == key => return Some(u32::from_le_bytes([e, f, g, h])),
                _ => at = (at + 1) & mask,
            }
        }
        None
    }

    /// The bytes of a table that holds these pairs, at most three quarters full. Of two pairs with one hash the first
    /// stays. Equal pairs in equal order give equal bytes.
    pub fn build(pairs: &[(u64, u32)]) -> Vec<u8> {
        let count = (pairs.len() * 4 / 3 + 1).next_power_of_two();
        let mut slots = vec![[0; SLOT_BYTES]; count];
        for (hash, value) in pairs {
            let key = fingerprint(*hash).to_le_bytes();
            let order = (0..count).map(|step| (place(*hash) + step) & (count - 1));
            for at in order {
                let Some(slot) = slots.get_mut(at) else { break };
                let taken = slot.first_chunk::<4>().copied().unwrap_or_default();
                if taken == key {
                    break;
                }
                if taken == [0; 4] {
                    let [a, b, c, d] = key;
                    let [e, f, g, h] = value.to_le_bytes();
                    *slot = [a, b, c, d, e, f, g, h];
                    break;
                }
            }
        }
        slots.concat()
    }
}

fn fingerprint(hash: u64) -> u32 {
    (hash as u32).max(1)
}

fn place(hash: u64) -> usize {
    (hash >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::super::hash::finish;
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn what_is_put_in_is_found_and_nothing_else(pairs in prop::collection::btree_map(0u64..5_000, any::<u32>(), 0..300)) {
            let hashed: Vec<(u64, u32)> = pairs.iter().map(|(key, value)| (finish(*key), *value)).collect();
            let table = Table::new(Table::build(&hashed).into()).unwrap();
            let found: BTreeMap<u64, u32> =
                (0..5_000).filter_map(|key| Some((key, table.get(finish(key))?))).collect();
            prop_assert_eq!(&found, &pairs);
            let other = table.with_values(|value| value ^ 1);
            prop_assert!(pairs.iter().all(|(key, value)| other.get(finish(*key)) == Some(value ^ 1)));
        }
    }

    #[test]
    fn a_table_is_a_power_of_two_of_slots() {
        assert!(Table::new(vec![0; 24].into()).is_none());
        assert!(Table::new(vec![0; 17].into()).is_none());
        assert!(Table::new(Vec::new().into()).is_none());
    }

    #[test]
    fn a_table_without_an_empty_slot_ends_the_search() {
        let table = Table::new(vec![7; 16].into()).unwrap();
        assert_eq!(table.get(finish(3)), None);
    }
}
