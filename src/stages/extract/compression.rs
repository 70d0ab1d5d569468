//! Compression as a wrapper around any format: `.gz` and `.zst` are taken off a name and off the bytes.

use std::io::{self, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// Largest zstd window that is granted, as a power of two: 128 MiB, what `zstd --long` writes. A frame may ask for
/// gigabytes, which a hostile or broken file would.
const ZSTD_WINDOW_LOG_MAX: u32 = 27;

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

    /// The decompressed bytes of `reader`, as they stream in. Damage shows as an error without a system error code.
    pub(super) fn decompress<'a>(self, reader: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
        Ok(match self {
            Self::Gzip => Box::new(MultiGzDecoder::new(reader)),
            Self::Zstd => {
                let mut decoder = zstd::stream::read::Decoder::new(reader)?;
                decoder.window_log_max(ZSTD_WINDOW_LOG_MAX)?;
                Box::new(decoder)
            }
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
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

    fn decompress(compression: Compression, bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        compression.decompress(bytes)?.take(1 << 20).read_to_end(&mut out)?;
        Ok(out)
    }

    proptest! {
        /// Files put one behind the other read as one, as `cat a.gz b.gz` promises.
        #[test]
        fn members_follow_one_another(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..4)) {
            for &compression in Compression::ALL {
                let packed: Vec<u8> = parts.iter().flat_map(|part| compress(compression, part)).collect();
                prop_assert_eq!(decompress(compression, &packed).unwrap(), parts.concat());
            }
        }

        /// Damage is an error of the decoder, which carries no system error code.
        #[test]
        fn a_file_cut_short_is_an_error(text in "[a-z ]{1,300}", cut in 1usize..8) {
            for &compression in Compression::ALL {
                let packed = compress(compression, text.as_bytes());
                let error = decompress(compression, &packed[..packed.len() - cut]).unwrap_err();
                prop_assert_eq!(error.raw_os_error(), None);
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
        assert!(decompress(Compression::Zstd, &packed).unwrap_err().to_string().contains("memory"));
    }
}
