//! Which parts are merged: those of about the same size, when there are many of them.
//!
//! Sizes fall into tiers, each so many times as large as the one below as parts are merged at a time. With four, three parts
//! at most stay in a tier, and a row is written again once for each tier that it climbs.

/// Parts up to this size lie in the lowest tier: below it, what a file costs counts more than what it holds.
const SMALLEST_BYTES: u64 = 64 << 10;

/// Groups the parts, given as number and bytes: parts of one group become one, in the order in which they are given.
pub(super) fn groups(parts: &[(u32, u64)], at_a_time: usize) -> Vec<Vec<u32>> {
    let at_a_time = at_a_time.max(2);
    let mut groups: Vec<(u64, Vec<u32>)> = parts.iter().map(|&(number, bytes)| (bytes, vec![number])).collect();
    while let Some(crowded) = crowded_tier(&groups, at_a_time) {
        let is_in = |(bytes, _): &(u64, Vec<u32>)| tier(*bytes, at_a_time as u64) == crowded;
        let (merged, others): (Vec<_>, Vec<_>) = groups.into_iter().partition(is_in);
        let bytes = merged.iter().map(|(bytes, _)| bytes).sum();
        groups = others;
        groups.push((bytes, merged.into_iter().flat_map(|(_, numbers)| numbers).collect()));
    }
    groups.into_iter().map(|(_, numbers)| numbers).collect()
}

/// The lowest tier with so many parts.
fn crowded_tier(groups: &[(u64, Vec<u32>)], at_a_time: usize) -> Option<u32> {
    let mut tiers: Vec<u32> = groups.iter().map(|(bytes, _)| tier(*bytes, at_a_time as u64)).collect();
    tiers.sort_unstable();
    tiers.chunk_by(|one, other| one == other).find(|tier| tier.len() >= at_a_time)?.first().copied()
}

fn tier(bytes: u64, factor: u64) -> u32 {
    let (mut tier, mut top) = (0, SMALLEST_BYTES);
    while bytes > top {
        tier += 1;
        top = top.saturating_mul(factor);
    }
    tier
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_part_is_in_one_group_and_no_tier_is_crowded(
            sizes in prop::collection::vec(0u64..1 << 34, 0..40),
            at_a_time in 2usize..6,
        ) {
            let parts: Vec<(u32, u64)> = (0..).zip(sizes.iter().copied()).collect();
            let groups = groups(&parts, at_a_time);
            let mut numbers: Vec<u32> = groups.concat();
            numbers.sort_unstable();
            prop_assert!(numbers.into_iter().eq(0..sizes.len() as u32));
            let bytes = |group: &Vec<u32>| group.iter().map(|&number| sizes[number as usize]).sum::<u64>();
            let tiers: Vec<u32> = groups.iter().map(|group| tier(bytes(group), at_a_time as u64)).collect();
            for one in &tiers {
                prop_assert!(tiers.iter().filter(|other| *other == one).count() < at_a_time);
            }
        }
    }

    #[test]
    fn ten_years_of_daily_runs_leave_few_parts_and_write_each_row_few_times() {
        let daily = 500_000;
        let (mut parts, mut written, mut most) = (Vec::new(), 0, 0);
        for day in 0..3_650 {
            let groups = groups(&parts, 4);
            let sum = |group: &Vec<u32>| parts.iter().filter(|(n, _)| group.contains(n)).map(|(_, bytes)| bytes).sum();
            let merged: Vec<(u32, u64)> = groups.iter().map(|group| (group[0], sum(group))).collect();
            written +=
                groups.iter().zip(&merged).filter(|(group, _)| group.len() > 1).map(|(_, (_, b))| b).sum::<u64>();
            parts = merged;
            parts.push((day, daily));
            written += daily;
            most = most.max(parts.len());
        }
        assert!(most <= 24, "{most} parts");
        assert!(written <= 8 * 3_650 * daily, "{} times", written as f64 / 3_650e0 / daily as f64);
    }
}
