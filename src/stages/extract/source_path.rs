//! The name of an input in the tables: its path relative to the input root.

use std::fmt::Write;
use std::path::Path;

/// Path relative to the root, with `/` between the parts; nothing where it is not valid Unicode.
pub(super) fn unicode(relative: &Path) -> Option<String> {
    let mut out = String::with_capacity(relative.as_os_str().len());
    for part in relative {
        if !out.is_empty() {
            out.push('/');
        }
        out.push_str(part.to_str()?);
    }
    Some(out)
}

/// A name for a path that is not valid Unicode: bad bytes as `%` and two hex digits, `%` as `%25`.
///
/// It begins with `./`, as no relative path of ours does, so that it cannot be taken for the name of another file.
pub(super) fn escaped(relative: &Path) -> String {
    let mut out = String::from(".");
    for part in relative {
        out.push('/');
        for chunk in part.as_encoded_bytes().utf8_chunks() {
            out.push_str(&chunk.valid().replace('%', "%25"));
            for byte in chunk.invalid() {
                // Writing to a string cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    fn path(bytes: &[u8]) -> &Path {
        Path::new(OsStr::from_bytes(bytes))
    }

    proptest! {
        #[test]
        fn two_paths_never_share_a_name(
            a in prop::collection::vec(prop::sample::select(b"aF2%\xc3\xa9\xff".to_vec()), 1..6),
            b in prop::collection::vec(prop::sample::select(b"aF2%\xc3\xa9\xff".to_vec()), 1..6),
        ) {
            let name = |bytes: &[u8]| unicode(path(bytes)).unwrap_or_else(|| escaped(path(bytes)));
            prop_assert_eq!(a == b, name(&a) == name(&b));
        }
    }

    #[test]
    fn names_are_plain_where_they_can_be() {
        assert_eq!(unicode(path("2022/Côte d'Ivoire.txt".as_bytes())).as_deref(), Some("2022/Côte d'Ivoire.txt"));
        assert_eq!(unicode(path(b"caf\xe9.txt")), None);
        assert_eq!(escaped(path(b"50%/caf\xe9.txt")), "./50%25/caf%E9.txt");
    }
}
