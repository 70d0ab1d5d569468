//! Reads files that the user names, and no more of them than such a file has.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The whole file at `path`. A device, or a path that was mistaken for another, would otherwise fill the memory.
///
/// # Errors
/// If it cannot be read, or has more bytes than `limit_bytes`.
pub fn read_bounded(path: &Path, limit_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit_bytes {
        return Err(io::Error::other(format!("it has more than {limit_bytes} bytes, which no such file needs")));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_an_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "Minsk").unwrap();
        assert_eq!(read_bounded(&path, 5).unwrap(), b"Minsk");
        assert!(read_bounded(&path, 4).unwrap_err().to_string().contains("more than 4 bytes"));
        assert!(read_bounded(Path::new("/dev/zero"), 1 << 20).is_err());
    }
}
