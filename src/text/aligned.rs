//! Clean text with an exact alignment to the raw bytes it came from.

use std::ops::Range;

use super::Span;

/// One piece of the alignment. It ends where the next one starts, in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    clean: u32,
    raw: u32,
    /// The clean bytes are the raw bytes, so positions inside map one to one. Otherwise the piece is atomic:
    /// what was replaced maps as a whole, and a piece without clean bytes was deleted.
    verbatim: bool,
}

/// A text and where each piece of it came from.
///
/// Laws, held by property tests: the segments tile both texts in order; verbatim segments have equal bytes on both
/// sides; [`to_raw`](Self::to_raw) followed by [`to_clean`](Self::to_clean) covers the span that it began with.
///
/// The idea of text that keeps its alignment is that of `NormalizedString` in the `tokenizers` library; this one
/// stores runs instead of one pair a byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlignedText {
    text: String,
    segments: Vec<Segment>,
    raw_len: u32,
    /// False where the decoder cannot prove byte positions; then [`to_raw`](Self::to_raw) gives nothing.
    exact: bool,
}

impl AlignedText {
    /// Text that is its own raw form.
    pub fn identity(text: String) -> Self {
        let raw_len = text.len();
        let mut builder = AlignedTextBuilder::with_capacity(raw_len);
        builder.verbatim(&text, 0);
        builder.finish(raw_len)
    }

    /// Text whose raw positions are not known.
    pub fn unaligned(text: String, raw_len: usize) -> Self {
        Self { text, segments: Vec::new(), raw_len: raw_len as u32, exact: false }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Length of the raw bytes.
    pub fn raw_len(&self) -> usize {
        self.raw_len as usize
    }

    /// Whether byte positions are proved.
    pub fn is_exact(&self) -> bool {
        self.exact
    }

    pub fn into_string(self) -> String {
        self.text
    }

    /// The raw bytes that gave the text under `span`: the smallest range of whole pieces, without what was deleted
    /// at either end. Nothing where positions are not proved.
    pub fn to_raw(&self, span: Span) -> Option<Range<usize>> {
        if !self.exact {
            return None;
        }
        if span.is_empty() {
            let at = self.raw_at(span.start(), false)?;
            return Some(at..at);
        }
        let start = self.raw_at(span.start(), false)?;
        let end = self.raw_at(span.end(), true)?;
        (start <= end).then_some(start..end)
    }

    /// The clean text that came from `raw`: the smallest span of whole pieces that holds all of it.
    pub fn to_clean(&self, raw: Range<usize>) -> Option<Span> {
        if !self.exact || raw.start > raw.end || raw.end > self.raw_len() {
            return None;
        }
        let start = self.clean_at(raw.start, false)?;
        let end = self.clean_at(raw.end, true)?;
        Some(Span::new(start, end.max(start)))
    }

    /// Edits from left to right, keeping the alignment.
    pub fn edit(&self) -> Editor<'_> {
        Editor { source: self, at: 0, segment: 0, out: AlignedTextBuilder::with_capacity(self.text.len()) }
    }

    /// The pieces in order, as (clean, raw, verbatim); for tests of the laws.
    pub fn pieces(&self) -> impl Iterator<Item = (Span, Range<usize>, bool)> + '_ {
        (0..self.segments.len()).filter_map(|index| {
            let segment = self.segments.get(index)?;
            let (clean_end, raw_end) = self.ends(index);
            Some((
                Span { start: segment.clean, end: clean_end },
                segment.raw as usize..raw_end as usize,
                segment.verbatim,
            ))
        })
    }

    fn ends(&self, index: usize) -> (u32, u32) {
        match self.segments.get(index + 1) {
            Some(next) => (next.clean, next.raw),
            None => (self.text.len() as u32, self.raw_len),
        }
    }

    /// Raw position of a clean one. A start takes the piece that begins at or holds it, an end the piece before it.
    fn raw_at(&self, clean: usize, is_end: bool) -> Option<usize> {
        let clean = u32::try_from(clean).ok().filter(|c| *c as usize <= self.text.len())?;
        let index = if is_end {
            // The piece that holds the last byte: the last one that starts before the position.
            self.segments.partition_point(|s| s.clean < clean).checked_sub(1)?
        } else {
            // The last piece that starts at or before it, which skips what was deleted just before.
            match self.segments.partition_point(|s| s.clean <= clean).checked_sub(1) {
                Some(index) => index,
                None => return Some(0),
            }
        };
        let segment = self.segments.get(index)?;
        let (clean_end, raw_end) = self.ends(index);
        let raw = if segment.verbatim {
            segment.raw + (clean - segment.clean)
        } else if is_end || (clean >= clean_end && clean > segment.clean) {
            raw_end
        } else {
            segment.raw
        };
        Some(raw as usize)
    }

    fn clean_at(&self, raw: usize, is_end: bool) -> Option<usize> {
        let raw = u32::try_from(raw).ok()?;
        let index = if is_end {
            match self.segments.partition_point(|s| s.raw < raw).checked_sub(1) {
                Some(index) => index,
                None => return Some(0),
            }
        } else {
            match self.segments.partition_point(|s| s.raw <= raw).checked_sub(1) {
                Some(index) => index,
                None => return Some(0),
            }
        };
        let segment = self.segments.get(index)?;
        let (clean_end, _) = self.ends(index);
        let clean = if segment.verbatim {
            segment.clean + (raw - segment.raw)
        } else if is_end {
            clean_end
        } else {
            segment.clean
        };
        Some(clean as usize)
    }
}

