//! Compression as a wrapper around any format: `.gz` and `.zst` are taken off a name and off the bytes.
//!
//! Members are decompressed one by one, so that they can be counted, and what comes out is held to the [`Limits`] as it
//! streams: no more of a bomb is ever expanded than the limits allow.

use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;
use zstd::stream::read::Decoder as ZstdDecoder;

use super::limits::{Counted, Limited, Limits, Refusal};

/// Stored bytes that are read ahead: few, since the ratio of expansion takes them for decompressed already.
const BUFFER_BYTES: usize = 16 << 10;

/// The smallest and the largest window that zstd knows, as powers of two.
const WINDOW_LOG_MIN: u32 = 10;
const WINDOW_LOG_MAX: u32 = 31;

/// What zstd says of a frame with a larger window than is granted; a test holds it to that.
const WINDOW_MESSAGE: &str = "too much memory";

/// A compression whose file-name ending comes after that of the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// RFC 1952, of one or more members.
    Gzip,
    /// RFC 8878, of one or more frames.
    Zstd,
}

impl Compression {
    pub const ALL: &'static [Compression] = &[Self::Gzip, Self::Zstd];

    /// The file-name ending, without its dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Zstd => "zst",
        }
    }

    /// The compression that the ending of a name announces.
    pub fn of(name: &Path) -> Option<Self> {
        let ending = name.extension()?;
        Self::ALL.iter().copied().find(|compression| ending.eq_ignore_ascii_case(compression.extension()))
    }

    /// The decompressed bytes of `reader`, as they stream in, within the limits. A limit that is passed shows as a
    /// [`Refusal`], damage as another error without a system error code.
    pub(super) fn decompress<'a>(self, reader: impl Read + 'a, limits: Limits) -> Box<dyn Read + 'a> {
        let (reader, stored) = Counted::new(reader);
        let reader = BufReader::with_capacity(BUFFER_BYTES, reader);
        match self {
            Self::Gzip => Box::new(Limited::new(Members::<_, GzDecoder<_>>::new(reader, limits), limits, Some(stored))),
            Self::Zstd => {
                Box::new(Limited::new(Members::<_, ZstdDecoder<'static, _>>::new(reader, limits), limits, Some(stored)))
            }
        }
    }
}

/// A decoder of one gzip member or one zstd frame.
trait Member<R>: Read + Sized {
    fn of(reader: R, limits: Limits) -> io::Result<Self>;
    /// The reader, which stands behind the member once that has been read to its end.
    fn into_reader(self) -> R;
    /// What a failure of this decoder means.
    fn explain(error: io::Error, limits: Limits) -> io::Error;
}

impl<R: BufRead> Member<R> for GzDecoder<R> {
    fn of(reader: R, _: Limits) -> io::Result<Self> {
        Ok(Self::new(reader))
    }

    fn into_reader(self) -> R {
        self.into_inner()
    }

    fn explain(error: io::Error, _: Limits) -> io::Error {
        error
    }
}

impl<R: BufRead> Member<R> for ZstdDecoder<'static, R> {
    fn of(reader: R, limits: Limits) -> io::Result<Self> {
        let mut decoder = Self::with_buffer(reader)?.single_frame();
        let window_log = limits.zstd_window_bytes.max(1).ilog2().clamp(WINDOW_LOG_MIN, WINDOW_LOG_MAX);
        decoder.window_log_max(window_log)?;
        Ok(decoder)
    }

    fn into_reader(self) -> R {
        self.finish()
    }

    fn explain(error: io::Error, limits: Limits) -> io::Error {
        if error.to_string().contains(WINDOW_MESSAGE) {
            return Refusal::WindowTooLarge { limit_bytes: limits.zstd_window_bytes }.into();
        }
        error
    }
}

/// Members that follow one another, read as one stream.
struct Members<R, D> {
    state: State<R, D>,
    begun: u64,
    limits: Limits,
}

enum State<R, D> {
    Between(R),
    Inside(D),
    /// After the end or a failure.
    Over,
}

impl<R: BufRead, D: Member<R>> Members<R, D> {
    fn new(reader: R, limits: Limits) -> Self {
        Self { state: State::Between(reader), begun: 0, limits }
    }

    /// The next member; nothing at the end of the stored bytes.
    fn next(&mut self, mut reader: R) -> io::Result<State<R, D>> {
        if at_end(&mut reader)? {
            return Ok(State::Over);
        }
        self.begun += 1;
        if self.begun > self.limits.members {
            return Err(Refusal::TooManyMembers { limit: self.limits.members }.into());
        }
        Ok(State::Inside(D::of(reader, self.limits)?))
    }
}

