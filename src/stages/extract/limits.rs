//! What an input may grow to while it is read: the limits, and the refusal where one is passed.

use std::error::Error;
use std::fmt;
use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::config::InputSettings;
use crate::model::Code;

/// So many bytes may come out of a compressed input before its expansion is looked at: a short text of one repeated line
/// grows a thousandfold and harms nobody.
const EXPANSION_FREE_BYTES: u64 = 1 << 20;

/// The limits on one input while its bytes stream in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limits {
    /// Bytes after decompression.
    pub(super) expanded_bytes: u64,
    /// Bytes after decompression for each stored byte that was read for them.
    pub(super) expansion_ratio: u64,
    /// Members of a gzip file, frames of a zstd file.
    pub(super) members: u64,
    /// Window of a zstd frame.
    pub(super) zstd_window_bytes: u64,
}

impl Limits {
    pub(super) fn of(settings: &InputSettings) -> Self {
        Self {
            expanded_bytes: settings.max_expanded_bytes,
            expansion_ratio: settings.max_expansion_ratio,
            members: settings.max_compressed_members,
            zstd_window_bytes: settings.max_zstd_window_bytes,
        }
    }
}

/// A limit that an input passes. It travels as the inside of an [`io::Error`], since readers give nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    ExpandedTooLarge { limit_bytes: u64 },
    ExpansionTooHigh { limit: u64 },
    TooManyMembers { limit: u64 },
    WindowTooLarge { limit_bytes: u64 },
}

impl Refusal {
    /// The refusal that an error carries.
    pub(super) fn inside(error: &io::Error) -> Option<Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref()).copied()
    }

    pub(super) fn code(self) -> Code {
        match self {
            Self::ExpandedTooLarge { .. } => Code::ExpandedTooLarge,
            Self::ExpansionTooHigh { .. } => Code::ExpansionTooHigh,
            Self::TooManyMembers { .. } => Code::TooManyMembers,
            Self::WindowTooLarge { .. } => Code::WindowTooLarge,
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ExpandedTooLarge { limit_bytes } => {
                write!(f, "the input has more than the {limit_bytes} bytes that input.max_expanded_bytes allows")
            }
            Self::ExpansionTooHigh { limit } => write!(
                f,
                "the compressed input grows to more than the {limit} times its size that input.max_expansion_ratio allows"
            ),
            Self::TooManyMembers { limit } => write!(
                f,
                "the compressed input has more than the {limit} members that input.max_compressed_members allows"
            ),
            Self::WindowTooLarge { limit_bytes } => write!(
                f,
                "a zstd frame asks for a larger window than the {limit_bytes} bytes of input.max_zstd_window_bytes"
            ),
        }
    }
}

impl Error for Refusal {}

impl From<Refusal> for io::Error {
    fn from(refusal: Refusal) -> Self {
        io::Error::other(refusal)
    }
}

/// Counts the bytes that are read through it.
#[derive(Debug)]
pub(super) struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    /// The reader, and the count to look at while somebody else reads.
    pub(super) fn new(reader: R) -> (Self, Arc<AtomicU64>) {
        let count = Arc::new(AtomicU64::new(0));
        (Self { reader, count: Arc::clone(&count) }, count)
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

/// Hands bytes on up to a limit, to the byte; then it fails with a [`Refusal`].
pub(super) struct Limited<R> {
    reader: R,
    expanded: u64,
    limits: Limits,
    /// Stored bytes that were read so far; nothing where there is no compression.
    stored: Option<Arc<AtomicU64>>,
    /// The limit that has been passed, to be told once the bytes before it have been handed on.
    passed: Option<Refusal>,
}

impl<R: Read> Limited<R> {
    pub(super) fn new(reader: R, limits: Limits, stored: Option<Arc<AtomicU64>>) -> Self {
        Self { reader, expanded: 0, limits, stored, passed: None }
    }

    /// How many bytes may have come out by now, and what is wrong with more.
    fn most(&self) -> (u64, Refusal) {
        let Limits { expanded_bytes, expansion_ratio, .. } = self.limits;
        let by_size = (expanded_bytes, Refusal::ExpandedTooLarge { limit_bytes: expanded_bytes });
        let Some(stored) = &self.stored else { return by_size };
        let grown = stored.load(Ordering::Relaxed).saturating_mul(expansion_ratio).max(EXPANSION_FREE_BYTES);
        if grown < expanded_bytes { (grown, Refusal::ExpansionTooHigh { limit: expansion_ratio }) } else { by_size }
    }
}

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if let Some(refusal) = self.passed {
            return Err(refusal.into());
        }
        let read = self.reader.read(buffer)?;
        let (most, refusal) = self.most();
        let allowed = (read as u64).min(most.saturating_sub(self.expanded));
        self.expanded += allowed;
        if allowed < read as u64 {
            self.passed = Some(refusal);
            if allowed == 0 {
                return Err(refusal.into());
            }
        }
        Ok(allowed as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn limits(expanded_bytes: u64, expansion_ratio: u64) -> Limits {
        Limits { expanded_bytes, expansion_ratio, ..Limits::of(&InputSettings::default()) }
    }

    /// How many bytes come out, and what stops them.
    fn read(reader: impl Read, limits: Limits, stored: Option<u64>) -> (u64, Option<Refusal>) {
        let stored = stored.map(|stored| Arc::new(AtomicU64::new(stored)));
        let mut limited = Limited::new(reader, limits, stored);
        let (mut buffer, mut bytes) = ([0; 4_096], 0);
        loop {
            match limited.read(&mut buffer) {
                Ok(0) => return (bytes, None),
                Ok(read) => bytes += read as u64,
                Err(error) => return (bytes, Refusal::inside(&error)),
            }
        }
    }

    fn refusal(reader: impl Read, limits: Limits, stored: Option<u64>) -> Option<Refusal> {
        read(reader, limits, stored).1
    }

    proptest! {
        /// The limit on the bytes is exact, and what lies before it comes out.
        #[test]
        fn an_input_may_be_as_large_as_its_limit(length in 0u64..5_000, limit in 0u64..5_000) {
            let found = read(io::repeat(b'x').take(length), limits(limit, 1), None);
            let refusal = (length > limit).then_some(Refusal::ExpandedTooLarge { limit_bytes: limit });
            prop_assert_eq!(found, (length.min(limit), refusal));
        }
    }

    #[test]
    fn the_ratio_counts_beyond_the_first_mebibyte() {
        let found = |length, stored| refusal(io::repeat(b'x').take(length), limits(u64::MAX, 200), Some(stored));
        assert_eq!(found(EXPANSION_FREE_BYTES, 1), None);
        assert_eq!(found(EXPANSION_FREE_BYTES + 1, 1), Some(Refusal::ExpansionTooHigh { limit: 200 }));
        assert_eq!(found(4 << 20, (4 << 20) / 200 + 1), None);
        assert_eq!(refusal(io::repeat(b'x').take(4 << 20), limits(u64::MAX, 1), None), None, "nothing is compressed");
    }

    #[test]
    fn an_endless_reader_ends() {
        assert!(refusal(io::repeat(b'x'), limits(1 << 20, 1), None).is_some());
        assert!(refusal(io::repeat(b'x'), limits(u64::MAX, 1), Some(1)).is_some());
    }
}