/// Builds an [`AlignedText`] from pieces given in raw order.
#[derive(Debug)]
pub struct AlignedTextBuilder {
    text: String,
    segments: Vec<Segment>,
    raw_end: u32,
}

impl AlignedTextBuilder {
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), segments: Vec::new(), raw_end: 0 }
    }

    /// The next text is the raw bytes from `raw_start` on, unchanged.
    pub fn verbatim(&mut self, piece: &str, raw_start: usize) {
        if !piece.is_empty() {
            self.push(piece, raw_start..raw_start + piece.len(), true);
        }
    }

    /// The next text stands for the raw bytes `raw`, as a whole. An empty piece says that they were deleted.
    pub fn replaced(&mut self, piece: &str, raw: Range<usize>) {
        if !(piece.is_empty() && raw.is_empty()) {
            self.push(piece, raw, false);
        }
    }

    /// Ends the text; what is left of the raw bytes counts as deleted.
    pub fn finish(mut self, raw_len: usize) -> AlignedText {
        if (self.raw_end as usize) < raw_len {
            self.push("", self.raw_end as usize..raw_len, false);
        }
        AlignedText { text: self.text, segments: self.segments, raw_len: raw_len as u32, exact: true }
    }

    fn push(&mut self, piece: &str, raw: Range<usize>, verbatim: bool) {
        let (raw_start, raw_end) = (raw.start as u32, raw.end as u32);
        if raw_start > self.raw_end {
            let gap = self.raw_end;
            self.add(Segment { clean: self.text.len() as u32, raw: gap, verbatim: false }, "");
            self.raw_end = raw_start;
        }
        if raw_start < self.raw_end {
            // An edit cut an atomic piece in two: the halves stay one piece, since neither has a raw range of its own.
            if let Some(last) = self.segments.last_mut() {
                last.verbatim = false;
            }
            self.text.push_str(piece);
        } else {
            self.add(Segment { clean: self.text.len() as u32, raw: raw_start, verbatim }, piece);
        }
        self.raw_end = self.raw_end.max(raw_end);
    }

    /// Appends a segment, or lengthens the last one where the two are one run.
    fn add(&mut self, segment: Segment, piece: &str) {
        let runs_on = self.segments.last().is_some_and(|last| {
            let last_deletes = !last.verbatim && last.clean == segment.clean;
            (last.verbatim && segment.verbatim) || (last_deletes && piece.is_empty() && !segment.verbatim)
        });
        if !runs_on {
            self.segments.push(segment);
        }
        self.text.push_str(piece);
    }
}

/// Walks over an [`AlignedText`] once, from left to right, and writes the edited text with its alignment.
#[derive(Debug)]
pub struct Editor<'a> {
    source: &'a AlignedText,
    at: usize,
    segment: usize,
    out: AlignedTextBuilder,
}

