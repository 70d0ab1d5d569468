//! The encodings that a Parquet footer lists, which polars does not keep.
//!
//! The footer is Thrift in the compact protocol (<https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>);
//! the numbers of the fields are those of `parquet.thrift` in <https://github.com/apache/parquet-format>. Everything but the
//! way to the encodings is skipped. A footer of another form gives nothing.

use std::collections::BTreeSet;

const STRUCT: u8 = 12;
const FILE_ROW_GROUPS: i64 = 4;
const ROW_GROUP_COLUMNS: i64 = 1;
const CHUNK_META_DATA: i64 = 3;
const META_DATA_ENCODINGS: i64 = 2;

/// Structs within structs that are followed, at most; a footer has six.
const MAX_DEPTH: usize = 16;

/// Names of the encodings of each column, over all row groups, in the order of the columns.
pub(super) fn encodings(footer: &[u8]) -> Option<Vec<BTreeSet<&'static str>>> {
    let mut columns: Vec<BTreeSet<&'static str>> = Vec::new();
    let mut reader = Compact { bytes: footer };
    reader.fields(&mut |id, reader| match id {
        FILE_ROW_GROUPS => reader
            .structs(&mut |_, reader| {
                reader.fields_at(ROW_GROUP_COLUMNS, &mut |reader| {
                    reader.structs(&mut |column, reader| {
                        if column >= columns.len() {
                            columns.resize_with(column + 1, BTreeSet::new);
                        }
                        let names = columns.get_mut(column)?;
                        reader.fields_at(CHUNK_META_DATA, &mut |reader| {
                            reader.fields_at(META_DATA_ENCODINGS, &mut |reader| {
                                for _ in 0..reader.list()?.0 {
                                    names.insert(encoding_name(reader.zigzag()?));
                                }
                                Some(())
                            })
                        })
                    })
                })
            })
            .map(|()| true),
        _ => Some(false),
    })?;
    Some(columns)
}

fn encoding_name(number: i64) -> &'static str {
    match number {
        0 => "plain",
        2 => "plain_dictionary",
        3 => "rle",
        4 => "bit_packed",
        5 => "delta_binary_packed",
        6 => "delta_length_byte_array",
        7 => "delta_byte_array",
        8 => "rle_dictionary",
        9 => "byte_stream_split",
        _ => "unknown",
    }
}

/// A reader of the compact protocol.
struct Compact<'b> {
    bytes: &'b [u8],
}

impl Compact<'_> {
    /// Visits the fields of a struct; a visitor that answers `false` has read nothing, and the field is skipped.
    fn fields(&mut self, visit: &mut dyn FnMut(i64, &mut Self) -> Option<bool>) -> Option<()> {
        let mut id = 0;
        while let Some((next, kind)) = self.field(id)? {
            id = next;
            if !visit(id, self)? {
                self.skip(kind, 0)?;
            }
        }
        Some(())
    }

    /// Visits one field of a struct and skips the others.
    fn fields_at(&mut self, wanted: i64, visit: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.fields(&mut |id, reader| if id == wanted { visit(reader).map(|()| true) } else { Some(false) })
    }

    /// Visits the members of a list of structs with their positions.
    fn structs(&mut self, visit: &mut dyn FnMut(usize, &mut Self) -> Option<()>) -> Option<()> {
        let (len, kind) = self.list()?;
        if kind != STRUCT {
            return None;
        }
        (0..len).try_for_each(|at| visit(at, self))
    }

    /// Number and type of the next field; `None` inside at the end of the struct.
    fn field(&mut self, previous: i64) -> Option<Option<(i64, u8)>> {
        let head = self.byte()?;
        let (step, kind) = (head >> 4, head & 0x0f);
        if head == 0 {
            return Some(None);
        }
        let id = if step == 0 { self.zigzag()? } else { previous + i64::from(step) };
        Some(Some((id, kind)))
    }

    /// Length and type of a list.
    fn list(&mut self) -> Option<(usize, u8)> {
        let head = self.byte()?;
        let len = match head >> 4 {
            15 => usize::try_from(self.varint()?).ok()?,
            short => usize::from(short),
        };
        Some((len, head & 0x0f))
    }

    fn skip(&mut self, kind: u8, depth: usize) -> Option<()> {
        match kind {
            _ if depth > MAX_DEPTH => None,
            1 | 2 => Some(()),
            3 => self.byte().map(drop),
            4..=6 => self.varint().map(drop),
            7 => self.take(8),
            8 => {
                let len = self.varint()?;
                self.take(usize::try_from(len).ok()?)
            }
            9 | 10 => {
                let (len, item) = self.list()?;
                (0..len).try_for_each(|_| if item <= 2 { self.byte().map(drop) } else { self.skip(item, depth + 1) })
            }
            STRUCT => {
                let mut id = 0;
                while let Some((next, kind)) = self.field(id)? {
                    id = next;
                    self.skip(kind, depth + 1)?;
                }
                Some(())
            }
            // A footer holds no maps.
            _ => None,
        }
    }

    fn take(&mut self, len: usize) -> Option<()> {
        self.bytes = self.bytes.get(len..)?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    fn zigzag(&mut self) -> Option<i64> {
        let value = self.varint()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = encodings(&bytes);
        }

        #[test]
        fn zigzag_reads_what_was_written(value in any::<i64>()) {
            let mut rest = ((value << 1) ^ (value >> 63)) as u64;
            let mut bytes = Vec::new();
            while rest >= 0x80 {
                bytes.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            bytes.push(rest as u8);
            prop_assert_eq!(Compact { bytes: &bytes }.zigzag(), Some(value));
        }
    }
}