/// Whether no byte is left.
fn at_end(reader: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            buffer => return Ok(buffer?.is_empty()),
        }
    }
}

impl<R: BufRead, D: Member<R>> Read for Members<R, D> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Over => return Ok(0),
                State::Between(reader) => self.state = self.next(reader)?,
                State::Inside(mut member) => match member.read(buffer) {
                    Ok(0) => self.state = State::Between(member.into_reader()),
                    Ok(read) => {
                        self.state = State::Inside(member);
                        return Ok(read);
                    }
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                        self.state = State::Inside(member);
                        return Err(error);
                    }
                    Err(error) => return Err(D::explain(error, self.limits)),
                },
            }
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::config::InputSettings;
    use proptest::prelude::*;
    use std::io::Write;

    pub(in super::super) fn compress(compression: Compression, bytes: &[u8]) -> Vec<u8> {
        match compression {
            Compression::Gzip => {
                let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
                encoder.write_all(bytes).unwrap();
                encoder.finish().unwrap()
            }
            Compression::Zstd => zstd::encode_all(bytes, 1).unwrap(),
        }
    }

    fn limits() -> Limits {
        Limits::of(&InputSettings::default())
    }

    fn decompress(compression: Compression, bytes: &[u8], limits: Limits) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        compression.decompress(bytes, limits).take(8 << 20).read_to_end(&mut out)?;
        Ok(out)
    }

    fn refusal(compression: Compression, bytes: &[u8], limits: Limits) -> Option<Refusal> {
        decompress(compression, bytes, limits).err().as_ref().and_then(Refusal::inside)
    }

    proptest! {
        /// Files put one behind the other read as one, as `cat a.gz b.gz` promises, and their number is counted.
        #[test]
        fn members_follow_one_another(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..4)) {
            for &compression in Compression::ALL {
                let packed: Vec<u8> = parts.iter().flat_map(|part| compress(compression, part)).collect();
                let limit = parts.len() as u64;
                let enough = Limits { members: limit, ..limits() };
                prop_assert_eq!(decompress(compression, &packed, enough).unwrap(), parts.concat());
                let few = Limits { members: limit - 1, ..limits() };
                prop_assert_eq!(refusal(compression, &packed, few), Some(Refusal::TooManyMembers { limit: limit - 1 }));
            }
        }

        /// Damage is an error of the decoder, which carries no system error code.
        #[test]
        fn a_file_cut_short_is_an_error(text in "[a-z ]{1,300}", cut in 1usize..8) {
            for &compression in Compression::ALL {
                let packed = compress(compression, text.as_bytes());
                let error = decompress(compression, &packed[..packed.len() - cut], limits()).unwrap_err();
                prop_assert_eq!((error.raw_os_error(), Refusal::inside(&error)), (None, None));
            }
        }

        /// Once it has failed, a stream gives nothing more.
        #[test]
        fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 1..200)) {
            for &compression in Compression::ALL {
                let mut reader = compression.decompress(&bytes[..], limits());
                let mut out = Vec::new();
                if reader.read_to_end(&mut out).is_err() {
                    prop_assert_eq!(reader.read(&mut [0; 8]).unwrap(), 0);
                }
            }
        }
    }

    #[test]
    fn a_window_beyond_the_limit_is_refused() {
        let mut encoder = zstd::stream::write::Encoder::new(Vec::new(), 1).unwrap();
        encoder.window_log(28).unwrap();
        encoder.include_contentsize(false).unwrap();
        encoder.write_all(b"Minsk").unwrap();
        let packed = encoder.finish().unwrap();
        let expected = Refusal::WindowTooLarge { limit_bytes: 128 << 20 };
        assert_eq!(refusal(Compression::Zstd, &packed, limits()), Some(expected));
        let wide = Limits { zstd_window_bytes: 256 << 20, ..limits() };
        assert_eq!(decompress(Compression::Zstd, &packed, wide).unwrap(), b"Minsk");
    }

    #[test]
    fn a_bomb_is_refused_by_its_ratio() {
        for &compression in Compression::ALL {
            let packed = compress(compression, &vec![b' '; 8 << 20]);
            let tight = Limits { expansion_ratio: 20, ..limits() };
            assert_eq!(refusal(compression, &packed, tight), Some(Refusal::ExpansionTooHigh { limit: 20 }));
        }
    }

    #[test]
    fn a_skippable_frame_is_skipped() {
        let mut packed = vec![0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        packed.extend(compress(Compression::Zstd, b"Minsk"));
        assert_eq!(decompress(Compression::Zstd, &packed, limits()).unwrap(), b"Minsk");
    }
}