impl Editor<'_> {
    /// Where the editor stands in the source text.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Bytes of edited text written so far: where the next piece will stand in it.
    pub fn written(&self) -> usize {
        self.out.text.len()
    }

    /// Copies the source up to `to`.
    pub fn keep(&mut self, to: usize) {
        if !self.source.exact {
            self.out.text.push_str(self.source.text.get(self.at..to).unwrap_or_default());
            self.at = self.at.max(to);
            return;
        }
        while self.at < to {
            let Some(segment) = self.seek() else { break };
            let (clean_end, raw_end) = self.source.ends(self.segment);
            let upto = to.min(clean_end as usize);
            let piece = self.source.text.get(self.at..upto).unwrap_or_default();
            if segment.verbatim {
                self.out.verbatim(piece, segment.raw as usize + (self.at - segment.clean as usize));
            } else {
                self.out.replaced(piece, segment.raw as usize..raw_end as usize);
            }
            self.at = upto;
        }
    }

    /// Writes `with` in place of the source up to `to`; an empty `with` deletes.
    pub fn replace(&mut self, to: usize, with: &str) {
        if !self.source.exact {
            self.out.text.push_str(with);
            self.at = self.at.max(to);
            return;
        }
        let span = Span::new(self.at, to.max(self.at));
        if let Some(raw) = self.source.to_raw(span) {
            self.out.replaced(with, raw);
        }
        self.at = span.end();
    }

    /// Leaves out the source up to `to`.
    pub fn delete(&mut self, to: usize) {
        self.replace(to, "");
    }

    /// Copies what is left and ends the edit.
    pub fn finish(mut self) -> AlignedText {
        self.keep(self.source.text.len());
        if self.source.exact {
            self.out.finish(self.source.raw_len())
        } else {
            AlignedText::unaligned(self.out.text, self.source.raw_len())
        }
    }

    /// Moves to the segment that holds the current position.
    fn seek(&mut self) -> Option<Segment> {
        while self.source.ends(self.segment).0 as usize <= self.at {
            self.segment += 1;
            self.source.segments.get(self.segment)?;
        }
        self.source.segments.get(self.segment).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn assert_laws(text: &AlignedText, raw: &[u8]) {
        let (mut clean_at, mut raw_at) = (0, 0);
        for (clean, from, verbatim) in text.pieces() {
            assert_eq!((clean.start(), from.start), (clean_at, raw_at), "pieces must tile both texts");
            if verbatim {
                assert_eq!(clean.of(text.as_str()).as_bytes(), &raw[from.clone()], "verbatim pieces are equal");
            }
            (clean_at, raw_at) = (clean.end(), from.end);
        }
        assert_eq!((clean_at, raw_at), (text.as_str().len(), raw.len()));
        let bounds: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.as_str().len()]).collect();
        for window in bounds.windows(2) {
            let span = Span::new(window[0], window[1]);
            let range = text.to_raw(span).expect("exact text has raw positions");
            assert!(range.end <= raw.len());
            // Text that an edit put in from nowhere has a place in the raw bytes, but no bytes.
            if !range.is_empty() {
                assert!(text.to_clean(range).expect("raw range is inside").contains(span));
            }
        }
    }

    #[test]
    fn a_wide_space_keeps_its_bytes() {
        let raw = "two\u{2002}countries";
        let source = AlignedText::identity(raw.to_owned());
        let mut editor = source.edit();
        editor.keep(3);
        editor.replace(6, " ");
        let clean = editor.finish();
        assert_eq!(clean.as_str(), "two countries");
        assert_eq!(clean.to_raw(Span::new(0, 13)), Some(0..15));
        assert_eq!(clean.to_raw(Span::new(3, 4)), Some(3..6));
        assert_eq!(clean.to_clean(4..5), Some(Span::new(3, 4)));
        assert_laws(&clean, raw.as_bytes());
    }

    #[test]
    fn what_was_deleted_belongs_to_no_span() {
        let source = AlignedText::identity("co\u{AD}operate".to_owned());
        let mut editor = source.edit();
        editor.keep(2);
        editor.delete(4);
        let clean = editor.finish();
        assert_eq!(clean.as_str(), "cooperate");
        assert_eq!(clean.to_raw(Span::new(0, 2)), Some(0..2));
        assert_eq!(clean.to_raw(Span::new(2, 9)), Some(4..11));
        assert_eq!(clean.to_raw(Span::new(0, 9)), Some(0..11));
    }

    #[test]
    fn unproved_positions_are_never_given() {
        let source = AlignedText::unaligned("abc".to_owned(), 9);
        let mut editor = source.edit();
        editor.delete(1);
        let clean = editor.finish();
        assert_eq!(clean.as_str(), "bc");
        assert_eq!(clean.to_raw(Span::new(0, 1)), None);
        assert_eq!(clean.to_clean(0..1), None);
    }

    proptest! {
        /// Any two rounds of edits keep the laws, wherever they cut the pieces of the round before.
        #[test]
        fn edits_keep_the_laws(
            text in "[a-e\u{2002}\u{e9}\u{4e2d} ]{0,40}",
            rounds in prop::collection::vec(prop::collection::vec((0usize..6, 0u8..3), 0..12), 1..3),
        ) {
            let raw = text.clone().into_bytes();
            let mut current = AlignedText::identity(text);
            for round in rounds {
                let mut editor = current.edit();
                for (step, what) in round {
                    let mut to = (editor.position() + step).min(current.as_str().len());
                    while !current.as_str().is_char_boundary(to) { to += 1; }
                    match what {
                        0 => editor.keep(to),
                        1 => editor.replace(to, "\u{fc}x"),
                        _ => editor.delete(to),
                    }
                }
                current = editor.finish();
                assert_laws(&current, &raw);
            }
        }
    }
}
