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
mod text;
mod whole;

use std::ops::ControlFlow;

use crate::config::InputSettings;
use crate::model::{RawRecord, Rejected};

pub use compression::Compression;
pub use docs::markdown;
pub use error::ExtractError;
pub use format::{FORMATS, FormatDoc, Reading, SourceFormat};
pub use input::{Input, Source};
pub use plan::{Entry, Plan, plan};
pub use reject::excerpt;

use plan::Kind;

/// What reading an entry hands over, one at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extracted {
    Record(RawRecord),
    Rejected(Rejected),
}

/// Takes what was extracted and says whether to go on.
pub type Emit<'a> = dyn FnMut(Extracted) -> ControlFlow<()> + 'a;

/// Reads one entry and hands over its records in order; stops early when `emit` breaks. Never fails: problems are
/// [`Rejected`].
pub fn read(entry: &Entry, settings: &InputSettings, emit: &mut Emit<'_>) {
    // A break is the caller's own wish: nothing is left to do here.
    let _ = match &entry.kind {
        Kind::Rejected(diagnostic) => emit(Extracted::Rejected(reject::unread(entry, diagnostic.clone()))),
        Kind::Readable(reading) => match Input::open(entry, *reading) {
            Ok(input) => reading.format.records(input, settings, emit),
            Err(diagnostic) => emit(Extracted::Rejected(reject::unread(entry, diagnostic))),
        },
    };
}

#[cfg(test)]
mod tests;
