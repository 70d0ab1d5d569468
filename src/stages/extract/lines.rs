//! Lines of a stream, one at a time, none of them held beyond a limit.

use std::io::{self, BufRead};

use memchr::memchr;

use super::reject::EXCERPT_BYTES;

/// One line, without its line feed and the carriage return before it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Whole(Vec<u8>),
    /// Longer than the limit: its first bytes, and how many it has.
    TooLong {
        head: Vec<u8>,
        bytes: u64,
    },
}

/// Cuts a stream into lines.
#[derive(Debug)]
pub(super) struct Lines<R> {
    reader: R,
    limit: u64,
    number: u64,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(reader: R, limit: u64) -> Self {
        Self { reader, limit, number: 0 }
    }

    /// Number of the line that was last asked for, from 1.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// What is in the buffer, to look at before the first line.
    pub(super) fn peek(&mut self) -> io::Result<&[u8]> {
        while let Err(error) = self.reader.fill_buf() {
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        self.reader.fill_buf()
    }

    /// The next line; nothing at the end. What follows the last line feed is a line if it has any bytes.
    pub(super) fn next(&mut self) -> io::Result<Option<Line>> {
        self.number += 1;
        // One byte over the limit, which may be the carriage return.
        let room = self.limit.saturating_add(1);
        let (mut held, mut bytes, mut ended) = (Vec::new(), 0, false);
        while !ended {
            let buffer = match self.reader.fill_buf() {
                Ok([]) => break,
                Ok(buffer) => buffer,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let (piece, used) = match memchr(b'\n', buffer) {
                Some(at) => (buffer.get(..at).unwrap_or_default(), at + 1),
                None => (buffer, buffer.len()),
            };
            ended = used > piece.len();
            let fits = room.saturating_sub(bytes).min(piece.len() as u64) as usize;
            held.extend_from_slice(piece.get(..fits).unwrap_or_default());
            bytes += piece.len() as u64;
            self.reader.consume(used);
        }
        Ok((ended || bytes > 0).then(|| self.line(held, bytes)))
    }

    fn line(&self, mut held: Vec<u8>, mut bytes: u64) -> Line {
        if held.len() as u64 == bytes && held.last() == Some(&b'\r') {
            held.pop();
            bytes -= 1;
        }
        if bytes <= self.limit {
            return Line::Whole(held);
        }
        held.truncate(EXCERPT_BYTES);
        held.shrink_to_fit();
        Line::TooLong { head: held, bytes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::io::BufReader;

    fn lines(bytes: &[u8], buffer: usize, limit: u64) -> Vec<Line> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, bytes), limit);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    proptest! {
        /// Whatever the size of the buffer, and with both kinds of line end.
        #[test]
        fn lines_are_those_that_were_written(
            written in prop::collection::vec("[a-z\u{e9}]{0,12}", 0..12),
            buffer in 1usize..9,
            crlf in any::<bool>(),
        ) {
            let end = if crlf { "\r\n" } else { "\n" };
            let bytes: String = written.iter().map(|line| format!("{line}{end}")).collect();
            let expected: Vec<Line> = written.into_iter().map(|line| Line::Whole(line.into_bytes())).collect();
            prop_assert_eq!(lines(bytes.as_bytes(), buffer, 100), expected);
        }

        /// A long line is counted to its end, and the next one is read from its start.
        #[test]
        fn a_line_over_the_limit_is_skipped(length in 1usize..40, limit in 1u64..40, buffer in 1usize..9, cr in any::<bool>()) {
            let long = "x".repeat(length);
            let bytes = format!("{long}{}\nnext", if cr { "\r" } else { "" });
            let line = &lines(bytes.as_bytes(), buffer, limit.max(4))[..];
            let first = if length as u64 <= limit.max(4) {
                Line::Whole(long.into_bytes())
            } else {
                let held = (limit.max(4) + 1).min((length + usize::from(cr)) as u64) as usize;
                let bytes = if cr && held == length + 1 { length } else { length + usize::from(cr) };
                Line::TooLong { head: long.as_bytes()[..held.min(length)].to_vec(), bytes: bytes as u64 }
            };
            prop_assert_eq!(line, &[first, Line::Whole(b"next".to_vec())]);
        }
    }

    /// Is interrupted at every other read, as a signal may do.
    struct Interrupted<'b>(&'b [u8], bool);

    impl io::Read for Interrupted<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.1 = !self.1;
            if self.1 { Err(io::ErrorKind::Interrupted.into()) } else { self.0.read(buffer) }
        }
    }

    #[test]
    fn a_read_that_was_interrupted_is_made_again() {
        let mut lines = Lines::new(BufReader::with_capacity(4, Interrupted(b"Oslo\nLima", false)), 100);
        assert_eq!(lines.peek().unwrap(), b"Oslo");
        for city in ["Oslo", "Lima"] {
            assert_eq!(lines.next().unwrap(), Some(Line::Whole(city.into())));
        }
    }

    #[test]
    fn a_long_line_is_held_only_for_its_excerpt() {
        let bytes = vec![b'x'; 1 << 20];
        let [Line::TooLong { head, bytes }] = &lines(&bytes, 4096, 1 << 16)[..] else { panic!("one long line") };
        assert_eq!((head.len(), head.capacity() < 4096, *bytes), (EXCERPT_BYTES, true, 1 << 20));
    }
}
