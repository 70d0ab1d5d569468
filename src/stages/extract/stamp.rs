//! What the system says of a file without reading it: by this a later run sees that nothing has changed.

use std::fs::Metadata;
use std::os::unix::fs::MetadataExt;

/// Time and place of a file. Whoever replaces, edits or restores it changes one of them, but for a write within the
/// same tick of the clock that the file system keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Time of the last change of the content, in nanoseconds since 1970.
    pub modified_ns: i64,
    pub inode: u64,
    pub device: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        // Until the year 2262; a file that claims to be younger shares its stamp with others of that kind.
        let modified_ns = metadata.mtime().saturating_mul(1_000_000_000).saturating_add(metadata.mtime_nsec());
        Self { modified_ns, inode: metadata.ino(), device: metadata.dev() }
    }
}
