//! A half-open range of bytes in a text.

use std::ops::Range;

/// Half-open range `start..end` of bytes in a text, always on character boundaries of the text it was made for.
///
/// Four bytes a side are enough: a record is capped far below 4 GiB before it becomes text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span `start..end`. Offsets are byte positions that the caller found in a text, hence below 4 GiB.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end && u32::try_from(end).is_ok(), "not a span: {start}..{end}");
        Self { start: start as u32, end: end as u32 }
    }

    pub fn start(self) -> usize {
        self.start as usize
    }

    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }

    pub fn is_empty(self) -> bool {
        self.end <= self.start
    }

    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// The text under the span; empty where the span does not fit the text, so that no stage can panic on it.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside `self`.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span, `by` bytes further on.
    pub fn shift(self, by: usize) -> Span {
        Span { start: self.start + by as u32, end: self.end + by as u32 }
    }

    /// The span without white space at its two ends.
    pub fn trim(self, text: &str) -> Span {
        let inner = self.of(text);
        let start = self.start() + (inner.len() - inner.trim_start().len());
        Span::new(start, start + inner.trim().len())
    }
}
