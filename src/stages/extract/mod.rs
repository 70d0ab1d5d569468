//! The extract stage: finds inputs and cuts them into raw records, whatever the container.
//!
//! ```text
//! input.path ─► plan ─► Entry … ─► open ─► decompress ─► format ─► RawRecord … | Rejected …
//! ```
//!
//! [`plan`] lists what there is and fails only where the environment is at fault; [`read`] never fails: what cannot be
//! read is a [`Rejected`] with a stable code. Compression is a wrapper around any format, so a format sees plain bytes.
//! A new format is one file and one line of [`FORMATS`].

mod compression;
mod docs;
mod error;
mod format;
mod input;
mod json_object;
mod jsonl;
mod lines;
mod markdown;
mod plan;
mod reject;
mod root;
mod selection;
mod sniff;
mod source_path;
mod stamp;
mod stored;
mod text;
mod whole;

use std::ops::ControlFlow;

use crate::config::InputSettings;
use crate::model::{Diagnostic, RawRecord, Rejected};

pub use compression::Compression;
pub use docs::markdown;
pub use error::ExtractError;
pub use format::{FORMATS, FormatDoc, Reading, SourceFormat};
pub use input::{Input, Source};
pub use plan::{Entry, Plan, plan};
pub use reject::excerpt;
pub use stamp::Stamp;
pub use stored::{Stored, reread};

use plan::Kind;
use stored::StoredHasher;

/// What reading an entry hands over, one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    Record(RawRecord),
    Rejected(Rejected),
}

/// Takes what was extracted and says whether to go on.
pub type Emit<'a> = dyn FnMut(Extracted) -> ControlFlow<()> + 'a;

/// Reads one entry and hands over its records in order; stops early when `emit` breaks. Never fails: problems are
/// [`Rejected`]. Gives the stored bytes that were read on the way; nothing where the file could not be opened.
pub fn read(entry: &Entry, settings: &InputSettings, emit: &mut Emit<'_>) -> Option<Stored> {
    let mut seen = StoredHasher::default();
    match read_stored(entry, settings, &mut seen, emit) {
        Ok(()) => Some(seen.stored()),
        Err(diagnostic) => {
            // A break is the caller's own wish: nothing is left to do here.
            let _ = emit(Extracted::Rejected(reject::unread(entry, diagnostic)));
            None
        }
    }
}

fn read_stored(
    entry: &Entry,
    settings: &InputSettings,
    seen: &mut StoredHasher,
    emit: &mut Emit<'_>,
) -> Result<(), Diagnostic> {
    match &entry.kind {
        Kind::Rejected(diagnostic) => Err(diagnostic.clone()),
        Kind::Readable(reading) => {
            let input = Input::open(entry, *reading, seen)?;
            let _ = reading.format.records(input, settings, emit);
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests;
