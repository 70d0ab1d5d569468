//! How an input is read where a law needs more than one text.

/// Parts the fields of an input; a control character that stands in no dictionary of texts.
const FIELD_END: u8 = 0x1E;

/// The first byte, as a choice among `count`, and the rest. Without bytes there is nothing to choose.
pub(crate) fn choice(data: &[u8], count: usize) -> Option<(usize, &[u8])> {
    let (first, rest) = data.split_first()?;
    Some((usize::from(*first) % count, rest))
}

/// The fields of an input, the last one with all that is left; those that are missing are empty.
pub(crate) fn fields<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    let mut parts = data.splitn(N, |byte| *byte == FIELD_END);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}
